import { monthLong } from '../../components/format';
import type * as T from '../types';
import { LAST } from './council-values';
import { badge, fakeRecords } from './records';
import { HOUR } from './vienna';

/** What comes round at an invented company: the week's missed handoffs, the quarter's criteria, and what is due. */

export const DUE: T.CadenceItem[] = [
  {
    kind: 'weekly',
    period: '2026-W44',
    title: 'Missed handoffs of week 44',
    due_on: '2026-11-02',
    overdue: true,
    sentence: 'Due 2 Nov 2026, 3 days ago.',
  },
  {
    kind: 'monthly',
    period: LAST,
    title: `Review of ${monthLong(LAST)}`,
    due_on: '2026-11-10',
    overdue: false,
    sentence: 'Due 10 Nov 2026, in 5 days.',
  },
  {
    kind: 'quarterly',
    period: '2026-Q3',
    title: 'Criteria update after 2026-Q3',
    due_on: '2026-11-20',
    overdue: false,
    sentence: 'Due 20 Nov 2026, in 15 days.',
  },
];

const missed = (value: string, n: number, due: number): T.MissedBy => ({ value, missed: n, due });

export function weekly(): T.WeeklyMissed {
  const late = fakeRecords().filter(
    (one) => one.month === LAST && (one.state === 'met_late' || one.state === 'breached_open'),
  );
  return {
    week: '2026-W44',
    from: '2026-10-26',
    until: '2026-11-02',
    due: 212,
    missed: 31,
    by_handoff: [missed('H3 SDR → AE', 17, 48), missed('H2 OPS → SDR', 9, 96), missed('H6 AE → IMP', 5, 12)],
    by_source: [missed('Webinar', 14, 60), missed('Paid search', 9, 71), missed('Partner', 8, 22)],
    by_owner: [missed('Jonas Berg', 11, 30), missed('Tobias Kern', 8, 41), missed('Carla Ruiz', 6, 22)],
    by_segment: [missed('Mid-market', 19, 101), missed('Enterprise', 12, 40)],
    records: late.slice(0, 24).map((one, at) => ({
      id: one.id,
      record_id: one.recordId,
      handoff: badge(one.handoff),
      clock: 'accept',
      source: one.source,
      owner: one.owner,
      segment: one.segment,
      due_at: one.startedAt + 2 * HOUR,
      event_at: at % 3 === 0 ? null : one.startedAt + 5 * HOUR,
      over_ms: (24 - at) * HOUR,
      business: true,
    })),
    sentence: '31 of 212 promises that fell due in the week were not kept; more than half of them at H3.',
  };
}

export function quarterly(): T.Quarterly {
  return {
    quarter: '2026-Q3',
    from: '2026-07',
    to: '2026-09',
    records: 528,
    win_loss: [
      {
        handoff: badge('H3'),
        dimension: 'source',
        value: 'Webinar',
        share: 0.11,
        low: 0.06,
        high: 0.19,
        n: 88,
        whole: 0.33,
        worse: true,
        sentence: 'H3: Webinar converts 11 % where all convert 33 %.',
      },
    ],
    reasons: [
      { reason: 'Timing', records: 21, before: 14, share: 0.4, share_before: 0.33 },
      { reason: 'No budget', records: 9, before: 12, share: 0.17, share_before: 0.29 },
    ],
    capacity: [
      {
        owner_group: 'AE DACH',
        people: 2,
        records: 90,
        per_person_a_week: 3.5,
        breach_rate: 0.31,
        judged: 80,
        overloaded: true,
      },
      {
        owner_group: 'SDR Vienna',
        people: 2,
        records: 130,
        per_person_a_week: 5,
        breach_rate: 0.12,
        judged: 121,
        overloaded: false,
      },
    ],
    missing: ['Churn: a handoff point of renewals with its outcome'],
    sentences: ['Webinar leads convert a third as often as the others: look at the entry criteria of H3.'],
  };
}
