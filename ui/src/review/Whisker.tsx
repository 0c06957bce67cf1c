import css from './review.module.css';

const WIDTH = 64;

/** Where a part's figure, its interval and the whole's figure lie on a line of so many pixels, from 0 to `most`. */
export function whisker(
  value: number,
  low: number | null,
  high: number | null,
  most: number,
): { at: number; from: number; to: number } {
  const x = (number: number) => (most <= 0 ? 0 : Math.min(1, Math.max(0, number / most)) * (WIDTH - 6) + 3);
  return { at: x(value), from: x(low ?? value), to: x(high ?? value) };
}

interface Props {
  value: number | null;
  low: number | null;
  high: number | null;
  /** The figure of the whole: the light line. */
  whole: number | null;
  /** The right end of the line. */
  most: number;
}

/** A figure and its interval beside the whole's. Decoration beside the number, which says everything itself. */
export function Whisker({ value, low, high, whole, most }: Props) {
  const place = value === null ? null : whisker(value, low, high, most);
  const line = whole === null ? null : whisker(whole, null, null, most).at;
  return (
    <svg width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} className={css.whisker} aria-hidden="true">
      {line !== null && <line className={css.whole} x1={line} x2={line} y1="0" y2="12" />}
      {place && <line className={css.reach} x1={place.from} x2={place.to} y1="6" y2="6" />}
      {place && <circle className={css.dot} cx={place.at} cy="6" r="2.5" />}
    </svg>
  );
}
