import { BLANK_FIELD } from '../blank';
import type { Criterion, DispositionReason, Field, HandoffPoint, PacketField, Policy, RoutingRow } from '../types';
import { HOUR } from './vienna';

/** What a company has decided about its handoffs beyond who hands over to whom, as far as the fake needs it. */

const ALWAYS: Criterion = { all: [] };
const is = (field: string, value: string): Criterion => ({ field, is: 'equals', value });
const yes = (field: string): Criterion => ({ field, is: 'is_true' });

const field = (
  key: string,
  name: string,
  kind: Field['kind'],
  system: string,
  owner: string,
  values: string[] = [],
) => ({
  ...BLANK_FIELD,
  key,
  name,
  kind,
  system,
  owner,
  values,
});

const FIELDS: Field[] = [
  field('employees', 'Employees', 'number', 'Salesforce Lead', 'Marketing operations'),
  field('region', 'Region', 'choice', 'Salesforce Lead', 'RevOps', [
    'DACH',
    'EMEA',
    'UK & Ireland',
    'Americas',
    'APAC',
  ]),
  field('product', 'Product', 'choice', 'Web form', 'Marketing operations', ['Controls', 'Analytics', 'Services']),
  field('segment', 'Segment', 'choice', 'Salesforce Account', 'RevOps', ['SMB', 'Mid-market', 'Enterprise']),
  field('open_deal', 'Open deal', 'boolean', 'Salesforce Opportunity', 'AE lead'),
  field('customer', 'Customer', 'boolean', 'Salesforce Account', 'RevOps'),
  field('named_account', 'Named account', 'boolean', 'Salesforce Account', 'AE lead'),
  field('account_owner', 'Account owner', 'text', 'Salesforce Account', 'RevOps'),
  field('email', 'E-mail', 'text', 'Web form', 'Marketing operations'),
  field('last_activity', 'Last activity', 'instant', 'Salesforce Lead', 'SDR lead'),
  field('later_call', 'Asked for a later call', 'boolean', 'Salesforce Lead', 'SDR lead'),
  field('enrichment_state', 'Enrichment', 'choice', 'Enrichment vendor', 'RevOps', [
    'Complete',
    'Failed',
    'Vendor down',
  ]),
  { ...field('promised', 'Promised outcomes', 'text', 'Discovery notes', 'AE lead'), observable: false },
];

const ENTRY: Criterion = {
  all: [
    { field: 'employees', is: 'at_least', value: 200 },
    { any: [{ field: 'region', is: 'one_of', value: ['DACH', 'EMEA'] }, yes('named_account')] },
    { field: 'consent', is: 'is_filled' },
    { not: { field: 'email', is: 'is_free_mail' } },
  ],
};

const row = (key: string, kind: RoutingRow['kind'], when: Criterion, assign: RoutingRow['assign'], reason: string) => ({
  key,
  kind,
  when,
  assign,
  reason,
});
const team = (key: string, method: 'round_robin' | 'load_balanced'): RoutingRow['assign'] => ({
  to: 'pool',
  pool: { members: { of: 'team', team: key }, method, minds_absences: true, minds_capacity: true, minds_hours: false },
});

const ROWS: RoutingRow[] = [
  row(
    'open-deal',
    'open_opportunity',
    yes('open_deal'),
    { to: 'owner_in', field: 'account_owner', if_away: 'assign' },
    'Whoever works the deal keeps the account',
  ),
  row(
    'customer',
    'existing_customer',
    yes('customer'),
    { to: 'owner_in', field: 'account_owner', if_away: 'next_row' },
    'Customers stay with whom they know',
  ),
  row(
    'named',
    'named_account',
    yes('named_account'),
    { to: 'role', role: 'sdr_lead', if_away: 'assign' },
    'Named accounts are worked by the lead',
  ),
  row(
    'dach',
    'territory',
    { all: [is('region', 'DACH'), { field: 'product', is: 'not_equals', value: 'Analytics' }] },
    { to: 'person', person: 'tobias', if_away: 'next_row' },
    'German-speaking desk',
  ),
  row(
    'emea',
    'territory',
    { field: 'region', is: 'one_of', value: ['EMEA', 'UK & Ireland'] },
    team('sdr', 'round_robin'),
    '',
  ),
  row(
    'rest',
    'pool',
    { field: 'product', is: 'not_equals', value: 'Analytics' },
    team('sdr', 'load_balanced'),
    'Fewest open records',
  ),
];

