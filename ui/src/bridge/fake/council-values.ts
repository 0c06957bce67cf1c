import { figure } from '../../components/format';
import type * as T from '../types';
import { COLUMNS, cellOf, inHandoff } from './figures';
import { AS_OF, badge, fakeRecords, MONTHS } from './records';
import { DAY, HOUR } from './vienna';

/** What an invented council has before it. */

export const LAST = MONTHS.at(-1) ?? '2026-10';
const monthsAfter = (mark: string) => MONTHS.slice(MONTHS.indexOf(mark) + 1);

export function effectOf(
  handoff: string,
  metric: T.Metric,
  mark: string,
  expects: T.DecisionExpects['way'],
): T.MeasuredEffect {
  const cell = cellOf(inHandoff(handoff), metric, LAST, false);
  const unit = COLUMNS.find((column) => column.metric === metric)?.unit ?? 'share';
  const title = COLUMNS.find((column) => column.metric === metric)?.title ?? metric;
  const after = monthsAfter(mark);
  const [was, is] = [cell.series.find(({ month }) => month === mark)?.value ?? null, cell.value];
  const enough = after.length > 0 && MONTHS.indexOf(mark) >= 5;
  const verdict: T.EffectVerdict = !enough ? 'too_few_points' : cell.signal === null ? 'no_signal' : 'signal';
  const said = {
    signal: 'a signal, below the lower limit of what it was in October 2026',
    no_signal: `no signal yet, expected ${figure(Math.max(0, cell.limits?.lower ?? 0), unit)} to ${figure(cell.limits?.upper ?? 0, unit)}`,
    too_few_points: `too few points, ${after.length} of 6 months after it`,
  }[verdict];
  const falls = was !== null && is !== null && is < was;
  return {
    verdict,
    as_expected: verdict === 'signal' ? falls === (expects === 'fall') : null,
    reached: null,
    sentence: `${title} ${figure(was, unit)} → ${figure(is, unit)}: ${said}.`,
    before: was,
    after: is,
    unit,
    mark,
    months: after,
    limits: cell.limits,
    rule: cell.signal,
    signal_in: cell.signal === null ? null : LAST,
    series: cell.series,
  };
}

export function decision(
  number: number,
  text: string,
  handoff: string,
  metric: T.Metric,
  made_in: string,
  status: T.DecisionStatus = 'decided',
): T.CouncilDecision {
  return {
    id: `d-${number}`,
    number,
    text,
    status,
    made_in,
    made_at: AS_OF - 20 * DAY,
    by: 'Dana Okafor',
    handoff,
    metric,
    baseline: status === 'decided' ? 0.18 : null,
    expects: { way: 'fall', target: null },
    policy_version: status === 'decided' ? 6 : null,
    version: 1,
  };
}

export function action(
  number: number,
  text: string,
  owner: string,
  due: string,
  made_in: string,
  done = false,
): T.CouncilAction {
  return {
    id: `a-${number}`,
    number,
    text,
    owner,
    due,
    made_in,
    made_at: AS_OF - 25 * DAY,
    made_by: 'Dana Okafor',
    decision: null,
    done_at: done ? AS_OF : null,
    done_by: done ? 'dokafor' : null,
    version: 1,
  };
}

export const DECISIONS = [
  decision(27, 'Enrichment buffer of 5 min before an SDR is alerted', 'H2', 'time_to_first_touch', '2026-07'),
  decision(29, 'Named backup for every AE pod', 'H3', 'reassignment_rate', '2026-06'),
  decision(30, 'Reject reasons made structured', 'H4', 'acceptance_rate', '2026-03'),
  decision(31, 'Move the H3 acceptance cut-off from 18:00 to 16:00 CET', 'H3', 'sla_accept', LAST, 'proposed'),
  decision(32, 'Require promised outcomes before Closed/Won', 'H6', 'time_to_accept', LAST, 'proposed'),
];

export const ACTIONS = [
  action(11, 'Rewrite the H6 packet with Implementation', 'psen', '2026-10-25', '2026-08'),
  action(12, 'Coach EMEA AEs on late-day accepts', 'jberg', '2026-11-06', '2026-09'),
  action(13, 'Backfill consent on 212 webinar leads', 'lnovak', '2026-11-10', LAST),
  action(14, 'Merge the 31 suspected duplicates', 'dokafor', '2026-11-12', LAST),
  action(10, 'Publish the v7 calendar for Vienna', 'dokafor', '2026-10-12', '2026-09', true),
];

