import { describe, expect, it } from 'vitest';
import type { Compared, Estimate, SimulatedMoney } from '../app/simulated';
import { breakEvenSaid, differenceSaid, halfSaid, headline, intervalSaid, meanSaid, verdictOf } from './words';

const HOUR = 3_600_000;
const plain = (text: string) => text.replace(/[\u202f\u00a0]/g, ' ');
const of = (mean: number, half: number): Estimate => ({ mean, low: mean - half, high: mean + half });

describe('a difference', () => {
  it.each<[string, Estimate | null, 'higher' | 'lower' | 'neither', string | null]>([
    ['above zero, where higher is better', of(0.08, 0.01), 'higher', 'better'],
    ['above zero, where lower is better', of(0.08, 0.01), 'lower', 'worse'],
    ['below zero, where lower is better', of(-3, 1), 'lower', 'better'],
    ['around zero', of(0.01, 0.02), 'higher', 'same'],
    ['that touches zero', { mean: 1, low: 0, high: 2 }, 'higher', 'same'],
    ['of nothing to anything', of(0, 0), 'higher', 'same'],
    ['of what is neither good nor bad', of(5, 1), 'neither', 'moved'],
    ['that there is none of', null, 'higher', null],
  ])('%s', (_, difference, better, verdict) => expect(verdictOf(difference, better)).toBe(verdict));

  it.each([
    [0.081, 'share', '+8.1'],
    [-0.004, 'share', '−0.4'],
    [-0.0003, 'share', '0.0'],
    [-1.5 * HOUR, 'duration', '−1 h 30 m'],
    [1_710, 'money', '+€1,710'],
    [0, 'count', '0'],
    [123.4, 'rate', '+123'],
    [1.24, 'rate', '+1.2'],
  ] as const)('%s of a %s is said as %s', (value, unit, words) =>
    expect(plain(differenceSaid(value, unit, 'EUR'))).toBe(words),
  );

  it('without chance has no interval', () => {
    expect(intervalSaid(of(1_710, 0), 'money', 'EUR')).toBe('certain');
    expect(plain(intervalSaid(of(0.08, 0.012), 'share'))).toBe('+6.8 to +9.2');
  });
});

it('half of an interval stands beside a mean', () => {
  expect(plain(halfSaid(of(0.7, 0.012), 'share'))).toBe('± 1.2');
  expect(plain(meanSaid(of(0.7, 0.012), 'share'))).toBe('70 %');
  expect(meanSaid(null, 'share')).toBe('–');
});

describe('the headline', () => {
  const [base, now] = [of(0.71, 0.01), of(0.79, 0.01)];
  it.each([
    ['of the baseline', { base, now: base, difference: null }, '71 % of records keep their target (± 1.0 points).'],
    [
      'of an improvement',
      { base, now, difference: of(0.08, 0.012) },
      'Records that keep their target: 71 % → 79 %, better by 8.0 points (95 % interval +6.8 to +9.2).',
    ],
    [
      'of a loss',
      { base: now, now: base, difference: of(-0.08, 0.012) },
      'Records that keep their target: 79 % → 71 %, worse by 8.0 points (95 % interval −9.2 to −6.8).',
    ],
    [
      'of what may be chance',
      { base, now: base, difference: of(0.002, 0.01) },
      'Records that keep their target: 71 % → 71 %; the difference of +0.2 points may be chance (95 % interval −0.8 to +1.2).',
    ],
    [
      'of the same',
      { base, now: base, difference: of(0, 0) },
      '71 % of records keep their target, as it is: nothing differs.',
    ],
    ['of nothing', { base: null, now: null, difference: null }, 'No record is judged by a target in this scenario.'],
  ])('%s', (_, compared, words) => expect(plain(headline(compared))).toBe(words));
});

describe('a break-even', () => {
  const compared = (difference: number): Compared => ({ base: null, now: null, difference: of(difference, 0) });
  const money = (cost: number, conversions: number): SimulatedMoney => ({
    currency: 'EUR',
    conversions: compared(conversions),
    value: compared(0),
    staffing: compared(cost),
    net: compared(0),
  });
  it.each([
    [
      'of more for more',
      { pays: 'above', worth: 1_600, least: 1_200, most: 2_400 } as const,
      money(320, 0.2),
      /worth €1,600 or more \(95 % interval €1,200 to €2,400\)/,
    ],
    [
      'that may never come',
      { pays: 'above', worth: 1_600, least: 1_200, most: null } as const,
      money(320, 0.2),
      /or more \(95 % interval from €1,200 without an upper end/,
    ],
    [
      'of less for less, certain',
      { pays: 'below', worth: 1_600, least: 1_600, most: 1_600 } as const,
      money(-320, -0.2),
      /worth €1,600 or less\.$/,
    ],
    ['of what costs nothing', null, money(0, 3), /no break-even/],
    ['of what brings nothing', null, money(320, 0), /pays at no worth/],
    ['of what loses nothing', null, money(-320, 0), /pays at any worth/],
  ])('%s', (_, found, sums, words) => expect(plain(breakEvenSaid(found, sums))).toMatch(words));
});
