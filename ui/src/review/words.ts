import type { Basis, ClockChoice, Metric, ReviewCell, ReviewColumn, SignalRule, Unit } from '../bridge';
import { counted, figure, figureRange, integer } from '../components/format';
import type { Status } from '../components/StatusMark';

/** The review screen's sentences. */

const SMALL =
  'No One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen Twenty'.split(
    ' ',
  );

function inWords(count: number): string {
  return SMALL[count] ?? integer(count);
}

/** `Three signals, fourteen things to leave alone.` */
export function summary(signals: number, quiet: number): string {
  const alone =
    quiet === 0 ? '' : `, ${inWords(quiet).toLowerCase()} ${quiet === 1 ? 'thing' : 'things'} to leave alone`;
  return `${inWords(signals)} ${signals === 1 ? 'signal' : 'signals'}${alone}.`;
}

export const RULES: Record<SignalRule, string> = {
  above_limit: 'above the upper limit',
  below_limit: 'below the lower limit',
  eight_above: 'eight months in a row above the centre',
  eight_below: 'eight months in a row below the centre',
  near_upper: 'three of four months near the upper limit',
  near_lower: 'three of four months near the lower limit',
};

/** The mark of a cell; none where there is nothing to say. */
export function cellStatus(cell: ReviewCell): Status | undefined {
  if (cell.signal === null) return undefined;
  return cell.worse ? 'breach' : 'met';
}

/** What a cell reads: the figure, or the counts where a share would pretend too much. */
export function cellText(cell: ReviewCell, unit: Unit, currency: string): string {
  if (cell.value === null && cell.numerator !== null && cell.n > 0) return counts(cell);
  return figure(cell.value, unit, currency);
}

/** Whether the figure is worth discussing, in a sentence. */
export function verdict(cell: ReviewCell): string {
  if (cell.value === null && cell.n === 0) return 'No record can be counted here.';
  if (cell.value === null) return 'Too few records for a percentage: read the counts.';
  if (cell.immature) return 'Too young to judge: its records have not had their time yet.';
  if (cell.signal !== null)
    return `A signal, ${cell.worse ? 'for the worse' : 'for the better'}: ${RULES[cell.signal]}.`;
  if (cell.limits === null) return 'Too few months for limits: no signal can be told from noise yet.';
  return 'Within its limits: nothing to discuss.';
}

/** What a screen reader hears for a cell of the table. */
export function cellName(handoff: string, column: ReviewColumn, cell: ReviewCell, currency: string): string {
  const parts = [`${handoff}, ${column.title}: ${cellText(cell, column.unit, currency)}`, `n ${integer(cell.n)}`];
  if (cell.limits !== null) parts.push(`expected ${expected(cell, column.unit, currency)}`);
  if (cell.signal !== null) parts.push(`signal, ${cell.worse ? 'worse' : 'better'}, ${RULES[cell.signal]}`);
  if (cell.immature) parts.push('too young to judge');
  return parts.join(', ');
}

export function expected(cell: ReviewCell, unit: Unit, currency: string): string {
  return cell.limits === null ? '' : figureRange(cell.limits.lower, cell.limits.upper, unit, currency);
}

/** The month before's figure, if there was one. */
export function was(cell: ReviewCell): number | null {
  return cell.series.at(-2)?.value ?? null;
}

/** What a share counts, as a noun after its number. */
const COUNTED: Partial<Record<Metric, string>> = {
  sla_assign: 'breached',
  sla_accept: 'breached',
  sla_first_touch: 'breached',
  sla_next_step: 'breached',
  sla_complete: 'breached',
  acceptance_rate: 'accepted',
  rejection_rate: 'rejected',
  untouched_share: 'untouched',
  completion_rate: 'completed',
  meeting_booked_rate: 'with a meeting',
  opportunity_creation_rate: 'with an opportunity',
  reassignment_rate: 'reassigned',
  conversion: 'converted',
  drop_off: 'dropped off',
  packet_fill_rate: 'filled',
  duplicate_rate: 'duplicates',
  first_touch_within_5_minutes: 'within five minutes',
};

export const countedAs = (metric: Metric): string => COUNTED[metric] ?? 'counted';

/** The clock and the way of counting that stand beside every number. */
export function lensWords(basis: Basis, clock: ClockChoice, unit: Unit): string {
  const counting = basis === 'cohort' ? 'handoffs started in the month' : 'events of the month';
  if (unit === 'count' || unit === 'money') return counting;
  return `${clock === 'business' ? 'business time' : 'elapsed time'}, ${counting}`;
}

/** `3 of 9`: what stands where a share would pretend too much. */
export function ofCounts({ numerator, n }: { numerator: number; n: number }): string {
  return `${integer(numerator)} of ${integer(n)}`;
}

/** `66 of 214` or `214 records`. */
export function counts({ numerator, n }: ReviewCell): string {
  return numerator === null ? counted(n, 'record') : ofCounts({ numerator, n });
}
