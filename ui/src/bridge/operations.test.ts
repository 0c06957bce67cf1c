import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY } from './blank';
import { foresee, withPart } from './operations';
import type { Operation, Policy } from './types';

const POLICY: Policy = {
  ...BLANK_POLICY,
  handoffs: ['H1', 'H2', 'H3'].map((key) => ({ ...BLANK_HANDOFF, key })),
};
const keys = (operation: Operation) => foresee(POLICY, operation)?.handoffs.map(({ key }) => key);

describe('what an operation makes of a policy', () => {
  it('sets a part deep inside, and leaves the policy that it was given as it was', () => {
    const operation: Operation = {
      op: 'set',
      noun: 'handoff',
      key: 'H2',
      field: 'acceptance/mode',
      value: 'automatic',
    };
    expect(foresee(POLICY, operation)?.handoffs[1]?.acceptance.mode).toBe('automatic');
    expect(POLICY.handoffs[1]?.acceptance.mode).toBe('required');
  });

  it('sets nothing to null, and an entry of a list', () => {
    expect(withPart({ a: { b: 1 } }, ['a', 'b'], null)).toEqual({ a: { b: null } });
    expect(withPart({ a: [1, 2] }, ['a', '1'], 3)).toEqual({ a: [1, 3] });
  });

  it('inserts and moves, counted without what moves', () => {
    const entry = { ...BLANK_HANDOFF, key: 'H4' };
    expect(keys({ op: 'insert', at: 1, noun: 'handoff', entry })).toEqual(['H1', 'H4', 'H2', 'H3']);
    expect(keys({ op: 'move', noun: 'handoff', key: 'H1', to: 2 })).toEqual(['H2', 'H3', 'H1']);
  });

  it.each<[string, Operation]>([
    ['a part that is not there', { op: 'set', noun: 'handoff', key: 'H1', field: 'acceptance/colour', value: 1 }],
    ['a thing that is not there', { op: 'set', noun: 'handoff', key: 'H9', field: 'name', value: 'x' }],
    ['a key that is taken', { op: 'insert', at: 0, noun: 'handoff', entry: { ...BLANK_HANDOFF, key: 'H1' } }],
    ['a place beyond the end', { op: 'move', noun: 'handoff', key: 'H1', to: 3 }],
    ['what the backend alone knows', { op: 'remove', noun: 'handoff', key: 'H1' }],
    [
      'several of which one fails',
      {
        op: 'several',
        operations: [
          { op: 'move', noun: 'handoff', key: 'H1', to: 1 },
          { op: 'move', noun: 'handoff', key: 'H1', to: 9 },
        ],
      },
    ],
  ])('%s is not foreseen', (_, operation) => expect(foresee(POLICY, operation)).toBeNull());
});
