import { CircleHelp, Info } from 'lucide-react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { DateOrder, Inspection, Mapping } from '../../bridge';
import { dateOrder, readBothWays, tellingSample } from './dates';
import { fieldLabel } from './fields';
import css from './import.module.css';
import { columnRef, fieldsOf, setDateOrder } from './mapping-edit';

interface Props {
  inspection: Inspection;
  mapping: Mapping;
  onMapping: (mapping: Mapping) => void;
}

/** What only a person can decide, asked in place; and what they should know before the dry run. */
export function Questions({ inspection, mapping, onMapping }: Props) {
  const asked = askedDates(inspection, mapping);
  const notes = inspection.questions.filter((question) => question.kind !== 'ambiguous_date');
  if (asked.length === 0 && notes.length === 0) return null;
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
      {notes.map((note) => (
        <div key={`${note.kind}-${note.file}-${note.column}`} className={css.question}>
          <Info size={16} aria-hidden className="t-3" />
          <p className="t-2">{note.text}</p>
        </div>
      ))}
    </section>
  );
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

const SAID = 'said by the person who imported';
