import { figure } from '../../components/format';
import type {
  Dimension,
  Drill,
  Limits,
  Metric,
  Review,
  ReviewCell,
  ReviewColumn,
  SegmentRow,
  SeriesPoint,
  Signal,
  SignalRule,
} from '../types';
import { fakeLists } from './lists';
import { POLICY } from './policy';
import { AS_OF, badge, type FakeRecord, fakeRecords, MONTHS } from './records';

/** Figures over invented records, near enough to the real ones to look at screens with. */

export const COLUMNS: ReviewColumn[] = [
  { metric: 'time_to_accept', title: 'Time to accept, p50', unit: 'duration' },
  { metric: 'time_to_first_touch', title: 'First touch, p50', unit: 'duration' },
  { metric: 'sla_accept', title: 'Acceptance breach rate', unit: 'share' },
  { metric: 'acceptance_rate', title: 'Accepted', unit: 'share' },
  { metric: 'reassignment_rate', title: 'Reassigned', unit: 'share' },
  { metric: 'untouched_share', title: 'Untouched share', unit: 'share' },
  { metric: 'meeting_booked_rate', title: 'Meeting-booked rate', unit: 'share' },
  { metric: 'opportunity_creation_rate', title: 'Opportunity rate', unit: 'share' },
  { metric: 'conversion', title: 'Conversion', unit: 'share' },
];
const BAD_WHEN_UP: readonly Metric[] = [
  'time_to_accept',
  'time_to_first_touch',
  'sla_accept',
  'reassignment_rate',
  'untouched_share',
];

function median(values: number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}

const breached = (record: FakeRecord) => record.state === 'met_late' || record.state === 'breached_open';
const judged = (record: FakeRecord) => record.state === 'met' || breached(record);

/** Which records count for a share, and which of them it counts. */
const SHARES: Partial<Record<Metric, [(record: FakeRecord) => boolean, (record: FakeRecord) => boolean]>> = {
  sla_accept: [judged, breached],
  acceptance_rate: [(record) => record.disposition !== 'open', (record) => record.acceptedAt !== null],
  reassignment_rate: [() => true, (record) => record.reassigned > 0],
  untouched_share: [() => true, (record) => record.touchedAt === null && record.disposition === 'accepted'],
  meeting_booked_rate: [
    (record) => record.acceptedAt !== null,
    (record) => record.id.charCodeAt(record.id.length - 1) % 2 === 0,
  ],
  opportunity_creation_rate: [(record) => record.acceptedAt !== null, (record) => record.startedAt % 5 < 2],
  conversion: [() => true, (record) => record.wonAt !== null],
};

function timeOf(record: FakeRecord, metric: Metric, elapsed: boolean): number | null {
  const at = metric === 'time_to_accept' ? record.acceptedAt : record.touchedAt;
  const open = metric === 'time_to_accept' ? record.acceptMs : record.touchMs;
  return elapsed ? at && at - record.startedAt : open;
}

export function selects(record: FakeRecord, metric: Metric, part: Drill['part']): boolean {
  const shares = SHARES[metric];
  if (metric === 'volume') return part === 'denominator' || part === 'numerator';
  switch (part) {
    case 'denominator':
      return shares ? shares[0](record) : timeOf(record, metric, false) !== null;
    case 'numerator':
      return shares ? shares[0](record) && shares[1](record) : timeOf(record, metric, false) !== null;
    case 'running':
      return record.state === 'running' || record.state === 'at_risk';
    case 'cannot_judge':
      return record.state === 'cannot_judge' || (!shares && record.disposition === 'open');
    case 'left_out':
      return false;
  }
}

function wilson(hits: number, n: number): [number, number] {
  const z = 1.96;
  const p = hits / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [centre - half, centre + half];
}

function limitsOf(values: number[]): Limits | null {
  if (values.length < 6) return null;
  const centre = values.reduce((a, b) => a + b, 0) / values.length;
  const moves = values.slice(1).map((value, index) => Math.abs(value - (values[index] ?? value)));
  const mr = moves.reduce((a, b) => a + b, 0) / moves.length;
  return {
    centre,
    lower: Math.max(0, centre - 2.66 * mr),
    upper: centre + 2.66 * mr,
    mr_mean: mr,
    mr_upper: 3.268 * mr,
    points: values.length,
  };
}

