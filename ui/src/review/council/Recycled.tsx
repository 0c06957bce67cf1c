import { Link } from '@tanstack/react-router';
import type { Council, RecycleForecast } from '../../bridge';
import { civilDate, counted, integer, monthShort } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import css from './council.module.css';
import { Bar } from './Losses';
import { AgendaPage, Calm, Head, Part, useFew } from './parts';

/** Who was turned down for a time, when they come back, and who should have been asked again already. */
export function Recycled({ council }: { council: Council }) {
  const { recycle } = council.figures;
  return (
    <AgendaPage title="Who comes back, and when" lead={recycle.sentence}>
      <div className={css.cols}>
        <Part title="Due, month by month">
          {recycle.months.length === 0 ? <Calm>Nobody is due.</Calm> : <Months recycle={recycle} />}
        </Part>
        <Part title="Overdue" of={`${counted(recycle.overdue, 'record')} due before the data’s last day and not back.`}>
          <Overdue recycle={recycle} />
        </Part>
        {recycle.awaited.length > 0 && (
          <Part title="Waiting for something to be seen">
            <table className="tbl">
              <Head
                columns={[
                  { text: 'Reason', width: 120 },
                  { text: 'Waits for' },
                  { text: 'Records', how: 'r', width: 72 },
                ]}
              />
              <tbody>
                {recycle.awaited.map(({ reason, trigger }) => (
                  <tr key={reason.key}>
                    <th scope="row">{reason.name}</th>
                    <td className="t-2" title={trigger}>
                      {trigger}
                    </td>
                    <td className="r">{integer(reason.records)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Part>
        )}
        <Part title="And the others">
          <dl className="kv num">
            <dt>Back since</dt>
            <dd>{counted(recycle.back, 'record')}</dd>
            <dt>No next step</dt>
            <dd>
              {counted(recycle.without_next_step, 'record')}, turned down without a reason that says what comes next
            </dd>
            <dt>For good</dt>
            <dd>{counted(recycle.never, 'record')}</dd>
          </dl>
        </Part>
      </div>
    </AgendaPage>
  );
}

function Months({ recycle }: { recycle: RecycleForecast }) {
  const most = Math.max(...recycle.months.map(({ due }) => due));
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Month', width: 88 },
          { text: 'Beside the fullest month', how: 'heard', width: 84 },
          { text: 'Due', how: 'r', width: 56 },
          { text: 'For which reasons' },
        ]}
      />
      <tbody>
        {recycle.months.map(({ month, due, reasons }) => (
          <tr key={month}>
            <th scope="row">{monthShort(month)}</th>
            <td>
              <Bar part={due} of={most} />
            </td>
            <td className="r">{integer(due)}</td>
            <td className="t-2">{reasons.map(({ name, records }) => `${name} ${integer(records)}`).join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Overdue({ recycle }: { recycle: RecycleForecast }) {
  const [shown, more] = useFew(recycle.overdue_records, 8);
  if (shown.length === 0) return <Calm>Everybody who was due is back.</Calm>;
  return (
    <>
      <table className="tbl">
        <Head
          columns={[
            { text: 'Record', width: 112 },
            { text: 'Handoff', width: 116 },
            { text: 'Reason' },
            { text: 'Due', how: 'r', width: 92 },
            { text: 'Overdue', how: 'r', width: 76 },
          ]}
        />
        <tbody>
          {shown.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link to="/records/$id" params={{ id: one.id }}>
                  {one.record_id === '' ? one.id : one.record_id}
                </Link>
              </th>
              <td>
                <HandoffBadge handoff={one.handoff} />
              </td>
              <td title={one.owner ?? ''}>{one.reason}</td>
              <td className="r t-2">{civilDate(one.due_on)}</td>
              <td className="r">{counted(one.overdue_days, 'day')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
