import type { MaturityCapability } from '../bridge';
import { corner, LEVELS, nameOf, numberOf, shape } from './levels';
import css from './maturity.module.css';

const RADIUS = 88;
/** Room for the names, of which the longest stands at the right. */
const LEFT = 160;
const RIGHT = 215;
const UP = 124;

/** Six capabilities round a middle: what counts as a filled shape, what is proposed as a line. The table beside it says the same. */
export function Radar({ capabilities }: { capabilities: readonly MaturityCapability[] }) {
  const of = capabilities.length;
  const described = capabilities.map(({ name, level }) => `${name}: ${nameOf(level)}`).join(', ');
  return (
    <svg
      className={css.radar}
      viewBox={`${-LEFT} ${-UP} ${LEFT + RIGHT} ${2 * UP}`}
      role="img"
      aria-label={`Levels of the six capabilities. ${described}`}
    >
      {LEVELS.map((level) => (
        <polygon
          key={level}
          className={css.ring}
          points={shape(
            capabilities.map(() => numberOf(level)),
            RADIUS,
          )}
        />
      ))}
      {capabilities.map(({ capability, name }, at) => {
        const rim = corner(at, of, 1, RADIUS);
        const label = corner(at, of, 1.14, RADIUS);
        const anchor = Math.abs(label.x) < 8 ? 'middle' : label.x > 0 ? 'start' : 'end';
        return (
          <g key={capability}>
            <line className={css.spoke} x1="0" y1="0" x2={rim.x} y2={rim.y} />
            <text className={css.corner} x={label.x} y={label.y} dy="0.35em" textAnchor={anchor}>
              {name}
            </text>
          </g>
        );
      })}
      <polygon
        className={css.is}
        points={shape(
          capabilities.map(({ level }) => numberOf(level)),
          RADIUS,
        )}
      />
      <polygon
        className={css.proposed}
        points={shape(
          capabilities.map(({ proposed }) => numberOf(proposed)),
          RADIUS,
        )}
      />
    </svg>
  );
}
