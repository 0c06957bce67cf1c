import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { bridge } from '../bridge';

/** An IANA time zone, typed with suggestions; what no database knows is said at once. */
export function ZoneField({
  label,
  value,
  onChange,
  readOnly,
}: {
  label: string;
  value: string;
  onChange: (zone: string) => void;
  readOnly: boolean;
}) {
  const id = useId();
  const { data: zones } = useQuery({ queryKey: ['time-zones'], queryFn: bridge.timeZones });
  const unknown = zones !== undefined && !zones.includes(value);
  return (
    <div className="field">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        className="field__box"
        list={`${id}-zones`}
        value={value}
        readOnly={readOnly}
        aria-invalid={unknown}
        aria-describedby={unknown ? `${id}-note` : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={`${id}-zones`}>
        {(zones ?? []).map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {unknown && (
        <span id={`${id}-note`} className="field__note is-breach">
          “{value}” is no IANA time zone, such as Europe/Vienna.
        </span>
      )}
    </div>
  );
}