const PARTS: [T.LostPart, string, number][] = [
  ['outside_hours', 'Outside opening hours', 0.46],
  ['paused', 'Paused', 0.06],
  ['waiting_for_assignment', 'Waiting for assignment', 0.05],
  ['waiting_for_acceptance', 'Waiting for acceptance', 0.27],
  ['waiting_for_first_touch', 'Waiting for first touch', 0.12],
  ['rework', 'Rework after rejection', 0.04],
];

export function waterfall(handoff: string | null, records: number): T.Waterfall {
  const total = records * 21 * HOUR;
  return {
    handoff: handoff === null ? null : badge(handoff),
    records,
    left_out: handoff === null ? 41 : 6,
    total_ms: total,
    parts: PARTS.map(([part, title, share]) => ({ part, title, ms: Math.round(total * share), share })),
    sentence:
      'Half of the time that the clock ran was waiting for acceptance; nearly half of all time lay outside opening hours.',
  };
}

const KPIS: [string, string | null, T.Metric | null, number | null, boolean][] = [
  ['H1', 'Lead acceptance', 'acceptance_rate', 0.9, false],
  ['H2', 'First touch within target', 'time_to_first_touch', null, false],
  ['H3', 'SLA attainment', 'sla_accept', 0.9, true],
  ['H4', 'Evaluations opened', null, null, false],
  ['H6', 'Time to accept onboarding', 'time_to_accept', null, false],
  ['H7', null, null, null, false],
];

export function kpis(month: string): T.PrimaryKpi[] {
  return KPIS.map(([key, name, metric, target, complement]) => {
    const cell = metric === null ? null : cellOf(inHandoff(key), metric, month, false);
    const own = (value: number | null) => (value !== null && complement ? 1 - value : value);
    const unit = COLUMNS.find((column) => column.metric === metric)?.unit ?? null;
    const value = own(cell?.value ?? null);
    return {
      handoff: badge(key),
      key: name && `kpi-${key}`,
      name: name ?? '',
      meaning: name === null ? '' : 'What the receiving team steers by.',
      metric,
      unit,
      value,
      was: own(cell?.series.at(-2)?.value ?? null),
      n: cell?.n ?? 0,
      direction: unit === 'duration' ? 'lower' : 'higher',
      target: target === null ? null : { kind: 'share', per_mille: target * 1_000 },
      target_words: target === null ? null : figure(target, 'share'),
      attained: target === null || value === null ? null : value >= target,
      complement,
      sentence: '',
    };
  });
}

export function changes(): T.PolicyShipped[] {
  const change = (what: string, before: string, after: string): T.PolicyChange => ({
    kind: 'changed',
    what,
    before,
    after,
    sentence: `${what}: ${before} → ${after}`,
  });
  return [
    {
      version: 7,
      published_at: AS_OF - 19 * DAY,
      effective_from: AS_OF - 19 * DAY,
      author: 'Dana Okafor',
      reason: 'Friday hours agreed with SDR Vienna on 8 Oct',
      since_last_review: true,
      diff: [
        {
          noun: 'handoff',
          key: 'H2',
          title: 'H2 Sales accepted',
          changes: [
            change('SDR acceptance window for high intent', '2 business hours', '1 business hour'),
            change('Reminder of the acceptance ladder', 'none', 'at 50 % of the target'),
          ],
        },
      ],
      effects: [
        {
          handoff: badge('H2'),
          metric: 'time_to_first_touch',
          kpi: 'First touch within target',
          effect: effectOf('H2', 'time_to_first_touch', '2026-09', 'fall'),
        },
      ],
      decisions: ['D-27'],
    },
    {
      version: 6,
      published_at: AS_OF - 160 * DAY,
      effective_from: AS_OF - 150 * DAY,
      author: 'Priya Sen',
      reason: 'A backup for every AE pod',
      since_last_review: false,
      diff: [
        {
          noun: 'handoff',
          key: 'H3',
          title: 'H3 Opportunity opened',
          changes: [change('Backup of H3', 'nobody', 'AE Manager')],
        },
      ],
      effects: [
        {
          handoff: badge('H3'),
          metric: 'reassignment_rate',
          kpi: 'Reassigned',
          effect: effectOf('H3', 'reassignment_rate', '2026-05', 'fall'),
        },
      ],
      decisions: ['D-29'],
    },
  ];
}

