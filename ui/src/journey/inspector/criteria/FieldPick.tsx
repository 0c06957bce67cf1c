import { ChevronDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ComboBox, Input, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import type { Field } from '../../../bridge';

interface Props {
  fields: readonly Field[];
  /** Catalogue key; empty = none yet. */
  value: string;
  onPick: (field: Field) => void;
  label?: string;
}

const KINDS: Record<Field['kind'], string> = {
  text: 'text',
  choice: 'choice',
  number: 'number',
  date: 'date',
  instant: 'point in time',
  boolean: 'yes or no',
};

/** A field of the catalogue, by typing any part of its name. */
export function FieldPick({ fields, value, onPick, label = 'Field' }: Props) {
  const name = fields.find(({ key }) => key === value)?.name ?? value;
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <ComboBox
      className="field"
      aria-label={label}
      inputValue={text}
      onInputChange={setText}
      selectedKey={value === '' ? null : value}
      onSelectionChange={(key) => {
        const picked = fields.find((field) => field.key === key);
        if (picked === undefined || picked.key === value) return setText(name);
        // At once: a text that changes later is taken for typing, and opens the list again.
        setText(picked.name || picked.key);
        onPick(picked);
      }}
      onBlur={() => setText(name)}
      defaultItems={fields}
      defaultFilter={(option, typed) => typed === name || option.toLowerCase().includes(typed.trim().toLowerCase())}
      menuTrigger="input"
    >
      <div className="field__combo">
        <Input className="field__box field__box--s" spellCheck={false} placeholder="Field" />
        <Button className="field__drop" aria-label="All fields">
          <ChevronDown size={12} aria-hidden />
        </Button>
      </div>
      <Popover className="menu" offset={4}>
        <ListBox<Field> className="menu__list">
          {(field) => (
            <ListBoxItem id={field.key} className="menu__item" textValue={field.name || field.key}>
              <span>{field.name || field.key}</span>
              <span className="t-3">{field.observable ? KINDS[field.kind] : 'known to people only'}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