const packed = (key: string, required: boolean, help = '', validation: Criterion = ALWAYS): PacketField => ({
  field: key,
  required,
  validation,
  help,
});

const reason = (
  key: string,
  name: string,
  decision: DispositionReason['decision'],
  meaning: string,
  next: DispositionReason['next'],
  review_after_days: number | null = null,
): DispositionReason => ({ key, name, decision, meaning, structured: true, next, review_after_days });
const step = (
  act: DispositionReason['next'][number]['act'],
  when: DispositionReason['next'][number]['when'],
  stage: string | null,
  queue: string | null = null,
  track = '',
) => ({ act, when, stage, queue, track, note: '' });

const DISPOSITIONS: DispositionReason[] = [
  reason('accepted', 'Accepted', 'accepted', 'Fits, and the first touch is made', []),
  reason('not_icp', 'Not our customer', 'rejected', 'Too small, or out of region', [
    step('suppress', { kind: 'now' }, null),
  ]),
  reason('timing', 'Timing', 'recycled', 'A project is planned, but not this quarter', [
    step('nurture', { kind: 'now' }, 'nurture', null, 'Later this year'),
    step('recycle', { kind: 'after_days', days: 90 }, 'mql'),
  ]),
  reason('budget', 'No budget', 'recycled', 'Wants it and cannot pay for it now', [
    step('nurture', { kind: 'now' }, 'nurture', null, 'Value of waiting less'),
    step(
      'alert',
      { kind: 'on', trigger: { text: 'Pricing page visited again', kind: 'event', criterion: null, source: 'web' } },
      null,
      'sdr_shared',
    ),
  ]),
  reason('feature_gap', 'Feature missing', 'recycled', 'Needs something that is not there yet', []),
];

function h2(point: HandoffPoint): HandoffPoint {
  return {
    ...point,
    name: 'Routing to sales accepted',
    trigger: {
      text: 'Enrichment is complete and an owner is to be found',
      kind: 'field_change',
      criterion: { all: [is('enrichment_state', 'Complete')] },
      source: 'CRM: lead enrichment state',
    },
    targets: [
      ...point.targets.filter(({ tier, clock }) => tier !== 'low' && clock === 'accept'),
      { clock: 'first_touch', tier: 'high', target: { kind: 'business', ms: 2.25 * HOUR }, reminder_percent: 50 },
      { clock: 'first_touch', tier: 'medium', target: { kind: 'business', ms: 6 * HOUR }, reminder_percent: 50 },
      { clock: 'next_step', tier: 'high', target: { kind: 'business', ms: 4 * HOUR }, reminder_percent: 50 },
      { clock: 'next_step', tier: 'medium', target: { kind: 'business', ms: 8 * HOUR }, reminder_percent: 50 },
    ].map((target) => target as HandoffPoint['targets'][number]),
    acceptance: { mode: 'required', criteria: ENTRY, actions: ['Log the first touch', 'Set the next step'] },
    packet: {
      template: 'lead',
      fields: [
        packed('employees', true, 'From the register, not from the form', {
          field: 'employees',
          is: 'at_least',
          value: 1,
        }),
        packed('promised', false, 'In the buyer’s words'),
      ],
    },
    required_fields: [],
    routing: {
      matching: { account_by: ['crm_id', 'domain', 'company_name'], duplicate_by: ['email'], on_duplicate: 'join' },
      rows: ROWS,
    },
    clock_conditions: [
      {
        clock: null,
        start: null,
        pauses: [
          { when: yes('later_call'), reason: 'the buyer asked for a later call' },
          { when: is('enrichment_state', 'Vendor down'), reason: 'an enrichment vendor is down' },
        ],
        stop: null,
        cancel: null,
      },
    ],
    escalation: [
      {
        clock: 'accept',
        tier: null,
        steps: [
          { at: { kind: 'share', percent: 50 }, act: 'remind', to: { kind: 'owner' }, when: ALWAYS, note: '' },
          {
            at: { kind: 'share', percent: 100 },
            act: 'alert',
            to: { kind: 'role', role: 'sdr_lead' },
            when: ALWAYS,
            note: '',
          },
          {
            at: { kind: 'share', percent: 200 },
            act: 'reroute',
            to: { kind: 'queue', queue: 'sdr_shared' },
            when: ALWAYS,
            note: '',
          },
          {
            at: { kind: 'regularly', every: 'weekly' },
            act: 'list',
            to: { kind: 'channel', channel: '#rev-council' },
            when: ALWAYS,
            note: '',
          },
        ],
      },
    ],
    dispositions: DISPOSITIONS.map(({ key }) => key),
    failure_mode: 'Routed to somebody who has left, or to nobody',
    control: 'Round robin only over people who are there today',
    oversight_focus: 'Acceptance within the window, by owner',
    system_requirements: ['Owner assignment by rules', 'A timer that minds business hours'],
    kpi: 'accept_in_window',
    review_every: 'quarterly',
    review_on: '2027-01-15',
    contacts_people: true,
    consent_field: 'consent',
  };
}

