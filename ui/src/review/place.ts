import type { Basis, ClockChoice, Dimension, Metric } from '../bridge';
import { isPageId, type PageId } from './council/agenda';

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
  /** Item of the agenda; absent = the signals. */
  item?: PageId;
  /** Which week or quarter; absent = the last that is over. */
  period?: string;
  /** What stands at the side. */
  pane?: Pane;
}

export type Pane = 'figure' | 'council';

const DIMENSIONS: readonly Dimension[] = ['source', 'trigger', 'segment', 'owner_group', 'owner', 'intent'];

/** At the side: what was asked for; else the figure that the address names; else what the council has to decide. */
export function paneOf({ pane, handoff, metric }: ReviewPlace): Pane {
  return pane ?? (handoff !== undefined || metric !== undefined ? 'figure' : 'council');
}

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
  if (isPageId(search.item) && search.item !== 'signals') place.item = search.item;
  if (typeof search.period === 'string' && (place.item === 'weekly' || place.item === 'quarterly'))
    place.period = search.period;
  if (search.pane === 'figure' || search.pane === 'council') place.pane = search.pane;
  return place;
}
