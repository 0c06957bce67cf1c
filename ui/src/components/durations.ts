// Durations as people type them. Days are refused: "2 days" says neither whose days nor whether nights count.

const UNITS: Record<string, number> = {
  s: 1_000,
  sec: 1_000,
  second: 1_000,
  seconds: 1_000,
  m: 60_000,
  min: 60_000,
  mins: 60_000,
  minute: 60_000,
  minutes: 60_000,
  h: 3_600_000,
  hr: 3_600_000,
  hrs: 3_600_000,
  hour: 3_600_000,
  hours: 3_600_000,
};

export type ParsedDuration = { ms: number } | { error: string };

export const BARE_DAYS =
  'A day can mean 24 hours or a working day. Write hours, such as 16 h business time or 48 h elapsed, or choose “business days by”.';

/** `2 h`, `90 min`, `1 h 30 m`, `1:30`, `1.5h`; a bare number is refused, as is a number of days. */
export function parseDuration(text: string): ParsedDuration {
  const trimmed = text.trim().toLowerCase();
  if (!trimmed) return { error: 'Write how long, such as 2 h or 30 m.' };
  const colon = /^(\d+):([0-5]\d)$/.exec(trimmed);
  if (colon) return positive(Number(colon[1]) * 3_600_000 + Number(colon[2]) * 60_000);
  if (/\d\s*(d|days?|bd|w|weeks?)\b/.test(trimmed)) return { error: BARE_DAYS };
  if (/^\d+([.,]\d+)?$/.test(trimmed)) return { error: `${trimmed} what? Write ${trimmed} h or ${trimmed} m.` };
  const part = /(\d+(?:[.,]\d+)?)\s*([a-z]+)\s*/y;
  let total = 0;
  let at = 0;
  while (at < trimmed.length) {
    part.lastIndex = at;
    const found = part.exec(trimmed);
    const unit = found && UNITS[found[2] as string];
    if (!found || !unit) return { error: `“${text.trim()}” is not a length of time. Write 2 h, 30 m or 1 h 30 m.` };
    total += Math.round(Number((found[1] as string).replace(',', '.')) * unit);
    at = part.lastIndex;
  }
  return positive(total);
}

function positive(ms: number): ParsedDuration {
  return ms > 0 ? { ms } : { error: 'A target has to be longer than nothing.' };
}

/** `1 h 30 m`, ready to be typed again. */
export function durationText(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  const minutes = Math.floor(ms / 60_000) % 60;
  const seconds = Math.floor(ms / 1_000) % 60;
  const parts = [hours && `${hours} h`, minutes && `${minutes} m`, seconds && `${seconds} s`].filter(Boolean);
  return parts.join(' ') || '0 m';
}

/** `9:00`, `09.00`, `0900` or `9` → `09:00`; undefined where it is no time of day between 00:00 and 24:00. */
export function parseTime(text: string): string | undefined {
  const found = /^\s*(\d{1,2})(?:[:.h]?(\d{2}))?\s*$/.exec(text);
  if (!found) return undefined;
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? '0')];
  if (minute > 59 || hour > 24 || (hour === 24 && minute > 0)) return undefined;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
