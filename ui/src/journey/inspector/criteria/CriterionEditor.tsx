import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Criterion, Field } from '../../../bridge';
import { LinkButton } from '../../../components/controls';
import { CriterionRow } from './CriterionRow';
import css from './criteria.module.css';
import { complete, firstTest } from './operators';
import { insertAt, isAlways, removeAt, rooted, sameCriterion, step, type Way } from './tree';

interface Props {
  /** `Entry criteria` */
  label: string;
  fields: readonly Field[];
  value: Criterion;
  /** One act is done and the tree is whole: a test that still lacks its value waits. */
  onChange: (criterion: Criterion) => void;
  /** While it is typed, whole or not. */
  onTyping?: (criterion: Criterion) => void;
}

export interface TreeActs {
  fields: readonly Field[];
  change: (tree: Criterion, focus?: Way) => void;
  /** Shows what is being typed; it counts when the typing is over. */
  type: (tree: Criterion) => void;
  settle: () => void;
  move: (way: Way, down: boolean) => void;
  remove: (way: Way) => void;
}

export const wayName = (way: Way): string => way.join('.');

/** An and/or/not tree over the field catalogue. Every row is moved with Alt and the arrows, and removed with Alt and Backspace. */
export function CriterionEditor({ label, fields, value, onChange, onTyping }: Props) {
  const [tree, setTree] = useState(() => rooted(value));
  const [said, setSaid] = useState('');
  const box = useRef<HTMLFieldSetElement>(null);
  const now = useRef(tree);
  const focus = useRef<{ way: Way; part: string } | null>(null);
  const kept = useRef(value);
  const typing = useRef(onTyping);
  typing.current = onTyping;

  const show = (next: Criterion) => {
    now.current = next;
    setTree(next);
    onTyping?.(next);
  };
  const settle = () => {
    if (!complete(now.current) || sameCriterion(now.current, rooted(kept.current))) return;
    kept.current = now.current;
    onChange(now.current);
  };
  // What was undone, or changed elsewhere, is shown here too.
  useEffect(() => {
    if (sameCriterion(value, kept.current)) return;
    kept.current = value;
    now.current = rooted(value);
    setTree(now.current);
    typing.current?.(now.current);
  }, [value]);
  useEffect(() => {
    const wanted = focus.current;
    focus.current = null;
    if (wanted === null) return;
    const row = box.current?.querySelector(`[data-way="${wayName(wanted.way)}"]`);
    const part = row?.querySelector<HTMLElement>(`[data-part="${wanted.part}"]`) ?? row;
    (part?.matches('button, input')
      ? (part as HTMLElement)
      : part?.querySelector<HTMLElement>('button, input')
    )?.focus();
  });

  const focused = () => document.activeElement?.closest('[data-part]')?.getAttribute('data-part') ?? 'menu';
  const acts: TreeActs = {
    fields,
    change: (next, way) => {
      if (way !== undefined) focus.current = { way, part: 'field' };
      show(next);
      settle();
    },
    type: show,
    settle,
    move: (way, down) => {
      const moved = step(now.current, way, down);
      if (moved === null) return setSaid(down ? 'It is the last already.' : 'It is the first already.');
      focus.current = { way: moved.way, part: focused() };
      setSaid(down ? 'Moved down.' : 'Moved up.');
      acts.change(moved.tree);
    },
    remove: (way) => {
      setSaid('Removed.');
      const before = Math.max(0, (way.at(-1) ?? 0) - 1);
      focus.current = { way: [...way.slice(0, -1), before], part: 'menu' };
      acts.change(rooted(removeAt(now.current, way)));
    },
  };
  const keys = (event: KeyboardEvent) => {
    const name = event.altKey ? (event.target as Element).closest('[data-way]')?.getAttribute('data-way') : undefined;
    if (!name) return;
    const way = name.split('.').map(Number);
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') acts.move(way, event.key === 'ArrowDown');
    else if (event.key === 'Backspace' || event.key === 'Delete') acts.remove(way);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const add = () => acts.change(insertAt(tree, [], firstTest(fields[0])), [rootCount(tree)]);
  return (
    <fieldset className={css.editor} aria-label={label} ref={box} onKeyDownCapture={keys}>
      {isAlways(tree) ? (
        <div className={css.nothing}>
          <p className="t-2 t-small">Nothing is asked: every record passes.</p>
          <LinkButton className="t-small" isDisabled={fields.length === 0} onPress={add}>
            Add a test
          </LinkButton>
          {fields.length === 0 && <p className="t-3 t-small">The field catalogue is empty: add fields there first.</p>}
        </div>
      ) : (
        <CriterionRow tree={tree} part={tree} way={[]} acts={acts} />
      )}
      <p className={css.said} role="status">
        {said}
      </p>
    </fieldset>
  );
}

function rootCount(tree: Criterion): number {
  return 'all' in tree ? tree.all.length : 'any' in tree ? tree.any.length : 1;
}
