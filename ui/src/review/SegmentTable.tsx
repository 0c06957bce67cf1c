import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Drill, SegmentRow, Unit } from '../bridge';
import { LinkButton } from '../components/controls';
import { integer } from '../components/format';
import css from './review.module.css';
import { Whisker } from './Whisker';
import { cellText } from './words';

const FEW = 8;

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
              <span className="heard">Beside the whole</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ value, cell }) => (
            <tr key={value}>
              <td title={value}>
                <Link to="/records" search={{ drill: drill(value) }}>
                  {value}
                </Link>
              </td>
              <td className="r t-2">{integer(cell.n)}</td>
              <td className={cell.value === null ? 'r t-3' : 'r'}>{cellText(cell, unit, currency)}</td>
              <td>
                <Whisker value={cell.value} low={cell.low} high={cell.high} whole={centre} most={most} />
              </td>
            </tr>
          ))}
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
