import { useEffect, useState } from 'react';
import type { Progress } from '../bridge';
import { bytes, duration, integer } from '../components/format';
import { store, useStore } from './store';

/** Long work that is under way. */
export interface Job {
  id: number;
  /** `Importing`, `Exporting records`. */
  label: string;
  /** What is counted: `rows`. */
  noun: string;
  startedAt: number;
  progress: Progress | null;
  cancel?: () => void;
}

const jobs = store<readonly Job[]>([]);
let last = 0;

/** Runs long work in sight: label, count and estimate in the status bar, with a way to cancel if there is one. */
export async function runJob<R>(
  label: string,
  noun: string,
  work: (onProgress: (progress: Progress) => void) => Promise<R>,
  cancel?: () => void,
): Promise<R> {
  last += 1;
  const id = last;
  jobs.set((now) => [
    ...now,
    { id, label, noun, startedAt: performance.now(), progress: null, ...(cancel && { cancel }) },
  ]);
  try {
    return await work((progress) => jobs.set((now) => now.map((job) => (job.id === id ? { ...job, progress } : job))));
  } finally {
    jobs.set((now) => now.filter((job) => job.id !== id));
  }
}

export const useJobs = (): readonly Job[] => useStore(jobs);

/** Milliseconds that are probably left; null while too little is known. */
export function estimateLeft(elapsedMs: number, done: number, total: number): number | null {
  if (total <= 0 || done <= 0 || elapsedMs < 800 || done >= total) return null;
  return (elapsedMs / done) * (total - done);
}

const PHASES: Record<Progress['phase'], string> = {
  reading: 'reading',
  checking: 'checking',
  storing: 'storing',
  indexing: 'indexing',
  measuring: 'measuring',
  writing: 'writing',
};

/** How much is done of how much: files are read by the byte, everything else is counted in the job's noun. */
export function doneWords({ phase, done, total }: Progress, noun: string): string {
  const of = (amount: number) => (phase === 'reading' ? bytes(amount) : integer(amount));
  const what = phase === 'reading' || noun === '' ? '' : ` ${noun}`;
  if (total > 0) return `${of(Math.min(done, total))} of ${of(total)}${what}`;
  return done > 0 ? `${of(done)}${what}` : '';
}

/** One job as a line: the status bar's form. Work that ends within a moment is never drawn. */
export function JobLine({ job }: { job: Job }) {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const elapsed = performance.now() - job.startedAt;
  if (elapsed < 400) return null;
  const { progress } = job;
  const left = progress === null ? null : estimateLeft(elapsed, progress.done, progress.total);
  const share = progress !== null && progress.total > 0 ? Math.min(100, (100 * progress.done) / progress.total) : null;
  return (
    <span className="num job">
      {job.label}
      {progress !== null && `, ${PHASES[progress.phase]} ${doneWords(progress, job.noun)}`}
      <span
        className={share === null ? 'progress progress--open' : 'progress'}
        role="progressbar"
        aria-label={job.label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.round(share)}
      >
        <i style={share === null ? undefined : { width: `${share}%` }} />
      </span>
      {left !== null && <span className="t-3">{duration(left)} left</span>}
      {job.cancel && (
        <button type="button" className="status__act" onClick={job.cancel}>
          Cancel
        </button>
      )}
    </span>
  );
}
