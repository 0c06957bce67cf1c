import type { Recent } from '../bridge';

/** Pinned first, then the latest; what is missing comes last. */
export function inOrder(recents: readonly Recent[]): Recent[] {
  const rank = (recent: Recent) => (recent.missing ? 2 : recent.pinned ? 0 : 1);
  return recents.toSorted((a, b) => rank(a) - rank(b) || b.last_opened - a.last_opened);
}

const cut = (path: string): number => Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1;

/** A path's folder with its last separator, and what follows it. */
export const folderOf = (path: string): string => path.slice(0, cut(path));
export const fileOf = (path: string): string => path.slice(cut(path));
