import type { Calendar, CalendarYear, DayInfo, Definition, DueExample, HolidayProposal, Target, Week } from '../types';
import { COLUMNS } from './figures';
import { afterOpen, DAY, HOUR, isoDay } from './vienna';

/** Calendars, holidays and definitions, near enough to look at. */

const WEEK: (keyof Week)[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

function minutes(time: string): number {
  const [hour = '0', minute = '0'] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}

function day(calendar: Calendar, at: number): DayInfo {
  const date = isoDay(at);
  const usual = calendar.weekly[WEEK[new Date(at).getUTCDay()] ?? 'mon'];
  const exception = calendar.exceptions[date];
  const open = calendar['24x7'] ? [['00:00', '24:00'] as [string, string]] : (exception?.open ?? usual);
  const openMs = open.reduce(
    (sum, [from, to]) => sum + ((minutes(to) - minutes(from) + 1_440) % 1_440 || 1_440) * 60_000,
    0,
  );
  const state = exception === undefined ? (open.length > 0 ? 'open' : 'closed') : open.length > 0 ? 'half' : 'holiday';
  return {
    date,
    state,
    name: exception?.name ?? '',
    open_ms: openMs,
    intervals: open.map(([from, to]) => `${from}–${to}`).join(', '),
  };
}

export function fakeCalendarYear(calendar: Calendar, year: number): CalendarYear {
  const days: DayInfo[] = [];
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += DAY) days.push(day(calendar, at));
  return { days };
}

const AUSTRIA: [string, string][] = [
  ['01-01', "New Year's Day"],
  ['01-06', 'Epiphany'],
  ['05-01', 'Labour Day'],
  ['08-15', 'Assumption'],
  ['10-26', 'National Day'],
  ['11-01', "All Saints' Day"],
  ['12-08', 'Immaculate Conception'],
  ['12-25', 'Christmas Day'],
  ['12-26', "St Stephen's Day"],
];

export const fakeHolidays = (year: number): HolidayProposal[] =>
  AUSTRIA.map(([date, name]) => ({
    date: `${year}-${date}`,
    name,
    agreed_by: name === 'Epiphany' ? '2 of 3 sources' : 'all sources',
    agreed: name !== 'Epiphany',
  }));

export function fakeDue(target: Target, start: number): DueExample {
  const dueAt =
    target.kind === 'business'
      ? afterOpen(start, target.ms)
      : target.kind === 'elapsed'
        ? start + target.ms
        : afterOpen(start, 9 * HOUR);
  return { due_at: dueAt, words: 'A record of Friday 16:40 is due on Monday 09:10.' };
}

export const DEFINITIONS: Definition[] = COLUMNS.map(({ metric, title, unit }) => ({
  metric,
  name: title.replace(', p50', ''),
  formula:
    unit === 'duration'
      ? 'From the start of the handoff to the moment, on the handoff\u2019s calendar, less pauses. The middle value of all records that got there.'
      : 'Records that the share counts, divided by the records that can be judged, for handoffs started in the month.',
  remarks:
    unit === 'duration'
      ? [
          'Records still waiting are not in the median; the Kaplan–Meier median beside it does not forget them.',
          'Moments in an impossible order are left out and counted.',
        ]
      : [
          'Clocks that still run are counted beside the share, in neither part of it.',
          'Under ten records the counts are shown, not a percentage.',
        ],
}));
