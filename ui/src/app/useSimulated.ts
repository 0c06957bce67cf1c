import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { bridge } from '../bridge';
import { answerOf } from './answer';
import { type Simulated, simulated } from './simulated';
import { useStore } from './store';

/** What the map shows as a lens: the simulation that was looked at last, in this window or, before anything was, in an earlier one. */
export function useSimulated(): Simulated | null {
  const live = useStore(simulated);
  const { data } = useQuery({
    queryKey: ['simulation-last'],
    queryFn: () => bridge.simulationLast(null),
    enabled: live === null,
  });
  return useMemo(() => {
    if (live !== null || !data) return live;
    return { scenario: data.scenario.name, isBaseline: false, answer: answerOf(data.answer, data.policy, false) };
  }, [live, data]);
}
