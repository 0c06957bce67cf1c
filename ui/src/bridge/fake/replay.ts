import type * as T from '../types';
import { AS_OF } from './records';
import { DAY, HOUR } from './vienna';

/** A replay of three months, invented; it is called off by `replay_cancel`. */
type Answer = (args: Record<string, unknown>, onProgress?: (progress: T.Progress) => void) => unknown;

const counts = (met: number, breached: number, running: number, cannot_judge: number): T.OutcomeCounts => ({
  met,
  breached,
  running,
  cannot_judge,
  not_applicable: 868 - met - breached - running - cannot_judge,
});
/** Both sides of something; written so that nobody takes it for a promise. */
const sides = <V>(before: V, draft: V) =>
  Object.fromEntries([
    ['then', before],
    ['draft', draft],
  ]) as { then: V; draft: V };
const ids = (from: number, n: number) => Array.from({ length: n }, (_, at) => `H2-2026-10-${from + at}`);

function example(at: number): T.ReplayedRecord {
  const started = AS_OF - (20 + at) * DAY - 9 * HOUR;
  const step = (words: string, after: number, fate: T.StepFate) => ({
    target: 'accept' as const,
    step: words,
    at: started + after * HOUR,
    fate,
  });
  return {
    id: `H2-2026-10-${3 + at}`,
    record_id: `L-5${3_100 + 37 * at}`,
    handoff: 'H2',
    cycle: 1,
    started_at: started,
    segment: at % 3 === 0 ? 'Enterprise' : 'Mid-market',
    intent: 'high',
    owner: at % 2 === 0 ? 'Tobias Kern' : 'Mara Lind',
    ...sides<T.RecordSide>(
      {
        owner: 'one of Sales development',
        because: 'Row 5 takes EMEA and UK & Ireland; round robin.',
        outcomes: [
          {
            target: 'accept',
            state: 'met',
            due_at: started + HOUR,
            because: 'Accepted 12 minutes of open time before it was due.',
          },
        ],
        ladder: [
          step('reminder to the owner at 50 % of the target', 0.5, 'fired'),
          step('alert to SDR Team Lead at 100 % of the target', 1, 'not_reached'),
        ],
      },
      {
        owner: at % 4 === 0 ? 'Tobias Kern' : 'one of Sales development',
        because:
          at % 4 === 0 ? 'Row 4 takes DACH: German-speaking desk.' : 'Row 5 takes EMEA and UK & Ireland; round robin.',
        outcomes: [
          {
            target: 'accept',
            state: 'met_late',
            due_at: started + HOUR / 2,
            because: 'Accepted 18 minutes of open time after it was due.',
          },
        ],
        ladder: [
          step('reminder to the owner at 50 % of the target', 0.25, 'fired'),
          step('alert to SDR Team Lead at 100 % of the target', 0.5, 'fired'),
        ],
      },
    ),
  };
}

export function fakeReplay(empty: boolean): Record<string, Answer> {
  let cancelled = false;
  return {
    replay_cancel: () => {
      cancelled = true;
      return null;
    },
    replay: async ({ from, to }, onProgress): Promise<T.Replay> => {
      cancelled = false;
      for (let done = 0; done <= 868; done += 124) {
        if (cancelled) throw { code: 'cancelled', message: 'The replay was called off.', details: null };
        onProgress?.({ phase: 'measuring', done, total: 868 });
        await new Promise((resolve) => setTimeout(resolve, 40));
      }
      const quiet = empty || String(from) === String(to);
      return {
        from: AS_OF - 92 * DAY,
        to: AS_OF,
        as_of: AS_OF,
        records: empty ? 0 : 868,
        open: empty ? 0 : 41,
        judged: empty ? 0 : 841,
        without_start: 3,
        cannot_judge: quiet
          ? []
          : [
              { why: 'routing asks for Region, which no import brought', n: 16 },
              { why: 'Accept: its start is a date without a time', n: 11 },
            ],
        outcomes: [
          { target: 'accept', ...sides(counts(633, 176, 32, 11), counts(595, 214, 32, 11)) },
          { target: 'first_touch', ...sides(counts(702, 120, 30, 11), counts(702, 120, 30, 11)) },
        ],
        steps: [
          {
            handoff: 'H2',
            target: 'accept',
            step: 'reminder to the owner at 50 % of the target',
            ...sides(302, 381),
            moved: 296,
          },
          {
            handoff: 'H2',
            target: 'accept',
            step: 'alert to SDR Team Lead at 100 % of the target',
            ...sides(176, 214),
            moved: 158,
          },
          { handoff: 'H2', target: 'accept', step: 're-route at 200 % of the target', ...sides(41, 63), moved: 33 },
        ],
        flips: quiet
          ? []
          : [
              {
                kind: 'sla',
                target: 'accept',
                step: null,
                handoff: 'H2',
                from: 'met',
                to: 'met late',
                n: 38,
                by_segment: [
                  { value: 'Mid-market', n: 21 },
                  { value: 'Enterprise', n: 10 },
                  { value: 'SMB', n: 4 },
                  { value: '', n: 3 },
                ],
                records: ids(3, 38),
              },
              {
                kind: 'sla',
                target: 'accept',
                step: null,
                handoff: 'H2',
                from: 'at risk',
                to: 'breached and open',
                n: 4,
                by_segment: [{ value: 'Enterprise', n: 4 }],
                records: ids(51, 4),
              },
              {
                kind: 'owner',
                target: null,
                step: null,
                handoff: 'H2',
                from: 'one of Sales development',
                to: 'Tobias Kern',
                n: 27,
                by_segment: [
                  { value: 'Mid-market', n: 19 },
                  { value: 'SMB', n: 8 },
                ],
                records: ids(7, 27),
              },
              {
                kind: 'ladder',
                target: 'accept',
                step: 'alert to SDR Team Lead at 100 % of the target',
                handoff: 'H2',
                from: 'not reached',
                to: 'fired',
                n: 38,
                by_segment: [{ value: 'Mid-market', n: 38 }],
                records: ids(3, 38),
              },
            ],
        examples: quiet ? [] : Array.from({ length: 10 }, (_, at) => example(at)),
      };
    },
  };
}
