// The decision table in words, and the small edits that it takes.

import type {
  Assignment,
  EnrichmentBuffer,
  Field,
  MatchBy,
  Matching,
  Policy,
  Pool,
  PoolMethod,
  RoutingKind,
  RoutingRow,
} from '../../../bridge';
import { fieldsOf } from '../criteria/tree';
import { freshKey } from '../editing';

export const KINDS: readonly { id: RoutingKind; label: string }[] = [
  { id: 'open_opportunity', label: 'Open opportunity' },
  { id: 'existing_customer', label: 'Existing customer' },
  { id: 'named_account', label: 'Named account' },
  { id: 'no_person', label: 'No person yet' },
  { id: 'territory', label: 'Territory and segment' },
  { id: 'product', label: 'Product' },
  { id: 'region', label: 'Region' },
  { id: 'complexity', label: 'Complexity or deal size' },
  { id: 'pool', label: 'Shared out' },
  { id: 'queue', label: 'Queue' },
  { id: 'fallback', label: 'Fallback' },
];
export const kindWords = (kind: RoutingKind): string => KINDS.find(({ id }) => id === kind)?.label ?? kind;

export const METHODS: readonly { id: PoolMethod; label: string }[] = [
  { id: 'round_robin', label: 'in turn' },
  { id: 'weighted', label: 'by weight' },
  { id: 'load_balanced', label: 'to whoever has the fewest open records' },
  { id: 'performance_weighted', label: 'by performance' },
];

export const MATCHES: readonly { id: MatchBy; label: string }[] = [
  { id: 'crm_id', label: 'CRM id' },
  { id: 'email', label: 'e-mail address' },
  { id: 'domain', label: 'domain' },
  { id: 'company_name', label: 'company name' },
];

export const DUPLICATES: readonly { id: Matching['on_duplicate']; label: string }[] = [
  { id: 'join', label: 'join the record that is there' },
  { id: 'hold', label: 'hold it for whoever may merge' },
  { id: 'route_anyway', label: 'route it all the same' },
];

type Names = Pick<Policy, 'fields' | 'people' | 'roles' | 'queues' | 'stages' | 'teams'>;

const named = (list: readonly { key: string; name: string }[], key: string): string =>
  list.find((entry) => entry.key === key)?.name ?? key;

/** `whom Account owner names; the next row if away` */
export function assignmentWords(assign: Assignment, policy: Names): string {
  const away = (ifAway: string) => (ifAway === 'next_row' ? '; the next row if away' : '');
  switch (assign.to) {
    case 'owner_in':
      return `whom ${named(policy.fields, assign.field)} names${away(assign.if_away)}`;
    case 'person':
      return `${named(policy.people, assign.person)}${away(assign.if_away)}`;
    case 'role':
      return `${named(policy.roles, assign.role)}${away(assign.if_away)}`;
    case 'pool':
      return poolWords(assign.pool, policy);
    case 'queue':
      return `the queue ${named(policy.queues, assign.queue)}`;
    case 'stage':
      return `no person: ${named(policy.stages, assign.stage)}`;
  }
}

function poolWords(pool: Pool, policy: Names): string {
  const { members } = pool;
  const who =
    members.of === 'team'
      ? named(policy.teams, members.team)
      : members.of === 'role'
        ? named(policy.roles, members.role)
        : members.people.map((key) => named(policy.people, key)).join(', ') || 'nobody';
  const minds = [
    pool.minds_absences && 'absences',
    pool.minds_capacity && 'capacity',
    pool.minds_hours && 'working hours',
  ].filter(Boolean);
  const how = METHODS.find(({ id }) => id === pool.method)?.label ?? pool.method;
  return `${who}, ${how}${minds.length > 0 ? `, minding ${minds.join(', ')}` : ''}`;
}