function ruleAt(values: number[], limits: Limits): SignalRule | null {
  const last = values.at(-1) ?? limits.centre;
  if (last > limits.upper) return 'above_limit';
  if (last < limits.lower) return 'below_limit';
  const eight = values.slice(-8);
  if (eight.length === 8 && eight.every((value) => value > limits.centre)) return 'eight_above';
  if (eight.length === 8 && eight.every((value) => value < limits.centre)) return 'eight_below';
  return null;
}

function point(
  records: FakeRecord[],
  metric: Metric,
  elapsed: boolean,
): { value: number | null; n: number; hits: number | null } {
  if (metric === 'volume') return { value: records.length, n: records.length, hits: null };
  const shares = SHARES[metric];
  if (shares) {
    const all = records.filter(shares[0]);
    const hits = all.filter(shares[1]).length;
    return { value: all.length < 8 ? null : hits / all.length, n: all.length, hits };
  }
  const times = records.flatMap((record) => timeOf(record, metric, elapsed) ?? []);
  return { value: median(times), n: times.length, hits: null };
}

export function cellOf(records: FakeRecord[], metric: Metric, month: string, elapsed: boolean): ReviewCell {
  const months = MONTHS.slice(0, MONTHS.indexOf(month) + 1);
  const points = months.map((one) =>
    point(
      records.filter((record) => record.month === one),
      metric,
      elapsed,
    ),
  );
  const now = points.at(-1) ?? { value: null, n: 0, hits: null };
  const young = (one: string) => metric === 'conversion' && MONTHS.indexOf(one) >= 10;
  const values = points.flatMap((one) => (one.value === null ? [] : [one.value]));
  const limits = limitsOf(values.slice(0, -1).length >= 6 ? values.slice(0, -1) : values);
  const steady = limitsOf(values);
  const immature = young(month);
  const signal =
    limits === null || steady === null || immature || now.value === null
      ? null
      : (ruleAt(values, limits) ?? ruleAt(values, steady));
  const [low, high] = now.hits !== null && now.n > 0 ? wilson(now.hits, now.n) : [null, null];
  const inMonth = records.filter((record) => record.month === month);
  const series: SeriesPoint[] = months.map((one, index) => ({
    month: one,
    value: points[index]?.value ?? null,
    n: points[index]?.n ?? 0,
    immature: young(one),
    signal: index === months.length - 1 ? signal : null,
  }));
  const up = signal === 'above_limit' || signal === 'eight_above';
  return {
    metric,
    value: now.value,
    n: now.n,
    numerator: now.hits,
    low,
    high,
    km_median: metric !== 'volume' && now.hits === null && now.value !== null ? now.value * 1.08 : null,
    running: inMonth.filter((record) => selects(record, metric, 'running')).length,
    cannot_judge: inMonth.filter((record) => selects(record, metric, 'cannot_judge')).length,
    immature,
    series,
    limits,
    signal,
    worse: signal !== null && up === BAD_WHEN_UP.includes(metric),
  };
}

export const inHandoff = (key: string | null): FakeRecord[] =>
  key === null ? fakeRecords() : fakeRecords().filter((record) => record.handoff === key);

const thin = '\u202f';

export function labelOf(metric: Metric): string {
  const title = COLUMNS.find((column) => column.metric === metric)?.title ?? metric;
  return metric === 'volume' ? 'Volume' : title.replace(', p50', '');
}

function claim(cell: ReviewCell, column: ReviewColumn): string {
  const value = figure(cell.value ?? 0, column.unit);
  const limits = cell.limits ?? { upper: 0, lower: 0 };
  const says: Record<SignalRule, string> = {
    above_limit: `above its upper limit of ${figure(limits.upper, column.unit)}`,
    below_limit: `below its lower limit of ${figure(limits.lower, column.unit)}`,
    eight_above: 'eight months above the centre',
    eight_below: 'eight months below the centre',
    near_upper: 'three of four near the upper limit',
    near_lower: 'three of four near the lower limit',
  };
  const name = labelOf(column.metric);
  return `${name.charAt(0).toLowerCase()}${name.slice(1)} ${value}, ${says[cell.signal ?? 'above_limit']}`;
}

