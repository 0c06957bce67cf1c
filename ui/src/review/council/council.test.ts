import { describe, expect, it } from 'vitest';
import type { ActionRow, Council, MeasuredEffect } from '../../bridge';
import { fakeCouncil } from '../../bridge/fake/council';
import { fakeReview } from '../../bridge/fake/figures';
import { learnClock } from '../../bridge/zones';
import { markAt } from '../marks';
import { paneOf, readReviewPlace } from '../place';
import { AGENDA, stepped } from './agenda';
import { slidesOf } from './present/slides';
import { dueWords, effectStatus, expectedWords, parseTarget, standing, stateWords, tally } from './words';

const ZONE = 'Europe/Vienna';
learnClock({ name: ZONE, offsets: [[0, 3_600_000]] });
const MONTH = '2026-10';
const named = (who: string) => ({ dokafor: 'Dana Okafor', psen: 'Priya Sen' })[who] ?? who;
const council = (situation = '') =>
  fakeCouncil(
    situation,
    () => {},
    () => ({ company: 'Meridian' }) as never,
  ).council?.({ month: MONTH }) as Council;
const review = fakeReview({ month: MONTH, basis: 'cohort', clock: 'business' });

describe('the agenda', () => {
  it.each([
    ['one on', 'signals', 1, 'changed'],
    ['one back', 'changed', -1, 'signals'],
    ['not before the first', 'signals', -1, 'signals'],
    ['not past the last', 'close', 1, 'close'],
    ['from beside it to its begin', 'weekly', 1, 'signals'],
  ] as const)('goes %s', (_, from, by, to) => {
    expect(stepped(from, by)).toBe(to);
  });

  it('keeps its place in the address, and drops what is none', () => {
    expect(readReviewPlace({ item: 'failures', pane: 'council' })).toEqual({ item: 'failures', pane: 'council' });
    expect(readReviewPlace({ item: 'weekly', period: '2026-W44' })).toEqual({ item: 'weekly', period: '2026-W44' });
    expect(readReviewPlace({ item: 'signals', pane: 'else', period: '2026-W44' })).toEqual({});
  });

  it('shows at the side what was asked for, else the figure that the address names, else what is to be decided', () => {
    expect(paneOf({})).toBe('council');
    expect(paneOf({ handoff: 'H3' })).toBe('figure');
    expect(paneOf({ handoff: 'H3', pane: 'council' })).toBe('council');
  });
});

describe('a target as it is typed', () => {
  it.each([
    ['nothing', '', 'share', { value: null }],
    ['a share', '12 %', 'share', { value: 0.12 }],
    ['a share without its sign', '12.5', 'share', { value: 0.125 }],
    ['a length of time', '1 h 30 m', 'duration', { value: 5_400_000 }],
    ['a count', '1,200', 'count', { value: 1_200 }],
    ['money', '€ 5,000', 'money', { value: 5_000 }],
  ] as const)('%s', (_, text, unit, value) => {
    expect(parseTarget(text, unit)).toEqual(value);
  });
  it.each([
    ['a share above all', '120 %', 'share'],
    ['a share below nothing', '-3 %', 'share'],
    ['days, which are nobody’s', '2 days', 'duration'],
    ['words', 'fewer', 'count'],
  ] as const)('%s is refused', (_, text, unit) => {
    expect(parseTarget(text, unit)).toHaveProperty('error');
  });
});

describe('what came of a decision', () => {
  const effect = (verdict: MeasuredEffect['verdict'], expected: boolean | null) =>
    effectStatus({ verdict, as_expected: expected } as MeasuredEffect);
  it('is good or bad only as a signal', () => {
    expect(effect('signal', true)).toBe('met');
    expect(effect('signal', false)).toBe('breach');
    expect(effect('no_signal', null)).toBe('unknown');
    expect(effect('too_few_points', null)).toBe('unknown');
  });
  it('is held against what was expected', () => {
    const [row] = council().decisions;
    if (row === undefined) throw new Error('nothing is decided');
    const expecting = { ...row, unit: 'share' as const };
    expect(expectedWords(expecting, 'EUR')).toBe('falls');
    expecting.decision = { ...row.decision, expects: { way: 'rise', target: 0.9 } };
    expect(expectedWords(expecting, 'EUR')).toBe('rises to 90\u202f%');
  });
});

describe('an action', () => {
  const row = (of: Partial<ActionRow>) =>
    dueWords({ is_done: false, late_days: 0, carried: 0, action: { due: '2026-11-06' }, ...of } as ActionRow);
  it.each([
    ['is due', {}, 'due 6\u00a0Nov\u00a02026', false],
    ['is late', { late_days: 6, carried: 2 }, '6 days late, carried over 2 reviews', true],
    ['is done, however late', { is_done: true, late_days: 3, carried: 1 }, 'done, carried over 1 review', false],
  ] as const)('%s', (_, of, text, late) => {
    expect(row(of)).toEqual({ text, late });
  });
  it('is counted, with those that are late', () => {
    expect(tally(council())).toBe('2 to decide, 4 open actions, 1 late');
    expect(tally(council('first'))).toBe('0 open actions');
  });
});

describe('a month', () => {
  it('says that it is open, signed, or reopened and why', () => {
    expect(stateWords(council(), ZONE, named)).toBe('October is open: its numbers follow the data.');
    expect(stateWords(council('signed'), ZONE, named)).toMatch(/^Signed by Dana Okafor\. October keeps these numbers/);
    expect(stateWords(council('reopened'), ZONE, named)).toMatch(
      /reopened by Priya Sen on .*: late records of the EMEA pod/,
    );
    expect(standing(council())).toBeNull();
  });
});

describe('the slides', () => {
  it('are the agenda’s pages, none of them empty of words', () => {
    const slides = slidesOf(review, council(), 'EUR', ZONE, named);
    expect(slides.map(({ id }) => id)).toEqual(AGENDA.map(({ id }) => id));
    for (const slide of slides) {
      expect([slide.id, slide.lead]).toEqual([slide.id, expect.stringMatching(/\S/)]);
      for (const { rows, none } of slide.blocks) if (rows.length === 0) expect(none).toMatch(/\S/);
    }
  });

  it('say how many rows the wall has no room for', () => {
    const [signals] = slidesOf(review, council(), 'EUR', ZONE, named);
    const [block] = signals?.blocks ?? [];
    expect((block?.rows.length ?? 0) + (block?.more ?? 0)).toBe(review.signals.length);
    expect(block?.more).toBeGreaterThan(0);
  });

  it('have parts of a whole as bars that fill it', () => {
    const time = slidesOf(review, council(), 'EUR', ZONE, named).find(({ id }) => id === 'time');
    const bars = time?.blocks.flatMap(({ rows }) => rows.map(({ bar }) => bar ?? 0)) ?? [];
    expect(bars.reduce((sum, bar) => sum + bar, 0)).toBeCloseTo(1);
  });
});

describe('a decision’s mark on the chart', () => {
  const hits = ['2026-08', '2026-09', '2026-10'].map((month, at) => ({ month, x: 100 * at, w: 10 }));
  it.each([
    ['half way to the next month', '2026-08', 55],
    ['after the last month, as far on', '2026-10', 255],
    ['nowhere where the month is not drawn', '2025-01', null],
  ])('stands %s', (_, month, at) => {
    expect(markAt(hits, month)).toBe(at);
  });
});