/** `Match the account by CRM id, then domain` */
export function matchingWords({ account_by, duplicate_by, on_duplicate }: Matching): string[] {
  const by = (list: readonly MatchBy[]) =>
    list.map((one) => MATCHES.find(({ id }) => id === one)?.label ?? one).join(', then ');
  const lines: string[] = [];
  if (account_by.length > 0) lines.push(`Match the account by ${by(account_by)}`);
  if (duplicate_by.length > 0) {
    const then = DUPLICATES.find(({ id }) => id === on_duplicate)?.label ?? on_duplicate;
    lines.push(`Find duplicates by ${by(duplicate_by)}: ${then}`);
  }
  return lines;
}

/** How early a row of a kind belongs: existing relations, then rules, then pools, the fallback last. */
const RANKS: Record<RoutingKind, number> = {
  open_opportunity: 0,
  existing_customer: 1,
  named_account: 2,
  no_person: 3,
  territory: 4,
  product: 4,
  region: 4,
  complexity: 4,
  pool: 5,
  queue: 6,
  fallback: 7,
};

/** The table with a row put after the last one of its kind's rank or an earlier one; and where it came to stand. */
export function withRow(rows: readonly RoutingRow[], row: RoutingRow): { rows: RoutingRow[]; at: number } {
  const last = rows.findLastIndex(({ kind }) => RANKS[kind] <= RANKS[row.kind]);
  return { rows: rows.toSpliced(last + 1, 0, row), at: last + 1 };
}

export function newRow(
  kind: RoutingKind,
  rows: readonly RoutingRow[],
  when: RoutingRow['when'],
  assign: Assignment,
): RoutingRow {
  const key = freshKey(
    rows.map((row) => row.key),
    kind.replaceAll('_', '-'),
  );
  return { key, kind, when, assign, reason: '' };
}

/** Somebody whom a new row can give to; null while the policy knows nobody. */
export function anybody(policy: Names): Assignment | null {
  const [role] = policy.roles;
  if (role) return { to: 'role', role: role.key, if_away: 'assign' };
  const [queue] = policy.queues;
  if (queue) return { to: 'queue', queue: queue.key };
  const [person] = policy.people;
  if (person) return { to: 'person', person: person.key, if_away: 'assign' };
  const [team] = policy.teams;
  return team ? { to: 'pool', pool: { members: { of: 'team', team: team.key }, ...MINDFUL } } : null;
}

export const MINDFUL = {
  method: 'round_robin' as PoolMethod,
  minds_absences: true,
  minds_capacity: true,
  minds_hours: false,
};

/** The catalogue's fields that the table asks about, in the order in which it does. */
export function askedFields(rows: readonly RoutingRow[], fields: readonly Field[]): Field[] {
  const keys = rows.flatMap(({ when, assign }) => [
    ...fieldsOf(when),
    ...(assign.to === 'owner_in' ? [assign.field] : []),
  ]);
  return [...new Set(keys)].flatMap((key) => fields.find((field) => field.key === key) ?? []);
}

/** The place that a row dragged by `by` pixels comes to stand at, among rows of these heights. */
export function draggedTo(heights: readonly number[], from: number, by: number): number {
  let to = from;
  let left = by;
  while (left > 0 && to < heights.length - 1 && left > (heights[to + 1] ?? 0) / 2) {
    left -= heights[to + 1] ?? 0;
    to += 1;
  }
  while (left < 0 && to > 0 && -left > (heights[to - 1] ?? 0) / 2) {
    left += heights[to - 1] ?? 0;
    to -= 1;
  }
  return to;
}

/** Three to five minutes, in which nothing is decided yet. */
export const NEW_BUFFER: EnrichmentBuffer = {
  at_least_minutes: 3,
  at_most_minutes: 5,
  enriches: [],
  outcomes: [{ when: { all: [] }, act: { kind: 'route_on' }, reason: '' }],
};

/** `5` minutes; undefined where it is no whole number. */
export function readMinutes(text: string): number | undefined {
  const plain = text.trim().replace(/\s*m(in(utes)?)?$/, '');
  return /^\d{1,4}$/.test(plain) ? Number(plain) : undefined;
}