export function failures(month: string): Pick<T.CouncilFigures, 'breaches' | 'breached'> {
  const late = fakeRecords()
    .filter((one) => one.month === month && (one.state === 'met_late' || one.state === 'breached_open'))
    .slice(0, 12);
  return {
    breached: late.length * 3,
    breaches: late.map((one, at) => {
      const times = 9.5 - 0.6 * at;
      const over = Math.round(times * 2 * HOUR);
      return {
        id: one.id,
        record_id: one.recordId,
        handoff: badge(one.handoff),
        clock: 'accept',
        owner: at === 3 ? null : 'Jonas Berg',
        owner_group: 'AE EMEA',
        tier: 'high',
        source: 'Webinar',
        segment: 'Mid-market',
        due_at: one.startedAt + 2 * HOUR,
        event_at: one.state === 'breached_open' ? null : one.startedAt + 2 * HOUR + over,
        over_ms: over,
        business: true,
        times,
        sentence: `Time to accept ${Math.round(times * 2)} h over its due instant, ${times.toFixed(1)} times what was promised.`,
      };
    }),
  };
}

export const REPEATS = (): T.RepeatException[] => [
  {
    exception_type: 'routing_failure',
    type_name: 'Routing failure',
    handoff: badge('H2'),
    count: 9,
    before: ['2026-08', '2026-09'],
    root_cause: 'routing_logic',
    root_cause_name: 'Routing logic',
    cases: ['EX-1045', 'EX-1047'],
    proposal: {
      sentence: 'Remind the owner at half of the acceptance window of H2.',
      operation: {
        op: 'set',
        noun: 'handoff',
        key: 'H2',
        field: 'momentum_risk',
        value: 'The owner is never reminded',
      },
    },
    sentence: 'Nine in October, most for routing logic.',
  },
  {
    exception_type: 'data_missing',
    type_name: 'Data missing',
    handoff: badge('H6'),
    count: 4,
    before: ['2026-09'],
    root_cause: null,
    root_cause_name: null,
    cases: ['EX-1048'],
    proposal: null,
    sentence: 'Four in October; no root cause was named.',
  },
];

const HIDDEN: [string, T.Metric, T.Dimension, string, number, number, boolean][] = [
  ['H2', 'sla_accept', 'owner_group', 'AE EMEA', 0.34, 0.18, true],
  ['H4', 'acceptance_rate', 'source', 'Webinar', 0.61, 0.9, true],
  ['H1', 'reassignment_rate', 'segment', 'Enterprise', 0.04, 0.12, false],
];

export function hidden(): T.HiddenSegments {
  return {
    standing_out: 3,
    compared: 214,
    sentence: '3 of 214 parts stand out of wholes that look quiet, after allowing for so many comparisons.',
    found: HIDDEN.map(([key, metric, dimension, value, is, whole, worse]) => ({
      handoff: badge(key),
      metric,
      unit: 'share',
      dimension,
      value,
      figure: is,
      low: Math.max(0, is - 0.09),
      high: is + 0.1,
      n: 88,
      whole,
      whole_n: 868,
      worse,
      concerned: 14,
      sentence: `${key} ${COLUMNS.find((column) => column.metric === metric)?.title}: ${value} ${figure(is, 'share')} (n 88) where all have ${figure(whole, 'share')}, whose month is quiet.`,
      drill: { metric, part: 'denominator', month: LAST, basis: 'cohort', handoff: key, dimension, value },
    })),
  };
}

export function recycle(): T.RecycleForecast {
  const reason = (key: string, name: string, records: number) => ({ key, name, records });
  return {
    months: [
      { month: '2026-11', due: 34, reasons: [reason('timing', 'Timing', 28), reason('budget', 'Budget', 6)] },
      { month: '2026-12', due: 21, reasons: [reason('timing', 'Timing', 21)] },
      { month: '2027-01', due: 40, reasons: [reason('timing', 'Timing', 31), reason('budget', 'Budget', 9)] },
    ],
    overdue: 12,
    overdue_records: fakeRecords()
      .filter((one) => one.month === '2026-06')
      .slice(0, 12)
      .map((one, at) => ({
        id: one.id,
        record_id: one.recordId,
        handoff: badge(one.handoff),
        reason: 'Timing',
        owner: 'Tobias Kern',
        turned_down_at: one.startedAt,
        due_on: '2026-10-02',
        overdue_days: 29 - at,
      })),
    awaited: [{ reason: reason('feature_gap', 'Feature gap', 17), trigger: 'the feature ships' }],
    back: 48,
    without_next_step: 5,
    never: 63,
    sentence: '95 records come back in the next three months; 12 are overdue, the longest for 29 days.',
  };
}

export const NAMES: Record<string, string> = {
  psen: 'Priya Sen',
  dokafor: 'Dana Okafor',
  lnovak: 'Lea Novak',
  mlindt: 'Mara Lindt',
  tkern: 'Tobias Kern',
  jberg: 'Jonas Berg',
  radler: 'Ruth Adler',
};
