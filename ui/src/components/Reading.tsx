import { useEffect, useId, useState } from 'react';
import { store, useStore } from '../app/store';
import { bridge, type Progress } from '../bridge';
import { LinkButton } from './controls';
import { counted, integer } from './format';

/** What a moment of waiting may pass in without a word. */
const QUIET_MS = 500;

/** Between two looks at whether anything is read: what a question does besides is short. */
const AGAIN_MS = 250;

/** Parts of the screen that wait for the records, the first of them first: one alone says so for all. */
const waiting = store<readonly string[]>([]);

/** How far work through the records is, in words. */
function readingWords(progress: Progress | null): string {
  if (progress === null) return 'Reading the records …';
  const { phase, done, total } = progress;
  const verb = phase === 'reading' ? 'Reading' : 'Looking through';
  if (total > 0) return `${verb} ${integer(Math.min(done, total))} of ${counted(total, 'record')}`;
  return phase === 'measuring' ? 'Measuring the records …' : `${verb} the records …`;
}

/** Work through the records as a quiet line: what is done, how far it is, and the way to call it off. */
export function ProgressLine({
  progress,
  onCancel,
  label = readingWords(progress),
}: {
  progress: Progress | null;
  onCancel: () => void;
  label?: string;
}) {
  const share =
    progress !== null && progress.total > 0 ? Math.min(100, Math.round((100 * progress.done) / progress.total)) : null;
  return (
    <div className="reading">
      <span className="t-small t-2 num">{label}</span>
      <span
        className={share === null ? 'progress progress--open' : 'progress'}
        role="progressbar"
        aria-label="The records"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share ?? undefined}
        aria-valuetext={label}
      >
        <i style={share === null ? undefined : { width: `${share}%` }} />
      </span>
      <LinkButton className="t-small" onPress={onCancel}>
        Cancel
      </LinkButton>
    </div>
  );
}

/**
 * Stands where a screen waits for an answer out of all records: once that takes longer than a moment, and records are read, it says how
 * far that is. The reading is one for all who wait, and so is calling it off; each then says so and offers to ask again.
 */
export function Reading() {
  const id = useId();
  const isFirst = useStore(waiting)[0] === id;
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    waiting.set((now) => [...now, id]);
    return () => waiting.set((now) => now.filter((one) => one !== id));
  }, [id]);
  useEffect(() => {
    if (!isFirst) return;
    let timer: ReturnType<typeof setTimeout>;
    let gone = false;
    const follow = async () => {
      try {
        await bridge.recordsReading((told) => !gone && setProgress(told));
      } catch {
        // Why nothing can be read is said by the question that waits.
        return;
      }
      if (gone) return;
      setProgress(null);
      timer = setTimeout(follow, AGAIN_MS);
    };
    timer = setTimeout(follow, QUIET_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
      setProgress(null);
    };
  }, [isFirst]);
  if (progress === null) return null;
  return <ProgressLine progress={progress} onCancel={() => void bridge.recordsReadingCancel()} />;
}
