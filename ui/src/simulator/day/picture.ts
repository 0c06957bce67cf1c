// What a simulated day shows at one of its steps.

import type { SimulatedDay } from '../../bridge';

/** `09:40` */
export function clockAt({ from_minute, step_minutes }: SimulatedDay, step: number): string {
  const minute = from_minute + step * step_minutes;
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`;
}

/** The most records that any handoff has at once: the width of a whole lane. */
export function mostAtOnce({ handoffs }: SimulatedDay): number {
  return Math.max(
    1,
    ...handoffs.flatMap(({ waiting, working }) => waiting.map((waits, step) => waits + (working[step] ?? 0))),
  );
}

const SHOWN = 5;

/** What happened last, the newest first. */
export function lastEvents({ events }: SimulatedDay, step: number): SimulatedDay['events'] {
  return events
    .filter((event) => event.step <= step)
    .slice(-SHOWN)
    .toReversed();
}
