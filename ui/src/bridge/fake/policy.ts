import { BLANK_FIELD, BLANK_HANDOFF, BLANK_POLICY, BLANK_TIER } from '../blank';
import type { Calendar, HandoffPoint, Policy, SlaTarget } from '../types';
import { HOUR, holidayNames } from './vienna';

const desk: [string, string][] = [['08:30', '17:30']];

export const VIENNA: Calendar = {
  key: 'vienna',
  name: 'Vienna desk',
  time_zone: 'Europe/Vienna',
  '24x7': false,
  weekly: { mon: desk, tue: desk, wed: desk, thu: desk, fri: desk, sat: [], sun: [] },
  exceptions: {
    ...Object.fromEntries(Object.entries(holidayNames).map(([date, name]) => [date, { name, open: [] }])),
    '2026-12-24': { name: 'Christmas Eve', open: [['08:30', '12:00']] },
  },
};

const ALWAYS: Calendar = {
  key: 'always',
  name: 'Around the clock',
  time_zone: 'Europe/Vienna',
  '24x7': true,
  weekly: { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
  exceptions: {},
};

const accept = (tier: string, hours: number): SlaTarget => ({
  clock: 'accept',
  tier,
  target: { kind: 'business', ms: hours * HOUR },
  reminder_percent: 50,
});

function point(
  key: string,
  name: string,
  sender: string,
  receiver: string,
  trigger: string,
  hours: [number, number, number],
): HandoffPoint {
  return {
    ...BLANK_HANDOFF,
    key,
    name,
    sender,
    receiver,
    trigger: { ...BLANK_HANDOFF.trigger, text: trigger },
    outcome: key === 'H6' || key === 'H7' ? 'completed' : 'won',
    targets: [
      accept('high', hours[0]),
      accept('medium', hours[1]),
      accept('low', hours[2]),
      { clock: 'first_touch', tier: null, target: { kind: 'business', ms: 9 * HOUR }, reminder_percent: 50 },
    ],
    required_fields: ['pain', 'buying_stage'],
    from_import: key === 'H7',
  };
}

export const POLICY: Policy = {
  ...BLANK_POLICY,
  company: 'Meridian Controls',
  time_zone: 'Europe/Vienna',
  currency: 'EUR',
  tiers: [
    { ...BLANK_TIER, key: 'high', name: 'High' },
    { ...BLANK_TIER, key: 'medium', name: 'Medium' },
    { ...BLANK_TIER, key: 'low', name: 'Low' },
  ],
  teams: [
    { key: 'mkt', short: 'MKT', name: 'Marketing' },
    { key: 'ops', short: 'OPS', name: 'Revenue operations' },
    { key: 'sdr', short: 'SDR', name: 'Sales development' },
    { key: 'ae', short: 'AE', name: 'Account executives' },
    { key: 'se', short: 'SE', name: 'Solution engineers' },
    { key: 'imp', short: 'IMP', name: 'Implementation' },
    { key: 'cs', short: 'CS', name: 'Customer success' },
  ],
  calendars: [VIENNA, ALWAYS],
  default_calendar: 'vienna',
  handoffs: [
    point('H1', 'Lead qualified', 'MKT', 'OPS', 'Score passes 65', [0.25, 0.5, 1]),
    point('H2', 'Sales accepted', 'OPS', 'SDR', 'Routing assigns an owner', [1, 2, 4]),
    point('H3', 'Opportunity opened', 'SDR', 'AE', 'Discovery call held', [4, 9, 13]),
    point('H4', 'Evaluation requested', 'AE', 'SE', 'Evaluation ticked', [5, 8, 12]),
    point('H6', 'Onboarding opened', 'AE', 'IMP', 'Stage becomes Closed Won', [9, 13, 18]),
    point('H7', 'Adoption opened', 'IMP', 'CS', 'Go-live date reached', [5, 9, 13]),
  ],
  fields: [
    { ...BLANK_FIELD, key: 'pain', name: 'Pain', system: 'Discovery form', owner: 'SDR lead' },
    {
      ...BLANK_FIELD,
      key: 'buying_stage',
      name: 'Buying stage',
      kind: 'choice',
      values: ['Exploring', 'Comparing', 'Deciding'],
      system: 'Salesforce Lead',
      owner: 'SDR lead',
    },
    {
      ...BLANK_FIELD,
      key: 'consent',
      name: 'Consent given',
      kind: 'date',
      system: 'Web form',
      owner: 'Marketing operations',
    },
    {
      ...BLANK_FIELD,
      key: 'amount',
      name: 'Amount',
      kind: 'number',
      system: 'Salesforce Opportunity',
      owner: 'AE lead',
    },
  ],
};
