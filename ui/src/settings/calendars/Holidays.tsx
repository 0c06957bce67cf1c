import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { sayTrouble } from '../../app/toasts';
import { bridge, type Calendar, type HolidayProposal } from '../../bridge';
import { Button, LinkButton, Select } from '../../components/controls';
import { civilDay, counted } from '../../components/format';
import { ErrorPanel, Loading } from '../../components/states';
import css from './calendars.module.css';

interface Props {
  calendar: Calendar;
  year: number;
  onAdd: (days: HolidayProposal[]) => void;
}

const WHOLE = '(whole country)';

/** Holidays as proposals: nothing is closed that nobody ticked, because lists of holidays disagree. */
export function Holidays({ calendar, year, onAdd }: Props) {
  const { data: countries } = useQuery({ queryKey: ['holiday-countries'], queryFn: bridge.holidayCountries });
  const [country, setCountry] = useState<string | null>(null);
  const [part, setPart] = useState(WHOLE);
  const [file, setFile] = useState<HolidayProposal[] | null>(null);
  const { data, error, isLoading } = useQuery({
    queryKey: ['holidays', country, part, year],
    queryFn: () => bridge.holidayProposals({ country: country ?? '', subdivision: part === WHOLE ? null : part, year }),
    enabled: country !== null && file === null,
  });
  const parts = countries?.find((entry) => entry.code === country)?.subdivisions ?? [];
  const proposals = file ?? data;
  return (
    <section aria-labelledby="holidays">
      <div className={css.head}>
        <h2 className="t-panel" id="holidays">
          Holidays
        </h2>
        <LinkButton
          onPress={() =>
            bridge
              .icalImport({})
              .then((days) => days.length > 0 && setFile(days))
              .catch(sayTrouble)
          }
        >
          From an iCal file
        </LinkButton>
      </div>
      {file === null ? (
        <div className={css.country}>
          <Select
            label="Country"
            labelHidden
            small
            placeholder="Propose those of a country"
            options={(countries ?? []).map(({ code, name }) => ({ id: code, label: name }))}
            value={country}
            onChange={(code) => {
              setCountry(code);
              setPart(WHOLE);
            }}
          />
          {parts.length > 0 && (
            <Select
              label="Part of the country"
              labelHidden
              small
              options={[{ id: WHOLE, label: 'whole country' }, ...parts.map((name) => ({ id: name, label: name }))]}
              value={part}
              onChange={setPart}
            />
          )}
        </div>
      ) : (
        <p className="t-2 t-small">
          {counted(file.length, 'day')} from the file.{' '}
          <LinkButton onPress={() => setFile(null)}>Put it aside</LinkButton>
        </p>
      )}
      {error && <ErrorPanel error={error} />}
      {isLoading && <Loading lines={4} label="Looking for holidays" />}
      {proposals && (
        <Proposals
          key={`${country}-${part}-${year}-${file?.length ?? ''}`}
          calendar={calendar}
          year={year}
          proposals={proposals}
          onAdd={onAdd}
        />
      )}
    </section>
  );
}

function Proposals({
  calendar,
  year,
  proposals,
  onAdd,
}: {
  calendar: Calendar;
  year: number;
  proposals: HolidayProposal[];
  onAdd: (days: HolidayProposal[]) => void;
}) {
  const open = proposals.filter((day) => !calendar.exceptions[day.date]);
  const [left, setLeft] = useState<string[]>([]);
  const ticked = open.filter((day) => !left.includes(day.date));
  if (proposals.length === 0) return <p className={`t-2 t-small ${css.hint}`}>No holiday is known for this year.</p>;
  return (
    <>
      <ul className={css.proposals}>
        {proposals.map((day) => {
          const there = calendar.exceptions[day.date] !== undefined;
          return (
            <li key={day.date}>
              <Checkbox
                className="tick"
                isSelected={there || !left.includes(day.date)}
                isDisabled={there}
                onChange={(on) => setLeft((now) => (on ? now.filter((date) => date !== day.date) : [...now, day.date]))}
              >
                <i aria-hidden />
                <span className={`num ${css.tickDate}`}>
                  {day.date.startsWith(`${year}-`) ? civilDay(day.date).slice(0, -5) : civilDay(day.date)}
                </span>
                <span className={css.tickName}>{day.name}</span>
                <span className="t-3 t-micro">{there ? 'in the calendar' : day.agreed_by}</span>
              </Checkbox>
            </li>
          );
        })}
      </ul>
      <Button small isDisabled={ticked.length === 0} onPress={() => onAdd(ticked)}>
        {ticked.length === 0 ? 'All of them are in the calendar' : `Close on ${counted(ticked.length, 'ticked day')}`}
      </Button>
    </>
  );
}
