import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { say } from '../../app/toasts';
import { bridge, type CouncilAction, type DecisionRow, type Person, trouble } from '../../bridge';
import { submits } from '../../components/Area';
import { addDays } from '../../components/civil';
import { Button, Field, Keycaps, Select } from '../../components/controls';
import css from './council.module.css';
import type { CouncilDesk } from './useCouncil';

const NONE = '(none)';
const FORTNIGHT = 14;

interface Props {
  month: string;
  people: readonly Person[];
  decisions: readonly DecisionRow[];
  start: CouncilAction | null;
  /** A decision that the action serves. */
  decision: string | null;
  desk: CouncilDesk;
  onDone: () => void;
}

/** Somebody does something by a day. */
export function ActionForm({ month, people, decisions, start, decision, desk, onDone }: Props) {
  const [text, setText] = useState(start?.text ?? '');
  const [owner, setOwner] = useState(start?.owner ?? '');
  const [due, setDue] = useState(start?.due ?? addDays(new Date().toISOString().slice(0, 10), FORTNIGHT));
  const [serves, setServes] = useState(start?.decision ?? decision ?? NONE);
  const [asked, setAsked] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const wrong = {
    text: text.trim() === '' ? 'Say what is to be done.' : null,
    owner: owner.trim() === '' ? 'Say who does it: an action without an owner is carried over for ever.' : null,
    due: /^\d{4}-\d{2}-\d{2}$/.test(due.trim()) ? null : 'Write a date as 2026-11-12.',
  };
  const save = async () => {
    setAsked(true);
    setRefused(null);
    if (Object.values(wrong).some((one) => one !== null)) return;
    const done = await desk.act(
      (actor) =>
        bridge.actionSave(
          {
            id: start?.id ?? null,
            version: start?.version ?? null,
            text: text.trim(),
            owner: owner.trim(),
            due: due.trim(),
            made_in: start?.made_in ?? month,
            decision: serves === NONE ? null : serves,
          },
          actor,
        ),
      (error) => setRefused(trouble(error).message),
    );
    if (done) onDone();
  };
  /** An action that was given out by mistake; one that is written down again gets another number. */
  const remove = async (given: CouncilAction) => {
    const done = await desk.act(
      (actor) => bridge.actionRemove(given.id, given.version, actor),
      (error) => setRefused(trouble(error).message),
    );
    if (!done) return;
    const { text: was, owner: who, due: by, made_in: made, decision: of } = given;
    say(`A-${given.number} is taken back`, {
      label: 'Write it down again',
      run: () =>
        void desk.act((actor) =>
          bridge.actionSave(
            { id: null, version: null, text: was, owner: who, due: by, made_in: made, decision: of },
            actor,
          ),
        ),
    });
    onDone();
  };
  const keys = (event: KeyboardEvent) => {
    if (submits(event)) void save();
    else if (event.key === 'Escape') {
      event.stopPropagation();
      onDone();
    }
  };
  const name = start === null ? 'An action' : `A-${start.number}`;
  return (
    <form
      className={css.form}
      aria-label={name}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={keys}
    >
      <h3 className="t-head">{name}</h3>
      <Field label="What is to be done" value={text} onChange={setText} error={asked ? wrong.text : null} autoFocus />
      <div className={css.pair}>
        {people.length > 0 ? (
          <div>
            <Select
              label="Owner"
              options={people.map((person) => ({ id: person.key, label: person.name }))}
              value={owner === '' ? null : owner}
              onChange={setOwner}
            />
            {asked && wrong.owner && <p className="field__note is-breach">{wrong.owner}</p>}
          </div>
        ) : (
          <Field label="Owner" value={owner} onChange={setOwner} error={asked ? wrong.owner : null} />
        )}
        <Field label="Due" value={due} onChange={setDue} placeholder="2026-11-12" error={asked ? wrong.due : null} />
      </div>
      {decisions.length > 0 && (
        <Select
          label="Serves"
          options={[
            { id: NONE, label: 'No decision' },
            ...decisions.map(({ decision: one, name: called }) => ({ id: one.id, label: `${called} ${one.text}` })),
          ]}
          value={serves}
          onChange={setServes}
        />
      )}
      {refused !== null && (
        <p className="t-small is-breach" role="alert">
          {refused}
        </p>
      )}
      <div className={css.formActs}>
        <Button small type="submit">
          Keep <Keycaps caps={['Ctrl', '↵']} />
        </Button>
        <Button small kind="quiet" onPress={onDone}>
          Cancel
        </Button>
        {start !== null && !desk.signed && (
          <Button small kind="quiet" onPress={() => void remove(start)}>
            Take it back
          </Button>
        )}
      </div>
    </form>
  );
}
