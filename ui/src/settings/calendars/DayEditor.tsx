import { useState } from 'react';
import type { Calendar, DayException } from '../../bridge';
import { weekdayOf } from '../../components/civil';
import { Segmented } from '../../components/controls';
import { civilDay } from '../../components/format';
import { hoursText, parseHours, WEEKDAYS } from '../../components/week';
import css from './calendars.module.css';

interface Props {
  calendar: Calendar;
  /** Null until a day of the year is picked. */
  date: string | null;
  locked: boolean;
  onException: (date: string, exception: DayException | null) => void;
}

type Kind = 'usual' | 'closed' | 'hours';

/** What is different on one day. */
export function DayEditor({ calendar, date, locked, onException }: Props) {
  const exception = date === null ? undefined : calendar.exceptions[date];
  const weekday = date === null ? undefined : WEEKDAYS[weekdayOf(date)];
  const usual = weekday ? calendar.weekly[weekday.key] : [];
  const kind: Kind = exception === undefined ? 'usual' : exception.open.length === 0 ? 'closed' : 'hours';
  const [name, setName] = useState(exception?.name ?? '');
  const [hours, setHours] = useState(
    exception && exception.open.length > 0 ? hoursText(exception.open) : '09:00–12:00',
  );
  const [error, setError] = useState<string | null>(null);
  if (date === null)
    return (
      <section aria-label="One day">
        <h2 className="t-panel">One day</h2>
        <p className={`t-2 ${css.hint}`}>Pick a day in the year to close it, give it other hours or name it.</p>
      </section>
    );

  const keep = (next: Kind, newName = name, newHours = hours) => {
    setError(null);
    if (next === 'usual') return onException(date, null);
    if (next === 'closed') return onException(date, { name: newName.trim(), open: [] });
    const parsed = parseHours(newHours);
    if ('error' in parsed) return setError(parsed.error);
    if (parsed.intervals.length === 0) return setError('Write the hours in which it is open, or choose “Closed”.');
    onException(date, { name: newName.trim(), open: parsed.intervals });
  };
  const commit = () => {
    if (kind !== 'usual') keep(kind);
  };
  return (
    <section aria-label={civilDay(date)}>
      <div className={css.head}>
        <h2 className="t-panel num">{civilDay(date)}</h2>
      </div>
      <div className={css.dayEditor}>
        {locked ? (
          <p className="t-2 num">
            {exception
              ? `${exception.name || 'Unnamed'}: ${hoursText(exception.open)}`
              : `As every ${weekday?.name}: ${hoursText(usual)}`}
          </p>
        ) : (
          <>
            <Segmented
              label="On this day"
              options={[
                { id: 'usual', label: `As usual` },
                { id: 'closed', label: 'Closed' },
                { id: 'hours', label: 'Other hours' },
              ]}
              value={kind}
              onChange={(next) => keep(next)}
            />
            {kind === 'usual' && (
              <p className="t-small t-2 num">
                As every {weekday?.name}: {hoursText(usual)}
              </p>
            )}
            {kind === 'hours' && (
              <label className="field">
                <span className="field__label">Open</span>
                <input
                  className="field__box num"
                  value={hours}
                  aria-invalid={error !== null}
                  onChange={(event) => setHours(event.target.value)}
                  onBlur={commit}
                  onKeyDown={(event) => event.key === 'Enter' && commit()}
                />
                {error && <span className="field__note is-breach">{error}</span>}
              </label>
            )}
            {kind !== 'usual' && (
              <label className="field">
                <span className="field__label">Name</span>
                <input
                  id="day-name"
                  className="field__box"
                  value={name}
                  placeholder="Christmas Eve"
                  onChange={(event) => setName(event.target.value)}
                  onBlur={commit}
                  onKeyDown={(event) => event.key === 'Enter' && commit()}
                />
              </label>
            )}
          </>
        )}
      </div>
    </section>
  );
}
