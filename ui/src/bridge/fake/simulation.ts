import type * as T from '../types';
import { random } from './random';
import { AS_OF } from './records';
import {
  BASELINE,
  badge,
  interval,
  load,
  peopleIn,
  policyOf,
  read,
  runOf,
  SIMULATED,
  teamOf,
  WORK,
  waitOf,
} from './simulated-run';
import { HOUR } from './vienna';

/**
 * Answers to the simulator's questions: invented, yet moved by the levers in the direction in which they work. Situations: `no-history`
 * (nothing to fit), `poor-fit`, `impossible` (nobody works), `slow-run` (a run that takes its time), `unplayable` (nothing to play).
 */
type Args = Record<string, unknown>;
type OnProgress = ((progress: T.Progress) => void) | undefined;

const overall = (run: T.SimulationRun, measure: T.SimulatedMeasure): T.SimulatedDifference | null =>
  run.differences.find((one) => one.measure === measure && one.handoff === null && one.group === null) ?? null;

function effectOf({ name, scenario }: T.SimulatedLever): T.LeverEffect {
  const run = runOf(scenario, false);
  const [value, cost] = [overall(run, 'value'), overall(run, 'cost')];
  const [gained, added] = [value?.difference.mean ?? 0, cost?.difference.mean ?? 0];
  return {
    name,
    attainment: overall(run, 'attainment'),
    value,
    cost,
    margin: overall(run, 'margin'),
    break_even: gained > 0 && added > 0 ? added / gained : null,
  };
}

