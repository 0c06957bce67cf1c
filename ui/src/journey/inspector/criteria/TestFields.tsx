import { useEffect, useRef, useState } from 'react';
import { FieldError, Input, TextField, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Constant, Criterion, CriterionTest, Field, SpanUnit } from '../../../bridge';
import { Select } from '../../../components/controls';
import type { TreeActs } from './CriterionEditor';
import css from './criteria.module.css';
import { FieldPick } from './FieldPick';
import {
  lacking,
  operandOf,
  operatorsOf,
  operatorWords,
  readDate,
  readList,
  readNumber,
  testOf,
  testValue,
  withField,
  withOperator,
} from './operators';
import { replaceAt, type Way } from './tree';

interface Props {
  test: CriterionTest;
  tree: Criterion;
  way: Way;
  acts: TreeActs;
}

/** Field, question and value of one test. */
export function TestFields({ test, tree, way, acts }: Props) {
  const field = acts.fields.find(({ key }) => key === test.field);
  const put = (next: CriterionTest) => acts.change(replaceAt(tree, way, next));
  const kinds = operatorsOf(field?.kind ?? 'text');
  const asked = kinds.includes(test.is) ? kinds : [test.is, ...kinds];
  return (
    <div className={css.test}>
      <span data-part="field" className={css.fieldPick}>
        <FieldPick fields={acts.fields} value={test.field} onPick={(picked) => put(withField(test, picked))} />
      </span>
      <span data-part="operator" className={css.operator}>
        <Select
          label={`What is asked of ${field?.name ?? test.field}`}
          labelHidden
          small
          options={asked.map((is) => ({ id: is, label: operatorWords(is) }))}
          value={test.is}
          onChange={(is) => put(withOperator(test, is, field?.kind ?? 'text'))}
        />
      </span>
      {operandOf(test.is) !== 'none' && (
        <span data-part="value" className={css.value}>
          <Operand test={test} field={field} tree={tree} way={way} acts={acts} />
        </span>
      )}
      {field === undefined && (
        <p className={`t-small is-risk ${css.lacks}`}>
          {test.field} is not in the field catalogue. Add it there, or choose another field.
        </p>
      )}
      {field?.observable === false && (
        <p className={`t-small is-risk ${css.lacks}`}>Only people know this: no system can decide it.</p>
      )}
    </div>
  );
}

