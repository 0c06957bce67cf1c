// The time that is replayed, as it is typed: months or dates, both ends included.

import { civil } from '../../components/format';

const two = (value: number) => String(value).padStart(2, '0');

/** The last so many months up to an instant's own, as `2026-08` and `2026-10`. */
export function monthsBefore(at: number, zone: string, months: number): [from: string, to: string] {
  const { year, month } = civil(at, zone);
  const first = year * 12 + month - months;
  return [`${Math.floor(first / 12)}-${two((first % 12) + 1)}`, `${year}-${two(month)}`];
}

const fits = (text: string): boolean => {
  const found = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(text.trim());
  if (found === null) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
};

/** What is wrong with either end, in a sentence. */
export function periodRefused(from: string, to: string): { from: string | null; to: string | null } {
  const wrong = (text: string) =>
    fits(text) ? null : `“${text}” is not a month or a date. Write 2026-08 or 2026-08-15.`;
  const [first, last] = [wrong(from), wrong(to)];
  if (first !== null || last !== null) return { from: first, to: last };
  // A month ends with its last day.
  const end = to.trim().length === 7 ? `${to.trim()}-99` : to.trim();
  return { from: null, to: end < from.trim() ? 'It ends before it begins: exchange the two.' : null };
}
