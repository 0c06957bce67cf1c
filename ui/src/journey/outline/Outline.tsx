import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands';
import type { DraftView, HandoffPoint, Operation, Policy } from '../../bridge';
import type { Acts } from '../acts';
import { insertTeam, newTeam } from '../edits';
import { idOf } from '../map/boxes';
import type { LensView } from '../map/lens';
import { enterSide } from '../panel';
import { type Item, itemsOf, sameItem, selectItems, selection, toggled, useSelection } from '../selection';
import { OutlineActs } from './OutlineActs';
import css from './outline.module.css';
import { Row } from './Row';
import { ended, givenTo, NOBODY, type OutlineRow, outlineRows, reordered } from './rows';

interface Props {
  draft: DraftView;
  lens: LensView;
  acts: Acts;
  locked: boolean;
  found: ReadonlySet<string> | null;
}

/** Rows that Page Up and Page Down go. */
const PAGE = 12;

/** Which menu of the acts is open. */
export type Asking = 'team' | 'to' | null;

/** The whole journey as a list: everything that the map can do, by keys alone and aloud. */
export function Outline({ draft, lens, acts, locked, found }: Props) {
  const { policy } = draft;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [naming, setNaming] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const list = useRef<HTMLDivElement>(null);
  const now = useSelection();
  const items = itemsOf(now);
  const all = useMemo(() => outlineRows(policy, closed), [policy, closed]);
  const rows = found === null ? all : all.filter(({ item }) => item.noun === 'team' || found.has(idOf(item)));
  const points = useMemo(() => new Map(policy.handoffs.map((point) => [point.key, point])), [policy.handoffs]);
  const last = items.at(-1);
  const chosen = rows.findIndex((row) => last !== undefined && sameItem(row.item, last));
  // Where what was selected is gone, the keys stay at its place.
  const lastAt = useRef(0);
  const at = chosen >= 0 ? chosen : Math.min(lastAt.current, Math.max(0, rows.length - 1));
  lastAt.current = at;
  const active = rows[at];

  /** Whether the list has the keys, so that they stay on the row that a change moved. */
  const holds = useRef(false);
  const activeId = active && idOf(active.item);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after every change of the rows the keys go back to theirs
  useEffect(() => {
    if (!holds.current || naming !== null || activeId === undefined) return;
    list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(activeId)}"]`)?.focus();
  }, [activeId, policy, naming]);

  const edit = (operation: Operation | null) => {
    if (operation !== null && !locked) void acts.edit(operation);
  };
  const go = (to: number, add: boolean) => {
    const row = rows[Math.min(rows.length - 1, Math.max(0, to))];
    if (row === undefined) return;
    holds.current = true;
    selectItems(add ? [...items.filter((one) => !sameItem(one, row.item)), row.item] : [row.item]);
  };
  const fold = (row: OutlineRow, shut: boolean) =>
    setClosed((before) => {
      const next = new Set(before);
      if (shut) next.add(idOf(row.item));
      else next.delete(idOf(row.item));
      return next;
    });
  const move = (by: 1 | -1) => active && edit(reordered(policy, all, active.item, by));
  const rename = () => {
    if (!locked && active !== undefined && active.item.key !== NOBODY) setNaming(idOf(active.item));
  };
  const named = (item: Item, name: string | null) => {
    setNaming(null);
    holds.current = true;
    const before = all.find((row) => sameItem(row.item, item))?.name;
    if (name !== null && name.trim() !== '' && name !== before) {
      edit({ op: 'set', noun: item.noun, key: item.key, field: 'name', value: name.trim() });
    }
  };
  const add = async (what: 'team' | 'stage' | 'handoff') => {
    if (locked) return;
    if (what === 'stage') await acts.addStage();
    else if (what === 'handoff') await acts.addHandoff();
    else {
      const team = newTeam('New team', policy.teams);
      if ((await acts.edit(insertTeam(policy, team))) === null) return;
      selectItems([{ noun: 'team', key: team.key }]);
    }
    const [made] = itemsOf(selection.get());
    if (made !== undefined) setNaming(idOf(made));
  };
  const give = (teamKey: string) => {
    const team = policy.teams.find(({ key }) => key === teamKey);
    if (team !== undefined && active !== undefined) edit(givenTo(policy, active.item, team));
  };
  const lead = (stageKey: string) => {
    if (active?.item.noun === 'stage') acts.connect(active.item.key, stageKey);
    else if (active?.item.noun === 'handoff') {
      edit(ended(policy, active.item.key, 'to', policy.stages.find(({ key }) => key === stageKey) ?? null));
    }
  };
  const begin = (stageKey: string) => {
    if (active?.item.noun !== 'handoff') return;
    edit(ended(policy, active.item.key, 'from', policy.stages.find(({ key }) => key === stageKey) ?? null));
  };

  const group = 'Outline';
  const inList = (target: EventTarget | null) => target instanceof Node && (list.current?.contains(target) ?? false);
  const mayEdit = () => !locked && active !== undefined && active.item.key !== NOBODY;
  useCommands(() => [
    { id: 'outline.rename', label: 'Rename', group, keys: ['F2'], when: mayEdit, keysWhen: inList, run: rename },
    {
      id: 'outline.up',
      label: 'Move up',
      group,
      keys: ['Alt+ArrowUp'],
      when: mayEdit,
      keysWhen: inList,
      run: () => move(-1),
    },
    {
      id: 'outline.down',
      label: 'Move down',
      group,
      keys: ['Alt+ArrowDown'],
      when: mayEdit,
      keysWhen: inList,
      run: () => move(1),
    },
    {
      id: 'outline.give',
      label: 'Give to another team',
      group,
      keys: ['t'],
      when: mayEdit,
      keysWhen: inList,
      run: () => setAsking('team'),
    },
    {
      id: 'outline.lead',
      label: 'Hand over to a stage',
      group,
      keys: ['h'],
      when: mayEdit,
      keysWhen: inList,
      run: () => setAsking('to'),
    },
  ]);

  const outwards = () => {
    if (active === undefined) return;
    if (active.under > 0 && !closed.has(idOf(active.item))) return fold(active, true);
    const above = rows.slice(0, at).findLastIndex(({ level }) => level < active.level);
    if (above >= 0) go(above, false);
  };
  const inwards = () => {
    if (active === undefined || active.under === 0) return;
    if (closed.has(idOf(active.item))) fold(active, false);
    else go(at + 1, false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.altKey || event.ctrlKey || event.metaKey) return;
    const to = new Map([
      ['ArrowDown', at + 1],
      ['ArrowUp', at - 1],
      ['j', at + 1],
      ['k', at - 1],
      ['Home', 0],
      ['End', rows.length - 1],
      ['PageDown', at + PAGE],
      ['PageUp', at - PAGE],
    ]).get(event.key);
    if (to !== undefined) {
      event.preventDefault();
      go(to, event.shiftKey);
    } else if (event.key === 'Enter' && active !== undefined) {
      event.preventDefault();
      go(at, false);
      enterSide();
    } else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      event.preventDefault();
      if (event.key === 'ArrowLeft') outwards();
      else inwards();
    }
  };
  const onPick = (item: Item, event: MouseEvent) => {
    holds.current = true;
    selectItems(event.ctrlKey || event.shiftKey ? toggled(selection.get(), item) : [item]);
  };

  return (
    <div className={css.outline}>
      <OutlineActs
        policy={policy}
        row={active}
        locked={locked}
        asking={asking}
        onAsk={setAsking}
        onAdd={(what) => void add(what)}
        onRename={rename}
        onMove={move}
        onGive={give}
        onLead={lead}
        onBegin={begin}
        onRemove={() => void acts.remove()}
      />
      <div
        className={css.list}
        ref={list}
        role="treegrid"
        aria-label="Outline of the journey"
        aria-multiselectable="true"
        tabIndex={active === undefined ? 0 : -1}
        onKeyDown={onKeyDown}
        onFocus={() => {
          holds.current = true;
        }}
        onBlur={(event) => {
          if (event.relatedTarget !== null)
            holds.current = list.current?.contains(event.relatedTarget as Element) ?? false;
        }}
      >
        {/* biome-ignore lint/a11y/useSemanticElements: rows of a treegrid */}
        {/* biome-ignore lint/a11y/useFocusableInteractive: heads are read with their cells */}
        <div className={css.headRow} role="row">
          {['Team, stage, handoff', 'Leads to', 'Accountable', 'What may get lost'].map((title) => (
            // biome-ignore lint/a11y/useSemanticElements: cells of a treegrid
            // biome-ignore lint/a11y/useFocusableInteractive: heads are read with their cells
            <span key={title} role="columnheader">
              {title}
            </span>
          ))}
        </div>
        {rows.map((row) => (
          <Row
            key={idOf(row.item)}
            row={row}
            point={row.item.noun === 'handoff' ? points.get(row.item.key) : undefined}
            accountable={accountable(policy, row, points)}
            reading={row.item.noun === 'handoff' ? (lens.readings.get(row.item.key) ?? lens.otherwise) : null}
            open={row.under > 0 ? !closed.has(idOf(row.item)) : null}
            active={row === active}
            selected={items.some((one) => sameItem(one, row.item))}
            naming={naming === idOf(row.item)}
            onPick={onPick}
            onFold={fold}
            onRename={rename}
            onNamed={named}
          />
        ))}
      </div>
    </div>
  );
}

function accountable(policy: Policy, row: OutlineRow, points: ReadonlyMap<string, HandoffPoint>): string {
  const [role] = points.get(row.item.noun === 'handoff' ? row.item.key : '')?.accountable_roles ?? [];
  return role === undefined ? '' : (policy.roles.find(({ key }) => key === role)?.name ?? role);
}
