import { describe, expect, it } from 'vitest';
import { type Assignment, BLANK_FIELD, BLANK_POLICY, type Policy, type RoutingRow } from '../../../bridge';
import { anybody, askedFields, assignmentWords, draggedTo, matchingWords, newRow, withRow } from './table';

const named = <T extends object>(key: string, name: string, rest: T) => ({ key, name, ...rest });
const policy: Policy = {
  ...BLANK_POLICY,
  fields: [{ ...BLANK_FIELD, key: 'owner', name: 'Account owner' }],
  roles: [named('lead', 'SDR Lead', { team: null, reports_to: null })],
  teams: [named('sdr', 'Sales development', { short: 'SDR' })],
  queues: [named('shared', 'Shared queue', { team: null, worked_by: [], owner_role: null })],
};
const toRole: Assignment = { to: 'role', role: 'lead', if_away: 'assign' };
const row = (key: string, kind: RoutingRow['kind'], when: RoutingRow['when'] = { all: [] }): RoutingRow => ({
  key,
  kind,
  when,
  assign: toRole,
  reason: '',
});

describe('whom a row gives to', () => {
  const pool: Assignment = {
    to: 'pool',
    pool: {
      members: { of: 'team', team: 'sdr' },
      method: 'load_balanced',
      minds_absences: true,
      minds_capacity: false,
      minds_hours: true,
    },
  };
  it.each<[Assignment, string]>([
    [{ to: 'owner_in', field: 'owner', if_away: 'next_row' }, 'whom Account owner names; the next row if away'],
    [toRole, 'SDR Lead'],
    [{ to: 'queue', queue: 'shared' }, 'the queue Shared queue'],
    [{ to: 'person', person: 'gone', if_away: 'assign' }, 'gone'],
    [pool, 'Sales development, to whoever has the fewest open records, minding absences, working hours'],
  ])('%j', (assign, words) => expect(assignmentWords(assign, policy)).toBe(words));
  it('a new row finds somebody, or says that there is nobody', () => {
    expect(anybody(policy)).toEqual(toRole);
    expect(anybody({ ...policy, roles: [] })).toEqual({ to: 'queue', queue: 'shared' });
    expect(anybody(BLANK_POLICY)).toBeNull();
  });
});

it('says what happens before the table', () => {
  expect(matchingWords({ account_by: ['crm_id', 'domain'], duplicate_by: ['email'], on_duplicate: 'hold' })).toEqual([
    'Match the account by CRM id, then domain',
    'Find duplicates by e-mail address: hold it for whoever may merge',
  ]);
  expect(matchingWords({ account_by: [], duplicate_by: [], on_duplicate: 'join' })).toEqual([]);
});

describe('a new row', () => {
  const rows = [
    row('open', 'open_opportunity'),
    row('dach', 'territory'),
    row('rest', 'pool'),
    row('left', 'fallback'),
  ];
  it.each<[RoutingRow['kind'], number]>([
    ['existing_customer', 1],
    ['region', 2],
    ['queue', 3],
    ['fallback', 4],
  ])('%s stands where its kind belongs', (kind, at) => {
    const added = withRow(rows, row('new', kind));
    expect(added.at).toBe(at);
    expect(added.rows[at]?.key).toBe('new');
    expect(added.rows).toHaveLength(5);
  });
  it('has a key of its own', () => {
    expect(newRow('territory', [row('territory', 'territory')], { all: [] }, toRole).key).toBe('territory-2');
  });
});

it('a record is tried by the fields that the table asks about, each once', () => {
  const owned = { ...row('a', 'pool'), assign: { to: 'owner_in', field: 'owner', if_away: 'assign' } as Assignment };
  const again = row('b', 'pool', {
    all: [
      { field: 'owner', is: 'is_filled' },
      { field: 'gone', is: 'is_filled' },
    ],
  });
  expect(askedFields([owned, again], policy.fields).map(({ key }) => key)).toEqual(['owner']);
});

describe('a row dragged among rows of 100, 40 and 60 pixels', () => {
  it.each<[number, number, number]>([
    [0, 0, 0],
    [0, 15, 0],
    [0, 25, 1],
    [0, 80, 2],
    [0, 900, 2],
    [2, -15, 2],
    [2, -25, 1],
    [2, -95, 0],
    [1, -900, 0],
  ])('from %i by %i comes to stand at %i', (from, by, to) => expect(draggedTo([100, 40, 60], from, by)).toBe(to));
});
