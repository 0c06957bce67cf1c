import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { HandoffBadge as Badge, OpenRecord, PauseTotals, Policy, Review, ShareOf } from '../bridge';
import { LinkButton } from '../components/controls';
import { counted, DASH, date, duration, integer, share } from '../components/format';
import { HandoffBadge } from '../components/HandoffBadge';
import css from './lists.module.css';
import type { Selected } from './selection';
import { Whisker } from './Whisker';
import { ofCounts } from './words';

/** Lines that a list has before it asks to be opened. */
const FEW = 6;

/** A list's lines, and the way to the rest of them. */
function useOpening<T>(rows: readonly T[]): [shown: readonly T[], more: ReactNode] {
  const [all, setAll] = useState(false);
  const more = rows.length > FEW && (
    <LinkButton className={`t-small ${css.more}`} onPress={() => setAll(!all)}>
      {all ? 'Fewer' : `${integer(rows.length - FEW)} more`}
    </LinkButton>
  );
  return [all ? rows : rows.slice(0, FEW), more];
}

function List({ id, title, of, wide, children }: ListProps) {
  return (
    <section aria-labelledby={id} className={wide ? css.wide : undefined}>
      <h2 className={`t-panel ${css.title}`} id={id}>
        {title}
      </h2>
      <p className="t-small t-2 num">{of}</p>
      {children}
    </section>
  );
}

interface ListProps {
  id: string;
  title: string;
  /** What it is a list of, in a line. */
  of: ReactNode;
  /** True = across both columns. */
  wide?: boolean;
  children: ReactNode;
}

/** Names of columns; those of drawings are only heard. */
function Head({ names }: { names: readonly [text: string, how?: 'r' | 'heard'][] }) {
  return (
    <thead>
      <tr>
        {names.map(([text, how]) => (
          <th key={text} scope="col" className={how === 'r' ? 'r' : undefined}>
            {how === 'heard' ? <span className="heard">{text}</span> : text}
          </th>
        ))}
      </tr>
    </thead>
  );
}

const highest = (shares: readonly (ShareOf | undefined)[]) =>
  Math.max(0, ...shares.map((one) => one?.high ?? one?.value ?? 0));

function Share({ of }: { of: ShareOf | undefined }) {
  if (of === undefined) return <span className="t-3">{DASH}</span>;
  return of.value === null ? <span className="t-3">{ofCounts(of)}</span> : share(of.value);
}

/** The records behind a count. */
function Records({ drill, children }: { drill: Review['rejections'][number]['drill']; children: ReactNode }) {
  return (
    <Link to="/records" search={{ drill }}>
      {children}
    </Link>
  );
}

/** The cells of a share: its value, and the interval in which it may lie. `most`: what the drawing's whole width is. */
function ShareCells({ of, most, between }: { of: ShareOf; most: number; between?: ReactNode }) {
  return (
    <>
      <td className="r">
        <Share of={of} />
      </td>
      {between}
      <td>
        <Whisker value={of.value} low={of.low} high={of.high} whole={null} most={most} />
      </td>
    </>
  );
}

