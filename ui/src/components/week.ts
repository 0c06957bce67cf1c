// A calendar's weekly hours as people edit them: several intervals a day, past midnight where needed.

import type { Calendar, Interval, Week } from '../bridge';
import { parseTime } from './durations';

export type WeekdayKey = keyof Week;

export const WEEKDAYS: { key: WeekdayKey; name: string; short: string }[] = [
  { key: 'mon', name: 'Monday', short: 'Mon' },
  { key: 'tue', name: 'Tuesday', short: 'Tue' },
  { key: 'wed', name: 'Wednesday', short: 'Wed' },
  { key: 'thu', name: 'Thursday', short: 'Thu' },
  { key: 'fri', name: 'Friday', short: 'Fri' },
  { key: 'sat', name: 'Saturday', short: 'Sat' },
  { key: 'sun', name: 'Sunday', short: 'Sun' },
];

/** `08:30–12:00, 13:00–16:30`; `closed`; `closes on the next day` is marked by +1. */
export function hoursText(intervals: Interval[]): string {
  if (intervals.length === 0) return 'closed';
  return intervals.map(([open, close]) => `${open}–${close}${overnight([open, close]) ? ' +1' : ''}`).join(', ');
}

export type ParsedHours = { intervals: Interval[] } | { error: string };

/**
 * `8:30-12, 13-16:30`, `closed` or nothing, `24 h`. A closing time before the opening time closes on the next day. What is
 * typed is kept in order of opening; overlapping hours are refused, because one of the two is surely a slip.
 */
export function parseHours(text: string): ParsedHours {
  const trimmed = text.trim().toLowerCase();
  if (!trimmed || trimmed === 'closed' || trimmed === '-' || trimmed === '–') return { intervals: [] };
  if (/^(24\s*h|all day|open)$/.test(trimmed)) return { intervals: [['00:00', '24:00']] };
  const intervals: Interval[] = [];
  for (const part of trimmed.split(/\s*[,;&]\s*|\s+and\s+/)) {
    const [from, to, ...rest] = part.replace(/\s*\+1$/, '').split(/\s*(?:-|–|to)\s*/);
    const open = parseTime(from ?? '');
    const close = parseTime(to ?? '');
    if (!open || !close || rest.length > 0 || open === '24:00')
      return { error: `“${part}” is not opening hours. Write 09:00–17:00, or several: 09:00–12:00, 13:00–17:00.` };
    if (open === close)
      return { error: `${open}–${close} opens and closes at once. For a whole day write 00:00–24:00.` };
    intervals.push([open, close]);
  }
  intervals.sort((a, b) => minutes(a[0]) - minutes(b[0]));
  for (let index = 1; index < intervals.length; index++) {
    const [before, next] = [intervals[index - 1] as Interval, intervals[index] as Interval];
    if (minutes(next[0]) < endMinutes(before))
      return { error: `${hoursText([before])} and ${hoursText([next])} overlap. Write them as one, or leave a gap.` };
  }
  return { intervals };
}

export function overnight([open, close]: Interval): boolean {
  return minutes(close) < minutes(open);
}

export function minutes(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

/** Minutes after the opening day's midnight; past 1,440 for an interval that closes on the next day. */
export function endMinutes(interval: Interval): number {
  return minutes(interval[1]) + (overnight(interval) ? 1_440 : 0);
}

/** Open minutes in an ordinary week, as the wall clock counts them. */
export function weekMinutes(calendar: Calendar): number {
  if (calendar['24x7']) return 7 * 1_440;
  return WEEKDAYS.flatMap(({ key }) => calendar.weekly[key]).reduce(
    (sum, interval) => sum + endMinutes(interval) - minutes(interval[0]),
    0,
  );
}

export function setHours(calendar: Calendar, day: WeekdayKey, intervals: Interval[]): Calendar {
  return { ...calendar, weekly: { ...calendar.weekly, [day]: intervals } };
}

/** Gives Monday's hours to every day from Monday to Friday. */
export function likeMonday(calendar: Calendar): Calendar {
  const mon = calendar.weekly.mon;
  return { ...calendar, weekly: { ...calendar.weekly, tue: mon, wed: mon, thu: mon, fri: mon } };
}

/** `Mon–Fri 08:30–16:30`: days with the same hours said together; `always open`; `never open`. */
export function weekWords(calendar: Calendar): string {
  if (calendar['24x7']) return 'always open';
  const runs: { from: string; to: string; hours: string }[] = [];
  for (const { key, short } of WEEKDAYS) {
    const hours = hoursText(calendar.weekly[key]);
    const last = runs[runs.length - 1];
    if (last && last.hours === hours) last.to = short;
    else runs.push({ from: short, to: short, hours });
  }
  const open = runs.filter((run) => run.hours !== 'closed');
  if (open.length === 0) return 'never open';
  return open.map((run) => `${run.from === run.to ? run.from : `${run.from}–${run.to}`} ${run.hours}`).join(', ');
}
