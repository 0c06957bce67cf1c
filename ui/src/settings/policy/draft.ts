// Edits to the policy before they become a version: every edit is a whole policy with a name, so undo and redo are steps
// along a list. The draft outlives the screen; only saving or discarding ends it.

import type { Policy } from '../../bridge';

export interface Edit {
  /** `Office hours: Mon 26 Oct 2026 closed`. */
  name: string;
  policy: Policy;
  /** Edits with the same mark that follow each other are one step: typing a name is one edit, not twelve. */
  mark?: string;
}

export interface Draft {
  saved: Policy;
  edits: Edit[];
  /** Edits taken back, the last one first to come again. */
  undone: Edit[];
}

export function startDraft(saved: Policy): Draft {
  return { saved, edits: [], undone: [] };
}

/** The policy as it stands on screen. */
export function current(draft: Draft): Policy {
  return draft.edits[draft.edits.length - 1]?.policy ?? draft.saved;
}

export function apply(draft: Draft, edit: Edit): Draft {
  const last = draft.edits[draft.edits.length - 1];
  const joins = last && edit.mark !== undefined && last.mark === edit.mark;
  return { ...draft, edits: joins ? [...draft.edits.slice(0, -1), edit] : [...draft.edits, edit], undone: [] };
}

export function undo(draft: Draft): Draft {
  const last = draft.edits[draft.edits.length - 1];
  return last ? { ...draft, edits: draft.edits.slice(0, -1), undone: [last, ...draft.undone] } : draft;
}

export function redo(draft: Draft): Draft {
  const [next, ...rest] = draft.undone;
  return next ? { ...draft, edits: [...draft.edits, next], undone: rest } : draft;
}

/** What the edits did, for the version's reason: at most three names, then how many more. */
export function proposedReason(draft: Draft): string {
  const names = [...new Set(draft.edits.map((edit) => edit.name))];
  if (names.length <= 3) return names.join('; ');
  return `${names.slice(0, 2).join('; ')}; and ${names.length - 2} more`;
}
