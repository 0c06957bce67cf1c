import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { bridge, type Calendar, type SlaTarget, type Target } from '../bridge';
import { Field } from './controls';
import { durationText, parseDuration, parseTime } from './durations';
import css from './target-fields.module.css';
import { ofKind, TARGET_KINDS, type TargetKind } from './targets';

/** A promise: its kind, its size, its first reminder. `settled` = texts count when the typing is over, not while it goes on. */
export function TargetFields({
  entry,
  locked,
  settled = false,
  onTarget,
}: {
  entry: SlaTarget;
  locked: boolean;
  settled?: boolean;
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
          settled={settled}
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
          settled={settled}
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
            settled={settled}
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
            settled={settled}
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
        settled={settled}
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
  hint?: string;
  shown: string;
  locked: boolean;
  /** True = the value counts when the typing is over. */
  settled?: boolean;
  read: (text: string) => { value: T } | { error: string };
  onValue: (value: T) => void;
}

/** A field whose text has to be understood: what is not keeps standing, with the reason below it, and changes nothing. */
export function Typed<T>({ label, hint, shown, locked, settled = false, read, onValue }: TypedProps<T>) {
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string | null>(null);
  // What was undone or changed elsewhere is shown; what is being typed is never overwritten.
  useEffect(() => {
    if (settled) setText(shown);
  }, [settled, shown]);
  const take = (next: string) => {
    const result = read(next);
    if ('error' in result) setError(result.error);
    else {
      setError(null);
      if (next !== shown) onValue(result.value);
    }
  };
  const type = (next: string) => {
    setText(next);
    if (settled) setError(null);
    else take(next);
  };
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      value={text}
      error={error}
      readOnly={locked}
      onChange={type}
      {...(settled && { onBlur: () => take(text), onEnter: () => take(text) })}
    />
  );
}

const DAY = 86_400_000;

/** The target at work on a Friday afternoon, where kinds differ most. */
export function DueExampleLine({
  calendar,
  target,
  around,
}: {
  calendar: Calendar;
  target: Target;
  around: number | null;
}) {
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
export function fridayAfternoon(near: number): number {
  const midnight = Math.floor(near / DAY) * DAY;
  const weekday = new Date(midnight).getUTCDay();
  return midnight - ((weekday + 2) % 7) * DAY - 7 * DAY + 14 * 3_600_000 + 40 * 60_000;
}
