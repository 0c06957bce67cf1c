import { useSyncExternalStore } from 'react';

/** A value outside React that components may read and follow. For the few things that belong to the window, not to a screen. */
export interface Store<T> {
  get(): T;
  set(next: T | ((now: T) => T)): void;
  subscribe(listener: () => void): () => void;
}

export function store<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const changed = typeof next === 'function' ? (next as (now: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(source: Store<T>): T {
  return useSyncExternalStore(source.subscribe, source.get, source.get);
}

/** What a person set on this computer. A browser that refuses storage only forgets it. */
export function remembered(key: string): string | null {
  try {
    return localStorage.getItem(`baton.${key}`);
  } catch {
    return null;
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`baton.${key}`, value);
  } catch {
    // Nothing to do: the setting holds until the window closes.
  }
}
