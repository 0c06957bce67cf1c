import { describe, expect, it } from 'vitest';
import { BLANK_POLICY, type DispositionReason, type NextStep } from '../../../bridge';
import { NEW_STEP, newReason, nextWords, readDays, reasonLacks } from './reasons';

const policy = {
  ...BLANK_POLICY,
  queues: [{ key: 'q', name: 'Shared queue', team: null, worked_by: [], owner_role: null }],
};
const trigger = { text: 'the price page is seen again', kind: null, criterion: null, source: null };

it.each<[NextStep, string]>([
  [NEW_STEP, 'Nurture'],
  [{ ...NEW_STEP, act: 'recycle', when: { kind: 'after_days', days: 90 }, stage: 'mql' }, 'Recycle in 90 days, to mql'],
  [
    { ...NEW_STEP, act: 'alert', when: { kind: 'on', trigger }, queue: 'q' },
    'Alert when the price page is seen again, in the queue Shared queue',
  ],
  [{ ...NEW_STEP, track: 'Later' }, 'Nurture, track Later'],
])('a next step is said: %j', (step, words) => expect(nextWords(step, policy)).toBe(words));

describe('a reason that nobody can act on', () => {
  const suppressed = { ...NEW_STEP, act: 'suppress' as const };
  const rejected = newReason('r', 'R', 'rejected');
  it.each<[string, DispositionReason, boolean]>([
    ['free text', { ...rejected, structured: false }, true],
    ['no next step', rejected, true],
    ['accepted needs none', newReason('a', 'A', 'accepted'), false],
    ['suppressed for good', { ...rejected, next: [suppressed] }, true],
    ['suppressed and looked at again', { ...rejected, next: [suppressed], review_after_days: 180 }, false],
    ['with a next step', { ...rejected, next: [NEW_STEP] }, false],
  ])('%s', (_, reason, lacking) => expect(reasonLacks(reason) !== null).toBe(lacking));
});

it.each<[string, number | undefined]>([
  ['90', 90],
  ['90 days', 90],
  ['0', undefined],
  ['-4', undefined],
  ['soon', undefined],
])('days as they are typed: %s', (text, days) => expect(readDays(text)).toBe(days));
