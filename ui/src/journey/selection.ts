import { store, useStore } from '../app/store';
import type { Noun } from '../bridge';

/** Something on the map. */
export interface Item {
  noun: 'handoff' | 'stage' | 'team';
  key: string;
}

/** The one selection of the screen. `part` is the tab of the inspector that is meant, where a problem or a link names one. */
export type Selection =
  | { kind: 'handoff'; key: string; part?: string }
  | { kind: 'stage'; key: string; part?: string }
  | { kind: 'team'; key: string; part?: string }
  | { kind: 'several'; items: readonly Item[] }
  | null;

export const selection = store<Selection>(null);

export const useSelection = (): Selection => useStore(selection);

export function select(noun: Noun, key: string, part?: string): void {
  if (noun === 'handoff' || noun === 'stage' || noun === 'team')
    selection.set(part === undefined ? { kind: noun, key } : { kind: noun, key, part });
}

export function selectItems(items: readonly Item[]): void {
  const [first] = items;
  if (first === undefined) selection.set(null);
  else selection.set(items.length === 1 ? { kind: first.noun, key: first.key } : { kind: 'several', items });
}

/** What is selected, one or several, in the order in which it was picked. */
export function itemsOf(now: Selection): readonly Item[] {
  if (now === null) return [];
  return now.kind === 'several' ? now.items : [{ noun: now.kind, key: now.key }];
}

export const sameItem = (a: Item, b: Item): boolean => a.noun === b.noun && a.key === b.key;

/** The selection with an item added, or taken out where it was in it. */
export function toggled(now: Selection, item: Item): readonly Item[] {
  const items = itemsOf(now);
  return items.some((one) => sameItem(one, item)) ? items.filter((one) => !sameItem(one, item)) : [...items, item];
}
