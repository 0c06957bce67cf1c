import type { LedgerLine } from '../types';

/** Wall time in Vienna and a Monday-to-Friday desk from 08:30 to 17:30: just enough clock for invented records. */

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
export const OPENS = 8.5 * HOUR;
export const CLOSES = 17.5 * HOUR;
const HOLIDAYS: Record<string, string> = {
  '2025-12-08': 'Immaculate Conception',
  '2025-12-25': 'Christmas Day',
  '2025-12-26': "St Stephen's Day",
  '2026-01-01': "New Year's Day",
  '2026-01-06': 'Epiphany',
  '2026-04-06': 'Easter Monday',
  '2026-05-01': 'Labour Day',
  '2026-05-14': 'Ascension Day',
  '2026-05-25': 'Whit Monday',
  '2026-06-04': 'Corpus Christi',
  '2026-10-26': 'Austrian National Day',
};

export const holidayNames = HOLIDAYS;

function lastSunday(year: number, month: number): number {
  const end = new Date(Date.UTC(year, month + 1, 0));
  return Date.UTC(year, month, end.getUTCDate() - end.getUTCDay(), 1);
}

const [FIRST_YEAR, LAST_YEAR] = [1970, 2060];
/** From when to when the clocks are forward, year by year: asked a hundred thousand times while records are invented. */
const SUMMERS = Array.from({ length: LAST_YEAR - FIRST_YEAR }, (_, years) => {
  const year = FIRST_YEAR + years;
  return [lastSunday(year, 2), lastSunday(year, 9)] as const;
});
const YEAR = 365.2425 * DAY;

function offset(at: number): number {
  const summer = SUMMERS[Math.floor(at / YEAR)];
  return summer !== undefined && at >= summer[0] && at < summer[1] ? 2 * HOUR : HOUR;
}

/** Offsets in seconds and the instants from which they hold, as the backend tells them. */
export function viennaClock(): [number, number][] {
  const changes: [number, number][] = [[0, HOUR / 1_000]];
  for (let year = 2000; year < LAST_YEAR; year += 1) {
    changes.push([lastSunday(year, 2), (2 * HOUR) / 1_000], [lastSunday(year, 9), HOUR / 1_000]);
  }
  return changes;
}

/** Milliseconds since 1970 as the wall shows them. */
export const wall = (at: number): number => at + offset(at);

/** The instant at which the wall shows this. */
export function instant(wallMs: number): number {
  return wallMs - offset(wallMs - HOUR);
}

export const isoDay = (wallMs: number): string => new Date(wallMs).toISOString().slice(0, 10);

const HOLIDAY_OF = new Map(Object.entries(HOLIDAYS).map(([day, name]) => [Date.parse(day), name]));

function closedBecause(dayWall: number): string | null {
  // The first day of 1970 was a Thursday.
  const weekday = (dayWall / DAY + 4) % 7;
  if (weekday === 0 || weekday === 6) return 'Weekend';
  return HOLIDAY_OF.get(dayWall) ?? null;
}

/** Every stretch between two instants, open and closed, with its reason. */
export function ledger(from: number, to: number): LedgerLine[] {
  const lines: LedgerLine[] = [];
  let running = 0;
  const add = (start: number, end: number, kind: LedgerLine['kind'], because: string) => {
    const [a, b] = [Math.max(from, start), Math.min(to, end)];
    if (b <= a) return;
    const counts = kind === 'open' ? b - a : 0;
    running += counts;
    lines.push({ from: a, to: b, kind, because, elapsed_ms: b - a, counts_ms: counts, running_ms: running });
  };
  for (let day = Math.floor(wall(from) / DAY) * DAY; instant(day) < to; day += DAY) {
    const why = closedBecause(day);
    if (why !== null) {
      add(instant(day), instant(day + DAY), why === 'Weekend' ? 'closed' : 'holiday', why);
    } else {
      add(instant(day), instant(day + OPENS), 'closed', 'Before hours');
      add(instant(day + OPENS), instant(day + CLOSES), 'open', 'Vienna desk, 08:30 to 17:30');
      add(instant(day + CLOSES), instant(day + DAY), 'closed', 'After hours');
    }
  }
  return lines;
}

/** What a ledger of these two instants sums up to. */
export function openBetween(from: number, to: number): number {
  let open = 0;
  for (let day = Math.floor(wall(from) / DAY) * DAY; instant(day) < to; day += DAY) {
    if (closedBecause(day) === null)
      open += Math.max(0, Math.min(to, instant(day + CLOSES)) - Math.max(from, instant(day + OPENS)));
  }
  return open;
}

/** The instant at which so much open time has passed. */
export function afterOpen(start: number, ms: number): number {
  let left = ms;
  for (let day = Math.floor(wall(start) / DAY) * DAY; ; day += DAY) {
    if (closedBecause(day) !== null) continue;
    const open = Math.max(start, instant(day + OPENS));
    const close = instant(day + CLOSES);
    if (close <= open) continue;
    if (left <= close - open) return open + left;
    left -= close - open;
  }
}
