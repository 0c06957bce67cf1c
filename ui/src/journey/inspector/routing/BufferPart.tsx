import { useState } from 'react';
import type { BufferAct, BufferOutcome, Criterion, EnrichmentBuffer, Policy } from '../../../bridge';
import { LinkButton, Select } from '../../../components/controls';
import { CriterionEditor } from '../criteria/CriterionEditor';
import { useCriterionWords } from '../criteria/questions';
import { isAlways } from '../criteria/tree';
import { type EditorProps, moved, setPart, useCommit } from '../editing';
import css from '../inspector.module.css';
import { Section, Sentence, TextPart, Tick } from '../parts';
import sheet from './routing.module.css';
import { NEW_BUFFER, readMinutes } from './table';

const ACTS: { id: BufferAct['kind']; label: string }[] = [
  { id: 'nurture', label: 'to a stage, without a person' },
  { id: 'existing_owner', label: 'past routing, to whom a field names' },
  { id: 'route_on', label: 'on to routing' },
];

/** The minutes in which systems complete and judge a record before a person sees it. */
export function BufferPart({ handoff, policy, locked, onEdit }: EditorProps) {
  const [on, setOn] = useState(false);
  const { commit, refused } = useCommit(onEdit);
  const { buffer } = handoff;
  const put = (next: EnrichmentBuffer | null) => void commit(setPart(handoff, 'buffer', next));
  const set = (part: Partial<EnrichmentBuffer>) => buffer && put({ ...buffer, ...part });
  const fieldName = (key: string) => policy.fields.find((field) => field.key === key)?.name ?? key;
  if (buffer === null)
    return (
      <Section title="Enrichment buffer" refused={refused}>
        <p className="t-small t-2">
          A record is routed at once.{' '}
          {!locked && (
            <LinkButton className="t-small" onPress={() => put(NEW_BUFFER)}>
              Let systems complete it first
            </LinkButton>
          )}
        </p>
      </Section>
    );
  const minutes = (label: string, field: 'at_least_minutes' | 'at_most_minutes') => (
    <TextPart
      label={label}
      hint="minutes"
      value={String(buffer[field])}
      refuse={(text) => {
        const read = readMinutes(text);
        if (read === undefined) return `“${text}” is no number of minutes. Write 5.`;
        const next = { ...buffer, [field]: read };
        return next.at_least_minutes > next.at_most_minutes ? 'It cannot take longer at least than at most.' : null;
      }}
      onValue={(text) => set({ [field]: readMinutes(text) ?? buffer[field] })}
    />
  );
  const putOutcome = (at: number, outcome: BufferOutcome | null) =>
    set({ outcomes: outcome === null ? buffer.outcomes.toSpliced(at, 1) : buffer.outcomes.with(at, outcome) });
  return (
    <Section
      title="Enrichment buffer"
      what="the enrichment buffer"
      editing={on}
      onEditing={locked ? undefined : setOn}
      refused={refused}
    >
      {on ? (
        <div className={css.form}>
          <div className={css.two}>
            {minutes('At least', 'at_least_minutes')}
            {minutes('At most', 'at_most_minutes')}
          </div>
          <fieldset className={css.ticks}>
            <legend className="field__label">What is filled in or checked meanwhile</legend>
            {policy.fields
              .filter(({ observable }) => observable)
              .map(({ key, name }) => (
                <Tick
                  key={key}
                  on={buffer.enriches.includes(key)}
                  onChange={(is) =>
                    set({ enriches: is ? [...buffer.enriches, key] : buffer.enriches.filter((one) => one !== key) })
                  }
                >
                  {name}
                </Tick>
              ))}
          </fieldset>
          <p className="field__label">Then, the first that holds</p>
          <ol className={sheet.outcomes}>
            {buffer.outcomes.map((outcome, at) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: an outcome has no name but its place
                key={at}
              >
                <OutcomeEditor
                  outcome={outcome}
                  policy={policy}
                  onOutcome={(next) => putOutcome(at, next)}
                  place={at + 1}
                />
                <p className={sheet.rowActs}>
                  <LinkButton
                    className="t-small"
                    aria-label={`Move outcome ${at + 1} up`}
                    isDisabled={at === 0}
                    onPress={() => set({ outcomes: moved(buffer.outcomes, at, at - 1) })}
                  >
                    Up
                  </LinkButton>
                  <LinkButton
                    className="t-small"
                    aria-label={`Move outcome ${at + 1} down`}
                    isDisabled={at === buffer.outcomes.length - 1}
                    onPress={() => set({ outcomes: moved(buffer.outcomes, at, at + 1) })}
                  >
                    Down
                  </LinkButton>
                  <LinkButton
                    className="t-small"
                    aria-label={`Remove outcome ${at + 1}`}
                    onPress={() => putOutcome(at, null)}
                  >
                    Remove
                  </LinkButton>
                </p>
              </li>
            ))}
          </ol>
          <p className={sheet.adds}>
            <LinkButton
              className="t-small"
              onPress={() =>
                set({ outcomes: [...buffer.outcomes, { when: { all: [] }, act: { kind: 'route_on' }, reason: '' }] })
              }
            >
              Add an outcome
            </LinkButton>
            <LinkButton className="t-small" onPress={() => put(null)}>
              Route at once instead
            </LinkButton>
          </p>
        </div>
      ) : (
        <div className={sheet.buffer}>
          <p className="t-2 num">
            {buffer.at_least_minutes} to {buffer.at_most_minutes} minutes before anybody is alerted
            {buffer.enriches.length > 0 && `: ${buffer.enriches.map(fieldName).join(', ')}`}.
          </p>
          <ol>
            {buffer.outcomes.map((outcome, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <li key={at}>
                <OutcomeWords outcome={outcome} policy={policy} handoff={handoff.key} />
              </li>
            ))}
          </ol>
        </div>
      )}
    </Section>
  );
}

