import { Link } from '@tanstack/react-router';
import type { Breach, MissedRecord } from '../../bridge';
import { CLOCK_NAMES } from '../../components/clock/words';
import { dateTime, duration, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import css from './council.module.css';
import { Head, useFew } from './parts';

interface Props {
  records: readonly (Breach | MissedRecord)[];
  zone: string;
  /** How many are shown before the rest is asked for. */
  few: number;
  /** What its list is about, beside what every missed promise has. */
  also: 'source' | 'times';
}

/** Records that missed a promise, each leading to the ledger that adds up to its number. */
export function LateRecords({ records, zone, few, also }: Props) {
  const [shown, more] = useFew(records, few);
  return (
    <>
      <div className={css.scroll}>
        <table className={`tbl ${css.breaches}`}>
          <Head
            columns={[
              { text: 'Record', width: 116 },
              { text: 'Handoff', width: 120 },
              { text: 'Clock', width: 110 },
              { text: 'Owner' },
              ...(also === 'source' ? [{ text: 'Source' }] : []),
              { text: 'Segment' },
              { text: 'Was due', how: 'r', width: 132 },
              { text: 'Over by', how: 'r', width: 116 },
              ...(also === 'times' ? [{ text: 'Times', how: 'r' as const, width: 64 }] : []),
            ]}
          />
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.id} ${one.clock}`} title={'sentence' in one ? one.sentence : undefined}>
                <th scope="row">
                  <Link to="/records/$id" params={{ id: one.id }} aria-label={`Ledger of ${one.record_id || one.id}`}>
                    {one.record_id === '' ? one.id : one.record_id}
                  </Link>
                </th>
                <td>
                  <HandoffBadge handoff={one.handoff} />
                </td>
                <td className="t-2">{CLOCK_NAMES[one.clock]}</td>
                <td>{one.owner ?? <span className="t-3">nobody</span>}</td>
                {also === 'source' && <td className="t-2">{one.source ?? ''}</td>}
                <td className="t-2">{one.segment ?? ''}</td>
                <td className="r t-2">{dateTime(one.due_at, zone)}</td>
                <td className="r">
                  {duration(one.over_ms)} {one.event_at === null && <span className="is-breach">open</span>}
                </td>
                {also === 'times' && <td className="r t-2">{'times' in one && times(one.times)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}

const times = (of: number) => (of >= 10 ? integer(of) : of.toFixed(1));
