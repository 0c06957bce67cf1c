// What every editor of the inspector is given, and how one act becomes one operation.

import { useState } from 'react';
import { type HandoffPoint, type Noun, type Operation, type Policy, trouble } from '../../bridge';

export interface Editing {
  policy: Policy;
  /** True = reading only. */
  locked: boolean;
  /** Applies an operation to the draft. Refused = null, and told why; nothing is changed then. */
  onEdit: (operation: Operation, refused: (error: unknown) => void) => Promise<unknown>;
}

export interface EditorProps extends Editing {
  handoff: HandoffPoint;
}

/** Sets a part of a handoff point: `routing/rows/2/when`. */
export function setPart(handoff: HandoffPoint, field: string, value: unknown): Operation {
  return { op: 'set', noun: 'handoff', key: handoff.key, field, value };
}

export function setOf(noun: Noun, key: string, field: string, value: unknown): Operation {
  return { op: 'set', noun, key, field, value };
}

/** One operation of one act: itself where it is alone. */
export function together(operations: Operation[]): Operation {
  const [only] = operations;
  return only !== undefined && operations.length === 1 ? only : { op: 'several', operations };
}

/** Puts operations to the draft; keeps the sentence of the last one that was refused. */
export function useCommit(onEdit: Editing['onEdit']): {
  /** False = it was refused. */
  commit: (operation: Operation) => Promise<boolean>;
  refused: string | null;
} {
  const [refused, setRefused] = useState<string | null>(null);
  const commit = async (operation: Operation) => {
    setRefused(null);
    const kept = await onEdit(operation, (error) => setRefused(trouble(error).message));
    return kept !== null;
  };
  return { commit, refused };
}

/** A key that none of these has: `row-3`, `callback-2`. */
export function freshKey(taken: readonly string[], stem: string): string {
  if (!taken.includes(stem)) return stem;
  let n = 2;
  while (taken.includes(`${stem}-${n}`)) n += 1;
  return `${stem}-${n}`;
}

/** `Call back later` as `call_back_later`. */
export function keyOf(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return key === '' ? 'unnamed' : key;
}

/** The list with the entry at `from` at place `to`, counted without it. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const entry = list[from];
  if (entry === undefined) return [...list];
  return list.toSpliced(from, 1).toSpliced(Math.max(0, Math.min(list.length - 1, to)), 0, entry);
}
