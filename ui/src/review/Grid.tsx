import { ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, memo, type RefObject, useEffect, useRef, useState } from 'react';
import type { Review, ReviewCell, ReviewColumn } from '../bridge';
import { LinkButton } from '../components/controls';
import { counted } from '../components/format';
import { badgeSaysName, HandoffBadge } from '../components/HandoffBadge';
import { Sparkline } from '../components/Sparkline';
import { StatusMark } from '../components/StatusMark';
import { useRoom } from '../components/useRoom';
import css from './review.module.css';
import { COLUMN_WIDTHS, cellAt, columnPlan, columnsOf, type Selected } from './selection';
import { cellName, cellStatus, cellText } from './words';

interface Props {
  review: Review;
  /** Indexes of the rows that the filter leaves. */
  rows: readonly number[];
  selected: Selected | null;
  currency: string;
  filter: string;
  onFilter: (text: string) => void;
  filterBox: RefObject<HTMLInputElement | null>;
  onSelect: (rowIndex: number, columnIndex: number) => void;
  onMove: (down: number, right: number) => void;
  onOpen: () => void;
}

/** How much of the next column stays in sight, in CSS pixels. */
const PEEK = 32;

const MOVES: Record<string, [down: number, right: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  Home: [0, -1_000],
  End: [0, 1_000],
  PageDown: [10, 0],
  PageUp: [-10, 0],
};

const Value = memo(function Value({
  cell,
  column,
  line,
  currency,
}: {
  cell: ReviewCell;
  column: ReviewColumn;
  line: boolean;
  currency: string;
}) {
  const status = cellStatus(cell);
  const text = cellText(cell, column.unit, currency);
  return (
    <span className="cell">
      {line && cell.value !== null && (
        <Sparkline series={cell.series} limits={cell.limits} {...(status && { status })} />
      )}
      <span className={`${css.value} ${cell.immature ? css.young : ''} ${cell.value === null ? 't-3' : ''}`}>
        {status && <StatusMark status={status} />}
        {status ? <b>{text}</b> : text}
      </span>
    </span>
  );
});

