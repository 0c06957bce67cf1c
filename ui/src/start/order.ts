import type { Backup, Recent } from '../bridge';
import { dateHere, timeHere } from '../components/format';

/** Pinned first, then the latest; what is missing comes last. */
export function inOrder(recents: readonly Recent[]): Recent[] {
  const rank = (recent: Recent) => (recent.missing ? 2 : recent.pinned ? 0 : 1);
  return recents.toSorted((a, b) => rank(a) - rank(b) || b.last_opened - a.last_opened);
}

const cut = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;

/** A path's folder with its last separator. */
export const folderOf = (path: string): string => path.slice(0, cut(path));

/** `today, 14:02`, `yesterday, 09:30`, `25 Oct 2026`, by this computer's own clock. */
export function lately(at: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  // Noon of the day before: the hour that a clock change adds or takes does not reach it.
  const yesterday = new Date(midnight - 43_200_000).setHours(0, 0, 0, 0);
  const tomorrow = new Date(midnight + 129_600_000).setHours(0, 0, 0, 0);
  if (at >= midnight && at < tomorrow) return `today, ${timeHere(at)}`;
  if (at >= yesterday && at < midnight) return `yesterday, ${timeHere(at)}`;
  return dateHere(at);
}

/** Copies of one file. */
export interface Shelf {
  from: string;
  company: string;
  backups: Backup[];
}

/** Copies by the file that they are of; the file that was copied last comes first, and of each file the latest copy. */
export function byFile(backups: readonly Backup[]): Shelf[] {
  const shelves = new Map<string, Shelf>();
  for (const backup of backups.toSorted((a, b) => b.made_at - a.made_at)) {
    const key = `${backup.workspace_id} ${backup.from}`;
    const shelf = shelves.get(key) ?? { from: backup.from, company: backup.company, backups: [] };
    shelf.backups.push(backup);
    shelves.set(key, shelf);
  }
  return [...shelves.values()];
}
