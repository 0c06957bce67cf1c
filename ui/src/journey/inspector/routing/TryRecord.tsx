import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStore } from '../../../app/store';
import {
  bridge,
  type ExampleRecord,
  type Field,
  type HandoffPoint,
  type Policy,
  type RowVerdict,
  trouble,
} from '../../../bridge';
import { LinkButton, Segmented, Select } from '../../../components/controls';
import { type Status, StatusMark } from '../../../components/StatusMark';
import { readDate, readNumber } from '../criteria/operators';
import { useSettled } from '../criteria/questions';
import { Section, Sentence, TextPart } from '../parts';
import css from './routing.module.css';
import { askedFields } from './table';
import { tried } from './tried';

const BLANK = '(blank)';
const NOTHING: ExampleRecord = {};
type Asked = { values: ExampleRecord } | { record_id: string };
const VERDICTS: Record<RowVerdict, { status: Status | null; words: string }> = {
  holds: { status: 'met', words: 'decides' },
  fails: { status: null, words: 'does not match' },
  unknown: { status: 'unknown', words: 'cannot say' },
  nobody: { status: 'risk', words: 'matches, and has nobody to give' },
};

/** A record to try the table on: values that are set here, or one that was imported. */
export function TryRecord({ handoff, policy }: { handoff: HandoffPoint; policy: Policy }) {
  const [by, setBy] = useState<'values' | 'record'>('values');
  const shown = useStore(tried);
  const values = shown?.handoff === handoff.key ? shown.values : NOTHING;
  const setValues = (next: ExampleRecord) => tried.set({ handoff: handoff.key, values: next });
  const [id, setId] = useState('');
  const { rows } = handoff.routing;
  const fields = askedFields(rows, policy.fields);
  const asked = useSettled(JSON.stringify(by === 'values' ? { values } : { record_id: id }), 150);
  const ready = rows.length > 0 && (by === 'values' || id !== '');
  const { data, error } = useQuery({
    queryKey: ['routing-try', handoff.key, JSON.stringify(rows), asked],
    queryFn: () => bridge.routingTry({ handoff: handoff.key, ...(JSON.parse(asked) as Asked) }),
    placeholderData: keepPreviousData,
    enabled: ready,
  });
  const set = (key: string, value: string | number | boolean | undefined) => {
    const next = { ...values };
    if (value === undefined) delete next[key];
    else next[key] = value;
    setValues(next);
  };
  if (rows.length === 0) return null;
  return (
    <Section
      title="Try a record"
      aside={
        Object.keys(values).length > 0 && by === 'values' ? (
          <LinkButton className="t-small" onPress={() => setValues({})}>
            All blank
          </LinkButton>
        ) : undefined
      }
    >
      <div className={css.trial}>
        <Segmented
          label="What is tried"
          options={[
            { id: 'values', label: 'Values' },
            { id: 'record', label: 'An imported record' },
          ]}
          value={by}
          onChange={setBy}
        />
        {by === 'values' ? (
          <div className={css.values}>
            {fields.map((field) => (
              <ValueOf
                key={field.key}
                field={field}
                value={values[field.key]}
                onValue={(value) => set(field.key, value)}
              />
            ))}
          </div>
        ) : (
          <TextPart
            label="Record"
            hint="its id, as under Records"
            value={id}
            placeholder="L-48213"
            onValue={(text) => setId(text.trim())}
          />
        )}
        {error !== null && ready && <p className="t-small is-breach">{trouble(error).message}</p>}
        {data && ready && error === null && (
          <div className={css.outcome} aria-live="polite">
            <p>
              <StatusMark status={data.owner === null ? 'breach' : 'met'} /> <b>{data.owner ?? 'Nobody gets it.'}</b>
              {data.owner !== null && data.because !== '' && (
                <span className="t-2">
                  , <Sentence words={data.because} />
                </span>
              )}
            </p>
            {data.before.map((line) => (
              <p key={line} className="t-small t-3">
                <Sentence words={line} />.
              </p>
            ))}
            <ol className="num">
              {data.steps.map((step) => {
                const { status, words } = VERDICTS[step.verdict];
                return (
                  <li key={step.row}>
                    <span className={css.number}>{step.row + 1}</span>
                    {status ? <StatusMark status={status} /> : <i className={css.no} aria-hidden />}
                    <span>
                      {words}
                      {step.because !== '' && (
                        <span className="t-3">
                          : <Sentence words={step.because} />
                        </span>
                      )}
                    </span>
                  </li>
                );
              })}
            </ol>
          </div>
        )}
      </div>
    </Section>
  );
}

function ValueOf({
  field,
  value,
  onValue,
}: {
  field: Field;
  value: string | number | boolean | undefined;
  onValue: (value: string | number | boolean | undefined) => void;
}) {
  const label = field.name || field.key;
  const blank = { id: BLANK, label: 'blank' };
  if (field.kind === 'boolean')
    return (
      <Select
        label={label}
        small
        options={[blank, { id: 'yes', label: 'yes' }, { id: 'no', label: 'no' }]}
        value={value === undefined ? BLANK : value === true ? 'yes' : 'no'}
        onChange={(picked) => onValue(picked === BLANK ? undefined : picked === 'yes')}
      />
    );
  if (field.kind === 'choice' && field.values.length > 0)
    return (
      <Select
        label={label}
        small
        options={[blank, ...field.values.map((one) => ({ id: one, label: one }))]}
        value={value === undefined ? BLANK : String(value)}
        onChange={(picked) => onValue(picked === BLANK ? undefined : picked)}
      />
    );
  const understood = (text: string) =>
    field.kind === 'number' ? readNumber(text) : field.kind === 'date' ? readDate(text) : text;
  return (
    <TextPart
      label={label}
      value={value === undefined ? '' : String(value)}
      placeholder="blank"
      refuse={(text) =>
        text.trim() === '' || understood(text) !== undefined
          ? null
          : field.kind === 'number'
            ? `“${text}” is not a number.`
            : `“${text}” is not a date. Write 2026-10-31.`
      }
      onValue={(text) => onValue(text.trim() === '' ? undefined : understood(text))}
    />
  );
}
