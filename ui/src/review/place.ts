import type { Basis, ClockChoice, Dimension, Metric } from '../bridge';

/** What the review screen looks at, as it stands in the URL. Absent = as the screen chooses. */
export interface ReviewPlace {
  month?: string;
  basis?: Basis;
  clock?: ClockChoice;
  /** Selected row and column. */
  handoff?: string;
  metric?: Metric;
  /** How the inspector splits the number. */
  by?: Dimension;
}

const DIMENSIONS: readonly Dimension[] = ['source', 'trigger', 'segment', 'owner_group', 'owner', 'intent'];

/** The place that a URL's search names; whatever does not fit is left out. */
export function readReviewPlace(search: Record<string, unknown>): ReviewPlace {
  const place: ReviewPlace = {};
  if (typeof search.month === 'string' && /^\d{4}-\d{2}$/.test(search.month)) place.month = search.month;
  if (search.basis === 'period') place.basis = 'period';
  if (search.clock === 'elapsed') place.clock = 'elapsed';
  if (typeof search.handoff === 'string') place.handoff = search.handoff;
  if (typeof search.metric === 'string') place.metric = search.metric as Metric;
  const by = DIMENSIONS.find((dimension) => dimension === search.by);
  if (by !== undefined) place.by = by;
  return place;
}
