// Parts of a policy of which nothing has been decided yet, as the rules read them when they are absent.

import type { Field, HandoffPoint, Policy, Tier } from './types';

const ALWAYS = { all: [] };

export const BLANK_HANDOFF: HandoffPoint = {
  key: '',
  name: '',
  sender: '',
  receiver: '',
  trigger: { text: '', kind: null, criterion: null, source: null },
  calendar: null,
  outcome: 'won',
  targets: [],
  required_fields: [],
  from_import: false,
  from_stage: null,
  to_stage: null,
  receiver_kind: 'person',
  accountable_roles: [],
  backup_role: null,
  acceptance: { mode: 'required', criteria: ALWAYS, actions: [] },
  packet: { template: null, fields: [] },
  buffer: null,
  routing: { matching: { account_by: [], duplicate_by: [], on_duplicate: 'join' }, rows: [] },
  clock_conditions: [],
  escalation: [],
  dispositions: [],
  momentum_risk: '',
  failure_mode: '',
  oversight_focus: '',
  system_requirements: [],
  control: '',
  kpi: null,
  review_every: null,
  review_on: null,
  contacts_people: false,
  consent_field: null,
  notes: '',
};

export const BLANK_FIELD: Field = {
  key: '',
  name: '',
  kind: 'text',
  values: [],
  system: '',
  owner: '',
  group: '',
  observable: true,
  supplied_by_handoffs: [],
  supplied_by_stages: [],
};

export const BLANK_TIER: Tier = { key: '', name: '', meaning: '', when: ALWAYS };

export const BLANK_POLICY: Policy = {
  schema: 2,
  company: '',
  time_zone: 'UTC',
  currency: 'EUR',
  tiers: [],
  teams: [],
  calendars: [],
  default_calendar: '',
  handoffs: [],
  fields: [],
  roles: [],
  people: [],
  stages: [],
  packets: [],
  queues: [],
  dispositions: [],
  exception_types: [],
  severities: [],
  verbs: [],
  decision_rights: [],
  root_causes: [],
  kpis: [],
  decisions: [],
  mutes: [],
  layout: { stages: {}, handoffs: {} },
};
