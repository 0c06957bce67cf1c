import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { Button, ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from 'react-aria-components';
import { bridge } from '../bridge';

interface Props {
  label: string;
  hint?: string;
  /** An IANA name, or what is being typed of one. */
  value: string;
  onChange: (zone: string) => void;
  readOnly?: boolean;
}

/** Whether the rules know the zone; true while that is being asked. */
export function useZoneKnown(zone: string): boolean {
  const { data: zones } = useZones();
  return zones === undefined || zones.includes(zone);
}

const useZones = () =>
  useQuery({ queryKey: ['time-zones'], queryFn: bridge.timeZones, staleTime: Number.POSITIVE_INFINITY });

/** A time zone by typing any part of its name; what is none is said at once. */
export function ZoneField({ label, hint, value, onChange, readOnly = false }: Props) {
  const { data: zones = [value] } = useZones();
  const known = useZoneKnown(value);
  const plain = (text: string) => text.toLowerCase().replace(/_/g, ' ');
  return (
    <ComboBox
      className="field"
      inputValue={value}
      onInputChange={onChange}
      allowsCustomValue
      menuTrigger="input"
      isReadOnly={readOnly}
      isInvalid={!known}
      defaultItems={zones.map((name) => ({ id: name }))}
      defaultFilter={(text, typed) => plain(text).includes(plain(typed))}
    >
      <Label className="field__label">
        {label}
        {hint && <i>{hint}</i>}
      </Label>
      <div className="field__combo">
        <Input className="field__box num" spellCheck={false} />
        {!readOnly && (
          <Button className="field__drop" aria-label={`All of ${label.toLowerCase()}`}>
            <ChevronDown size={14} aria-hidden />
          </Button>
        )}
      </div>
      {!known && (
        <FieldError className="field__note is-breach">
          “{value}” is not a time zone. Pick one from the list, such as Europe/Vienna.
        </FieldError>
      )}
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