/** Doubled until it holds, then halved in between. */
function staffingOf(
  scenario: T.Scenario,
  crew: string,
  figure: T.SimulatedFigureKey,
  atLeast: number,
): T.SmallestStaffing {
  const tried: T.SmallestStaffing['tried'] = [];
  const holds = (count: number) => {
    const people = scenario.people.map((one) => (one.key === crew ? { ...one, count } : one));
    const found = runOf({ ...scenario, people }, false).report.figures.find(
      (one) =>
        one.handoff === figure.handoff &&
        one.tier === figure.tier &&
        one.measure === figure.measure &&
        one.clock === figure.clock,
    );
    const is = (found?.low ?? 0) >= atLeast;
    tried.push([count, found ?? interval(0, 0), is]);
    return is;
  };
  let [short, enough] = [0, 1];
  while (!holds(enough)) {
    short = enough;
    if (enough >= 64) return { crew, count: null, tried };
    enough *= 2;
  }
  while (enough - short > 1) {
    const middle = short + Math.floor((enough - short) / 2);
    if (holds(middle)) enough = middle;
    else short = middle;
  }
  return { crew, count: enough, tried };
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

/** As the window keeps a run. */
function ranOf(run: T.SimulationRun): T.SimulationRunKept {
  const { replications, days, warm_up_days, figures, seed } = run.report;
  const attainment = figures.find((one) => one.measure === 'attainment' && one.handoff === null) ?? null;
  return {
    id: `r${AS_OF}`,
    ran_at: AS_OF,
    policy_version: 7,
    seed,
    engine: '1',
    outdated: false,
    summary: {
      replications,
      weeks: (days - warm_up_days) / 7,
      attainment,
      attainment_moved: overall(run, 'attainment')?.difference ?? null,
      margin_moved: overall(run, 'margin')?.difference ?? null,
      break_even: run.break_even,
      handoffs: [],
    },
  };
}

const ASSUMED: T.SimulationGround = {
  basis: 'assumptions',
  scenario: BASELINE,
  because: [
    'Who comes, when, of which kind, and what is decided is as the records say.',
    'How long work takes is chosen so that each team is at work for 50 % of its shifts.',
    'An hour of a shift costs 45 EUR; a conversion at H1 is worth 10,000 EUR.',
  ],
};
const RECORDED: T.SimulationGround = {
  basis: 'records',
  scenario: { ...BASELINE, people: BASELINE.people.map((one) => ({ ...one, parallel: 1_000 })) },
  because: ['Waiting is as it was, whatever the load: other staffing shows once handling times are entered.'],
};

const FIT: T.SimulationFit = {
  verdict: 'good',
  because: ['Fitted on Nov 2025 to Jul 2026, it foresees Aug to Oct 2026 within 3 points of attainment.'],
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
  because: [
    'H2: 49.3 % was predicted and 78.6 % happened; 5 points of difference are the most, and 2.9 for chance.',
    'H2: the weeks are off by 30.3 points on average, of which chance explains 4.4; 5 more are the most.',
    'H2: the median of the time to accept was predicted as 8 h 51 m and was 2 h 47 m.',
    'H4: the median of the time to accept was predicted as 3 h 49 m and was 6 h 16 m.',
  ],
  figures: FIT.figures.map((one) => ({ ...one, found: one.unit === 'share' ? one.found - 0.13 : one.found * 1.8 })),
};

export function fakeSimulation(situation: string): Record<string, (args: Args, onProgress?: OnProgress) => unknown> {
  const kept = (key: string, scenario: T.Scenario): T.SavedScenario => ({
    key,
    basis: 'assumptions',
    scenario,
    policy_version: 7,
    created_at: AS_OF,
    changed_at: AS_OF,
    runs: [],
  });
  let saved: T.SavedScenario[] = [
    kept('s1', {
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
    }),
    kept('s2', {
      ...BASELINE,
      name: 'Two SDRs leave',
      people: BASELINE.people.map((one) => (one.key === 'sdr' ? { ...one, count: 3 } : one)),
    }),
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
      situation === 'empty' || situation === 'no-history' || situation === 'unplayable'
        ? {
            policy: SIMULATED,
            grounds: situation === 'unplayable' ? [] : [ASSUMED],
            fit: {
              verdict: 'unknown',
              because: ['There are no records to learn from yet: who comes, how fast people answer, what is decided.'],
              fitted_months: null,
              judged_months: null,
              figures: [],
            },
            saved: [],
          }
        : {
            policy: SIMULATED,
            grounds: situation === 'poor-fit' ? [ASSUMED, RECORDED] : [RECORDED, ASSUMED],
            fit: situation === 'poor-fit' ? POOR : FIT,
            saved,
          },
    simulation_last: () => null,
    scenario_save: ({ key, scenario }) => {
      const one = kept(key === null ? `s${saved.length + 1}-${Date.now()}` : String(key), read(scenario));
      saved = saved.some((other) => other.key === one.key)
        ? saved.map((other) => (other.key === one.key ? one : other))
        : [...saved, one];
      return one;
    },
    scenario_remove: ({ key }) => {
      saved = saved.filter((one) => one.key !== key);
      return null;
    },
    simulate: async ({ scenario, key, rough }, onProgress): Promise<T.SimulationAnswered> => {
      check(read(scenario));
      if (rough !== true) await under(20, onProgress);
      const run = runOf(read(scenario), rough === true);
      return { ...run, kept: rough === true || key === null ? null : ranOf(run) };
    },
    simulate_cancel: () => {
      run += 1;
      return null;
    },
    simulate_day: ({ scenario }) => dayOf(read(scenario)),
    simulate_rank: async ({ levers }, onProgress) => {
      await under(12, onProgress);
      const moved = (effect: T.LeverEffect) => Math.abs(effect.attainment?.difference.mean ?? 0);
      return (levers as { name: string; scenario: string }[])
        .map(({ name, scenario }) => effectOf({ name, scenario: read(scenario) }))
        .sort((one, other) => moved(other) - moved(one));
    },
    simulate_staffing: async ({ scenario, crew, figure, atLeast }, onProgress) => {
      await under(12, onProgress);
      return staffingOf(read(scenario), String(crew), figure as T.SimulatedFigureKey, Number(atLeast));
    },
  };
}
