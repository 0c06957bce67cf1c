// What the simulator's screen asks that the window does not answer yet: the fake bridge alone does, and the screen shows none of it where
// the window is real.

import { call, type OnProgress } from './commands';
import type * as T from './types';

export const unanswered = {
  /** `rough`: a few replications, at once. Each new run calls off the one before. */
  simulate: (scenario: T.Scenario, rough: boolean, onProgress: OnProgress) =>
    call<T.SimulationRun>('simulate', { scenario, rough }, onProgress),
  simulateCancel: () => call<null>('simulate_cancel'),
  simulateDay: (scenario: T.Scenario) => call<T.SimulatedDay>('simulate_day', { scenario }),
  /** What each lever moves by itself, the farthest first. */
  simulateRank: (levers: T.SimulatedLever[], onProgress: OnProgress) =>
    call<T.LeverEffect[]>('simulate_rank', { levers }, onProgress),
  /** The smallest number of people of a crew with whom a figure is at least so high, at 95 % confidence. */
  simulateStaffing: (
    args: { scenario: T.Scenario; crew: string; figure: T.SimulatedFigureKey; atLeast: number },
    onProgress: OnProgress,
  ) => call<T.SmallestStaffing>('simulate_staffing', args, onProgress),
};
