import { store } from './store';

/**
 * Exports that were dropped on the window or chosen before there was a workspace to import them into. The import takes them as
 * soon as it is shown.
 */
export const arrivals = store<readonly string[]>([]);

export function takeArrivals(): string[] {
  const taken = [...arrivals.get()];
  arrivals.set([]);
  return taken;
}

/** What dropped files are: a workspace to open, or exports to import. Of several workspaces the first is meant. */
export function sortDropped(paths: readonly string[]): { workspace: string } | { exports: string[] } {
  const workspace = paths.find((path) => path.toLowerCase().endsWith('.baton'));
  return workspace === undefined ? { exports: [...paths] } : { workspace };
}

/** A path's last part. */
export function fileOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
