import type { QueryClient } from '@tanstack/react-query';
import type { WorkspaceSummary } from '../bridge';
import { sayTrouble } from './toasts';

/**
 * Opens, makes or closes a workspace and forgets everything that was known of the one before. True when there is another one
 * now; a cancelled file dialog changes nothing.
 */
export async function changeWorkspace(
  client: QueryClient,
  act: () => Promise<WorkspaceSummary | null>,
): Promise<boolean> {
  try {
    const opened = await act();
    if (opened === null) return false;
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app' });
    await client.invalidateQueries({ queryKey: ['app'] });
    return true;
  } catch (error) {
    sayTrouble(error);
    return false;
  }
}
