import type { Limits, SeriesPoint } from '../bridge';
import type { Status } from './StatusMark';

const WIDTH = 52;
const HEIGHT = 18;
const LEFT = 1;
const RIGHT = 49;
const TOP = 2.5;
const BOTTOM = 15.5;

export interface SparkShape {
  /** Unbroken stretches of the line. */
  lines: string[];
  end: { x: number; y: number; hollow: boolean } | null;
  band: { y: number; height: number } | null;
}

/** Where line, last point and band lie in a box of 52 × 18. Months without a value break the line. */
export function sparkShape(series: readonly SeriesPoint[], limits: Limits | null): SparkShape {
  const values = series.flatMap((point) => (point.value === null ? [] : [point.value]));
  if (values.length === 0) return { lines: [], end: null, band: null };
  const edges = limits === null ? values : [...values, limits.lower, limits.upper];
  const low = Math.min(...edges);
  const high = Math.max(...edges);
  const x = (index: number) => (series.length === 1 ? RIGHT : LEFT + ((RIGHT - LEFT) * index) / (series.length - 1));
  const y = (value: number) =>
    high === low ? (TOP + BOTTOM) / 2 : BOTTOM - ((BOTTOM - TOP) * (value - low)) / (high - low);
  const lines: string[] = [];
  let stretch: string[] = [];
  const close = () => {
    if (stretch.length > 1) lines.push(stretch.join(' '));
    stretch = [];
  };
  let end: SparkShape['end'] = null;
  series.forEach((point, index) => {
    if (point.value === null) {
      close();
      return;
    }
    stretch.push(`${x(index).toFixed(1)},${y(point.value).toFixed(1)}`);
    if (index === series.length - 1) end = { x: x(index), y: y(point.value), hollow: point.immature };
  });
  close();
  const band = limits === null ? null : { y: y(limits.upper), height: Math.max(1, y(limits.lower) - y(limits.upper)) };
  return { lines, end, band };
}

/** A year as a line over its natural limits. Decoration beside the number, which says everything itself. */
export function Sparkline({
  series,
  limits,
  status,
}: {
  series: readonly SeriesPoint[];
  limits: Limits | null;
  status?: Status;
}) {
  const { lines, end, band } = sparkShape(series, limits);
  return (
    <svg
      className={`spark${status ? ` spark--${status}` : ''}`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      {band && <rect className="spark__band" x="0" y={band.y} width={WIDTH - 1} height={band.height} />}
      {lines.map((points) => (
        <polyline key={points} className="spark__line" points={points} />
      ))}
      {end && (
        <circle className={end.hollow ? 'spark__end spark__end--hollow' : 'spark__end'} cx={end.x} cy={end.y} r="2.2" />
      )}
    </svg>
  );
}
