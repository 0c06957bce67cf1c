import type { Metric, Review, ReviewCell, ReviewColumn, ReviewRow } from '../bridge';
import type { ReviewPlace } from './place';

/** The one selection of the screen: a figure of the table. */
export interface Selected {
  row: ReviewRow;
  column: ReviewColumn;
  cell: ReviewCell;
  rowIndex: number;
  columnIndex: number;
}

const VOLUME: ReviewColumn = { metric: 'volume', title: 'Volume', unit: 'count' };

/** The table's columns: n, which is the volume, then what the month measures. */
export function columnsOf(review: Review): ReviewColumn[] {
  return [VOLUME, ...review.columns];
}

/** A row's figure in one of these columns. */
export function cellAt(row: ReviewRow, columnIndex: number): ReviewCell | undefined {
  return columnIndex === 0 ? row.volume : row.cells[columnIndex - 1];
}

function at(review: Review, rowIndex: number, columnIndex: number): Selected | null {
  const row = review.rows[rowIndex];
  const column = columnsOf(review)[columnIndex];
  const cell = row && cellAt(row, columnIndex);
  return row && column && cell ? { row, column, cell, rowIndex, columnIndex } : null;
}

/** What the URL names; where it names only a handoff, its first signal; where nothing, the month's first signal. */
export function selectedIn(review: Review, place: ReviewPlace): Selected | null {
  const [first] = review.signals;
  const handoff = place.handoff ?? first?.handoff.key ?? review.rows[0]?.handoff.key;
  const rowIndex = Math.max(
    0,
    review.rows.findIndex((row) => row.handoff.key === handoff),
  );
  const signal = review.signals.find((one) => one.handoff.key === handoff);
  const columns = columnsOf(review);
  const columnOf = (metric: Metric | undefined) => columns.findIndex((column) => column.metric === metric);
  const named = columnOf(place.metric);
  const chosen = named >= 0 ? named : columnOf(signal?.metric);
  return at(review, rowIndex, chosen >= 0 ? chosen : Math.min(1, review.columns.length));
}

/** One step in the table; stays at the edge. `rows` are the shown ones, as indexes into the review's. */
export function step(review: Review, rows: readonly number[], from: Selected, down: number, right: number): Selected {
  const shown = Math.max(0, rows.indexOf(from.rowIndex));
  const rowIndex = rows[Math.min(rows.length - 1, Math.max(0, shown + down))] ?? from.rowIndex;
  const columnIndex = Math.min(review.columns.length, Math.max(0, from.columnIndex + right));
  return at(review, rowIndex, columnIndex) ?? from;
}

/** The signal after the selected figure, in the order in which the month lists them; after the last comes the first. */
export function nextSignal(review: Review, from: Selected | null): { handoff: string; metric: Metric } | null {
  const { signals } = review;
  if (signals.length === 0) return null;
  const now = signals.findIndex(
    (one) => one.handoff.key === from?.row.handoff.key && one.metric === from?.column.metric,
  );
  const next = signals[(now + 1) % signals.length];
  return next ? { handoff: next.handoff.key, metric: next.metric } : null;
}

/** Rows whose handoff is called so, as indexes. */
export function rowsCalled(review: Review, text: string): number[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return review.rows.flatMap(({ handoff }, index) => {
    const name = `${handoff.key} ${handoff.sender} ${handoff.receiver} ${handoff.name}`.toLowerCase();
    return words.every((word) => name.includes(word)) ? [index] : [];
  });
}

const HANDOFF = 236;
const COUNT = 60;
const WITH_LINE = 138;
const WITHOUT_LINE = 94;

export interface ColumnPlan {
  /** Columns that have a sparkline, from the left. */
  lines: number;
  /** The least width of the table, in CSS pixels; wider than the screen = it scrolls. */
  width: number;
}

/** How many of the measured columns can show their year as a line, given the room. The first always do. */
export function columnPlan(columns: number, room: number): ColumnPlan {
  const width = (lines: number) => HANDOFF + COUNT + lines * WITH_LINE + (columns - lines) * WITHOUT_LINE;
  let lines = columns;
  while (lines > Math.min(3, columns) && width(lines) > room) lines -= 1;
  return { lines, width: width(lines) };
}

export const COLUMN_WIDTHS = { handoff: HANDOFF, count: COUNT, withLine: WITH_LINE, withoutLine: WITHOUT_LINE };
