import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Drill, SegmentRow, Unit } from '../bridge';
import { LinkButton } from '../components/controls';
import { integer } from '../components/format';
import css from './review.module.css';
import { cellText } from './words';

const FEW = 8;
const WIDTH = 64;

/** Where a segment's figure, its interval and the whole's figure lie on a line of so many pixels, from 0 to `most`. */
export function whisker(
  value: number,
  low: number | null,
  high: number | null,
  most: number,
): { at: number; from: number; to: number } {
  const x = (number: number) => (most <= 0 ? 0 : Math.min(1, Math.max(0, number / most)) * (WIDTH - 6) + 3);
  return { at: x(value), from: x(low ?? value), to: x(high ?? value) };
}

interface Props {
  rows: readonly SegmentRow[];
  unit: Unit;
  currency: string;
  /** The figure that is split. */
  centre: number | null;
  drill: (value: string) => Drill;
}

/** The figure by the values of one dimension, most records first; the light line is the whole. */
export function SegmentTable({ rows, unit, currency, centre, drill }: Props) {
  const [all, setAll] = useState(false);
  const found = rows.filter((row) => row.cell.n > 0);
  if (found.length === 0)
    return <p className={`t-small t-3 ${css.none}`}>No record of this figure has such a value.</p>;
  const shown = all ? found : found.slice(0, FEW);
  const most = Math.max(centre ?? 0, ...found.flatMap(({ cell }) => [cell.value ?? 0, cell.high ?? 0]));
  return (
    <>
      <table className={`tbl ${css.segments}`}>
        <thead>
          <tr>
            <th scope="col">Value</th>
            <th scope="col" className="r">
              n
            </th>
            <th scope="col" className="r">
              Figure
            </th>
            <th scope="col">
              <span className={css.unseen}>Beside the whole</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, cell }) => {
            const place = cell.value === null ? null : whisker(cell.value, cell.low, cell.high, most);
            const whole = centre === null ? null : whisker(centre, null, null, most).at;
            return (
              <tr key={value}>
                <td title={value}>
                  <Link to="/records" search={{ drill: drill(value) }}>
                    {value}
                  </Link>
                </td>
                <td className="r t-2">{integer(cell.n)}</td>
                <td className={cell.value === null ? 'r t-3' : 'r'}>{cellText(cell, unit, currency)}</td>
                <td>
                  <svg width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} className={css.whisker} aria-hidden="true">
                    {whole !== null && <line className={css.whole} x1={whole} x2={whole} y1="0" y2="12" />}
                    {place && <line className={css.reach} x1={place.from} x2={place.to} y1="6" y2="6" />}
                    {place && <circle className={css.dot} cx={place.at} cy="6" r="2.5" />}
                  </svg>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {found.length > FEW && (
        <LinkButton className={`t-small ${css.moreSegments}`} onPress={() => setAll(!all)}>
          {all ? 'Fewer' : `${found.length - FEW} more`}
        </LinkButton>
      )}
    </>
  );
}
