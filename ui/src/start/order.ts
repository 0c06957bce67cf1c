import type { Recent } from '../bridge';

/** Pinned first, then the latest; what is missing comes last. */
export function inOrder(recents: readonly Recent[]): Recent[] {
  const rank = (recent: Recent) => (recent.missing ? 2 : recent.pinned ? 0 : 1);
  return recents.toSorted((a, b) => rank(a) - rank(b) || b.last_opened - a.last_opened);
}
