// What travels through a handoff point: the template's fields and its own, what an entry of them lacks, and the packet as text.

import type { Field, FieldKind, HandoffPoint, PacketField, PacketTemplate, Policy } from '../../../bridge';
import { readDate, readNumber } from '../criteria/operators';

export interface PacketLine {
  field: PacketField;
  /** Undefined where the catalogue does not have it. */
  known: Field | undefined;
  name: string;
  /** Where it comes from: a template's name, or the handoff point itself. */
  from: 'here' | 'required' | { template: string };
}

/** The templates of a packet, the one that is built upon first; a circle in a draft ends where it began. */
export function templatesOf(policy: Pick<Policy, 'packets'>, key: string | null): PacketTemplate[] {
  const found: PacketTemplate[] = [];
  let next = key;
  while (next !== null) {
    const template = policy.packets.find((one) => one.key === next);
    if (template === undefined || found.includes(template)) break;
    found.unshift(template);
    next = template.extends;
  }
  return found;
}

/** The packet in its order: templates, then the point's own, then what is required beside them. What comes again takes its last form. */
export function packetOf(policy: Pick<Policy, 'packets' | 'fields'>, handoff: HandoffPoint): PacketLine[] {
  const lines: PacketLine[] = [];
  const put = (field: PacketField, from: PacketLine['from']) => {
    const known = policy.fields.find(({ key }) => key === field.field);
    const line = { field, known, name: known?.name || field.field, from };
    const at = lines.findIndex((one) => one.field.field === field.field);
    if (at < 0) lines.push(line);
    else lines[at] = line;
  };
  for (const template of templatesOf(policy, handoff.packet.template))
    for (const field of template.fields) put(field, { template: template.name });
  for (const field of handoff.packet.fields) put(field, 'here');
  for (const key of handoff.required_fields) {
    const line = lines.find((one) => one.field.field === key);
    if (line) line.field = { ...line.field, required: true };
    else put({ field: key, required: true, validation: { all: [] }, help: '' }, 'required');
  }
  return lines;
}

/** What an entry lacks, in a sentence; null = it may travel. */
export function entryLacks({ field, known, name }: PacketLine, entry: string): string | null {
  const text = entry.trim();
  if (text === '') return field.required ? `${name} is required.` : null;
  switch (known?.kind ?? 'text') {
    case 'number':
      return readNumber(text) === undefined ? `“${text}” is not a number. Write 200 or 2.5.` : null;
    case 'date':
      return readDate(text) === undefined ? `“${text}” is not a date. Write 2026-10-31.` : null;
    case 'instant':
      return readDate(text.slice(0, 10)) === undefined
        ? `“${text}” is not a date and time. Write 2026-10-31 16:40.`
        : null;
    case 'choice':
      return known !== undefined && known.values.length > 0 && !known.values.includes(text)
        ? `“${text}” is not one of ${known.values.join(', ')}.`
        : null;
    case 'boolean':
      return text === 'yes' || text === 'no' ? null : 'Write yes or no.';
    case 'text':
      return null;
  }
}

const KINDS: Record<FieldKind, string> = {
  text: 'text',
  choice: 'one of a list',
  number: 'number',
  date: 'date',
  instant: 'date and time',
  boolean: 'yes or no',
};

/** `one of SMB, Mid-market, Enterprise` */
export function kindWords(known: Field | undefined): string {
  if (known === undefined) return 'not in the catalogue';
  return known.kind === 'choice' && known.values.length > 0 ? `one of ${known.values.join(', ')}` : KINDS[known.kind];
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The packet with nothing filled in, as Markdown. */
export function packetMarkdown(handoff: HandoffPoint, lines: readonly PacketLine[]): string {
  const rows = lines.map(
    ({ field, known, name }) =>
      `| ${cell(name)} | ${field.required ? 'required' : 'optional'} | ${cell(kindWords(known))} | ${cell(field.help)} |  |`,
  );
  return [
    `# ${handoff.key} ${handoff.name}: packet`,
    '',
    `${handoff.sender} → ${handoff.receiver}`,
    '',
    '| Field | | Kind | Guidance | Entry |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
