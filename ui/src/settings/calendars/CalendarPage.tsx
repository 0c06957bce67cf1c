import { useEffect, useState } from 'react';
import { Switch } from 'react-aria-components';
import { useWorkspace } from '../../app/workspace';
import type { Calendar } from '../../bridge';
import { Button, Field, LinkButton } from '../../components/controls';
import { civilDay, integer } from '../../components/format';
import { hoursText, likeMonday, setHours, WEEKDAYS, weekMinutes, weekWords } from '../../components/week';
import { ZoneField } from '../../components/ZoneField';
import { cannotRemove, removeCalendar, replaceCalendar, usersOf } from '../policy/edits';
import type { Editing } from '../policy/useDraft';
import sheet from '../settings.module.css';
import css from './calendars.module.css';
import { DayEditor } from './DayEditor';
import { addHolidays, setException } from './days';
import { Holidays } from './Holidays';
import { WeekEditor } from './WeekEditor';
import { YearView } from './YearView';

/** A calendar: its week, its year, and what is different on which day. */
export function CalendarPage({
  calendar,
  editing,
  onGone,
}: {
  calendar: Calendar;
  editing: Editing;
  onGone: () => void;
}) {
  const { as_of: asOf } = useWorkspace();
  const { policy, locked } = editing;
  const [year, setYear] = useState(() => new Date(asOf ?? Date.now()).getUTCFullYear());
  const [day, setDay] = useState<string | null>(null);
  useEffect(() => {
    // The selected day goes along when another year is shown.
    setDay((now) => now && `${year}${now.slice(4)}`);
  }, [year]);
  const change = (what: string, next: Calendar, mark?: string) =>
    editing.edit(`${calendar.name || 'Calendar'}: ${what}`, replaceCalendar(policy, calendar.key, next), mark);
  const users = usersOf(policy, calendar.key);
  const kept = cannotRemove(policy, calendar.key);
  const always = calendar['24x7'];
  return (
    <section className={`pane ${sheet.pad}`}>
      <div className={`${sheet.top} ${css.top}`}>
        <h1 className="t-title">{calendar.name || 'Unnamed calendar'}</h1>
        <p className="t-2 num">
          {weekWords(calendar)}
          {always ? '' : `. ${integer(weekMinutes(calendar) / 60)} h an ordinary week`}
        </p>
        <span className={sheet.gap} />
        {policy.default_calendar !== calendar.key && !locked && (
          <LinkButton
            onPress={() =>
              editing.edit(`${calendar.name} is the default calendar`, { ...policy, default_calendar: calendar.key })
            }
          >
            Make it the default
          </LinkButton>
        )}
        {!locked && (
          <Button
            kind="quiet"
            small
            isDisabled={kept !== undefined}
            onPress={() => {
              editing.edit(`${calendar.name} removed`, removeCalendar(policy, calendar.key));
              onGone();
            }}
          >
            Remove
          </Button>
        )}
      </div>
      <p className="t-small t-3">
        {users.length === 0
          ? 'No handoff point runs on it.'
          : `${users.map((point) => point.key).join(', ')} ${users.length === 1 ? 'runs' : 'run'} on it.`}{' '}
        {kept && !locked ? `It cannot be removed: ${kept.charAt(0).toLowerCase()}${kept.slice(1)}` : ''}
      </p>
      <div className={css.cols}>
        <div className={css.left}>
          <div className={css.names}>
            <Field
              label="Name"
              value={calendar.name}
              readOnly={locked}
              onChange={(name) => change('name', { ...calendar, name }, `name-${calendar.key}`)}
            />
            <ZoneField
              label="Zone"
              value={calendar.time_zone}
              readOnly={locked}
              onChange={(zone) => change(`zone ${zone}`, { ...calendar, time_zone: zone }, `zone-${calendar.key}`)}
            />
          </div>
          <Switch
            className="switch"
            isSelected={always}
            isDisabled={locked}
            onChange={(on) => change(on ? 'always open' : 'opening hours', { ...calendar, '24x7': on })}
          >
            <i aria-hidden /> Open at every instant
          </Switch>
          {!always && (
            <>
              <WeekEditor
                calendar={calendar}
                locked={locked}
                onHours={(key, intervals) => {
                  const name = WEEKDAYS.find((entry) => entry.key === key)?.name ?? key;
                  change(`${name} ${hoursText(intervals)}`, setHours(calendar, key, intervals));
                }}
                onLikeMonday={() => change('Tuesday to Friday like Monday', likeMonday(calendar))}
              />
              <DayEditor
                key={day ?? 'none'}
                calendar={calendar}
                date={day}
                locked={locked}
                onException={(date, exception) => {
                  const what =
                    exception === null
                      ? 'as usual'
                      : exception.open.length === 0
                        ? `closed${exception.name && `, ${exception.name}`}`
                        : hoursText(exception.open);
                  change(`${civilDay(date)} ${what}`, setException(calendar, date, exception));
                }}
              />
              {!locked && (
                <Holidays
                  calendar={calendar}
                  year={year}
                  onAdd={(days) =>
                    change(
                      days.length === 1
                        ? `${civilDay(days[0]?.date ?? '')} ${days[0]?.name}`
                        : `${integer(days.length)} holidays`,
                      addHolidays(calendar, days),
                    )
                  }
                />
              )}
            </>
          )}
        </div>
        <YearView calendar={calendar} year={year} onYear={setYear} selected={day} onSelect={setDay} />
      </div>
    </section>
  );
}
