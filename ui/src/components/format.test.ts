import { describe, expect, it } from 'vitest';
import { learnClock, wallTime } from '../bridge';
import {
  bytes,
  civilDate,
  civilDay,
  counted,
  date,
  dateTime,
  duration,
  figure,
  integer,
  ledgerDuration,
  monthLong,
  monthShort,
  share,
  shareRange,
  time,
} from './format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** With plain spaces, so that the cases can be read. */
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');

describe('a duration', () => {
  it.each<[string, number, string]>([
    ['nothing', 0, '0 s'],
    ['seconds', 38_000, '38 s'],
    ['just under a minute is not rounded up', 59_999, '59 s'],
    ['minutes', 4 * MINUTE, '4 m'],
    ['hours with two-digit minutes', 7 * HOUR + 5 * MINUTE, '7 h 05 m'],
    ['just under a day', 24 * HOUR - 1, '23 h 59 m'],
    ['days are hours', 99 * HOUR, '99 h 00 m'],
    ['from a hundred hours minutes are noise', 312 * HOUR + 59 * MINUTE, '312 h'],
    ['thousands', 7_316 * HOUR, '7,316 h'],
    ['before', -90 * MINUTE, '−1 h 30 m'],
  ])('%s', (_, ms, words) => expect(plain(duration(ms))).toBe(words));

  it('joins number and unit by a narrow no-break space, and its parts by a no-break space', () => {
    expect(duration(102 * MINUTE)).toBe('1\u202fh\u00a042\u202fm');
  });
});

describe('a ledger’s duration', () => {
  it.each<[number, string]>([
    [43 * MINUTE, '0 h 43 m'],
    [92 * HOUR + 11 * MINUTE, '92 h 11 m'],
    [49 * HOUR, '49 h 00 m'],
    [1_500, '0 h 00 m 02 s'],
    [-26 * MINUTE, '−0 h 26 m'],
  ])('%d', (ms, words) => expect(plain(ledgerDuration(ms))).toBe(words));
});

describe('a share', () => {
  it.each<[string, number, string]>([
    ['none', 0, '0 %'],
    ['few is not none', 0.004, '0.4 %'],
    ['whole percents', 0.184, '18 %'],
    ['all', 1, '100 %'],
  ])('%s', (_, value, words) => expect(plain(share(value))).toBe(words));

  it('keeps limits within what a share can be', () => {
    expect(plain(shareRange(-0.1, 1.2))).toBe('0–100 %');
    expect(plain(shareRange(0.09, 0.24))).toBe('9–24 %');
  });
});

describe('other figures', () => {
  it('groups thousands', () => expect(integer(2_140)).toBe('2,140'));
  it('counts one and many', () =>
    expect([counted(1, 'record'), counted(868, 'record')]).toEqual(['1 record', '868 records']));
  it('has a dash for none, in every unit', () => {
    for (const unit of ['count', 'duration', 'share', 'money'] as const) expect(figure(null, unit)).toBe('–');
  });
  it('says money in its currency', () => expect(figure(48_000, 'money', 'EUR')).toBe('€48,000'));
  it('says sizes', () =>
    expect([512, 48_000, 1_482_233].map((size) => plain(bytes(size)))).toEqual(['512 B', '48 kB', '1.5 MB']));
});

/** Clocks as the backend tells them: offsets in seconds, and the instants from which they hold. */
const SPRING = Date.UTC(2026, 2, 29, 1);
const AUTUMN = Date.UTC(2026, 9, 25, 1);
learnClock({
  name: 'Europe/Vienna',
  offsets: [
    [Date.UTC(1900, 0, 1), 3_600],
    [SPRING, 7_200],
    [AUTUMN, 3_600],
  ],
});
learnClock({ name: 'Asia/Tokyo', offsets: [[Date.UTC(1900, 0, 1), 32_400]] });

describe('the wall clock', () => {
  const offset = (at: number) => (wallTime(at, 'Europe/Vienna') - at) / HOUR;
  it.each<[string, number, number]>([
    ['in the millisecond before clocks go forward', SPRING - 1, 1],
    ['in the one in which they do', SPRING, 2],
    ['in the millisecond before they go back', AUTUMN - 1, 2],
    ['in the one in which they do', AUTUMN, 1],
    ['after the last change that is known', Date.UTC(2200, 0, 1), 1],
    ['before the first', Date.UTC(1800, 0, 1), 1],
  ])('%s', (_, at, hours) => expect(offset(at)).toBe(hours));
});

describe('dates and months', () => {
  const at = Date.UTC(2026, 9, 31, 22, 59);
  it('show an instant in the workspace’s zone', () => {
    expect(plain(dateTime(at, 'Europe/Vienna'))).toBe('31 Oct 2026, 23:59');
    expect(plain(date(at, 'Asia/Tokyo'))).toBe('1 Nov 2026');
  });
  it('change with the clocks', () => {
    expect(time(Date.UTC(2026, 9, 25, 0, 30), 'Europe/Vienna')).toBe('02:30');
    expect(time(Date.UTC(2026, 9, 25, 1, 30), 'Europe/Vienna')).toBe('02:30');
  });
  it('are in UTC as long as nobody has said how the zone’s clocks run', () =>
    expect(time(at, 'Middle/Earth')).toBe('22:59'));
  it('name months', () => expect([monthShort('2026-10'), monthLong('2026-10')]).toEqual(['Oct 2026', 'October 2026']));
  it('write civil dates', () =>
    expect([civilDate('2026-01-06'), civilDay('2026-10-26')].map(plain)).toEqual(['6 Jan 2026', 'Mon 26 Oct 2026']));
});
