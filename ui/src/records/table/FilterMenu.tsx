import { ChevronDown, X } from 'lucide-react';
import { useState } from 'react';
import {
  Button as AriaButton,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  Popover,
  SearchField,
} from 'react-aria-components';
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
const SHOWN = 40;

/** One filter of the list: a chip that opens the values with their counts. */
export function FilterMenu({ name, options, picked, onPick }: Props) {
  const [text, setText] = useState('');
  const found = options.filter((option) => option.label.toLowerCase().includes(text.toLowerCase()));
  const labels = picked.map((value) => options.find((option) => option.value === value)?.label ?? value);
  const active = picked.length > 0;
  const said = labels.length === 1 ? labels[0] : `${labels.length} of ${integer(options.length)}`;
  return (
    <span className={active ? css.filterOn : css.filter}>
      <DialogTrigger onOpenChange={() => setText('')}>
        <AriaButton
          className={css.filterButton}
          aria-label={active ? `${name}: ${labels.join(', ')}` : `Filter by ${name.toLowerCase()}`}
        >
          {active ? (
            <>
              <span className="t-3">{name}</span> <span className={css.filterValue}>{said}</span>
            </>
          ) : (
            name
          )}
          {!active && <ChevronDown size={12} aria-hidden />}
        </AriaButton>
        <Popover className={`menu ${css.menu}`} placement="bottom start" offset={4}>
          {options.length >= MANY && (
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
            className="menu__list"
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
          {found.length > SHOWN && (
            <p className={css.menuNone}>{integer(found.length - SHOWN)} more: type to find one</p>
          )}
        </Popover>
      </DialogTrigger>
      {active && (
        <AriaButton className={css.filterClear} aria-label={`Clear ${name.toLowerCase()}`} onPress={() => onPick([])}>
          <X size={12} aria-hidden />
        </AriaButton>
      )}
    </span>
  );
}
