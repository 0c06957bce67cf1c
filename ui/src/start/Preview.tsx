import css from './start.module.css';

/** Twelve months of a share, the last of them above its limit. */
const SHARES = [22, 17, 20, 14, 21, 16, 19, 13, 18, 21, 15, 31];
const LIMITS = { upper: 26, centre: 18, lower: 9 };
const [LEFT, RIGHT, TOP, BOTTOM, MOST] = [24, 456, 136, 252, 36];

const x = (month: number): number => LEFT + 12 + (month * (RIGHT - LEFT - 24)) / (SHARES.length - 1);
const y = (share: number): number => BOTTOM - (share * (BOTTOM - TOP)) / MOST;
const line = SHARES.map((share, month) => `${x(month)},${y(share)}`).join(' ');

const SIGNALS: [mark: 'breach' | 'met', words: number, records: number][] = [
  ['breach', 208, 46],
  ['breach', 176, 40],
  ['met', 192, 52],
];

/** What a reviewed month looks like, as a drawing: signals first, then the chart behind one of them. It says no figure. */
export function Preview() {
  const last = SHARES.length - 1;
  const [endX, endY] = [x(last), y(SHARES[last] ?? 0)];
  return (
    <svg className={css.preview} viewBox="0 0 480 276" aria-hidden="true">
      <rect className={css.words} x={LEFT} y={22} width={96} height={10} rx={3} />
      <rect className={css.faint} x={LEFT + 108} y={24} width={172} height={6} rx={3} />
      {SIGNALS.map(([mark, words, records], row) => {
        const at = 52 + row * 22;
        return (
          <g key={at}>
            {mark === 'breach' ? (
              <path className={css.breach} d={`M${LEFT + 5} ${at} l5 9.500 h-10 z`} />
            ) : (
              <circle className={css.met} cx={LEFT + 5} cy={at + 5} r={4.5} />
            )}
            <rect className={css.words} x={LEFT + 20} y={at + 2} width={words} height={6} rx={3} />
            <rect className={css.link} x={RIGHT - records} y={at + 2} width={records} height={6} rx={3} />
          </g>
        );
      })}
      <rect
        className={css.band}
        x={LEFT}
        y={y(LIMITS.upper)}
        width={RIGHT - LEFT}
        height={y(LIMITS.lower) - y(LIMITS.upper)}
      />
      {[LIMITS.upper, LIMITS.lower].map((limit) => (
        <line key={limit} className={css.limit} x1={LEFT} x2={RIGHT} y1={y(limit)} y2={y(limit)} />
      ))}
      <line className={css.centre} x1={LEFT} x2={RIGHT} y1={y(LIMITS.centre)} y2={y(LIMITS.centre)} />
      <polyline className={css.series} points={line} />
      {SHARES.slice(0, last).map((share, month) => (
        <circle key={x(month)} className={css.point} cx={x(month)} cy={y(share)} r={2.2} />
      ))}
      <path className={css.breach} d={`M${endX} ${endY - 6} l6 11 h-12 z`} />
      <line className={css.axis} x1={LEFT} x2={RIGHT} y1={BOTTOM + 6} y2={BOTTOM + 6} />
    </svg>
  );
}
