import { ChevronDown, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button as AriaButton, Input, ListBox, ListBoxItem, Popover, SearchField } from 'react-aria-components';
import { integer } from '../../components/format';
import type { FacetOption } from './query';
import css from './table.module.css';

interface Props {
  /** `Source`; with one value picked the chip says the value, with several how many. */
  name: string;
  options: FacetOption[];
  picked: string[];
  onPick: (values: string[]) => void;
}

/** From this many values on, a field to find one stands above them. */
const MANY = 10;
/** A list box is not virtual: the rest is found by typing. */
const SHOWN = 24;
/** Of the menu, in CSS pixels. */
const TALLEST = 360;

/** One filter of the list: a chip that opens the values with their counts. */
export function FilterMenu({ name, options, picked, onPick }: Props) {
  const [open, setOpen] = useState(false);
  const chip = useRef<HTMLButtonElement>(null);
  const labels = picked.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const active = picked.length > 0;
  const said = labels.length === 1 ? labels[0] : `${labels.length} of ${integer(options.length)}`;
  return (
    <span className={active ? css.filterOn : css.filter}>
      <button
        ref={chip}
        type="button"
        className={css.filterButton}
        aria-label={active ? `${name}: ${labels.join(', ')}` : `Filter by ${name.toLowerCase()}`}
        aria-haspopup="listbox"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {active ? (
          <>
            <span className="t-3">{name}</span> <span className={css.filterValue}>{said}</span>
          </>
        ) : (
          name
        )}
        {!active && <ChevronDown size={12} aria-hidden />}
      </button>
      {/* Made when it is wanted: eight closed menus would cost every drawing of the screen. */}
      {open && (
        <Popover
          triggerRef={chip}
          isOpen
          onOpenChange={setOpen}
          className={`menu ${css.menu}`}
          placement="bottom start"
          offset={4}
          maxHeight={TALLEST}
          aria-label={name}
        >
          <Values name={name} options={options} picked={picked} onPick={onPick} />
        </Popover>
      )}
      {active && (
        <AriaButton className={css.filterClear} aria-label={`Clear ${name.toLowerCase()}`} onPress={() => onPick([])}>
          <X size={12} aria-hidden />
        </AriaButton>
      )}
    </span>
  );
}

function Values({ name, options, picked, onPick }: Props) {
  const [text, setText] = useState('');
  const found = options.filter((option) => option.label.toLowerCase().includes(text.toLowerCase()));
  const many = options.length >= MANY;
  return (
    <>
      {many && (
        <SearchField
          aria-label={`Find in ${name}`}
          value={text}
          onChange={setText}
          autoFocus
          className={css.menuFind ?? ''}
        >
          <Input placeholder={`Find ${name.toLowerCase()}`} className="field__box" />
        </SearchField>
      )}
      <ListBox
        aria-label={name}
        selectionMode="multiple"
        selectedKeys={picked}
        onSelectionChange={(keys) =>
          onPick(keys === 'all' ? options.map((option) => option.value) : [...keys].map(String))
        }
        items={found.slice(0, SHOWN)}
        autoFocus={!many}
        className={`menu__list ${css.menuList}`}
        renderEmptyState={() => <p className={css.menuNone}>Nothing with this name</p>}
      >
        {(option) => (
          <ListBoxItem id={option.value} textValue={option.label} className={`menu__item ${css.menuItem}`}>
            {({ isSelected }) => (
              <>
                <i className={isSelected ? css.boxOn : css.box} aria-hidden />
                <span className={css.menuLabel}>{option.label}</span>
                {option.count !== null && <span className="t-3 num">{integer(option.count)}</span>}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
      {found.length > SHOWN && <p className={css.menuNone}>{integer(found.length - SHOWN)} more: type to find one</p>}
    </>
  );
}
