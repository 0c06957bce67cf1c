import { foresee } from '../operations';
import type * as T from '../types';
import { JOURNEY } from './journey';
import { random } from './random';
import { HOUR } from './vienna';

/**
 * Answers to the simulator's questions: invented, yet moved by the levers in the direction in which they work. Situations: `no-history`
 * (nothing to fit), `poor-fit`, `impossible` (nobody works), `slow-run` (a run that takes its time).
 */
type Args = Record<string, unknown>;
type OnProgress = ((progress: T.Progress) => void) | undefined;

const badge = ({ key, name, sender, receiver }: T.HandoffPoint): T.HandoffBadge => ({ key, name, sender, receiver });
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
const SIMULATED: T.Policy = { ...JOURNEY, handoffs: POINTS };

const BASELINE: T.Scenario = {
  schema: 1,
  name: 'As it is',
  note: '',
  changes: [],
  horizon: { start: '2026-11-02', days: 182 },
  seed: 1,
  people: [
    crew('sdr', 'SDR Vienna', 'sdr', 5, 38),
    crew('ops', 'RevOps desk', 'ops', 2, 45),
    crew('ae', 'AE DACH', 'ae', 4, 65),
    crew('se', 'Solutions', 'se', 2, 70),
  ],
};
/** Records a week that each team gets, and the hours that one takes. */
const WORK: Record<string, [perWeek: number, hours: number]> = {
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

const teamOf = (point: T.HandoffPoint): string =>
  JOURNEY.teams.find(({ short }) => short === point.receiver)?.key ?? '';

function peopleIn(scenario: T.Scenario, team: string): number {
  return scenario.people.reduce((sum, one) => sum + (one.team === team ? one.count : 0), 0);
}

const load = (scenario: T.Scenario, team: string): number => {
  const [perWeek, hours] = WORK[team] ?? [20, 0.5];
  return Math.min(1.4, (perWeek * hours) / (Math.max(0.2, peopleIn(scenario, team)) * 45));
};

function policyOf(scenario: T.Scenario): T.Policy {
  return scenario.changes.reduce((policy, change) => foresee(policy, change) ?? policy, SIMULATED);
}

/** Mean wait in hours, by tier: the higher ones go first. */
function waitOf(scenario: T.Scenario, policy: T.Policy, point: T.HandoffPoint, rank: number): number {
  const busy = Math.min(0.985, load(scenario, teamOf(point)));
  const first = policy.handoffs
    .find(({ key }) => key === point.key)
    ?.escalation[0]?.steps.find(({ at }) => at.kind === 'share');
  const nudge = first?.at.kind === 'share' ? 0.75 + first.at.percent / 400 : 1;
  const buffer = (policy.handoffs.find(({ key }) => key === point.key)?.buffer?.at_most_minutes ?? 0) / 120;
  const [, hours] = WORK[teamOf(point)] ?? [0, 0.5];
  return (0.18 + hours * 0.35 * (busy / (1 - busy)) * (0.35 + 0.65 * rank)) * nudge + buffer;
}

const around = (mean: number, half: number): T.Estimate => ({ mean, low: mean - half, high: mean + half });
const shareAround = (mean: number, half: number): T.Estimate => ({
  mean,
  low: Math.max(0, mean - half),
  high: Math.min(1, mean + half),
});

function answerOf(scenario: T.Scenario, rough: boolean): T.SimulationAnswer {
  const wide = rough ? 2.4 : 1;
  const [before, now] = [policyOf(BASELINE), policyOf(scenario)];
  const isBase =
    JSON.stringify([scenario.changes, scenario.people]) === JSON.stringify([BASELINE.changes, BASELINE.people]);
  const compared = (
    base: number,
    next: number,
    half: number,
    make: (mean: number, half: number) => T.Estimate = around,
  ): T.Compared => ({
    base: make(base, half * wide),
    now: make(next, half * wide),
    // Paired by common random numbers: narrower than either.
    difference: isBase ? null : around(next - base, half * 0.45 * wide),
  });
  const targets: T.SimulatedTarget[] = [];
  for (const point of SIMULATED.handoffs) {
    if (!(teamOf(point) in WORK)) continue;
    const other = now.handoffs.find(({ key }) => key === point.key) ?? point;
    for (const [rank, [tier, weight]] of TIERS.entries()) {
      const windowIn = (from: T.HandoffPoint) => {
        const target = from.targets.find((one) => one.clock === 'accept' && one.tier === tier)?.target;
        return target !== undefined && 'ms' in target ? target.ms / HOUR : null;
      };
      const [was, is] = [windowIn(point), windowIn(other)];
      if (was === null || is === null) continue;
      const [w, v] = [waitOf(BASELINE, before, point, rank), waitOf(scenario, now, point, rank)];
      const [perWeek] = WORK[teamOf(point)] ?? [20];
      const spread = 0.012 + 0.01 * rank;
      targets.push({
        handoff: badge(point),
        clock: 'accept',
        tier,
        records: compared(perWeek * weight, perWeek * weight, 1.2),
        attainment: compared(1 - Math.exp(-was / w), 1 - Math.exp(-is / v), spread, shareAround),
        p50: compared(w * 0.69 * HOUR, v * 0.69 * HOUR, 0.04 * w * HOUR),
        p90: compared(w * 2.3 * HOUR, v * 2.3 * HOUR, 0.09 * w * HOUR),
        p99: compared(w * 4.6 * HOUR, v * 4.6 * HOUR, 0.3 * w * HOUR),
      });
    }
  }
  const mean = (of: (target: T.SimulatedTarget) => number) => {
    const weights = targets.map(({ records }) => records.now?.mean ?? 0);
    const sum = weights.reduce((all, one) => all + one, 0);
    return targets.reduce((all, target, at) => all + of(target) * (weights[at] ?? 0), 0) / sum;
  };
  const [b, n] = [mean((one) => one.attainment.base?.mean ?? 0), mean((one) => one.attainment.now?.mean ?? 0)];
  const hours = scenario.people.map((one) => one.count * 45 * one.cost_per_hour);
  const cost = (of: T.Scenario) => of.people.reduce((sum, one) => sum + one.count * 45 * one.cost_per_hour, 0);
  const conversions = (attained: number) => 9 + 8 * attained;
  const money = (value: number) => value * 9_400;
  return {
    rough,
    replications: rough ? 4 : 20,
    days: 182,
    warm_up_days: 9.5,
    stopped: null,
    attainment: compared(b, n, 0.009, shareAround),
    untouched: compared((1 - b) * 0.16, (1 - n) * 0.16, 0.004, shareAround),
    targets,
    teams: Object.keys(WORK).map((team) => ({
      team,
      name: JOURNEY.teams.find(({ key }) => key === team)?.name ?? team,
      utilisation: compared(Math.min(1, load(BASELINE, team)), Math.min(1, load(scenario, team)), 0.012, shareAround),
      by_hour: {
        utilisation: { base: week(load(BASELINE, team), 'busy'), now: week(load(scenario, team), 'busy') },
        backlog: { base: week(load(BASELINE, team), 'waiting'), now: week(load(scenario, team), 'waiting') },
      },
    })),
    steps: (SIMULATED.handoffs.find(({ key }) => key === 'H2')?.escalation[0]?.steps ?? [])
      .filter(({ at }) => at.kind === 'share')
      .map(({ at, act }, place) => {
        const words = { remind: 'reminder to the owner', alert: 'alert to SDR Team Lead', reroute: 're-route' };
        const rate = (attained: number) => 250 * (1 - attained) * ([1.7, 1, 0.3][place] ?? 0);
        return {
          handoff: badge(SIMULATED.handoffs.find(({ key }) => key === 'H2') as T.HandoffPoint),
          step: `${words[act as keyof typeof words] ?? act} at ${at.kind === 'share' ? at.percent : 0} % of the target`,
          fired: compared(rate(b), rate(n), 3.5),
        };
      }),
    money:
      hours.length === 0
        ? null
        : {
            currency: 'EUR',
            conversions: compared(conversions(b), conversions(n), 0.35),
            value: compared(money(conversions(b)), money(conversions(n)), 3_300),
            staffing: compared(cost(BASELINE), cost(scenario), 0),
            net: compared(money(conversions(b)) - cost(BASELINE), money(conversions(n)) - cost(scenario), 3_300),
            break_even:
              isBase || cost(scenario) <= cost(BASELINE)
                ? null
                : `It pays for itself while a conversion is worth at least €${Math.round((cost(scenario) - cost(BASELINE)) / Math.max(0.05, 8 * (n - b))).toLocaleString('en-GB')}; here one is worth €9,400.`,
          },
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

function dayOf(scenario: T.Scenario): T.SimulatedDay {
  const policy = policyOf(scenario);
  const steps = 66;
  const next = random(11);
  const handoffs = SIMULATED.handoffs
    .filter((point) => teamOf(point) in WORK)
    .map((point) => {
      const [perWeek] = WORK[teamOf(point)] ?? [20];
      const busy = Math.min(0.98, load(scenario, teamOf(point)));
      const wait = waitOf(scenario, policy, point, 1);
      let done = 0;
      const counts = Array.from({ length: steps }, (_, step) => {
        const rush = Math.exp(-(((step - 14) / 12) ** 2)) + 0.55 * Math.exp(-(((step - 40) / 14) ** 2));
        const waiting = Math.round((perWeek / 50) * wait * rush * 2 + next());
        const open = step >= 3 && step <= 57;
        const working = open ? Math.round(peopleIn(scenario, teamOf(point)) * busy * (0.85 + 0.3 * next())) : 0;
        if (open) done += perWeek / 5 / 55;
        return { waiting, working, breached: Math.round(waiting * Math.max(0, busy - 0.72)), done: Math.round(done) };
      });
      return {
        handoff: badge(point),
        waiting: counts.map((one) => one.waiting),
        working: counts.map((one) => one.working),
        breached: counts.map((one) => one.breached),
        done: counts.map((one) => one.done),
      };
    });
  return {
    day: 'Tuesday',
    step_minutes: 10,
    from_minute: 8 * 60,
    handoffs,
    events: [
      { step: 3, words: 'The Vienna desk opens; 9 records of the night are waiting' },
      { step: 9, words: 'H2: a high-intent record waits for half its window; its owner is reminded' },
      { step: 15, words: 'H2: the window has passed; SDR Team Lead is alerted' },
      { step: 21, words: 'H2: re-routed to the Shared SDR queue' },
      { step: 33, words: 'H3: Carla Ruiz recycles a record: no budget' },
      { step: 57, words: 'The Vienna desk closes' },
    ],
  };
}

const FIT: T.SimulationFit = {
  verdict: 'good',
  because: 'Fitted on Nov 2025 to Jul 2026, it foresees Aug to Oct 2026 within 3 points of attainment.',
  fitted_months: ['2025-11', '2026-07'],
  judged_months: ['2026-08', '2026-10'],
  figures: [
    { what: 'Accepted within target', foreseen: 0.742, found: 0.731, unit: 'share' },
    { what: 'Half accepted within', foreseen: 0.9 * HOUR, found: 0.95 * HOUR, unit: 'duration' },
    { what: 'Nine in ten accepted within', foreseen: 6.2 * HOUR, found: 6.6 * HOUR, unit: 'duration' },
  ],
};
const POOR: T.SimulationFit = {
  ...FIT,
  verdict: 'poor',
  because:
    'Fitted on Nov 2025 to Jul 2026, it misses Aug to Oct 2026 by 14 points of attainment: since August twice as many records come.',
  figures: FIT.figures.map((one) => ({ ...one, found: one.unit === 'share' ? one.found - 0.13 : one.found * 1.8 })),
};

export function fakeSimulation(situation: string): Record<string, (args: Args, onProgress?: OnProgress) => unknown> {
  let saved: T.SavedScenario[] = [
    {
      key: 's1',
      scenario: {
        ...BASELINE,
        name: 'One more SDR, 30 minutes',
        people: BASELINE.people.map((one) => (one.key === 'sdr' ? { ...one, count: 6 } : one)),
        changes: [
          {
            op: 'set',
            noun: 'handoff',
            key: 'H2',
            field: 'targets',
            value: SIMULATED.handoffs
              .find(({ key }) => key === 'H2')
              ?.targets.map((one) =>
                one.clock === 'accept' && one.tier === 'high'
                  ? { ...one, target: { kind: 'business', ms: 0.5 * HOUR } }
                  : one,
              ),
          },
        ],
      },
    },
    {
      key: 's2',
      scenario: {
        ...BASELINE,
        name: 'Two SDRs leave',
        people: BASELINE.people.map((one) => (one.key === 'sdr' ? { ...one, count: 3 } : one)),
      },
    },
  ];
  let run = 0;
  const pace = situation === 'slow-run' ? 400 : 25;
  const check = (scenario: T.Scenario) => {
    const empty = scenario.people.every(({ count }) => count === 0);
    if (empty || situation === 'impossible')
      throw {
        code: 'invalid',
        message:
          'H2, row 4 gives leads to Sales development, and nobody in this scenario is among them. Add somebody with that team or role.',
        details: null,
      };
  };
  /** Counts replications, and stops where another run has begun or it was called off. */
  const under = async (total: number, onProgress: OnProgress) => {
    run += 1;
    const mine = run;
    for (let done = 0; done <= total; done += 2) {
      if (mine !== run) throw { code: 'cancelled', message: 'The simulation was called off.', details: null };
      onProgress?.({ phase: 'measuring', done, total });
      await new Promise((resolve) => setTimeout(resolve, pace));
    }
  };
  return {
    simulation_start: (): T.SimulationStart =>
      situation === 'empty' || situation === 'no-history'
        ? {
            policy: SIMULATED,
            baseline: null,
            fit: {
              verdict: 'unknown',
              because: 'There are no records to learn from yet: who comes, how fast people answer, what is decided.',
              fitted_months: null,
              judged_months: null,
              figures: [],
            },
            saved: [],
          }
        : { policy: SIMULATED, baseline: BASELINE, fit: situation === 'poor-fit' ? POOR : FIT, saved },
    scenario_save: ({ key, scenario }) => {
      const one = {
        key: key === null ? `s${saved.length + 1}-${Date.now()}` : String(key),
        scenario: scenario as T.Scenario,
      };
      saved = saved.some((other) => other.key === one.key)
        ? saved.map((other) => (other.key === one.key ? one : other))
        : [...saved, one];
      return one;
    },
    scenario_remove: ({ key }) => {
      saved = saved.filter((one) => one.key !== key);
      return null;
    },
    simulate: async ({ scenario, rough }, onProgress) => {
      check(scenario as T.Scenario);
      if (rough !== true) await under(20, onProgress);
      return answerOf(scenario as T.Scenario, rough === true);
    },
    simulate_cancel: () => {
      run += 1;
      return null;
    },
    simulate_day: ({ scenario }) => dayOf(scenario as T.Scenario),
    simulate_rank: async (_, onProgress) => {
      await under(12, onProgress);
      return [
        { lever: 'SDR Vienna', attainment: around(0.071, 0.008), net: around(9_900, 2_400) },
        { lever: 'H2 accept, High', attainment: around(-0.024, 0.006), net: around(120, 900) },
      ] satisfies T.LeverRank[];
    },
  };
}
