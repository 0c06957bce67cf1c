import { Link } from '@tanstack/react-router';
import type { Metric, Review, ReviewCell, ReviewRow } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { counted, integer, share } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { Sparkline } from '../../components/Sparkline';
import { StatusMark } from '../../components/StatusMark';
import { drillInto } from '../drills';
import { cellStatus, cellText, expected } from '../words';
import css from './council.module.css';
import { AgendaPage, Calm, Head, Part, useFew } from './parts';

interface Props {
  review: Review;
  currency: string;
  onSelect: (handoff: string, metric: Metric) => void;
}

/** What did not go on: after which handoff, for which reason, and what nobody touched. */
export function Losses({ review, currency, onSelect }: Props) {
  const all = review.rejections.filter(({ handoff }) => handoff === null);
  const refused = all.reduce((sum, one) => sum + one.share.numerator, 0);
  const [reasons, more] = useFew(all, 8);
  const most = Math.max(0, ...all.map(({ share: of }) => of.numerator));
  return (
    <AgendaPage
      title="Dropped, turned down, untouched"
      lead={
        all.length === 0
          ? 'Nothing was rejected or recycled in the month.'
          : `${integer(refused)} of ${counted(all[0]?.share.n ?? 0, 'decision')} were rejected or recycled, most often for ${all[0]?.name}.`
      }
    >
      <div className={css.cols}>
        <Part title="Drop-off by stage" of="Of what was accepted, what did not go on to the next stage.">
          <Shares review={review} metric="drop_off" currency={currency} onSelect={onSelect} />
        </Part>
        <Part title="Untouched" of="Accepted, and nobody has got in touch.">
          <Shares review={review} metric="untouched_share" currency={currency} onSelect={onSelect} />
        </Part>
        <Part title="Why they were turned down" of="Of all decisions of the month, all handoffs.">
          {all.length === 0 ? (
            <Calm>No reason was given, because nothing was turned down.</Calm>
          ) : (
            <table className="tbl">
              <Head
                columns={[
                  { text: 'Reason' },
                  { text: 'Beside the most frequent', how: 'heard', width: 88 },
                  { text: 'Records', how: 'r', width: 72 },
                  { text: 'Share', how: 'r', width: 64 },
                ]}
              />
              <tbody>
                {reasons.map(({ reason, name, share: of, drill }) => (
                  <tr key={reason}>
                    <th scope="row" title={name}>
                      {name}
                    </th>
                    <td>
                      <Bar part={of.numerator} of={most} />
                    </td>
                    <td className="r">
                      <Link to="/records" search={{ drill }}>
                        {integer(of.numerator)}
                      </Link>
                    </td>
                    <td className="r t-2">{of.value === null ? `of ${integer(of.n)}` : share(of.value)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
          {more}
        </Part>
      </div>
    </AgendaPage>
  );
}

/** A length beside the longest. Decoration beside its number. */
export function Bar({ part, of }: { part: number; of: number }) {
  return (
    <svg className={css.bar} width="64" height="8" viewBox="0 0 64 8" aria-hidden="true">
      <rect width={of === 0 ? 0 : (64 * part) / of} height="8" rx="1" />
    </svg>
  );
}

function Shares({ review, metric, currency, onSelect }: Props & { metric: Metric }) {
  const column = review.columns.findIndex((one) => one.metric === metric);
  const rows = review.rows.flatMap((row): [ReviewRow, ReviewCell][] => {
    const cell = row.cells[column];
    return cell && cell.n > 0 ? [[row, cell]] : [];
  });
  rows.sort(([, a], [, b]) => (b.value ?? 0) - (a.value ?? 0));
  if (rows.length === 0) return <Calm>The data does not say it: no handoff has what this takes.</Calm>;
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Handoff', width: 140 },
          { text: 'Year', how: 'heard', width: 68 },
          { text: 'Share', how: 'r' },
          { text: 'Expected', how: 'r', width: 84 },
          { text: 'n', how: 'r', width: 60 },
        ]}
      />
      <tbody>
        {rows.map(([row, cell]) => {
          const status = cellStatus(cell);
          const selected = {
            row,
            column: { metric, title: '', unit: 'share' as const },
            cell,
            rowIndex: 0,
            columnIndex: 0,
          };
          return (
            <tr key={row.handoff.key}>
              <th scope="row">
                <LinkButton className={css.inRow ?? ''} onPress={() => onSelect(row.handoff.key, metric)}>
                  <HandoffBadge handoff={row.handoff} />
                </LinkButton>
              </th>
              <td>
                <Sparkline series={cell.series} limits={cell.limits} {...(status && { status })} />
              </td>
              <td className="r">
                {status && <StatusMark status={status} label={status === 'met' ? 'signal, better' : 'signal, worse'} />}{' '}
                {cellText(cell, 'share', currency)}
              </td>
              <td className="r t-3">{expected(cell, 'share', currency)}</td>
              <td className="r t-2">
                <Link to="/records" search={{ drill: drillInto(review, selected, 'denominator') }}>
                  {integer(cell.n)}
                </Link>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
