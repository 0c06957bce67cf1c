import { useQuery } from '@tanstack/react-query';
import {
  bridge,
  type CapacityLoad,
  type CapacityRow,
  type ChurnRow,
  type CriterionRow,
  type PartStanding,
  type ReasonShift,
  type WinLoss,
} from '../../bridge';
import { counted, DASH, integer, monthShort, share } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { Sentence } from '../../components/Sentence';
import { type Status, StatusMark } from '../../components/StatusMark';
import { ErrorPanel, Loading } from '../../components/states';
import { Whisker } from '../Whisker';
import css from './council.module.css';
import { Proposed } from './Proposed';
import { AgendaPage, Calm, Head, Part, useFew } from './parts';

/** What a quarter says about the criteria: who wins, why handoffs are turned down, how loaded people are. */
export function QuarterlyPage({ period }: { period: string | null }) {
  const { data, error, refetch } = useQuery({
    queryKey: ['quarterly', period],
    queryFn: () => bridge.quarterly(period),
  });
  if (error) return <ErrorPanel error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading ofRecords lines={8} label="The quarter" />;
  return (
    <AgendaPage
      title={`Criteria update after ${data.quarter.replace(/^(\d+)-(Q\d)$/, '$2 $1')}`}
      lead={`${counted(data.records, 'record')}, ${monthShort(data.from)} to ${monthShort(data.to)}.`}
    >
      {data.sentences.length > 0 && (
        <ul className={css.sentences}>
          {data.sentences.map((sentence) => (
            <li key={sentence} className="num">
              <Sentence words={sentence} />
            </li>
          ))}
        </ul>
      )}
      {data.proposals.length > 0 && (
        <Part title="Proposed changes" of="Each opens as a draft; nothing is published before somebody decides.">
          <ul className={css.proposals}>
            {data.proposals.map((one) => (
              <li key={one.sentence}>
                <Proposed proposal={one} handoff={'key' in one.operation ? one.operation.key : ''} />
              </li>
            ))}
          </ul>
        </Part>
      )}
      <div className={css.cols}>
        <Part
          title="Won and lost"
          of="Parts whose share lies outside of chance (95 %, widened for the number of comparisons) come first."
        >
          <WinLosses rows={data.win_loss} />
        </Part>
        <Part
          title="What the criteria tell"
          of="Of the accepted alone: how often who passes a test comes to the outcome, and who fails it."
        >
          <Criteria rows={data.criteria} />
        </Part>
        <Part title="Why handoffs were turned down" of="Beside the quarter before.">
          <Reasons rows={data.reasons} />
        </Part>
        <Part title="Churn" of="Renewals that did not come to their outcome, and customers who closed.">
          <Churn rows={data.churn} />
        </Part>
        <Part title="Load of people and teams" of="What was given, beside what the policy allows on the days worked.">
          <Loads rows={data.loads} />
        </Part>
        <Part title="Load of owner groups" of="How many records each person had a week, and the promises missed.">
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

const STANDINGS: Record<PartStanding, { status: Status; label: string }> = {
  worse: { status: 'breach', label: 'worse' },
  better: { status: 'met', label: 'better' },
  as_all: { status: 'unknown', label: 'as all' },
  too_few: { status: 'unknown', label: 'too few' },
};

function Mark({ standing }: { standing: PartStanding }) {
  return <StatusMark {...STANDINGS[standing]} />;
}

function WinLosses({ rows }: { rows: readonly WinLoss[] }) {
  const [shown, more] = useFew(rows, 12);
  if (rows.length === 0) return <Calm>None.</Calm>;
  const most = Math.max(...shown.map(({ high }) => high));
  return (
    <>
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
          {shown.map((one) => (
            <tr key={`${one.handoff.key} ${one.dimension} ${one.value}`} title={one.sentence}>
              <th scope="row">
                <HandoffBadge handoff={one.handoff} />
              </th>
              <td>
                <Mark standing={one.standing} /> {one.value} <span className="t-3">n {integer(one.n)}</span>
              </td>
              <td>
                {one.standing !== 'too_few' && (
                  <Whisker value={one.share} low={one.low} high={one.high} whole={one.whole} most={most} />
                )}
              </td>
              <td className="r">{one.standing === 'too_few' ? <TooFew /> : share(one.share)}</td>
              <td className="r t-2">{share(one.whole)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

/** What the records say of a test. */
function tells({ tells_nothing: nothing, too_few: few }: CriterionRow): { status: Status; label: string } {
  if (nothing) return { status: 'risk', label: 'keeps nothing out that would be lost' };
  return few ? { status: 'unknown', label: 'too few' } : { status: 'met', label: 'nothing against it' };
}

function TooFew() {
  return <span className="t-3">too few</span>;
}

function Criteria({ rows }: { rows: readonly CriterionRow[] }) {
  const [shown, more] = useFew(rows, 12);
  if (rows.length === 0) return <Calm>No accepted record can be held against an acceptance criterion.</Calm>;
  const rate = ([won, n]: [number, number]) =>
    n === 0 ? <span className="t-3">{DASH}</span> : <span title={`n ${integer(n)}`}>{share(won / n)}</span>;
  return (
    <>
      <table className="tbl">
        <Head
          columns={[
            { text: 'Handoff', width: 64 },
            { text: 'Test' },
            { text: 'Pass', how: 'r', width: 64 },
            { text: 'Fail', how: 'r', width: 64 },
          ]}
        />
        <tbody>
          {shown.map((one) => (
            <tr key={`${one.handoff} ${one.place}`} title={one.sentence}>
              <th scope="row">{one.handoff}</th>
              <td>
                <StatusMark {...tells(one)} /> <Sentence words={one.english} />
              </td>
              {one.too_few ? (
                <td className="r" colSpan={2}>
                  <TooFew />
                </td>
              ) : (
                <>
                  <td className="r">{rate(one.passing)}</td>
                  <td className="r">{rate(one.failing)}</td>
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function Churn({ rows }: { rows: readonly ChurnRow[] }) {
  if (rows.length === 0) return <Calm>The records say nothing of it: see what the data does not say.</Calm>;
  return (
    <table className="tbl">
      <Head
        columns={[
          { text: 'Handoff', width: 112 },
          { text: 'Segment' },
          { text: 'Lost', how: 'r', width: 64 },
          { text: 'Of', how: 'r', width: 64 },
          { text: 'Share', how: 'r', width: 84 },
        ]}
      />
      <tbody>
        {rows.map((one) => (
          <tr key={`${one.handoff.key} ${one.segment ?? ''}`} title={one.sentence}>
            <th scope="row">
              <HandoffBadge handoff={one.handoff} />
            </th>
            <td>
              <Mark standing={one.standing} /> {one.segment ?? (one.end === 'closed' ? 'all, closed' : 'all renewals')}
            </td>
            <td className="r">{integer(one.lost)}</td>
            <td className="r t-2">{one.end === 'closed' ? DASH : integer(one.n)}</td>
            <td className="r">
              {one.share !== null ? (
                share(one.share)
              ) : one.end === 'closed' ? (
                <span className="t-3">{DASH}</span>
              ) : (
                <TooFew />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Loads({ rows }: { rows: readonly CapacityLoad[] }) {
  const [shown, more] = useFew(rows, 12);
  if (rows.length === 0) return <Calm>No person of the policy owns a record of the quarter.</Calm>;
  return (
    <>
      <table className="tbl">
        <Head
          columns={[
            { text: 'Person or team' },
            { text: 'Given', how: 'r', width: 52 },
            { text: 'Allowed', how: 'r', width: 62 },
            { text: 'Share', how: 'r', width: 70 },
            { text: 'Days over', how: 'r', width: 72 },
            { text: 'Waiting', how: 'r', width: 62 },
          ]}
        />
        <tbody>
          {shown.map((one) => (
            <tr key={`${one.people === null ? 'person' : 'team'} ${one.key}`} title={one.sentence}>
              <th scope="row">
                {one.name} {one.people !== null && <span className="t-3">team of {integer(one.people)}</span>}
              </th>
              <td className="r">{integer(one.assigned)}</td>
              <td className="r t-2">{one.capacity === null ? DASH : integer(one.capacity)}</td>
              <td className="r">
                {one.is_over && <StatusMark status="breach" label="over capacity" />}{' '}
                {one.share === null ? <span className="t-3">{DASH}</span> : share(one.share)}
              </td>
              <td className="r">{one.capacity === null ? DASH : integer(one.days_over)}</td>
              <td className="r">{integer(one.open)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
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
            <td className="r">
              {one.per_person_a_week === null ? <span className="t-3">–</span> : one.per_person_a_week.toFixed(1)}
            </td>
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
