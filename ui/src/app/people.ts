import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { bridge } from '../bridge';

/** Whoever acted, by name: the key of one of the policy's people, or the name as it was written down. */
export type Named = (who: string) => string;

export function useNamed(): Named {
  const { data } = useQuery({ queryKey: ['policy'], queryFn: () => bridge.policy() });
  const people = data?.people;
  return useCallback((who: string) => people?.find(({ key }) => key === who)?.name ?? who, [people]);
}
