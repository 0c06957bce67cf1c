import { Link } from '@tanstack/react-router';
import type { Policy, RecordSide, ReplayedRecord } from '../../bridge';
import { dateTime, dayShort, time } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { StateMark } from '../../components/StatusMark';
import { clockLabel } from '../../components/targets';
import { fateWords } from './flips';
import css from './replay.module.css';

interface Props {
  record: ReplayedRecord;
  policy: Policy;
  zone: string;
}

/** A record in full under both policies, side by side. */
export function Example({ record, policy, zone }: Props) {
  const point = policy.handoffs.find(({ key }) => key === record.handoff);
  const about = [record.segment, record.intent, record.owner].filter((part) => part !== null && part !== '');
  return (
    <li>
      <details>
        <summary>
          {point ? <HandoffBadge handoff={point} /> : <b>{record.handoff}</b>}
          <b>{record.record_id === '' ? record.id : record.record_id}</b>
          <span className="t-2">{about.join(', ')}</span>
          <span className={`t-3 num ${css.started}`}>
            {record.started_at === null ? 'start unknown' : dateTime(record.started_at, zone)}
          </span>
        </summary>
        <div className={css.sides}>
          <Side title="Then" side={record.then} zone={zone} />
          <Side title="Under the draft" side={record.draft} zone={zone} />
        </div>
        <p className="t-small">
          <Link to="/records/$id" params={{ id: record.id }}>
            Open the record
          </Link>
        </p>
      </details>
    </li>
  );
}

function Side({ title, side, zone }: { title: string; side: RecordSide; zone: string }) {
  return (
    <section className="t-small">
      <h3 className="t-head">{title}</h3>
      <dl className="kv">
        <dt>Goes to</dt>
        <dd>
          {side.owner ?? 'nobody knows'}
          <span className={`t-3 ${css.because}`}>{side.because}</span>
        </dd>
        {side.outcomes.map(({ target, state, due_at, because }) => (
          <div key={target} className={css.fact}>
            <dt>{clockLabel(target)}</dt>
            <dd>
              <StateMark state={state} />
              {due_at !== null && <span className="t-2 num"> due {dateTime(due_at, zone)}</span>}
              <span className={`t-3 ${css.because}`}>{because}</span>
            </dd>
          </div>
        ))}
      </dl>
      {side.ladder.length > 0 && (
        <ol className={`num ${css.ladder}`} aria-label={`Ladder, ${title.toLowerCase()}`}>
          {side.ladder.map(({ target, step, at, fate }) => (
            <li key={`${target} ${step}`} data-fired={fate === 'fired'}>
              <span className="t-3">{at === null ? '' : `${dayShort(at, zone)} ${time(at, zone)}`}</span>
              <span>
                {step} <span className="t-3">{fate === 'fired' ? '' : `(${fateWords(fate)})`}</span>
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
