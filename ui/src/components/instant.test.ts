import { expect, it } from 'vitest';
import { learnClock } from '../bridge';
import { instantOf } from './instant';

const HOUR = 3_600_000;
/** Vienna in 2026: winter until 29 March 01:00 UTC, summer until 25 October 01:00 UTC. */
learnClock({
  name: 'Europe/Vienna',
  offsets: [
    [0, 3_600],
    [Date.UTC(2026, 2, 29, 1), 7_200],
    [Date.UTC(2026, 9, 25, 1), 3_600],
  ],
});
const at = (date: string, time: string) => instantOf(date, time, 'Europe/Vienna');

it.each([
  ['winter', '2026-01-15', '09:00', Date.UTC(2026, 0, 15, 8)],
  ['summer', '2026-07-15', '09:00', Date.UTC(2026, 6, 15, 7)],
  ['the first hour of summer', '2026-03-29', '03:00', Date.UTC(2026, 2, 29, 1)],
  ['the hour before', '2026-03-29', '01:59', Date.UTC(2026, 2, 29, 1) - 60_000],
  ['the day after summer', '2026-10-26', '0:00', Date.UTC(2026, 9, 25, 23)],
])('%s', (_, date, time, instant) => expect(at(date, time)).toBe(instant));

it('an hour that the clock skips is the hour after it', () =>
  expect(at('2026-03-29', '02:30')).toBe(Date.UTC(2026, 2, 29, 1) + HOUR / 2));

it.each([
  ['2026-02-30', '09:00'],
  ['2026-13-01', '09:00'],
  ['tomorrow', '09:00'],
  ['2026-01-15', '25:00'],
])('%s %s is no time', (date, time) => expect(at(date, time)).toBeNull());
