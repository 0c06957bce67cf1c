import { describe, expect, it } from 'vitest';
import type { FieldSource } from '../../bridge';
import { changeKind, columnOf, sentence, withColumn, withTest } from './sentences';

const CASES: { name: string; field: string; source: FieldSource; long: boolean; words: string }[] = [
  {
    name: 'a value that an event has',
    field: 'accepted_at',
    source: { first_event: { column: 'incident_state', is: ['Active'], changed: false } },
    long: true,
    words: 'Accepted = first event where incident_state is Active',
  },
  {
    name: 'any value will do',
    field: 'assigned_at',
    source: { first_event: { column: 'assigned_to', is: [], changed: false } },
    long: true,
    words: 'Assigned = first event where assigned_to is filled',
  },
  {
    name: 'a change to one of several values',
    field: 'completed_at',
    source: { last_event: { column: 'status', is: ['Closed', 'Resolved', 'Cancelled'], changed: true } },
    long: true,
    words: 'Completed = last event where status changes to Closed, Resolved or Cancelled',
  },
  {
    name: 'a column of a wide file',
    field: 'started_at',
    source: { column: 'Create Date' },
    long: false,
    words: 'Started = Create Date',
  },
  {
    name: 'a column of a long file is its last value',
    field: 'owner',
    source: { column: 'assigned_to' },
    long: true,
    words: 'Owner = last assigned_to',
  },
  {
    name: 'the first value',
    field: 'first_owner',
    source: { first_value_of: 'assigned_to' },
    long: true,
    words: 'First owner = first assigned_to',
  },
  {
    name: 'a constant',
    field: 'handoff',
    source: { constant: 'MQL -> SDR' },
    long: false,
    words: 'Handoff point = always “MQL -> SDR”',
  },
  {
    name: 'changes, with empty values',
    field: 'reassign_count',
    source: { changes_of: 'assignment_group', count_missing: true },
    long: true,
    words: 'Reassignments = how often assignment_group changes, an empty value counts',
  },
];

describe('a mapping reads as sentences', () => {
  for (const { name, field, source, long, words } of CASES) {
    it(name, () => expect(sentence(field, source, long)).toBe(words));
  }
});

describe('editing a milestone', () => {
  const accepted: FieldSource = { first_event: { column: 'incident_state', is: ['Active'], changed: false } };

  it('keeps its test when first becomes last', () => {
    expect(changeKind(accepted, 'last_event')).toEqual({
      last_event: { column: 'incident_state', is: ['Active'], changed: false },
    });
  });

  it('keeps its column when it becomes a plain column', () => {
    expect(columnOf(changeKind(accepted, 'column'))).toBe('incident_state');
  });

  it('forgets the values when another column is read, because they belong to the old one', () => {
    expect(withColumn(accepted, 'state')).toEqual({ first_event: { column: 'state', is: [], changed: false } });
  });

  it('takes new values without touching the rest', () => {
    expect(withTest(accepted, { is: ['Active', 'New'] })).toEqual({
      first_event: { column: 'incident_state', is: ['Active', 'New'], changed: false },
    });
  });
});
