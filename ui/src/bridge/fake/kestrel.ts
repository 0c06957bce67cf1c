import type { ClockSheet, LedgerKind, LedgerLine, RecordPageDetail, TimelineEvent } from '../types';
import { AS_OF, badge } from './records';
import { HOUR, instant } from './vienna';

/** The record that the design draws: a weekend with 25 hours, a holiday, a tier change, a pause, and 26 minutes late. */

export const KESTREL = 'kestrel';
const MINUTE = 60_000;

/** 23 Oct 2026 and so on, Vienna wall time. */
const at = (day: number, hour: number, minute = 0) => instant(Date.UTC(2026, 9, day, hour, minute));

function lines(from: number, parts: [LedgerKind, number, string][]): LedgerLine[] {
  let now = from;
  let running = 0;
  return parts.map(([kind, to, because]) => {
    const start = now;
    now = to;
    const counts = kind === 'open' ? to - start : 0;
    running += counts;
    return { from: start, to, kind, because, elapsed_ms: to - start, counts_ms: counts, running_ms: running };
  });
}

const acceptance = lines(at(23, 15, 47), [
  ['open', at(23, 16, 30), 'SDR Vienna to 16:30'],
  ['closed', at(24, 0), 'After hours'],
  ['closed', at(26, 0), 'Weekend, Sunday has 25 h'],
  ['holiday', at(27, 0), 'Austrian National Day'],
  ['closed', at(27, 8, 30), 'Before hours'],
  ['open', at(27, 9, 20), 'SDR Vienna from 08:30'],
  ['tier_change', at(27, 9, 20), 'Medium 4 h to high 2 h'],
  ['open', at(27, 9, 35), ''],
  ['paused', at(27, 10, 20), 'Buyer asked for a later call'],
  ['open', at(27, 10, 32), ''],
  ['due', at(27, 10, 32), 'The 2 h are used up'],
  ['open', at(27, 10, 58), 'Accepted at 10:58'],
]);

function sheet(part: Partial<ClockSheet> & Pick<ClockSheet, 'clock' | 'state' | 'because' | 'ledger'>): ClockSheet {
  const first = part.ledger[0];
  const last = part.ledger[part.ledger.length - 1];
  return {
    target: { kind: 'business', ms: 2 * HOUR },
    tier: 'high',
    own_due: false,
    from: first?.from ?? at(23, 15, 47),
    to: last?.to ?? at(23, 15, 47),
    due_at: null,
    used_ms: last?.running_ms ?? 0,
    late_ms: null,
    calendar: 'SDR Vienna',
    time_zone: 'Europe/Vienna',
    ...part,
  };
}

const CLOCKS: ClockSheet[] = [
  sheet({
    clock: 'assign',
    state: 'met',
    because: 'Assigned in the minute of its start.',
    target: { kind: 'elapsed', ms: 5 * MINUTE },
    due_at: at(23, 15, 52),
    ledger: lines(at(23, 15, 47), [['open', at(23, 15, 48), 'Wall-clock time']]),
  }),
  sheet({
    clock: 'accept',
    state: 'met_late',
    because: 'Accepted 26 m of business time after it was due.',
    due_at: at(27, 10, 32),
    late_ms: 26 * MINUTE,
    ledger: acceptance,
  }),
  sheet({
    clock: 'first_touch',
    state: 'met',
    because: 'Touched before it was due.',
    target: { kind: 'business_days', days: 1, by: '17:00' },
    due_at: at(27, 17),
    ledger: [
      ...acceptance,
      ...lines(at(27, 10, 58), [['open', at(27, 11, 4), 'First touch at 11:04']]).map((line) => ({
        ...line,
        running_ms: line.running_ms + 146 * MINUTE,
      })),
    ],
  }),
  sheet({
    clock: 'next_step',
    state: 'paused',
    because: 'Paused since 28 Oct 09:00: buyer is away until November.',
    ledger: lines(at(27, 10, 58), [
      ['open', at(27, 16, 30), 'SDR Vienna to 16:30'],
      ['closed', at(28, 0), 'After hours'],
      ['closed', at(28, 8, 30), 'Before hours'],
      ['open', at(28, 9), 'SDR Vienna from 08:30'],
      ['paused', AS_OF, 'Buyer is away until November'],
    ]),
    target: { kind: 'business', ms: 16 * HOUR },
  }),
  sheet({
    clock: 'complete',
    state: 'not_applicable',
    because: 'No target is set for completion at H2.',
    target: null,
    tier: null,
    ledger: [],
  }),
];

