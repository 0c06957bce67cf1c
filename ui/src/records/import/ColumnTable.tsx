import { useMemo } from 'react';
import type { ColumnType, DateOrder, InspectedFile, Mapping } from '../../bridge';
import { integer } from '../../components/format';
import { dateOrder, isAmbiguous, typeWords } from './dates';
import { FIELD_GROUPS, fieldLabel, RECORD_FIELDS } from './fields';
import css from './import.module.css';
import { ATTRIBUTE, assign, columnRef, fieldsOf, LEFT_OUT, purposeOf, setDateOrder } from './mapping-edit';

/** What decided how dates are read; which sign is the decimal one. */
function detailWords(type: ColumnType): string {
  const more = typeWords(type).split(', ').slice(1).join(', ');
  const why = 'decided_by' in type ? type.decided_by : '';
  return [more, why].filter(Boolean).join(': ');
}

/** What else reads the column: milestones that test it, and the case and date of a long export's events. */
function alsoReads(mapping: Mapping, column: string, use: string): string[] {
  const events = mapping.shape === 'long' ? mapping.events : undefined;
  return [
    ...(events?.case === column ? ['the case'] : []),
    ...(events?.at === column ? ['the time of events'] : []),
    ...fieldsOf(mapping, column)
      .filter((field) => field !== use)
      .map(fieldLabel),
  ];
}

/** Dates in which the day and the month could change places. */
function hasOrder(type: ColumnType): boolean {
  return ['DMY', 'MDY', 'DMY or MDY?'].includes(dateOrder(type) ?? '');
}

interface Props {
  files: InspectedFile[];
  fileIndex: number;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** One file's columns: how each is read, what it holds, what becomes of it, and why that was suggested. */
export function ColumnTable({ files, fileIndex, mapping, onMapping }: Props) {
  const file = files[fileIndex];
  const used = useMemo(() => new Set(Object.keys(mapping.fields)), [mapping.fields]);
  if (!file) return null;
  const types = mapping.files[fileIndex]?.columns ?? {};
  return (
    <section className={css.columns} aria-label={`Columns of ${file.name}`}>
      <h2 className="t-panel">
        {files.length > 1 ? file.name : 'Columns'} <span className="t-3 num">{integer(file.columns.length)}</span>
      </h2>
      <table className={`tbl ${css.columnTable}`}>
        <colgroup>
          <col style={{ width: '25%' }} />
          <col style={{ width: '21%' }} />
          <col />
          <col style={{ width: 72 }} />
          <col style={{ width: 168 }} />
        </colgroup>
        <thead>
          <tr>
            <th>Column</th>
            <th>Read as</th>
            <th>Samples</th>
            <th className="r">Empty</th>
            <th>Becomes</th>
          </tr>
        </thead>
        <tbody>
          {file.columns.map((column, at) => {
            const ref = columnRef(files, fileIndex, column.name);
            const use = purposeOf(mapping, ref);
            const type: ColumnType = types[column.name] ?? column.type;
            const others = alsoReads(mapping, ref, use);
            const asks = isAmbiguous(type) && use !== ATTRIBUTE && use !== LEFT_OUT;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name
              <tr key={at} className={use === LEFT_OUT && others.length === 0 ? css.leftOut : ''}>
                <td>
                  <span className={css.columnName} title={column.name}>
                    {column.name}
                  </span>
                  <span className={`t-small t-3 ${css.why}`} title={column.because}>
                    {column.because}
                  </span>
                </td>
                <td className="t-2" title={detailWords(type)}>
                  <span className={`${css.readAs} ${asks ? 'is-risk' : ''}`}>{typeWords(type).split(',')[0]}</span>
                  {hasOrder(type) ? (
                    <select
                      className={`${css.order} ${asks ? 'is-risk' : ''}`}
                      aria-label={`Order of the dates in ${column.name}`}
                      value={dateOrder(type)}
                      onChange={(event) =>
                        onMapping(setDateOrder(mapping, fileIndex, column.name, event.target.value as DateOrder))
                      }
                    >
                      {isAmbiguous(type) && <option value="DMY or MDY?">order unknown</option>}
                      <option value="DMY">day first</option>
                      <option value="MDY">month first</option>
                    </select>
                  ) : (
                    <span className={`t-small t-3 ${css.why}`}>{detailWords(type)}</span>
                  )}
                </td>
                <td className="num t-2" title={column.samples.join('\n')}>
                  {column.samples.slice(0, 3).join(', ') || <span className="t-3">always empty</span>}
                </td>
                <td className="r num t-2">{column.missing === 0 ? '' : integer(column.missing)}</td>
                <td>
                  <select
                    className={css.pick}
                    aria-label={`${column.name} becomes`}
                    value={use}
                    onChange={(event) => onMapping(assign(mapping, ref, event.target.value))}
                  >
                    <option value={LEFT_OUT}>{others.length > 0 ? 'no field of its own' : 'left out'}</option>
                    <option value={ATTRIBUTE}>attribute</option>
                    {FIELD_GROUPS.map((group) => (
                      <optgroup key={group.key} label={group.label}>
                        {RECORD_FIELDS.filter((field) => field.group === group.key).map((field) => (
                          <option key={field.key} value={field.key}>
                            {field.label}
                            {used.has(field.key) && field.key !== use ? ' (taken)' : ''}
                          </option>
                        ))}
                      </optgroup>
                    ))}
                  </select>
                  {others.length > 0 && (
                    <span className={`t-small t-3 ${css.why}`}>
                      {use === LEFT_OUT ? 'read for ' : 'and read for '}
                      {others.join(', ')}
                    </span>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
