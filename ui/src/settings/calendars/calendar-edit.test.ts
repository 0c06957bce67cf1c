import { describe, expect, it } from 'vitest';
import type { Calendar } from '../../bridge';
import { hoursText, likeMonday, parseHours, setHours, weekMinutes, weekWords } from '../../components/week';
import { addHolidays, setException } from './days';

const EMPTY: Calendar = {
  key: 'office',
  name: 'Office',
  time_zone: 'Europe/Vienna',
  '24x7': false,
  weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  exceptions: {},
};

describe('opening hours as people type them', () => {
  const said: [string, string][] = [
    ['9-17', '09:00–17:00'],
    ['8:30-12, 13-16:30', '08:30–12:00, 13:00–16:30'],
    ['13-17; 9-12', '09:00–12:00, 13:00–17:00'],
    ['22:00–06:00', '22:00–06:00 +1'],
    ['22-6 +1', '22:00–06:00 +1'],
    ['09:00 to 17:00', '09:00–17:00'],
    ['24 h', '00:00–24:00'],
    ['closed', 'closed'],
    ['', 'closed'],
  ];
  for (const [text, shown] of said) {
    it(`${text || 'nothing'} is ${shown}`, () => {
      const parsed = parseHours(text);
      expect('intervals' in parsed && hoursText(parsed.intervals)).toBe(shown);
    });
  }

  for (const text of ['9', '9-25', '9-9', '9-12, 11-15', 'mornings', '9-12-15']) {
    it(`${text} is refused with a sentence`, () => expect(parseHours(text)).toHaveProperty('error'));
  }

  it('what is shown can be typed again', () => {
    for (const text of ['08:30–12:00, 13:00–16:30', '22:00–06:00 +1', 'closed']) {
      const parsed = parseHours(text);
      expect('intervals' in parsed && hoursText(parsed.intervals)).toBe(text);
    }
  });
});

describe('a week', () => {
  const office = likeMonday(setHours(EMPTY, 'mon', [['08:30', '16:30']]));

  it('is said in runs of like days', () => {
    expect(weekWords(office)).toBe('Mon–Fri 08:30–16:30');
    expect(weekWords(setHours(office, 'fri', [['08:30', '14:00']]))).toBe('Mon–Thu 08:30–16:30, Fri 08:30–14:00');
    expect(weekWords(EMPTY)).toBe('never open');
    expect(weekWords({ ...EMPTY, '24x7': true })).toBe('always open');
  });

  it('has its open time', () => {
    expect(weekMinutes(office)).toBe(5 * 480);
    expect(weekMinutes(setHours(EMPTY, 'sun', [['22:00', '06:00']]))).toBe(480);
    expect(weekMinutes({ ...EMPTY, '24x7': true })).toBe(10_080);
  });
});

describe('exceptions', () => {
  const holidays = [
    { date: '2026-12-25', name: 'Christmas', agreed_by: '3 of 3', agreed: true },
    { date: '2026-10-26', name: 'National Day', agreed_by: '3 of 3', agreed: true },
  ];

  it('stand in order of date', () => {
    expect(Object.keys(addHolidays(EMPTY, holidays).exceptions)).toEqual(['2026-10-26', '2026-12-25']);
  });

  it('that somebody set by hand are not overwritten by a proposal', () => {
    const half = setException(EMPTY, '2026-12-25', { name: 'Half', open: [['09:00', '12:00']] });
    expect(addHolidays(half, holidays).exceptions['2026-12-25']?.name).toBe('Half');
  });

  it('can be taken away', () => {
    expect(setException(addHolidays(EMPTY, holidays), '2026-12-25', null).exceptions).not.toHaveProperty('2026-12-25');
  });
});
