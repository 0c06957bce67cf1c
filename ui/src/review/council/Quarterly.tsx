import { useQuery } from '@tanstack/react-query';
import { bridge, type CapacityRow, type ReasonShift, type WinLoss } from '../../bridge';
import { counted, integer, monthShort, share } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { StatusMark } from '../../components/StatusMark';
import { ErrorPanel, Loading } from '../../components/states';
import { Whisker } from '../Whisker';
import css from './council.module.css';
import { AgendaPage, Calm, Head, Part } from './parts';

/** What a quarter says about the criteria: who wins, why handoffs are turned down, how loaded people are. */
export function QuarterlyPage({ period }: { period: string | null }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['quarterly', period],
    queryFn: () => bridge.quarterly(period),
  });
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={8} label="The quarter" />;
  return (
    <AgendaPage
      title={`Criteria update after ${data.quarter.replace(/^(\d+)-(Q\d)$/, '$2 $1')}`}
      lead={`${counted(data.records, 'record')}, ${monthShort(data.from)} to ${monthShort(data.to)}.`}
    >
      {data.sentences.length > 0 && (
        <ul className={css.sentences}>
          {data.sentences.map((sentence) => (
            <li key={sentence} className="num">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <div className={css.cols}>
        <Part title="Won and lost" of="Parts whose conversion differs from the whole by more than chance explains.">
          <WinLosses rows={data.win_loss} />
        </Part>
        <Part title="Why handoffs were turned down" of="Beside the quarter before.">
          <Reasons rows={data.reasons} />
        </Part>
        <Part title="Capacity" of="How many records each person had a week, by owner group.">
          <Capacity rows={data.capacity} />
        </Part>
        {data.missing.length > 0 && (
          <Part title="What the data does not say" of="With these the rest could be said too.">
            <ul className={css.sentences}>
              {data.missing.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </Part>
        )}
      </div>
    </AgendaPage>
  );
}

function WinLosses({ rows }: { rows: readonly WinLoss[] }) {
  if (rows.length === 0) return <Calm>None.</Calm>;
  const most = Math.max(...rows.map(({ high }) => high));
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Handoff', width: 112 },
          { text: 'Part' },
          { text: 'Interval beside the whole', how: 'heard', width: 80 },
          { text: 'Converted', how: 'r', width: 84 },
          { text: 'All', how: 'r', width: 52 },
        ]}
      />
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.handoff.key} ${one.dimension} ${one.value}`} title={one.sentence}>
            <th scope="row">
              <HandoffBadge handoff={one.handoff} />
            </th>
            <td>
              <StatusMark status={one.worse ? 'breach' : 'met'} label={one.worse ? 'worse' : 'better'} /> {one.value}{' '}
              <span className="t-3">n {integer(one.n)}</span>
            </td>
            <td>
              <Whisker value={one.share} low={one.low} high={one.high} whole={one.whole} most={most} />
            </td>
            <td className="r">{share(one.share)}</td>
            <td className="r t-2">{share(one.whole)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Reasons({ rows }: { rows: readonly ReasonShift[] }) {
  if (rows.length === 0) return <Calm>Nothing was turned down.</Calm>;
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Reason' },
          { text: 'Records', how: 'r', width: 72 },
          { text: 'Before', how: 'r', width: 64 },
          { text: 'Share', how: 'r', width: 64 },
          { text: 'Was', how: 'r', width: 56 },
        ]}
      />
      <tbody>
        {rows.map((one) => (
          <tr key={one.reason}>
            <th scope="row">{one.reason}</th>
            <td className="r">{integer(one.records)}</td>
            <td className="r t-2">{integer(one.before)}</td>
            <td className="r">{share(one.share)}</td>
            <td className="r t-2">{one.share_before === null ? '–' : share(one.share_before)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Capacity({ rows }: { rows: readonly CapacityRow[] }) {
  if (rows.length === 0) return <Calm>No record names an owner group.</Calm>;
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Owner group' },
          { text: 'People', how: 'r', width: 64 },
          { text: 'A week each', how: 'r', width: 92 },
          { text: 'Missed', how: 'r', width: 80 },
        ]}
      />
      <tbody>
        {rows.map((one) => (
          <tr key={one.owner_group}>
            <th scope="row">{one.owner_group}</th>
            <td className="r">{integer(one.people)}</td>
            <td className="r">{one.per_person_a_week.toFixed(1)}</td>
            <td className="r" title={`n ${integer(one.judged)}`}>
              {one.overloaded && <StatusMark status="breach" label="more than all together" />}{' '}
              {one.breach_rate === null ? <span className="t-3">–</span> : share(one.breach_rate)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