function Operand({ test, field, tree, way, acts }: Props & { field: Field | undefined }) {
  const value = testValue(test);
  const name = field?.name ?? test.field;
  const set = (next: Parameters<typeof testOf>[2]) => replaceAt(tree, way, testOf(test.field, test.is, next));
  const typed = (next: Parameters<typeof testOf>[2]) => acts.type(set(next));
  const choices = field?.kind === 'choice' && field.values.length > 0 ? field.values : null;
  const numeric = field?.kind === 'number';
  const shared = { onDone: acts.settle, lacks: lacking(test) };
  switch (operandOf(test.is)) {
    case 'none':
      return null;
    case 'one':
      if (choices)
        return (
          <Select
            label={`Value of ${name}`}
            labelHidden
            small
            options={choices.map((one) => ({ id: one, label: one }))}
            value={typeof value === 'string' && value !== '' ? value : null}
            onChange={(next) => acts.change(set(next))}
          />
        );
      return numeric ? (
        <NumberBox {...shared} label={`Value of ${name}`} value={Number(value ?? 0)} onType={typed} />
      ) : (
        <WordBox
          {...shared}
          label={`Value of ${name}`}
          value={String(value ?? '')}
          read={(text) => text}
          onType={typed}
        />
      );
    case 'text':
      return (
        <WordBox
          {...shared}
          label={`Text in ${name}`}
          value={String(value ?? '')}
          read={(text) => text}
          onType={typed}
        />
      );
    case 'number':
      return <NumberBox {...shared} label={`Value of ${name}`} value={Number(value ?? 0)} onType={typed} />;
    case 'range': {
      const [from, to] = (Array.isArray(value) ? value : [0, 0]) as [number, number];
      return (
        <span className={css.range}>
          <NumberBox {...shared} label={`${name} from`} value={from} onType={(next) => typed([next, to])} />
          <span className="t-3 t-small">to</span>
          <NumberBox {...shared} lacks={null} label={`${name} to`} value={to} onType={(next) => typed([from, next])} />
        </span>
      );
    }
    case 'date':
      return (
        <WordBox
          {...shared}
          label={`Date of ${name}`}
          value={String(value ?? '')}
          placeholder="2026-10-31"
          read={(text) => readDate(text)}
          wrong={(text) => `“${text}” is not a date. Write 2026-10-31.`}
          onType={typed}
        />
      );
    case 'span': {
      const span = value as { n: number; unit: SpanUnit };
      const units: SpanUnit[] = field?.kind === 'date' ? ['days', 'weeks'] : ['minutes', 'hours', 'days', 'weeks'];
      return (
        <span className={css.range}>
          <NumberBox
            {...shared}
            whole
            label={`How many ${span.unit}`}
            value={span.n}
            onType={(n) => typed({ n, unit: span.unit })}
          />
          <Select
            label="Unit"
            labelHidden
            small
            options={units.map((unit) => ({ id: unit, label: unit }))}
            value={span.unit}
            onChange={(unit) => acts.change(set({ n: span.n, unit }))}
          />
        </span>
      );
    }
    case 'list': {
      const list = (Array.isArray(value) ? value : []) as Constant[];
      if (choices)
        return (
          <ToggleButtonGroup
            className={css.choices ?? ''}
            aria-label={`Values of ${name}`}
            selectionMode="multiple"
            selectedKeys={list.map(String)}
            onSelectionChange={(keys) => acts.change(set(choices.filter((one) => keys.has(one))))}
          >
            {choices.map((one) => (
              <ToggleButton key={one} id={one} className={css.choice ?? ''}>
                {one}
              </ToggleButton>
            ))}
          </ToggleButtonGroup>
        );
      return (
        <WordBox
          {...shared}
          label={`Values of ${name}`}
          value={list.join(', ')}
          placeholder="A, B, C"
          read={(text) => {
            const parts = readList(text);
            const numbers = parts.map(readNumber);
            return numeric ? (numbers.includes(undefined) ? undefined : (numbers as number[])) : parts;
          }}
          wrong={() => 'Write numbers, with commas between them.'}
          onType={typed}
        />
      );
    }
  }
}

interface BoxProps<T> {
  label: string;
  value: string;
  placeholder?: string;
  /** Undefined = it cannot be understood. */
  read: (text: string) => T | undefined;
  wrong?: (text: string) => string;
  lacks: string | null;
  onType: (value: T) => void;
  onDone: () => void;
}

/** A value as people write it: what is not understood keeps standing with the reason below, and changes nothing. */
function WordBox<T>({ label, value, placeholder, read, wrong, lacks, onType, onDone }: BoxProps<T>) {
  const [text, setText] = useState(value);
  const [error, setError] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const reading = useRef(read);
  reading.current = read;
  // What comes from outside replaces what is typed, unless it says the same.
  useEffect(() => {
    const said = (words: string) => JSON.stringify(reading.current(words));
    setText((now) => (said(now) === said(value) ? now : value));
    setError(null);
  }, [value]);
  const type = (next: string) => {
    setText(next);
    const understood = read(next);
    if (understood === undefined) return setError(wrong?.(next) ?? null);
    setError(null);
    onType(understood);
  };
  const done = () => {
    setTouched(true);
    onDone();
  };
  const said = error ?? (touched ? lacks : null);
  return (
    <TextField
      className="field"
      aria-label={label}
      value={text}
      onChange={type}
      onBlur={done}
      isInvalid={said !== null}
      onKeyDown={(event) => (event.key === 'Enter' ? done() : event.continuePropagation())}
    >
      <Input className="field__box field__box--s num" {...(placeholder && { placeholder })} />
      <FieldError className="field__note is-breach">{said}</FieldError>
    </TextField>
  );
}

function NumberBox({
  value,
  whole = false,
  ...rest
}: Omit<BoxProps<number>, 'value' | 'read' | 'wrong'> & { value: number; whole?: boolean }) {
  return (
    <WordBox
      {...rest}
      value={String(value)}
      read={(text) => {
        const number = readNumber(text);
        return number !== undefined && (!whole || (Number.isInteger(number) && number > 0)) ? number : undefined;
      }}
      wrong={(text) => (whole ? `“${text}” is no whole number.` : `“${text}” is not a number. Write 200 or 2.5.`)}
    />
  );
}
