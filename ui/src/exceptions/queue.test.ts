import { describe, expect, it } from 'vitest';
import type { CaseRow, CaseStatus, Policy } from '../bridge';
import { readPlace } from './place';
import { lineOf, nextAfter, queueLines, shownRows, stepFrom } from './queue';

const DAY = 86_400_000;
const NOW = 100 * DAY;

function row(
  number: number,
  severity: string,
  status: CaseStatus = 'open',
  resolved_at: number | null = null,
): CaseRow {
  return {
    case: {
      number,
      status,
      passage: { record_id: `L-${number}`, handoff: 'H1', cycle: 1 },
      rule: 'unowned',
      part: '',
      exception_type: number % 2 === 0 ? 'routing_failure' : 'data_missing',
      subtype: null,
      severity,
      because: '',
      arose: NOW - DAY,
      ended: null,
      stands: true,
      raised_at: NOW - DAY,
      due_at: null,
      owner: null,
      escalated_to: null,
      root_cause: null,
      resolved_at,
      notes: 0,
      reopened: 0,
      overrides: [],
      audit_fields: {},
    },
    name: `EX-${number}`,
    called: null,
    type_name: number % 2 === 0 ? 'Routing failure' : 'Data missing',
    severity_name: severity.toUpperCase(),
    handoff: { key: 'H1', name: '', sender: '', receiver: '' },
    owner_name: null,
    escalated_to_name: null,
    due: 'none',
    left: null,
    suggested: null,
    open_ms: DAY,
  };
}

const POLICY = {
  severities: [
    { key: 'p0', name: 'P0', meaning: 'Blocks revenue.', target: { kind: 'elapsed', ms: 4 * 3_600_000 } },
    { key: 'p1', name: 'P1', meaning: '', target: null },
  ],
  exception_types: [
    { key: 'routing_failure', name: 'Routing failure', review_every: 'daily', targets: [{ severity: 'p0' }] },
    { key: 'data_missing', name: 'Data missing', review_every: 'weekly', targets: [] },
  ],
} as unknown as Policy;

const said = (lines: ReturnType<typeof queueLines>) =>
  lines.map((line) => (line.kind === 'group' ? `${line.title} | ${line.note}` : line.row.name));

describe('the queue', () => {
  it('has a head for each severity with its target, and keeps the order of the rows', () => {
    expect(said(queueLines([row(2, 'p0'), row(1, 'p0'), row(3, 'p1')], 'daily', POLICY))).toEqual([
      'P0, blocks revenue | 2 open, target 4 h elapsed time, or its type’s own',
      'EX-2',
      'EX-1',
      'P1 | 1 open',
      'EX-3',
    ]);
  });

  it('is grouped by type in the policy’s order for the week, with how often the type is gone through', () => {
    const rows = [row(1, 'p0'), row(2, 'p0'), row(4, 'p1', 'resolved', NOW - DAY)];
    expect(said(queueLines(rows, 'weekly', POLICY))).toEqual([
      'Routing failure | 1 open, 1 closed, gone through daily',
      'EX-2',
      'EX-4',
      'Data missing | 1 open, gone through weekly',
      'EX-1',
    ]);
  });

  it('names a severity that the policy no longer has by what its cases say', () => {
    expect(said(queueLines([row(1, 'px')], 'daily', undefined))).toEqual(['PX | 1 open', 'EX-1']);
  });

  it('moves over heads, stays at the ends, and begins at the first case', () => {
    const lines = queueLines([row(1, 'p0'), row(2, 'p1')], 'daily', POLICY);
    expect(stepFrom(lines, 1, 1)).toBe(2);
    expect(stepFrom(lines, 2, 1)).toBe(2);
    expect(stepFrom(lines, 1, -1)).toBe(1);
    expect(stepFrom(lines, null, 1)).toBe(1);
    expect(stepFrom([], null, 1)).toBe(null);
    expect(lineOf(lines, 2)).toBe(3);
  });

  it('goes on with the next case that stays, else with the one above', () => {
    const lines = queueLines([row(1, 'p0'), row(2, 'p0'), row(3, 'p1')], 'daily', POLICY);
    expect(nextAfter(lines, [1])).toBe(2);
    expect(nextAfter(lines, [1, 2])).toBe(3);
    expect(nextAfter(lines, [3])).toBe(2);
    expect(nextAfter(lines, [1, 2, 3])).toBe(null);
  });
});

describe('a view', () => {
  const rows = [
    row(1, 'p0'),
    row(2, 'p0', 'disputed'),
    row(3, 'p1', 'resolved', NOW - 2 * DAY),
    row(4, 'p1', 'resolved', NOW - 9 * DAY),
    row(5, 'p1', 'corrected'),
  ];
  const shown = (raw: Record<string, unknown>) =>
    shownRows({ rows, now: NOW }, readPlace(raw)).map((one) => one.case.number);

  it('shows what is open, disputed ones too', () => expect(shown({})).toEqual([1, 2]));
  it('shows what is closed', () => expect(shown({ show: 'closed' })).toEqual([3, 4, 5]));
  it('of the week has what is open and what was closed in it', () =>
    expect(shown({ view: 'weekly' })).toEqual([1, 2, 3]));
});
