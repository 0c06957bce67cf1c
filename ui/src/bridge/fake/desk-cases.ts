import type { ExceptionCase, ExceptionRule, Policy } from '../types';
import { random } from './random';
import { AS_OF, fakeRecords } from './records';
import { DAY, HOUR } from './vienna';

/** What stands on the invented desk. */

type Seed = [
  severity: string,
  rule: ExceptionRule,
  exception_type: string,
  handoff: string,
  openFor: number,
  owner: string | null,
  because: string,
];

const TODAY: Seed[] = [
  [
    'p0',
    'unowned',
    'routing_failure',
    'H2',
    6.1,
    'dokafor',
    'Open for 6 h, and nobody owns it: no row of the routing table fits.',
  ],
  [
    'p0',
    'bounced',
    'ownership_conflict',
    'H3',
    3.2,
    'psen',
    'Back with Felix Thal, who had it first, after 3 changes of owner.',
  ],
  [
    'p0',
    'consent_gap',
    'compliance_constraint',
    'H2',
    1.4,
    'lnovak',
    'First touched on 31 Oct 2026, 14:05, and Consent given is blank.',
  ],
  [
    'p1',
    'duplicate',
    'duplicate_identity',
    'H1',
    58,
    null,
    'Another open record has the same domain, maribor-steel.example.',
  ],
  [
    'p1',
    'missing_fields',
    'data_missing',
    'H6',
    46,
    'jberg',
    'Accepted without Pain and Buying stage, which the packet requires.',
  ],
  [
    'p1',
    'sla_breach',
    'sla_breach',
    'H6',
    41,
    'jberg',
    'Not accepted within 9 h business time: 4 h 12 m late and still open.',
  ],
  ['p1', 'sla_breach', 'sla_breach', 'H2', 29, 'tkern', 'Accepted 26 m of business time after it was due.'],
  [
    'p1',
    'bounced',
    'ownership_conflict',
    'H2',
    26,
    'psen',
    'Back with Mara Lindt, who had it first, after 2 changes of owner.',
  ],
  [
    'p1',
    'contradiction',
    'definition_mismatch',
    'H2',
    14,
    'mlindt',
    'The disposition says rejected, and it was accepted on 30 Oct 2026, 10:20.',
  ],
  [
    'p1',
    'missing_fields',
    'data_missing',
    'H3',
    10,
    'tkern',
    'Accepted without Buying stage, which the packet requires.',
  ],
  [
    'p1',
    'unowned',
    'routing_failure',
    'H2',
    7,
    'dokafor',
    'Open for 7 h, and nobody owns it: the queue of its territory has no members.',
  ],
  ['p1', 'sla_breach', 'sla_breach', 'H3', 5, 'jberg', 'No first touch within 9 h business time.'],
  [
    'p2',
    'contradiction',
    'definition_mismatch',
    'H3',
    134,
    'lnovak',
    'The disposition says open, and it was won on 20 Oct 2026.',
  ],
  [
    'p2',
    'duplicate',
    'duplicate_identity',
    'H1',
    124,
    null,
    'Another open record has the same domain, mur-systems.example.',
  ],
  [
    'p2',
    'bounced',
    'ownership_conflict',
    'H2',
    110,
    'mlindt',
    'Back with Tobias Kern, who had it first, after 3 changes of owner.',
  ],
  ['p2', 'missing_fields', 'data_missing', 'H7', 108, 'radler', 'Accepted without Pain, which the packet requires.'],
  ['p2', 'sla_breach', 'sla_breach', 'H2', 105, 'mlindt', 'First touch 9 m of business time after it was due.'],
  [
    'p2',
    'stuck',
    'sla_breach',
    'H4',
    103,
    'radler',
    'Breached 31 days ago, its ladder is at its end, and still nothing came.',
  ],
  [
    'p2',
    'contradiction',
    'definition_mismatch',
    'H1',
    100,
    'lnovak',
    'The disposition says accepted, and there is no instant of acceptance.',
  ],
  [
    'p2',
    'duplicate',
    'duplicate_identity',
    'H1',
    93,
    null,
    'Another open record has the same e-mail address, office@kufstein-glas.example.',
  ],
  [
    'p2',
    'bounced',
    'ownership_conflict',
    'H2',
    91,
    'mlindt',
    'Back with Idris Bello, who had it first, after 4 changes of owner.',
  ],
  ['p2', 'sla_breach', 'sla_breach', 'H2', 70, 'tkern', 'Accepted 41 m of business time after it was due.'],
  ['p2', 'missing_fields', 'data_missing', 'H3', 62, null, 'Accepted without Pain, which the packet requires.'],
  [
    'p2',
    'reported',
    'definition_mismatch',
    'H3',
    50,
    'psen',
    'The AE calls it a pilot, the SDR an evaluation: which stage is meant?',
  ],
  ['p2', 'sla_breach', 'sla_breach', 'H7', 44, null, 'Accepted 2 h 05 m of business time after it was due.'],
  [
    'p2',
    'duplicate',
    'duplicate_identity',
    'H1',
    30,
    null,
    'Another open record has the same domain, leoben-cast.example.',
  ],
  [
    'p2',
    'contradiction',
    'definition_mismatch',
    'H6',
    21,
    'dokafor',
    'The disposition says completed, and there is no go-live date.',
  ],
];

