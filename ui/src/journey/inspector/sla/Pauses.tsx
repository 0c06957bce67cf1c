import { useState } from 'react';
import type { ClockConditions, Criterion, PauseCondition } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { clockLabel } from '../../../components/targets';
import { CriterionEditor } from '../criteria/CriterionEditor';
import { CriterionSays } from '../criteria/CriterionSays';
import { useCriterionWords } from '../criteria/questions';
import { ALWAYS, isAlways } from '../criteria/tree';
import { type EditorProps, setPart, useCommit } from '../editing';
import { Section, Sentence, TextPart } from '../parts';
import css from './sla.module.css';

const NEW: ClockConditions = { clock: null, start: null, pauses: [], stop: null, cancel: null };
type End = 'start' | 'stop' | 'cancel';
const ENDS: { id: End; said: string; add: string }[] = [
  { id: 'start', said: 'starts when', add: 'Say when it starts' },
  { id: 'stop', said: 'stops when', add: 'Say when it stops' },
  { id: 'cancel', said: 'is called off when', add: 'Say when it is called off' },
];

/** When the clocks stand still, and where they start, stop and are called off otherwise than by their events. */
export function Pauses({ handoff, policy, locked, onEdit }: EditorProps) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const sets = handoff.clock_conditions;
  const put = (at: number, part: Partial<ClockConditions>) => {
    const next =
      at < sets.length
        ? sets.map((one, place) => (place === at ? { ...one, ...part } : one))
        : [...sets, { ...NEW, ...part }];
    void commit(
      setPart(
        handoff,
        'clock_conditions',
        next.filter(({ start, pauses, stop, cancel }) => start || stop || cancel || pauses.length > 0),
      ),
    );
  };
  const nothing = sets.every(({ pauses }) => pauses.length === 0);
  const edited = sets.length === 0 ? [NEW] : sets;
  return (
    <Section title="Pauses" what="the pauses" editing={on} onEditing={locked ? undefined : setOn} refused={refused}>
      <div className={css.pauses}>
        {(on ? edited : sets).map((set, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: conditions are known by their clock, of which one may stand alone
          <div key={at} className={css.pauseSet}>
            {(on || set.clock !== null) && (
              <p className="t-small t-3">
                {set.clock === null ? 'Every clock' : `The clock ${clockLabel(set.clock).toLowerCase()}`}
              </p>
            )}
            {set.pauses.map((pause, place) => (
              <Pause
                // biome-ignore lint/suspicious/noArrayIndexKey: a pause has no name but its place
                key={place}
                pause={pause}
                handoff={handoff.key}
                fields={policy.fields}
                editing={on}
                onPause={(next) =>
                  put(at, { pauses: next === null ? set.pauses.toSpliced(place, 1) : set.pauses.with(place, next) })
                }
              />
            ))}
            {ENDS.map(({ id, said }) => {
              const when = set[id];
              return when === null ? null : (
                <EndLine
                  key={id}
                  said={said}
                  when={when}
                  handoff={handoff.key}
                  fields={policy.fields}
                  editing={on}
                  onWhen={(next) => put(at, { [id]: next })}
                />
              );
            })}
            {on && (
              <p className={css.adds}>
                <LinkButton
                  className="t-small"
                  onPress={() => put(at, { pauses: [...set.pauses, { when: ALWAYS, reason: '' }] })}
                >
                  Add a pause
                </LinkButton>
                {ENDS.filter(({ id }) => set[id] === null).map(({ id, add }) => (
                  <LinkButton key={id} className="t-small" onPress={() => put(at, { [id]: ALWAYS })}>
                    {add}
                  </LinkButton>
                ))}
              </p>
            )}
          </div>
        ))}
        {!on && (
          <p className="t-small t-2">{nothing ? 'Nothing stops the clock once it runs.' : 'Nothing else stops it.'}</p>
        )}
      </div>
    </Section>
  );
}

interface PauseProps {
  pause: PauseCondition;
  handoff: string;
  fields: EditorProps['policy']['fields'];
  editing: boolean;
  onPause: (pause: PauseCondition | null) => void;
}

function Pause({ pause, handoff, fields, editing, onPause }: PauseProps) {
  const [typed, setTyped] = useState<Criterion | null>(null);
  const words = useCriterionWords(pause.when, handoff);
  if (!editing)
    return (
      <p className={`t-small t-2 ${css.said}`}>
        The clock stops while {pause.reason || 'this holds'}
        {words.data && !isAlways(pause.when) && (
          <span className="t-3">
            {' '}
            (<Sentence words={words.data.english} />)
          </span>
        )}
        .
      </p>
    );
  return (
    <div className={css.pause}>
      <TextPart
        label="The clock stops while"
        value={pause.reason}
        placeholder="the buyer asked for a later call"
        onValue={(reason) => onPause({ ...pause, reason })}
      />
      {isAlways(pause.when) && <p className="t-small is-risk">It says nothing yet: it would always stand still.</p>}
      <CriterionEditor
        label={`When it pauses: ${pause.reason}`}
        fields={fields}
        value={pause.when}
        onTyping={setTyped}
        onChange={(when) => onPause({ ...pause, when })}
      />
      <CriterionSays criterion={typed ?? pause.when} handoff={handoff} gate="pause" called="this pause" />
      <LinkButton className="t-small" onPress={() => onPause(null)}>
        Remove this pause
      </LinkButton>
    </div>
  );
}

interface EndProps {
  said: string;
  when: Criterion;
  handoff: string;
  fields: EditorProps['policy']['fields'];
  editing: boolean;
  onWhen: (when: Criterion | null) => void;
}

function EndLine({ said, when, handoff, fields, editing, onWhen }: EndProps) {
  const words = useCriterionWords(when, handoff);
  if (!editing)
    return (
      <p className={`t-small t-2 ${css.said}`}>
        It {said} <Sentence words={words.data?.english ?? '…'} />.
      </p>
    );
  return (
    <div className={css.pause}>
      <p className="field__label">It {said}</p>
      <CriterionEditor label={`It ${said}`} fields={fields} value={when} onChange={onWhen} />
      <LinkButton className="t-small" onPress={() => onWhen(null)}>
        By its event alone
      </LinkButton>
    </div>
  );
}
