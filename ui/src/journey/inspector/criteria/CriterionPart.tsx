import { useState } from 'react';
import type { CriteriaGate, Criterion, Operation } from '../../../bridge';
import type { Editing } from '../editing';
import { useCommit } from '../editing';
import { Section } from '../parts';
import { CriterionEditor } from './CriterionEditor';
import { CriterionSays } from './CriterionSays';

interface Props extends Editing {
  title: string;
  aside?: string;
  handoff: string;
  gate: CriteriaGate;
  called: string;
  value: Criterion;
  /** The operation that puts another criterion in its place. */
  put: (criterion: Criterion) => Operation;
}

/** A criterion with its title: read first, edited in place, with what the records say of it below. */
export function CriterionPart({ title, aside, handoff, gate, called, value, put, policy, locked, onEdit }: Props) {
  const [editing, setEditing] = useState(false);
  const [typed, setTyped] = useState<Criterion | null>(null);
  const { commit, refused } = useCommit(onEdit);
  return (
    <Section
      title={title}
      {...(aside !== undefined && { aside })}
      what={title.toLowerCase()}
      editing={editing}
      onEditing={
        locked
          ? undefined
          : (on) => {
              setEditing(on);
              setTyped(null);
            }
      }
      refused={refused}
    >
      {editing && (
        <CriterionEditor
          label={title}
          fields={policy.fields}
          value={value}
          onTyping={setTyped}
          onChange={(criterion) => void commit(put(criterion))}
        />
      )}
      <CriterionSays criterion={(editing ? typed : null) ?? value} handoff={handoff} gate={gate} called={called} />
    </Section>
  );
}