function event(when: number, kind: TimelineEvent['kind'], title: string, detail = ''): TimelineEvent {
  return { at: when, kind, title, detail, date_only: false };
}

const TIMELINE: TimelineEvent[] = [
  event(
    at(23, 15, 47),
    { kind: 'moment', of: 'started' },
    'Routed to SDR Vienna',
    'Clock starts, tier medium, target 4 h',
  ),
  event(at(23, 15, 48), { kind: 'moment', of: 'assigned' }, 'Assigned to Tobias Kern', 'Round robin, 1 of 4'),
  event(at(27, 9, 20), { kind: 'tier_change' }, 'Tier raised to high', 'Target is now 2 h'),
  event(
    at(27, 9, 20),
    { kind: 'reminder', of: 'accept' },
    'Reminder, listed as late',
    'Its time, 08:47, lay before the change',
  ),
  event(at(27, 9, 35), { kind: 'paused' }, 'Paused', 'Buyer asked for a later call'),
  event(at(27, 10, 20), { kind: 'resumed' }, 'Resumed', '45 m paused, not counted'),
  event(at(27, 10, 32), { kind: 'due', of: 'accept' }, 'Due', '2 h used'),
  event(at(27, 10, 58), { kind: 'moment', of: 'accepted' }, 'Accepted by Tobias Kern', '2 h 26 m used, 26 m late'),
  event(at(27, 11, 4), { kind: 'moment', of: 'first_touch' }, 'First touch', '6 m after acceptance'),
];

export const KESTREL_DETAIL: RecordPageDetail = {
  id: KESTREL,
  handoff: badge('H2'),
  batch: 'b-2',
  batch_source: 'Salesforce leads, line 6,021',
  imported_at: Date.UTC(2026, 10, 2, 7, 10),
  as_of: AS_OF,
  passages: [
    ['kestrel-h1', badge('H1'), 1, 'met'],
    [KESTREL, badge('H2'), 1, 'met_late'],
    ['kestrel-h3', badge('H3'), 1, 'at_risk'],
  ],
  timeline: TIMELINE,
  clocks: CLOCKS,
  record: {
    record_id: 'L-48213',
    handoff: 'H2',
    cycle: 1,
    moments: [at(23, 15, 47), at(23, 15, 48), at(27, 10, 58), null, at(27, 11, 4), null, null, null, null, null],
    date_only: 0,
    disposition: 'accepted',
    reason: null,
    owner: 'Tobias Kern',
    owner_group: 'SDR Vienna',
    first_owner: 'Tobias Kern',
    reassign_count: 0,
    source: 'webinar',
    trigger: 'Routing assigns an owner',
    segment: 'Mid-market, DACH',
    intent: 'medium',
    tier_changes: [{ at: at(27, 9, 20), tier: 'high' }],
    amount: 48_000,
    won: null,
    own_due: [null, null, null, null, null],
    own_verdict: null,
    pauses: [{ from: at(27, 9, 35), to: at(27, 10, 20), reason: 'Buyer asked for a later call' }],
    truncated: false,
    attributes: {
      company: 'Kestrel Freight, demo request',
      contact: 'Ines Falk, Head of Logistics',
      pain: 'Manual customs filing',
      stakeholders: '2 named',
      timeline: 'Q1 2027',
    },
  },
};
