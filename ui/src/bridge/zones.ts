/** Wall clocks as the backend reads them. The web view has zone tables of its own, which may be older; nothing here asks them. */

import type { ZoneClock } from './types';

const clocks = new Map<string, ZoneClock['offsets']>();

export function learnClock({ name, offsets }: ZoneClock): void {
  clocks.set(name, offsets);
}

export function knowsClock(zone: string): boolean {
  return clocks.has(zone);
}

/** An instant as the wall shows it, in milliseconds as if it were UTC. A zone that nobody has taught yet reads as UTC. */
export function wallTime(at: number, zone: string): number {
  const offsets = clocks.get(zone) ?? [];
  let [from, to] = [0, offsets.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((offsets[middle]?.[0] ?? 0) <= at) from = middle + 1;
    else to = middle;
  }
  // Before the table's first instant its first offset holds.
  const offset = offsets[Math.max(0, from - 1)]?.[1] ?? 0;
  return at + offset * 1_000;
}
