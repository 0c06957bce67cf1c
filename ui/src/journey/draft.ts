import { keepPreviousData, type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { sayTrouble } from '../app/toasts';
import { bridge, type DraftView, type Operation, type Policy } from '../bridge';
import { foresee } from '../bridge/operations';

const DRAFT = ['draft'];

/** The draft of the policy, with the edits that are on their way to it already in it. */
export function useDraft() {
  return useQuery({ queryKey: DRAFT, queryFn: bridge.draft });
}

/** The draft's policy. For what is shown only while there is one. */
export function useDraftView(): DraftView {
  const { data } = useDraft();
  if (data === undefined) throw new Error('a part of the journey was shown without a draft');
  return data;
}

/** The number that the draft gets once it is published. */
export const nextVersion = ({ base, in_force }: DraftView): number => Math.max(base, in_force) + 1;

export const usePolicy = (): Policy => useDraftView().policy;

/** A question about the draft as it stands, asked again after each change; meanwhile the last answer stands. */
export function useAboutDraft<T>(name: string, ask: () => Promise<T>, enabled = true) {
  const { branch, revision } = useDraftView();
  return useQuery({
    queryKey: ['draft', name, branch, revision],
    queryFn: ask,
    placeholderData: keepPreviousData,
    // Each revision is asked about once; older answers are of no use.
    gcTime: 0,
    enabled,
  });
}

export const useDraftMap = () => useAboutDraft('map', bridge.draftMap);
export const useCheck = () => useAboutDraft('check', bridge.draftCheck);

/** Edits that the backend has not answered yet, oldest first. They go one by one, each on the revision that the last one made. */
const underWay: Operation[] = [];
let last: Promise<unknown> = Promise.resolve();

function withUnderWay(view: DraftView): DraftView {
  let { policy } = view;
  for (const operation of underWay) policy = foresee(policy, operation) ?? policy;
  return { ...view, policy, edits: view.edits + underWay.length };
}

/** Runs after everything that is under way, on the revision that the last answer told. */
function next(
  client: QueryClient,
  act: (revision: number) => Promise<DraftView | null>,
  refused: (error: unknown) => void = sayTrouble,
): Promise<DraftView | null> {
  const turn = last.then(async () => {
    try {
      const now = client.getQueryData<DraftView>(DRAFT) ?? (await bridge.draft());
      return await act(now.revision);
    } catch (error) {
      refused(error);
      return null;
    }
  });
  last = turn;
  return turn;
}

async function keep(client: QueryClient, view: DraftView | null): Promise<DraftView | null> {
  if (view === null) await client.invalidateQueries({ queryKey: DRAFT, exact: true });
  else client.setQueryData(DRAFT, withUnderWay(view));
  return view;
}

export type Edit = (operation: Operation, refused?: (error: unknown) => void) => Promise<DraftView | null>;

/**
 * Makes an edit of the draft. It is shown at once and kept as soon as the backend has it; one that is refused is gone, and said:
 * in a line, unless whoever made it says it at its place.
 */
export function useEdit(): Edit {
  const client = useQueryClient();
  return useCallback(
    async (operation, refused) => {
      underWay.push(operation);
      const now = client.getQueryData<DraftView>(DRAFT);
      const foreseen = now && foresee(now.policy, operation);
      if (now && foreseen) client.setQueryData(DRAFT, { ...now, policy: foreseen, edits: now.edits + 1 });
      const view = await next(client, (revision) => bridge.draftEdit(operation, revision), refused);
      underWay.shift();
      return keep(client, view);
    },
    [client],
  );
}

export type DraftAct = (act: () => Promise<DraftView | null>) => Promise<DraftView | null>;

/** Every other act on the draft: undo, redo, publish, restore, branches. Null = it was refused, which has been said, or cancelled. */
export function useDraftAct(): DraftAct {
  const client = useQueryClient();
  return useCallback(async (act) => keep(client, await next(client, act)), [client]);
}
