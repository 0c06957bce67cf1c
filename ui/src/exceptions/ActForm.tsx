import { useState } from 'react';
import type { AuditField, CaseAct, CaseNextStep, CaseRow, Policy } from '../bridge';
import { Area, submits } from '../components/Area';
import { Button, Field, Keycaps, Select } from '../components/controls';
import type { Desk, Refusals } from './acts';
import css from './exceptions.module.css';
import { AuditFields, NextKind, NextStep, RootCause } from './fields';
import { Refused } from './Refused';

export type FormKind = 'assign' | 'severity' | 'dispute' | 'resolve' | 'reopen' | 'note';

const TITLES: Record<FormKind, string> = {
  assign: 'Assign',
  severity: 'Severity',
  dispute: 'Dispute',
  resolve: 'Resolve',
  reopen: 'Reopen',
  note: 'Note',
};

interface Props {
  kind: FormKind;
  rows: readonly CaseRow[];
  policy: Policy | undefined;
  severities: readonly { key: string; name: string }[];
  /** What has to be written down for these cases. */
  auditFields: readonly AuditField[];
  desk: Desk;
  /** What was done, so that the list can go on. */
  onDone: (kind: FormKind, numbers: number[]) => void;
  onClose: () => void;
}

const NOBODY = '*';

/** One act on one case or on all that are marked. What was written stays until it is done. */
export function ActForm({ kind, rows, policy, severities, auditFields, desk, onDone, onClose }: Props) {
  const first = rows[0]?.case;
  const same = <V,>(of: (row: CaseRow) => V): V | undefined => {
    const [one, ...others] = rows.map(of);
    return others.every((other) => other === one) ? one : undefined;
  };
  const [to, setTo] = useState(same((row) => row.case.owner ?? row.suggested?.person) ?? NOBODY);
  const [severity, setSeverity] = useState(same((row) => row.case.severity) ?? null);
  const [text, setText] = useState('');
  const [next, setNext] = useState<CaseNextStep>({ act: 'alert', text: '' });
  const [cause, setCause] = useState<string | null>(first?.root_cause ?? null);
  const [fields, setFields] = useState<Record<string, string>>(rows.length === 1 ? (first?.audit_fields ?? {}) : {});
  const [refused, setRefused] = useState<Refusals>([]);

  const act = (): CaseAct => {
    switch (kind) {
      case 'assign':
        return { act: 'assign', to: to === NOBODY ? null : to };
      case 'severity':
        return { act: 'set_severity', severity: severity ?? '', reason: text };
      case 'dispute':
        return { act: 'dispute', text };
      case 'note':
        return { act: 'note', text };
      case 'reopen':
        return { act: 'reopen', reason: text };
      case 'resolve':
        return { act: 'resolve', reason: text, next_step: next, root_cause: cause, audit_fields: fields };
    }
  };
  const submit = async () => {
    const result = await desk.act(rows, act());
    if (result === null) return;
    setRefused(result.refused);
    if (result.refused.length === 0) onDone(kind, result.done);
  };
  const many = rows.length > 1;
  return (
    <form
      className={css.form}
      aria-label={TITLES[kind]}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDownCapture={(event) => submits(event) && void submit()}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) {
          event.stopPropagation();
          onClose();
        }
      }}
    >
      {kind === 'assign' && (
        <Select
          label="Owner"
          autoFocus
          options={[
            { id: NOBODY, label: 'Nobody' },
            ...(policy?.people ?? []).filter((one) => one.active).map(({ key, name }) => ({ id: key, label: name })),
          ]}
          value={to}
          onChange={setTo}
        />
      )}
      {kind === 'severity' && (
        <Select
          label="Severity"
          autoFocus
          options={severities.map(({ key, name }) => ({ id: key, label: name }))}
          value={severity}
          onChange={setSeverity}
        />
      )}
      {(kind === 'severity' || kind === 'reopen') && (
        <Field label="Reason" value={text} onChange={setText} autoFocus={kind === 'reopen'} />
      )}
      {kind === 'dispute' && (
        <Area
          label="What you disagree with"
          note="It goes to whoever stands above the last to decide, and they resolve it."
          value={text}
          onChange={setText}
          autoFocus
        />
      )}
      {kind === 'note' && <Area label="Note" value={text} onChange={setText} autoFocus />}
      {kind === 'resolve' && (
        <>
          <Field label="Reason" hint="why it is settled" value={text} onChange={setText} autoFocus />
          <NextStep value={next} onChange={setNext} />
          <div className={css.two}>
            <NextKind value={next} onChange={setNext} />
            <RootCause policy={policy} value={cause} onChange={setCause} />
            <AuditFields fields={auditFields} values={fields} onChange={setFields} />
          </div>
        </>
      )}
      <Refused refused={refused} naming={many} />
      <div className={css.acts}>
        <Button kind="primary" type="submit" isDisabled={desk.busy}>
          {TITLES[kind]}
          {many && ` ${rows.length} cases`} <Keycaps caps={['Ctrl', '↵']} />
        </Button>
        <Button kind="quiet" onPress={onClose}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
