import { useQuery } from '@tanstack/react-query';
import { useWorkspace } from '../../app/workspace';
import { bridge, type MissedBy } from '../../bridge';
import { addDays } from '../../components/civil';
import { civilDate, integer } from '../../components/format';
import { ErrorPanel, Loading } from '../../components/states';
import css from './council.module.css';
import { LateRecords } from './LateRecords';
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
  if (data === undefined) return <Loading ofRecords lines={8} label="The missed handoffs of the week" />;
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
        {data.records.length === 0 ? (
          <Calm>Every promise of the week was kept.</Calm>
        ) : (
          <LateRecords records={data.records} zone={zone} few={20} also="source" />
        )}
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
