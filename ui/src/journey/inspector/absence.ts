import type { Absence } from '../../bridge';
import { readDate } from './criteria/operators';

/** `2026-12-21 to 2027-01-06, holiday`; one day alone is its own end. Undefined where it is no stretch of days. */
export function readAbsence(text: string): Absence | undefined {
  const [days = '', ...reason] = text.split(',');
  const [first = '', last = first, ...more] = days.split(/\s+(?:to|–|until)\s+|\s*–\s*/);
  const [from, until] = [readDate(first), readDate(last)];
  if (from === undefined || until === undefined || from > until || more.length > 0) return undefined;
  return { from, until, reason: reason.join(',').trim() };
}
