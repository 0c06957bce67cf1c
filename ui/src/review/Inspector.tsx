import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { bridge, type Dimension, type DrillPart, type Review } from '../bridge';
import { Button, Keycaps, Tabs } from '../components/controls';
import { counted, figure, integer, monthShort, shareRange } from '../components/format';
import { badgeSaysName, HandoffBadge } from '../components/HandoffBadge';
import { StatusMark } from '../components/StatusMark';
import { ErrorPanel, Loading } from '../components/states';
import { drillInto, mainPart } from './drills';
import css from './review.module.css';
import { SegmentTable } from './SegmentTable';
import type { Selected } from './selection';
import { cellStatus, cellText, countedAs, expected, lensWords, verdict, was } from './words';

const SPLITS: { id: Dimension; label: string }[] = [
  { id: 'source', label: 'Source' },
  { id: 'segment', label: 'Segment' },
  { id: 'owner_group', label: 'Group' },
  { id: 'owner', label: 'Owner' },
  { id: 'intent', label: 'Tier' },
  { id: 'trigger', label: 'Trigger' },
];

interface Props {
  review: Review;
  selected: Selected;
  currency: string;
  zone: string;
  by: Dimension;
  onBy: (by: Dimension) => void;
  /** Makes a decision of it. */
  onDecide?: () => void;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="num">{children}</dd>
    </>
  );
}

/** Everything that stands behind the selected figure. */
export function Inspector({ review, selected, currency, zone, by, onBy, onDecide }: Props) {
  const { row, column, cell } = selected;
  const status = cellStatus(cell);
  const leftOut = review.left_out.filter((one) => one.metric === column.metric);
  const before = was(cell);
  const behind = (part: DrillPart, text: string) => (
    <Link to="/records" search={{ drill: drillInto(review, selected, part) }}>
      {text}
    </Link>
  );
  const asked = {
    handoff: row.handoff.key,
    metric: column.metric,
    month: review.month,
    basis: review.basis,
    clock: review.clock,
    dimension: by,
  };
  const segments = useQuery({
    queryKey: ['segments', asked],
    queryFn: () => bridge.segments(asked),
    placeholderData: (old) => old,
  });

  return (
    <div className={css.inspector}>
      <header className={css.inspectorHead}>
        <div className={css.inspectorName}>
          <HandoffBadge handoff={row.handoff} />
          {!badgeSaysName(row.handoff) && <span className="t-small t-3">{row.handoff.name}</span>}
        </div>
        <h2 className="t-panel">{column.title}</h2>
        <p className={`t-figure num ${css.figure}`}>{cellText(cell, column.unit, currency)}</p>
        <p className={`t-small ${css.verdict}`}>
          {status && <StatusMark status={status} />}
          <span className={status ? `is-${status}` : 't-2'}>{verdict(cell)}</span>
        </p>
        {onDecide && (
          <p>
            <Button small onPress={onDecide}>
              Decide about it <Keycaps caps={['D']} />
            </Button>
          </p>
        )}
      </header>

      <dl className={`kv ${css.facts}`}>
        {cell.numerator === null ? (
          <Fact name="n">{behind('denominator', counted(cell.n, 'record'))}</Fact>
        ) : (
          <Fact name="Counts">
            {behind('numerator', `${integer(cell.numerator)} ${countedAs(column.metric)}`)} of{' '}
            {behind('denominator', integer(cell.n))}
          </Fact>
        )}
        {cell.low !== null && cell.high !== null && <Fact name="95 % interval">{shareRange(cell.low, cell.high)}</Fact>}
        {cell.km_median !== null && (
          <Fact name="KM median">
            {figure(cell.km_median, column.unit, currency)} <span className="t-3">with those still waiting</span>
          </Fact>
        )}
        <Fact name="Expected">
          {cell.limits === null ? <span className="t-3">no limits yet</span> : expected(cell, column.unit, currency)}
          {cell.limits !== null && <span className="t-3">, {counted(cell.limits.points, 'month')}</span>}
        </Fact>
        {cell.limits !== null && <Fact name="Centre">{figure(cell.limits.centre, column.unit, currency)}</Fact>}
        <Fact name="Was">
          {figure(before, column.unit, currency)}{' '}
          <span className="t-3">in {monthShort(cell.series.at(-2)?.month ?? review.month)}</span>
        </Fact>
        <Fact name="Still running">
          {cell.running === 0 ? <span className="t-3">none</span> : behind('running', counted(cell.running, 'record'))}
        </Fact>
        <Fact name="Cannot judge">
          {cell.cannot_judge === 0 ? (
            <span className="t-3">none</span>
          ) : (
            behind('cannot_judge', counted(cell.cannot_judge, 'record'))
          )}
        </Fact>
        {leftOut.map((one) => (
          <Fact key={one.reason} name="Left out">
            <Link to="/records" search={{ drill: { ...drillInto(review, selected, 'left_out'), handoff: null } }}>
              {counted(one.records, 'record')}
            </Link>{' '}
            <span className="t-3">{one.reason}, all handoffs</span>
          </Fact>
        ))}
        <Fact name="Measured in">
          {lensWords(review.basis, review.clock, column.unit)}, {zone}
        </Fact>
      </dl>

      <section className={css.split} aria-label="Split by">
        <Tabs label="Split by" options={SPLITS} value={by} onChange={onBy}>
          {segments.error && <ErrorPanel error={segments.error} retry={() => void segments.refetch()} />}
          {segments.data === undefined && !segments.error && (
            <Loading ofRecords lines={4} label="Splitting the figure" />
          )}
          {segments.data && (
            <SegmentTable
              rows={segments.data}
              unit={column.unit}
              currency={currency}
              centre={cell.value}
              drill={(value) => drillInto(review, selected, mainPart(selected), { dimension: by, value })}
            />
          )}
        </Tabs>
      </section>
    </div>
  );
}
