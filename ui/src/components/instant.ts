// From when a version counts, as somebody types it on the workspace's clock.

import { wallTime } from '../bridge';

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$/;

/** The instant at which the clock of a zone shows this date and time; null where the date does not exist. Where the clock is put on past it, the instant when it has been. */
export function instantOf(date: string, time: string, zone: string): number | null {
  const [day, clock] = [DATE.exec(date.trim()), TIME.exec(time.trim())];
  if (day === null || clock === null) return null;
  const [year, month, dayOfMonth] = day.slice(1).map(Number) as [number, number, number];
  const wall = Date.UTC(year, month - 1, dayOfMonth, Number(clock[1]), Number(clock[2]));
  if (new Date(wall).getUTCDate() !== dayOfMonth || new Date(wall).getUTCMonth() !== month - 1) return null;
  const back = (at: number) => wall - (wallTime(at, zone) - at);
  return back(back(wall));
}
