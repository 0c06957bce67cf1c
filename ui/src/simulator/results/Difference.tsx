import type { Estimate } from '../../app/simulated';
import { StatusMark } from '../../components/StatusMark';
import css from '../simulator.module.css';
import { type Better, differenceSaid, intervalSaid, markOf, type Unit, verdictOf } from '../words';

interface Props {
  of: Estimate | null;
  unit: Unit;
  better: Better;
  currency?: string;
  /** The largest distance from zero on the drawn line; 0 = nothing is drawn. */
  most: number;
}

const WIDTH = 64;

/** A paired difference with its 95 % interval: a mark, the number, and where it lies beside zero. */
export function Difference({ of, unit, better, currency, most }: Props) {
  const verdict = verdictOf(of, better);
  if (of === null || verdict === null) return <span className="t-3">–</span>;
  const { status, word } = markOf(verdict);
  const x = (value: number) => WIDTH / 2 + (Math.max(-1, Math.min(1, value / most)) * (WIDTH - 8)) / 2;
  const interval = intervalSaid(of, unit, currency);
  return (
    <span className={css.difference} title={`${word}; 95 % interval ${interval}`}>
      <StatusMark status={status} label={word} />
      <b>{differenceSaid(of.mean, unit, currency)}</b>
      <span className={css.interval}>{interval}</span>
      {most > 0 && (
        <svg width={WIDTH} height="12" viewBox={`0 0 ${WIDTH} 12`} aria-hidden="true" className={css.whisker}>
          <line className={css.zero} x1={WIDTH / 2} x2={WIDTH / 2} y1="0" y2="12" />
          <line className={css.reach} x1={x(of.low)} x2={x(of.high)} y1="6" y2="6" />
          <circle className={css.dot} data-verdict={verdict} cx={x(of.mean)} cy="6" r="3" />
        </svg>
      )}
    </span>
  );
}

/** The farthest that any of these reaches from zero. */
export function farthest(all: readonly (Estimate | null)[]): number {
  const ends = all.flatMap((of) => (of === null ? [] : [Math.abs(of.low), Math.abs(of.high)]));
  return Math.max(0, ...ends.filter(Number.isFinite));
}
