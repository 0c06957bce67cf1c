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

/**
 * The same edits over a policy that was saved meanwhile, as an import does when it meets a handoff point that nobody designed:
 * what came new is added to every step; what was edited here stands.
 */
export function rebase(draft: Draft, saved: Policy): Draft {
  const came = saved.handoffs.filter((point) => !draft.saved.handoffs.some((known) => known.key === point.key));
  const fields = saved.fields.filter((field) => !draft.saved.fields.some((known) => known.key === field.key));
  const add = (edit: Edit): Edit => ({
    ...edit,
    policy: {
      ...edit.policy,
      handoffs: [
        ...edit.policy.handoffs,
        ...came.filter((point) => !edit.policy.handoffs.some((own) => own.key === point.key)),
      ],
      fields: [
        ...edit.policy.fields,
        ...fields.filter((field) => !edit.policy.fields.some((own) => own.key === field.key)),
      ],
    },
  });
  return { saved, edits: draft.edits.map(add), undone: draft.undone.map(add) };
}
