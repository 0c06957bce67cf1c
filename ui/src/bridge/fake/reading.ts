import type { Progress } from '../types';

/** What is answered out of all records. */
const OF_RECORDS: ReadonlySet<string> = new Set([
  'review',
  'council',
  'segments',
  'xmr_chart',
  'quarterly',
  'weekly_missed',
  'maturity',
  'records_page',
  'facets',
  'record',
]);

const TOTAL = 1_000_000;
const STEPS = 80;
const STEP_MS = 60;
/** Between two steps of the first reading, where it is to go on until it is called off. */
const SLOW_STEP_MS = 1_000;

type Tell = (progress: Progress) => void;

/** Records that have to be read before anything can be said of them: once, for whoever asks; a reading that is called off is read anew.
 * `slow`: the first reading takes as long as it takes somebody to call it off. */
export function fakeReading(slow: boolean) {
  let read = false;
  let stepMs = slow ? SLOW_STEP_MS : STEP_MS;
  let current: Promise<void> | null = null;
  let calledOff = false;
  const told = new Set<Tell>();
  async function go(): Promise<void> {
    calledOff = false;
    for (let step = 0; step <= STEPS; step += 1) {
      if (calledOff) throw { code: 'cancelled', message: 'Cancelled. The workspace is as it was.', details: null };
      for (const tell of told) tell({ phase: 'reading', done: (TOTAL * step) / STEPS, total: TOTAL });
      await new Promise((resolve) => setTimeout(resolve, stepMs));
    }
    read = true;
  }
  return {
    /** Before a command is answered. */
    async before(command: string): Promise<void> {
      if (read || !OF_RECORDS.has(command)) return;
      current ??= go().finally(() => {
        current = null;
      });
      await current;
    },
    answers: {
      records_reading: async (_: unknown, onProgress?: Tell) => {
        if (onProgress) told.add(onProgress);
        await current?.catch(() => {});
        if (onProgress) told.delete(onProgress);
        return null;
      },
      records_reading_cancel: () => {
        calledOff = true;
        stepMs = STEP_MS;
        return null;
      },
    },
  };
}
