import { describe, expect, it } from 'vitest';
import { addDays, addMonths, monthAbbreviated, monthTitle, monthWeeks, weekdayAbbreviated, weekdayOf } from './civil';

describe('a month’s weeks', () => {
  it('start on Monday and hold every day once', () => {
    const october = monthWeeks(2026, 10);
    expect(october[0]).toEqual([null, null, null, '2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04']);
    expect(october.flat().filter(Boolean)).toHaveLength(31);
  });
  it('know leap years', () => expect(monthWeeks(2028, 2).flat().filter(Boolean)).toHaveLength(29));
});

describe('a civil date', () => {
  it('is walked by day and by month', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-03-01', -1)).toBe('2024-02-29');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
  });
  it.each([
    ['2026-10-26', 'Mon', 0],
    ['2026-11-01', 'Sun', 6],
    ['1969-12-31', 'Wed', 2],
  ])('%s is a %s', (date, name, place) => {
    expect([weekdayAbbreviated(date), weekdayOf(date)]).toEqual([name, place]);
  });
  it('has its month by name', () => {
    expect([monthTitle(10), monthAbbreviated(10)]).toEqual(['October', 'Oct']);
    expect(monthTitle(13)).toBe('13');
  });
});
