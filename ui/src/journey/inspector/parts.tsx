import { Pencil, X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Checkbox, Input, Label, Text, TextArea, TextField } from 'react-aria-components';
import { Button, LinkButton, Select } from '../../components/controls';
import css from './inspector.module.css';

/** What is selected, and the way to select nothing: on top of every inspector. */
export function InspectorHead({
  mark,
  title,
  about,
  onClose,
}: {
  /** What it is, with its health. */
  mark: ReactNode;
  title: string;
  about: ReactNode;
  onClose: () => void;
}) {
  return (
    <div className="insp__head">
      <div className={css.top}>
        {mark}
        <Button kind="quiet" small icon aria-label="Close the inspector" onPress={onClose} className={css.close ?? ''}>
          <X size={14} aria-hidden />
        </Button>
      </div>
      <h2 className="t-panel">{title}</h2>
      <p className="t-small t-2">{about}</p>
    </div>
  );
}

interface SectionProps {
  title: ReactNode;
  /** What is at the right of the title while it is read. */
  aside?: ReactNode;
  editing?: boolean;
  /** Absent = there is nothing to edit here, or it may not be. */
  onEditing?: ((on: boolean) => void) | undefined;
  /** What is edited, for screen readers: `Edit the targets`. */
  what?: string;
  refused?: string | null;
  children: ReactNode;
}

/** A part of a handoff point: read first, edited in place. */
export function Section({ title, aside, editing = false, onEditing, what, refused = null, children }: SectionProps) {
  const id = useId();
  return (
    <section className="insp__sec" aria-labelledby={id}>
      <div className={css.secHead}>
        <h3 className="t-head" id={id}>
          {title}
        </h3>
        {aside && <span className={css.secAside}>{aside}</span>}
        {onEditing && (
          <LinkButton
            className="t-small"
            aria-label={`${editing ? 'Done with' : 'Edit'} ${what ?? 'this'}`}
            onPress={() => onEditing(!editing)}
          >
            {editing ? 'Done' : 'Edit'}
          </LinkButton>
        )}
      </div>
      {children}
      <Refused words={refused} />
    </section>
  );
}

type EditableProps = Omit<SectionProps, 'editing' | 'onEditing' | 'children' | 'what'> & {
  /** What is edited: `the targets`. */
  what: string;
  locked: boolean;
  children: (editing: boolean) => ReactNode;
};

/** A part that keeps by itself whether it is being edited. */
export function EditableSection({ locked, children, ...section }: EditableProps) {
  const [on, setOn] = useState(false);
  return (
    <Section {...section} editing={on} onEditing={locked ? undefined : setOn}>
      {children(on)}
    </Section>
  );
}

/** Why an edit was not made. */
export function Refused({ words }: { words: string | null }) {
  return words === null ? null : (
    <p className={`t-small is-breach ${css.refused}`} role="alert">
      {words} Nothing was changed.
    </p>
  );
}

/** A line of what is decided; what is not yet is said quietly. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  const nothing = children === null || children === undefined || children === '' || children === false;
  return (
    <>
      <dt>{name}</dt>
      <dd>{nothing ? <span className="t-3">not decided</span> : children}</dd>
    </>
  );
}

interface TextPartProps {
  label: string;
  hint?: string;
  note?: ReactNode;
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  long?: boolean;
  locked?: boolean;
  labelHidden?: boolean;
  /** A sentence = the text is not taken. */
  refuse?: (text: string) => string | null;
}

/** A text that counts when the typing is over: Enter (in a long one with Ctrl) or leaving it. Escape takes back what was typed. */
export function TextPart({
  label,
  hint,
  note,
  value,
  onValue,
  placeholder,
  long = false,
  locked = false,
  labelHidden = false,
  refuse,
}: TextPartProps) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string | null>(null);
  // Enter and leaving the field are one act, even where the answer is still to come or was a refusal.
  const taken = useRef<string | null>(null);
  useEffect(() => {
    setText(value);
    setError(null);
    taken.current = null;
  }, [value]);
  const take = () => {
    if (text === value) {
      taken.current = null;
      return setError(null);
    }
    const why = refuse?.(text) ?? null;
    setError(why);
    if (why !== null || text === taken.current) return;
    taken.current = text;
    onValue(text);
  };
  const box = { className: `field__box ${long ? css.long : ''}`, ...(placeholder && { placeholder }) };
  return (
    <TextField
      className="field"
      value={text}
      onChange={setText}
      onBlur={take}
      isReadOnly={locked}
      isInvalid={error !== null}
      {...(labelHidden && { 'aria-label': label })}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (!long || event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          take();
        } else if (event.key === 'Escape' && text !== value) setText(value);
        else event.continuePropagation();
      }}
    >
      {!labelHidden && (
        <Label className="field__label">
          {label}
          {hint && <i>{hint}</i>}
        </Label>
      )}
      {long ? <TextArea {...box} rows={3} /> : <Input {...box} />}
      {error !== null ? (
        <Text slot="description" className="field__note is-breach">
          {error}
        </Text>
      ) : (
        note && (
          <Text slot="description" className="field__note">
            {note}
          </Text>
        )
      )}
    </TextField>
  );
}

/** A field for the name of one more; anew after each that came. */
export function Another({
  count,
  onAdd,
  ...field
}: {
  /** How many there are. */
  count: number;
  label: string;
  hint?: string;
  placeholder: string;
  onAdd: (name: string) => void;
}) {
  return (
    <div className={css.another}>
      <TextPart {...field} key={count} value="" onValue={(words) => words.trim() !== '' && onAdd(words.trim())} />
    </div>
  );
}

const NONE = '(none)';

/** A choice of one of the policy's things, or of none. */
export function PickOne<K extends string = string>({
  none,
  options,
  value,
  onValue,
  ...select
}: {
  label: string;
  labelHidden?: boolean;
  small?: boolean;
  /** What none is called here: `nobody yet`. */
  none: string;
  options: readonly { id: K; label: string }[];
  value: K | null;
  onValue: (value: K | null) => void;
}) {
  return (
    <Select
      {...select}
      options={[{ id: NONE, label: none }, ...options]}
      value={value ?? NONE}
      onChange={(key) => onValue(key === NONE ? null : (key as K))}
    />
  );
}

/** Keys and names as options of a choice. */
export const named = (all: readonly { key: string; name: string }[]): { id: string; label: string }[] =>
  all.map(({ key, name }) => ({ id: key, label: name }));

interface TickProps {
  children: ReactNode;
  on: boolean;
  onChange: (on: boolean) => void;
  isDisabled?: boolean;
  label?: string;
}

export function Tick({ children, on, onChange, isDisabled = false, label }: TickProps) {
  return (
    <Checkbox
      className="tick"
      isSelected={on}
      onChange={onChange}
      isDisabled={isDisabled}
      {...(label !== undefined && { 'aria-label': label })}
    >
      <i aria-hidden /> <span>{children}</span>
    </Checkbox>
  );
}

export { Sentence } from '../../components/Sentence';

export function EditMark() {
  return <Pencil size={12} aria-hidden />;
}

/** A share as a short bar with its words; the words alone say it. */
export function ShareBar({ share }: { share: number }) {
  return (
    <span className={css.bar} aria-hidden>
      <i style={{ width: `${Math.round(Math.max(0, Math.min(1, share)) * 100)}%` }} />
    </span>
  );
}
