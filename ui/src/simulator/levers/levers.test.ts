import { describe, expect, it } from 'vitest';
import type { HandoffPoint, Policy, Scenario, ScenarioCrew } from '../../bridge';
import { BLANK_HANDOFF, BLANK_POLICY, BLANK_TIER } from '../../bridge/blank';
import { changesOf, changeWords } from './changes';
import {
  changesIn,
  costOf,
  type Ground,
  policyOf,
  windowOf,
  withBuffer,
  withCost,
  withCount,
  withMethod,
  withShift,
  withStep,
  withWindow,
  withWork,
  withWorth,
  workOf,
  worthOf,
} from './levers';

const HOUR = 3_600_000;
const always = { all: [] };
const H2: HandoffPoint = {
  ...BLANK_HANDOFF,
  key: 'H2',
  targets: [
    { clock: 'accept', tier: 'high', target: { kind: 'business', ms: HOUR }, reminder_percent: 50 },
    { clock: 'accept', tier: null, target: { kind: 'same_business_day', cut_off: null }, reminder_percent: 50 },
  ],
  buffer: { at_least_minutes: 5, at_most_minutes: 20, enriches: [], outcomes: [] },
  escalation: [
    {
      clock: 'accept',
      tier: null,
      steps: [
        { at: { kind: 'share', percent: 50 }, act: 'remind', to: { kind: 'owner' }, when: always, note: '' },
        { at: { kind: 'regularly', every: 'weekly' }, act: 'list', to: { kind: 'owner' }, when: always, note: '' },
      ],
    },
  ],
  routing: {
    ...BLANK_HANDOFF.routing,
    rows: [
      {
        key: 'all',
        kind: 'pool',
        when: always,
        assign: {
          to: 'pool',
          pool: {
            members: { of: 'team', team: 'sdr' },
            method: 'round_robin',
            minds_absences: true,
            minds_capacity: true,
            minds_hours: true,
          },
        },
        reason: '',
      },
    ],
  },
};
const POLICY: Policy = {
  ...BLANK_POLICY,
  tiers: [{ ...BLANK_TIER, key: 'high', name: 'High' }],
  handoffs: [{ ...BLANK_HANDOFF, key: 'H1' }, H2],
};
const SDR: ScenarioCrew = {
  key: 'sdr',
  name: 'SDR Vienna',
  person: null,
  count: 5,
  team: 'sdr',
  roles: ['sdr'],
  calendar: 'vienna',
  absences: [],
  capacity_per_day: null,
  parallel: 1,
  weight: null,
  performance_percent: null,
  speed: 1,
  cost_per_hour: 38,
};
const BASELINE: Scenario = {
  schema: 1,
  name: 'As it is',
  note: '',
  changes: [],
  horizon: { start: '2026-11-02', days: 182 },
  seed: 1,
  people: [SDR],
  sources: [{ key: 'web', handoff: 'H1', mix: [{ weight: 1, amount: 9_000 }] }],
  conversion: { handoff: 'H1', tiers: [] },
  work: [
    { handoff: null, tier: null, crew: null, handling: null },
    { handoff: 'H2', tier: null, crew: null, handling: { kind: 'lognormal', mean: 40, sigma: 0.8 } },
  ],
} as unknown as Scenario;
const GROUND: Ground = { policy: POLICY, basis: 'assumptions', baseline: BASELINE, because: [] };
const point = (scenario: Scenario) => policyOf(POLICY, scenario).handoffs[1] as HandoffPoint;

const LEVERS: [name: string, move: (scenario: Scenario) => Scenario, words: string | RegExp][] = [
  ['a window', (one) => withWindow(POLICY, one, 'H2', 'accept', 'high', HOUR / 2), 'H2 accept, High: 1 h → 30 m'],
  ['a step', (one) => withStep(POLICY, one, 'H2', 0, 0, 25), 'H2 ladder, step 1: 50 % → 25 %'],
  ['the buffer', (one) => withBuffer(POLICY, one, 'H2', 2), 'H2 enrichment buffer, at most: 20 m → 2 m'],
  [
    'a pool’s method',
    (one) => withMethod(POLICY, one, 'H2', 'all', 'load_balanced'),
    'H2 routing, row 1: round robin → to whom has least',
  ],
  ['people', (one) => withCount(BASELINE, one, 'sdr', 6), 'SDR Vienna: 5 people → 6 people'],
  ['nobody', (one) => withCount(BASELINE, one, 'sdr', 0), 'SDR Vienna: 5 people → 0 people'],
  ['how long work takes', (one) => withWork(one, 'H2', 60), 'H2 work takes: 40 m → 1 h'],
  ['what an hour costs', (one) => withCost(one, 50), /An hour costs: .*38 → .*50/],
  ['what a conversion is worth', (one) => withWorth(one, 12_000), /A conversion is worth: .*9.000 → .*12.000/],
  ['another shift', (one) => withShift(one, SDR, 'early', 'Early'), 'SDR Vienna, Early: 0 people → 1 person'],
];

