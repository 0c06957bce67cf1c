// What travels through a handoff point: the template's fields and its own, what is typed into it, and the packet as text.

import type {
  EntryJudged,
  ExampleRecord,
  Field,
  FieldKind,
  HandoffPoint,
  PacketField,
  PacketTemplate,
  PacketTried,
  Policy,
} from '../../../bridge';
import { counted } from '../../../components/format';
import { capital } from '../../problems/problems';
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

/** What is typed, as values of the catalogue where it can be read as one, else as it stands; blank entries are not there. */
export function entriesOf(lines: readonly PacketLine[], typed: Readonly<Record<string, string>>): ExampleRecord {
  const entries: ExampleRecord = {};
  for (const { field, known } of lines) {
    const text = (typed[field.field] ?? '').trim();
    if (text === '') continue;
    entries[field.field] = valueIn(known?.kind ?? 'text', text);
  }
  return entries;
}

function valueIn(kind: FieldKind, text: string): string | number | boolean {
  switch (kind) {
    case 'number':
      return readNumber(text) ?? text;
    case 'date':
      return readDate(text) ?? text;
    case 'boolean':
      return text === 'yes' ? true : text === 'no' ? false : text;
    case 'instant':
    case 'choice':
    case 'text':
      return text;
  }
}

const holds = ({ verdict }: EntryJudged): boolean => verdict !== 'valid' && verdict !== 'left_out';

/** Why an entry does not travel, as a sentence; null = it does. What is only missing is said once it was to be handed over. */
export function lackOf(tried: PacketTried | undefined, field: string, asked: boolean): string | null {
  const entry = tried?.fields.find((one) => one.field === field);
  if (entry === undefined || !holds(entry) || (entry.verdict === 'missing' && !asked)) return null;
  return `${capital(entry.because ?? 'it does not travel')}.`;
}

/** `It is complete and would travel.`, `4 fields would hold it back.` */
export function triedWords(tried: PacketTried): string {
  if (tried.complete) return 'It is complete and would travel.';
  return `${counted(tried.fields.filter(holds).length, 'field')} would hold it back.`;
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
