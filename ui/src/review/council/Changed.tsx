import type { Council, MeasuredEffect, PolicyShipped } from '../../bridge';
import { counted, date } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { Sparkline } from '../../components/Sparkline';
import { StatusMark } from '../../components/StatusMark';
import css from './council.module.css';
import { AgendaPage, Calm, Part, useFew } from './parts';
import { effectStatus, VERDICTS } from './words';

/** What the backend writes for “for all time”. */
const BEGINNING = -62_135_596_800_000;

interface Props {
  council: Council;
  zone: string;
}

/** What was published since the last review, and what the months since say of it and of what came before. */
export function Changed({ council, zone }: Props) {
  const fresh = council.changes.filter(({ since_last_review: since }) => since);
  const earlier = council.changes.filter(({ since_last_review: since }) => !since);
  return (
    <AgendaPage
      title="What changed, and what came of it"
      lead={
        fresh.length === 0
          ? 'Nothing was published since the last review.'
          : `${counted(fresh.length, 'version')} of the policy since the last review.`
      }
    >
      {fresh.map((change) => (
        <Shipped key={change.version} change={change} zone={zone} />
      ))}
      {earlier.length > 0 && (
        <Part title="Before that" of="Listed for their effect, which takes months to show.">
          {earlier.map((change) => (
            <Shipped key={change.version} change={change} zone={zone} />
          ))}
        </Part>
      )}
      {council.changes.length === 0 && (
        <Calm>The policy stands as it stood. What moved this month moved without it.</Calm>
      )}
    </AgendaPage>
  );
}

function Shipped({ change, zone }: { change: PolicyShipped; zone: string }) {
  const sentences = change.diff.flatMap(({ title, changes }) => changes.map(({ sentence }) => ({ title, sentence })));
  const [shown, more] = useFew(sentences, 8);
  const from =
    change.effective_from === BEGINNING ? 'for all time' : `in force since ${date(change.effective_from, zone)}`;
  return (
    <article className={css.change} aria-label={`Version ${change.version}`}>
      <h3 className="t-head num">
        v{change.version}{' '}
        <span className="t-2">
          {from}, published by {change.author}
          {change.decisions.length > 0 && `, for ${change.decisions.join(', ')}`}
        </span>
      </h3>
      {change.reason !== '' && <p className={css.reason}>{change.reason}</p>}
      <div className={css.changeCols}>
        <div>
          <ul className={css.sentences}>
            {shown.map(({ title, sentence }) => (
              <li key={`${title} ${sentence}`} className="num">
                {sentence}
              </li>
            ))}
          </ul>
          {more}
        </div>
        <ul className={css.effects} aria-label="What came of it">
          {change.effects.map((one) => (
            <li key={`${one.handoff.key} ${one.metric}`}>
              <HandoffBadge handoff={one.handoff} />
              <EffectLine effect={one.effect} what={one.kpi} />
            </li>
          ))}
          {change.effects.length === 0 && (
            <li className="t-small t-3">No handoff that it touches has a primary KPI that is measured.</li>
          )}
        </ul>
      </div>
    </article>
  );
}

/** What the months since say, as a mark, a line and a sentence. */
export function EffectLine({ effect, what }: { effect: MeasuredEffect; what?: string }) {
  const status = effectStatus(effect);
  return (
    <span className={css.effect}>
      <Sparkline series={effect.series} limits={effect.limits} {...(status !== 'unknown' && { status })} />
      <span className="t-small">
        <StatusMark status={status} label={VERDICTS[effect.verdict]} />{' '}
        <b className={status === 'unknown' ? 't-2' : `is-${status}`}>{VERDICTS[effect.verdict]}</b>{' '}
        {what && <span className="t-3">{what}. </span>}
        <span className="t-2 num">{effect.sentence}</span>
      </span>
    </span>
  );
}
