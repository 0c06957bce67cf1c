// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: one line of the table is selected, which a plain table cannot say

import { Check, TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { ClockSheet, LedgerLine } from '../../bridge';
import { LinkButton } from '../controls';
import { dayShort, integer } from '../format';
import css from './clock.module.css';
import { grainOf, ledgerSum, ledgerTime } from './ledger-sum';
import { dayAndTime, KIND_NAMES, spanWords } from './words';

/** A ledger longer than this opens with its beginning and its end; the middle is one click away. */
const LONG = 48;
const ENDS = 16;

interface Props {
  sheet: ClockSheet;
  selected: number | null;
  onSelect: (line: number) => void;
  /** True = in a narrow column: without the number, the reason and the elapsed time of a line. */
  narrow?: boolean;
}

/** Every stretch between start and end, and what of it counts; the sum is the figure above. */
export function Ledger({ sheet, selected, onSelect, narrow = false }: Props) {
  const [whole, setWhole] = useState(false);
  const sum = useMemo(() => ledgerSum(sheet), [sheet]);
  const grain = useMemo(() => grainOf(sheet.ledger), [sheet]);
  const zone = sheet.time_zone;
  const count = sheet.ledger.length;
  const folded = count > LONG && !whole;
  const written = (ms: number) => ledgerTime(ms, grain);

  const move = (by: number) => {
    const to = Math.max(0, Math.min(count - 1, (selected ?? -1) + by));
    onSelect(to);
    document.getElementById(`ledger-${to}`)?.focus();
  };

  const row = (line: LedgerLine, index: number) => {
    const before = sheet.ledger[index - 1];
    const day = dayShort(line.from, zone);
    const sameDay = before !== undefined && dayShort(before.from, zone) === day && !(folded && index === count - ENDS);
    const instant = line.to === line.from;
    return (
      <tr
        key={`${line.from}-${line.kind}-${index}`}
        id={`ledger-${index}`}
        tabIndex={selected === index || (selected === null && index === 0) ? 0 : -1}
        aria-selected={selected === index}
        className={css[`k_${line.kind}`]}
        onClick={() => onSelect(index)}
        onFocus={() => onSelect(index)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
            event.preventDefault();
            move(event.key === 'ArrowDown' ? 1 : -1);
          }
        }}
      >
        <td className="r t-3">{index + 1}</td>
        <td className="t-2">{sameDay ? '' : day}</td>
        <td>{spanWords(line, zone)}</td>
        <td>
          <span className={css.kind}>
            <i />
            {KIND_NAMES[line.kind]}
          </span>
        </td>
        <td className="t-2" title={line.because}>
          {line.because}
        </td>
        <td className="r t-2">{instant ? '' : written(line.elapsed_ms)}</td>
        <td className="r">{line.counts_ms > 0 ? <b>{written(line.counts_ms)}</b> : instant ? '' : '–'}</td>
        <td className="r">{written(line.running_ms)}</td>
      </tr>
    );
  };

  return (
    <>
      <table
        className={`tbl ${css.led} ${grain === 'milliseconds' ? css.finest : ''} ${narrow ? css.narrow : ''}`}
        aria-label="Clock ledger"
        role="grid"
      >
        <thead>
          <tr>
            <th className="r">#</th>
            <th>Day</th>
            <th>From – to</th>
            <th>Clock</th>
            <th>Because</th>
            <th className="r">Elapsed</th>
            <th className="r">Counts</th>
            <th className="r">Running</th>
          </tr>
        </thead>
        <tbody>
          {folded ? sheet.ledger.slice(0, ENDS).map(row) : sheet.ledger.map(row)}
          {folded && (
            <tr className={css.fold}>
              <td />
              <td colSpan={7}>
                <LinkButton onPress={() => setWhole(true)}>{integer(count - 2 * ENDS)} more lines</LinkButton>
              </td>
            </tr>
          )}
          {folded && sheet.ledger.slice(-ENDS).map((line, index) => row(line, count - ENDS + index))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>Sum</td>
            <td />
            <td />
            <td />
            <td className="r">{written(sum.elapsedMs)}</td>
            <td className="r">{written(sum.countsMs)}</td>
            <td className="r">
              {sum.adds ? (
                <Check size={14} role="img" aria-label="It adds up to the figure" />
              ) : (
                <TriangleAlert
                  size={14}
                  className="is-breach"
                  role="img"
                  aria-label="It does not add up to the figure"
                />
              )}
            </td>
          </tr>
        </tfoot>
      </table>
      <p className={`${css.adds} t-small num`}>
        {sum.byKind.map(({ kind, ms }, index) => (
          <span key={kind}>
            {index > 0 && <i>+</i>}
            <b>{written(ms)}</b> {KIND_NAMES[kind].toLowerCase()}
          </span>
        ))}
        <span>
          <i>=</i>
          <b>{written(sum.elapsedMs)}</b> from {dayAndTime(sheet.from, zone)} to {dayAndTime(sheet.to, zone)}
        </span>
      </p>
    </>
  );
}
