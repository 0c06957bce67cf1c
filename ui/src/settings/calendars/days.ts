// Exceptions by date: holidays, half days, one-off openings; and how a year is laid out in twelve small months.

import type { Calendar, DayException, HolidayProposal } from '../../bridge';

export function setException(calendar: Calendar, date: string, exception: DayException | null): Calendar {
  const { [date]: _, ...rest } = calendar.exceptions;
  const exceptions = exception ? sorted({ ...rest, [date]: exception }) : rest;
  return { ...calendar, exceptions };
}

/** Closes the calendar on the ticked dates. A date that already has an exception keeps it. */
export function addHolidays(calendar: Calendar, proposals: HolidayProposal[]): Calendar {
  const added = Object.fromEntries(
    proposals.filter((day) => !calendar.exceptions[day.date]).map((day) => [day.date, { name: day.name, open: [] }]),
  );
  return { ...calendar, exceptions: sorted({ ...calendar.exceptions, ...added }) };
}

function sorted(exceptions: Calendar['exceptions']): Calendar['exceptions'] {
  return Object.fromEntries(Object.entries(exceptions).sort(([a], [b]) => (a < b ? -1 : 1)));
}

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

/** The weeks of a month, Monday first; null where the month has no such day. Dates are `2026-10-31`. */
export function monthWeeks(year: number, month: number): (string | null)[][] {
  const first = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const days = daysIn(year, month);
  const cells: (string | null)[] = Array.from({ length: first }, () => null);
  for (let day = 1; day <= days; day++) cells.push(isoDate(year, month, day));
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function isoDate(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The date so many days later; civil, so no zone is involved. */
export function addDays(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return isoDate(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate());
}

/** The same day of another month, or that month's last day. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const index = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  return isoDate(toYear, toMonth, Math.min(day, daysIn(toYear, toMonth)));
}

/** `Mon 26 Oct 2026`. */
export function dateWords(date: string): string {
  const at = new Date(`${date}T00:00:00Z`);
  const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][at.getUTCDay()];
  return `${weekday} ${at.getUTCDate()} ${(MONTH_NAMES[at.getUTCMonth()] as string).slice(0, 3)} ${at.getUTCFullYear()}`;
}
