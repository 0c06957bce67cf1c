import { foresee } from '../operations';
import type * as T from '../types';
import { JOURNEY } from './journey';
import { random } from './random';
import { HOUR } from './vienna';

/** The invented scenario and what playing it gives: moved by the levers in the direction in which they work. */

export const read = (scenario: unknown) => JSON.parse(String(scenario)) as T.Scenario;

export const badge = ({ key, name, sender, receiver }: T.HandoffPoint): T.HandoffBadge => ({
  key,
  name,
  sender,
  receiver,
});
const crew = (key: string, name: string, team: string, count: number, cost: number): T.ScenarioCrew => ({
  key,
  name,
  person: null,
  count,
  team,
  roles: [],
  calendar: 'vienna',
  absences: [],
  capacity_per_day: 12,
  parallel: 2,
  weight: null,
  performance_percent: null,
  speed: 1,
  cost_per_hour: cost,
});

const POINTS = JOURNEY.handoffs.map((point) =>
  point.key === 'H1'
    ? { ...point, buffer: { at_least_minutes: 1, at_most_minutes: 20, enriches: ['segment'], outcomes: [] } }
    : point,
);
/** The policy in force, as simulations see it. */
export const SIMULATED: T.Policy = { ...JOURNEY, handoffs: POINTS };

export const BASELINE: T.Scenario = {
  schema: 1,
  name: 'As it is',
  note: '',
  horizon: { start: '2026-11-02', days: 182 },
  seed: 1,
  warm_up: { kind: 'automatic' },
  replications: { count: 20, half_width: null, most: 1_000 },
  sources: [],
  without: [],
  work: [],
  flow: [],
  queues: [],
  returns: [],
  reactions: { reminder_speed: 2, alert_speed: 4, reminder_wakes: 0.5, alert_wakes: 0.9 },
  conversion: null,
  most_cycles: 10,
  most_events: 200_000_000,
  most_under_way: 2_000_000,
  people: [
    crew('sdr', 'SDR Vienna', 'sdr', 5, 38),
    crew('ops', 'RevOps desk', 'ops', 2, 45),
    crew('ae', 'AE DACH', 'ae', 4, 65),
    crew('se', 'Solutions', 'se', 2, 70),
  ],
};
/** Records a week that each team gets, and the hours that one takes. */
export const WORK: Record<string, [perWeek: number, hours: number]> = {
  sdr: [250, 0.62],
  ops: [260, 0.22],
  ae: [80, 1.5],
  se: [42, 1.4],
};
const TIERS: [string, number][] = [
  ['high', 0.2],
  ['medium', 0.35],
  ['low', 0.45],
];

export const teamOf = (point: T.HandoffPoint): string =>
  JOURNEY.teams.find(({ short }) => short === point.receiver)?.key ?? '';

export function peopleIn(scenario: T.Scenario, team: string): number {
  return scenario.people.reduce((sum, one) => sum + (one.team === team ? one.count : 0), 0);
}

export const load = (scenario: T.Scenario, team: string): number => {
  const [perWeek, hours] = WORK[team] ?? [20, 0.5];
  return Math.min(1.4, (perWeek * hours) / (Math.max(0.2, peopleIn(scenario, team)) * 45));
};

export function policyOf(scenario: T.Scenario): T.Policy {
  return (scenario.changes ?? []).reduce((policy, change) => foresee(policy, change) ?? policy, SIMULATED);
}

/** Mean wait in hours, by tier: the higher ones go first. */
export function waitOf(scenario: T.Scenario, policy: T.Policy, point: T.HandoffPoint, rank: number): number {
  const busy = Math.min(0.985, load(scenario, teamOf(point)));
  const first = policy.handoffs
    .find(({ key }) => key === point.key)
    ?.escalation[0]?.steps.find(({ at }) => at.kind === 'share');
  const nudge = first?.at.kind === 'share' ? 0.75 + first.at.percent / 400 : 1;
  const buffer = (policy.handoffs.find(({ key }) => key === point.key)?.buffer?.at_most_minutes ?? 0) / 120;
  const [, hours] = WORK[teamOf(point)] ?? [0, 0.5];
  return (0.18 + hours * 0.35 * (busy / (1 - busy)) * (0.35 + 0.65 * rank)) * nudge + buffer;
}

export const interval = (mean: number, half: number): T.SimulatedInterval => ({
  mean,
  low: mean - half,
  high: mean + half,
  n: 20,
});
const DAYS = 182;
const WARM_UP = 9.5;
const WEEKS = (DAYS - WARM_UP) / 7;

