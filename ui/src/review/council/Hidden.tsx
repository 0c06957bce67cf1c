import { Link } from '@tanstack/react-router';
import type { Council, HiddenSegment, Metric, Review } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { figure, integer } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { StatusMark } from '../../components/StatusMark';
import { Whisker } from '../Whisker';
import css from './council.module.css';
import { AgendaPage, Calm, Head, useFew } from './parts';

interface Props {
  council: Council;
  review: Review;
  currency: string;
  onDecide: (handoff: string, metric: Metric) => void;
}

/** Parts that stand out of a whole whose own figure looks quiet. */
export function Hidden({ council, review, currency, onDecide }: Props) {
  const { hidden } = council.figures;
  const [shown, more] = useFew(hidden.found, 12);
  return (
    <AgendaPage title="What hides behind an average" lead={hidden.sentence}>
      {hidden.found.length === 0 ? (
        <Calm>No source, segment, group, owner or tier stands out further than chance explains.</Calm>
      ) : (
        <div className={css.scroll}>
          <table className="tbl">
            <Head
              columns={[
                { text: 'Handoff', width: 132 },
                { text: 'What stands out' },
                { text: 'Interval beside the whole', how: 'heard', width: 80 },
                { text: 'Concerned', how: 'r', width: 84 },
                { text: 'Decide', how: 'heard', width: 76 },
              ]}
            />
            <tbody>
              {shown.map((one) => (
                <HiddenRow
                  key={`${one.handoff.key} ${one.metric} ${one.dimension} ${one.value}`}
                  one={one}
                  review={review}
                  currency={currency}
                  onDecide={onDecide}
                />
              ))}
            </tbody>
          </table>
          {more}
        </div>
      )}
    </AgendaPage>
  );
}

function HiddenRow({ one, review, currency, onDecide }: { one: HiddenSegment } & Omit<Props, 'council'>) {
  return (
    <tr>
      <th scope="row">
        <HandoffBadge handoff={one.handoff} />
      </th>
      <td title={one.sentence}>
        <StatusMark status={one.worse ? 'breach' : 'met'} label={one.worse ? 'worse' : 'better'} /> <b>{one.value}</b>{' '}
        <span className="t-2">
          {figure(one.figure, one.unit, currency)} (n {integer(one.n)}) where all have{' '}
          {figure(one.whole, one.unit, currency)}, {titleOf(review, one.metric)}
        </span>
      </td>
      <td>
        <Whisker
          value={one.figure}
          low={one.low}
          high={one.high}
          whole={one.whole}
          most={Math.max(one.high, one.whole) * 1.05}
        />
      </td>
      <td className="r">
        <Link to="/records" search={{ drill: one.drill }}>
          {integer(one.concerned)}
        </Link>
      </td>
      <td className="r">
        <LinkButton
          className={css.inRow ?? ''}
          aria-label={`Decide about ${one.handoff.key}, ${one.value}`}
          onPress={() => onDecide(one.handoff.key, one.metric)}
        >
          Decide
        </LinkButton>
      </td>
    </tr>
  );
}

/** A metric as the table's head has it, within a sentence. */
function titleOf(review: Review, metric: Metric): string {
  const title = review.columns.find((column) => column.metric === metric)?.title ?? metric.replaceAll('_', ' ');
  return title.charAt(0).toLowerCase() + title.slice(1);
}
