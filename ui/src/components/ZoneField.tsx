import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';

interface Props {
  label: string;
  hint?: string;
  /** IANA names. */
  zones: readonly string[];
  value: string;
  onChange: (zone: string) => void;
  error?: string | null;
}

/** A time zone by typing any part of its name. */
export function ZoneField({ label, hint, zones, value, onChange, error }: Props) {
  const names = zones.length === 0 ? [value] : zones;
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      menuTrigger="input"
      isInvalid={error !== undefined && error !== null}
      defaultItems={names.map((name) => ({ id: name }))}
      defaultFilter={(text, typed) =>
        text.toLowerCase().replace(/_/g, ' ').includes(typed.toLowerCase().replace(/_/g, ' '))
      }
    >
      <Label className="field__label">
        {label}
        {hint && <i>{hint}</i>}
      </Label>
      <div className="field__combo">
        <Input className="field__box num" spellCheck={false} />
        <Button className="field__drop" aria-label={`All of ${label.toLowerCase()}`}>
          <ChevronDown size={14} aria-hidden />
        </Button>
      </div>
      {error && <FieldError className="field__note is-breach">{error}</FieldError>}
      <Popover className="menu" offset={4}>
        <ListBox<{ id: string }> className="menu__list">
          {(zone) => (
            <ListBoxItem className="menu__item" textValue={zone.id}>
              {zone.id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
