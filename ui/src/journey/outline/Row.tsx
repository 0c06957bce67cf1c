import { ChevronDown, ChevronRight, CircleHelp } from 'lucide-react';
import { type MouseEvent, memo, useRef } from 'react';
import type { HandoffPoint } from '../../bridge';
import { HandoffBadge } from '../../components/HandoffBadge';
import { idOf } from '../map/boxes';
import type { Reading } from '../map/lens';
import { parkedIn } from '../present/parked';
import type { Item } from '../selection';
import css from './outline.module.css';
import type { OutlineRow } from './rows';

interface RowProps {
  row: OutlineRow;
  point: HandoffPoint | undefined;
  accountable: string;
  reading: Reading | null;
  /** Null = nothing is under it. */
  open: boolean | null;
  active: boolean;
  selected: boolean;
  naming: boolean;
  onPick: (item: Item, event: MouseEvent) => void;
  onFold: (row: OutlineRow, shut: boolean) => void;
  onRename: () => void;
  onNamed: (item: Item, name: string | null) => void;
}

function same(before: RowProps, after: RowProps): boolean {
  const plain = (row: OutlineRow) =>
    [row.level, row.name, row.to, row.under, row.place, row.of, idOf(row.item)].join('|');
  return (
    !before.active &&
    !after.active &&
    before.selected === after.selected &&
    before.naming === after.naming &&
    before.open === after.open &&
    before.point === after.point &&
    before.accountable === after.accountable &&
    before.reading?.label === after.reading?.label &&
    plain(before.row) === plain(after.row)
  );
}

/** A team, a stage or a handoff, in one line. */
export const Row = memo(
  ({
    row,
    point,
    accountable,
    reading,
    open,
    active,
    selected,
    naming,
    onPick,
    onFold,
    onRename,
    onNamed,
  }: RowProps) => (
    // biome-ignore lint/a11y/useSemanticElements: rows of a treegrid
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the list's
    <div
      className={css.row}
      role="row"
      data-row={idOf(row.item)}
      data-noun={row.item.noun}
      aria-level={row.level}
      aria-posinset={row.place}
      aria-setsize={row.of}
      aria-selected={selected}
      {...(open !== null && { 'aria-expanded': open })}
      tabIndex={active ? 0 : -1}
      onClick={(event) => onPick(row.item, event)}
      onDoubleClick={onRename}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a treegrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <span className={css.name} data-level={row.level} role="gridcell">
        {open === null ? (
          <i className={css.fold} />
        ) : (
          <button
            type="button"
            className={css.fold}
            tabIndex={-1}
            aria-label={open ? 'Fold' : 'Unfold'}
            onClick={(event) => {
              event.stopPropagation();
              onFold(row, open);
            }}
          >
            {open ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
          </button>
        )}
        {point && reading && <HandoffBadge handoff={point} health={{ status: reading.status, label: reading.label }} />}
        {naming ? (
          <Naming name={row.name} onDone={(name) => onNamed(row.item, name)} />
        ) : (
          <span className={css.called}>{row.name}</span>
        )}
        {point && <ParkedMark questions={parkedIn(point.notes)} />}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a treegrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <span role="gridcell">{row.to}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a treegrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <span role="gridcell">{accountable}</span>
      {/* biome-ignore lint/a11y/useSemanticElements: cells of a treegrid */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the row has the focus */}
      <span role="gridcell" className="t-2">
        {reading?.figures ? <span className="num">{reading.figures}</span> : point?.momentum_risk}
      </span>
    </div>
  ),
  same,
);

/** How many questions are parked with a handoff, and which. */
function ParkedMark({ questions }: { questions: readonly string[] }) {
  if (questions.length === 0) return null;
  return (
    <span className={css.parkedMark} title={questions.join('\n')}>
      <CircleHelp size={12} aria-hidden /> {questions.length}
      <span className="heard">{questions.length === 1 ? ' parked question' : ' parked questions'}</span>
    </span>
  );
}

function Naming({ name, onDone }: { name: string; onDone: (name: string | null) => void }) {
  const done = useRef(false);
  const end = (value: string | null) => {
    if (done.current) return;
    done.current = true;
    onDone(value);
  };
  return (
    <input
      className={css.naming}
      aria-label="Name"
      defaultValue={name}
      // biome-ignore lint/a11y/noAutofocus: it appears because somebody wants to type
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onClick={(event) => event.stopPropagation()}
      onBlur={(event) => end(event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') end(event.currentTarget.value);
        if (event.key === 'Escape') end(null);
      }}
    />
  );
}
