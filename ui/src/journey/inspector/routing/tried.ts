import { store } from '../../../app/store';
import type { ExampleRecord } from '../../../bridge';

/** The record that is tried on a routing table: set by hand, or taken over from a problem that it shows. */
export const tried = store<{ handoff: string; values: ExampleRecord } | null>(null);