function actWords(act: BufferAct, policy: Policy): string {
  switch (act.kind) {
    case 'nurture':
      return `to ${policy.stages.find(({ key }) => key === act.stage)?.name ?? act.stage}, without a person`;
    case 'existing_owner':
      return `past routing, to whom ${policy.fields.find(({ key }) => key === act.field)?.name ?? act.field} names`;
    case 'route_on':
      return 'on to routing';
  }
}

function OutcomeWords({ outcome, policy, handoff }: { outcome: BufferOutcome; policy: Policy; handoff: string }) {
  const words = useCriterionWords(outcome.when, handoff);
  return (
    <>
      <span className={sheet.when}>
        {isAlways(outcome.when) ? 'Everything else' : <Sentence words={words.data?.english ?? '…'} />}
      </span>
      <span>
        <span className="t-3" aria-hidden>
          →
        </span>{' '}
        {actWords(outcome.act, policy)}
        {outcome.reason !== '' && <span className="t-3">, {outcome.reason}</span>}
      </span>
    </>
  );
}

function OutcomeEditor({
  outcome,
  policy,
  place,
  onOutcome,
}: {
  outcome: BufferOutcome;
  policy: Policy;
  place: number;
  onOutcome: (outcome: BufferOutcome) => void;
}) {
  const { act } = outcome;
  const stages = policy.stages.map(({ key, name }) => ({ id: key, label: name }));
  const fields = policy.fields.map(({ key, name }) => ({ id: key, label: name }));
  const nurture = policy.stages.find(({ kind }) => kind === 'nurture') ?? policy.stages[0];
  const given = (kind: BufferAct['kind']): BufferAct => {
    if (kind === 'nurture' && nurture) return { kind, stage: nurture.key };
    const [field] = policy.fields;
    return kind === 'existing_owner' && field ? { kind, field: field.key } : { kind: 'route_on' };
  };
  return (
    <div className={css.form}>
      <CriterionEditor
        label={`When outcome ${place} holds`}
        fields={policy.fields}
        value={outcome.when}
        onChange={(when: Criterion) => onOutcome({ ...outcome, when })}
      />
      <Select
        label="It goes"
        options={ACTS}
        value={act.kind}
        onChange={(kind) => onOutcome({ ...outcome, act: given(kind) })}
      />
      {act.kind === 'nurture' && (
        <Select
          label="Stage"
          options={stages}
          value={act.stage}
          onChange={(stage) => onOutcome({ ...outcome, act: { kind: 'nurture', stage } })}
        />
      )}
      {act.kind === 'existing_owner' && (
        <Select
          label="Field"
          options={fields}
          value={act.field}
          onChange={(field) => onOutcome({ ...outcome, act: { kind: 'existing_owner', field } })}
        />
      )}
      <TextPart label="Why" value={outcome.reason} onValue={(reason) => onOutcome({ ...outcome, reason })} />
    </div>
  );
}
