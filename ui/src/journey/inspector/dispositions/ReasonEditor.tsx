import type { DispositionReason, NextStep, NextWhen, Policy } from '../../../bridge';
import { LinkButton, Select } from '../../../components/controls';
import { moved } from '../editing';
import { TextPart, Tick } from '../parts';
import css from './dispositions.module.css';
import { DECISIONS, NEW_STEP, NEXT_ACTS, readDays } from './reasons';

const NONE = '(none)';
const WHENS: { id: NextWhen['kind']; label: string }[] = [
  { id: 'now', label: 'at once' },
  { id: 'after_days', label: 'after days' },
  { id: 'on', label: 'when something happens' },
];

interface Props {
  reason: DispositionReason;
  policy: Policy;
  onPart: (field: string, value: unknown) => void;
}

/** A reason: what it means, when to choose it, and what happens next, in order. */
export function ReasonEditor({ reason, policy, onPart }: Props) {
  const put = (next: NextStep[]) => onPart('next', next);
  const days = (text: string) =>
    text.trim() === '' || readDays(text) !== undefined ? null : `“${text}” is no number of days. Write 90.`;
  return (
    <div className={css.open}>
      <TextPart
        label="Name"
        value={reason.name}
        refuse={(text) => (text.trim() === '' ? 'It needs a name.' : null)}
        onValue={(name) => onPart('name', name.trim())}
      />
      <TextPart label="When to choose it" value={reason.meaning} onValue={(meaning) => onPart('meaning', meaning)} />
      <div className={css.two}>
        <Select
          label="Decision"
          options={DECISIONS}
          value={reason.decision}
          onChange={(decision) => onPart('decision', decision)}
        />
        <TextPart
          label="Looked at again"
          hint="after days"
          value={reason.review_after_days === null ? '' : String(reason.review_after_days)}
          placeholder="never"
          refuse={days}
          onValue={(text) => onPart('review_after_days', readDays(text) ?? null)}
        />
      </div>
      <Tick on={reason.structured} onChange={(structured) => onPart('structured', structured)}>
        Chosen from a list, not written as free text
      </Tick>
      <p className="field__label">What happens next</p>
      <ol className={css.steps}>
        {reason.next.map((step, at) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
            key={at}
            onKeyDownCapture={(event) => {
              if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
              event.preventDefault();
              event.stopPropagation();
              const to = at + (event.key === 'ArrowDown' ? 1 : -1);
              if (to >= 0 && to < reason.next.length) put(moved(reason.next, at, to));
            }}
          >
            <Step step={step} policy={policy} onStep={(next) => put(reason.next.with(at, next))} />
            <p className={css.acts}>
              <LinkButton
                className="t-small"
                aria-label={`Move step ${at + 1} up`}
                isDisabled={at === 0}
                onPress={() => put(moved(reason.next, at, at - 1))}
              >
                Up
              </LinkButton>
              <LinkButton
                className="t-small"
                aria-label={`Move step ${at + 1} down`}
                isDisabled={at === reason.next.length - 1}
                onPress={() => put(moved(reason.next, at, at + 1))}
              >
                Down
              </LinkButton>
              <LinkButton
                className="t-small"
                aria-label={`Remove step ${at + 1}`}
                onPress={() => put(reason.next.toSpliced(at, 1))}
              >
                Remove
              </LinkButton>
            </p>
          </li>
        ))}
      </ol>
      <LinkButton className="t-small" onPress={() => put([...reason.next, NEW_STEP])}>
        Add a step
      </LinkButton>
    </div>
  );
}

function Step({ step, policy, onStep }: { step: NextStep; policy: Policy; onStep: (step: NextStep) => void }) {
  const { when } = step;
  const setWhen = (kind: NextWhen['kind']): NextWhen => {
    if (kind === 'after_days') return { kind, days: 90 };
    return kind === 'on' ? { kind, trigger: { text: '', kind: 'event', criterion: null, source: null } } : { kind };
  };
  return (
    <div className={css.step}>
      <div className={css.two}>
        <Select label="Act" options={NEXT_ACTS} value={step.act} onChange={(act) => onStep({ ...step, act })} />
        <Select
          label="When"
          options={WHENS}
          value={when.kind}
          onChange={(kind) => onStep({ ...step, when: setWhen(kind) })}
        />
      </div>
      {when.kind === 'after_days' && (
        <TextPart
          label="Days"
          value={String(when.days)}
          refuse={(text) => (readDays(text) === undefined ? `“${text}” is no number of days. Write 90.` : null)}
          onValue={(text) => onStep({ ...step, when: { kind: 'after_days', days: readDays(text) ?? when.days } })}
        />
      )}
      {when.kind === 'on' && (
        <TextPart
          label="What has to happen"
          value={when.trigger.text}
          placeholder="Pricing page visited again"
          onValue={(text) => onStep({ ...step, when: { kind: 'on', trigger: { ...when.trigger, text } } })}
        />
      )}
      <div className={css.two}>
        <Select
          label="To stage"
          options={[{ id: NONE, label: 'None' }, ...policy.stages.map(({ key, name }) => ({ id: key, label: name }))]}
          value={step.stage ?? NONE}
          onChange={(stage) => onStep({ ...step, stage: stage === NONE ? null : stage })}
        />
        <Select
          label="In the queue"
          options={[{ id: NONE, label: 'None' }, ...policy.queues.map(({ key, name }) => ({ id: key, label: name }))]}
          value={step.queue ?? NONE}
          onChange={(queue) => onStep({ ...step, queue: queue === NONE ? null : queue })}
        />
      </div>
      <TextPart label="Track or list" value={step.track} onValue={(track) => onStep({ ...step, track })} />
    </div>
  );
}
