import { useEffect, useState } from 'react';
import { estimateLeft } from '../../app/jobs';
import type { Progress } from '../../bridge';
import { Button } from '../../components/controls';
import { duration, integer } from '../../components/format';
import css from './import.module.css';
import { cancel, type Running } from './session';

const PHASES: Record<Progress['phase'], string> = {
  reading: 'Reading the file',
  checking: 'Checking every row',
  storing: 'Storing records',
  indexing: 'Building the indexes',
  measuring: 'Measuring',
  writing: 'Writing',
};

/** Long work where it was started: what is done, how many, how fast, how long still; and the way out. */
export function Underway({ title, running, note }: { title: string; running: Running; note: string }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const { progress, startedAt, cancelling } = running;
  const elapsed = now - startedAt;
  const share = progress && progress.total > 0 ? Math.min(100, (100 * progress.done) / progress.total) : null;
  const left = progress ? estimateLeft(elapsed, progress.done, progress.total) : null;
  const rate = progress && elapsed > 800 ? progress.done / (elapsed / 1_000) : null;
  return (
    <div className={css.underway}>
      <h2 className="t-panel">{title}</h2>
      <div
        className={`progress ${share === null ? 'progress--open' : ''} ${css.wide}`}
        role="progressbar"
        aria-label={title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share)}
      >
        <i style={share === null ? undefined : { width: `${share}%` }} />
      </div>
      <p className="num t-2">
        {progress ? PHASES[progress.phase] : 'Beginning'}
        {progress && progress.total > 0 && `, ${integer(progress.done)} of ${integer(progress.total)}`}
        {progress && progress.total === 0 && progress.done > 0 && `, ${integer(progress.done)}`}
        {rate !== null && `, ${integer(rate)} a second`}
        {left !== null && `, ${duration(left)} left`}
      </p>
      <p className="t-3">{note}</p>
      <Button onPress={cancel} isDisabled={cancelling}>
        {cancelling ? 'Cancelling' : 'Cancel'}
      </Button>
    </div>
  );
}
