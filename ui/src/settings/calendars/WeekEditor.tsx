import { useEffect, useState } from 'react';
import type { Calendar, Interval } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { endMinutes, hoursText, minutes, parseHours, WEEKDAYS, type WeekdayKey } from '../../components/week';
import css from './calendars.module.css';

interface Props {
  calendar: Calendar;
  locked: boolean;
  onHours: (day: WeekdayKey, intervals: Interval[]) => void;
  onLikeMonday: () => void;
}

/** Seven days, each with its hours as text and as a bar of the day. */
export function WeekEditor({ calendar, locked, onHours, onLikeMonday }: Props) {
  const mon = JSON.stringify(calendar.weekly.mon);
  const differs = (['tue', 'wed', 'thu', 'fri'] as const).some((key) => JSON.stringify(calendar.weekly[key]) !== mon);
  return (
    <section aria-labelledby="week">
      <div className={css.head}>
        <h2 className="t-panel" id="week">
          Week
        </h2>
        {!locked && differs && <LinkButton onPress={onLikeMonday}>Tue–Fri like Monday</LinkButton>}
      </div>
      <div className={css.week}>
        {WEEKDAYS.map(({ key, name, short }, index) => (
          <DayHours
            key={key}
            name={name}
            short={short}
            intervals={calendar.weekly[key]}
            before={calendar.weekly[(WEEKDAYS[(index + 6) % 7] ?? { key: 'sun' as const }).key]}
            locked={locked}
            onHours={(intervals) => onHours(key, intervals)}
          />
        ))}
      </div>
      <p className="t-small t-3">
        Several a day with a comma; a closing time before the opening time closes on the next day.
      </p>
    </section>
  );
}

interface DayProps {
  name: string;
  short: string;
  intervals: Interval[];
  /** The day before, whose night may run into this one. */
  before: Interval[];
  locked: boolean;
  onHours: (intervals: Interval[]) => void;
}

function DayHours({ name, short, intervals, before, locked, onHours }: DayProps) {
  const shown = hoursText(intervals);
  const [text, setText] = useState(shown);
  const [error, setError] = useState<string | null>(null);
  useEffect(() => {
    setText(shown);
    setError(null);
  }, [shown]);
  const keep = () => {
    const parsed = parseHours(text);
    if ('error' in parsed) return setError(parsed.error);
    setError(null);
    if (hoursText(parsed.intervals) === shown) setText(shown);
    else onHours(parsed.intervals);
  };
  return (
    <div className={css.day}>
      <span className={css.dayName} aria-hidden>
        {short}
      </span>
      <div className={css.dayHours}>
        <input
          className={`num ${css.hours} ${shown === 'closed' ? css.closed : ''}`}
          aria-label={`${name}, opening hours`}
          aria-invalid={error !== null}
          value={text}
          readOnly={locked}
          onChange={(event) => setText(event.target.value)}
          onFocus={(event) => event.target.select()}
          onBlur={keep}
          onKeyDown={(event) => {
            if (event.key === 'Enter') keep();
            if (event.key === 'Escape') {
              setText(shown);
              setError(null);
            }
          }}
        />
        <DayBar intervals={intervals} before={before} />
        {error && (
          <p className="t-small is-breach" role="alert">
            {error}
          </p>
        )}
      </div>
    </div>
  );
}

const DAY = 1_440;

/** The day from 00:00 to 24:00; what runs over from the night before is drawn too. */
export function DayBar({ intervals, before }: { intervals: Interval[]; before: Interval[] }) {
  const spans = [
    ...before
      .filter((interval) => endMinutes(interval) > DAY)
      .map((interval): [number, number] => [0, endMinutes(interval) - DAY]),
    ...intervals.map((interval): [number, number] => [minutes(interval[0]), Math.min(DAY, endMinutes(interval))]),
  ];
  return (
    <span className={css.dayBar} aria-hidden>
      {spans.map(([from, to]) => (
        <i key={`${from}-${to}`} style={{ left: `${(100 * from) / DAY}%`, width: `${(100 * (to - from)) / DAY}%` }} />
      ))}
    </span>
  );
}
