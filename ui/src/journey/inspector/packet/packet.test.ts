import { describe, expect, it } from 'vitest';
import {
  BLANK_FIELD,
  BLANK_HANDOFF,
  BLANK_POLICY,
  type EntryJudged,
  type ExampleRecord,
  type FieldKind,
  type HandoffPoint,
  type PacketField,
  type PacketTried,
} from '../../../bridge';
import { entriesOf, lackOf, packetMarkdown, packetOf, templatesOf, triedWords } from './packet';

const packed = (field: string, required = false, help = ''): PacketField => ({
  field,
  required,
  validation: { all: [] },
  help,
});
const known = (key: string, kind: FieldKind = 'text', values: string[] = []) => ({
  ...BLANK_FIELD,
  key,
  name: key.toUpperCase(),
  kind,
  values,
});
const policy = {
  ...BLANK_POLICY,
  fields: [known('a'), known('b'), known('c')],
  packets: [
    { key: 'base', name: 'Base', extends: null, fields: [packed('a'), packed('b', true)] },
    { key: 'lead', name: 'Lead', extends: 'base', fields: [packed('a', true, 'again')] },
    { key: 'round', name: 'Round', extends: 'about', fields: [packed('a')] },
    { key: 'about', name: 'About', extends: 'round', fields: [packed('b')] },
  ],
};
const point = (part: Partial<HandoffPoint>): HandoffPoint => ({ ...BLANK_HANDOFF, key: 'H1', name: 'One', ...part });

describe('a packet', () => {
  it('has the template’s fields, its own, and what is required beside them; what comes again keeps its place', () => {
    const lines = packetOf(
      policy,
      point({ packet: { template: 'lead', fields: [packed('c'), packed('b')] }, required_fields: ['b', 'gone'] }),
    );
    expect(lines.map(({ field, from }) => [field.field, field.required, from])).toEqual([
      ['a', true, { template: 'Lead' }],
      ['b', true, 'here'],
      ['c', false, 'here'],
      ['gone', true, 'required'],
    ]);
    expect(lines.at(-1)?.known).toBeUndefined();
  });
  it('ends where templates lead back to each other', () => {
    expect(templatesOf(policy, 'round').map(({ key }) => key)).toEqual(['about', 'round']);
  });
  it('is empty where nothing is designed', () => {
    expect(packetOf(policy, point({}))).toEqual([]);
  });
});

describe('what is typed', () => {
  const line = (kind: FieldKind) => ({ field: packed('f'), known: known('f', kind), name: 'F', from: 'here' as const });
  it.each<[string, FieldKind, string, ExampleRecord]>([
    ['nothing', 'text', '  ', {}],
    ['a number', 'number', '1,200', { f: 1_200 }],
    ['no number, which the rules refuse', 'number', 'many', { f: 'many' }],
    ['a date', 'date', '31.10.2026', { f: '2026-10-31' }],
    ['no date', 'date', '2026-02-31', { f: '2026-02-31' }],
    ['yes', 'boolean', 'yes', { f: true }],
    ['perhaps', 'boolean', 'perhaps', { f: 'perhaps' }],
  ])('%s', (_, kind, text, entries) => expect(entriesOf([line(kind)], { f: text })).toEqual(entries));
});

describe('a packet that is tried', () => {
  const tried = (...verdicts: EntryJudged['verdict'][]): PacketTried => ({
    complete: verdicts.every((verdict) => verdict === 'valid' || verdict === 'left_out'),
    fields: verdicts.map((verdict, at) => ({
      field: `f${at}`,
      verdict,
      because: verdict === 'valid' || verdict === 'left_out' ? null : `it is ${verdict}`,
    })),
  });
  it('says how many fields hold it back', () => {
    expect(triedWords(tried('valid', 'left_out'))).toBe('It is complete and would travel.');
    expect(triedWords(tried('valid', 'invalid', 'missing', 'unjudged'))).toBe('3 fields would hold it back.');
  });
  it('says at once what is wrong, and what is only missing once it was to be handed over', () => {
    expect(lackOf(tried('invalid'), 'f0', false)).toBe('It is invalid.');
    expect(lackOf(tried('missing'), 'f0', false)).toBeNull();
    expect(lackOf(tried('missing'), 'f0', true)).toBe('It is missing.');
    expect(lackOf(undefined, 'f0', true)).toBeNull();
  });
});

it('is written as a table whose cells no text can break', () => {
  const lines = packetOf(
    policy,
    point({ packet: { template: null, fields: [packed('a', true, 'this | that\nor so')] } }),
  );
  expect(packetMarkdown(point({ sender: 'SDR', receiver: 'AE' }), lines)).toBe(
    [
      '# H1 One: packet',
      '',
      'SDR → AE',
      '',
      '| Field | | Kind | Guidance | Entry |',
      '| --- | --- | --- | --- | --- |',
      '| A | required | text | this \\| that or so |  |',
      '',
    ].join('\n'),
  );
});
