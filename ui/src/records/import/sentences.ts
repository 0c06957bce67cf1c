// A mapping as sentences that a person can read aloud: "Accepted = first event where incident_state is Active".

import type { EventTest, FieldSource } from '../../bridge';
import { fieldLabel } from './fields';

export type SourceKind = 'column' | 'constant' | 'first_value' | 'first_event' | 'last_event' | 'changes';

export function kindOf(source: FieldSource): SourceKind {
  if ('column' in source) return 'column';
  if ('constant' in source) return 'constant';
  if ('first_value_of' in source) return 'first_value';
  if ('first_event' in source) return 'first_event';
  if ('last_event' in source) return 'last_event';
  return 'changes';
}

/** What stands right of the equals sign. `long` = one row per event, where a plain column means its last value. */
export function sourceWords(source: FieldSource, long: boolean): string {
  if ('column' in source) return long ? `last ${source.column}` : source.column;
  if ('constant' in source) return `always “${source.constant}”`;
  if ('first_value_of' in source) return `first ${source.first_value_of}`;
  if ('first_event' in source) return `first event where ${testWords(source.first_event)}`;
  if ('last_event' in source) return `last event where ${testWords(source.last_event)}`;
  const missing = source.count_missing ? ', an empty value counts' : '';
  return `how often ${source.changes_of} changes${missing}`;
}

export function testWords(test: EventTest): string {
  const values = orList(test.is);
  if (test.changed) return values ? `${test.column} changes to ${values}` : `${test.column} changes`;
  return values ? `${test.column} is ${values}` : `${test.column} is filled`;
}

export function sentence(field: string, source: FieldSource, long: boolean): string {
  return `${fieldLabel(field)} = ${sourceWords(source, long)}`;
}

/** `a, b or c`; empty for none. */
export function orList(values: string[]): string {
  if (values.length < 2) return values[0] ?? '';
  return `${values.slice(0, -1).join(', ')} or ${values[values.length - 1]}`;
}

/** The same source with another kind, keeping what both can carry. */
export function changeKind(source: FieldSource, kind: SourceKind): FieldSource {
  const column = columnOf(source) ?? '';
  const test: EventTest = testOf(source) ?? { column, is: [], changed: false };
  switch (kind) {
    case 'column':
      return { column };
    case 'constant':
      return { constant: '' };
    case 'first_value':
      return { first_value_of: column };
    case 'first_event':
      return { first_event: test };
    case 'last_event':
      return { last_event: test };
    case 'changes':
      return { changes_of: column, count_missing: false };
  }
}

export function testOf(source: FieldSource): EventTest | undefined {
  if ('first_event' in source) return source.first_event;
  if ('last_event' in source) return source.last_event;
  return undefined;
}

/** The column a source reads, if it reads one. */
export function columnOf(source: FieldSource): string | undefined {
  if ('column' in source) return source.column;
  if ('first_value_of' in source) return source.first_value_of;
  if ('changes_of' in source) return source.changes_of;
  return testOf(source)?.column;
}

/** The same source reading another column. Values of a test belong to the column and go with it. */
export function withColumn(source: FieldSource, column: string): FieldSource {
  if ('column' in source) return { column };
  if ('constant' in source) return source;
  if ('first_value_of' in source) return { first_value_of: column };
  if ('first_event' in source) return { first_event: { ...source.first_event, column, is: [] } };
  if ('last_event' in source) return { last_event: { ...source.last_event, column, is: [] } };
  return { ...source, changes_of: column };
}

export function withTest(source: FieldSource, change: Partial<EventTest>): FieldSource {
  if ('first_event' in source) return { first_event: { ...source.first_event, ...change } };
  if ('last_event' in source) return { last_event: { ...source.last_event, ...change } };
  return source;
}
