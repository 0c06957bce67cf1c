import { QueryCache, QueryClient } from '@tanstack/react-query';
import { onWorkspaceChanged, trouble } from '../bridge';
import { simulated } from './simulated';

/**
 * Everything asked is on this computer: never paused for being offline, never stale by age, never asked twice after a refusal.
 * What makes an answer old is the event that says that the workspace changed.
 */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // The workspace is gone behind the view's back: ask what is open, which leads to the start screen.
      onError: (error) => {
        if (trouble(error).code === 'no_workspace') void client.invalidateQueries({ queryKey: ['app'] });
      },
    }),
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
  return client;
}

export function followWorkspace(client: QueryClient): () => void {
  return onWorkspaceChanged(() => {
    simulated.set(null);
    void client.invalidateQueries();
  });
}
