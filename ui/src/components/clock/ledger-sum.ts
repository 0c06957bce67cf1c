// The ledger's addition: what each kind of time comes to, and whether the lines give the figure.

import type { ClockSheet, LedgerKind, LedgerLine } from '../../bridge';

export interface LedgerSum {
  /** Wall-clock milliseconds by kind, in the order of the first line of each kind; kinds with none are left out. */
  byKind: { kind: LedgerKind; ms: number }[];
  elapsedMs: number;
  countsMs: number;
  /** True where the lines add up to the sheet's figure, and lie end to end from its start to its end. */
  adds: boolean;
}

const ORDER: LedgerKind[] = ['open', 'closed', 'holiday', 'paused'];

export function ledgerSum(sheet: ClockSheet): LedgerSum {
  const totals = new Map<LedgerKind, number>();
  let elapsedMs = 0;
  let countsMs = 0;
  let at = sheet.from;
  let adjacent = true;
  for (const line of sheet.ledger) {
    if (line.from !== at) adjacent = false;
    at = line.to;
    elapsedMs += line.elapsed_ms;
    countsMs += line.counts_ms;
    // A very long ledger is told month by month: such a line is open for what it counts and closed for the rest.
    const counted = line.kind === 'open' ? line.counts_ms : line.elapsed_ms;
    totals.set(line.kind, (totals.get(line.kind) ?? 0) + counted);
    totals.set('closed', (totals.get('closed') ?? 0) + line.elapsed_ms - counted);
  }
  const byKind = ORDER.map((kind) => ({ kind, ms: totals.get(kind) ?? 0 })).filter((entry) => entry.ms > 0);
  const whole = elapsedMs === Math.max(0, sheet.to - sheet.from);
  return { byKind, elapsedMs, countsMs, adds: adjacent && whole && countsMs === sheet.used_ms };
}

/** How fine the ledger's figures have to be so that they add up on paper. */
export type Grain = 'minutes' | 'seconds' | 'milliseconds';

export function grainOf(lines: LedgerLine[]): Grain {
  let grain: Grain = 'minutes';
  for (const line of lines) {
    for (const ms of [line.elapsed_ms, line.counts_ms]) {
      if (ms % 1_000 !== 0) return 'milliseconds';
      if (ms % 60_000 !== 0) grain = 'seconds';
    }
  }
  return grain;
}

const THIN = '\u202f';

/** `0 h 43 m`: hours always stand, so that the columns line up. */
export function ledgerTime(ms: number, grain: Grain): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = String(Math.floor(ms / 60_000) % 60).padStart(2, '0');
  const clock = `${hours.toLocaleString('en-GB')}${THIN}h ${minutes}${THIN}m`;
  if (grain === 'minutes') return clock;
  const seconds = Math.floor(ms / 1_000) % 60;
  const text =
    grain === 'seconds'
      ? String(seconds).padStart(2, '0')
      : (seconds + (ms % 1_000) / 1_000).toFixed(3).padStart(6, '0');
  return `${clock} ${text}${THIN}s`;
}

/** A stretch of counted time on the bar: where it lies when all counted time is laid end to end. */
export interface Stretch {
  /** Index of its ledger line. */
  line: number;
  startMs: number;
  endMs: number;
  /** Past the target. */
  over: boolean;
  /** The instant at which it begins. */
  at: number;
}

/** Counted stretches laid end to end; one that crosses the target is cut there. `targetMs` null = no target in counted time. */
export function stretches(sheet: ClockSheet, targetMs: number | null): Stretch[] {
  const laid: Stretch[] = [];
  let position = 0;
  sheet.ledger.forEach((line, index) => {
    if (line.counts_ms <= 0) return;
    const end = position + line.counts_ms;
    const cut = targetMs !== null && position < targetMs && end > targetMs ? targetMs : null;
    if (cut !== null) {
      laid.push({ line: index, startMs: position, endMs: cut, over: false, at: line.from });
      laid.push({ line: index, startMs: cut, endMs: end, over: true, at: line.from + (cut - position) });
    } else {
      const over = targetMs !== null && position >= targetMs;
      laid.push({ line: index, startMs: position, endMs: end, over, at: line.from });
    }
    position = end;
  });
  return laid;
}

/**
 * The target as counted time: its own length where it has one, else what had been used at the due instant;
 * null where nothing was promised or the due instant lies beyond the ledger.
 */
export function targetInCountedTime(sheet: ClockSheet): number | null {
  if (!sheet.own_due && sheet.target && (sheet.target.kind === 'business' || sheet.target.kind === 'elapsed'))
    return sheet.target.ms;
  const due = sheet.due_at;
  if (due === null || due > sheet.to) return null;
  let used = 0;
  for (const line of sheet.ledger) {
    if (line.to <= due) used += line.counts_ms;
    else if (line.from < due && line.counts_ms > 0) used += Math.min(line.counts_ms, due - line.from);
  }
  return used;
}
