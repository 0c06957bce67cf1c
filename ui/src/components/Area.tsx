import type { KeyboardEvent, ReactNode } from 'react';
import { Label, Text, TextArea, TextField } from 'react-aria-components';

interface AreaProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  autoFocus?: boolean;
  note?: ReactNode;
}

/** A few sentences. */
export function Area({ label, hint, value, onChange, rows = 2, autoFocus = false, note }: AreaProps) {
  return (
    <TextField className="field" value={value} onChange={onChange} autoFocus={autoFocus}>
      <Label className="field__label">
        {label}
        {hint && <i>{hint}</i>}
      </Label>
      <TextArea className="field__box field__box--long" rows={rows} />
      {note && (
        <Text slot="description" className="field__note">
          {note}
        </Text>
      )}
    </TextField>
  );
}

/** Ctrl+Enter anywhere in a form does it; a choice that has the focus would else open at it. */
export function submits(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return false;
  event.preventDefault();
  event.stopPropagation();
  return true;
}
