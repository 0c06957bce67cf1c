import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Estimate } from '../../app/simulated';
import { bridge, type Progress, type SimulatedDifference, type SimulatedLever, wasCancelled } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { integer, share } from '../../components/format';
import { ErrorPanel } from '../../components/states';
import css from '../simulator.module.css';
import { Difference, farthest } from './Difference';

interface RankProps {
  /** Each change by itself. */
  levers: readonly SimulatedLever[];
  currency: string;
  /** Weeks that are counted in a simulation. */
  weeks: number;
}

/** `of`: what sums are divided by. */
function differenceOf(one: SimulatedDifference | null, of = 1): Estimate | null {
  if (one === null) return null;
  const { mean, low, high } = one.difference;
  return {
    mean: mean / of,
    low: (low ?? Number.NEGATIVE_INFINITY) / of,
    high: (high ?? Number.POSITIVE_INFINITY) / of,
  };
}

/** Which of the changes does most, each made alone. */
export function Rank({ levers, currency, weeks }: RankProps) {
  const [on, setOn] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['simulated-rank', levers.map(({ scenario }) => [scenario.changes, scenario.people])],
    queryFn: () => bridge.simulateRank([...levers], setProgress),
    enabled: on,
    gcTime: 0,
  });
  const most = farthest((data ?? []).map(({ attainment }) => differenceOf(attainment)));
  return (
    <section className={css.part} aria-labelledby="rank">
      <div className={css.partHead}>
        <h2 className="t-panel" id="rank">
          What matters most
        </h2>
        {!on && <LinkButton onPress={() => setOn(true)}>Rank the changes</LinkButton>}
      </div>
      {!on && (
        <p className="t-small t-2">Each change is simulated alone, and they are put in the order of what they move.</p>
      )}
      {isFetching && (
        <p className={`t-small t-2 num ${css.standing}`} role="status">
          Trying each change alone
          {progress !== null && progress.total > 0 && `: ${integer(progress.done)} of ${integer(progress.total)}`}
        </p>
      )}
      {error && !wasCancelled(error) && <ErrorPanel error={error} retry={() => void refetch()} />}
      {error && wasCancelled(error) && (
        <p className="t-small t-2">
          Another run took its place. <LinkButton onPress={() => void refetch()}>Rank again</LinkButton>
        </p>
      )}
      {data && !isFetching && (
        <table className={`tbl ${css.rank}`}>
          <thead>
            <tr>
              <th scope="col">Change, alone</th>
              <th scope="col">Targets kept, points</th>
              <th scope="col">Value less staffing, a week</th>
              <th scope="col">Does it pay?</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ name, attainment, margin, break_even: pays }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>
                  <Difference of={differenceOf(attainment)} unit="share" better="higher" most={most} />
                </td>
                <td>
                  <Difference
                    of={differenceOf(margin, weeks)}
                    unit="money"
                    better="higher"
                    currency={currency}
                    most={0}
                  />
                </td>
                <td>
                  {pays === null ? (
                    <span className="t-3">–</span>
                  ) : (
                    <>
                      {pays < 1 ? 'yes' : 'no'}, at <b>{share(pays)}</b> of the value gained
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
