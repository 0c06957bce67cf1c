import { CircleHelp, Info } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { DateOrder, Inspection, Mapping, Question } from '../../bridge';
import { dateOrder, readBothWays, tellingSample } from './dates';
import { fieldLabel } from './fields';
import css from './import.module.css';
import { columnRef, fieldsOf, SAID, setDateOrder } from './mapping-edit';

interface Props {
  inspection: Inspection;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** What only a person can decide, asked in place; and what they should know before the dry run. */
export function Questions({ inspection, mapping, onMapping }: Props) {
  const asked = askedDates(inspection, mapping);
  const notes = notesOf(inspection.questions, mapping.time_zone);
  const decided = decidedDates(inspection, mapping);
  if (asked.length + notes.length + decided.length === 0) return null;
  return (
    <section className={css.questions} aria-label="Questions">
      {asked.map(({ fileIndex, column, sample, order }) => {
        const { dmy, mdy } = readBothWays(sample);
        const fields = fieldsOf(mapping, columnRef(inspection.files, fileIndex, column))
          .map(fieldLabel)
          .join(', ');
        return (
          <div key={`${fileIndex}-${column}`} className={css.question}>
            <CircleHelp size={16} aria-hidden className={order === 'DMY or MDY?' ? 'is-risk' : 't-3'} />
            <RadioGroup
              className={css.choice ?? ''}
              aria-label={`Which part of ${column} is the day?`}
              value={order === 'DMY or MDY?' ? null : order}
              onChange={(picked) => onMapping(setDateOrder(mapping, fileIndex, column, picked as DateOrder))}
            >
              <p>
                <b>{column}</b> {fields && <span className="t-2">({fields})</span>} has dates that read two ways, and no
                value in it decides. Which is meant by <span className="num">“{sample}”</span>?
              </p>
              <div className={css.radios}>
                <Radio value="DMY" className={css.radio ?? ''}>
                  <i aria-hidden /> Day first{dmy && <span className="t-2 num">{dmy}</span>}
                </Radio>
                <Radio value="MDY" className={css.radio ?? ''}>
                  <i aria-hidden /> Month first{mdy && <span className="t-2 num">{mdy}</span>}
                </Radio>
              </div>
            </RadioGroup>
          </div>
        );
      })}
      {decided.map(({ order, columns, because }) => (
        <div key={order} className={css.question}>
          <Info size={16} aria-hidden className="t-3" />
          <p className="t-2">
            {andList(columns)} {columns.length > 1 ? 'are' : 'is'} read {order === 'DMY' ? 'day first' : 'month first'}:{' '}
            {because}.
          </p>
        </div>
      ))}
      {notes.map((note) => (
        <div key={note} className={css.question}>
          <Info size={16} aria-hidden className="t-3" />
          <p className="t-2">{note}</p>
        </div>
      ))}
    </section>
  );
}

/** What a person should know, as sentences; what is true of several columns is said once. */
export function notesOf(questions: Question[], zone: string): string[] {
  const columns = (kind: Question['kind']) =>
    questions.filter((question) => question.kind === kind).map((question) => question.column);
  const [zoneless, dateOnly] = [columns('no_zone'), columns('date_only')];
  const notes = questions
    .filter(({ kind }) => !['ambiguous_date', 'no_zone', 'date_only'].includes(kind))
    .map(({ text }) => sentenceOf(text));
  if (dateOnly.length > 0)
    notes.push(
      `${andList(dateOnly)} ${dateOnly.length > 1 ? 'have' : 'has'} dates without a time: good for months, not for durations.`,
    );
  if (zoneless.length > 0)
    notes.push(
      `${andList(zoneless)} ${zoneless.length > 1 ? 'carry no zone and are' : 'carries no zone and is'} read in ${zone}.`,
    );
  return [...new Set(notes)];
}

function andList(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
}

function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? '' : '.'}`;
}

interface Decided {
  order: DateOrder;
  columns: string[];
  because: string;
}

/** Columns whose dates could have been read in another order, and what decided; one entry for each order. */
function decidedDates(inspection: Inspection, mapping: Mapping): Decided[] {
  const found = new Map<DateOrder, Decided>();
  mapping.files.forEach((file, fileIndex) => {
    for (const column of inspection.files[fileIndex]?.columns ?? []) {
      const type = file.columns[column.name];
      if (!type || !('decided_by' in type) || type.decided_by === SAID) continue;
      if (type.order !== 'DMY' && type.order !== 'MDY') continue;
      const ref = columnRef(inspection.files, fileIndex, column.name);
      if (fieldsOf(mapping, ref).length === 0 && mapping.events?.at !== ref) continue;
      const known = found.get(type.order);
      if (known) known.columns.push(column.name);
      else found.set(type.order, { order: type.order, columns: [column.name], because: type.decided_by });
    }
  });
  return [...found.values()];
}

interface Asked {
  fileIndex: number;
  column: string;
  sample: string;
  order: DateOrder;
}

/** Columns that were ambiguous when the file was first looked at stay in the list once answered, so that an answer can be changed. */
function askedDates(inspection: Inspection, mapping: Mapping): Asked[] {
  return mapping.files.flatMap((file, fileIndex) =>
    (inspection.files[fileIndex]?.columns ?? []).flatMap((column) => {
      const type = file.columns[column.name];
      const order = type && dateOrder(type);
      if (!type || !order || !('decided_by' in type)) return [];
      const open = order === 'DMY or MDY?';
      const used = fieldsOf(mapping, columnRef(inspection.files, fileIndex, column.name)).length > 0;
      if (!(open && used) && type.decided_by !== SAID) return [];
      return [{ fileIndex, column: column.name, sample: tellingSample(column.samples) ?? '', order }];
    }),
  );
}