/** Both sides of every figure, as the simulator gives them. */
export function runOf(scenario: T.Scenario, rough: boolean): T.SimulationRun {
  const wide = rough ? 2.4 : 1;
  const [before, now] = [policyOf(BASELINE), policyOf(scenario)];
  const sides: [T.SimulatedFigure[], T.SimulatedFigure[]] = [[], []];
  const differences: T.SimulatedDifference[] = [];
  const add = (part: Partial<T.SimulatedFigureKey>, base: number, next: number, half: number) => {
    const key: T.SimulatedFigureKey = {
      handoff: null,
      tier: null,
      group: null,
      measure: 'started',
      clock: null,
      step: null,
      ...part,
    };
    sides[0].push({ ...key, ...interval(base, half * wide) });
    sides[1].push({ ...key, ...interval(next, half * wide) });
    // Paired by common random numbers: narrower than either.
    const difference = interval(next - base, half * 0.45 * wide);
    differences.push({ ...key, before: base, after: next, difference, is_signal: Math.abs(next - base) > half * 0.45 });
  };
  let [kept, keptNow, all] = [0, 0, 0];
  for (const point of SIMULATED.handoffs) {
    if (!(teamOf(point) in WORK)) continue;
    const other = now.handoffs.find(({ key }) => key === point.key) ?? point;
    const [perWeek] = WORK[teamOf(point)] ?? [20];
    for (const [rank, [tier, weight]] of TIERS.entries()) {
      const of = { handoff: point.key, tier };
      add({ ...of, measure: 'started' }, perWeek * weight * WEEKS, perWeek * weight * WEEKS, 1.2 * WEEKS);
      const [w, v] = [waitOf(BASELINE, before, point, rank), waitOf(scenario, now, point, rank)];
      for (const { clock, target } of point.targets.filter((one) => one.tier === tier)) {
        const next = other.targets.find((one) => one.clock === clock && one.tier === tier)?.target;
        if (!('ms' in target) || next === undefined || !('ms' in next)) continue;
        const later = clock === 'accept' ? 1 : clock === 'first_touch' ? 1.6 : 2.2;
        const met = (ms: number, wait: number) => 1 - Math.exp(-ms / HOUR / (wait * later));
        const [b, n] = [met(target.ms, w), met(next.ms, v)];
        add({ ...of, measure: 'attainment', clock }, b, n, 0.012 + 0.01 * rank);
        for (const [measure, times, half] of [
          ['p50', 0.69, 0.04],
          ['p90', 2.3, 0.09],
          ['p99', 4.6, 0.3],
        ] as const)
          add({ ...of, measure, clock }, w * later * times * HOUR, v * later * times * HOUR, half * w * HOUR);
        if (clock !== 'accept') continue;
        kept += b * perWeek * weight;
        keptNow += n * perWeek * weight;
        all += perWeek * weight;
      }
    }
    const missed = (attained: number, share: number) => (1 - attained) * share;
    point.escalation.forEach((ladder, place) => {
      ladder.steps.forEach((step, at) => {
        if (step.at.kind !== 'share') return;
        const times = [1.7, 1, 0.3][at] ?? 0.2;
        const part = {
          handoff: point.key,
          measure: 'steps' as const,
          clock: ladder.clock,
          step: [place, at] as [number, number],
        };
        add(part, missed(kept / all, times), missed(keptNow / all, times), 0.014);
      });
    });
  }
  const [b, n] = [kept / all, keptNow / all];
  add({ measure: 'attainment' }, b, n, 0.009);
  const cost = (of: T.Scenario) => of.people.reduce((sum, one) => sum + one.count * 45 * one.cost_per_hour, 0) * WEEKS;
  const conversions = (attained: number) => (9 + 8 * attained) * WEEKS;
  const value = (attained: number) => conversions(attained) * 9_400;
  add({ measure: 'conversions' }, conversions(b), conversions(n), 0.35 * WEEKS);
  add({ measure: 'value' }, value(b), value(n), 3_300 * WEEKS);
  add({ measure: 'cost' }, cost(BASELINE), cost(scenario), 0);
  add({ measure: 'margin' }, value(b) - cost(BASELINE), value(n) - cost(scenario), 3_300 * WEEKS);
  const teams = Object.keys(WORK);
  for (const group of teams)
    add(
      { group, measure: 'utilisation' },
      Math.min(1, load(BASELINE, group)),
      Math.min(1, load(scenario, group)),
      0.012,
    );
  const report = (of: T.Scenario, figures: T.SimulatedFigure[]): T.SimulationReport => ({
    scenario: of.name,
    engine: 1,
    seed: of.seed,
    replications: rough ? 4 : 20,
    leads: 412_000,
    ended: 411_640,
    under_way: 360,
    handoffs: 633_000,
    events: 9_100_000,
    days: DAYS,
    warm_up_days: WARM_UP,
    warm_up_because: 'MSER-5 on the number under way finds the beginning unlike the rest',
    stopped: null,
    growing: [],
    sketched: false,
    figures,
    hours: teams.map((group) => ({
      group,
      waiting: week(load(of, group), 'waiting').map((one) => one ?? 0),
      busy: week(load(of, group), 'busy').map((one) => one ?? 0),
      utilisation: week(load(of, group), 'busy'),
    })),
  });
  const more = cost(scenario) - cost(BASELINE);
  const gained = conversions(n) - conversions(b);
  return {
    rough,
    baseline: report(BASELINE, sides[0]),
    report: report(scenario, sides[1]),
    differences,
    break_even:
      more * gained > 0
        ? {
            pays: more > 0 ? 'above' : 'below',
            worth: more / gained,
            least: (0.8 * more) / gained,
            most: (1.4 * more) / gained,
          }
        : null,
  };
}

/** A week of hours: nobody works at night; Monday morning is the worst. */
function week(busy: number, of: 'busy' | 'waiting'): (number | null)[] {
  const next = random(7);
  return Array.from({ length: 168 }, (_, hour) => {
    const [day, at] = [Math.floor(hour / 24), hour % 24];
    const open = day < 5 && at >= 8 && at < 18;
    const rush = (day === 0 ? 1.25 : 1) * (at < 11 ? 1.15 : at < 14 ? 0.9 : 1);
    const noise = 0.94 + 0.12 * next();
    if (of === 'busy') return open ? Math.min(1, busy * rush * noise) : null;
    const pressure = Math.min(0.97, busy) ** 3 * 22;
    if (open) return pressure * rush * noise;
    const weekend = day > 4 ? ((day - 5) * 24 + at) / 60 : 0;
    return pressure * (0.35 + weekend) * noise;
  });
}