/** Why handoffs were turned down: of all together, and of the selected one beside it. */
function Rejections({ review, handoff }: { review: Review; handoff: Badge }) {
  const all = review.rejections.filter((one) => one.handoff === null);
  const own = new Map(
    review.rejections.filter((one) => one.handoff?.key === handoff.key).map((one) => [one.reason, one]),
  );
  const [shown, more] = useOpening(all);
  const decided = own.values().next().value?.share.n ?? 0;
  const refused = all.reduce((sum, one) => sum + one.share.numerator, 0);
  const most = highest(all.map((one) => one.share));
  return (
    <List
      id="rejections"
      title="Turned down"
      of={`${integer(refused)} of ${counted(all[0]?.share.n ?? 0, 'decision')} were rejected or recycled.`}
    >
      <table className={`tbl ${css.reasons}`}>
        <Head
          names={[
            ['Reason'],
            ['Records', 'r'],
            ['All', 'r'],
            ['Interval', 'heard'],
            [`${handoff.key}, n ${integer(decided)}`, 'r'],
          ]}
        />
        <tbody>
          {shown.map(({ reason, name, share: of, drill }) => {
            const one = own.get(reason);
            return (
              <tr key={reason}>
                <th scope="row" title={name}>
                  {name}
                </th>
                <td className="r">
                  <Records drill={drill}>{integer(of.numerator)}</Records>
                </td>
                <ShareCells of={of} most={most} />
                <td className="r">
                  {one === undefined ? (
                    <Share of={undefined} />
                  ) : (
                    <Records drill={one.drill}>
                      <Share of={one.share} />
                    </Records>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {more}
    </List>
  );
}

/** What stopped the clocks, and for how long. */
function Pauses({ pauses, clock }: { pauses: PauseTotals; clock: string }) {
  const [shown, more] = useOpening(pauses.reasons);
  const most = pauses.reasons[0]?.ms ?? 0;
  return (
    <List
      id="pauses"
      title="Clocks paused"
      of={`${duration(pauses.ms)} of ${clock}, in ${counted(pauses.records, 'record')}. None of it counts against a target.`}
    >
      <table className={`tbl ${css.pauses}`}>
        <Head names={[['Reason'], ['Records', 'r'], ['Time', 'r'], ['Beside the longest', 'heard']]} />
        <tbody>
          {shown.map(({ reason, records, ms }) => (
            <tr key={reason}>
              <th scope="row" title={reason}>
                {reason}
              </th>
              <td className="r t-2">{integer(records)}</td>
              <td className="r">{duration(ms)}</td>
              <td>
                <svg className={css.bar} width="64" height="8" viewBox="0 0 64 8" aria-hidden="true">
                  <rect width={most === 0 ? 0 : (64 * ms) / most} height="8" rx="1" />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </List>
  );
}

function OldestRow({ record, zone }: { record: OpenRecord; zone: string }) {
  return (
    <tr>
      <th scope="row">
        <Link to="/records/$id" params={{ id: record.id }}>
          {record.record_id === '' ? record.id : record.record_id}
        </Link>
      </th>
      <td>
        <HandoffBadge handoff={record.handoff} />
      </td>
      <td>{record.owner ?? <span className="t-3">nobody</span>}</td>
      <td className="t-2">{record.owner_group ?? ''}</td>
      <td className="r t-2">{date(record.accepted_at, zone)}</td>
      <td className="r">{duration(record.age_ms)}</td>
    </tr>
  );
}

/** What was accepted long ago and is not done. */
function Oldest({ review, zone, clock }: { review: Review; zone: string; clock: string }) {
  const { open, p50_ms: p50, p90_ms: p90, oldest } = review.aging;
  return (
    <List
      id="oldest"
      title="Open longest"
      wide
      of={`${counted(open, 'record')} accepted and not completed${p50 === null || p90 === null ? '' : `: half for more than ${duration(p50)} of ${clock}, one in ten for more than ${duration(p90)}`}.`}
    >
      <table className={`tbl ${css.oldest}`}>
        <Head names={[['Record'], ['Handoff'], ['Owner'], ['Group'], ['Accepted', 'r'], ['Open for', 'r']]} />
        <tbody>
          {oldest.map((record) => (
            <OldestRow key={record.id} record={record} zone={zone} />
          ))}
        </tbody>
      </table>
    </List>
  );
}

/** Which fields travelled with the selected handoff, the emptiest first. */
function Packet({ review, handoff, policy }: { review: Review; handoff: Badge; policy: Policy | undefined }) {
  const own = review.packet_fields.filter((one) => one.handoff.key === handoff.key);
  const sorted = own.toSorted((a, b) => a.share.numerator / a.share.n - b.share.numerator / b.share.n);
  const [shown, more] = useOpening(sorted);
  if (own.length === 0) return null;
  const nameOf = (key: string) => policy?.fields.find((field) => field.key === key)?.name || key;
  return (
    <List
      id="packet"
      title={`Packet of ${handoff.key}`}
      of={`Required fields that were filled, of ${counted(own[0]?.share.n ?? 0, 'record')}.`}
    >
      <table className={`tbl ${css.packet}`}>
        <Head names={[['Field'], ['Filled', 'r'], ['n', 'r'], ['Interval', 'heard']]} />
        <tbody>
          {shown.map(({ field, share: of }) => (
            <tr key={field}>
              <th scope="row" title={field}>
                {nameOf(field)}
              </th>
              <ShareCells of={of} most={1} between={<td className="r t-2">{integer(of.n)}</td>} />
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </List>
  );
}

/** What came of it, by where it came from and what set it off. */
function Conversions({ review }: { review: Review }) {
  const [shown, more] = useOpening(review.conversions);
  const most = highest(review.conversions.map((one) => one.share));
  return (
    <List id="conversions" title="Converted" of="By source and trigger, the most frequent first; all handoffs.">
      <table className={`tbl ${css.conversions}`}>
        <Head names={[['Source'], ['Trigger'], ['n', 'r'], ['Share', 'r'], ['Interval', 'heard']]} />
        <tbody>
          {shown.map(({ source, trigger, share: of, drill }) => (
            <tr key={`${source}\t${trigger}`}>
              <th scope="row" title={source}>
                {source}
              </th>
              <td className="t-2" title={trigger}>
                {trigger}
              </td>
              <td className="r">
                <Records drill={drill}>{integer(of.n)}</Records>
              </td>
              <ShareCells of={of} most={most} />
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </List>
  );
}

interface Props {
  review: Review;
  selected: Selected;
  policy: Policy | undefined;
  zone: string;
}

/** What stands behind the month's figures and is no figure itself. A list without lines is not there. */
export function Lists({ review, selected, policy, zone }: Props) {
  const { handoff } = selected.row;
  const clock = review.clock === 'business' ? 'business time' : 'elapsed time';
  return (
    <div className={css.lists}>
      {review.rejections.length > 0 && <Rejections review={review} handoff={handoff} />}
      {review.pauses.reasons.length > 0 && <Pauses pauses={review.pauses} clock={clock} />}
      {review.aging.oldest.length > 0 && <Oldest review={review} zone={zone} clock={clock} />}
      <Packet review={review} handoff={handoff} policy={policy} />
      {review.conversions.length > 0 && <Conversions review={review} />}
    </div>
  );
}
