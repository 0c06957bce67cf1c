// What the rules are asked about a criterion, and for how long the asking waits while it is typed.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { bridge, type CriteriaGate, type Criterion } from '../../../bridge';

const SETTLED_MS = 250;

/** The value as it was when it last stood still for a moment. Give it what keeps its identity while nothing changes. */
export function useSettled<T>(value: T, ms = SETTLED_MS): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

/** A criterion as a sentence. */
export function useCriterionWords(criterion: Criterion, handoff: string) {
  const key = JSON.stringify(criterion);
  return useQuery({
    queryKey: ['criteria-words', handoff, key],
    queryFn: () => bridge.criteriaWords(JSON.parse(key) as Criterion, handoff),
    placeholderData: keepPreviousData,
  });
}

/** What a month's records say of a criterion; asked when the typing pauses. */
export function useCriteriaEvidence(criterion: Criterion, handoff: string, gate: CriteriaGate) {
  const key = useSettled(JSON.stringify(criterion));
  return useQuery({
    queryKey: ['criteria-evidence', handoff, gate, key],
    queryFn: () => bridge.criteriaEvidence({ handoff, gate, criterion: JSON.parse(key) as Criterion, month: null }),
    placeholderData: keepPreviousData,
  });
}
