import type { QueryClient } from '@tanstack/react-query';
import { type WorkspaceSummary, wasCancelled } from '../bridge';
import { store } from './store';
import { sayTrouble } from './toasts';

/** Why the workspace that was asked for last is not open, as the start screen shows it. */
export const refusal = store<unknown>(null);

/**
 * Opens, makes or closes a workspace and forgets everything that was known of the one before. True when there is another one
 * now; a cancelled file dialog changes nothing.
 */
export async function changeWorkspace(
  client: QueryClient,
  act: () => Promise<WorkspaceSummary | null>,
  refused: (error: unknown) => void = sayTrouble,
): Promise<boolean> {
  try {
    const opened = await act();
    if (opened === null) return false;
    refusal.set(null);
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== 'app' });
    await client.invalidateQueries({ queryKey: ['app'] });
    return true;
  } catch (error) {
    if (!wasCancelled(error)) refused(error);
    return false;
  }
}
