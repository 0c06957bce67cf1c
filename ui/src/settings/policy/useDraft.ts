import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { store, useStore } from '../../app/store';
import { say, sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type Policy } from '../../bridge';
import { apply, current, type Draft, proposedReason, rebase, redo, startDraft, undo } from './draft';

/** The draft of the open workspace. It lives outside the screen, so that looking at a review in between loses nothing. */
const kept = store<{ workspace: string; draft: Draft; saving: boolean } | null>(null);

const changeDraft = (next: (draft: Draft) => Draft) => kept.set((now) => now && { ...now, draft: next(now.draft) });

export interface Editing {
  policy: Policy;
  draft: Draft;
  saving: boolean;
  /** Read-only workspaces can be looked at, not edited. */
  locked: boolean;
  /** Keeps an edit under a name; edits with the same mark that follow each other are one step of undo. */
  edit: (name: string, policy: Policy, mark?: string) => void;
  undo: () => void;
  redo: () => void;
  discard: () => void;
  save: (reason: string) => Promise<void>;
}

/** The policy as it is being edited, or what stands in the way of showing it. */
export function useEditing(): { editing: Editing | null; error: unknown; retry: () => void } {
  const { workspace_id: workspace, read_only: holder } = useWorkspace();
  const client = useQueryClient();
  const { data: saved, error, refetch } = useQuery({ queryKey: ['policy'], queryFn: bridge.policy });
  const now = useStore(kept);
  useEffect(() => {
    if (!saved) return;
    kept.set((held) => {
      if (held === null || held.workspace !== workspace) return { workspace, draft: startDraft(saved), saving: false };
      if (held.saving || JSON.stringify(held.draft.saved) === JSON.stringify(saved)) return held;
      return { ...held, draft: held.draft.edits.length === 0 ? startDraft(saved) : rebase(held.draft, saved) };
    });
  }, [saved, workspace]);

  if (!now || now.workspace !== workspace) return { editing: null, error, retry: () => void refetch() };

  const store_ = async (policy: Policy, reason: string) => {
    const stored = await bridge.policySave(policy, reason);
    kept.set({ workspace, draft: startDraft(stored), saving: false });
    client.setQueryData(['policy'], stored);
    await client.invalidateQueries({ queryKey: ['app'] });
  };
  const save = async (reason: string) => {
    const { draft } = now;
    const before = draft.saved;
    kept.set({ ...now, saving: true });
    try {
      await store_(current(draft), reason || proposedReason(draft));
      say('Saved as a new version of the policy', {
        label: 'Undo',
        run: () => void store_(before, `Undone: ${reason || proposedReason(draft)}`).catch(sayTrouble),
      });
    } catch (failed) {
      kept.set({ ...now, saving: false });
      sayTrouble(failed);
    }
  };
  return {
    editing: {
      policy: current(now.draft),
      draft: now.draft,
      saving: now.saving,
      locked: holder !== null,
      edit: (name, policy, mark) => changeDraft((draft) => apply(draft, { name, policy, ...(mark && { mark }) })),
      undo: () => changeDraft(undo),
      redo: () => changeDraft(redo),
      discard: () => changeDraft((draft) => startDraft(draft.saved)),
      save,
    },
    error,
    retry: () => void refetch(),
  };
}