/** Handoffs × metrics. One cell is selected and can be moved with the arrows; Enter opens the records behind it. */
export function Grid(props: Props) {
  const { review, rows, selected, currency, filter, onFilter, filterBox, onSelect, onMove, onOpen } = props;
  const [box, room] = useRoom();
  const table = useRef<HTMLTableElement>(null);
  const plan = columnPlan(review.columns.length, room.width);
  const columns = columnsOf(review);
  const hasLine = (columnIndex: number) => columnIndex > 0 && columnIndex <= plan.lines;
  /** Figures beyond the right edge. */
  const [beyond, setBeyond] = useState(0);
  const [moved, setMoved] = useState(false);
  const look = () => {
    const element = box.current;
    if (element === null) return;
    const edge = element.scrollLeft + element.clientWidth;
    const heads = [...(table.current?.tHead?.rows[0]?.cells ?? [])];
    setBeyond(heads.filter((head) => head.offsetLeft + head.offsetWidth > edge + 1).length);
    setMoved(element.scrollLeft > 0);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what there is to scroll changes with room and columns
  useEffect(look, [room.width, plan.width]);
  const inside = () => table.current?.contains(document.activeElement) ?? false;

  const place = selected === null ? '' : `${selected.rowIndex} ${selected.columnIndex}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new selection, or other room, is what moves the table
  useEffect(() => {
    const cell = table.current?.querySelector<HTMLElement>('[aria-selected="true"]');
    const scroll = box.current;
    if (cell == null || scroll === null) return;
    if (inside() && document.activeElement instanceof HTMLTableCellElement) cell.focus();
    const [left, right] = [cell.offsetLeft, cell.offsetLeft + cell.offsetWidth];
    if (left < scroll.scrollLeft + COLUMN_WIDTHS.handoff) scroll.scrollLeft = left - COLUMN_WIDTHS.handoff;
    else if (right > scroll.scrollLeft + scroll.clientWidth) {
      // On to the edge of a column: half a figure beside the names, "47 m" of 2 h 47 m, reads as another one.
      const least = right - scroll.clientWidth + PEEK;
      const edges = [...(cell.parentElement?.children ?? [])].map((one) => (one as HTMLElement).offsetLeft);
      scroll.scrollLeft = edges.map((edge) => edge - COLUMN_WIDTHS.handoff).find((edge) => edge >= least) ?? least;
    }
  }, [place, room.width, plan.width]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLTableCellElement)) return;
    const move = MOVES[event.key];
    if (move !== undefined) onMove(...move);
    else if (event.key === 'Enter') onOpen();
    else return;
    event.preventDefault();
  };

  return (
    <div className={css.gridBox}>
      <div className={css.gridScroll} ref={box} onScroll={look}>
        <table
          ref={table}
          className={`tbl ${css.grid} ${moved ? css.moved : ''}`}
          style={{ minWidth: plan.width }}
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells are selected and moved between, as in a sheet
          role="grid"
          aria-label="Handoffs and their figures"
          onKeyDown={onKeyDown}
        >
          <colgroup>
            <col style={{ width: COLUMN_WIDTHS.handoff }} />
            <col style={{ width: COLUMN_WIDTHS.count }} />
            {review.columns.map((column, index) => (
              <col
                key={column.metric}
                style={{ width: index < plan.lines ? COLUMN_WIDTHS.withLine : COLUMN_WIDTHS.withoutLine }}
              />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col" className={css.stick}>
                <span className={css.filter}>
                  Handoff
                  <Search size={12} aria-hidden />
                  <input
                    ref={filterBox}
                    aria-label="Filter handoffs"
                    placeholder="filter"
                    value={filter}
                    onChange={(event) => onFilter(event.target.value)}
                    onKeyDown={(event) => {
                      if (event.key !== 'Escape' && event.key !== 'Enter') return;
                      if (event.key === 'Escape') onFilter('');
                      table.current?.querySelector<HTMLElement>('[aria-selected="true"]')?.focus();
                    }}
                  />
                </span>
              </th>
              {columns.map((column, index) => (
                <th key={column.metric} scope="col" className="r" title={column.title}>
                  {index === 0 ? 'n' : column.title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((rowIndex) => {
              const row = review.rows[rowIndex];
              if (row === undefined) return null;
              return (
                <tr key={row.handoff.key}>
                  <th scope="row" className={css.stick}>
                    <HandoffBadge handoff={row.handoff} />
                    {!badgeSaysName(row.handoff) && <span className={css.desc}>{row.handoff.name}</span>}
                  </th>
                  {columns.map((column, columnIndex) => {
                    const cell = cellAt(row, columnIndex);
                    if (cell === undefined) return <td key={column.metric} />;
                    const on = selected?.rowIndex === rowIndex && selected.columnIndex === columnIndex;
                    return (
                      // biome-ignore lint/a11y/useKeyWithClickEvents: the grid listens to the keys of its cells
                      <td
                        key={column.metric}
                        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a cell of a grid, which can be selected
                        role="gridcell"
                        className={columnIndex === 0 ? 'r t-2' : 'r'}
                        aria-selected={on}
                        aria-label={cellName(row.handoff.key, column, cell, currency)}
                        tabIndex={on ? 0 : -1}
                        onClick={() => onSelect(rowIndex, columnIndex)}
                        onDoubleClick={onOpen}
                      >
                        <Value cell={cell} column={column} line={hasLine(columnIndex)} currency={currency} />
                      </td>
                    );
                  })}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {beyond > 0 && (
        <>
          <span className={css.gridMore} aria-hidden />
          <LinkButton
            className={`t-small ${css.gridOn}`}
            onPress={() => box.current?.scrollBy({ left: room.width - COLUMN_WIDTHS.handoff })}
          >
            {counted(beyond, 'more figure')}
            <ChevronRight size={12} aria-hidden />
          </LinkButton>
        </>
      )}
      {rows.length === 0 && <p className={`t-small t-2 ${css.none}`}>No handoff is called “{filter}”.</p>}
    </div>
  );
}
