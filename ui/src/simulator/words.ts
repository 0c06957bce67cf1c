// How estimates and their differences are said.

import type { Compared, Estimate, SimulatedMoney } from '../app/simulated';
import type { SimulatedBreakEven } from '../bridge';
import { DASH, duration, integer, money, share } from '../components/format';
import type { Status } from '../components/StatusMark';

export type Unit = 'share' | 'duration' | 'count' | 'rate' | 'money';

const THIN = '\u202f';
const tenths = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
/** What rounds to nothing has no sign. */
function signed(value: number, words: (size: number) => string): string {
  const size = words(Math.abs(value));
  return size === words(0) ? size : `${value > 0 ? '+' : '−'}${size}`;
}

export function said(value: number, unit: Unit, currency = 'EUR'): string {
  switch (unit) {
    case 'share':
      return share(value);
    case 'duration':
      return duration(value);
    case 'count':
      return integer(value);
    case 'rate':
      return Math.abs(value) < 100 ? tenths.format(value) : integer(value);
    case 'money':
      return money(value, currency);
  }
}

/** A difference: shares in points, so that nobody takes 10 % more for 10 points more. */
export function differenceSaid(value: number, unit: Unit, currency = 'EUR'): string {
  return signed(value, (size) => (unit === 'share' ? tenths.format(size * 100) : said(size, unit, currency)));
}

export const meanSaid = (of: Estimate | null, unit: Unit, currency?: string): string =>
  of === null ? DASH : said(of.mean, unit, currency);

/** `± 1.2 points`, `± 8 m`: half of the interval. */
export function halfSaid(of: Estimate, unit: Unit, currency?: string): string {
  if (!Number.isFinite(of.low)) return '';
  const half = (of.high - of.low) / 2;
  const words = unit === 'share' ? tenths.format(half * 100) : said(half, unit, currency);
  return `±${THIN}${words}`;
}

/** `+6.9 to +9.3`; `certain` where chance has no part in it. */
export function intervalSaid({ low, high }: Estimate, unit: Unit, currency?: string): string {
  if (low === high) return 'certain';
  if (!Number.isFinite(low)) return 'of one replication';
  return `${differenceSaid(low, unit, currency)} to ${differenceSaid(high, unit, currency)}`;
}

export type Better = 'higher' | 'lower' | 'neither';
export type Verdict = 'better' | 'worse' | 'moved' | 'same';

/** What a difference shows: nothing where its interval holds zero. */
export function verdictOf(difference: Estimate | null, better: Better): Verdict | null {
  if (difference === null) return null;
  const { low, high } = difference;
  if ((low <= 0 && high >= 0) || (low === 0 && high === 0)) return 'same';
  if (better === 'neither') return 'moved';
  return low > 0 === (better === 'higher') ? 'better' : 'worse';
}

const MARKS: Record<Verdict, { status: Status; word: string }> = {
  better: { status: 'met', word: 'better' },
  worse: { status: 'breach', word: 'worse' },
  moved: { status: 'unknown', word: 'differs' },
  same: { status: 'unknown', word: 'no difference shown' },
};
export const markOf = (verdict: Verdict): { status: Status; word: string } => MARKS[verdict];

/** The answer in a sentence: `Met within target: 71 % → 79 %, better by 8.1 points (95 % interval +6.9 to +9.3).` */
export function headline({ base, now, difference }: Compared): string {
  if (now === null) return 'No record is judged by a target in this scenario.';
  if (base === null || difference === null)
    return `${share(now.mean)} of records keep their target (${halfSaid(now, 'share')} points).`;
  if (difference.low === 0 && difference.high === 0)
    return `${share(now.mean)} of records keep their target, as it is: nothing differs.`;
  const verdict = verdictOf(difference, 'higher');
  const change = `${share(base.mean)} → ${share(now.mean)}`;
  if (verdict === 'same')
    return `Records that keep their target: ${change}; the difference of ${differenceSaid(difference.mean, 'share')} points may be chance (95 % interval ${intervalSaid(difference, 'share')}).`;
  return `Records that keep their target: ${change}, ${verdict} by ${tenths.format(Math.abs(difference.mean) * 100)} points (95 % interval ${intervalSaid(difference, 'share')}).`;
}

/** `It pays where a conversion is worth 1 600 € or more (95 % interval 1 200 € to 2 400 €).` */
export function breakEvenSaid(
  of: SimulatedBreakEven | null,
  { currency, staffing, conversions }: SimulatedMoney,
): string {
  if (of === null) {
    const [cost, gained] = [staffing.difference?.mean ?? 0, conversions.difference?.mean ?? 0];
    if (cost === 0) return 'It costs nothing more, so that there is no break-even.';
    if (cost > 0) return 'It costs more and brings no conversion more: it pays at no worth of a conversion.';
    return gained >= 0 ? 'It costs less and loses no conversion: it pays at any worth.' : '';
  }
  const sum = (value: number) => said(value, 'money', currency);
  const range =
    of.least === null
      ? ''
      : of.most === null
        ? ` (95 % interval from ${sum(of.least)} without an upper end: it may bring nothing)`
        : of.least === of.most
          ? ''
          : ` (95 % interval ${sum(of.least)} to ${sum(of.most)})`;
  return `Break-even: it pays where a conversion is worth ${sum(of.worth)} or ${of.pays === 'above' ? 'more' : 'less'}${range}.`;
}
