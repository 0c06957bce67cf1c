import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bridge, type PassageKey } from '../bridge';
import { Field, Select } from '../components/controls';
import { emptyRecordQuery } from '../components/record-query';

interface Props {
  label: string;
  value: PassageKey | null;
  onChange: (value: PassageKey | null) => void;
  autoFocus?: boolean;
}

const FEW = 8;
const keyOf = ({ record_id, handoff, cycle }: PassageKey) => JSON.stringify([record_id, handoff, cycle]);

/** One passage of one record, found by a part of the record's id, its owner or source. */
export function PassagePick({ label, value, onChange, autoFocus = false }: Props) {
  const [text, setText] = useState('');
  const { data } = useQuery({
    queryKey: ['records', 'pick', text],
    queryFn: () => bridge.recordsPage({ ...emptyRecordQuery(), text, limit: FEW }),
    enabled: text.trim() !== '',
  });
  const found = text.trim() === '' ? [] : (data?.rows ?? []);
  const passages = found.map(
    ({ record_id, handoff, cycle }): PassageKey => ({ record_id, handoff: handoff.key, cycle }),
  );
  const known = value === null || passages.some((one) => keyOf(one) === keyOf(value)) ? passages : [value, ...passages];
  return (
    <>
      <Field
        label={label}
        hint="part of its id"
        value={text}
        onChange={setText}
        autoFocus={autoFocus}
        note={
          text.trim() !== '' && data !== undefined && data.total === 0
            ? 'No record has this in its id, owner or source.'
            : undefined
        }
      />
      {known.length > 0 && (
        <Select
          label="Passage"
          options={known.map((one) => ({
            id: keyOf(one),
            label: one.record_id,
            hint: one.cycle > 1 ? `${one.handoff}, cycle ${one.cycle}` : one.handoff,
          }))}
          value={value === null ? null : keyOf(value)}
          onChange={(key) => onChange(known.find((one) => keyOf(one) === key) ?? null)}
        />
      )}
    </>
  );
}
