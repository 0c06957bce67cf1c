import { useEffect, useState } from 'react';
import { doneWords, estimateLeft } from '../../app/jobs';
import type { Progress } from '../../bridge';
import { Button } from '../../components/controls';
import { counted, duration } from '../../components/format';
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

/** Long work where it was started: what is done, how many, how long still; and the way out. */
export function Underway({ title, running, note }: { title: string; running: Running; note: string }) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const { reading, progress, startedAt, cancelling } = running;
  const elapsed = now - startedAt;
  // Rows are stored while the file is still being read: how far that is says how long it takes.
  const told = progress?.phase === 'storing' && progress.total === 0 ? (reading ?? progress) : progress;
  const share = told && told.total > 0 ? Math.min(100, (100 * told.done) / told.total) : null;
  const left = told ? estimateLeft(elapsed, told.done, told.total) : null;
  const stored = progress?.phase === 'storing' && told !== progress ? progress.done : null;
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
        {told ? [PHASES[told.phase], doneWords(told, 'records')].filter(Boolean).join(', ') : 'Beginning'}
        {stored !== null && `, ${counted(stored, 'record')} stored`}
        {left !== null && `, ${duration(left)} left`}
      </p>
      <p className="t-3">{note}</p>
      <Button onPress={cancel} isDisabled={cancelling}>
        {cancelling ? 'Cancelling' : 'Cancel'}
      </Button>
    </div>
  );
}
