import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, type HandoffPoint, type SlaTarget } from '../bridge';
import { BARE_DAYS, durationText, parseDuration, parseTime } from './durations';
import { ofKind, setTarget, targetAt, targetWords, tiersWithout } from './targets';

const HOUR = 3_600_000;

describe('a length of time as people type it', () => {
  const said: [string, number][] = [
    ['2 h', 2 * HOUR],
    ['90m', 1.5 * HOUR],
    ['1 h 30 m', 1.5 * HOUR],
    ['1:30', 1.5 * HOUR],
    ['1,5 hours', 1.5 * HOUR],
    ['30 minutes', HOUR / 2],
    ['48 h', 48 * HOUR],
  ];
  for (const [text, ms] of said) it(text, () => expect(parseDuration(text)).toEqual({ ms }));

  for (const text of ['2 days', '2d', '1 week', '3 bd', '1 day 2 h']) {
    it(`${text} is refused: it does not say whose days`, () =>
      expect(parseDuration(text)).toEqual({ error: BARE_DAYS }));
  }

  for (const text of ['', '2', 'soon', '0 h', '2 h ago', '-1 h']) {
    it(`"${text}" is refused with a sentence`, () => expect(parseDuration(text)).toHaveProperty('error'));
  }

  it('comes back as it can be typed again', () => {
    for (const ms of [HOUR, 1.5 * HOUR, 60_000, 61_000, 26 * HOUR])
      expect(parseDuration(durationText(ms))).toEqual({ ms });
  });
});

it('a time of day is read in the ways in which people write it', () => {
  expect(['9', '09:00', '9.30', '0900', '24:00', '17h30'].map(parseTime)).toEqual([
    '09:00',
    '09:00',
    '09:30',
    '09:00',
    '24:00',
    '17:30',
  ]);
  expect(['25:00', '9:60', '24:01', 'noon', ''].map(parseTime)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});

describe('targets', () => {
  const point: HandoffPoint = {
    ...BLANK_HANDOFF,
    key: 'H2',
    name: 'OPS -> SDR',
    sender: 'OPS',
    receiver: 'SDR',
    outcome: 'opportunity',
  };
  const promise = (hours: number): SlaTarget => ({
    clock: 'accept',
    tier: null,
    target: { kind: 'business', ms: hours * HOUR },
    reminder_percent: 50,
  });

  it('say their kind in every form', () => {
    expect(targetWords({ kind: 'business', ms: 2 * HOUR })).toBe('2 h business time');
    expect(targetWords({ kind: 'elapsed', ms: 48 * HOUR })).toBe('48 h elapsed time');
    expect(targetWords({ kind: 'same_business_day', cut_off: '15:00' })).toBe('same business day, cut-off 15:00');
    expect(targetWords({ kind: 'business_days', days: 2, by: '17:00' })).toBe('business day + 2 by 17:00');
  });

  it('are replaced in place and removed', () => {
    const two = setTarget(setTarget(point, 'accept', 'high', promise(2)), 'accept', null, promise(8));
    expect(targetAt(two, 'accept', 'high')?.target).toEqual({ kind: 'business', ms: 2 * HOUR });
    expect(two.targets).toHaveLength(2);
    expect(setTarget(two, 'accept', 'high', promise(1)).targets).toHaveLength(2);
    expect(targetAt(setTarget(two, 'accept', 'high', null), 'accept', 'high')).toBeUndefined();
  });

  it('name the tiers that a clock forgets', () => {
    const tiers = [
      { key: 'high', name: 'High' },
      { key: 'low', name: 'Low' },
    ];
    const highOnly = setTarget(point, 'accept', 'high', promise(2));
    expect(tiersWithout(highOnly, 'accept', tiers)).toEqual(['Low']);
    expect(tiersWithout(setTarget(highOnly, 'accept', null, promise(8)), 'accept', tiers)).toEqual([]);
    expect(tiersWithout(point, 'accept', tiers)).toEqual([]);
  });

  it('keep their length when business time becomes elapsed time', () => {
    expect(ofKind('elapsed', { kind: 'business', ms: 2 * HOUR })).toEqual({ kind: 'elapsed', ms: 2 * HOUR });
  });
});
