import { useQuery } from '@tanstack/react-query';
import { bridge, type Disposition, type InspectedFile, type Mapping, type Shape } from '../../bridge';
import { Field, Segmented, Select } from '../../components/controls';
import css from './import.module.css';
import { allColumns, setEvents, setJoin, setMeaning, setMissing } from './mapping-edit';
import { columnOf } from './sentences';
import { Tokens } from './Tokens';

interface Props {
  files: InspectedFile[];
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

const MEANINGS: { id: Disposition | 'unsaid'; label: string }[] = [
  { id: 'unsaid', label: 'leave it to the timestamps' },
  { id: 'open', label: 'still open' },
  { id: 'accepted', label: 'accepted' },
  { id: 'rejected', label: 'rejected' },
  { id: 'recycled', label: 'recycled' },
  { id: 'completed', label: 'completed' },
];

/** What holds for the whole import: shape, zone, empty values, meanings, joins, pauses. */
export function MappingOptions({ files, mapping, onMapping, onShape }: Props & { onShape: (shape: Shape) => void }) {
  const { data: zones } = useQuery({ queryKey: ['time-zones'], queryFn: bridge.timeZones });
  const columns = allColumns(files, mapping).map((name) => ({ id: name, label: name }));
  const long = mapping.shape === 'long';
  const disposition = mapping.fields.disposition && columnOf(mapping.fields.disposition);
  const values = files.flatMap((file) => file.columns).find((column) => column.name === disposition)?.samples ?? [];
  const said = [...new Set([...Object.keys(mapping.dispositions ?? {}), ...(disposition ? values : [])])];
  return (
    <>
      <section className={css.sideSection} aria-label="The file">
        <h2 className="t-panel">The file</h2>
        <Field
          label="Remembered as"
          value={mapping.source}
          onChange={(source) => onMapping({ ...mapping, source })}
          note="The next export with this name is mapped the same way."
        />
        <div className="field">
          <span className="field__label">One row is</span>
          <Segmented
            label="One row is"
            options={[
              { id: 'wide', label: 'a handoff' },
              { id: 'long', label: 'an event' },
            ]}
            value={mapping.shape}
            onChange={onShape}
          />
        </div>
        {long && (
          <>
            <div className={css.pair}>
              <Select
                label="Names the case"
                small
                options={columns}
                value={mapping.events?.case || null}
                onChange={(name) => onMapping(setEvents(mapping, { case: name }))}
              />
              <Select
                label="Dates the event"
                small
                options={columns}
                value={mapping.events?.at || null}
                onChange={(at) => onMapping(setEvents(mapping, { at }))}
              />
            </div>
            <div className={css.pair}>
              <Select
                label="Says what changed"
                small
                options={[{ id: NEVER, label: 'no column' }, ...columns]}
                value={mapping.events?.field ?? NEVER}
                onChange={(name) =>
                  onMapping(withHistory(mapping, name === NEVER ? undefined : name, mapping.events?.value ?? undefined))
                }
              />
              {mapping.events?.field && (
                <Select
                  label="Holds its new value"
                  small
                  options={columns}
                  value={mapping.events.value ?? null}
                  onChange={(value) => onMapping(withHistory(mapping, mapping.events?.field ?? undefined, value))}
                />
              )}
            </div>
          </>
        )}
        <label className="field">
          <span className="field__label">
            Zone <i>of times that carry none</i>
          </span>
          <input
            className="field__box"
            list="import-zones"
            value={mapping.time_zone}
            onChange={(event) => onMapping({ ...mapping, time_zone: event.target.value })}
            aria-invalid={zones !== undefined && !zones.includes(mapping.time_zone)}
          />
          <datalist id="import-zones">
            {(zones ?? []).map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          {zones !== undefined && !zones.includes(mapping.time_zone) && (
            <span className="field__note is-breach">
              “{mapping.time_zone}” is no IANA time zone, such as Europe/Vienna.
            </span>
          )}
        </label>
        <Tokens
          label="Also means empty"
          hint="blank always does"
          tokens={mapping.missing}
          onTokens={(tokens) => onMapping(setMissing(mapping, tokens))}
          placeholder="?, Select, n/a"
          suggestions={['?', 'Select', 'n/a', 'NULL', '-']}
        />
      </section>
      {files.length > 1 && (
        <section className={css.sideSection} aria-label="Joins">
          <h2 className="t-panel">Joins</h2>
          {files.slice(1).map((file, at) => {
            const join = mapping.files[at + 1]?.join;
            return (
              <div key={file.name} className={css.pair}>
                <Select
                  label={`${file.name}:`}
                  small
                  options={file.columns.map(({ name }) => ({ id: name, label: name }))}
                  value={join?.column || null}
                  onChange={(column) => onMapping(setJoin(mapping, at + 1, column, join?.to ?? ''))}
                />
                <Select
                  label={`equals ${files[0]?.name ?? ''}:`}
                  small
                  options={(files[0]?.columns ?? []).map(({ name }) => ({ id: name, label: name }))}
                  value={join?.to || null}
                  onChange={(to) => onMapping(setJoin(mapping, at + 1, join?.column ?? '', to))}
                />
              </div>
            );
          })}
        </section>
      )}
      {said.length > 0 && (
        <section className={css.sideSection} aria-label="What dispositions mean">
          <h2 className="t-panel">What {disposition ?? 'each disposition'} means</h2>
          <dl className={css.meanings}>
            {said.map((value) => (
              <div key={value}>
                <dt title={value}>{value}</dt>
                <dd>
                  <select
                    className={css.pick}
                    aria-label={`${value} means`}
                    value={mapping.dispositions?.[value] ?? 'unsaid'}
                    onChange={(event) =>
                      onMapping(
                        setMeaning(
                          mapping,
                          value,
                          event.target.value === 'unsaid' ? null : (event.target.value as Disposition),
                        ),
                      )
                    }
                  >
                    {MEANINGS.map((meaning) => (
                      <option key={meaning.id} value={meaning.id}>
                        {meaning.label}
                      </option>
                    ))}
                  </select>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
      {long && <Pauses files={files} mapping={mapping} onMapping={onMapping} />}
    </>
  );
}

const NEVER = '(never)';

/** A field history: one column says what changed, another holds the new value. Without the first the second means nothing. */
function withHistory(mapping: Mapping, field: string | null | undefined, value: string | null | undefined): Mapping {
  const { field: _field, value: _value, ...events } = setEvents(mapping, {}).events ?? { case: '', at: '' };
  return { ...mapping, events: { ...events, ...(field && { field, ...(value && { value }) }) } };
}

function Pauses({ files, mapping, onMapping }: Props) {
  const rules = mapping.pauses ?? [];
  const rule = rules[0] ?? { column: '', values: [] };
  const samples = files.flatMap((file) => file.columns).find((column) => column.name === rule.column)?.samples ?? [];
  const set = (next: typeof rule) =>
    onMapping({ ...mapping, pauses: next.column ? [next, ...rules.slice(1)] : rules.slice(1) });
  return (
    <section className={css.sideSection} aria-label="Pauses">
      <h2 className="t-panel">The clock is paused</h2>
      <Select
        label="while this column"
        small
        placeholder="never"
        options={[
          { id: NEVER, label: 'never' },
          ...allColumns(files, mapping).map((name) => ({ id: name, label: name })),
        ]}
        value={rule.column || null}
        onChange={(column) => set({ column: column === NEVER ? '' : column, values: [] })}
      />
      {rule.column && (
        <Tokens
          label="is"
          tokens={rule.values}
          suggestions={samples}
          onTokens={(values) => set({ ...rule, values })}
          placeholder="Awaiting customer"
        />
      )}
    </section>
  );
}
