import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { DraftCheck } from '../../bridge';

/** Takes over the check that muting answers with. The draft itself may be another one then, and is asked for anew. */
export function useRecheck(): (check: DraftCheck) => void {
  const client = useQueryClient();
  return useCallback(
    (check) => {
      for (const [key] of client.getQueriesData({ queryKey: ['draft', 'check'] })) client.setQueryData(key, check);
      void client.invalidateQueries({ queryKey: ['draft'], exact: true });
    },
    [client],
  );
}
