/** Civil dates, `2026-10-31`, and months, `2026-10`: no zone is involved. */

export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `October`; a number that is no month stays one. */
export function monthTitle(month: number): string {
  return MONTH_NAMES[month - 1] ?? String(month);
}

/** `Oct` */
export function monthAbbreviated(month: number): string {
  return monthTitle(month).slice(0, 3);
}

/** Days as numbers, so that weekdays and sums need no clock. */
const days = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

/** 0 = Monday. */
export function weekdayOf(date: string): number {
  // 1 January 1970 was a Thursday.
  return (((days(date) + 3) % 7) + 7) % 7;
}

/** `Mon` */
export function weekdayAbbreviated(date: string): string {
  return WEEKDAYS[weekdayOf(date)] ?? '';
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date so many days later. */
export function addDays(date: string, more: number): string {
  return new Date((days(date) + more) * 86_400_000).toISOString().slice(0, 10);
}

/** The same day of another month, or that month's last day. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return isoDate(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)));
}

/** The weeks of a month, Monday first; null where the month has no such day. */
export function monthWeeks(year: number, month: number): (string | null)[][] {
  const cells: (string | null)[] = Array.from({ length: weekdayOf(isoDate(year, month, 1)) }, () => null);
  for (let day = 1; day <= daysIn(year, month); day++) cells.push(isoDate(year, month, day));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
