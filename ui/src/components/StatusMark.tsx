import type { SlaState } from '../bridge';

export type Status = 'met' | 'risk' | 'breach' | 'unknown';

/** A shape first, a colour second. `label` is what a screen reader says; without it the mark is decoration. */
export function StatusMark({ status, label }: { status: Status; label?: string }) {
  const className = `mark mark--${status}`;
  return label === undefined ? (
    <i className={className} aria-hidden />
  ) : (
    <i className={className} role="img" aria-label={label} />
  );
}

const STATES: Record<SlaState, { status: Status; word: string }> = {
  met: { status: 'met', word: 'Met' },
  met_late: { status: 'breach', word: 'Met late' },
  breached_open: { status: 'breach', word: 'Breached, open' },
  running: { status: 'unknown', word: 'Running' },
  at_risk: { status: 'risk', word: 'At risk' },
  paused: { status: 'unknown', word: 'Paused' },
  not_applicable: { status: 'unknown', word: 'No target' },
  cannot_judge: { status: 'unknown', word: 'Cannot judge' },
};

export const stateWord = (state: SlaState): string => STATES[state].word;
export const stateStatus = (state: SlaState): Status => STATES[state].status;

/** An SLA clock's state: mark and word. */
export function StateMark({ state }: { state: SlaState }) {
  const { status, word } = STATES[state];
  return (
    <span className="state">
      <StatusMark status={status} />
      {word}
    </span>
  );
}
