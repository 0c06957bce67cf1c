import type { Criterion } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { type EditorProps, setOf, setPart, useCommit } from '../editing';
import { Refused, Section } from '../parts';
import { CriterionPart } from './CriterionPart';
import { ALWAYS } from './tree';

/** What must hold before, at and after the handoff: trigger, exit of the sending stage, acceptance, entry to the receiving one. */
export function CriteriaTab({ handoff, ...editing }: EditorProps) {
  const { policy } = editing;
  const from = policy.stages.find(({ key }) => key === handoff.from_stage);
  const to = policy.stages.find(({ key }) => key === handoff.to_stage);
  const shared = { ...editing, handoff: handoff.key };
  return (
    <>
      <TriggerPart handoff={handoff} {...editing} />
      {from && (
        <CriterionPart
          key={`exit-${from.key}`}
          {...shared}
          title={`Exit from ${from.name}`}
          gate="exit"
          called="these exit criteria"
          value={from.exit}
          put={(exit) => setOf('stage', from.key, 'exit', exit)}
        />
      )}
      <CriterionPart
        key={`acceptance-${handoff.key}`}
        {...shared}
        title="Acceptance"
        gate="acceptance"
        called="these acceptance criteria"
        value={handoff.acceptance.criteria}
        put={(criteria) => setPart(handoff, 'acceptance/criteria', criteria)}
      />
      {to && to.key !== from?.key && (
        <CriterionPart
          key={`entry-${to.key}`}
          {...shared}
          title={`Entry to ${to.name}`}
          gate="entry"
          called="these entry criteria"
          value={to.entry}
          put={(entry) => setOf('stage', to.key, 'entry', entry)}
        />
      )}
      {!from && !to && (
        <p className="t-small t-3">
          Name the stages on both sides under Basics: their exit and entry criteria stand here.
        </p>
      )}
    </>
  );
}

/** The trigger as a system decides it; it may not be written down yet. */
function TriggerPart({ handoff, ...editing }: EditorProps) {
  const { commit, refused } = useCommit(editing.onEdit);
  const { criterion } = handoff.trigger;
  const put = (next: Criterion | null) => setPart(handoff, 'trigger/criterion', next);
  if (criterion !== null)
    return (
      <CriterionPart
        {...editing}
        title="Trigger"
        handoff={handoff.key}
        gate="trigger"
        called="this trigger"
        value={criterion}
        put={put}
      />
    );
  return (
    <Section title="Trigger">
      <p className="t-small t-2">
        {handoff.trigger.text === '' ? 'No trigger is named' : `“${handoff.trigger.text}”`}, and nothing says how a
        system decides it.{' '}
        {!editing.locked && (
          <LinkButton className="t-small" onPress={() => void commit(put(ALWAYS))}>
            Write it as tests
          </LinkButton>
        )}
      </p>
      <Refused words={refused} />
    </Section>
  );
}
