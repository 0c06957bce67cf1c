import { useEffect, useRef } from 'react';
import { remember, remembered, store, useStore } from './store';

/** Something a person can do, said once: the palette, the key sheet, buttons and the keyboard all read it. */
export interface Command {
  /** `review.next-month` */
  id: string;
  /** As the palette lists it: `Next month`. */
  label: string;
  /** Heading under which the key sheet lists it. */
  group: string;
  /** tinykeys syntax: `$mod+k`, `g r`, `?`. The first one is shown. */
  keys?: readonly string[];
  /** Absent = always possible. */
  when?: () => boolean;
  /** A further condition for its keys alone: that they are not a field's own at this moment. Absent = none. */
  keysWhen?: (target: EventTarget | null) => boolean;
  run: () => void;
  /** True = reached by keys alone, as J and K are; the key sheet lists it, the palette does not. */
  keysOnly?: boolean;
}

type Registry = ReadonlyMap<string, Command>;

const registry = store<Registry>(new Map());

/** Adds commands; the returned function takes them away again. A later command with the same id goes before an earlier one. */
export function addCommands(commands: readonly Command[]): () => void {
  registry.set((now) => {
    const next = new Map(now);
    for (const command of commands) {
      next.delete(command.id);
      next.set(command.id, command);
    }
    return next;
  });
  return () => {
    registry.set((now) => {
      const next = new Map(now);
      for (const command of commands) if (next.get(command.id) === command) next.delete(command.id);
      return next;
    });
  };
}

export function allCommands(): Command[] {
  return [...registry.get().values()];
}

/** Calls back whenever a command comes or goes. */
export function followCommands(listener: () => void): () => void {
  return registry.subscribe(listener);
}

export function useAllCommands(): Command[] {
  return [...useStore(registry).values()];
}

export function runCommand(id: string): void {
  const command = registry.get().get(id);
  if (command !== undefined && isPossible(command)) command.run();
}

export function isPossible(command: Command): boolean {
  return command.when?.() ?? true;
}

/**
 * A screen's own commands, for as long as it is shown. `make` may close over the latest state: what runs is always the newest
 * version, while the set of ids, labels and keys is read once.
 */
export function useCommands(make: () => readonly Command[]): void {
  const newest = useRef(make);
  newest.current = make;
  useEffect(() => {
    const now = (id: string) => newest.current().find((command) => command.id === id);
    const stable = newest.current().map(
      (command): Command => ({
        ...command,
        when: () => {
          const fresh = now(command.id);
          return fresh !== undefined && isPossible(fresh);
        },
        ...(command.keysWhen && { keysWhen: (target) => now(command.id)?.keysWhen?.(target) ?? true }),
        run: () => now(command.id)?.run(),
      }),
    );
    return addCommands(stable);
  }, []);
}

/** Keys that are one plain character, or begin with one: they can be switched off, for people who dictate or type with aids. */
export function isPlainKey(keys: string): boolean {
  return keys.split(' ').some((press) => press.replace(/^Shift\+/, '').length === 1);
}

const plainKeys = store(remembered('plain-keys') !== 'off');

export function usePlainKeys(): [boolean, (on: boolean) => void] {
  return [
    useStore(plainKeys),
    (on) => {
      plainKeys.set(on);
      remember('plain-keys', on ? 'on' : 'off');
    },
  ];
}

/** True while keys belong to a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

/** What each key does at this moment, as tinykeys takes it. */
export function keyBindings(commands: readonly Command[]): Record<string, (event: KeyboardEvent) => void> {
  const byKeys = new Map<string, Command[]>();
  for (const command of commands) {
    for (const keys of command.keys ?? []) byKeys.set(keys, [command, ...(byKeys.get(keys) ?? [])]);
  }
  const bindings: Record<string, (event: KeyboardEvent) => void> = {};
  for (const [keys, candidates] of byKeys) {
    bindings[keys] = (event) => {
      if (event.defaultPrevented) return;
      if (isPlainKey(keys) && (!plainKeys.get() || isTyping(event.target))) return;
      const command = candidates.find((one) => isPossible(one) && (one.keysWhen?.(event.target) ?? true));
      if (command === undefined) return;
      event.preventDefault();
      command.run();
    };
  }
  return bindings;
}

const IS_MAC = typeof navigator !== 'undefined' && /mac/i.test(navigator.platform);
const NAMES: Record<string, string> = {
  $mod: IS_MAC ? '⌘' : 'Ctrl',
  Shift: IS_MAC ? '⇧' : 'Shift',
  Alt: IS_MAC ? '⌥' : 'Alt',
  Enter: '↵',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Equal: '+',
  Minus: '−',
  Digit0: '0',
};

/** Keys as they are written on caps: `['Ctrl', 'K']`, `['G', 'R']`. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((press) =>
    press
      .replace(/^Shift\+(?=[^a-zA-Z]$)/, '')
      .split('+')
      .map((part) => NAMES[part] ?? part.toUpperCase()),
  );
}
