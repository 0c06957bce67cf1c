import { store } from '../../app/store';
import { bridge, type DraftView, type FlipPreview, type Progress, wasCancelled } from '../../bridge';

/** Where the one preview stands. It outlives the panel that shows it, and is asked for, never renewed by itself. */
export type FlipRun =
  | { state: 'idle' }
  | { state: 'running'; progress: Progress | null }
  | { state: 'done'; preview: FlipPreview; branch: string; revision: number; base: number }
  | { state: 'failed'; error: unknown };

export const flipRun = store<FlipRun>({ state: 'idle' });

export async function runFlips({ branch, revision, base }: DraftView): Promise<void> {
  if (flipRun.get().state === 'running') return;
  flipRun.set({ state: 'running', progress: null });
  try {
    const preview = await bridge.flipPreview((progress) => flipRun.set({ state: 'running', progress }));
    flipRun.set({ state: 'done', preview, branch, revision, base });
  } catch (error) {
    flipRun.set(wasCancelled(error) ? { state: 'idle' } : { state: 'failed', error });
  }
}
