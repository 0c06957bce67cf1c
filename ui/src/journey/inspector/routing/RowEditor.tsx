import { useState } from 'react';
import type { Criterion, Policy, RoutingRow } from '../../../bridge';
import { Select } from '../../../components/controls';
import { CriterionEditor } from '../criteria/CriterionEditor';
import { CriterionSays } from '../criteria/CriterionSays';
import css from '../inspector.module.css';
import { TextPart } from '../parts';
import { AssignmentEditor } from './AssignmentEditor';
import { KINDS } from './table';

interface Props {
  row: RoutingRow;
  policy: Policy;
  handoff: string;
  onRow: (row: RoutingRow) => void;
}

/** One row: what it decides on, which records it is for, whom it gives them to, and why. */
export function RowEditor({ row, policy, handoff, onRow }: Props) {
  const [typed, setTyped] = useState<Criterion | null>(null);
  return (
    <div className={css.form}>
      <Select label="Decides on" options={KINDS} value={row.kind} onChange={(kind) => onRow({ ...row, kind })} />
      <div>
        <p className="field__label">For records of which</p>
        <CriterionEditor
          label="Which records the row is for"
          fields={policy.fields}
          value={row.when}
          onTyping={setTyped}
          onChange={(when) => onRow({ ...row, when })}
        />
      </div>
      <CriterionSays criterion={typed ?? row.when} handoff={handoff} gate="routing" called="this row" />
      <AssignmentEditor assign={row.assign} policy={policy} onAssign={(assign) => onRow({ ...row, assign })} />
      <TextPart
        label="Why"
        hint="read by whoever asks how a record came to its owner"
        value={row.reason}
        onValue={(reason) => onRow({ ...row, reason })}
      />
    </div>
  );
}
