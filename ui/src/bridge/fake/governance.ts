import type { DecisionRight, ExceptionType, Person, Policy, Role } from '../types';
import { DAY, HOUR } from './vienna';

/** Who works at Meridian Controls, and who may decide what about an exception. */

const role = (key: string, name: string, reports_to: string | null = null): Role => ({
  key,
  name,
  team: null,
  reports_to,
});

const person = (key: string, name: string, team: string, ...roles: string[]): Person => ({
  key,
  name,
  team,
  roles,
  calendar: null,
  capacity_per_day: null,
  weight: 1,
  performance_percent: 100,
  absences: [],
  active: true,
});

const kind = (
  key: string,
  name: string,
  meaning: string,
  owner_role: string,
  review_every: 'daily' | 'weekly',
  ...audited: [string, string][]
): ExceptionType => ({
  key,
  name,
  meaning,
  subtypes: [],
  owner_role,
  helper_roles: ['revops'],
  targets: [],
  review_every,
  audit_fields: audited.map(([field, title]) => ({ key: field, name: title, kind: 'text' as const })),
});

const VERBS: [string, string][] = [
  ['reassign', 'Reassign, or change the owner'],
  ['lock_named_account', 'Lock a named account'],
  ['override_routing', 'Override routing'],
  ['pause_sla', 'Pause an SLA timer'],
  ['reopen_stage', 'Reopen a stage'],
  ['merge', 'Merge records'],
  ['unmerge', 'Take a merge apart'],
  ['request_data', 'Ask for data'],
  ['suppress', 'Suppress'],
  ['shift_capacity', 'Shift capacity'],
];

const right = (
  verb: string,
  exception_type: string | null,
  holder: string,
  approved_by: string | null = null,
): DecisionRight => ({ key: verb, verb, exception_type, severity: null, role: holder, approved_by });

export const GOVERNANCE: Pick<
  Policy,
  'roles' | 'people' | 'exception_types' | 'severities' | 'verbs' | 'decision_rights' | 'root_causes'
> = {
  roles: [
    role('council', 'Rev council'),
    role('sales_leadership', 'Sales leadership', 'council'),
    role('sales_manager', 'Sales manager', 'sales_leadership'),
    role('sales_ops', 'Sales Ops', 'sales_manager'),
    role('revops', 'RevOps', 'council'),
    role('data_steward', 'Data steward', 'revops'),
    role('marketing_ops', 'Marketing operations', 'revops'),
    role('legal_lead', 'Legal', 'council'),
  ],
  people: [
    person('psen', 'Priya Sen', 'ops', 'sales_ops'),
    person('dokafor', 'Dana Okafor', 'ops', 'revops'),
    person('lnovak', 'Lea Novak', 'ops', 'legal_lead', 'data_steward'),
    person('mlindt', 'Mara Lindt', 'sdr', 'sales_manager'),
    person('tkern', 'Tobias Kern', 'sdr'),
    person('jberg', 'Jonas Berg', 'ae', 'sales_leadership'),
    person('radler', 'Ruth Adler', 'mkt', 'marketing_ops', 'council'),
  ],
  exception_types: [
    kind(
      'ownership_conflict',
      'Ownership conflict',
      'Two claim one record, or nobody knows whose it is.',
      'sales_ops',
      'daily',
      ['override_reason', 'Override reason'],
    ),
    kind('routing_failure', 'Routing failure', 'The rules gave it to nobody.', 'revops', 'daily', [
      'root_cause',
      'Root cause',
    ]),
    kind('duplicate_identity', 'Duplicate or identity', 'One is there more than once.', 'data_steward', 'weekly', [
      'merge_notes',
      'Merge notes',
    ]),
    kind('definition_mismatch', 'Definition mismatch', 'Two teams mean different things.', 'revops', 'weekly', [
      'definition_meant',
      'Definition that was meant',
    ]),
    kind('data_missing', 'Data missing', 'A field is blank.', 'marketing_ops', 'weekly', [
      'missing_fields',
      'List of missing fields',
    ]),
    kind('compliance_constraint', 'Compliance constraint', 'Law or policy forbids it.', 'legal_lead', 'daily', [
      'compliance_reason',
      'Reason or policy that forbids it',
    ]),
    kind(
      'sla_breach',
      'SLA breach',
      'A promise was not kept.',
      'sales_manager',
      'daily',
      ['breach_reason', 'Reason of the breach'],
      ['corrective_action', 'What was done about it'],
    ),
  ],
  severities: [
    { key: 'p0', name: 'P0', meaning: 'Blocks revenue.', target: { kind: 'elapsed', ms: 4 * HOUR } },
    { key: 'p1', name: 'P1', meaning: 'High risk.', target: { kind: 'elapsed', ms: 2 * DAY } },
    { key: 'p2', name: 'P2', meaning: 'Friction in the process.', target: { kind: 'elapsed', ms: 5 * DAY } },
  ],
  verbs: VERBS.map(([key, name]) => ({ key, name, meaning: '' })),
  decision_rights: [
    right('reassign', 'ownership_conflict', 'sales_ops', 'sales_manager'),
    right('lock_named_account', 'ownership_conflict', 'sales_ops', 'sales_leadership'),
    right('override_routing', null, 'sales_manager', 'revops'),
    right('pause_sla', null, 'revops', 'sales_manager'),
    right('reopen_stage', null, 'revops', 'sales_manager'),
    right('merge', 'duplicate_identity', 'data_steward'),
    right('unmerge', 'duplicate_identity', 'data_steward', 'revops'),
    right('request_data', 'data_missing', 'marketing_ops'),
    right('suppress', 'compliance_constraint', 'legal_lead'),
    right('shift_capacity', 'sla_breach', 'sales_manager', 'sales_leadership'),
  ],
  root_causes: [
    { key: 'routing_logic', name: 'Routing logic' },
    { key: 'missing_fields', name: 'Missing fields' },
    { key: 'rep_capacity', name: 'Capacity of the reps' },
    { key: 'absence', name: 'Owner out of office' },
  ],
};
