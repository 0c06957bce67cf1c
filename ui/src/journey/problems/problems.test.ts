import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type PolicyProblem } from '../../bridge';
import { countWords, filtered, goalOf, healthOf, likeWords, nameOf, openWords, UNFILTERED, walked } from './problems';

const problem = (
  rule: string,
  severity: PolicyProblem['severity'],
  key: string,
  muted: string | null = null,
): PolicyProblem => ({
  rule,
  severity,
  place: { noun: 'handoff', key, part: 'routing' },
  message: `${rule} at ${key}`,
  shown_by: null,
  witness: null,
  fixes: [],
  muted,
});
const all = [
  problem('one', 'error', 'H1'),
  problem('two', 'warning', 'H1'),
  problem('one', 'error', 'H2', 'known'),
  problem('three', 'note', 'H3'),
];

describe('the list', () => {
  it.each([
    ['everything open', UNFILTERED, ['one at H1', 'two at H1', 'three at H3']],
    ['one severity', { ...UNFILTERED, severity: 'warning' as const }, ['two at H1']],
    ['one handoff', { ...UNFILTERED, handoff: 'H3' }, ['three at H3']],
    ['one rule', { ...UNFILTERED, rule: 'one' }, ['one at H1']],
    ['what is muted', { ...UNFILTERED, severity: 'muted' as const }, ['one at H2']],
  ])('shows %s', (_, filter, messages) => {
    expect(filtered(all, filter).map(({ message }) => message)).toEqual(messages);
  });
  it('is counted in words', () => {
    expect(countWords(all)).toBe('1 error, 1 warning, 1 note, 1 muted');
    expect(countWords([])).toBe('nothing found');
    expect(openWords([])).toBe('no open problem');
    expect(openWords(null)).toBe('not checked');
  });
});

describe('the walk', () => {
  const shown = filtered(all, UNFILTERED);
  it('begins at the first, goes on, and comes around', () => {
    expect(walked(shown, null, 1)).toBe(all[0]);
    expect(walked(shown, nameOf(all[0] as PolicyProblem), 1)).toBe(all[1]);
    expect(walked(shown, nameOf(all[3] as PolicyProblem), 1)).toBe(all[0]);
    expect(walked(shown, nameOf(all[0] as PolicyProblem), -1)).toBe(all[3]);
  });
  it('begins again where what it stood on is gone', () => {
    expect(walked(shown, 'gone', 1)).toBe(all[0]);
    expect(walked([], null, 1)).toBeNull();
  });
});

describe('the health of a handoff', () => {
  it.each([
    ['an error is the worst', all, 'breach'],
    ['a warning', [all[1]], 'risk'],
    ['a note is no problem', [all[3]], 'met'],
    ['what is muted is not shown as open', [all[2]], 'met'],
  ])('%s', (_, problems, status) => {
    expect(healthOf(problems as PolicyProblem[]).status).toBe(status);
  });
});

it('a problem of a disposition leads to a handoff that offers it', () => {
  const policy = { ...BLANK_POLICY, handoffs: [{ ...BLANK_HANDOFF, key: 'H9', dispositions: ['timing'] }] };
  const at = (noun: PolicyProblem['place']['noun'], key: string): PolicyProblem => ({
    ...problem('x', 'error', key),
    place: { noun, key, part: 'dispositions' },
  });
  expect(goalOf(policy, at('disposition', 'timing'))).toEqual({ noun: 'handoff', key: 'H9' });
  expect(goalOf(policy, at('disposition', 'other'))).toBeNull();
  expect(goalOf(policy, at('stage', 'mql'))).toEqual({ noun: 'stage', key: 'mql' });
});

it.each([
  [0, 868, 'None of the last quarter’s 868 imported records is like it.'],
  [1, 868, '1 of 868 imported records of the last quarter is like it.'],
  [312, 8_000, '312 of 8,000 imported records of the last quarter are like it.'],
])('%i of %i records are said to be like it', (like, of, words) => {
  expect(likeWords({ like, of })).toBe(words);
});
