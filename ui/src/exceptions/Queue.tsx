// biome-ignore-all lint/a11y/useSemanticElements: a grid of which only a window is in the document cannot be a table element

import { Check } from 'lucide-react';
import { memo, useCallback, useLayoutEffect, useRef } from 'react';
import type { CaseRow } from '../bridge';
import { DASH, duration } from '../components/format';
import { HandoffBadge } from '../components/HandoffBadge';
import { StatusMark } from '../components/StatusMark';
import { VirtualRows, type VirtualRowsHandle } from '../components/VirtualRows';
import css from './exceptions.module.css';
import { isOpen, type Line, lineOf } from './queue';
import { severityClass, timeLeft, timeLeftWords } from './words';

interface Props {
  label: string;
  lines: readonly Line[];
  severities: readonly { key: string }[];
  /** Number of the case that keys act on. */
  selected: number | null;
  marked: ReadonlySet<number>;
  onSelect: (number: number) => void;
  onMark: (number: number) => void;
  onStep: (by: number) => void;
  onOpen: () => void;
}

const ROW = 28;

/** Cases by group; the document holds what is in view. */
export function Queue(props: Props) {
  const { label, lines, severities, selected, marked, onSelect, onMark, onStep, onOpen } = props;
  const rows = useRef<VirtualRowsHandle>(null);
  const grid = useRef<HTMLDivElement>(null);
  const at = lineOf(lines, selected);

  const latest = useRef({ onSelect, onMark });
  latest.current = { onSelect, onMark };
  const pick = useCallback((number: number, mark: boolean) => {
    if (mark) latest.current.onMark(number);
    else latest.current.onSelect(number);
    grid.current?.focus({ preventScroll: true });
  }, []);

  useLayoutEffect(() => {
    if (at < 0) return;
    // The first case of a group is seen with its head.
    if (lines[at - 1]?.kind === 'group') rows.current?.reveal(at - 1);
    rows.current?.reveal(at);
  }, [at, lines]);

  const keys = (event: React.KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const page = rows.current?.fitting() ?? 20;
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -lines.length,
      End: lines.length,
    };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      onStep(step);
    } else if (event.key === ' ' && selected !== null) {
      event.preventDefault();
      onMark(selected);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onOpen();
    }
  };

  return (
    <div
      ref={grid}
      className={`${css.grid} ${marked.size > 0 ? css.marking : ''}`}
      role="grid"
      aria-label={label}
      aria-rowcount={lines.length + 1}
      aria-multiselectable
      aria-activedescendant={at >= 0 ? `case-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={keys}
    >
      <div role="row" tabIndex={-1} aria-rowindex={1} className={`${css.line} ${css.head}`}>
        <div role="columnheader" tabIndex={-1}>
          <span className="heard">Severity</span>
        </div>
        <div role="columnheader" tabIndex={-1}>
          Case
        </div>
        <div role="columnheader" tabIndex={-1}>
          Type
        </div>
        <div role="columnheader" tabIndex={-1}>
          Record
        </div>
        <div role="columnheader" tabIndex={-1}>
          Handoff
        </div>
        <div role="columnheader" tabIndex={-1} className={css.openFor} title="Elapsed time on the desk">
          Open for
        </div>
        <div role="columnheader" tabIndex={-1} title="Time until it is due, counted as its target promises it">
          Time left
        </div>
        <div role="columnheader" tabIndex={-1}>
          Owner
        </div>
      </div>
      <VirtualRows ref={rows} count={lines.length} rowHeight={ROW} className={css.rows ?? ''}>
        {(index) => {
          const line = lines[index];
          if (line === undefined) return null;
          if (line.kind === 'group')
            return (
              <div role="row" tabIndex={-1} aria-rowindex={index + 2} className={css.group}>
                <div role="gridcell" tabIndex={-1} aria-colspan={8}>
                  <b>{line.title}</b>
                  <span className="t-3">{line.note}</span>
                </div>
              </div>
            );
          const { number } = line.row.case;
          return (
            <CaseLine
              index={index}
              row={line.row}
              severity={severityClass(severities, line.row.case.severity)}
              current={number === selected}
              marked={marked.has(number)}
              marking={marked.size > 0}
              onPick={pick}
            />
          );
        }}
      </VirtualRows>
    </div>
  );
}

interface LineProps {
  index: number;
  row: CaseRow;
  severity: string;
  current: boolean;
  marked: boolean;
  /** Some case is marked, so that clicks on the chip mark further ones. */
  marking: boolean;
  onPick: (number: number, mark: boolean) => void;
}

const CaseLine = memo(function CaseLine({ index, row, severity, current, marked, marking, onPick }: LineProps) {
  const { case: one } = row;
  const left = timeLeft(row);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid takes the keys for its rows
    <div
      id={`case-${one.number}`}
      role="row"
      tabIndex={-1}
      aria-rowindex={index + 2}
      aria-selected={marking ? marked : current}
      className={`${css.line} ${css.row} ${current ? css.current : ''} ${isOpen(one.status) ? '' : css.closed}`}
      onClick={(event) => onPick(one.number, event.ctrlKey || event.metaKey || event.shiftKey)}
    >
      <div role="gridcell" tabIndex={-1} className={css.chip}>
        {marking && (
          <i className={marked ? `${css.box} ${css.boxOn}` : css.box} aria-hidden>
            {marked && <Check size={10} strokeWidth={3} />}
          </i>
        )}
        <span className={severity}>{row.severity_name}</span>
      </div>
      <div role="gridcell" tabIndex={-1} className="t-2">
        {row.name}
      </div>
      <div role="gridcell" tabIndex={-1}>
        {row.type_name}
      </div>
      <div role="gridcell" tabIndex={-1} title={one.because}>
        <b className={css.rec}>{row.called ?? one.passage.record_id}</b>
        {row.called !== null && <span className={`${css.id} t-3`}>{one.passage.record_id}</span>}
        <span className="t-2">{one.because}</span>
      </div>
      <div role="gridcell" tabIndex={-1}>
        <HandoffBadge handoff={row.handoff} />
      </div>
      <div role="gridcell" tabIndex={-1} className={`${css.openFor} t-2`}>
        {duration(row.open_ms)}
      </div>
      <div role="gridcell" tabIndex={-1}>
        <span className={`${css.left} is-${left.status}`} title={timeLeftWords(row) ?? undefined}>
          <StatusMark status={left.status} label={left.label} />
          {left.text}
          {left.counted !== null && <span className={`${css.counted} t-3`}>{left.counted}</span>}
        </span>
      </div>
      <div role="gridcell" tabIndex={-1}>
        {one.status === 'disputed' ? (
          <span title={`Disputed, now with ${row.escalated_to_name ?? DASH}`}>
            <span className="t-3">disputed,</span> {row.escalated_to_name ?? DASH}
          </span>
        ) : (
          (row.owner_name ?? <Unassigned row={row} />)
        )}
      </div>
    </div>
  );
});

/** Nobody has it; who would, where the policy says so. */
function Unassigned({ row: { suggested } }: { row: CaseRow }) {
  if (suggested === null) return <span className="t-3">unassigned</span>;
  return (
    <span className="t-3" title={suggested.because}>
      {suggested.person === null ? (
        'unassigned'
      ) : (
        <>
          <span className="heard">unassigned, suggested: </span>
          {suggested.name}?
        </>
      )}
    </span>
  );
}
