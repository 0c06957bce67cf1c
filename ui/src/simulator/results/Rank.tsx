import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { bridge, type Progress, type Scenario, wasCancelled } from '../../bridge';
import { LinkButton } from '../../components/controls';
import { integer } from '../../components/format';
import { ErrorPanel } from '../../components/states';
import css from '../simulator.module.css';
import { Difference, farthest } from './Difference';

/** Which of the changes does most, each made alone. */
export function Rank({ scenario, currency }: { scenario: Scenario; currency: string }) {
  const [on, setOn] = useState(false);
  const [progress, setProgress] = useState<Progress | null>(null);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ['simulated-rank', scenario.changes, scenario.people, scenario.seed],
    queryFn: () => bridge.simulateRank(scenario, setProgress),
    enabled: on,
    gcTime: 0,
  });
  const most = farthest((data ?? []).map(({ attainment }) => attainment));
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
        <table className={`tbl ${css.ledger}`}>
          <thead>
            <tr>
              <th scope="col">Change, alone</th>
              <th scope="col">Targets kept, points</th>
              <th scope="col">Value less staffing, a week</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ lever, attainment, net }) => (
              <tr key={lever}>
                <th scope="row">{lever}</th>
                <td>
                  <Difference of={attainment} unit="share" better="higher" most={most} />
                </td>
                <td>
                  <Difference of={net} unit="money" better="higher" currency={currency} most={0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
