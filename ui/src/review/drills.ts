import type { Drill, DrillPart, Review } from '../bridge';
import type { Selected } from './selection';

/** The records behind a part of the selected figure. */
export function drillInto(
  review: Review,
  selected: Selected,
  part: DrillPart,
  split?: { dimension: Drill['dimension']; value: string },
): Drill {
  return {
    metric: selected.column.metric,
    part,
    month: review.month,
    basis: review.basis,
    handoff: selected.row.handoff.key,
    dimension: split?.dimension ?? null,
    value: split?.value ?? null,
  };
}

/** What Enter opens: what a share counts, or everything that a time is the median of. */
export function mainPart(selected: Selected): DrillPart {
  return selected.cell.numerator === null ? 'denominator' : 'numerator';
}
