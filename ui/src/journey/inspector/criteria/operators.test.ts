import { describe, expect, it } from 'vitest';
import { BLANK_FIELD, type CriterionTest, type Field } from '../../../bridge';
import {
  complete,
  firstLack,
  lacking,
  operatorsOf,
  readDate,
  readList,
  readNumber,
  withField,
  withOperator,
} from './operators';

const field = (key: string, kind: Field['kind'], values: string[] = []): Field => ({
  ...BLANK_FIELD,
  key,
  kind,
  values,
});

describe('what is typed as a value', () => {
  it.each<[string, number | undefined]>([
    ['200', 200],
    ['1,200', 1200],
    ['1 200', 1200],
    ['-2.5', -2.5],
    ['12,5', undefined],
    ['', undefined],
    ['many', undefined],
  ])('the number %s', (text, number) => expect(readNumber(text)).toBe(number));
  it.each<[string, string | undefined]>([
    ['2026-10-31', '2026-10-31'],
    ['2026-1-5', '2026-01-05'],
    ['31.10.2026', '2026-10-31'],
    ['2026-02-30', undefined],
    ['31/10/2026', undefined],
  ])('the date %s', (text, date) => expect(readDate(text)).toBe(date));
  it('a list is cut at commas, without blanks and repetitions', () => {
    expect(readList(' A, B;;A,\nC ')).toEqual(['A', 'B', 'C']);
  });
});

describe('another operator keeps what it can of the value', () => {
  it.each<[string, CriterionTest, CriterionTest['is'], Field['kind'], CriterionTest]>([
    [
      'one to many',
      { field: 'f', is: 'equals', value: 'A' },
      'one_of',
      'choice',
      { field: 'f', is: 'one_of', value: ['A'] },
    ],
    [
      'many to one',
      { field: 'f', is: 'one_of', value: ['A', 'B'] },
      'equals',
      'choice',
      { field: 'f', is: 'equals', value: 'A' },
    ],
    [
      'a number to a range',
      { field: 'f', is: 'at_least', value: 5 },
      'between',
      'number',
      { field: 'f', is: 'between', value: [5, 0] },
    ],
    ['to none', { field: 'f', is: 'at_least', value: 5 }, 'is_blank', 'number', { field: 'f', is: 'is_blank' }],
    [
      'a span to a span',
      { field: 'f', is: 'within_last', value: { n: 3, unit: 'hours' } },
      'more_than_ago',
      'instant',
      { field: 'f', is: 'more_than_ago', value: { n: 3, unit: 'hours' } },
    ],
  ])('%s', (_, test, is, kind, expected) => expect(withOperator(test, is, kind)).toEqual(expected));
});

describe('another field', () => {
  it('keeps the question where it can be asked of it', () => {
    expect(withField({ field: 'a', is: 'at_least', value: 5 }, field('b', 'number'))).toEqual({
      field: 'b',
      is: 'at_least',
      value: 5,
    });
  });
  it('asks another where it cannot', () => {
    expect(withField({ field: 'a', is: 'at_least', value: 5 }, field('b', 'boolean'))).toEqual({
      field: 'b',
      is: 'is_true',
    });
  });
  it('drops a value that the field does not allow', () => {
    expect(withField({ field: 'a', is: 'equals', value: 'X' }, field('b', 'choice', ['Y']))).toEqual({
      field: 'b',
      is: 'equals',
      value: '',
    });
  });
  it('every kind has a question for it', () => {
    for (const kind of ['text', 'choice', 'number', 'date', 'instant', 'boolean'] as const)
      expect(operatorsOf(kind)).toContain('is_filled');
  });
});

describe('a test that is not finished', () => {
  it.each<[string, CriterionTest, boolean]>([
    ['no field', { field: '', is: 'is_filled' }, false],
    ['no text', { field: 'f', is: 'contains', value: ' ' }, false],
    ['an empty list', { field: 'f', is: 'one_of', value: [] }, false],
    ['a reversed range', { field: 'f', is: 'between', value: [5, 2] }, false],
    ['a whole one', { field: 'f', is: 'between', value: [2, 5] }, true],
  ])('%s', (_, test, whole) => {
    expect(lacking(test) === null).toBe(whole);
    expect(complete({ all: [{ not: test }] })).toBe(whole);
    expect(firstLack({ any: [test] }) === '').toBe(whole);
  });
});
