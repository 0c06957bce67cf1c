import type { ReactNode } from 'react';
import { trouble } from '../bridge';
import { Button } from './controls';
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

/** What went wrong, that nothing was lost, and what to do next. */
export function ErrorPanel({ error, retry }: { error: unknown; retry?: () => void }) {
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

/** Grey lines where text will be. Said once to a screen reader. */
export function Loading({ lines = 6, label = 'Loading' }: { lines?: number; label?: string }) {
  return (
    <div className="loading" role="status" aria-label={label} aria-busy>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all the same
        <i key={index} />
      ))}
    </div>
  );
}
