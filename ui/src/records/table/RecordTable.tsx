// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only a window is in the document cannot be a table element

import { ArrowDown, ArrowUp } from 'lucide-react';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import type { RecordQuery, RecordRow, RecordSort } from '../../bridge';
import { VirtualRows, type VirtualRowsHandle } from '../../components/VirtualRows';
import { COLUMNS, type RowContext, TRACKS } from './columns';
import css from './table.module.css';

export interface Selection {
  /** The row that keys act on. */
  at: number;
  /** The other end of a range; the same as `at` for one row. */
  from: number;
}

interface Props {
  label: string;
  /** What the rows answer; another one is shown from its selected row on. */
  question: RecordQuery;
  total: number;
  row: (index: number) => RecordRow | undefined;
  context: RowContext;
  sort: RecordSort;
  descending: boolean;
  onSort: (sort: RecordSort) => void;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onOpen: (index: number) => void;
  onCopy: () => void;
  onWindow: (first: number, end: number) => void;
}

const ROW = 28;

/** Any number of records; the document holds what is in view. */
export function RecordTable(props: Props) {
  const { label, question, total, row, context, sort, descending, onSort } = props;
  const { selection, onSelect, onOpen, onCopy, onWindow } = props;
  const rows = useRef<VirtualRowsHandle>(null);
  const grid = useRef<HTMLDivElement>(null);
  const low = Math.min(selection.at, selection.from);
  const high = Math.max(selection.at, selection.from);

  // Rows keep their handlers from draw to draw, so that only those that changed are drawn again.
  const latest = useRef({ selection, onSelect, onOpen });
  latest.current = { selection, onSelect, onOpen };
  const pick = useCallback((index: number, extend: boolean) => {
    const now = latest.current;
    now.onSelect({ at: index, from: extend ? now.selection.from : index });
    grid.current?.focus({ preventScroll: true });
  }, []);
  const openRow = useCallback((index: number) => latest.current.onOpen(index), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another question is another list
  useLayoutEffect(() => rows.current?.reveal(selection.at), [question, selection.at]);

  const move = useCallback(
    (by: number, extend: boolean) => {
      const at = Math.max(0, Math.min(total - 1, selection.at + by));
      onSelect({ at, from: extend ? selection.from : at });
    },
    [total, selection, onSelect],
  );

  const keys = (event: React.KeyboardEvent) => {
    const page = rows.current?.fitting() ?? 20;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -total,
      End: total,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      move(step, event.shiftKey);
    } else if (event.key === 'Enter' && event.target === grid.current) {
      event.preventDefault();
      onOpen(selection.at);
    } else if ((event.ctrlKey || event.metaKey) && event.key === 'c' && !window.getSelection()?.toString()) {
      event.preventDefault();
      onCopy();
    }
  };

  return (
    <div className={css.frame}>
      <div
        ref={grid}
        className={css.grid}
        role="grid"
        aria-label={label}
        aria-rowcount={total + 1}
        aria-colcount={COLUMNS.length}
        aria-multiselectable
        aria-activedescendant={total > 0 ? `record-row-${selection.at}` : undefined}
        tabIndex={0}
        onKeyDown={keys}
      >
        <div role="row" tabIndex={-1} aria-rowindex={1} className={css.head} style={{ gridTemplateColumns: TRACKS }}>
          {COLUMNS.map((column) => {
            const sorted = column.sort === sort;
            return (
              <div
                key={column.key}
                role="columnheader"
                tabIndex={-1}
                aria-sort={column.sort ? (sorted ? (descending ? 'descending' : 'ascending') : 'none') : undefined}
                className={column.right ? css.right : undefined}
              >
                {column.sort ? (
                  <button type="button" className={css.sort} onClick={() => column.sort && onSort(column.sort)}>
                    {column.title}
                    {sorted && (descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                  </button>
                ) : (
                  column.title
                )}
              </div>
            );
          })}
        </div>
        <VirtualRows ref={rows} count={total} rowHeight={ROW} className={css.body ?? ''} onWindow={onWindow}>
          {(index) => (
            <Row
              index={index}
              row={row(index)}
              context={context}
              selected={index >= low && index <= high}
              active={index === selection.at}
              onPick={pick}
              onOpen={openRow}
            />
          )}
        </VirtualRows>
      </div>
    </div>
  );
}

interface RowProps {
  index: number;
  row: RecordRow | undefined;
  context: RowContext;
  selected: boolean;
  active: boolean;
  onPick: (index: number, extend: boolean) => void;
  onOpen: (index: number) => void;
}

const Row = memo(function Row({ index, row, context, selected, active, onPick, onOpen }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for its rows
    <div
      id={`record-row-${index}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={`${css.row} ${index % 2 ? '' : css.even} ${active ? css.active : ''}`}
      style={{ gridTemplateColumns: TRACKS }}
      onClick={(event) => onPick(index, event.shiftKey)}
      onDoubleClick={() => onOpen(index)}
    >
      {row ? (
        COLUMNS.map((column) => (
          <div key={column.key} role="gridcell" tabIndex={-1} className={column.right ? css.right : undefined}>
            {column.draw(row, context)}
          </div>
        ))
      ) : (
        // One element, not eleven: rows that are passed in a long scroll are gone before they are read.
        <div role="gridcell" tabIndex={-1} aria-colspan={COLUMNS.length} aria-busy className={css.ghost} />
      )}
    </div>
  );
});
