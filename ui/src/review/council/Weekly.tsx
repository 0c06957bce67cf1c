import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../../app/workspace';
import { bridge, type MissedBy, type WeeklyMissed } from '../../bridge';
import { addDays } from '../../components/civil';
import { CLOCK_NAMES } from '../../components/clock/words';
import { civilDate, dateTime, duration, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { ErrorPanel, Loading } from '../../components/states';
import css from './council.module.css';
import { Bar } from './Losses';
import { AgendaPage, Calm, Head, Part, useFew } from './parts';

/** The missed handoffs of a week, by source, owner and segment. */
export function WeeklyPage({ period }: { period: string | null }) {
  const { time_zone: zone } = useWorkspace();
  const { data, error, refetch } = useQuery({
    queryKey: ['weekly', period],
    queryFn: () => bridge.weeklyMissed(period),
  });
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading lines={8} label="The missed handoffs of the week" />;
  return (
    <AgendaPage
      title={`Missed handoffs, ${civilDate(data.from)} to ${civilDate(addDays(data.until, -1))}`}
      lead={data.sentence}
    >
      <div className={css.cols}>
        <By title="By handoff" rows={data.by_handoff} />
        <By title="By source" rows={data.by_source} />
        <By title="By owner" rows={data.by_owner} />
        <By title="By segment" rows={data.by_segment} />
      </div>
      <Part title="The records">
        <Records weekly={data} zone={zone} />
      </Part>
    </AgendaPage>
  );
}

function By({ title, rows }: { title: string; rows: readonly MissedBy[] }) {
  const [shown, more] = useFew(rows, 6);
  const most = Math.max(0, ...rows.map(({ missed }) => missed));
  return (
    <Part title={title}>
      {rows.length === 0 ? (
        <Calm>Nothing was missed.</Calm>
      ) : (
        <table className="tbl">
          <Head
            columns={[
              { text: title.replace(/^By (.)/, (_, first: string) => first.toUpperCase()) },
              { text: 'Beside the most', how: 'heard', width: 84 },
              { text: 'Missed', how: 'r', width: 64 },
              { text: 'Of due', how: 'r', width: 64 },
            ]}
          />
          <tbody>
            {shown.map(({ value, missed, due }) => (
              <tr key={value}>
                <th scope="row" title={value}>
                  {value}
                </th>
                <td>
                  <Bar part={missed} of={most} />
                </td>
                <td className="r">{integer(missed)}</td>
                <td className="r t-2">{integer(due)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {more}
    </Part>
  );
}

function Records({ weekly, zone }: { weekly: WeeklyMissed; zone: string }) {
  const [shown, more] = useFew(weekly.records, 20);
  if (weekly.records.length === 0) return <Calm>Every promise of the week was kept.</Calm>;
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
              { text: 'Source' },
              { text: 'Segment' },
              { text: 'Was due', how: 'r', width: 132 },
              { text: 'Over by', how: 'r', width: 120 },
            ]}
          />
          <tbody>
            {shown.map((one) => (
              <tr key={`${one.id} ${one.clock}`}>
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
                <td className="t-2">{one.source ?? ''}</td>
                <td className="t-2">{one.segment ?? ''}</td>
                <td className="r t-2">{dateTime(one.due_at, zone)}</td>
                <td className="r">
                  {duration(one.over_ms)} {one.event_at === null && <span className="is-breach">open</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
    </>
  );
}
