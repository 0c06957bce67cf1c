import { describe, expect, it } from 'vitest';
import type { Review, ReviewCell, Signal } from '../bridge';
import { fakeReview } from '../bridge/fake/figures';
import { drillInto, mainPart } from './drills';
import { readReviewPlace } from './place';
import { columnPlan, columnsOf, nextSignal, rowsCalled, selectedIn, step } from './selection';
import { asCells } from './take-along';
import { whisker } from './Whisker';
import { cellText, counts, summary, verdict } from './words';

const review: Review = fakeReview({ month: null, basis: 'cohort', clock: 'business' });
const all = review.rows.map((_, index) => index);
const cell = (more: Partial<ReviewCell>): ReviewCell => ({
  metric: 'sla_accept',
  value: 0.31,
  n: 214,
  numerator: 66,
  low: 0.25,
  high: 0.38,
  km_median: null,
  running: 0,
  cannot_judge: 0,
  immature: false,
  series: [],
  limits: { lower: 0.09, upper: 0.26, centre: 0.17, mr_mean: 0.03, mr_upper: 0.1, points: 12 },
  signal: null,
  worse: false,
  ...more,
});
function found<T>(value: T | null): T {
  if (value === null) throw new Error('nothing is selected');
  return value;
}

describe('the place in the URL', () => {
  it('keeps what fits and drops the rest', () => {
    expect(
      readReviewPlace({ month: '2026-10', basis: 'period', clock: 'x', handoff: 'H3', by: 'owner', more: 1 }),
    ).toEqual({
      month: '2026-10',
      basis: 'period',
      handoff: 'H3',
      by: 'owner',
    });
    expect(readReviewPlace({ month: 'October', by: 'all' })).toEqual({});
  });
});

describe('the selection', () => {
  it('is the worst signal where the URL names nothing', () => {
    const selected = found(selectedIn(review, {}));
    expect([selected.row.handoff.key, selected.column.metric]).toEqual([
      review.signals[0]?.handoff.key,
      review.signals[0]?.metric,
    ]);
  });
  it('is the handoff’s own first signal where the URL names a handoff', () => {
    const signal = review.signals.find((one) => one.handoff.key === 'H2') as Signal;
    expect(found(selectedIn(review, { handoff: 'H2' })).column.metric).toBe(signal.metric);
  });
  it('can be the volume', () => {
    const selected = found(selectedIn(review, { handoff: 'H1', metric: 'volume' }));
    expect([selected.columnIndex, selected.cell.n]).toEqual([0, review.rows[0]?.n]);
  });
  it('does not break on a metric that this month lacks', () => {
    expect(found(selectedIn(review, { handoff: 'H1', metric: 'packet_fill_rate' })).row.handoff.key).toBe('H1');
  });
  it('is nothing in a month without rows', () =>
    expect(selectedIn({ ...review, rows: [], signals: [] }, {})).toBeNull());

  it('moves by one and stays at the edges', () => {
    const first = found(selectedIn(review, { handoff: 'H1', metric: 'volume' }));
    expect(step(review, all, first, 1, 1)).toMatchObject({ rowIndex: 1, columnIndex: 1 });
    expect(step(review, all, first, -1, -1)).toMatchObject({ rowIndex: 0, columnIndex: 0 });
    expect(step(review, all, first, 1_000, 1_000)).toMatchObject({
      rowIndex: all.length - 1,
      columnIndex: columnsOf(review).length - 1,
    });
  });
  it('moves over the rows that the filter leaves', () => {
    const rows = rowsCalled(review, 'ae');
    const first = found(selectedIn(review, { handoff: 'H3', metric: 'volume' }));
    expect(step(review, rows, first, 1, 0).row.handoff.key).toBe('H4');
    expect(rowsCalled(review, 'ae imp').map((index) => review.rows[index]?.handoff.key)).toEqual(['H6']);
  });
  it('goes from signal to signal and round again', () => {
    let selected = selectedIn(review, {});
    const seen = review.signals.map(() => {
      selected = selectedIn(review, found(nextSignal(review, selected)));
      return `${selected?.row.handoff.key} ${selected?.column.metric}`;
    });
    expect(new Set(seen).size).toBe(review.signals.length);
  });
});

describe('the room for sparklines', () => {
  it.each<[string, number, number, number]>([
    ['all where there is room', 6, 1_400, 6],
    ['at least three where there is none', 14, 800, 3],
    ['as many as fit between', 6, 1_050, 4],
    ['never more than columns', 2, 0, 2],
  ])('%s', (_, columns, room, lines) => expect(columnPlan(columns, room).lines).toBe(lines));
});

describe('the records behind a figure', () => {
  it('are what a share counts, and everything that a time is the median of', () => {
    const breach = found(selectedIn(review, { handoff: 'H3', metric: 'sla_accept' }));
    const time = found(selectedIn(review, { handoff: 'H3', metric: 'time_to_accept' }));
    expect([mainPart(breach), mainPart(time)]).toEqual(['numerator', 'denominator']);
    expect(drillInto(review, breach, 'numerator', { dimension: 'owner', value: 'Jonas Berg' })).toEqual({
      metric: 'sla_accept',
      part: 'numerator',
      month: review.month,
      basis: 'cohort',
      handoff: 'H3',
      dimension: 'owner',
      value: 'Jonas Berg',
    });
  });
});

describe('words', () => {
  it.each<[number, number, string]>([
    [3, 14, 'Three signals, fourteen things to leave alone.'],
    [1, 1, 'One signal, one thing to leave alone.'],
    [0, 0, 'No signals.'],
    [21, 0, '21 signals.'],
  ])('%d signals and %d quiet figures', (signals, quiet, words) => expect(summary(signals, quiet)).toBe(words));

  it.each<[string, ReviewCell, string]>([
    ['a signal', cell({ signal: 'above_limit', worse: true }), 'A signal, for the worse: above the upper limit.'],
    ['noise', cell({}), 'Within its limits: nothing to discuss.'],
    ['too young', cell({ immature: true }), 'Too young to judge: its records have not had their time yet.'],
    ['too few months', cell({ limits: null }), 'Too few months for limits: no signal can be told from noise yet.'],
    [
      'too few records',
      cell({ value: null, n: 7, numerator: 2 }),
      'Too few records for a percentage: read the counts.',
    ],
    ['none', cell({ value: null, n: 0, numerator: 0 }), 'No record can be counted here.'],
  ])('say of %s what to make of it', (_, one, words) => expect(verdict(one)).toBe(words));

  it('give counts where a percentage would pretend', () => {
    expect(cellText(cell({ value: null, n: 7, numerator: 2 }), 'share', 'EUR')).toBe('2 of 7');
    expect(counts(cell({ numerator: null, n: 1 }))).toBe('1 record');
  });
});

describe('a segment’s mark', () => {
  it('stays on its line', () => {
    expect(whisker(0.5, 0.25, 1.4, 1)).toEqual({ at: 32, from: 17.5, to: 61 });
    expect(whisker(5, null, null, 0).at).toBe(0);
  });
});

describe('a chart’s table', () => {
  it('is copied as cells', () =>
    expect(asCells({ head: ['Month', 'n'], rows: [['2026-10', '214']] })).toBe('Month\tn\n2026-10\t214'));
});
