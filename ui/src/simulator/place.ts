/** What the simulator shows; kept in the URL. */
export interface SimulatorPlace {
  /** Key of a saved scenario; absent = the baseline. */
  scenario?: string | undefined;
  view?: 'replay' | undefined;
}

export function readSimulatorPlace(search: Record<string, unknown>): SimulatorPlace {
  return {
    ...(typeof search.scenario === 'string' && { scenario: search.scenario }),
    ...(search.view === 'replay' && { view: 'replay' as const }),
  };
}
