// A clock sheet in words: what the figure is, in whose time, against which promise.

import type { ClockKind, ClockSheet, HandoffRecord, LedgerKind, LedgerLine, Target } from '../../bridge';
import { dateTime, dayShort, duration, time } from '../format';
import { targetInCountedTime } from './ledger-sum';

export const CLOCK_NAMES: Record<ClockKind, string> = {
  assign: 'Assign',
  accept: 'Accept',
  first_touch: 'First touch',
  next_step: 'Next step',
  complete: 'Complete',
};

export const CLOCK_TITLES: Record<ClockKind, string> = {
  assign: 'time to assign',
  accept: 'time to accept',
  first_touch: 'time to first touch',
  next_step: 'time to next step',
  complete: 'time to complete',
};

export const KIND_NAMES: Record<LedgerKind, string> = {
  open: 'Open',
  closed: 'Closed',
  holiday: 'Holiday',
  paused: 'Paused',
  tier_change: 'Tier change',
  due: 'Due',
};

/** `Met late by 26 m`: the state as the first thing that is read. */
export function stateWords(sheet: ClockSheet): string {
  const late = sheet.late_ms === null ? null : duration(Math.abs(sheet.late_ms));
  switch (sheet.state) {
    case 'met': {
      const target = targetInCountedTime(sheet);
      return target !== null && target > sheet.used_ms ? `Met, ${duration(target - sheet.used_ms)} to spare` : 'Met';
    }
    case 'met_late':
      return late ? `Met late by ${late}` : 'Met late';
    case 'breached_open':
      return late ? `Breached, ${late} late and still open` : 'Breached, still open';
    case 'running':
      return sheet.due_at === null ? 'Running' : `Running, due ${dayAndTime(sheet.due_at, sheet.time_zone)}`;
    case 'at_risk':
      return sheet.due_at === null ? 'At risk' : `At risk, due ${dayAndTime(sheet.due_at, sheet.time_zone)}`;
    case 'paused':
      return 'Paused: no due time until it resumes';
    case 'not_applicable':
      return 'No target';
    case 'cannot_judge':
      return 'Cannot judge';
  }
}

/** `Business time, SDR Vienna, Europe/Vienna. Target 2 h, high tier.` */
export function basisWords(sheet: ClockSheet): string {
  const kind = sheet.target?.kind === 'elapsed' ? 'Elapsed time' : 'Business time';
  const whose = sheet.target?.kind === 'elapsed' ? sheet.time_zone : `${sheet.calendar}, ${sheet.time_zone}`;
  return `${kind}, ${whose}. ${promise(sheet)}`;
}

function promise(sheet: ClockSheet): string {
  if (sheet.own_due && sheet.due_at !== null)
    return `Due ${dateTime(sheet.due_at, sheet.time_zone)}, as the record itself says.`;
  if (sheet.target === null) return 'Nothing is promised here.';
  const tier = sheet.tier ? `, ${sheet.tier.toLowerCase()} tier` : '';
  return `Target ${targetBrief(sheet.target)}${tier}.`;
}

/** `2 h`; `same business day`; `business day + 2 by 17:00`: the kind is said beside it. */
export function targetBrief(target: Target): string {
  switch (target.kind) {
    case 'business':
    case 'elapsed':
      return wholeDuration(target.ms);
    case 'same_business_day':
      return target.cut_off ? `same business day, cut-off ${target.cut_off}` : 'same business day';
    case 'business_days':
      return `business day + ${target.days} by ${target.by}`;
  }
}

/** `2 h` rather than `2 h 00 m`: a promise is said as it was made. */
function wholeDuration(ms: number): string {
  return ms % 3_600_000 === 0 ? `${ms / 3_600_000}\u202fh` : duration(ms);
}

export function dayAndTime(at: number, zone: string): string {
  return `${dayShort(at, zone)} ${time(at, zone)}`;
}

const isMidnight = (at: number, zone: string) => time(at, zone) === '00:00';

/**
 * From and to of a line. A stretch that ends at midnight ends at 24:00 of the day before, as people say it; one that ends on
 * another day says which.
 */
export function spanWords(line: LedgerLine, zone: string): string {
  const from = time(line.from, zone);
  if (line.to === line.from) return from;
  const endsAtMidnight = isMidnight(line.to, zone);
  const end = endsAtMidnight ? line.to - 1 : line.to;
  const weekday = dayShort(end, zone).split('\u00a0')[0];
  const otherDay = dayShort(line.from, zone) !== dayShort(end, zone);
  return `${from} – ${otherDay ? `${weekday} ` : ''}${endsAtMidnight ? '24:00' : time(line.to, zone)}`;
}

/** The ledger as a spreadsheet takes it. */
export function ledgerAsCells(sheet: ClockSheet): string {
  const hours = (ms: number) => {
    const minutes = Math.floor(ms / 60_000);
    const seconds = Math.floor(ms / 1_000) % 60;
    return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}:${String(seconds).padStart(2, '0')}`;
  };
  const head = ['#', 'From', 'To', 'Clock', 'Because', 'Elapsed', 'Counts', 'Running'];
  const lines = sheet.ledger.map((line, index) => [
    String(index + 1),
    dateTime(line.from, sheet.time_zone),
    dateTime(line.to, sheet.time_zone),
    KIND_NAMES[line.kind],
    line.because.replace(/[\t\r\n]+/g, ' '),
    hours(line.elapsed_ms),
    hours(line.counts_ms),
    hours(line.running_ms),
  ]);
  return [head, ...lines].map((cells) => cells.join('\t')).join('\n');
}

const NAMING =
  /^(name|company|company[ _/]?name|account|account[ _]?name|deal[ _]?name|opportunity[ _]?name|subject|title)$/i;

/** What people would call the record: a name among its attributes, else its id. */
export function recordTitle(record: HandoffRecord): string {
  const named = Object.keys(record.attributes).find((key) => NAMING.test(key) && record.attributes[key]);
  return (named && record.attributes[named]) || record.record_id;
}
