import { describe, expect, it } from 'vitest';
import type { Replay, ReplayFlip } from '../../bridge';
import { learnClock } from '../../bridge';
import { aboutFlip, byKind, summary } from './flips';
import { monthsBefore, periodRefused } from './period';

const flip = (kind: ReplayFlip['kind'], n: number, part: Partial<ReplayFlip> = {}): ReplayFlip => ({
  kind,
  target: null,
  step: null,
  handoff: 'H2',
  from: 'met',
  to: 'met late',
  n,
  by_segment: [],
  records: [],
  ...part,
});
const replay = (records: number, judged: number, flips: ReplayFlip[]): Replay =>
  ({ records, judged, flips }) as unknown as Replay;

describe('the summary', () => {
  it.each([
    ['no record', replay(0, 0, []), 'No record started in this time.'],
    ['nothing flips', replay(868, 868, []), 'Nothing comes out otherwise for 868 records under the draft.'],
    [
      'some flip, some cannot be judged',
      replay(868, 841, [flip('sla', 38), flip('sla', 4), flip('owner', 27)]),
      'Of 868 records 42 meet or miss a target otherwise, 27 go to somebody else under the draft. Of 27 records something cannot be judged.',
    ],
    [
      'one that cannot be judged',
      replay(5, 4, []),
      'Nothing comes out otherwise for 5 records under the draft. Of 1 record something cannot be judged.',
    ],
  ])('%s', (_, of, words) => expect(summary(of)).toBe(words));
});

it('flips stand by what flips, targets first', () => {
  const groups = byKind([flip('ladder', 1), flip('sla', 2), flip('sla', 3)]);
  expect(groups.map(({ label, flips }) => [label, flips.length])).toEqual([
    ['Targets', 2],
    ['Escalations', 1],
  ]);
  expect(aboutFlip(flip('ladder', 1, { target: 'accept', step: 'alert at 100 % of the target' }))).toBe(
    'Accept, alert at 100 % of the target',
  );
});

describe('the time', () => {
  it('is the last three months at first, also over New Year', () => {
    learnClock({ name: 'UTC', offsets: [[0, 0]] });
    expect(monthsBefore(Date.UTC(2026, 9, 31, 23), 'UTC', 3)).toEqual(['2026-08', '2026-10']);
    expect(monthsBefore(Date.UTC(2027, 0, 2), 'UTC', 3)).toEqual(['2026-11', '2027-01']);
    expect(monthsBefore(Date.UTC(2026, 11, 2), 'UTC', 1)).toEqual(['2026-12', '2026-12']);
  });

  it.each([
    ['2026-08', '2026-10', [null, null]],
    ['2026-08-15', '2026-08', [null, null]],
    ['2026-08', '2026-08-31', [null, null]],
    ['2026-02-30', '2026-10', ['“2026-02-30” is not a month or a date. Write 2026-08 or 2026-08-15.', null]],
    ['2026-08', 'October', [null, '“October” is not a month or a date. Write 2026-08 or 2026-08-15.']],
    [
      '2026-13',
      '2026-14',
      [
        '“2026-13” is not a month or a date. Write 2026-08 or 2026-08-15.',
        '“2026-14” is not a month or a date. Write 2026-08 or 2026-08-15.',
      ],
    ],
    ['2026-10', '2026-08', [null, 'It ends before it begins: exchange the two.']],
  ])('%s to %s', (from, to, [first, last]) =>
    expect(periodRefused(from as string, to as string)).toEqual({ from: first, to: last }),
  );
});
