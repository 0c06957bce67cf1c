import { describe, expect, it } from 'vitest';
import {
  BLANK_FIELD,
  BLANK_HANDOFF,
  BLANK_POLICY,
  type FieldKind,
  type HandoffPoint,
  type PacketField,
} from '../../../bridge';
import { entryLacks, packetMarkdown, packetOf, templatesOf } from './packet';

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

describe('an entry', () => {
  const line = (kind: FieldKind, required = false, values: string[] = []) => ({
    field: packed('f', required),
    known: known('f', kind, values),
    name: 'F',
    from: 'here' as const,
  });
  it.each<[string, ReturnType<typeof line>, string, boolean]>([
    ['a required one that is blank', line('text', true), '  ', false],
    ['an optional one that is blank', line('number'), '', true],
    ['a number', line('number'), '1,200', true],
    ['no number', line('number'), 'many', false],
    ['a date', line('date'), '2026-10-31', true],
    ['no date', line('date'), '2026-02-31', false],
    ['one of the values', line('choice', true, ['x', 'y']), 'y', true],
    ['none of the values', line('choice', true, ['x', 'y']), 'z', false],
    ['yes', line('boolean'), 'yes', true],
    ['perhaps', line('boolean'), 'perhaps', false],
    ['a point in time', line('instant'), '2026-10-31 16:40', true],
  ])('%s', (_, of, entry, may) => expect(entryLacks(of, entry) === null).toBe(may));
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
