import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type EscalationStep, type StepTime, type Target } from '../../../bridge';
import { ladderLine, ladderOf, outOfOrder, reachWords, stepMs, stepTimeWords } from './ladder';

const HOUR = 3_600_000;
const two: Target = { kind: 'business', ms: 2 * HOUR };
const step = (at: StepTime, act: EscalationStep['act'] = 'alert'): EscalationStep => ({
  at,
  act,
  to: { kind: 'owner' },
  when: { all: [] },
  note: '',
});
const share = (percent: number): StepTime => ({ kind: 'share', percent });
const later = (ms: number, counting: 'business' | 'elapsed' = 'business'): StepTime => ({
  kind: 'after_breach',
  ms,
  counting,
});
const weekly: StepTime = { kind: 'regularly', every: 'weekly' };
const to = () => 'Owner';

describe('when a step is due', () => {
  it.each<[string, StepTime, Target | null, number | null]>([
    ['a share', share(50), two, HOUR],
    ['after the breach', later(HOUR), two, 3 * HOUR],
    ['in another time than the target', later(HOUR, 'elapsed'), two, null],
    ['of a target that is no length of time', share(50), { kind: 'same_business_day', cut_off: null }, null],
    ['without a target', share(50), null, null],
    ['regularly', weekly, two, null],
  ])('%s', (_, at, target, ms) => expect(stepMs(at, target)).toBe(ms));
  it('is said in words', () => {
    expect(stepTimeWords(share(50))).toBe('50\u202f%');
    expect(stepTimeWords(later(4 * HOUR))).toBe('4 h business after breach');
  });
});

describe('the order of the steps', () => {
  it.each<[string, StepTime[], number[]]>([
    ['is kept', [share(50), share(100), later(HOUR), weekly], []],
    ['a reminder after the breach', [share(100), share(50)], [1]],
    ['a delay that ends before a share', [share(200), later(HOUR)], [1]],
    ['a list before a step', [weekly, share(50)], [1]],
  ])('%s', (_, times, wrong) =>
    expect(
      outOfOrder(
        times.map((at) => step(at)),
        two,
      ),
    ).toEqual(wrong),
  );
});

describe('the line', () => {
  it('begins at the start, has the due instant among its points, and leaves lists out', () => {
    const points = ladderLine([step(share(50), 'remind'), step(later(2 * HOUR)), step(weekly, 'list')], two, to);
    expect(points.map(({ share: words, ms, acts }) => [words, ms, acts])).toEqual([
      ['0\u202f%', 0, ['Start']],
      ['50\u202f%', HOUR, ['Reminder']],
      ['100\u202f%', 2 * HOUR, ['Due']],
      ['+\u202f2 h', 4 * HOUR, ['Owner']],
    ]);
    expect(points.map(({ status }) => status)).toEqual(['met', 'risk', 'breach', 'breach']);
  });
  it('two steps at once share a point', () => {
    const points = ladderLine([step(share(100)), step(share(100), 'create_task')], two, to);
    expect(points[1]?.acts).toEqual(['Owner', 'Task']);
  });
});

describe('the ladder of a tier', () => {
  const every = { clock: 'accept' as const, tier: null, steps: [step(share(50))] };
  const high = { clock: 'accept' as const, tier: 'high', steps: [] };
  const point = { ...BLANK_HANDOFF, escalation: [every, high] };
  it.each([
    ['its own', 'high', 1],
    ['the one for every tier', 'low', 0],
  ])('is %s', (_, tier, place) => expect(ladderOf(point, 'accept', tier)?.place).toBe(place));
  it('is none for a clock without one', () => expect(ladderOf(point, 'assign', 'high')).toBeNull());
});

it('a backup that nobody named is said', () => {
  expect(reachWords({ kind: 'backup' }, BLANK_POLICY, BLANK_HANDOFF)).toBe('Backup (none is named)');
});
