import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import type { FieldSource, InspectedFile, Mapping } from '../../bridge';
import { LinkButton, Select } from '../../components/controls';
import { FIELD_GROUPS, fieldLabel, fieldOf, RECORD_FIELDS } from './fields';
import css from './import.module.css';
import { allColumns, removeField, setField } from './mapping-edit';
import { changeKind, columnOf, kindOf, type SourceKind, sourceWords, testOf, withColumn, withTest } from './sentences';
import { Tokens } from './Tokens';

interface Props {
  files: InspectedFile[];
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** The mapping as it reads aloud, every sentence editable in place. */
export function Sentences({ files, mapping, onMapping }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const long = mapping.shape === 'long';
  const order = RECORD_FIELDS.map((field) => field.key);
  const rank = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const fields = Object.keys(mapping.fields).sort((a, b) => rank(a) - rank(b));
  const free = RECORD_FIELDS.filter((field) => !mapping.fields[field.key]);
  const add = (key: string) => {
    const source: FieldSource =
      long && (fieldOf(key)?.group === 'moments' || fieldOf(key)?.group === 'due')
        ? { first_event: { column: '', is: [], changed: false } }
        : { constant: '' };
    onMapping(setField(mapping, key, source));
    setOpen(key);
  };
  return (
    <section className={css.sideSection} aria-label="How it reads">
      <h2 className="t-panel">How it reads</h2>
      <ul className={css.sentences}>
        {fields.map((key) => {
          const source = mapping.fields[key] as FieldSource;
          const editing = open === key;
          return (
            <li key={key} className={editing ? css.sentenceOpen : ''}>
              <button
                type="button"
                className={css.sentence}
                aria-expanded={editing}
                onClick={() => setOpen(editing ? null : key)}
              >
                <b>{fieldLabel(key)}</b> <span className="t-3">=</span> {sourceWords(source, long) || '…'}
              </button>
              {editing && (
                <SourceEditor
                  field={key}
                  source={source}
                  long={long}
                  files={files}
                  mapping={mapping}
                  onSource={(next) => onMapping(setField(mapping, key, next))}
                  onRemove={() => {
                    setOpen(null);
                    onMapping(removeField(mapping, key));
                  }}
                />
              )}
            </li>
          );
        })}
      </ul>
      <label className={css.add}>
        <Plus size={14} aria-hidden />
        <select className={css.addPick} aria-label="Add a field" value="" onChange={(event) => add(event.target.value)}>
          <option value="">{long ? 'Add a milestone or a field' : 'Add a field with a fixed value'}</option>
          {FIELD_GROUPS.map((group) => (
            <optgroup key={group.key} label={group.label}>
              {free
                .filter((field) => field.group === group.key)
                .map((field) => (
                  <option key={field.key} value={field.key}>
                    {field.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
    </section>
  );
}

const KINDS: { id: SourceKind; label: string; longOnly: boolean }[] = [
  { id: 'first_event', label: 'First event where', longOnly: true },
  { id: 'last_event', label: 'Last event where', longOnly: true },
  { id: 'column', label: 'A column', longOnly: false },
  { id: 'first_value', label: 'First value of a column', longOnly: true },
  { id: 'changes', label: 'How often a column changes', longOnly: true },
  { id: 'constant', label: 'Always the same value', longOnly: false },
];

interface EditorProps {
  field: string;
  source: FieldSource;
  long: boolean;
  files: InspectedFile[];
  mapping: Mapping;
  onSource: (source: FieldSource) => void;
  onRemove: () => void;
}

function SourceEditor({ field, source, long, files, mapping, onSource, onRemove }: EditorProps) {
  const columns = allColumns(files, mapping);
  const column = columnOf(source);
  const test = testOf(source);
  const kinds = KINDS.filter((kind) => long || !kind.longOnly);
  const samples =
    files.flatMap((file) => file.columns).find((entry) => entry.name === column || column?.endsWith(`/${entry.name}`))
      ?.samples ?? [];
  return (
    <div className={css.editor}>
      <p className="t-small t-3">{fieldOf(field)?.help}</p>
      <Select
        label="Comes from"
        small
        options={kinds}
        value={kindOf(source)}
        onChange={(kind) => onSource(changeKind(source, kind))}
      />
      {column !== undefined && (
        <Select
          label={test ? 'Where' : 'Column'}
          small
          options={columns.map((name) => ({ id: name, label: name }))}
          value={column || null}
          onChange={(name) => onSource(withColumn(source, name))}
        />
      )}
      {test && (
        <>
          <Tokens
            label="is"
            hint="any of these; none = any value"
            tokens={test.is}
            suggestions={samples}
            onTokens={(is) => onSource(withTest(source, { is }))}
          />
          <Checkbox
            className={css.check ?? ''}
            isSelected={test.changed}
            onChange={(changed) => onSource(withTest(source, { changed }))}
          >
            <i aria-hidden /> and it was different in the event before
          </Checkbox>
        </>
      )}
      {'constant' in source && (
        <label className="field">
          <span className="field__label">Value</span>
          <input
            className="field__box"
            value={source.constant}
            onChange={(event) => onSource({ constant: event.target.value })}
          />
        </label>
      )}
      {'changes_of' in source && (
        <Checkbox
          className={css.check ?? ''}
          isSelected={source.count_missing}
          onChange={(count_missing) => onSource({ ...source, count_missing })}
        >
          <i aria-hidden /> an empty value counts as a value
        </Checkbox>
      )}
      <div className={css.editorActs}>
        <LinkButton onPress={onRemove}>
          <X size={12} aria-hidden /> Leave {fieldLabel(field)} out
        </LinkButton>
      </div>
    </div>
  );
}
