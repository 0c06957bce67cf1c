// What can be moved in a scenario, in the policy's own terms. A scenario keeps its changes of the policy as operations on the one in
// force: a part that is moved back is no change any more.

import type {
  Assignment,
  ClockKind,
  EnrichmentBuffer,
  EscalationStep,
  HandoffPoint,
  Ladder,
  Operation,
  Policy,
  PoolMethod,
  RoutingRow,
  Scenario,
  ScenarioCrew,
  SimulationBasis,
  WorkRule,
} from '../../bridge';
import { foresee } from '../../bridge/operations';
import { targetAt } from '../../components/targets';

/** What a scenario is held against: the policy in force, and people as they are. */
export interface Ground {
  policy: Policy;
  basis: SimulationBasis;
  baseline: Scenario;
  /** What it knows and what it takes for granted, in sentences. */
  because: readonly string[];
}

/** Its edits of the policy in force; a scenario without any says nothing of them. */
export const changesIn = ({ changes }: Scenario): readonly Operation[] => changes ?? [];

/** The policy with a scenario's changes; one that cannot be foreseen here is left to the simulator. */
export function policyOf(policy: Policy, scenario: Scenario): Policy {
  return changesIn(scenario).reduce((now, change) => foresee(now, change) ?? now, policy);
}

export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

type Part = 'targets' | 'escalation' | 'buffer' | 'routing/rows';

function partOf(point: HandoffPoint, part: Part): unknown {
  return part === 'routing/rows' ? point.routing.rows : point[part];
}

const isPart = (change: Operation, handoff: string, part: Part): boolean =>
  change.op === 'set' && change.noun === 'handoff' && change.key === handoff && change.field === part;

const pointOf = (policy: Policy, key: string): HandoffPoint | undefined =>
  policy.handoffs.find((point) => point.key === key);

/** The scenario with a part of a handoff point as `value`. */
function withPartOf(policy: Policy, scenario: Scenario, handoff: string, part: Part, value: unknown): Scenario {
  const before = pointOf(policy, handoff);
  const changes = changesIn(scenario).filter((change) => !isPart(change, handoff, part));
  if (before !== undefined && !same(partOf(before, part), value))
    changes.push({ op: 'set', noun: 'handoff', key: handoff, field: part, value });
  return { ...scenario, changes };
}

/** How long a window is, in milliseconds; null where it is no length of time, or none is promised. */
export function windowOf(point: HandoffPoint, clock: ClockKind, tier: string | null): number | null {
  const target = targetAt(point, clock, tier)?.target;
  return target !== undefined && 'ms' in target ? target.ms : null;
}

export function withWindow(
  policy: Policy,
  scenario: Scenario,
  handoff: string,
  clock: ClockKind,
  tier: string | null,
  ms: number,
): Scenario {
  const point = pointOf(policyOf(policy, scenario), handoff);
  if (point === undefined) return scenario;
  const targets = point.targets.map((entry) =>
    entry.clock === clock && entry.tier === tier && 'ms' in entry.target
      ? { ...entry, target: { ...entry.target, ms } }
      : entry,
  );
  return withPartOf(policy, scenario, handoff, 'targets', targets);
}

/** Steps of a ladder that fall due at a share of the target, with their place. */
export function movableSteps(ladder: Ladder): { step: EscalationStep; place: number; percent: number }[] {
  return ladder.steps.flatMap((step, place) =>
    step.at.kind === 'share' ? [{ step, place, percent: step.at.percent }] : [],
  );
}

/** The step of a ladder at another share of the target; null = it is left out. */
export function withStep(
  policy: Policy,
  scenario: Scenario,
  handoff: string,
  ladder: number,
  step: number,
  percent: number | null,
): Scenario {
  const point = pointOf(policyOf(policy, scenario), handoff);
  const before = point?.escalation[ladder];
  if (point === undefined || before === undefined) return scenario;
  const steps =
    percent === null
      ? before.steps.toSpliced(step, 1)
      : before.steps.map(
          (one, place): EscalationStep => (place === step ? { ...one, at: { kind: 'share', percent } } : one),
        );
  const escalation = point.escalation.with(ladder, { ...before, steps });
  return withPartOf(policy, scenario, handoff, 'escalation', escalation);
}

export function withBuffer(policy: Policy, scenario: Scenario, handoff: string, minutes: number): Scenario {
  const buffer = pointOf(policyOf(policy, scenario), handoff)?.buffer;
  // At least what the policy says, where that still fits.
  const least = pointOf(policy, handoff)?.buffer?.at_least_minutes ?? 0;
  if (buffer === null || buffer === undefined) return scenario;
  const next: EnrichmentBuffer = {
    ...buffer,
    at_least_minutes: Math.min(least, minutes),
    at_most_minutes: minutes,
  };
  return withPartOf(policy, scenario, handoff, 'buffer', next);
}

