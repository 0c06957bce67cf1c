import { useState } from 'react';
import type { DispositionReason, Operation, ReceiverDecision } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { type EditorProps, freshKey, keyOf, setOf, setPart, together, useCommit } from '../editing';
import { Section, TextPart, Tick } from '../parts';
import css from './dispositions.module.css';
import { ReasonEditor } from './ReasonEditor';
import { DECISIONS, newReason, nextWords, reasonLacks } from './reasons';

/** What the receiver may decide, for which reasons, and what each sets going. */
export function DispositionsTab(props: EditorProps) {
  return (
    <>
      {DECISIONS.map(({ id, label }) => (
        <Decision key={id} decision={id} label={label} {...props} />
      ))}
      <p className="t-small t-3">
        A reason belongs to the whole company: what is changed here holds wherever it is offered.
      </p>
    </>
  );
}

function Decision({
  decision,
  label,
  handoff,
  policy,
  locked,
  onEdit,
}: EditorProps & { decision: ReceiverDecision; label: string }) {
  const [on, setOn] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const { commit, refused } = useCommit(onEdit);
  const all = policy.dispositions.filter((reason) => reason.decision === decision);
  const offered = (reason: DispositionReason) => handoff.dispositions.includes(reason.key);
  const shown = on ? all : all.filter(offered);
  const offer = (key: string, is: boolean): Operation =>
    setPart(
      handoff,
      'dispositions',
      is ? [...handoff.dispositions, key] : handoff.dispositions.filter((other) => other !== key),
    );
  const add = (name: string) => {
    const key = freshKey(
      policy.dispositions.map((reason) => reason.key),
      keyOf(name),
    );
    const entry = newReason(key, name.trim(), decision);
    setOpen(key);
    void commit(
      together([{ op: 'insert', at: policy.dispositions.length, noun: 'disposition', entry }, offer(key, true)]),
    );
  };
  return (
    <Section
      title={label}
      what={`what is ${label.toLowerCase()}`}
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      {shown.length === 0 && (
        <p className="t-small t-2">
          {on ? 'No reason is known for this yet.' : `No reason is offered for what is ${label.toLowerCase()}.`}
        </p>
      )}
      <ul className={css.reasons}>
        {shown.map((reason) => {
          const lacks = reasonLacks(reason);
          return (
            <li key={reason.key}>
              <div className={css.head}>
                {on ? (
                  <Tick on={offered(reason)} onChange={(is) => void commit(offer(reason.key, is))}>
                    <b>{reason.name}</b>
                  </Tick>
                ) : (
                  <b>{reason.name}</b>
                )}
                {on && (
                  <LinkButton
                    className="t-small"
                    aria-expanded={open === reason.key}
                    aria-label={`${open === reason.key ? 'Close' : 'Edit'} ${reason.name}`}
                    onPress={() => setOpen(open === reason.key ? null : reason.key)}
                  >
                    {open === reason.key ? 'Close' : 'Edit'}
                  </LinkButton>
                )}
              </div>
              {!(on && open === reason.key) && (
                <>
                  {reason.meaning !== '' && <p className="t-2">{reason.meaning}</p>}
                  {reason.next.length > 0 && (
                    <ol className={css.next}>
                      {reason.next.map((step, at) => (
                        // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
                        <li key={at}>{nextWords(step, policy)}</li>
                      ))}
                    </ol>
                  )}
                  {reason.review_after_days !== null && (
                    <p className="t-3">Looked at again after {reason.review_after_days} days</p>
                  )}
                  {lacks !== null && <p className="is-risk">{lacks}</p>}
                </>
              )}
              {on && open === reason.key && (
                <ReasonEditor
                  reason={reason}
                  policy={policy}
                  onPart={(field, value) => void commit(setOf('disposition', reason.key, field, value))}
                />
              )}
            </li>
          );
        })}
      </ul>
      {on && (
        <div className={css.add}>
          <TextPart
            key={policy.dispositions.length}
            label={`Another reason why it is ${label.toLowerCase()}`}
            value=""
            placeholder={decision === 'recycled' ? 'Timing' : decision === 'rejected' ? 'Not our customer' : 'Accepted'}
            onValue={(name) => name.trim() !== '' && add(name)}
          />
        </div>
      )}
    </Section>
  );
}
