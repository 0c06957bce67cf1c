/**
 * How numbers, durations and dates are written, everywhere. Instants and durations are milliseconds; a number and its unit are
 * joined by a narrow no-break space, the parts of a duration by a no-break space.
 */

import { wallTime } from '../bridge';
import { monthAbbreviated, monthTitle, weekdayAbbreviated } from './civil';

const THIN = '\u202f';
const JOIN = '\u00a0';
export const DASH = '–';

const SECOND = 1_000;

/** English separators: charts, packs and the terminal write the same figures the same way. */
const LOCALE = 'en-GB';
const integers = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function integer(value: number): string {
  return integers.format(value);
}

/** `1 record`, `868 records`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${integer(count)} ${count === 1 ? one : many}`;
}

/**
 * Counted or elapsed milliseconds: `38 s`, `4 m`, `6 h 24 m`, `312 h`. Rounded down, as the backend does, so that no breach is
 * rounded away. Days are never said: they are 24 hours to one and 8 to another.
 */
export function duration(ms: number): string {
  const seconds = Math.floor(Math.abs(ms) / SECOND);
  const sign = ms < 0 ? '−' : '';
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours >= 100) return `${sign}${integer(hours)}${THIN}h`;
  if (hours > 0) return `${sign}${hours}${THIN}h${JOIN}${String(minutes).padStart(2, '0')}${THIN}m`;
  return minutes > 0 ? `${sign}${minutes}${THIN}m` : `${sign}${seconds}${THIN}s`;
}

/** The ledger's form, always hours and minutes, so that lines can be added up: `0 h 43 m`. Seconds only where there are some. */
export function ledgerDuration(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  const total = Math.round(Math.abs(ms) / SECOND);
  const hours = Math.floor(total / 3_600);
  const minutes = String(Math.floor(total / 60) % 60).padStart(2, '0');
  const seconds = total % 60;
  const tail = seconds === 0 ? '' : `${JOIN}${String(seconds).padStart(2, '0')}${THIN}s`;
  return `${sign}${hours}${THIN}h${JOIN}${minutes}${THIN}m${tail}`;
}

/** 0 ..= 1 as `18 %`; a small one keeps a digit, so that few is not none. */
export function share(value: number): string {
  return `${percent(value)}${THIN}%`;
}

function percent(value: number): string {
  const hundredths = value * 100;
  return Math.abs(hundredths) > 0 && Math.abs(hundredths) < 0.95
    ? tenths.format(hundredths)
    : integers.format(hundredths);
}

/** `9–24 %`. Natural limits of a share may lie outside what a share can be; they are cut there. */
export function shareRange(low: number, high: number): string {
  return `${percent(Math.max(0, low))}–${percent(Math.min(1, high))}${THIN}%`;
}

export function durationRange(low: number, high: number): string {
  return `${duration(Math.max(0, low))} – ${duration(high)}`;
}

export function money(value: number, currency: string): string {
  return new Intl.NumberFormat(LOCALE, { style: 'currency', currency, maximumFractionDigits: 0 }).format(value);
}

type FigureUnit = 'count' | 'duration' | 'share' | 'money';

/** A figure in its unit; `–` where there is none. */
export function figure(value: number | null, unit: FigureUnit, currency = 'EUR'): string {
  if (value === null) return DASH;
  switch (unit) {
    case 'count':
      return integer(value);
    case 'duration':
      return duration(value);
    case 'share':
      return share(value);
    case 'money':
      return money(value, currency);
  }
}

export function figureRange(low: number, high: number, unit: FigureUnit, currency = 'EUR'): string {
  switch (unit) {
    case 'count':
      return `${integer(Math.max(0, low))}–${integer(high)}`;
    case 'duration':
      return durationRange(low, high);
    case 'share':
      return shareRange(low, high);
    case 'money':
      return `${money(low, currency)} – ${money(high, currency)}`;
  }
}

/** A file's size: `5.4 MB`. */
export function bytes(size: number): string {
  if (size < 1_000) return `${size}${THIN}B`;
  if (size < 1_000_000) return `${integer(size / 1_000)}${THIN}kB`;
  return `${tenths.format(size / 1_000_000)}${THIN}MB`;
}

function monthParts(month: string): [number, number] {
  const [year = '', number = ''] = month.split('-');
  return [Number(year), Number(number)];
}

/** `2026-10` as `Oct 2026`. */
export function monthShort(month: string): string {
  const [year, number] = monthParts(month);
  return `${monthAbbreviated(number)} ${year}`;
}

/** `2026-10` as `October 2026`. */
export function monthLong(month: string): string {
  const [year, number] = monthParts(month);
  return `${monthTitle(number)} ${year}`;
}

/** `2026-10` as `October`. */
export function monthName(month: string): string {
  return monthTitle(monthParts(month)[1]);
}

export interface CivilParts {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: string;
}

/** An instant's wall time in a zone, by the backend's rules. */
export function civil(at: number, zone: string): CivilParts {
  const wall = new Date(wallTime(at, zone));
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    hour: wall.getUTCHours(),
    minute: wall.getUTCMinutes(),
    weekday: weekdayAbbreviated(wall.toISOString().slice(0, 10)),
  };
}

const dayMonthYear = (day: number, month: number, year: number) =>
  `${day}${JOIN}${monthAbbreviated(month)}${JOIN}${year}`;

/** `31 Oct 2026` */
export function date(at: number, zone: string): string {
  const { year, month, day } = civil(at, zone);
  return dayMonthYear(day, month, year);
}

/** `31 Oct 2026` by this computer's own clock: for what was done on it, which is no figure. */
export function dateHere(at: number): string {
  const here = new Date(at);
  return dayMonthYear(here.getDate(), here.getMonth() + 1, here.getFullYear());
}

/** `31 Oct 2026, 23:59` by this computer's own clock. */
export function dateTimeHere(at: number): string {
  return `${dateHere(at)}, ${timeHere(at)}`;
}

/** `23:59` by this computer's own clock. */
export function timeHere(at: number): string {
  const here = new Date(at);
  return `${String(here.getHours()).padStart(2, '0')}:${String(here.getMinutes()).padStart(2, '0')}`;
}

/** `Fri 23 Oct` */
export function dayShort(at: number, zone: string): string {
  const { weekday, month, day } = civil(at, zone);
  return `${weekday}${JOIN}${day}${JOIN}${monthAbbreviated(month)}`;
}

/** `15:47` */
export function time(at: number, zone: string): string {
  const { hour, minute } = civil(at, zone);
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

/** `31 Oct 2026, 23:59` */
export function dateTime(at: number, zone: string): string {
  return `${date(at, zone)}, ${time(at, zone)}`;
}

/** A civil date of the backend, `2026-10-31`, as `31 Oct 2026`. */
export function civilDate(iso: string): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  return dayMonthYear(day, month, year);
}

/** A civil date as `Mon 26 Oct 2026`. */
export function civilDay(iso: string): string {
  return `${weekdayAbbreviated(iso)}${JOIN}${civilDate(iso)}`;
}
