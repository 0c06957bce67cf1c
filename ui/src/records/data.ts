// What the records screens ask of the backend, as cached questions. Everything is asked anew when the workspace changes.

import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useRef } from 'react';
import { bridge, type RecordPage, type RecordQuery, type RecordRow } from '../bridge';
import { fullQuery, PAGE, type RecordSearch } from './table/query';

export const usePolicy = () => useQuery({ queryKey: ['policy'], queryFn: () => bridge.policy() });
export const useFacets = () => useQuery({ queryKey: ['facets'], queryFn: () => bridge.facets() });
export const useBatches = () => useQuery({ queryKey: ['batches'], queryFn: () => bridge.batches() });
export const useRecord = (id: string) =>
  useQuery({ queryKey: ['record', id], queryFn: () => bridge.record(id), placeholderData: keepPreviousData });

/** One window of the list; the neighbours of a record on its own page are windows of one to three rows. */
export const useWindowOf = (search: RecordSearch, offset: number, limit: number, enabled = true) =>
  useQuery({
    queryKey: ['records', 'window', search, offset, limit],
    queryFn: () => bridge.recordsPage({ ...fullQuery(search), offset, limit }),
    placeholderData: keepPreviousData,
    enabled,
  });

export interface RecordRows {
  /** The question that these rows answer: the one before, while the new one's rows are on their way. */
  query: RecordQuery;
  /** Undefined until the first page has come. */
  total: number | undefined;
  /** Undefined while the row's page is on its way. */
  row: (index: number) => RecordRow | undefined;
  error: unknown;
  retry: () => void;
}

/** The pages that a window of rows needs, kept for as long as their question stands. */
export function useRecordRows(search: RecordSearch, first: number, end: number): RecordRows {
  const query = useMemo(() => fullQuery(search), [search]);
  const from = Math.floor(first / PAGE);
  const to = Math.max(from, Math.floor(Math.max(first, end - 1) / PAGE));
  const pages = useMemo(
    () => [...new Set([0, ...Array.from({ length: to - from + 1 }, (_, at) => from + at)])],
    [from, to],
  );
  const results = useQueries({
    queries: pages.map((page) => ({
      queryKey: ['records', 'page', query, page],
      queryFn: (): Promise<RecordPage> => bridge.recordsPage({ ...query, offset: page * PAGE, limit: PAGE }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const byPage = new Map(pages.map((page, at) => [page, results[at]?.data]));
  const failed = results.find((result) => result.error);
  const rows: RecordRows = {
    query,
    total: results.find((result) => result.data)?.data?.total,
    row: (index) => byPage.get(Math.floor(index / PAGE))?.rows[index % PAGE],
    error: failed?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch();
    },
  };
  // Another question: the rows of the one before stand until there are new ones, so that the list is drawn once and never empty.
  const before = useRef(rows);
  // What was refused does not stand while it is asked again.
  if (rows.total !== undefined || rows.error !== null || before.current.error !== null) before.current = rows;
  return before.current;
}

/** Rows for copying: as many as are selected, asked for in one go. */
export async function fetchRows(query: RecordQuery, offset: number, limit: number): Promise<RecordRow[]> {
  return (await bridge.recordsPage({ ...query, offset, limit })).rows;
}
