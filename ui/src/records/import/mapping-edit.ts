// Changes to a mapping, each giving a new mapping. Nothing here knows of screens.

import type { ColumnType, DateOrder, Disposition, FieldSource, InspectedFile, Mapping } from '../../bridge';
import { dateOrder, isAmbiguous } from './dates';
import { columnOf } from './sentences';

/** What becomes of a column: a record field, an attribute, or nothing. */
export const ATTRIBUTE = '(attribute)';
export const LEFT_OUT = '(left out)';

/** How sources name a column: a joined file's header that the main file has too carries the file's name. */
export function columnRef(files: InspectedFile[], fileIndex: number, header: string): string {
  const file = files[fileIndex];
  if (!file || fileIndex === 0) return header;
  const inMain = files[0]?.columns.some((column) => column.name === header);
  return inMain ? `${file.name}/${header}` : header;
}

/** Every column of every file, as sources name them; in a field history also the names that its field column was seen to have. */
export function allColumns(files: InspectedFile[], mapping: Mapping): string[] {
  const columns = files.flatMap((file, index) => file.columns.map((column) => columnRef(files, index, column.name)));
  const named = mapping.events?.field;
  const history = files.flatMap((file) => file.columns).find((column) => column.name === named)?.samples ?? [];
  return [...columns, ...history.filter((name) => !columns.includes(name))];
}

/** Sets one of a long export's own columns; an optional one may be unset. */
export function setEvents(mapping: Mapping, part: Partial<NonNullable<Mapping['events']>>): Mapping {
  return { ...mapping, events: { case: '', at: '', ...mapping.events, ...part } };
}

/** The record fields that read a column, in the mapping's order. */
export function fieldsOf(mapping: Mapping, column: string): string[] {
  return Object.keys(mapping.fields).filter((field) => columnOf(mapping.fields[field] as FieldSource) === column);
}

/** The record fields that take a column's value as it is. */
function takersOf(mapping: Mapping, column: string): string[] {
  return fieldsOf(mapping, column).filter((field) => 'column' in (mapping.fields[field] as FieldSource));
}

/** The one thing the column's menu shows. */
export function purposeOf(mapping: Mapping, column: string): string {
  return takersOf(mapping, column)[0] ?? (mapping.attributes.includes(column) ? ATTRIBUTE : LEFT_OUT);
}

/**
 * Gives a column one use. A field it takes from another column leaves that column as an attribute; milestones that test the
 * column stay.
 */
export function assign(mapping: Mapping, column: string, use: string): Mapping {
  const fields = { ...mapping.fields };
  for (const field of takersOf(mapping, column)) delete fields[field];
  let attributes = mapping.attributes.filter((name) => name !== column);
  if (use === ATTRIBUTE) {
    attributes = [...attributes, column];
  } else if (use !== LEFT_OUT) {
    const before = fields[use] && columnOf(fields[use]);
    if (before && before !== column && !attributes.includes(before)) attributes = [...attributes, before];
    fields[use] = { column };
  }
  return { ...mapping, fields, attributes };
}

export function setField(mapping: Mapping, field: string, source: FieldSource): Mapping {
  return { ...mapping, fields: { ...mapping.fields, [field]: source } };
}

export function removeField(mapping: Mapping, field: string): Mapping {
  const { [field]: _, ...fields } = mapping.fields;
  return { ...mapping, fields };
}

export function setColumnType(mapping: Mapping, fileIndex: number, column: string, type: ColumnType): Mapping {
  const files = mapping.files.map((file, index) =>
    index === fileIndex ? { ...file, columns: { ...file.columns, [column]: type } } : file,
  );
  return { ...mapping, files };
}

/** What decided a date's order: the answer to the question that the values left open. */
export const SAID = 'said by the person who imported';
/** Or a person who knew better than the values. */
const OVERRULED = 'set by the person who imported';

/** Says which part of a column's dates is the day: an answer where it was open, else a correction. */
export function setDateOrder(mapping: Mapping, fileIndex: number, column: string, order: DateOrder): Mapping {
  const type = mapping.files[fileIndex]?.columns[column];
  if (!type || (type.type !== 'date' && type.type !== 'instant')) return mapping;
  const decided_by = isAmbiguous(type) || type.decided_by === SAID ? SAID : OVERRULED;
  return setColumnType(mapping, fileIndex, column, { ...type, order, decided_by });
}

/** A column that nobody can import yet, because its dates read two ways. */
export interface OpenDate {
  fileIndex: number;
  column: string;
}

/** Ambiguous columns that feed a record field. Attributes stay text and need no answer. */
export function openDates(mapping: Mapping, files: InspectedFile[]): OpenDate[] {
  return mapping.files.flatMap((file, fileIndex) =>
    Object.entries(file.columns)
      .filter(([column, type]) => {
        if (!type || !isAmbiguous(type)) return false;
        const ref = columnRef(files, fileIndex, column);
        return fieldsOf(mapping, ref).length > 0 || mapping.events?.at === ref;
      })
      .map(([column]) => ({ fileIndex, column })),
  );
}

/** A fresh suggestion with what a person has said of the files before: name, zone, empty values, the order of dates. */
export function keepSaid(fresh: Mapping, before: Mapping): Mapping {
  const files = fresh.files.map((file, index) => {
    const columns = { ...file.columns };
    for (const [name, type] of Object.entries(columns)) {
      const said = before.files[index]?.columns[name];
      if (type && isAmbiguous(type) && said && dateOrder(said) && !isAmbiguous(said)) columns[name] = said;
    }
    return { ...file, columns };
  });
  return { ...fresh, source: before.source, time_zone: before.time_zone, missing: before.missing, files };
}

export function setMeaning(mapping: Mapping, value: string, meaning: Disposition | null): Mapping {
  const { [value]: _, ...rest } = mapping.dispositions ?? {};
  return { ...mapping, dispositions: meaning ? { ...rest, [value]: meaning } : rest };
}

export function setMissing(mapping: Mapping, tokens: string[]): Mapping {
  const seen = new Set<string>();
  const missing = tokens.map((token) => token.trim()).filter((token) => token && !seen.has(token) && seen.add(token));
  return { ...mapping, missing };
}

export function setJoin(mapping: Mapping, fileIndex: number, column: string, to: string): Mapping {
  const files = mapping.files.map((file, index) => (index === fileIndex ? { ...file, join: { column, to } } : file));
  return { ...mapping, files };
}

/** What still stands between this mapping and a dry run, as sentences; empty = ready. */
export function unready(mapping: Mapping, files: InspectedFile[]): string[] {
  const open: string[] = [];
  for (const { fileIndex, column } of openDates(mapping, files)) {
    open.push(`Say whether ${column} of ${files[fileIndex]?.name ?? 'the file'} puts the day or the month first.`);
  }
  if (mapping.shape === 'wide' && !mapping.fields.record_id) open.push('Say which column is the record id.');
  if (mapping.shape === 'long' && !mapping.events?.case) open.push('Say which column names the case.');
  if (mapping.shape === 'long' && !mapping.events?.at) open.push('Say which column dates the events.');
  if (!mapping.fields.started_at) open.push('Say which column, or which event, starts the handoff.');
  mapping.files.forEach((file, index) => {
    if (index > 0 && (!file.join?.column || !file.join.to))
      open.push(`Say how ${file.name} joins ${mapping.files[0]?.name}.`);
  });
  return open;
}
