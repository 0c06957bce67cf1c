import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Select as AriaSelect,
  Tabs as AriaTabs,
  Tooltip as AriaTooltip,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  SelectValue,
  Tab,
  TabList,
  TabPanel,
  Text,
  TextField,
  ToggleButton,
  ToggleButtonGroup,
  TooltipTrigger,
} from 'react-aria-components';

type ButtonKind = 'plain' | 'primary' | 'quiet';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style'> {
  kind?: ButtonKind;
  small?: boolean;
  /** True = only an icon inside; give it an aria-label. */
  icon?: boolean;
  className?: string;
}

export function buttonClass(kind: ButtonKind = 'plain', small = false, icon = false): string {
  return `btn${kind === 'plain' ? '' : ` btn--${kind}`}${small ? ' btn--s' : ''}${icon ? ' btn--icon' : ''}`;
}

/** One filled (`primary`) button a screen. */
export function Button({ kind = 'plain', small = false, icon = false, className = '', ...rest }: ButtonProps) {
  return <AriaButton {...rest} className={`${buttonClass(kind, small, icon)} ${className}`} />;
}

/** Looks like a link, acts like a button: a small act in running text or beside a title. */
export function LinkButton({
  className = '',
  ...rest
}: Omit<AriaButtonProps, 'className' | 'style'> & { className?: string }) {
  return <AriaButton {...rest} className={`link ${className}`} />;
}

export interface Act {
  id: string;
  label: string;
  run: () => void;
}

/** A few ways to do one thing, behind the word for it. */
export function ActsMenu({
  label,
  acts,
  isDisabled,
  align = 'end',
}: {
  label: string;
  acts: readonly Act[];
  isDisabled?: boolean;
  /** Which edges of word and menu stand above each other. */
  align?: 'start' | 'end';
}) {
  return (
    <MenuTrigger>
      <LinkButton className="link--menu" isDisabled={isDisabled ?? false}>
        {label}
        <ChevronDown size={12} aria-hidden />
      </LinkButton>
      <Popover className="menu" offset={6} placement={`bottom ${align}`}>
        <Menu className="menu__list" onAction={(id) => acts.find((act) => act.id === id)?.run()}>
          {acts.map((act) => (
            <MenuItem key={act.id} id={act.id} className="menu__item">
              {act.label}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

interface FieldProps {
  label: string;
  /** Beside the label, quieter: `business time`. */
  hint?: string;
  note?: ReactNode;
  error?: string | null;
  value: string;
  onChange: (value: string) => void;
  /** The typing is over. */
  onBlur?: () => void;
  /** Enter, while it stands in the field. */
  onEnter?: () => void;
  placeholder?: string;
  autoFocus?: boolean;
  readOnly?: boolean;
  required?: boolean;
  inputMode?: 'text' | 'numeric' | 'decimal';
}

export function Field({ label, hint, note, error, inputMode, placeholder, onEnter, ...rest }: FieldProps) {
  return (
    <TextField
      {...rest}
      isInvalid={error !== undefined && error !== null}
      isReadOnly={rest.readOnly ?? false}
      isRequired={rest.required ?? false}
      className="field"
      {...(onEnter && { onKeyDown: (event) => (event.key === 'Enter' ? onEnter() : event.continuePropagation()) })}
    >
      <Label className="field__label">
        {label}
        {hint && <i>{hint}</i>}
      </Label>
      <Input className="field__box num" {...(inputMode && { inputMode })} {...(placeholder && { placeholder })} />
      {error ? (
        <FieldError className="field__note is-breach">{error}</FieldError>
      ) : (
        note && (
          <Text slot="description" className="field__note num">
            {note}
          </Text>
        )
      )}
    </TextField>
  );
}

export interface Option<K extends string = string> {
  id: K;
  label: string;
  /** Beside the label, quieter. */
  hint?: string;
  /** Why it cannot be picked now. */
  why?: string;
}

interface SelectProps<K extends string> {
  label: string;
  /** True = the label is read out but not shown. */
  labelHidden?: boolean;
  options: readonly Option<K>[];
  value: K | null;
  onChange: (value: K) => void;
  placeholder?: string;
  small?: boolean;
  quiet?: boolean;
  isDisabled?: boolean;
  autoFocus?: boolean;
  note?: ReactNode;
}

export function Select<K extends string>({
  label,
  labelHidden = false,
  options,
  value,
  onChange,
  placeholder,
  small,
  quiet,
  isDisabled,
  autoFocus = false,
  note,
}: SelectProps<K>) {
  return (
    <AriaSelect
      className="field"
      value={value}
      onChange={(key) => key !== null && onChange(key as K)}
      placeholder={placeholder ?? 'Choose'}
      isDisabled={isDisabled ?? false}
      {...(labelHidden && { 'aria-label': label })}
    >
      {!labelHidden && <Label className="field__label">{label}</Label>}
      <AriaButton
        autoFocus={autoFocus}
        className={quiet ? buttonClass('quiet', small) : `field__box field__box--pick${small ? ' field__box--s' : ''}`}
      >
        <SelectValue>{({ defaultChildren, selectedText }) => selectedText || defaultChildren}</SelectValue>
        <ChevronDown size={14} aria-hidden />
      </AriaButton>
      {note && (
        <Text slot="description" className="field__note num">
          {note}
        </Text>
      )}
      <Popover className="menu" offset={4}>
        <ListBox items={options as readonly Option[]} className="menu__list">
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="menu__item">
              <span>{option.label}</span>
              {option.hint && <span className="t-3 num">{option.hint}</span>}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}

interface PickProps<K extends string> {
  label: string;
  options: readonly Option<K>[];
  value: K;
  onChange: (value: K) => void;
}

/** A switch between two or three ways to see the same thing. */
export function Segmented<K extends string>({ label, options, value, onChange }: PickProps<K>) {
  return (
    <ToggleButtonGroup
      className="seg"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [picked] = keys;
        if (picked !== undefined) onChange(picked as K);
      }}
    >
      {options.map((option) => (
        <ToggleButton
          key={option.id}
          id={option.id}
          className="seg__item"
          isDisabled={option.why !== undefined}
          {...(option.why !== undefined && { 'aria-label': `${option.label}. ${option.why}` })}
        >
          {option.why === undefined ? option.label : <span title={option.why}>{option.label}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

/** A row of tabs over what the picked one shows. */
export function Tabs<K extends string>({
  label,
  options,
  value,
  onChange,
  children,
}: PickProps<K> & { children: ReactNode }) {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(key) => onChange(key as K)}>
      <TabList aria-label={label} className="tabs">
        {options.map((option) => (
          <Tab key={option.id} id={option.id} className="tabs__item">
            {option.label}
          </Tab>
        ))}
      </TabList>
      <TabPanel key={value} id={value}>
        {children}
      </TabPanel>
    </AriaTabs>
  );
}

/** A line on hover or focus over something that can be focused (a Button, a link made with Focusable). */
export function Tip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <TooltipTrigger delay={400} closeDelay={80}>
      {children}
      <AriaTooltip className="tip num" offset={6}>
        {text}
      </AriaTooltip>
    </TooltipTrigger>
  );
}

export function Keycaps({ caps }: { caps: readonly string[] }) {
  return (
    <span className="keycaps">
      {caps.map((cap) => (
        <kbd key={cap} className="kbd">
          {cap}
        </kbd>
      ))}
    </span>
  );
}
