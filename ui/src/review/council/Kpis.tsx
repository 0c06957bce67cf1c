import type { Council, Metric, PrimaryKpi, Review, ReviewCell } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted, figure, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { Sparkline } from '../../components/Sparkline';
import { StatusMark } from '../../components/StatusMark';
import { cellStatus, cellText } from '../words';
import css from './council.module.css';
import { AgendaPage, Calm, Head } from './parts';

interface Props {
  council: Council;
  review: Review;
  currency: string;
  onSelect: (handoff: string, metric: Metric) => void;
}

/** What each handoff is steered by, beside its speed, its quality and what came of it. */
const BESIDE: { title: string; metrics: readonly Metric[] }[] = [
  { title: 'Speed', metrics: ['time_to_accept', 'time_to_first_touch', 'time_to_assign'] },
  { title: 'Quality', metrics: ['acceptance_rate', 'packet_fill_rate', 'rejection_rate'] },
  {
    title: 'Conversion',
    metrics: ['conversion', 'opportunity_creation_rate', 'meeting_booked_rate', 'completion_rate'],
  },
];

export function Kpis({ council, review, currency, onSelect }: Props) {
  const judged = council.figures.kpis.filter(({ attained }) => attained !== null);
  const short = judged.filter(({ attained }) => attained === false).length;
  return (
    <AgendaPage
      title="Handoff by handoff"
      lead={
        judged.length === 0
          ? 'No primary KPI has a target and a figure yet.'
          : `${integer(judged.length - short)} of ${counted(judged.length, 'primary KPI')} with a target ${judged.length - short === 1 ? 'is' : 'are'} at it.`
      }
    >
      {council.figures.kpis.length === 0 ? (
        <Calm>The policy has no handoff points yet.</Calm>
      ) : (
        <div className={css.scroll}>
          <table className={`tbl tbl--tall ${css.kpis}`}>
            <Head
              columns={[
                { text: 'Handoff', width: 150 },
                { text: 'Primary KPI' },
                { text: 'Year', how: 'heard', width: 68 },
                { text: 'Month', how: 'r', width: 148 },
                { text: 'Target', how: 'r', width: 84 },
                ...BESIDE.map(({ title }) => ({ text: title, how: 'r' as const, width: 104 })),
              ]}
            />
            <tbody>
              {council.figures.kpis.map((kpi) => (
                <KpiRow key={kpi.handoff.key} kpi={kpi} review={review} currency={currency} onSelect={onSelect} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </AgendaPage>
  );
}

function KpiRow({ kpi, review, currency, onSelect }: { kpi: PrimaryKpi } & Omit<Props, 'council'>) {
  const row = review.rows.find(({ handoff }) => handoff.key === kpi.handoff.key);
  const cellFor = (metrics: readonly Metric[]): ReviewCell | undefined =>
    metrics
      .filter((metric) => metric !== kpi.metric)
      .map((metric) => row?.cells.find((cell) => cell.metric === metric))
      .find((cell) => cell !== undefined && cell.n > 0);
  const own = row?.cells.find(({ metric }) => metric === kpi.metric);
  const said = (value: number | null) =>
    kpi.unit === null ? <span className="t-3">–</span> : figure(value, kpi.unit, currency);
  return (
    <tr>
      <th scope="row">
        <HandoffBadge handoff={kpi.handoff} />
      </th>
      <td title={kpi.meaning}>
        {kpi.key === null ? (
          <span className="t-3">none named</span>
        ) : kpi.metric !== null && own !== undefined ? (
          <LinkButton className={css.inRow ?? ''} onPress={() => onSelect(kpi.handoff.key, kpi.metric as Metric)}>
            {kpi.name}
          </LinkButton>
        ) : (
          <>
            {kpi.name} {kpi.metric === null && <span className="t-3">not measured here</span>}
          </>
        )}
      </td>
      <td>{own && !kpi.complement && <Sparkline series={own.series} limits={own.limits} />}</td>
      <td className="r">
        {kpi.attained !== null && (
          <StatusMark
            status={kpi.attained ? 'met' : 'breach'}
            label={kpi.attained ? 'at its target' : 'short of its target'}
          />
        )}{' '}
        <b>{said(kpi.value)}</b>
        {kpi.unit !== null && (
          <span className={css.under}>
            {kpi.was !== null && <>was {said(kpi.was)}, </>}n {integer(kpi.n)}
          </span>
        )}
      </td>
      <td className="r t-2">{kpi.target_words ?? <span className="t-3">none</span>}</td>
      {BESIDE.map(({ title, metrics }) => {
        const cell = cellFor(metrics);
        const column = cell && review.columns.find(({ metric }) => metric === cell.metric);
        const status = cell && cellStatus(cell);
        return (
          <td key={title} className="r">
            {cell && column ? (
              <span title={column.title}>
                {status && <StatusMark status={status} label={status === 'met' ? 'signal, better' : 'signal, worse'} />}{' '}
                {cellText(cell, column.unit, currency)}
                <span className={css.under}>{short(column.title)}</span>
              </span>
            ) : (
              <span className="t-3">–</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

/** `Time to accept, p50` as `accept`: the column already says that it is a speed. */
function short(title: string): string {
  return title
    .replace(/,.*$/, '')
    .replace(/^Time to /, '')
    .replace(/ rate$/, '')
    .toLowerCase();
}
