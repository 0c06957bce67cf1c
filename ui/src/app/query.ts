import { MutationCache, QueryClient } from '@tanstack/react-query';
import { onWorkspaceChanged } from '../bridge';

/**
 * Everything asked is on this computer: never paused for being offline, never stale by age, never asked twice after a refusal.
 * What makes an answer old is the event that says that the workspace changed.
 */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    mutationCache: new MutationCache(),
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

export function followWorkspace(client: QueryClient): () => void {
  return onWorkspaceChanged(() => void client.invalidateQueries());
}
