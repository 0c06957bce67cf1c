import { useState } from 'react';
import type { Criterion, PacketField, Policy } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { CriterionEditor } from '../criteria/CriterionEditor';
import { FieldPick } from '../criteria/FieldPick';
import { useCriterionWords } from '../criteria/questions';
import { ALWAYS, isAlways } from '../criteria/tree';
import { moved } from '../editing';
import { Sentence, TextPart, Tick } from '../parts';
import type { PacketLine } from './packet';
import sheet from './packet.module.css';

interface Props {
  /** Everything that travels; what is not among `own` is changed by taking a form of it over. */
  lines: readonly PacketLine[];
  own: readonly PacketField[];
  policy: Policy;
  handoff: string;
  onFields: (fields: PacketField[]) => void;
  /** Takes a field from those that are required beside the packet. */
  onNotRequired: (key: string) => void;
}

/** The fields of a packet one by one: whether it must be there, what a value must fulfil, and what to know while filling it in. */
export function FieldsEditor({ lines, own, policy, handoff, onFields, onNotRequired }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const put = (next: PacketField) => {
    const at = own.findIndex(({ field }) => field === next.field);
    onFields(at < 0 ? [...own, next] : own.with(at, next));
  };
  const move = (key: string, by: 1 | -1) => {
    const from = own.findIndex(({ field }) => field === key);
    if (from >= 0 && from + by >= 0 && from + by < own.length) onFields(moved(own, from, from + by));
  };
  const free = policy.fields.filter(({ key }) => !lines.some(({ field }) => field.field === key));
  return (
    <div className={sheet.fields}>
      <ol>
        {lines.map((line) => {
          const { field, name, from } = line;
          const place = own.findIndex((one) => one.field === field.field);
          return (
            <li
              key={field.field}
              onKeyDownCapture={(event) => {
                if (!event.altKey || (event.target as Element).closest('[data-way]')) return;
                if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
                event.preventDefault();
                event.stopPropagation();
                move(field.field, event.key === 'ArrowDown' ? 1 : -1);
              }}
            >
              <div className={sheet.line}>
                <Tick
                  label={`${name} is required`}
                  on={field.required}
                  onChange={(required) =>
                    from === 'required' ? onNotRequired(field.field) : put({ ...field, required })
                  }
                >
                  {name}
                </Tick>
                <span className="t-small t-3">
                  {typeof from === 'object' ? from.template : from === 'required' ? 'required by settings' : ''}
                </span>
                <LinkButton
                  className="t-small"
                  aria-expanded={open === field.field}
                  aria-label={`${open === field.field ? 'Close' : 'Edit'} ${name}`}
                  onPress={() => setOpen(open === field.field ? null : field.field)}
                >
                  {open === field.field ? 'Close' : 'Edit'}
                </LinkButton>
              </div>
              {open === field.field && (
                <div className={sheet.open}>
                  <TextPart
                    long
                    label="Guidance"
                    hint="for whoever fills it in"
                    value={field.help}
                    onValue={(help) => put({ ...field, help })}
                  />
                  <Validation
                    name={name}
                    value={field.validation}
                    policy={policy}
                    handoff={handoff}
                    onValue={(validation) => put({ ...field, validation })}
                  />
                  {place >= 0 && (
                    <p className={sheet.acts}>
                      <LinkButton className="t-small" isDisabled={place === 0} onPress={() => move(field.field, -1)}>
                        Up
                      </LinkButton>
                      <LinkButton
                        className="t-small"
                        isDisabled={place === own.length - 1}
                        onPress={() => move(field.field, 1)}
                      >
                        Down
                      </LinkButton>
                      <LinkButton
                        className="t-small"
                        onPress={() => onFields(own.filter((one) => one.field !== field.field))}
                      >
                        Remove
                      </LinkButton>
                    </p>
                  )}
                </div>
              )}
            </li>
          );
        })}
      </ol>
      {free.length > 0 && (
        <div>
          <p className="field__label">Add a field</p>
          <FieldPick
            key={lines.length}
            label="Add a field to the packet"
            fields={free}
            value=""
            onPick={({ key }) => put({ field: key, required: true, validation: ALWAYS, help: '' })}
          />
        </div>
      )}
    </div>
  );
}

function Validation({
  name,
  value,
  policy,
  handoff,
  onValue,
}: {
  name: string;
  value: Criterion;
  policy: Policy;
  handoff: string;
  onValue: (value: Criterion) => void;
}) {
  const words = useCriterionWords(value, handoff);
  return (
    <div>
      <p className="field__label">
        A value must fulfil
        {!isAlways(value) && words.data && (
          <i>
            <Sentence words={words.data.english} />
          </i>
        )}
      </p>
      <CriterionEditor label={`What ${name} must fulfil`} fields={policy.fields} value={value} onChange={onValue} />
    </div>
  );
}
