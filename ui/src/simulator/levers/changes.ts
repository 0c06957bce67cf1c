// How a scenario differs from the baseline: a sentence for each lever that was moved, and the way back.

import type { ClockKind, HandoffPoint, Policy, Scenario } from '../../bridge';
import { durationText } from '../../components/durations';
import { counted, money } from '../../components/format';
import { clockLabel, targetAt } from '../../components/targets';
import {
  changesIn,
  costOf,
  type Ground,
  METHODS,
  movableSteps,
  policyOf,
  poolRows,
  same,
  withBuffer,
  withCost,
  withCount,
  withMethod,
  withStep,
  withWindow,
  withWork,
  withWorth,
  workOf,
  worthOf,
} from './levers';

export interface Change {
  id: string;
  /** What was moved: `H2, accepted by, High`. */
  what: string;
  /** As it is, and as it would be; blank where it is said in `what`. */
  from: string;
  to: string;
  /** Taken for granted and not decided: it holds on both sides. */
  assumed?: true;
  undo: (scenario: Scenario) => Scenario;
}

type Steps = { policy: Policy; before: HandoffPoint; now: HandoffPoint };

function windows({ policy, before, now }: Steps): Change[] {
  return before.targets.flatMap(({ clock, tier, target }): Change[] => {
    const next = targetAt(now, clock, tier)?.target;
    if (next === undefined || !('ms' in target) || !('ms' in next) || target.ms === next.ms) return [];
    const name = tier === null ? 'every tier' : (policy.tiers.find(({ key }) => key === tier)?.name ?? tier);
    return [
      {
        id: `window ${before.key} ${clock} ${tier ?? ''}`,
        what: `${before.key} ${clockLabel(clock as ClockKind).toLowerCase()}, ${name}`,
        from: durationText(target.ms),
        to: durationText(next.ms),
        undo: (scenario) => withWindow(policy, scenario, before.key, clock, tier, target.ms),
      },
    ];
  });
}

function ladders({ policy, before, now }: Steps): Change[] {
  return before.escalation.flatMap((ladder, place) => {
    const next = now.escalation[place];
    if (next === undefined || next.steps.length !== ladder.steps.length) return [];
    const after = movableSteps(next);
    return movableSteps(ladder).flatMap(({ place: step, percent }): Change[] => {
      const other = after.find((one) => one.place === step);
      if (other === undefined || other.percent === percent) return [];
      return [
        {
          id: `step ${before.key} ${place} ${step}`,
          what: `${before.key} ladder, step ${step + 1}`,
          from: `${percent} %`,
          to: `${other.percent} %`,
          undo: (scenario) => withStep(policy, scenario, before.key, place, step, percent),
        },
      ];
    });
  });
}

function others({ policy, before, now }: Steps): Change[] {
  const changes: Change[] = [];
  if (before.buffer && now.buffer && before.buffer.at_most_minutes !== now.buffer.at_most_minutes) {
    const minutes = before.buffer.at_most_minutes;
    changes.push({
      id: `buffer ${before.key}`,
      what: `${before.key} enrichment buffer, at most`,
      from: durationText(minutes * 60_000),
      to: durationText(now.buffer.at_most_minutes * 60_000),
      undo: (scenario) => withBuffer(policy, scenario, before.key, minutes),
    });
  }
  const label = (method: string) => METHODS.find(({ id }) => id === method)?.label ?? method;
  const after = poolRows(now);
  for (const { row, method } of poolRows(before)) {
    const other = after.find((one) => one.row.key === row.key);
    if (other !== undefined && other.method !== method)
      changes.push({
        id: `method ${before.key} ${row.key}`,
        what: `${before.key} routing, row ${before.routing.rows.findIndex(({ key }) => key === row.key) + 1}`,
        from: label(method),
        to: label(other.method),
        undo: (scenario) => withMethod(policy, scenario, before.key, row.key, method),
      });
  }
  return changes;
}

function staffing(baseline: Scenario, scenario: Scenario): Change[] {
  const before = new Map(baseline.people.map((crew) => [crew.key, crew]));
  return scenario.people.flatMap((crew): Change[] => {
    const was = before.get(crew.key)?.count ?? 0;
    if (was === crew.count) return [];
    return [
      {
        id: `crew ${crew.key}`,
        what: crew.name || crew.key,
        from: counted(was, 'person', 'people'),
        to: counted(crew.count, 'person', 'people'),
        undo: (now) => withCount(baseline, now, crew.key, was),
      },
    ];
  });
}

const minutesText = (minutes: number): string => durationText(Math.round(minutes) * 60_000);

/** What is taken for granted otherwise than in the baseline. */
function assumptions({ policy, baseline }: Ground, scenario: Scenario): Change[] {
  const amount = (value: number) => money(value, policy.currency);
  const works = policy.handoffs.flatMap(({ key }): Change[] => {
    const [was, now] = [workOf(baseline, key), workOf(scenario, key)];
    if (was === null || now === null || was === now) return [];
    const undo = (one: Scenario) => withWork(one, key, was);
    return [
      {
        id: `work ${key}`,
        what: `${key} work takes`,
        from: minutesText(was),
        to: minutesText(now),
        assumed: true,
        undo,
      },
    ];
  });
  const sums: Change[] = [
    { of: worthOf, set: withWorth, id: 'worth', what: 'A conversion is worth' },
    { of: costOf, set: withCost, id: 'cost', what: 'An hour costs' },
  ].flatMap(({ of, set, id, what }): Change[] => {
    const [was, now] = [of(baseline), of(scenario)];
    if (was === null || now === null || was === now) return [];
    return [{ id, what, from: amount(was), to: amount(now), assumed: true, undo: (one) => set(one, was) }];
  });
  return [...works, ...sums];
}

/** Every difference of a scenario from the baseline, in the order of the journey, people last, then what is assumed. */
export function changesOf(ground: Ground, scenario: Scenario): Change[] {
  const { policy, baseline } = ground;
  const now = policyOf(policy, scenario);
  const moved = policy.handoffs.flatMap((before) => {
    const point = now.handoffs.find(({ key }) => key === before.key);
    if (point === undefined) return [];
    const both = { policy, before, now: point };
    return [...windows(both), ...ladders(both), ...others(both)];
  });
  const known = new Set(['targets', 'escalation', 'buffer', 'routing/rows']);
  const further = changesIn(scenario).filter(
    (change) => change.op !== 'set' || change.noun !== 'handoff' || !known.has(change.field),
  );
  const rest: Change[] =
    further.length === 0
      ? []
      : [
          {
            id: 'further',
            what: `${counted(further.length, 'further edit')} of the policy`,
            from: '',
            to: '',
            undo: (one) => ({
              ...one,
              changes: changesIn(one).filter((change) => !further.some((f) => same(f, change))),
            }),
          },
        ];
  return [...moved, ...rest, ...staffing(baseline, scenario), ...assumptions(ground, scenario)];
}

/** `H2 accept, High: 1 h → 30 m; SDR: 5 people → 6 people` */
export function changeWords(changes: readonly Change[]): string {
  if (changes.length === 0) return 'Nothing is changed yet: move a lever.';
  return changes.map(({ what, from, to }) => (to === '' ? what : `${what}: ${from} → ${to}`)).join('; ');
}
