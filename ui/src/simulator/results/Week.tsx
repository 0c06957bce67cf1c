import { useState } from 'react';
import type { SimulatedTeam } from '../../app/simulated';
import { Segmented, Select } from '../../components/controls';
import { share } from '../../components/format';
import css from '../simulator.module.css';
import { Difference } from './Difference';

const MEASURES = [
  { id: 'utilisation', label: 'Busy' },
  { id: 'backlog', label: 'Waiting' },
] as const;
type Measure = (typeof MEASURES)[number]['id'];
const VIEWS = [
  { id: 'colours', label: 'Colours' },
  { id: 'numbers', label: 'Numbers' },
] as const;
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

const words = (value: number | null, measure: Measure): string =>
  value === null ? '' : measure === 'utilisation' ? String(Math.round(value * 100)) : String(Math.round(value));

interface Props {
  teams: readonly SimulatedTeam[];
  isBaseline: boolean;
}

/** How busy a team is, and how much waits for it, hour by hour of the week; in colours or as a table of numbers. */
export function Week({ teams, isBaseline }: Props) {
  const [picked, setPicked] = useState<string | null>(null);
  const [measure, setMeasure] = useState<Measure>('backlog');
  const [view, setView] = useState<'colours' | 'numbers'>('colours');
  // The team that the scenario moves most, or the busiest.
  const weight = ({ utilisation: { now, difference } }: SimulatedTeam) =>
    isBaseline ? (now?.mean ?? 0) : Math.abs(difference?.mean ?? 0);
  const [busiest] = teams.toSorted((a, b) => weight(b) - weight(a));
  const team = teams.find((one) => one.team === picked) ?? busiest;
  if (team === undefined) return null;
  const { base, now } = team.by_hour[measure];
  const most = measure === 'utilisation' ? 1 : Math.max(1, ...[...base, ...now].map((value) => value ?? 0));
  const about =
    measure === 'utilisation'
      ? 'percent of the shift in work'
      : `records that nobody has taken up yet, at most ${Math.round(most)}`;
  return (
    <section className={css.part} aria-labelledby="by-hour">
      <div className={css.partHead}>
        <h2 className="t-panel" id="by-hour">
          The week, hour by hour
        </h2>
        <Select
          label="Team"
          labelHidden
          small
          quiet
          options={teams.map(({ team: id, name }) => ({ id, label: name }))}
          value={team.team}
          onChange={setPicked}
        />
        <Segmented label="Measure of the week" options={MEASURES} value={measure} onChange={setMeasure} />
        <Segmented label="Shown as" options={VIEWS} value={view} onChange={setView} />
      </div>
      <p className={`t-small t-2 ${css.reading}`}>
        {team.name} {team.utilisation.now === null ? 'has no shifts' : `is ${share(team.utilisation.now.mean)} busy`}
        {!isBaseline && team.utilisation.difference && (
          <span>
            <Difference of={team.utilisation.difference} unit="share" better="neither" most={0} /> points
          </span>
        )}
        <span className="t-3">Shown: {about}.</span>
      </p>
      <div className={css.weeks} data-view={view}>
        {!isBaseline && <HeatMap title="As it is" values={base} most={most} measure={measure} view={view} />}
        <HeatMap
          title={isBaseline ? 'As it is' : 'In this scenario'}
          values={now}
          most={most}
          measure={measure}
          view={view}
        />
      </div>
    </section>
  );
}

interface MapProps {
  title: string;
  values: readonly (number | null)[];
  most: number;
  measure: Measure;
  view: 'colours' | 'numbers';
}

/** One table either way: the numbers are always in it, and read out; colours only cover them. */
function HeatMap({ title, values, most, measure, view }: MapProps) {
  return (
    <div className={css.scroll}>
      <table className={css.heat} data-view={view}>
        <caption className="t-micro t-2">{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="heard">Day</span>
            </th>
            {HOURS.map((hour) => (
              <th key={hour} scope="col">
                {view === 'numbers' || hour % 6 === 0 ? hour : <span className="heard">{hour}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {DAYS.map((day, row) => (
            <tr key={day}>
              <th scope="row" aria-label={day}>
                {day.slice(0, 2)}
              </th>
              {HOURS.map((hour) => {
                const value = values[row * 24 + hour] ?? null;
                const said = words(value, measure);
                return (
                  <td
                    key={hour}
                    data-none={value === null}
                    title={value === null ? undefined : `${day} ${hour}:00, ${said}`}
                  >
                    {value !== null && <i style={{ opacity: Math.min(1, value / most) }} aria-hidden="true" />}
                    <span className={view === 'numbers' ? undefined : 'heard'}>{value === null ? 'closed' : said}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
