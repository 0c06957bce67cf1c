import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { memo, useMemo, useRef } from 'react';
import { bridge, type Calendar, type DayInfo } from '../../bridge';
import { addDays, addMonths, MONTH_NAMES, monthWeeks } from '../../components/civil';
import { Button } from '../../components/controls';
import { civilDay, counted, integer } from '../../components/format';
import { ErrorPanel } from '../../components/states';
import css from './calendars.module.css';

interface Props {
  calendar: Calendar;
  year: number;
  onYear: (year: number) => void;
  selected: string | null;
  onSelect: (date: string) => void;
}

const STATES: Record<DayInfo['state'], string> = {
  open: 'open',
  closed: 'closed',
  holiday: 'holiday, closed',
  half: 'other hours',
};

/** Twelve small months: open, closed, holiday, other hours. Every day is one press of an arrow key away from its neighbour. */
export function YearView({ calendar, year, onYear, selected, onSelect }: Props) {
  const grid = useRef<HTMLElement>(null);
  const { data, error } = useQuery({
    queryKey: ['calendar-year', calendar, year],
    queryFn: () => bridge.calendarYear(calendar, year),
    placeholderData: keepPreviousData,
  });
  const days = useMemo(() => new Map((data?.days ?? []).map((day) => [day.date, day])), [data]);
  const focused = selected?.startsWith(String(year)) ? selected : `${year}-01-01`;
  const go = (date: string) => {
    const to = Number(date.slice(0, 4));
    if (to !== year) onYear(to);
    onSelect(date);
    requestAnimationFrame(() => grid.current?.querySelector<HTMLElement>(`[data-date="${date}"]`)?.focus());
  };
  const keys = (event: React.KeyboardEvent) => {
    const date = (event.target as HTMLElement).dataset.date;
    if (!date) return;
    const to: Record<string, string> = {
      ArrowLeft: addDays(date, -1),
      ArrowRight: addDays(date, 1),
      ArrowUp: addDays(date, -7),
      ArrowDown: addDays(date, 7),
      PageUp: addMonths(date, -1),
      PageDown: addMonths(date, 1),
      Home: `${date.slice(0, 7)}-01`,
      End: addDays(addMonths(`${date.slice(0, 7)}-01`, 1), -1),
    };
    const next = to[event.key];
    if (next) {
      event.preventDefault();
      go(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onSelect(date);
      requestAnimationFrame(() => document.getElementById('day-name')?.focus());
    }
  };
  const count = (state: DayInfo['state']) => (data?.days ?? []).filter((day) => day.state === state).length;
  const openHours = (data?.days ?? []).reduce((sum, day) => sum + day.open_ms, 0) / 3_600_000;
  return (
    <section className={css.year} aria-labelledby="year" ref={grid}>
      <div className={css.head}>
        <h2 className="t-panel num" id="year">
          {year}
        </h2>
        <span className={css.yearSteps}>
          <Button kind="quiet" small icon aria-label={`Show ${year - 1}`} onPress={() => onYear(year - 1)}>
            <ChevronLeft size={14} aria-hidden />
          </Button>
          <Button kind="quiet" small icon aria-label={`Show ${year + 1}`} onPress={() => onYear(year + 1)}>
            <ChevronRight size={14} aria-hidden />
          </Button>
        </span>
        {data && <span className="t-3 t-small num">{integer(openHours)} h open</span>}
      </div>
      {error ? (
        <ErrorPanel error={error} />
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys bubble here from the day that has the focus
        <div className={css.months} onKeyDown={keys}>
          {MONTH_NAMES.map((name, index) => (
            <section key={name} aria-label={`${name} ${year}`}>
              <h3 className={css.monthName}>{name}</h3>
              <div className={css.monthGrid}>
                {['M', 'T', 'W', 'T', 'F', 'S', 'S'].map((letter, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two letters stand twice
                  <span key={at} className={css.letter} aria-hidden>
                    {letter}
                  </span>
                ))}
                {monthWeeks(year, index + 1).flatMap((week, line) =>
                  week.map((date, at) =>
                    date === null ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: empty places
                      <span key={`${line}-${at}`} />
                    ) : (
                      <Day
                        key={date}
                        date={date}
                        info={days.get(date)}
                        selected={date === selected}
                        reachable={date === focused}
                        onSelect={onSelect}
                      />
                    ),
                  ),
                )}
              </div>
            </section>
          ))}
        </div>
      )}
      {data && (
        <ul className={css.legend}>
          <li>
            <i className={css.isOpen} /> {counted(count('open'), 'open day')}
          </li>
          <li>
            <i className={css.isHalf} /> {integer(count('half'))} with other hours
          </li>
          <li>
            <i className={css.isHoliday} /> {counted(count('holiday'), 'holiday')}
          </li>
          <li>
            <i className={css.isClosed} /> {integer(count('closed'))} closed
          </li>
        </ul>
      )}
    </section>
  );
}

interface DayProps {
  date: string;
  info: DayInfo | undefined;
  selected: boolean;
  reachable: boolean;
  onSelect: (date: string) => void;
}

const LOOK: Record<DayInfo['state'], string | undefined> = {
  open: css.isOpen,
  half: css.isHalf,
  holiday: css.isHoliday,
  closed: css.isClosed,
};

const Day = memo(function Day({ date, info, selected, reachable, onSelect }: DayProps) {
  const state = info?.state ?? 'closed';
  const words = [
    civilDay(date),
    info?.name,
    info ? (state === 'open' || state === 'half' ? info.intervals : STATES[state]) : undefined,
  ]
    .filter(Boolean)
    .join(', ');
  return (
    <button
      type="button"
      data-date={date}
      className={`num ${css.date} ${LOOK[state]}`}
      aria-label={words}
      title={words}
      aria-pressed={selected}
      tabIndex={reachable ? 0 : -1}
      onClick={() => onSelect(date)}
    >
      {Number(date.slice(8))}
    </button>
  );
});