const FINISHED: [number, Seed][] = Array.from({ length: 9 }, (_, index) => {
  const seed = TODAY[(index * 5 + 3) % TODAY.length] as Seed;
  return [4 + 15 * index, seed];
});

function made(number: number, seed: Seed, policy: Policy, recordAt: number): ExceptionCase {
  const [severity, rule, exception_type, handoff, hours, owner, because] = seed;
  const of = fakeRecords().filter((record) => record.handoff === handoff);
  const raised_at = AS_OF - hours * HOUR;
  const target = policy.severities.find((one) => one.key === severity)?.target;
  return {
    number,
    status: 'open',
    passage: { record_id: of[recordAt % of.length]?.recordId ?? 'L-1', handoff, cycle: 1 },
    rule,
    part: '',
    exception_type,
    subtype: null,
    severity,
    because,
    arose: raised_at - 5 * HOUR,
    ended: null,
    stands: true,
    raised_at,
    due_at: target != null && 'ms' in target ? raised_at + target.ms : null,
    owner,
    escalated_to: null,
    root_cause: null,
    resolved_at: null,
    notes: 0,
    reopened: 0,
    overrides: [],
    audit_fields: {},
  };
}

export const isOpen = ({ status }: ExceptionCase): boolean => status === 'open' || status === 'disputed';

/** By number, oldest first. `count`: how many are open; the drawn ones where it is null. */
export function deskCases(policy: Policy, count: number | null, cleared: boolean): ExceptionCase[] {
  const next = random(7);
  const seeds =
    count === null
      ? TODAY
      : Array.from({ length: count }, (): Seed => {
          const [severity, rule, kind, handoff, , owner, because] = TODAY[Math.floor(next() * TODAY.length)] as Seed;
          return [severity, rule, kind, handoff, next() * 140, owner, because];
        });
  const byAge = [...seeds].sort((a, b) => b[4] - a[4]);
  const finished = FINISHED.map(([ago, seed], index): ExceptionCase => {
    const resolved_at = AS_OF - ago * HOUR;
    const one = made(1_012 + index, seed, policy, index * 11);
    const raised_at = resolved_at - (index % 3 === 2 ? 6 * DAY : DAY);
    return {
      ...one,
      raised_at,
      due_at: one.due_at === null ? null : one.due_at - one.raised_at + raised_at,
      status: index === 4 ? 'corrected' : 'resolved',
      resolved_at: index === 4 ? null : resolved_at,
      stands: false,
      root_cause: index % 2 === 0 ? 'routing_logic' : 'missing_fields',
    };
  });
  const open = cleared ? [] : byAge.map((seed, index) => made(1_022 + index, seed, policy, index * 7));
  return [...finished, ...open];
}