const exactly = (words: string) => new RegExp(`^${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

describe.each(LEVERS)('%s', (_, move, words) => {
  it('is said in the policy’s own words', () => {
    expect(changeWords(changesOf(GROUND, move(BASELINE)))).toMatch(typeof words === 'string' ? exactly(words) : words);
  });

  it('is taken back without a trace', () => {
    const moved = move(BASELINE);
    const [change, ...more] = changesOf(GROUND, moved);
    expect(more).toEqual([]);
    expect(change?.undo(moved)).toEqual(BASELINE);
  });

  it('moved twice is one change', () => {
    expect(changesIn(move(move(BASELINE))).length).toBeLessThanOrEqual(1);
  });
});

it('levers of one handoff stand beside each other, and each is taken back alone', () => {
  const both = LEVERS.slice(0, 5).reduce((one, [, move]) => move(one), BASELINE);
  const changes = changesOf(GROUND, both);
  expect(changes.map(({ what }) => what)).toHaveLength(5);
  const less = changes[0]?.undo(both) ?? both;
  expect(windowOf(point(less), 'accept', 'high')).toBe(HOUR);
  expect(changesOf(GROUND, less)).toHaveLength(4);
});

it('what is no length of time is no lever, and stays as it is', () => {
  expect(windowOf(H2, 'accept', null)).toBeNull();
  expect(withWindow(POLICY, BASELINE, 'H2', 'accept', null, HOUR)).toEqual(BASELINE);
  expect(withWindow(POLICY, BASELINE, 'H9', 'accept', 'high', HOUR)).toEqual(BASELINE);
});

it('a buffer that takes less at most than it takes at least takes that', () => {
  expect(point(withBuffer(POLICY, BASELINE, 'H2', 2)).buffer).toMatchObject({
    at_least_minutes: 2,
    at_most_minutes: 2,
  });
});

it('a crew that was added goes with its last person; one of the baseline stays to be filled again', () => {
  const added = withShift(BASELINE, SDR, 'early', 'Early');
  expect(withCount(BASELINE, added, 'sdr-early', 0)).toEqual(BASELINE);
  expect(withCount(BASELINE, BASELINE, 'sdr', -3).people).toEqual([{ ...SDR, count: 0 }]);
  expect(withShift(added, SDR, 'early', 'Early').people.map(({ key }) => key)).toEqual([
    'sdr',
    'sdr-early',
    'sdr-early-2',
  ]);
});

it('edits that are no lever are counted and can be taken back; what the view does not know of stays', () => {
  const scenario: Scenario = {
    ...withWindow(POLICY, BASELINE, 'H2', 'accept', 'high', 2 * HOUR),
    changes: [
      { op: 'set', noun: 'handoff', key: 'H1', field: 'name', value: 'Other' },
      ...changesIn(withWindow(POLICY, BASELINE, 'H2', 'accept', 'high', 2 * HOUR)),
    ],
  };
  const changes = changesOf(GROUND, scenario);
  expect(changes.map(({ what }) => what)).toEqual(['H2 accept, High', '1 further edit of the policy']);
  const less = changes[1]?.undo(scenario);
  expect(less?.changes).toHaveLength(1);
  expect(less?.sources).toEqual(BASELINE.sources);
});

it('a scenario that names no changes has none, and takes some', () => {
  const { changes: _, ...rest } = BASELINE;
  const bare = rest as Scenario;
  expect(policyOf(POLICY, bare)).toEqual(POLICY);
  expect(changesOf(GROUND, bare)).toEqual([]);
  expect(changesIn(withWindow(POLICY, bare, 'H2', 'accept', 'high', 2 * HOUR))).toHaveLength(1);
});

it('an untouched scenario says so', () => {
  expect(changeWords(changesOf(GROUND, BASELINE))).toContain('Nothing is changed yet');
});

it('what is assumed is told apart from what is decided, and what is not one number is no lever', () => {
  const moved = withCount(BASELINE, withWork(BASELINE, 'H2', 60), 'sdr', 6);
  expect(changesOf(GROUND, moved).map(({ id, assumed }) => [id, assumed ?? false])).toEqual([
    ['crew sdr', false],
    ['work H2', true],
  ]);
  expect(workOf(BASELINE, 'H1')).toBeNull();
  const paid = { ...BASELINE, people: [SDR, { ...SDR, key: 'other', cost_per_hour: 60 }] };
  expect(costOf(paid)).toBeNull();
  expect(worthOf({ ...BASELINE, conversion: null })).toBeNull();
});
