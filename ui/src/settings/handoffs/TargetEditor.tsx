import type { Calendar, SlaTarget } from '../../bridge';
import { Button } from '../../components/controls';
import { DueExampleLine, TargetFields } from '../../components/TargetFields';
import { CLOCKS, clockLabel, ofKind, targetWords } from '../../components/targets';
import css from './handoffs.module.css';
import type { Cell } from './TargetTable';

interface Props {
  cell: Cell;
  tier: string;
  entry: SlaTarget | undefined;
  /** What the tier takes over while it has no target of its own. */
  inherited: SlaTarget | undefined;
  calendar: Calendar | undefined;
  /** An instant of the data, near which the example starts. */
  around: number | null;
  locked: boolean;
  onTarget: (target: SlaTarget | null) => void;
}

/** One promise: its kind, its size, its first reminder, and an example that shows what it means. */
export function TargetEditor({ cell, tier, entry, inherited, calendar, around, locked, onTarget }: Props) {
  const clock = CLOCKS.find(({ key }) => key === cell.clock);
  const start = () => {
    const model = inherited ?? { clock: cell.clock, tier: cell.tier, target: ofKind('business'), reminder_percent: 50 };
    onTarget({ ...model, clock: cell.clock, tier: cell.tier });
  };
  return (
    <>
      <div className="insp__head">
        <p className="t-small t-3">
          {clockLabel(cell.clock)}, {tier}
        </p>
        <h2 className="t-panel num">
          {entry
            ? targetWords(entry.target)
            : inherited
              ? `as every other tier: ${targetWords(inherited.target)}`
              : 'No target'}
        </h2>
        <p className="t-small t-2">The clock runs {clock?.from}.</p>
      </div>
      <div className="insp__body" id="target-editor">
        {entry ? (
          <>
            <TargetFields key={entry.target.kind} entry={entry} locked={locked} onTarget={onTarget} />
            {calendar && <DueExampleLine calendar={calendar} target={entry.target} around={around} />}
            {!locked && (
              <p className={css.remove}>
                <Button kind="quiet" small onPress={() => onTarget(null)}>
                  Remove this target
                </Button>
              </p>
            )}
          </>
        ) : (
          <>
            <p className="t-2">
              {inherited
                ? 'This tier has no target of its own and takes the one of the last row.'
                : 'Nothing is promised here, so nothing is judged: its records are listed as without a target.'}
            </p>
            {!locked && (
              <p>
                <Button onPress={start}>{inherited ? 'Give it its own target' : 'Set a target'}</Button>
              </p>
            )}
            {inherited && calendar && <DueExampleLine calendar={calendar} target={inherited.target} around={around} />}
          </>
        )}
      </div>
    </>
  );
}