export const METHODS: readonly { id: PoolMethod; label: string }[] = [
  { id: 'round_robin', label: 'round robin' },
  { id: 'weighted', label: 'by weight' },
  { id: 'load_balanced', label: 'to whom has least' },
  { id: 'performance_weighted', label: 'by performance' },
];

/** Rows that give to a pool, whose method can be another. */
export function poolRows(point: HandoffPoint): { row: RoutingRow; method: PoolMethod }[] {
  return point.routing.rows.flatMap((row) =>
    row.assign.to === 'pool' ? [{ row, method: row.assign.pool.method }] : [],
  );
}

export function withMethod(
  policy: Policy,
  scenario: Scenario,
  handoff: string,
  rowKey: string,
  method: PoolMethod,
): Scenario {
  const point = pointOf(policyOf(policy, scenario), handoff);
  if (point === undefined) return scenario;
  const rows = point.routing.rows.map((row): RoutingRow => {
    if (row.key !== rowKey || row.assign.to !== 'pool') return row;
    const assign: Assignment = { ...row.assign, pool: { ...row.assign.pool, method } };
    return { ...row, assign };
  });
  return withPartOf(policy, scenario, handoff, 'routing/rows', rows);
}

export const MOST_PEOPLE = 10_000;

/** So many people in a crew; the baseline's crews stay, with nobody in them, so that they can be filled again. */
export function withCount(baseline: Scenario, scenario: Scenario, crew: string, count: number): Scenario {
  const whole = Math.min(MOST_PEOPLE, Math.max(0, Math.round(count)));
  const known = baseline.people.some(({ key }) => key === crew);
  const people = scenario.people.flatMap((one) => {
    if (one.key !== crew) return [one];
    return whole === 0 && !known ? [] : [{ ...one, count: whole }];
  });
  return { ...scenario, people };
}

/** Another shift for people like those of a crew. */
export function withShift(scenario: Scenario, like: ScenarioCrew, calendar: string, calendarName: string): Scenario {
  const keys = new Set(scenario.people.map(({ key }) => key));
  let key = `${like.key}-${calendar}`;
  for (let n = 2; keys.has(key); n++) key = `${like.key}-${calendar}-${n}`;
  const crew = { ...like, key, name: `${like.name || like.key}, ${calendarName}`, person: null, calendar, count: 1 };
  return { ...scenario, people: [...scenario.people, crew] };
}

// What is taken for granted and not decided: it holds on both sides of a comparison.

const isWorkOf = (rule: WorkRule, handoff: string): boolean =>
  rule.handoff === handoff && rule.tier === null && rule.crew === null && rule.handling?.kind === 'lognormal';

/** How long the work of a handoff takes on average, in minutes; null where it is not one number. */
export function workOf({ work }: Scenario, handoff: string): number | null {
  const rule = (work ?? []).findLast((one) => isWorkOf(one, handoff));
  return rule?.handling?.kind === 'lognormal' ? rule.handling.mean : null;
}

export function withWork(scenario: Scenario, handoff: string, minutes: number): Scenario {
  const work = (scenario.work ?? []).map((rule): WorkRule => {
    if (!isWorkOf(rule, handoff) || rule.handling?.kind !== 'lognormal') return rule;
    return { ...rule, handling: { ...rule.handling, mean: minutes } };
  });
  return { ...scenario, work };
}

const onlyOne = (values: readonly number[]): number | null =>
  values.length > 0 && values.every((value) => value === values[0]) ? (values[0] ?? null) : null;

/** What an hour of a shift costs; null where it is not the same for all. */
export const costOf = ({ people }: Scenario): number | null => onlyOne(people.map((crew) => crew.cost_per_hour));

export const withCost = (scenario: Scenario, cost: number): Scenario => ({
  ...scenario,
  people: scenario.people.map((crew) => ({ ...crew, cost_per_hour: cost })),
});

/** What a conversion is worth; null where leads are worth different amounts, or none says. */
export function worthOf({ conversion, sources }: Scenario): number | null {
  const counted = sources.filter(({ handoff }) => handoff === conversion?.handoff);
  const worth = onlyOne(counted.flatMap(({ mix }) => (mix ?? []).map(({ amount }) => amount)));
  return worth === 0 ? null : worth;
}

export function withWorth(scenario: Scenario, worth: number): Scenario {
  const at = scenario.conversion?.handoff;
  const sources = scenario.sources.map((source) =>
    source.handoff === at ? { ...source, mix: (source.mix ?? []).map((part) => ({ ...part, amount: worth })) } : source,
  );
  return { ...scenario, sources };
}
