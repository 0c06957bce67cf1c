import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { bridge, type Calendar, type SlaTarget, type Target } from '../../bridge';
import { Button, Field } from '../../components/controls';
import { durationText, parseDuration, parseTime } from './durations';
import css from './handoffs.module.css';
import type { Cell } from './TargetTable';
import { CLOCKS, clockLabel, ofKind, TARGET_KINDS, type TargetKind, targetWords } from './targets';

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
            <Editor key={entry.target.kind} entry={entry} locked={locked} onTarget={onTarget} />
            {calendar && <Example calendar={calendar} target={entry.target} around={around} />}
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
            {inherited && calendar && <Example calendar={calendar} target={inherited.target} around={around} />}
          </>
        )}
      </div>
    </>
  );
}

function Editor({
  entry,
  locked,
  onTarget,
}: {
  entry: SlaTarget;
  locked: boolean;
  onTarget: (target: SlaTarget) => void;
}) {
  const { target } = entry;
  const set = (next: Target) => onTarget({ ...entry, target: next });
  return (
    <section className={css.editor}>
      <RadioGroup
        className={css.kinds ?? ''}
        aria-label="Kind of target"
        isReadOnly={locked}
        value={target.kind}
        onChange={(kind) => set(ofKind(kind as TargetKind, target))}
      >
        {TARGET_KINDS.map((kind) => (
          <Radio key={kind.key} value={kind.key} className={css.kind ?? ''}>
            <i aria-hidden />
            <span>
              {kind.label}
              {target.kind === kind.key && <span className="t-small t-3">{kind.help}</span>}
            </span>
          </Radio>
        ))}
      </RadioGroup>
      {(target.kind === 'business' || target.kind === 'elapsed') && (
        <Typed
          label="Within"
          hint={target.kind === 'business' ? 'of business time' : 'of elapsed time'}
          shown={durationText(target.ms)}
          locked={locked}
          read={(text) => {
            const parsed = parseDuration(text);
            return 'error' in parsed ? parsed : { value: { kind: target.kind, ms: parsed.ms } };
          }}
          onValue={set}
        />
      )}
      {target.kind === 'same_business_day' && (
        <Typed
          label="Cut-off"
          hint="from then on, the next business day; empty = none"
          shown={target.cut_off ?? ''}
          locked={locked}
          read={(text) => readTime(text, true, (cut_off) => ({ kind: 'same_business_day', cut_off }))}
          onValue={set}
        />
      )}
      {target.kind === 'business_days' && (
        <div className={css.two}>
          <Typed
            label="Business days"
            hint="after the start's"
            shown={String(target.days)}
            locked={locked}
            read={(text) =>
              /^\d{1,3}$/.test(text.trim())
                ? { value: { ...target, days: Number(text) } }
                : { error: 'Write a whole number of business days, such as 2.' }
            }
            onValue={set}
          />
          <Typed
            label="By"
            hint="o'clock"
            shown={target.by}
            locked={locked}
            read={(text) => readTime(text, false, (by) => ({ ...target, by: by ?? target.by }))}
            onValue={set}
          />
        </div>
      )}
      <Typed<number>
        label="Reminder"
        hint="% of the target, then at risk"
        shown={String(entry.reminder_percent)}
        locked={locked}
        read={(text) => {
          const percent = Number(text.replace('%', ''));
          return Number.isInteger(percent) && percent >= 1 && percent <= 100
            ? { value: percent }
            : { error: 'Write a share of the target from 1 to 100 %.' };
        }}
        onValue={(reminder_percent) => onTarget({ ...entry, reminder_percent })}
      />
    </section>
  );
}

function readTime(
  text: string,
  mayBeEmpty: boolean,
  target: (time: string | null) => Target,
): { value: Target } | { error: string } {
  if (mayBeEmpty && text.trim() === '') return { value: target(null) };
  const parsed = parseTime(text);
  return parsed ? { value: target(parsed) } : { error: `“${text}” is no time of day. Write 17:00.` };
}

interface TypedProps<T> {
  label: string;
  hint: string;
  shown: string;
  locked: boolean;
  read: (text: string) => { value: T } | { error: string };
  onValue: (value: T) => void;
}

/** A field whose text has to be understood: what is not keeps standing, with the reason below it, and changes nothing. */
function Typed<T>({ label, hint, shown, locked, read, onValue }: TypedProps<T>) {
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string | null>(null);
  const type = (next: string) => {
    setText(next);
    const result = read(next);
    if ('error' in result) setError(result.error);
    else {
      setError(null);
      onValue(result.value);
    }
  };
  return <Field label={label} hint={hint} value={text} error={error} readOnly={locked} onChange={type} />;
}

const DAY = 86_400_000;

/** The target at work on a Friday afternoon, where kinds differ most. */
function Example({ calendar, target, around }: { calendar: Calendar; target: Target; around: number | null }) {
  const start = fridayAfternoon(around ?? Date.UTC(2026, 9, 23));
  const { data } = useQuery({
    queryKey: ['due-example', calendar, target, start],
    queryFn: () => bridge.dueExample({ calendar, target, start }),
    placeholderData: keepPreviousData,
  });
  if (!data) return null;
  return (
    <section className={css.example} aria-label="An example">
      <p className="num">{data.words}</p>
      <p className="t-small t-2">
        {calendar.name}, {calendar.time_zone}
      </p>
    </section>
  );
}

/** The Friday of the week before, 14:40 UTC: a time at which desks in Europe are about to close and those in America are open. */
function fridayAfternoon(near: number): number {
  const midnight = Math.floor(near / DAY) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  return midnight - ((weekday + 2) % 7) * DAY - 7 * DAY + 14 * 3_600_000 + 40 * 60_000;
}
