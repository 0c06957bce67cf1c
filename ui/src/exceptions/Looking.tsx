import { useEffect } from 'react';
import { store, useStore } from '../app/store';
import { bridge, type DeskStanding, type Progress, wasCancelled } from '../bridge';
import { Button } from '../components/controls';
import { counted, integer } from '../components/format';
import { ProgressLine } from '../components/Reading';
import { ErrorPanel } from '../components/states';
import css from './exceptions.module.css';

/** Where the one look through all records stands. It outlives the screen that shows it. */
type Look = { state: 'none' } | { state: 'running'; progress: Progress | null } | { state: 'off' } | Failed;
type Failed = { state: 'failed'; error: unknown };

const looking = store<Look>({ state: 'none' });

/** The desk itself is asked for anew when the workspace says that it changed. */
async function look(): Promise<void> {
  if (looking.get().state === 'running') return;
  looking.set({ state: 'running', progress: null });
  try {
    await bridge.exceptionsDetect((progress) => looking.set({ state: 'running', progress }));
    looking.set({ state: 'none' });
  } catch (error) {
    looking.set(wasCancelled(error) ? { state: 'off' } : { state: 'failed', error });
  }
}

/** Says where the desk has not seen the last change, and has all records looked through: at once, unless somebody called it off. */
export function Looking({ standing }: { standing: DeskStanding }) {
  const now = useStore(looking);
  useEffect(() => {
    if (standing === 'outdated' && looking.get().state === 'none') void look();
    if (standing === 'current' && looking.get().state === 'off') looking.set({ state: 'none' });
  }, [standing]);
  if (standing === 'only_read')
    return (
      <p className={`${css.looking} t-small t-2`}>
        The records or the policy changed since the desk was last gone through, and this window only reads. Open the
        workspace where it can be written.
      </p>
    );
  if (now.state === 'running')
    return (
      <div className={css.looking}>
        <ProgressLine
          progress={now.progress}
          label={lookingWords(now.progress)}
          onCancel={() => void bridge.exceptionsDetectCancel()}
        />
      </div>
    );
  if (now.state === 'failed')
    return (
      <div className={css.pad}>
        <ErrorPanel error={now.error} retry={() => void look()} />
      </div>
    );
  if (standing !== 'outdated' || now.state !== 'off') return null;
  return (
    <p className={`${css.looking} t-small t-2`} role="status">
      Called off. The desk is as it was before the last change of the records or the policy.
      <Button small onPress={() => void look()}>
        Look through the records
      </Button>
    </p>
  );
}

function lookingWords(progress: Progress | null): string {
  if (progress === null || progress.total === 0) return 'Looking through the records …';
  return `Looking through ${integer(progress.done)} of ${counted(progress.total, 'record')}`;
}
