// What the desk asks of the backend. Everything is asked anew when the workspace changes.

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { bridge, type CaseQuery } from '../bridge';

export const usePolicy = () => useQuery({ queryKey: ['policy'], queryFn: () => bridge.policy() });
export const useDesk = (query: CaseQuery) =>
  useQuery({
    queryKey: ['exceptions', query],
    queryFn: () => bridge.exceptions(query),
    placeholderData: keepPreviousData,
  });
export const useCase = (number: number | null, actor: string) =>
  useQuery({
    queryKey: ['exception', number, actor],
    queryFn: () => bridge.exception(number ?? 0, actor),
    enabled: number !== null,
    placeholderData: keepPreviousData,
  });
export const useRecordOf = (id: string | null) =>
  useQuery({ queryKey: ['record', id], queryFn: () => bridge.record(id ?? ''), enabled: id !== null });
export const useRecordOwner = (number: number) =>
  useQuery({ queryKey: ['exception-record-owner', number], queryFn: () => bridge.exceptionRecordOwner(number) });
export const useMeasures = (enabled: boolean) =>
  useQuery({ queryKey: ['exception-measures'], queryFn: () => bridge.exceptionMeasures(), enabled });
