// The desk's measures of one month, type by type.

import type { ExceptionMeasures, ExceptionRepeat, ExceptionResolution } from '../bridge';

export interface TypeMonth {
  /** `null` = all types together. */
  type: string | null;
  name: string;
  /** By severity key. */
  counts: Record<string, number>;
  count: number;
  /** Of these, over before they were first seen. */
  history: number;
  resolution: ExceptionResolution | null;
}

/** Months that have exceptions or resolutions, the newest first. */
export function measuredMonths({ volume, resolution }: ExceptionMeasures): string[] {
  return [...new Set([...volume, ...resolution].map(({ month }) => month))].sort().reverse();
}

/** The month to begin with: the last in which exceptions came to be, else the last in which any was resolved. */
export function monthToShow(measures: ExceptionMeasures): string | null {
  const volume = measures.volume.map(({ month }) => month).sort();
  return volume.at(-1) ?? measuredMonths(measures)[0] ?? null;
}

/** A row for each type that the month has anything of, the most frequent first, under one for all of them. */
export function monthByType(measures: ExceptionMeasures, month: string): TypeMonth[] {
  const rows = new Map<string, TypeMonth>();
  const resolutionOf = (type: string | null) =>
    measures.resolution.find((one) => one.month === month && one.exception_type === type) ?? null;
  const rowOf = (type: string, name: string): TypeMonth => {
    const known = rows.get(type);
    if (known !== undefined) return known;
    const made = { type, name, counts: {}, count: 0, history: 0, resolution: resolutionOf(type) };
    rows.set(type, made);
    return made;
  };
  const all: TypeMonth = {
    type: null,
    name: 'All types',
    counts: {},
    count: 0,
    history: 0,
    resolution: resolutionOf(null),
  };
  for (const { month: of, exception_type: type, name, severity, count, history } of measures.volume) {
    if (of !== month) continue;
    for (const row of [rowOf(type, name), all]) {
      row.counts[severity] = (row.counts[severity] ?? 0) + count;
      row.count += count;
      row.history += history;
    }
  }
  for (const { month: of, exception_type: type } of measures.resolution)
    if (of === month && type !== null)
      rowOf(type, measures.volume.find((one) => one.exception_type === type)?.name ?? type);
  const sorted = [...rows.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  return sorted.length === 0 ? [] : [all, ...sorted];
}

export function repeatsOf({ repeats }: ExceptionMeasures, month: string): ExceptionRepeat[] {
  return repeats.filter((one) => one.month === month).sort((a, b) => b.count - a.count);
}
