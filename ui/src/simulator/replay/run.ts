import { store } from '../../app/store';
import { bridge, type DraftView, type Progress, type Replay, wasCancelled } from '../../bridge';

/** Where the one replay stands. It outlives the view that shows it, and is asked for, never renewed by itself. */
export type ReplayRun =
  | { state: 'idle'; calledOff: boolean }
  | { state: 'running'; progress: Progress | null }
  | { state: 'done'; replay: Replay; branch: string; revision: number }
  | { state: 'failed'; error: unknown };

export const replayRun = store<ReplayRun>({ state: 'idle', calledOff: false });

export async function runReplay({ branch, revision }: DraftView, from: string, to: string): Promise<void> {
  if (replayRun.get().state === 'running') return;
  replayRun.set({ state: 'running', progress: null });
  try {
    const replay = await bridge.replay(from, to, (progress) => replayRun.set({ state: 'running', progress }));
    replayRun.set({ state: 'done', replay, branch, revision });
  } catch (error) {
    replayRun.set(wasCancelled(error) ? { state: 'idle', calledOff: true } : { state: 'failed', error });
  }
}
