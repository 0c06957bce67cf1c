import { Search, X } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { SlaState } from '../../bridge';
import { Keycaps } from '../../components/controls';
import { stateWord } from '../../components/StatusMark';
import { FilterMenu } from './FilterMenu';
import css from './table.module.css';

const STATES: SlaState[] = [
  'met',
  'met_late',
  'breached_open',
  'at_risk',
  'running',
  'paused',
  'cannot_judge',
  'not_applicable',
];
/** Free text over record id, owner and source; `/` goes here, Escape goes back to the list. */
export function TextFilter({
  text,
  onText,
  ref,
}: {
  text: string;
  onText: (text: string) => void;
  ref: Ref<HTMLInputElement>;
}) {
  const [typed, setTyped] = useState(text);
  const typing = useRef(false);
  useEffect(() => {
    // The address changed by other means; while somebody types, it is a few letters behind.
    if (!typing.current) setTyped(text);
  }, [text]);
  // Every key is asked for at once: an answer takes less than the next key.
  const type = (words: string) => {
    setTyped(words);
    onText(words);
  };
  return (
    <label className={css.find}>
      <Search size={14} aria-hidden />
      <input
        ref={ref}
        type="search"
        value={typed}
        placeholder="Record, owner or source"
        aria-label="Find by record id, owner or source"
        onFocus={() => {
          typing.current = true;
        }}
        onBlur={() => {
          typing.current = false;
        }}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          document.querySelector<HTMLElement>('[role="grid"]')?.focus();
        }}
      />
      {typed === '' && <Keycaps caps={['/']} />}
    </label>
  );
}

/** A filter that came with a link: what is behind a number, or what one import brought. */
export function DrillChip({ label, onClear }: { label: string; onClear: () => void }) {
  return (
    <span className={css.filterOn}>
      <span className={css.drill}>{label}</span>
      <AriaButton className={css.filterClear ?? ''} aria-label={`Clear ${label}`} onPress={onClear}>
        <X size={12} aria-hidden />
      </AriaButton>
    </span>
  );
}

export function StateFilter({ picked, onPick }: { picked: SlaState[]; onPick: (states: SlaState[]) => void }) {
  return (
    <FilterMenu
      name="SLA"
      options={STATES.map((state) => ({ value: state, label: stateWord(state), count: null }))}
      picked={picked}
      onPick={(values) => onPick(STATES.filter((state) => values.includes(state)))}
    />
  );
}
