// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: one row of the table is selected, which a plain table cannot say

import { useState } from 'react';
import { BLANK_FIELD, type Field as CatalogueField, type FieldKind } from '../../bridge';
import { Button, Field, Select } from '../../components/controls';
import { counted, DASH } from '../../components/format';
import { freeKey } from '../../components/keys';
import { EmptyState } from '../../components/states';
import { replaceField } from '../policy/edits';
import type { Editing } from '../policy/useDraft';
import sheet from '../settings.module.css';
import css from './fields.module.css';

const KINDS: { id: FieldKind; label: string }[] = [
  { id: 'text', label: 'text' },
  { id: 'choice', label: 'one of a list' },
  { id: 'number', label: 'number' },
  { id: 'date', label: 'date' },
  { id: 'instant', label: 'date and time' },
  { id: 'boolean', label: 'yes or no' },
];
const kindLabel = (kind: FieldKind) => KINDS.find((entry) => entry.id === kind)?.label ?? kind;

/** Every field that packets and criteria may name: what it is, where it comes from, who answers for it. */
export function FieldsPage({ editing }: { editing: Editing }) {
  const { policy, locked } = editing;
  const [at, setAt] = useState(0);
  const index = Math.min(at, policy.fields.length - 1);
  const field = policy.fields[index];
  const users = (key: string) =>
    policy.handoffs.filter((point) => point.required_fields.includes(key)).map((point) => point.key);
  const add = () => {
    const added: CatalogueField = { ...BLANK_FIELD, key: freeKey('field_', policy.fields) };
    editing.edit('New field', { ...policy, fields: [...policy.fields, added] });
    setAt(policy.fields.length);
  };
  const move = (by: number) => {
    const to = Math.max(0, Math.min(policy.fields.length - 1, index + by));
    setAt(to);
    document.getElementById(`field-row-${to}`)?.focus();
  };
  return (
    <div className={sheet.split}>
      <section className={`pane ${sheet.pad}`}>
        <div className={sheet.top}>
          <h1 className="t-title">Field catalogue</h1>
          <p className="t-2 num">{counted(policy.fields.length, 'field')}. Packets and criteria name nothing else.</p>
          <span className={sheet.gap} />
          {!locked && (
            <Button small onPress={add}>
              New field
            </Button>
          )}
        </div>
        {policy.fields.length === 0 ? (
          <div className={sheet.section}>
            <EmptyState>
              There is no field yet. Imported columns that become attributes are the natural ones to begin with.
            </EmptyState>
          </div>
        ) : (
          <table
            className={`tbl ${css.table}`}
            role="grid"
            aria-label="Field catalogue"
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                event.preventDefault();
                move(event.key === 'ArrowDown' ? 1 : -1);
              }
            }}
          >
            <thead>
              <tr>
                <th>Name</th>
                <th>Key in records</th>
                <th>Type</th>
                <th>Comes from</th>
                <th>Answers for it</th>
                <th className="r" title="Handoffs that require it">
                  Handoffs
                </th>
              </tr>
            </thead>
            <tbody>
              {policy.fields.map((entry, row) => (
                <tr
                  key={entry.key}
                  id={`field-row-${row}`}
                  tabIndex={row === index ? 0 : -1}
                  aria-selected={row === index}
                  onClick={() => setAt(row)}
                  onFocus={() => setAt(row)}
                >
                  <td>{entry.name || <span className="t-3">unnamed</span>}</td>
                  <td className="t-2">{entry.key}</td>
                  <td className="t-2" title={entry.values.join(', ')}>
                    {entry.kind === 'choice' && entry.values.length > 0
                      ? `one of ${entry.values.length}`
                      : kindLabel(entry.kind)}
                  </td>
                  <td className="t-2">{entry.system}</td>
                  <td className="t-2">{entry.owner}</td>
                  <td className="t-2 num r" title={users(entry.key).join(', ')}>
                    {users(entry.key).length === 0 ? DASH : users(entry.key).length}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <aside className="insp" aria-label="Inspector">
        {field && (
          <FieldInspector key={field.key} field={field} index={index} editing={editing} users={users(field.key)} />
        )}
      </aside>
    </div>
  );
}

function FieldInspector({
  field,
  index,
  editing,
  users,
}: {
  field: CatalogueField;
  index: number;
  editing: Editing;
  users: string[];
}) {
  const { policy, locked } = editing;
  const [key, setKey] = useState(field.key);
  const taken = policy.fields.some((other, at) => at !== index && other.key === key.trim());
  const keyError =
    key.trim() === ''
      ? 'It needs a key: the column or attribute of the records.'
      : taken
        ? `Another field has the key ${key.trim()}.`
        : null;
  const change = (what: string, next: CatalogueField, mark?: string) =>
    editing.edit(
      `Field ${field.name || field.key}: ${what}`,
      replaceField(policy, index, next),
      mark && `${mark}-${index}`,
    );
  const text = (part: 'name' | 'system' | 'owner') => ({
    value: field[part],
    readOnly: locked,
    onChange: (value: string) => change(part, { ...field, [part]: value }, part),
  });
  return (
    <>
      <div className="insp__head">
        <p className="t-small t-3">
          {users.length === 0 ? 'No packet requires it' : `Required by ${users.join(', ')}`}
        </p>
        <h2 className="t-panel">{field.name || 'Unnamed field'}</h2>
      </div>
      <div className="insp__body">
        <div className={sheet.stack}>
          <Field label="Name" {...text('name')} />
          <Field
            label="Key"
            hint="column or attribute in records"
            value={key}
            readOnly={locked}
            error={keyError}
            onChange={setKey}
            onBlur={() => {
              if (keyError === null && key.trim() !== field.key) renameKey(editing, field, index, key.trim());
            }}
          />
          <Select
            label="Type"
            isDisabled={locked}
            options={KINDS}
            value={field.kind}
            onChange={(kind) => change(`type ${kindLabel(kind)}`, { ...field, kind })}
          />
          {field.kind === 'choice' && (
            <Field
              label="Allowed values"
              hint="with commas; none = any"
              value={field.values.join(', ')}
              readOnly={locked}
              onChange={(value) => change('allowed values', { ...field, values: splitValues(value) }, 'values')}
            />
          )}
          <Field label="Comes from" {...text('system')} placeholder="Salesforce Lead" />
          <Field label="Answers for it" {...text('owner')} placeholder="Marketing operations" />
        </div>
        {!locked && (
          <p className={css.remove}>
            <Button
              kind="quiet"
              small
              isDisabled={users.length > 0}
              onPress={() =>
                editing.edit(`Field ${field.name || field.key} removed`, {
                  ...policy,
                  fields: policy.fields.filter((_, at) => at !== index),
                })
              }
            >
              Remove this field
            </Button>
            {users.length > 0 && <span className="t-small t-3">It is required by {users.join(', ')}.</span>}
          </p>
        )}
      </div>
    </>
  );
}

/** A key is changed where it is required too, so that no packet loses its field. */
function renameKey({ policy, edit }: Editing, field: CatalogueField, index: number, key: string): void {
  const renamed = replaceField(policy, index, { ...field, key });
  const handoffs = renamed.handoffs.map((point) => ({
    ...point,
    required_fields: point.required_fields.map((required) => (required === field.key ? key : required)),
  }));
  edit(`Field ${field.name || field.key}: key ${key}`, { ...renamed, handoffs });
}

/** Commas end a value; a trailing one is kept while typing by keeping the empty value after it. */
function splitValues(text: string): string[] {
  return text.split(',').map((value, at) => (at === 0 ? value.trimStart() : value.replace(/^\s/, '')));
}
