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
        standing: 'worse',
        sentence: "H3 Webinar: 11 % come to the handoff's outcome (n 88) where all have 33 %.",
      },
      {
        handoff: badge('H3'),
        dimension: 'segment',
        value: 'Enterprise',
        share: 0.36,
        low: 0.24,
        high: 0.5,
        n: 61,
        whole: 0.33,
        standing: 'as_all',
        sentence: "H3 Enterprise: 36 % come to the handoff's outcome (n 61) where all have 33 %.",
      },
      {
        handoff: badge('H3'),
        dimension: 'intent',
        value: 'low',
        share: 0.17,
        low: 0.03,
        high: 0.56,
        n: 6,
        whole: 0.33,
        standing: 'too_few',
        sentence: 'H3 low: 6 that can be judged are too few to say anything.',
      },
    ],
    criteria: [
      {
        handoff: 'H3',
        place: 0,
        english: '*Budget confirmed* is yes',
        passing: [41, 132],
        failing: [19, 60],
        unknown: 3,
        too_few: false,
        tells_nothing: true,
        difference: [-0.006, -0.15, 0.04],
        sentence:
          'H3, *Budget confirmed* is yes: of the accepted 31 % (n 132) who pass come to the outcome, 32 % (n 60) who fail: the test keeps nothing out that would be lost.',
      },
      {
        handoff: 'H3',
        place: 1,
        english: '*Company size* is at least 50',
        passing: [60, 190],
        failing: [0, 4],
        unknown: 1,
        too_few: true,
        tells_nothing: false,
        difference: null,
        sentence: 'H3, *Company size* is at least 50: 190 pass and 4 fail, too few to say anything.',
      },
    ],
    churn: [
      {
        handoff: badge('H7'),
        end: 'not_renewed',
        segment: null,
        lost: 9,
        n: 64,
        share: 0.14,
        low: 0.08,
        high: 0.25,
        standing: 'as_all',
        sentence: 'H7: 14 % were not renewed (n 64).',
      },
      {
        handoff: badge('H7'),
        end: 'not_renewed',
        segment: 'SMB',
        lost: 3,
        n: 8,
        share: null,
        low: null,
        high: null,
        standing: 'too_few',
        sentence: 'H7 SMB: 3 of 8 were not renewed, too few to say anything.',
      },
    ],
    loads: [
      {
        key: 'tkern',
        name: 'Tobias Kern',
        people: null,
        assigned: 402,
        working_days: 62,
        capacity: 372,
        share: 1.08,
        days_over: 19,
        open: 7,
        is_over: true,
        sentence:
          "Tobias Kern was given 402 of the 372 handoffs that the policy allows (108 %), on 19 days more than a day's; 7 wait for an answer.",
      },
      {
        key: 'mlindt',
        name: 'Mara Lindt',
        people: null,
        assigned: 288,
        working_days: 64,
        capacity: null,
        share: null,
        days_over: 0,
        open: 2,
        is_over: false,
        sentence: 'Mara Lindt was given 288; the policy sets no capacity; 2 wait for an answer.',
      },
      {
        key: 'sdr',
        name: 'SDR Vienna',
        people: 2,
        assigned: 690,
        working_days: 126,
        capacity: null,
        share: null,
        days_over: 19,
        open: 9,
        is_over: false,
        sentence: 'SDR Vienna was given 690; the policy sets no capacity; 9 wait for an answer.',
      },
    ],
    proposals: [
      {
        sentence:
          'Stop asking H3 that *Budget confirmed* is yes: 41 of 132 who pass come to the outcome, 19 of 60 who fail.',
        operation: { op: 'set', noun: 'handoff', key: 'H3', field: 'acceptance/criteria', value: { all: [] } },
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
    missing: [
      'Capacity: 1 person who owns records has no capacity a day in the policy, so that nobody can say whether it is too much. Set it with the people of the policy.',
    ],
    sentences: ['Webinar leads convert a third as often as the others: look at the entry criteria of H3.'],
  };
}
