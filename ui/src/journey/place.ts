/** How the journey is looked at; kept in the URL. */
export interface JourneyPlace {
  view?: 'outline' | undefined;
  lens?: 'health' | 'simulation' | undefined;
  /** The month of the health lens, `2026-10`; absent = the last one that has records. */
  month?: string | undefined;
  /** A handoff point to select at first. */
  handoff?: string | undefined;
}

export function readJourneyPlace(search: Record<string, unknown>): JourneyPlace {
  return {
    ...(search.view === 'outline' && { view: 'outline' as const }),
    ...((search.lens === 'health' || search.lens === 'simulation') && { lens: search.lens }),
    ...(typeof search.month === 'string' && { month: search.month }),
    ...(typeof search.handoff === 'string' && { handoff: search.handoff }),
  };
}