function signalOf(
  key: string,
  column: ReviewColumn,
  cell: ReviewCell,
  review: { month: string; basis: Review['basis'] },
): Signal {
  const counts = cell.numerator ?? cell.n;
  const interval =
    cell.low === null
      ? ''
      : `, 95${thin}% interval ${Math.round(cell.low * 100)}–${Math.round((cell.high ?? 0) * 100)}${thin}%`;
  return {
    handoff: badge(key),
    metric: column.metric,
    rule: cell.signal ?? 'above_limit',
    worse: cell.worse,
    claim: claim(cell, column),
    detail: `n ${cell.n}${interval}. ${cell.worse ? 'EMEA has most of them.' : 'First month so.'}`,
    behind: counts,
    concerned: Math.round(
      Math.abs((cell.value ?? 0) - (cell.limits?.centre ?? 0)) * (cell.metric === 'volume' ? 1 : cell.n),
    ),
    drill: {
      metric: column.metric,
      part: cell.numerator === null ? 'denominator' : 'numerator',
      month: review.month,
      basis: review.basis,
      handoff: key,
      dimension: null,
      value: null,
    },
  };
}

export function fakeReview(asked: { month: string | null; basis: Review['basis']; clock: Review['clock'] }): Review {
  const month = asked.month !== null && MONTHS.includes(asked.month) ? asked.month : (MONTHS.at(-1) ?? '');
  const rows = POLICY.handoffs.map((handoff) => {
    const records = inHandoff(handoff.key);
    return {
      handoff: badge(handoff.key),
      n: records.filter((record) => record.month === month).length,
      volume: cellOf(records, 'volume', month, false),
      cells: COLUMNS.map((column) => cellOf(records, column.metric, month, asked.clock === 'elapsed')),
    };
  });
  const cells = rows.flatMap((row) =>
    COLUMNS.flatMap((column, index) => (row.cells[index] ? [{ row, column, cell: row.cells[index] }] : [])),
  );
  return {
    month,
    months: MONTHS,
    as_of: AS_OF,
    basis: asked.basis,
    clock: asked.clock,
    records: fakeRecords().filter((record) => record.month === month).length,
    signals: cells
      .filter(({ cell }) => cell.signal !== null)
      .map(({ row, column, cell }) => signalOf(row.handoff.key, column, cell, { month, basis: asked.basis }))
      .sort((a, b) => Number(b.worse) - Number(a.worse)),
    quiet: cells.flatMap(({ row, column, cell }) =>
      cell.signal !== null || cell.value === null || cell.limits === null || cell.immature
        ? []
        : [
            {
              handoff: row.handoff,
              metric: column.metric,
              unit: column.unit,
              label: labelOf(column.metric),
              value: cell.value,
              was: cell.series.at(-2)?.value ?? null,
              lower: cell.limits.lower,
              upper: cell.limits.upper,
            },
          ],
    ),
    columns: COLUMNS,
    rows,
    left_out: [{ metric: 'time_to_first_touch', reason: 'first touch before start', records: 4 }],
    ...fakeLists(month, asked.basis),
  };
}

const VALUE: Partial<Record<Dimension, (record: FakeRecord) => string | null>> = {
  source: (record) => record.source,
  segment: (record) => record.segment,
  owner_group: (record) => record.ownerGroup,
  owner: (record) => record.owner,
  intent: (record) => record.intent,
  trigger: (record) => record.trigger,
};

export const valueIn = (record: FakeRecord, dimension: Dimension): string => VALUE[dimension]?.(record) ?? '(blank)';

export function fakeSegments(
  handoff: string | null,
  metric: Metric,
  month: string,
  dimension: Dimension,
  elapsed: boolean,
): SegmentRow[] {
  const groups = new Map<string, FakeRecord[]>();
  for (const record of inHandoff(handoff)) {
    const value = valueIn(record, dimension);
    groups.set(value, [...(groups.get(value) ?? []), record]);
  }
  return [...groups]
    .map(([value, records]) => ({ value, cell: cellOf(records, metric, month, elapsed) }))
    .sort((a, b) => b.cell.n - a.cell.n);
}
