// The table's columns: how each is headed, sorted, drawn and copied.

import type { ReactNode } from 'react';
import type { Policy, RecordRow, RecordSort } from '../../bridge';
import { DASH, dateTime, duration } from '../../components/format';
import { badgeSaysName, HandoffBadge } from '../../components/HandoffBadge';
import { tierRank } from '../../components/RecordFacts';
import { StateMark, stateWord } from '../../components/StatusMark';
import { TierChip } from '../../components/TierChip';
import css from './table.module.css';

export interface RowContext {
  policy: Policy | undefined;
  zone: string;
}

export interface Column {
  key: string;
  title: string;
  /** A track of the grid. */
  width: string;
  sort?: RecordSort;
  right?: boolean;
  draw: (row: RecordRow, context: RowContext) => ReactNode;
  /** Plain text for cells copied into a spreadsheet: durations in hours with decimals, instants as ISO. */
  text: (row: RecordRow) => string;
}

const quiet = (value: string | null) => (value ? value : <span className="t-3">{DASH}</span>);
const hours = (ms: number | null) => (ms === null ? '' : (ms / 3_600_000).toFixed(4));
const length = (ms: number | null) => (ms === null ? <span className="t-3">{DASH}</span> : duration(ms));

export const COLUMNS: Column[] = [
  {
    key: 'record_id',
    title: 'Record',
    width: 'minmax(104px, 1.1fr)',
    sort: 'record_id',
    draw: (row) => (
      <span className="num">
        {row.record_id}
        {row.cycle > 1 && <span className="t-3"> ×{row.cycle}</span>}
      </span>
    ),
    text: (row) => row.record_id,
  },
  {
    key: 'handoff',
    title: 'Handoff',
    width: 'minmax(128px, 1.4fr)',
    sort: 'handoff',
    draw: ({ handoff }) => (
      <>
        <HandoffBadge handoff={handoff} />
        {!badgeSaysName(handoff) && <span className={`t-3 ${css.name}`}> {handoff.name}</span>}
      </>
    ),
    text: (row) => row.handoff.name,
  },
  {
    key: 'state',
    title: 'SLA',
    width: '124px',
    draw: (row) =>
      row.state === 'not_applicable' ? <span className="t-3">no target</span> : <StateMark state={row.state} />,
    text: (row) => stateWord(row.state),
  },
  {
    key: 'started_at',
    title: 'Started',
    width: '132px',
    sort: 'started_at',
    draw: (row, { zone }) => dateTime(row.started_at, zone),
    text: (row) => new Date(row.started_at).toISOString(),
  },
  {
    key: 'time_to_accept',
    title: 'To accept',
    width: '88px',
    sort: 'time_to_accept',
    right: true,
    draw: (row) => length(row.time_to_accept_ms),
    text: (row) => hours(row.time_to_accept_ms),
  },
  {
    key: 'time_to_first_touch',
    title: 'To first touch',
    width: '100px',
    sort: 'time_to_first_touch',
    right: true,
    draw: (row) => length(row.time_to_first_touch_ms),
    text: (row) => hours(row.time_to_first_touch_ms),
  },
  {
    key: 'intent',
    title: 'Tier',
    width: '92px',
    draw: (row, { policy }) => (row.intent ? <TierChip {...tierRank(policy, row.intent)} /> : quiet(null)),
    text: (row) => row.intent ?? '',
  },
  {
    key: 'owner',
    title: 'Owner',
    width: 'minmax(96px, 1fr)',
    sort: 'owner',
    draw: (row) => row.owner ?? <span className="t-3">unassigned</span>,
    text: (row) => row.owner ?? '',
  },
  {
    key: 'owner_group',
    title: 'Owner group',
    width: 'minmax(88px, .9fr)',
    draw: (row) => quiet(row.owner_group),
    text: (row) => row.owner_group ?? '',
  },
  {
    key: 'source',
    title: 'Source',
    width: 'minmax(96px, 1fr)',
    draw: (row) => quiet(row.source),
    text: (row) => row.source ?? '',
  },
  {
    key: 'segment',
    title: 'Segment',
    width: 'minmax(84px, .9fr)',
    draw: (row) => quiet(row.segment),
    text: (row) => row.segment ?? '',
  },
];

export const TRACKS = COLUMNS.map((column) => column.width).join(' ');

/** Headings of the copied cells, with units where a number would need one. */
const COPIED: Partial<Record<string, string>> = {
  started_at: 'Started (UTC)',
  time_to_accept: 'To accept (hours)',
  time_to_first_touch: 'To first touch (hours)',
};

/** Rows as a spreadsheet takes them: tabs between cells, a heading line, no cell that starts a formula. */
export function rowsAsCells(rows: RecordRow[]): string {
  const head = COLUMNS.map((column) => COPIED[column.key] ?? column.title);
  return [head, ...rows.map((row) => COLUMNS.map((column) => cellText(column.text(row))))]
    .map((cells) => cells.join('\t'))
    .join('\n');
}

/** Imported text is only ever text: a spreadsheet would run what starts with =, +, - or @. */
export function cellText(value: string): string {
  const flat = value.replace(/[\t\r\n]+/g, ' ');
  return /^[=+@]|^-(?!\d)/.test(flat) ? `'${flat}` : flat;
}
