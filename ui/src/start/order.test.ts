import { describe, expect, it } from 'vitest';
import type { Backup } from '../bridge';
import { byFile, lately } from './order';

/** By this computer's own clock, whichever zone it is in. */
const on = (day: number, hour: number, minute = 0) => new Date(2026, 9, day, hour, minute).getTime();

describe('when a workspace was opened', () => {
  it.each([
    [on(31, 11), 'today, 11:00'],
    [on(31, 0), 'today, 00:00'],
    [on(30, 23, 59), 'yesterday, 23:59'],
    [on(30, 0), 'yesterday, 00:00'],
    [on(29, 23, 59), '29 Oct 2026'],
    [on(32, 0), '1 Nov 2026'],
  ])('%d: %s', (at, words) => expect(lately(at, on(31, 12)).replaceAll('\u00a0', ' ')).toBe(words));

  it.each(['00:30', '12:00', '23:30'])('counts days and not hours where clocks change, at %s', (at) => {
    const [hour = 0, minute = 0] = at.split(':').map(Number);
    // The clocks of most of Europe went back on 25 October.
    expect(lately(on(25, 1), on(26, hour, minute))).toBe('yesterday, 01:00');
    expect(lately(on(24, 23), on(25, hour, minute))).toBe('yesterday, 23:00');
  });
});

describe('backups', () => {
  const copy = (workspace_id: string, from: string, made_at: number): Backup => ({
    id: `${workspace_id}/${made_at}`,
    workspace_id,
    company: 'Acme',
    made_at,
    reason: 'daily',
    from,
    records: 1,
    as_of: null,
    policy_version: 1,
    data_version: 1,
    size_bytes: 1,
  });

  it('stand by file, a file copied by hand apart, the latest first', () => {
    const shelves = byFile([
      copy('a', '/one.baton', 1),
      copy('a', '/two.baton', 4),
      copy('b', '/one.baton', 3),
      copy('a', '/one.baton', 2),
    ]);
    expect(shelves.map(({ from, backups }) => [from, backups.map(({ made_at }) => made_at)])).toEqual([
      ['/two.baton', [4]],
      ['/one.baton', [3]],
      ['/one.baton', [2, 1]],
    ]);
  });
});