/** The policy with H2 designed to the last part, but for what the check finds. */
export function designed(policy: Policy): Policy {
  return {
    ...policy,
    fields: [...policy.fields, ...FIELDS],
    people: [
      ['tobias', 'Tobias Kern'],
      ['mara', 'Mara Lind'],
      ['yuki', 'Yuki Sato'],
    ].map(([key = '', name = '']) => ({
      key,
      name,
      team: 'sdr',
      roles: key === 'mara' ? ['sdr_lead'] : [],
      calendar: null,
      capacity_per_day: 12,
      weight: 1,
      performance_percent: 100,
      absences: [],
      active: true,
    })),
    queues: [
      { key: 'sdr_shared', name: 'Shared SDR queue', team: 'sdr', worked_by: ['sdr_lead'], owner_role: 'sdr_manager' },
    ],
    packets: [
      {
        key: 'lead',
        name: 'Qualified lead',
        extends: null,
        fields: [
          packed('pain', true, 'What hurts, in a sentence'),
          packed('buying_stage', true),
          packed('consent', true, 'When and where it was given'),
          packed('segment', false),
        ],
      },
    ],
    dispositions: DISPOSITIONS,
    verbs: [
      {
        key: 'override_routing',
        name: 'Override routing',
        meaning: 'Give a record to somebody else than the table does',
      },
      { key: 'pause_timer', name: 'Pause an SLA timer', meaning: '' },
    ],
    decision_rights: [
      {
        key: 'r1',
        verb: 'override_routing',
        exception_type: null,
        severity: null,
        role: 'sdr_manager',
        approved_by: null,
      },
      {
        key: 'r2',
        verb: 'pause_timer',
        exception_type: null,
        severity: null,
        role: 'sdr_lead',
        approved_by: 'sdr_manager',
      },
    ],
    kpis: [
      {
        key: 'accept_in_window',
        name: 'Accepted within the window',
        metric: 'sla_accept',
        meaning: 'Share of records accepted before the target',
        direction: 'higher',
        target: { kind: 'share', per_mille: 900 },
      },
    ],
    stages: policy.stages.map((stage) => (stage.key === 'sal' ? { ...stage, entry: ENTRY } : stage)),
    handoffs: policy.handoffs.map((point) => (point.key === 'H2' ? h2(point) : point)),
  };
}
