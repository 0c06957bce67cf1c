import type { SimulationAnswer } from '../bridge';
import { store } from './store';

/** The last simulation that was looked at, so that the map can show it as a lens; gone with the window. */
export const simulated = store<{ scenario: string; isBaseline: boolean; answer: SimulationAnswer } | null>(null);
