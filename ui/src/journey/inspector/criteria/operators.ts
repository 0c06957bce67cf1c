// Which questions can be asked of which kind of field, their words, and what they are compared with.

import type { Constant, Criterion, CriterionTest, Field, FieldKind } from '../../../bridge';
import { isTest, partsOf } from './tree';

export type Operator = CriterionTest['is'];
/** What stands after the operator. */
export type Operand = 'none' | 'one' | 'list' | 'text' | 'number' | 'range' | 'date' | 'span';

const OPERATORS: Record<Operator, { words: string; operand: Operand }> = {
  equals: { words: 'is', operand: 'one' },
  not_equals: { words: 'is not', operand: 'one' },
  one_of: { words: 'is one of', operand: 'list' },
  none_of: { words: 'is none of', operand: 'list' },
  contains: { words: 'contains', operand: 'text' },
  starts_with: { words: 'starts with', operand: 'text' },
  is_free_mail: { words: 'is at a public mail service', operand: 'none' },
  at_least: { words: 'is at least', operand: 'number' },
  at_most: { words: 'is at most', operand: 'number' },
  more_than: { words: 'is more than', operand: 'number' },
  less_than: { words: 'is less than', operand: 'number' },
  between: { words: 'is from … to', operand: 'range' },
  before: { words: 'is before', operand: 'date' },
  after: { words: 'is after', operand: 'date' },
  on_or_before: { words: 'is on or before', operand: 'date' },
  on_or_after: { words: 'is on or after', operand: 'date' },
  within_last: { words: 'is within the last', operand: 'span' },
  more_than_ago: { words: 'is longer ago than', operand: 'span' },
  within_next: { words: 'is within the next', operand: 'span' },
  is_true: { words: 'is yes', operand: 'none' },
  is_false: { words: 'is no', operand: 'none' },
  is_blank: { words: 'is blank', operand: 'none' },
  is_filled: { words: 'is filled', operand: 'none' },
};

const WORDS: Operator[] = ['equals', 'not_equals', 'one_of', 'none_of', 'contains', 'starts_with'];
const TIMES: Operator[] = [
  'within_last',
  'more_than_ago',
  'within_next',
  'before',
  'after',
  'on_or_before',
  'on_or_after',
];
const THERE: Operator[] = ['is_filled', 'is_blank'];
const BY_KIND: Record<FieldKind, Operator[]> = {
  text: [...WORDS, 'is_free_mail', ...THERE],
  choice: [...WORDS, ...THERE],
  number: [
    'at_least',
    'at_most',
    'more_than',
    'less_than',
    'between',
    'equals',
    'not_equals',
    'one_of',
    'none_of',
    ...THERE,
  ],
  date: [...TIMES, ...THERE],
  instant: [...TIMES, ...THERE],
  boolean: ['is_true', 'is_false', ...THERE],
};

export function operatorsOf(kind: FieldKind): readonly Operator[] {
  return BY_KIND[kind];
}

export const operatorWords = (operator: Operator): string => OPERATORS[operator].words;
export const operandOf = (operator: Operator): Operand => OPERATORS[operator].operand;

type Value = Constant | Constant[] | [number, number] | { n: number; unit: 'minutes' | 'hours' | 'days' | 'weeks' };

export function testValue(test: CriterionTest): Value | undefined {
  return 'value' in test ? (test.value as Value) : undefined;
}

/** A test with a value that fits its operator is that test; only built here, so that operator and value cannot part. */
export function testOf(field: string, is: Operator, value?: Value): CriterionTest {
  return (operandOf(is) === 'none' ? { field, is } : { field, is, value }) as CriterionTest;
}

/** What a value becomes under another operator, as far as it can be kept. */
function carried(operand: Operand, value: Value | undefined, kind: FieldKind): Value | undefined {
  const list = Array.isArray(value) ? value : value === undefined || typeof value === 'object' ? [] : [value];
  const first = list[0];
  switch (operand) {
    case 'none':
      return undefined;
    case 'one':
      return first ?? (kind === 'number' ? 0 : '');
    case 'list':
      return list.filter((entry) => entry !== '');
    case 'text':
      return first === undefined ? '' : String(first);
    case 'number':
      return typeof first === 'number' ? first : 0;
    case 'range':
      return [typeof first === 'number' ? first : 0, typeof list[1] === 'number' ? list[1] : 0];
    case 'date':
      return typeof first === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(first) ? first : '';
    case 'span':
      return typeof value === 'object' && !Array.isArray(value) ? value : { n: 30, unit: 'days' };
  }
}

export function withOperator(test: CriterionTest, is: Operator, kind: FieldKind): CriterionTest {
  return testOf(test.field, is, carried(operandOf(is), testValue(test), kind));
}

/** The same question of another field, where it can be asked of it; else the first that can. */
export function withField(test: CriterionTest, field: Field): CriterionTest {
  const kept = operatorsOf(field.kind).includes(test.is) ? test.is : (operatorsOf(field.kind)[0] ?? 'is_filled');
  const value = testValue(test);
  const fits =
    field.kind !== 'choice' || field.values.length === 0 || (typeof value === 'string' && field.values.includes(value));
  return testOf(field.key, kept, carried(operandOf(kept), fits ? value : undefined, field.kind));
}

/** A first test of a field: that it is filled, which every kind can be asked. */
export function firstTest(field: Field | undefined): CriterionTest {
  return testOf(field?.key ?? '', 'is_filled');
}

/** What a test still lacks, in a sentence; null = it can be kept. */
export function lacking(test: CriterionTest): string | null {
  if (test.field === '') return 'Choose a field.';
  const value = testValue(test);
  switch (operandOf(test.is)) {
    case 'one':
    case 'text':
      return String(value ?? '').trim() === ''
        ? 'Write what to compare with; to ask whether it is empty, use “is blank”.'
        : null;
    case 'list':
      return Array.isArray(value) && value.length > 0 ? null : 'Name at least one value.';
    case 'range':
      return Array.isArray(value) && Number(value[0]) > Number(value[1]) ? 'Put the smaller number first.' : null;
    case 'date':
      return value === '' ? 'Write a date, such as 2026-10-31.' : null;
    case 'none':
    case 'number':
    case 'span':
      return null;
  }
}

export function complete(criterion: Criterion): boolean {
  return isTest(criterion) ? lacking(criterion) === null : partsOf(criterion).every(complete);
}

/** `1,200` and `1200.5` as numbers; undefined where it is none. */
export function readNumber(text: string): number | undefined {
  const plain = text.trim().replace(/(\d)[,\u202f\u00a0 ](?=\d{3}\b)/g, '$1');
  return /^[-+]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : undefined;
}

/** `2026-10-31` and `31.10.2026` as a date; undefined where there is no such day. */
export function readDate(text: string): string | undefined {
  const iso = /^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text);
  const european = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*$/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], iso[2], iso[3]].map(Number)
    : european
      ? [european[3], european[2], european[1]].map(Number)
      : [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined;
}

/** `A, B; C` as a list without blanks and repetitions. */
export function readList(text: string): string[] {
  return [...new Set(text.split(/[,;\n\t]/).map((part) => part.trim()))].filter((part) => part !== '');
}

/** What the first unfinished test lacks; empty where there is none. */
export function firstLack(criterion: Criterion): string {
  if (isTest(criterion)) return lacking(criterion) ?? '';
  return (
    partsOf(criterion)
      .map(firstLack)
      .find((lack) => lack !== '') ?? ''
  );
}
