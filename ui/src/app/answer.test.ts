import { describe, expect, it } from 'vitest';
import type {
  Policy,
  SimulatedDifference,
  SimulatedFigure,
  SimulatedFigureKey,
  SimulationReport,
  SimulationRun,
} from '../bridge';
import { BLANK_HANDOFF, BLANK_POLICY, BLANK_TIER } from '../bridge/blank';
import { answerOf } from './answer';

const key = (part: Partial<SimulatedFigureKey>): SimulatedFigureKey => ({
  handoff: null,
  tier: null,
  group: null,
  measure: 'started',
  clock: null,
  step: null,
  ...part,
});
const figure = (part: Partial<SimulatedFigureKey>, mean: number, half: number | null = 1): SimulatedFigure => ({
  ...key(part),
  mean,
  low: half === null ? null : mean - half,
  high: half === null ? null : mean + half,
  n: half === null ? 1 : 20,
});
const difference = (part: Partial<SimulatedFigureKey>, mean: number): SimulatedDifference => ({
  ...key(part),
  before: 0,
  after: mean,
  difference: { mean, low: mean - 0.5, high: mean + 0.5, n: 20 },
  is_signal: true,
});
const report = (figures: SimulatedFigure[], part: Partial<SimulationReport> = {}): SimulationReport => ({
  scenario: '',
  engine: 1,
  seed: 1,
  replications: 20,
  leads: 0,
  ended: 0,
  under_way: 0,
  handoffs: 0,
  events: 0,
  // Ten weeks that count.
  days: 77,
  warm_up_days: 7,
  warm_up_because: 'the scenario says so',
  stopped: null,
  growing: [],
  sketched: false,
  figures,
  hours: [],
  ...part,
});
const run = (
  before: SimulationReport,
  after: SimulationReport,
  differences: SimulatedDifference[] = [],
): SimulationRun => ({
  rough: false,
  baseline: before,
  report: after,
  differences,
  break_even: null,
});
const POLICY: Policy = {
  ...BLANK_POLICY,
  currency: 'CHF',
  tiers: [{ ...BLANK_TIER, key: 'high', name: 'High' }],
  teams: [{ key: 'sdr', short: 'SDR', name: 'Sales development' }],
  handoffs: [
    {
      ...BLANK_HANDOFF,
      key: 'H2',
      escalation: [
        {
          clock: 'accept',
          tier: 'high',
          steps: [
            { at: { kind: 'share', percent: 50 }, act: 'remind', to: { kind: 'owner' }, when: { all: [] }, note: '' },
          ],
        },
      ],
    },
  ],
};

it('a target is a handoff, a clock and a tier; its records are counted a week', () => {
  const of = { handoff: 'H2', tier: 'high' };
  const none = { handoff: 'H2', tier: '' };
  const figures = [
    figure({ ...of, measure: 'started' }, 500, 20),
    figure({ ...of, measure: 'attainment', clock: 'accept' }, 0.8, 0.01),
    figure({ ...none, measure: 'attainment', clock: 'accept' }, 0.5, 0.01),
    // Of all tiers together, and without a target: neither is a line of the table.
    figure({ handoff: 'H2', measure: 'attainment', clock: 'accept' }, 0.7, 0.01),
    figure({ ...of, measure: 'p50', clock: 'complete' }, 3_600_000, 60_000),
  ];
  const { targets } = answerOf(run(report(figures), report(figures)), POLICY, true);
  expect(targets.map(({ handoff, clock, tier }) => [handoff.key, clock, tier])).toEqual([
    ['H2', 'accept', 'high'],
    ['H2', 'accept', null],
  ]);
  expect(targets[0]?.records.now).toEqual({ mean: 50, low: 48, high: 52 });
  expect(targets[0]?.p50.now).toBeNull();
});

describe('a difference', () => {
  const attainment = { measure: 'attainment' } as const;
  const both = run(report([figure(attainment, 0.7)]), report([figure(attainment, 0.8)]), [
    difference(attainment, 0.1),
    difference({ measure: 'value' }, 100),
  ]);
  it('is the paired one, never that of the two means', () => {
    expect(answerOf(both, POLICY, false).attainment.difference).toEqual({ mean: 0.1, low: -0.4, high: 0.6 });
  });
  it('is none of the baseline', () => expect(answerOf(both, POLICY, true).attainment.difference).toBeNull());
  it('is none where only one side has the figure', () => {
    const one = run(report([]), report([figure(attainment, 0.8)]));
    expect(answerOf(one, POLICY, false).attainment).toMatchObject({ base: null, difference: null });
  });
});

it('a single replication says nothing of chance', () => {
  const single = answerOf(run(report([]), report([figure({ measure: 'attainment' }, 0.8, null)])), POLICY, true);
  expect(single.attainment.now).toEqual({ mean: 0.8, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY });
});

it('steps are told by name, of a hundred handoffs', () => {
  const fired = { handoff: 'H2', measure: 'steps', clock: 'accept', step: [0, 0] as [number, number] } as const;
  const { steps } = answerOf(run(report([]), report([figure(fired, 0.28, 0.02)])), POLICY, true);
  expect(steps.map(({ step }) => step.replace(/\s/g, ' '))).toEqual(['Reminder at 50 %, High']);
  expect(steps[0]?.fired.now?.mean).toBeCloseTo(28);
});

it('money is a week’s, in the policy’s currency, and absent where nothing is worth anything', () => {
  const money = [figure({ measure: 'value' }, 1_000, 100), figure({ measure: 'cost' }, 200, 0)];
  const answer = answerOf(run(report(money), report(money)), POLICY, true);
  expect(answer.money).toMatchObject({
    currency: 'CHF',
    value: { now: { mean: 100 } },
    staffing: { now: { mean: 20 } },
  });
  const worthless = [figure({ measure: 'value' }, 0, 0), figure({ measure: 'cost' }, 200, 0)];
  expect(answerOf(run(report(worthless), report(worthless)), POLICY, true).money).toBeNull();
});

it('teams have their names and their hours; nobody’s are told as well', () => {
  const hours = (group: string) => ({ group, waiting: [1], busy: [1], utilisation: [0.5] });
  const after = report([figure({ group: 'sdr', measure: 'utilisation' }, 0.5, 0.1)], {
    hours: [hours('sdr'), hours('')],
  });
  const { teams } = answerOf(run(report([], { hours: [hours('sdr')] }), after), POLICY, false);
  expect(teams.map(({ name }) => name)).toEqual(['Sales development', 'No team']);
  expect(teams[1]?.by_hour.backlog).toEqual({ base: [], now: [1] });
});

it('what stopped it is said', () => {
  const stopped = { replications: 3, at: 0, because: 'more than 2000 leads were under way at once' };
  expect(answerOf(run(report([]), report([], { stopped })), POLICY, true).stopped).toBe(stopped.because);
});
