import type { AuditField, CaseNextStep, NextAct, Policy } from '../bridge';
import { Area } from '../components/Area';
import { Field, Select } from '../components/controls';
import { NEXT_ACTS } from './words';

interface NextProps {
  value: CaseNextStep;
  onChange: (value: CaseNextStep) => void;
}

/** What happens next, in a sentence. */
export function NextStep({ value, onChange }: NextProps) {
  return (
    <Area
      label="Next step"
      hint="what happens, who does it, by when"
      value={value.text}
      onChange={(text) => onChange({ ...value, text })}
    />
  );
}

/** Which of the policy's acts the next step is. */
export function NextKind({ value, onChange }: NextProps) {
  return (
    <Select
      label="The next step is to"
      options={NEXT_ACTS}
      value={value.act}
      onChange={(act: NextAct) => onChange({ ...value, act })}
    />
  );
}

/** What the type wants written down before a case is closed or overridden. */
export function AuditFields({
  fields,
  values,
  onChange,
}: {
  fields: readonly AuditField[];
  values: Record<string, string>;
  onChange: (values: Record<string, string>) => void;
}) {
  return fields.map(({ key, name }) => (
    <Field
      key={key}
      label={name}
      hint="audit field"
      value={values[key] ?? ''}
      onChange={(text) => onChange({ ...values, [key]: text })}
    />
  ));
}

const NONE = '*';

export function RootCause({
  policy,
  value,
  onChange,
}: {
  policy: Policy | undefined;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const causes = policy?.root_causes ?? [];
  if (causes.length === 0) return null;
  return (
    <Select
      label="Root cause"
      options={[{ id: NONE, label: 'Not known' }, ...causes.map(({ key, name }) => ({ id: key, label: name }))]}
      value={value ?? NONE}
      onChange={(key) => onChange(key === NONE ? null : key)}
    />
  );
}
