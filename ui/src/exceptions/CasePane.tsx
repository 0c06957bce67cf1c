import { type ReactNode, useState } from 'react';
import type { AuditState, CaseDetail, CaseRow, Policy } from '../bridge';
import { Button, Keycaps, Tabs } from '../components/controls';
import { HandoffBadge } from '../components/HandoffBadge';
import { StatusMark } from '../components/StatusMark';
import { ErrorPanel, Loading } from '../components/states';
import { ActForm, type FormKind } from './ActForm';
import type { Desk, Refusals } from './acts';
import { Evidence } from './Evidence';
import css from './exceptions.module.css';
import { Notes } from './Notes';
import { OverrideForm } from './OverrideForm';
import type { PaneTab } from './place';
import { isOpen } from './queue';
import { Refused } from './Refused';
import { Trail } from './Trail';
import { STATUSES, severityClass, timeLeft, timeLeftWords } from './words';

interface Props {
  detail: CaseDetail | undefined;
  error: unknown;
  retry: () => void;
  audit: AuditState;
  now: number;
  policy: Policy | undefined;
  severities: readonly { key: string; name: string }[];
  desk: Desk;
  tab: PaneTab;
  onTab: (tab: PaneTab) => void;
  form: FormKind | null;
  onForm: (form: FormKind | null) => void;
  onDone: (kind: FormKind, numbers: number[]) => void;
  onOverridden: (numbers: number[], resolved: boolean) => void;
  /** The case that comes after this one. */
  next: string | null;
}

/** The selected case: why, what may be done, what was said and done. */
export function CasePane(props: Props) {
  const { detail, error, retry } = props;
  if (error && detail === undefined)
    return (
      <aside className="insp" aria-label="Case">
        <ErrorPanel error={error} retry={retry} />
      </aside>
    );
  if (detail === undefined)
    return (
      <aside className={`insp ${css.waiting}`} aria-label="Case">
        <Loading label="Opening the case" />
      </aside>
    );
  return <Shown {...props} detail={detail} />;
}

function Shown(props: Props & { detail: CaseDetail }) {
  const { detail, audit, now, policy, severities, desk, tab, onTab, form, onForm, onDone, onOverridden, next } = props;
  const { row } = detail;
  const { case: one } = row;
  const open = isOpen(one.status);
  const count = detail.history.filter(
    ({ entry }) => entry.actor !== '' && ['case.noted', 'case.disputed', 'case.reopened'].includes(entry.act),
  ).length;
  return (
    <aside className="insp" aria-label={`Case ${row.name}`}>
      <div className="insp__head">
        <div className={css.top}>
          <span className={severityClass(severities, one.severity)}>{row.severity_name}</span>
          <span className="t-small t-2 num">{row.name}</span>
          <HandoffBadge handoff={row.handoff} />
          <span className={css.gap} />
          <Left row={row} />
        </div>
        <h2 className={`t-panel ${css.title}`}>{row.called ?? one.passage.record_id}</h2>
        <p className="t-small t-2">
          {row.called !== null && `${one.passage.record_id}, `}
          {row.type_name}
          {one.passage.cycle > 1 && `, cycle ${one.passage.cycle}`},{' '}
          {one.status === 'disputed' && row.escalated_to_name !== null
            ? `disputed, now with ${row.escalated_to_name}`
            : STATUSES[one.status]}
          {open && `, ${row.owner_name === null ? 'unassigned' : `with ${row.owner_name}`}`}
        </p>
      </div>
      <div className={css.verbs}>
        {open ? (
          <>
            <Verb keys="A" label="Assign" on={form === 'assign'} run={() => onForm('assign')} />
            <Verb keys="S" label="Severity" on={form === 'severity'} run={() => onForm('severity')} />
            <Verb keys="D" label="Dispute" on={form === 'dispute'} run={() => onForm('dispute')} />
            <Verb keys="R" label="Resolve" on={form === 'resolve'} run={() => onForm('resolve')} />
          </>
        ) : (
          <Verb label="Reopen" on={form === 'reopen'} run={() => onForm('reopen')} />
        )}
      </div>
      {form === null && <Suggested row={row} desk={desk} onDone={onDone} />}
      {form !== null && (
        <div className={css.formBox}>
          <ActForm
            key={`${one.number}-${form}`}
            kind={form}
            rows={[row]}
            policy={policy}
            severities={severities}
            auditFields={detail.audit_fields}
            desk={desk}
            onDone={onDone}
            onClose={() => onForm(null)}
          />
        </div>
      )}
      <Tabs
        label="Of this case"
        options={[
          { id: 'evidence', label: 'Evidence' },
          { id: 'override', label: 'Override' },
          { id: 'notes', label: count > 0 ? `Notes ${count}` : 'Notes' },
          { id: 'audit', label: 'Audit' },
        ]}
        value={tab}
        onChange={onTab}
      >
        <div className="insp__body">
          {tab === 'evidence' && <Evidence key={one.number} detail={detail} policy={policy} desk={desk} />}
          {tab === 'override' &&
            (open ? (
              <OverrideForm
                key={one.number}
                detail={detail}
                policy={policy}
                desk={desk}
                now={now}
                next={next}
                onDone={onOverridden}
                onDispute={() => onForm('dispute')}
              />
            ) : (
              <p className="t-2">
                {row.name} is {one.status} and cannot be overridden. Reopen it first.
              </p>
            ))}
          {tab === 'notes' && <Notes history={detail.history} policy={policy} onNote={() => onForm('note')} />}
          {tab === 'audit' && <Trail history={detail.history} audit={audit} policy={policy} />}
        </div>
      </Tabs>
    </aside>
  );
}

function Verb({ keys, label, on, run }: { keys?: string; label: string; on: boolean; run: () => void }): ReactNode {
  return (
    <Button small kind={on ? 'plain' : 'quiet'} onPress={run}>
      {label} {keys !== undefined && <Keycaps caps={[keys]} />}
    </Button>
  );
}

function Left({ row }: { row: CaseRow }) {
  const left = timeLeft(row);
  return (
    <span className={`state t-small num is-${left.status}`} title={timeLeftWords(row) ?? undefined}>
      <StatusMark status={left.status} label={left.label} />
      <b>{row.left?.words ?? left.text}</b>
    </span>
  );
}

/** Who would take a case that nobody has, and why; one press assigns it. */
function Suggested({ row, desk, onDone }: { row: CaseRow; desk: Desk; onDone: Props['onDone'] }) {
  const { suggested } = row;
  const [refused, setRefused] = useState<Refusals>([]);
  if (suggested === null) return null;
  const assign = async (to: string) => {
    const result = await desk.act([row], { act: 'assign', to });
    if (result === null) return;
    setRefused(result.refused);
    if (result.refused.length === 0) onDone('assign', result.done);
  };
  const { person } = suggested;
  return (
    <div className={css.suggested}>
      <p className="t-small t-2">{suggested.because}</p>
      {person !== null && (
        <Button small isDisabled={desk.busy} onPress={() => void assign(person)}>
          Assign to {suggested.name}
        </Button>
      )}
      <Refused refused={refused} />
    </div>
  );
}
