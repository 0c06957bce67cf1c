import { describe, expect, it } from 'vitest';
import type { ClockSheet, LedgerKind, LedgerLine } from '../../bridge';
import { grainOf, ledgerSum, ledgerTime, stretches, targetInCountedTime } from './ledger-sum';

const MINUTE = 60_000;

/** The ledger of the design's own example: Friday 15:47 to Tuesday 10:58, target 2 h. Minutes from the start. */
const DRAWN: [LedgerKind, number][] = [
  ['open', 43],
  ['closed', 450],
  ['closed', 2940],
  ['holiday', 1440],
  ['closed', 510],
  ['open', 50],
  ['tier_change', 0],
  ['open', 15],
  ['paused', 45],
  ['open', 12],
  ['due', 0],
  ['open', 26],
];

function sheet(lines: [LedgerKind, number][], target = 120): ClockSheet {
  let at = 0;
  let running = 0;
  const ledger: LedgerLine[] = lines.map(([kind, minutes]) => {
    const from = at;
    at += minutes * MINUTE;
    const counts = kind === 'open' ? minutes * MINUTE : 0;
    running += counts;
    return { from, to: at, kind, because: '', elapsed_ms: minutes * MINUTE, counts_ms: counts, running_ms: running };
  });
  return {
    clock: 'accept',
    state: 'met_late',
    because: '',
    target: { kind: 'business', ms: target * MINUTE },
    tier: 'high',
    own_due: false,
    from: 0,
    to: at,
    due_at: 0,
    used_ms: running,
    late_ms: running - target * MINUTE,
    calendar: 'SDR Vienna',
    time_zone: 'Europe/Vienna',
    ledger,
  };
}

describe('the ledger adds up', () => {
  it('by kind, in elapsed time and in counted time', () => {
    const sum = ledgerSum(sheet(DRAWN));
    expect(sum.byKind.map(({ kind, ms }) => [kind, ledgerTime(ms, 'minutes')])).toEqual([
      ['open', '2\u202fh 26\u202fm'],
      ['closed', '65\u202fh 00\u202fm'],
      ['holiday', '24\u202fh 00\u202fm'],
      ['paused', '0\u202fh 45\u202fm'],
    ]);
    expect(ledgerTime(sum.elapsedMs, 'minutes')).toBe('92\u202fh 11\u202fm');
    expect(sum.adds).toBe(true);
  });

  it('where a month stands on one line: open for what counts, closed for the rest', () => {
    const month = sheet([['open', 43_200]]);
    const told = {
      ...month,
      used_ms: 9_600 * MINUTE,
      ledger: month.ledger.map((line) => ({ ...line, counts_ms: 9_600 * MINUTE, running_ms: 9_600 * MINUTE })),
    };
    const sum = ledgerSum(told);
    expect(sum.byKind).toEqual([
      { kind: 'open', ms: 9_600 * MINUTE },
      { kind: 'closed', ms: 33_600 * MINUTE },
    ]);
    expect(sum.adds).toBe(true);
  });

  it('and says so when a line is missing', () => {
    const drawn = sheet(DRAWN);
    expect(ledgerSum({ ...drawn, ledger: drawn.ledger.toSpliced(5, 1) }).adds).toBe(false);
  });

  it('and says so when the figure is another one', () => {
    const drawn = sheet(DRAWN);
    expect(ledgerSum({ ...drawn, used_ms: drawn.used_ms + 1 }).adds).toBe(false);
  });
});

describe('counted time laid end to end', () => {
  it('is cut at the target when a stretch crosses it', () => {
    const laid = stretches(
      sheet([
        ['open', 100],
        ['closed', 5],
        ['open', 60],
      ]),
      120 * MINUTE,
    );
    expect(laid.map(({ startMs, endMs, over }) => [startMs / MINUTE, endMs / MINUTE, over])).toEqual([
      [0, 100, false],
      [100, 120, false],
      [120, 160, true],
    ]);
  });

  it('is whole where nothing is promised', () => {
    expect(stretches(sheet(DRAWN), null).every((stretch) => !stretch.over)).toBe(true);
  });

  it('finds a civil deadline in counted time', () => {
    const civil = {
      ...sheet([
        ['open', 100],
        ['closed', 5],
        ['open', 60],
      ]),
      due_at: 115 * MINUTE,
    };
    expect(targetInCountedTime({ ...civil, target: { kind: 'same_business_day', cut_off: null } })).toBe(110 * MINUTE);
  });
});

describe('figures are as fine as they need to be to add up on paper', () => {
  const line = (ms: number): LedgerLine => ({
    from: 0,
    to: ms,
    kind: 'open',
    because: '',
    elapsed_ms: ms,
    counts_ms: ms,
    running_ms: ms,
  });

  it('minutes, seconds, milliseconds', () => {
    expect(grainOf([line(60_000)])).toBe('minutes');
    expect(grainOf([line(60_000), line(61_000)])).toBe('seconds');
    expect(grainOf([line(61_001)])).toBe('milliseconds');
  });

  it('and are written so', () => {
    expect(ledgerTime(43 * MINUTE + 5_000, 'seconds')).toBe('0\u202fh 43\u202fm 05\u202fs');
    expect(ledgerTime(5_020, 'milliseconds')).toBe('0\u202fh 00\u202fm 05.020\u202fs');
  });
});
