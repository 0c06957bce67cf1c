// The desk in words.

import type { AuditEntry, AuditState, CaseRow, CaseStatus, Counting, ExceptionRule, NextAct, Policy } from '../bridge';
import { duration, integer } from '../components/format';
import type { Status } from '../components/StatusMark';

export const RULES: Record<ExceptionRule, string> = {
  unowned: 'Open, and nobody owns it',
  bounced: 'Back with whoever had it first',
  missing_fields: 'Required packet fields are blank',
  duplicate: 'Another open record is the same one',
  stuck: 'Breached, its ladder at its end, and still nothing came',
  sla_breach: 'A promise was not kept',
  consent_gap: 'Contacted without consent on record',
  contradiction: 'The disposition says something else than the moments',
  reported: 'A person reported it',
};

export const STATUSES: Record<CaseStatus, string> = {
  open: 'open',
  disputed: 'disputed',
  resolved: 'resolved',
  corrected: 'closed: its record was corrected',
};

export const NEXT_ACTS: { id: NextAct; label: string }[] = [
  { id: 'alert', label: 'alert' },
  { id: 'reassign', label: 'reassign' },
  { id: 'reroute', label: 'reroute' },
  { id: 'enrich', label: 'enrich' },
  { id: 'nurture', label: 'nurture' },
  { id: 'recycle', label: 'recycle' },
  { id: 'suppress', label: 'suppress' },
];

export interface TimeLeft {
  status: Status;
  /** What a screen reader says of the mark. */
  label: string;
  text: string;
  /** Which time it is; null where none is said. */
  counted: Counting | null;
}

/** How a case stands to its target: `2 h 05 m over`, `50 m left`. Which time it is stands in `counted`. */
export function timeLeft({ due, left }: Pick<CaseRow, 'due' | 'left'>): TimeLeft {
  const long = duration(Math.abs(left?.ms ?? 0));
  const counted = left === null ? null : left.counting;
  switch (due) {
    case 'past':
      // The calendar has not opened since.
      if (left?.ms === 0) return { status: 'breach', label: 'past its target', text: 'over', counted };
      return { status: 'breach', label: 'past its target', text: `${long} over`, counted };
    case 'soon':
      return { status: 'risk', label: 'more than half is used up', text: `${long} left`, counted };
    case 'in_time':
      return { status: 'met', label: 'in time', text: `${long} left`, counted };
    case 'kept':
      return { status: 'met', label: 'within target', text: 'closed in time', counted };
    case 'missed':
      return { status: 'breach', label: 'past its target', text: 'closed late', counted };
    case 'none':
      return { status: 'unknown', label: 'no target', text: 'no target', counted };
  }
}

/** `2 h 10 m of business time left of 9 h (Vienna office, Europe/Vienna)`; null where nothing is promised or it is closed. */
export function timeLeftWords({ left }: Pick<CaseRow, 'left'>): string | null {
  if (left === null) return null;
  return `${left.words}, of ${duration(left.whole_ms)}${left.calendar === null ? '' : ` (${left.calendar})`}`;
}

/** `sev--0` for the most urgent, `sev--2` for the third and all below it. */
export function severityClass(severities: readonly { key: string }[], key: string): string {
  const rank = severities.findIndex((one) => one.key === key);
  return `sev sev--${rank < 0 ? 2 : Math.min(rank, 2)}`;
}

/** `7f3a…c1` */
export function shortHash(hash: string): string {
  return `${hash.slice(0, 4)}…${hash.slice(-2)}`;
}

/** `Entry 12 does not hold: its hash is not that of its content.` */
export function chainWords({ entries, broken }: AuditState): string {
  if (broken === null) return `Chain intact, ${integer(entries)} ${entries === 1 ? 'entry' : 'entries'}`;
  return `Chain broken at entry ${integer(broken.number)}: ${broken.what}`;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const textAt = (value: unknown, key: string): string | null => {
  const found = isObject(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : null;
};

/** Names of the policy behind keys; a key that it no longer has stays as it is. */
export function namesOf(policy: Policy | undefined) {
  const find = (list: readonly { key: string; name: string }[] | undefined, key: string) =>
    list?.find((one) => one.key === key)?.name ?? key;
  return {
    person: (key: string) => (key === '' ? 'Baton' : find(policy?.people, key)),
    severity: (key: string) => find(policy?.severities, key),
    verb: (key: string) => find(policy?.verbs, key),
    role: (key: string) => find(policy?.roles, key),
    cause: (key: string) => find(policy?.root_causes, key),
    type: (key: string) => find(policy?.exception_types, key),
  };
}

/** What an entry of the trail says was done, without who and when. */
export function deedWords({ act, said, before, after }: AuditEntry, policy: Policy | undefined): string {
  const names = namesOf(policy);
  switch (act) {
    case 'case.raised':
      return 'Found in the records';
    case 'case.reported':
      return 'Reported by hand';
    case 'case.assigned': {
      const to = textAt(after, 'owner');
      return to === null ? 'Taken from its owner' : `Assigned to ${names.person(to)}`;
    }
    case 'case.severity_set': {
      const [from, to] = [textAt(before, 'severity'), textAt(after, 'severity')];
      return `Severity ${names.severity(from ?? '')} to ${names.severity(to ?? '')}`;
    }
    case 'case.noted':
      return 'Noted';
    case 'case.disputed': {
      const to = textAt(after, 'escalated_to');
      return to === null ? 'Disputed' : `Disputed, now with ${names.role(to)}`;
    }
    case 'case.resolved':
      return 'Resolved';
    case 'case.reopened':
      return 'Reopened';
    case 'case.found_again':
      return 'Found again in the records';
    case 'case.seen':
      return 'Still found, with other values';
    case 'case.gone':
      return 'No longer found in the records';
    case 'case.corrected':
      return 'Closed: the record was corrected';
    case 'case.overridden':
      return `Override: ${names.verb(textAt(said, 'verb') ?? '')}`;
    case 'case.override_taken_back':
      return 'Override taken back';
    default:
      return act.replace(/^case\./, '').replaceAll('_', ' ');
  }
}

/** What the person said with it; null where an entry says nothing in words. */
export function saidWords({ said }: AuditEntry): string | null {
  return textAt(said, 'text') ?? textAt(said, 'reason');
}

/** Who may do a verb about a case: `Sales Ops (Priya Sen), with the approval of Sales manager (Mara Lindt)`. */
export function heldBy(policy: Policy | undefined, verb: string, kind: string, severity: string): string[] {
  if (policy === undefined) return [];
  const held = (key: string) => {
    const holders = policy.people.filter(({ roles, active }) => active && roles.includes(key));
    const name = policy.roles.find((role) => role.key === key)?.name ?? key;
    return `${name} (${holders.length === 0 ? 'held by nobody' : holders.map((person) => person.name).join(', ')})`;
  };
  return policy.decision_rights
    .filter(
      (right) =>
        right.verb === verb &&
        (right.exception_type === null || right.exception_type === kind) &&
        (right.severity === null || right.severity === severity),
    )
    .map(({ role, approved_by: by }) => held(role) + (by === null ? '' : `, with the approval of ${held(by)}`));
}
