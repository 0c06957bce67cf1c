import { expect, it } from 'vitest';
import type { ExceptionMeasures } from '../bridge';
import { measuredMonths, monthToShow } from './month';

const measures = (volume: string[], resolution: string[]) =>
  ({
    volume: volume.map((month) => ({ month })),
    resolution: resolution.map((month) => ({ month })),
  }) as unknown as ExceptionMeasures;

it('begins with the last month in which exceptions came to be, though some were resolved later', () => {
  const found = measures(['2026-09', '2026-10', '2026-08'], ['2026-11']);
  expect(measuredMonths(found)).toEqual(['2026-11', '2026-10', '2026-09', '2026-08']);
  expect(monthToShow(found)).toBe('2026-10');
  expect(monthToShow(measures([], ['2026-07', '2026-06']))).toBe('2026-07');
  expect(monthToShow(measures([], []))).toBeNull();
});
