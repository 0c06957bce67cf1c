import { Select } from '../components/controls';
import { monthShort } from '../components/format';
import { StatusMark } from '../components/StatusMark';
import css from './journey.module.css';
import type { LensView } from './map/lens';

interface Props {
  lens: LensView;
  onMonth: (month: string) => void;
}

/** What the marks of the lens mean, and of which month its figures are. Beside the map, so that it never lies over it. */
export function LensStrip({ lens, onMonth }: Props) {
  return (
    <div className={css.strip}>
      <ul className={css.legend} aria-label="Legend">
        {lens.legend.map(([status, words]) => (
          <li key={words}>
            <StatusMark status={status} /> {words}
          </li>
        ))}
      </ul>
      <p className={css.note} role={lens.note === null ? undefined : 'status'}>
        {lens.note}
      </p>
      {lens.month !== null && (
        <Select
          label="Month"
          labelHidden
          small
          quiet
          options={lens.months.toReversed().map((month) => ({ id: month, label: monthShort(month) }))}
          value={lens.month}
          onChange={onMonth}
        />
      )}
    </div>
  );
}
