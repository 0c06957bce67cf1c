import { describe, expect, it } from 'vitest';
import type { InspectedFile, Mapping } from '../../bridge';
import { readBothWays, tellingSample } from './dates';
import {
  ATTRIBUTE,
  assign,
  columnRef,
  keepSaid,
  LEFT_OUT,
  openDates,
  purposeOf,
  setDateOrder,
  setMissing,
  unready,
} from './mapping-edit';

const file = (name: string, columns: string[]): InspectedFile => ({
  name,
  size_bytes: 0,
  encoding_found: 'UTF-8',
  delimiter_found: 'comma',
  sheets: [],
  preamble: [],
  footer: [],
  rows: 0,
  columns: columns.map((column) => ({
    name: column,
    type: { type: 'text' },
    missing: 0,
    distinct: null,
    samples: [],
    field: null,
    because: '',
  })),
  preview: [],
});
const FILES = [
  file('leads.csv', ['mql_id', 'first_contact_date', 'origin']),
  file('deals.csv', ['mql_id', 'won_date']),
];
const MAPPING: Mapping = {
  baton_mapping: 1,
  source: 'Olist',
  shape: 'wide',
  time_zone: 'America/Sao_Paulo',
  missing: [],
  files: [
    {
      name: 'leads.csv',
      format: 'csv',
      header_line: 1,
      columns: { first_contact_date: { type: 'date', order: 'DMY or MDY?', decided_by: '' } },
    },
    { name: 'deals.csv', format: 'csv', header_line: 1, join: { column: 'mql_id', to: 'mql_id' }, columns: {} },
  ],
  fields: { record_id: { column: 'mql_id' }, started_at: { column: 'first_contact_date' } },
  attributes: ['origin'],
};

describe('giving a column a use', () => {
  it('an attribute becomes a record field', () => {
    const next = assign(MAPPING, 'origin', 'source');
    expect(next.fields.source).toEqual({ column: 'origin' });
    expect(next.attributes).toEqual([]);
  });

  it('a field taken from another column leaves that column as an attribute, so nothing is lost silently', () => {
    const next = assign(MAPPING, 'origin', 'record_id');
    expect(next.fields.record_id).toEqual({ column: 'origin' });
    expect(purposeOf(next, 'mql_id')).toBe(ATTRIBUTE);
  });

  it('a column can be left out', () => {
    expect(purposeOf(assign(MAPPING, 'origin', LEFT_OUT), 'origin')).toBe(LEFT_OUT);
  });

  it('a joined column that the main file has too carries its file', () => {
    expect(columnRef(FILES, 1, 'mql_id')).toBe('deals.csv/mql_id');
    expect(columnRef(FILES, 1, 'won_date')).toBe('won_date');
  });
});

it('milestones that test a column stay when the column gets another use', () => {
  const accepted = { first_event: { column: 'state', is: ['Active'], changed: false } };
  const long: Mapping = { ...MAPPING, shape: 'long', fields: { ...MAPPING.fields, accepted_at: accepted } };
  expect(purposeOf(long, 'state')).toBe(LEFT_OUT);
  expect(assign(long, 'state', ATTRIBUTE).fields.accepted_at).toEqual(accepted);
});

describe('dates that read two ways', () => {
  it('are asked about only where they feed a field', () => {
    expect(openDates(MAPPING, FILES)).toEqual([{ fileIndex: 0, column: 'first_contact_date' }]);
    expect(openDates(assign(MAPPING, 'first_contact_date', ATTRIBUTE), FILES)).toEqual([]);
  });

  it('stop the dry run until they are answered', () => {
    expect(unready(MAPPING, FILES)).toEqual([
      'Say whether first_contact_date of leads.csv puts the day or the month first.',
    ]);
    expect(unready(setDateOrder(MAPPING, 0, 'first_contact_date', 'DMY'), FILES)).toEqual([]);
  });

  it('are shown in both readings', () => {
    expect(readBothWays('05-06-2018')).toEqual({ dmy: '5 June 2018', mdy: '6 May 2018' });
    expect(readBothWays('13/06/18')).toEqual({ dmy: '13 June 2018', mdy: undefined });
  });

  it('are explained by the sample in which the readings differ', () => {
    expect(tellingSample(['06-06-2018', '05-06-2018'])).toBe('05-06-2018');
  });
});

it('a fresh suggestion keeps what a person has said of the files', () => {
  const said = setDateOrder({ ...MAPPING, source: 'Funnel', missing: ['?'] }, 0, 'first_contact_date', 'DMY');
  const kept = keepSaid({ ...MAPPING, shape: 'long', time_zone: 'UTC' }, said);
  expect(kept).toMatchObject({ shape: 'long', source: 'Funnel', time_zone: 'America/Sao_Paulo', missing: ['?'] });
  expect(openDates(kept, FILES)).toEqual([]);
});

it('missing tokens are trimmed, and each stands once', () => {
  expect(setMissing(MAPPING, [' ? ', 'Select', '?', '']).missing).toEqual(['?', 'Select']);
});
