import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { choosingActor } from '../app/ActingAs';
import { useActing } from '../app/acting';
import { useNamed } from '../app/people';
import { say } from '../app/toasts';
import { useWorkspace } from '../app/workspace';
import { bridge, type MaturityCapability, type MaturityLevel, trouble } from '../bridge';
import { Button, Field, Select } from '../components/controls';
import { date } from '../components/format';
import { StatusMark } from '../components/StatusMark';
import { againstProposal, LEVELS, nameOf, numberOf } from './levels';
import css from './maturity.module.css';

/** One capability: what each level asks for and what of it is there, what is proposed and why, and what people decided. */
export function CapabilityPane({ capability }: { capability: MaturityCapability }) {
  const { time_zone: zone, read_only: readOnly } = useWorkspace();
  const named = useNamed();
  const { name, owner, kpi, kpi_value: value, level, proposed, because, levels, history } = capability;
  return (
    <aside className={`pane ${css.side}`} aria-label={name}>
      <header>
        <h2 className="t-panel">{name}</h2>
        <p className="t-small t-2">
          {owner} answers for it, by {kpi.toLowerCase()}
          {value !== null && ` (${value})`}.
        </p>
      </header>
      <div className={css.verdict}>
        <p className="t-title">
          <span className="t-3 num">{numberOf(level)}</span> {nameOf(level)}
        </p>
        <p className="t-small t-2">{againstProposal(capability)}.</p>
        <p className="t-small">
          Proposed: <b>{nameOf(proposed)}</b>. <span className="t-2 num">{because}</span>
        </p>
      </div>
      {readOnly === null && <Judge capability={capability} />}
      <section>
        <h3 className="t-head">Evidence</h3>
        <ol className={css.levels}>
          {levels.map((one) => (
            <li key={one.level} data-reached={one.reached}>
              <h4 className="t-small">
                <span className="num t-3">{numberOf(one.level)}</span> <b>{one.name}</b>{' '}
                <span className="t-3">{one.reached ? 'reached' : 'not reached'}</span>
              </h4>
              {one.evidence.length === 0 ? (
                <p className="t-small t-3">{capability.ad_hoc}</p>
              ) : (
                <ul>
                  {one.evidence.map((evidence) => (
                    <li key={evidence.text} className="t-small">
                      <StatusMark
                        status={evidence.met ? 'met' : 'unknown'}
                        label={evidence.met ? 'there' : 'not there yet'}
                      />
                      <span>
                        {evidence.text} <span className="t-3 num">{evidence.shown}</span>
                        {!evidence.met && <span className={`t-2 ${css.step}`}>{evidence.step}</span>}
                      </span>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ol>
      </section>
      {history.length > 0 && (
        <section>
          <h3 className="t-head">Decided</h3>
          <ol className={css.history}>
            {history.toReversed().map((one) => (
              <li key={one.number} className="t-small">
                <p>
                  <b>{nameOf(one.level)}</b>{' '}
                  <span className="t-3 num">
                    {named(one.by)}, {date(one.at, zone)}
                    {one.level !== one.proposed && `, proposed was ${nameOf(one.proposed).toLowerCase()}`}
                  </span>
                </p>
                {one.reason !== '' && <p className="t-2">{one.reason}</p>}
              </li>
            ))}
          </ol>
        </section>
      )}
    </aside>
  );
}

/** What a person makes of it: a level, and why where it is another than the proposed one. */
function Judge({ capability }: { capability: MaturityCapability }) {
  const client = useQueryClient();
  const { actor } = useActing();
  const [level, setLevel] = useState<MaturityLevel>(capability.judged?.level ?? capability.proposed);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wrong =
    level !== capability.proposed && reason.trim() === ''
      ? 'Say why it is another level than the evidence shows.'
      : null;
  const judge = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    setRefused(null);
    if (wrong !== null) return;
    if (actor === '') {
      choosingActor.set(true);
      return;
    }
    try {
      await bridge.maturityJudge(capability.capability, level, reason.trim(), actor);
      await client.invalidateQueries({ queryKey: ['maturity'] });
      say(`${capability.name} is ${nameOf(level).toLowerCase()}`);
      setReason('');
      setAsked(false);
    } catch (error) {
      setRefused(trouble(error).message);
    }
  };
  return (
    <form
      className={css.judge}
      aria-label={`Decide the level of ${capability.name}`}
      onSubmit={(event) => void judge(event)}
    >
      <Select
        label="Decide"
        options={LEVELS.map((one) => ({
          id: one,
          label: `${numberOf(one)} ${nameOf(one)}`,
          ...(one === capability.proposed && { hint: 'proposed' }),
        }))}
        value={level}
        onChange={setLevel}
      />
      <Field
        label="Because"
        value={reason}
        onChange={setReason}
        error={asked ? wrong : null}
        placeholder="Agreed in the council of October"
      />
      {refused !== null && (
        <p className="t-small is-breach" role="alert">
          {refused}
        </p>
      )}
      <p>
        <Button small type="submit">
          Decide
        </Button>
      </p>
    </form>
  );
}
