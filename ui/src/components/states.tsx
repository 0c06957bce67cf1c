import { type ReactNode, useEffect, useRef } from 'react';
import { trouble, wasCancelled } from '../bridge';
import { Button } from './controls';
import { Reading } from './Reading';
import { StatusMark } from './StatusMark';

/** An empty screen teaches by doing: one sentence, one act, at most one other way. */
export function EmptyState({ children, act, other }: { children: ReactNode; act?: ReactNode; other?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {(act || other) && (
        <div className="empty__acts">
          {act}
          {other}
        </div>
      )}
    </div>
  );
}

/** A question whose reading of the records somebody called off. */
function CalledOff({ retry }: { retry?: () => void }) {
  const acts = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that called it off is gone, and the focus with it.
    if (document.activeElement === document.body) acts.current?.querySelector('button')?.focus();
  }, []);
  return (
    <div className="empty" role="status">
      <h2 className="t-panel empty__title">Called off</h2>
      <p>The records were not read to their end, and nothing of it was kept. The workspace is as it was.</p>
      {retry && (
        <div className="empty__acts" ref={acts}>
          <Button onPress={retry}>Try again</Button>
        </div>
      )}
    </div>
  );
}

/** What went wrong, that nothing was lost, and what to do next. */
export function ErrorPanel({ error, retry }: { error: unknown; retry?: () => void }) {
  if (wasCancelled(error)) return <CalledOff {...(retry && { retry })} />;
  const { title, message, details } = trouble(error);
  return (
    <div className="empty" role="alert">
      <h2 className="t-panel empty__title">
        <StatusMark status="breach" />
        {title}
      </h2>
      <p>{message}</p>
      {details && (
        <details className="t-small t-2">
          <summary>Details</summary>
          <pre className="details">{details}</pre>
        </details>
      )}
      {retry && (
        <div className="empty__acts">
          <Button onPress={retry}>Try again</Button>
        </div>
      )}
    </div>
  );
}

interface Waiting {
  lines?: number;
  label?: string;
  /** The answer is out of all records: how far they are read is said above the lines, where that takes longer. */
  ofRecords?: boolean;
}

/** Grey lines where text will be. Said once to a screen reader. */
export function Loading({ lines = 6, label = 'Loading', ofRecords = false }: Waiting) {
  return (
    <>
      {ofRecords && <Reading />}
      <div className="loading" role="status" aria-label={label} aria-busy>
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
          <i key={index} />
        ))}
      </div>
    </>
  );
}
