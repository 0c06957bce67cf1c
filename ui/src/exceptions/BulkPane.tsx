import type { CaseRow, Policy } from '../bridge';
import { Button, Keycaps, LinkButton } from '../components/controls';
import { ActForm, type FormKind } from './ActForm';
import type { Desk } from './acts';
import css from './exceptions.module.css';
import { severityClass } from './words';

interface Props {
  rows: readonly CaseRow[];
  policy: Policy | undefined;
  severities: readonly { key: string; name: string }[];
  desk: Desk;
  form: FormKind | null;
  onForm: (form: FormKind | null) => void;
  onDone: (kind: FormKind, numbers: number[]) => void;
  onClear: () => void;
}

const ACTS: [FormKind, string, string][] = [
  ['assign', 'Assign', 'A'],
  ['severity', 'Severity', 'S'],
  ['dispute', 'Dispute', 'D'],
  ['resolve', 'Resolve', 'R'],
  ['note', 'Note', 'N'],
];

/** One act on all marked cases; what one of them refuses does not hold up the others. */
export function BulkPane({ rows, policy, severities, desk, form, onForm, onDone, onClear }: Props) {
  const kinds = new Set(rows.map((row) => row.case.exception_type));
  const audited = (policy?.exception_types ?? []).filter(({ key }) => kinds.has(key));
  const fields = [...new Map(audited.flatMap((kind) => kind.audit_fields).map((one) => [one.key, one])).values()];
  return (
    <aside className="insp" aria-label="Marked cases">
      <div className="insp__head">
        <h2 className="t-panel num">{rows.length} cases are marked</h2>
        <p className="t-small t-2">
          An act goes to each of them. <LinkButton onPress={onClear}>Unmark all</LinkButton>
        </p>
      </div>
      <div className={css.verbs}>
        {ACTS.map(([kind, label, key]) => (
          <Button key={kind} small kind={form === kind ? 'plain' : 'quiet'} onPress={() => onForm(kind)}>
            {label} <Keycaps caps={[key]} />
          </Button>
        ))}
      </div>
      {form !== null && (
        <div className={css.formBox}>
          <ActForm
            key={form}
            kind={form}
            rows={rows}
            policy={policy}
            severities={severities}
            auditFields={fields}
            desk={desk}
            onDone={onDone}
            onClose={() => onForm(null)}
          />
        </div>
      )}
      <div className="insp__body">
        <ul className={css.marked}>
          {rows.map((row) => (
            <li key={row.case.number}>
              <span className={severityClass(severities, row.case.severity)}>{row.severity_name}</span>
              <span className="t-2 num">{row.name}</span>
              <span className="num">{row.case.passage.record_id}</span>
              <span className="t-2">{row.type_name}</span>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  );
}
