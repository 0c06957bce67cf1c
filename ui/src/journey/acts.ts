import { useNavigate } from '@tanstack/react-router';
import { say, sayTrouble } from '../app/toasts';
import { bridge, type MapLayout, type Operation } from '../bridge';
import { copyOf, inWords, pasting } from './clipboard';
import { useEdit, usePolicy } from './draft';
import { connection, insertHandoff, insertStage, newHandoff, newStage, several } from './edits';
import { boxesOf, idOf, itemOf, placeAt } from './map/boxes';
import { type Alignment, aligned } from './map/geometry';
import { type Item, itemsOf, select, selectItems, selection } from './selection';

/** A copied part of a journey. Kept beside the system's clipboard, which some windows do not hand out. */
let copied: string | null = null;

export const lastCopied = (): string | null => copied;

const moved = (id: string, at: { x: number; y: number }): Operation | null => {
  const { noun, key } = itemOf(id);
  return noun === 'team' ? null : { op: 'place', of: noun, key, at: placeAt(at) };
};

/** Puts things at places of the map, as one edit; null where nothing moves. */
export function placing(places: readonly { id: string; at: { x: number; y: number } }[]): Operation | null {
  const operations = places.flatMap(({ id, at }) => moved(id, at) ?? []);
  return operations.length === 0 ? null : several(operations);
}

/** What can be done with what is selected, on the map and in the outline alike. */
export function useActs(locked: boolean) {
  const policy = usePolicy();
  const edit = useEdit();
  const navigate = useNavigate();
  const make = async (operation: Operation, then: readonly Item[]) => {
    if (locked) return;
    if ((await edit(operation)) !== null) selectItems(then);
  };
  const remove = async () => {
    const items = itemsOf(selection.get());
    if (locked || items.length === 0) return;
    try {
      // Handoffs before the stages that they name, teams last.
      const order = ['handoff', 'stage', 'team'];
      const sorted = items.toSorted((a, b) => order.indexOf(a.noun) - order.indexOf(b.noun));
      const operations: Operation[] = [];
      for (const { noun, key } of sorted) operations.push(await bridge.draftRemoval(noun, key));
      if ((await edit(several(operations))) === null) return;
      selection.set(null);
      const named = items.length === 1 ? (items[0]?.key ?? '') : `${items.length} things`;
      say(`${named} removed. Ctrl+Z brings it back.`);
    } catch (error) {
      sayTrouble(error);
    }
  };
  const copy = () => {
    const items = itemsOf(selection.get());
    if (items.length === 0) return;
    copied = copyOf(policy, items);
    bridge
      .copyText(copied)
      .then(() => say(items.length === 1 ? `${items[0]?.key} is copied` : `${items.length} things are copied`))
      .catch(sayTrouble);
  };
  const copyWords = async () => {
    const keys = itemsOf(selection.get()).flatMap(({ noun, key }) => (noun === 'handoff' ? [key] : []));
    try {
      const specs = await Promise.all(keys.map((key) => bridge.draftSpec(key)));
      await bridge.copyText(specs.map(inWords).join('\n\n'));
      say(`${keys.join(', ')} in words, copied`);
    } catch (error) {
      sayTrouble(error);
    }
  };
  const paste = (text: string) => {
    const result = pasting(policy, text);
    if ('wrong' in result) say(result.wrong);
    else void make(result.operation, result.made);
  };
  const addStage = (name = 'New stage') => {
    const now = selection.get();
    const beside = now?.kind === 'stage' ? policy.stages.find(({ key }) => key === now.key) : undefined;
    const team = beside?.team ?? (now?.kind === 'team' ? now.key : (policy.teams[0]?.key ?? null));
    const stage = newStage(policy, name, team);
    return make(insertStage(policy, stage, beside?.key), [{ noun: 'stage', key: stage.key }]);
  };
  const addHandoff = () => {
    const [sender = '', receiver = ''] = policy.teams.map(({ short }) => short);
    const point = newHandoff(policy, { sender, receiver });
    return make(insertHandoff(policy, point), [{ noun: 'handoff', key: point.key }]);
  };
  const connect = (fromKey: string, toKey: string) => {
    const [from, to] = [fromKey, toKey].map((wanted) => policy.stages.find(({ key }) => key === wanted));
    if (from === undefined || to === undefined || from === to) return;
    const point = connection(policy, from, to);
    void make(insertHandoff(policy, point), [{ noun: 'handoff', key: point.key }]);
  };
  const align = (layout: MapLayout, into: Alignment) => {
    const items = itemsOf(selection.get());
    const boxes = boxesOf(layout);
    const chosen = items.flatMap((item) => boxes.find(({ id }) => id === idOf(item)) ?? []);
    const operation = placing(aligned(chosen, into));
    if (operation !== null && !locked) void edit(operation);
  };
  const layOut = () => {
    const places = policy.layout as unknown as { stages?: object; handoffs?: object };
    const operations = [
      ...Object.keys(places.stages ?? {}).map((key): Operation => ({ op: 'place', of: 'stage', key, at: null })),
      ...Object.keys(places.handoffs ?? {}).map((key): Operation => ({ op: 'place', of: 'handoff', key, at: null })),
    ];
    if (operations.length === 0) say('Everything is where the layout puts it');
    else if (!locked) void edit(several(operations));
  };
  const open = (key: string) => {
    select('handoff', key);
    void navigate({ to: '/journey' });
  };
  return { edit, remove, copy, copyWords, paste, addStage, addHandoff, connect, align, layOut, open };
}

export type Acts = ReturnType<typeof useActs>;
