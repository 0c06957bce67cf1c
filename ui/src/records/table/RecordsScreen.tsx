import { useNavigate, useSearch } from '@tanstack/react-router';
import { Copy, Download } from 'lucide-react';
import { useCallback, useMemo, useRef, useState } from 'react';
import { useCommands } from '../../app/commands';
import { runJob } from '../../app/jobs';
import { HeaderActions, HeaderCrumbs } from '../../app/slots';
import { say, sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type RecordQuery, type RecordSort } from '../../bridge';
import { Button, Keycaps } from '../../components/controls';
import { counted, integer } from '../../components/format';
import { Reading } from '../../components/Reading';
import { EmptyState, ErrorPanel } from '../../components/states';
import { fetchRows, usePolicy, useRecordRows } from '../data';
import { rowsAsCells } from './columns';
import { FilterBar } from './FilterBar';
import { fullQuery, isFiltered, PAGE, type RecordSearch, readSearch, shortSearch, sortBy } from './query';
import { RecordTable, type Selection } from './RecordTable';
import css from './table.module.css';

/** More than this belongs into an export, not onto the clipboard. */
const COPY_AT_MOST = 5_000;

const FIRST: Selection = { at: 0, from: 0 };

const SORTED: Record<RecordSort, [up: string, down: string]> = {
  started_at: ['oldest first', 'newest first'],
  record_id: ['by record', 'by record, last first'],
  handoff: ['by handoff', 'by handoff, last first'],
  owner: ['by owner', 'by owner, last first'],
  time_to_accept: ['shortest acceptance first', 'longest acceptance first'],
  time_to_first_touch: ['shortest first touch first', 'longest first touch first'],
};

function sorted({ sort, descending }: RecordQuery, total: number): string {
  return `${counted(total, 'record')}, ${SORTED[sort][descending ? 1 : 0]}`;
}

/** Every record, filtered, sorted, a million of them without waiting. */
export function RecordsScreen() {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const search = useMemo(() => readSearch(raw), [raw]);
  const navigate = useNavigate();
  const { time_zone: zone, records: all } = useWorkspace();
  const { data: policy } = usePolicy();
  const [view, setView] = useState({ first: 0, end: 60 });
  const find = useRef<HTMLInputElement>(null);
  const rows = useRecordRows(search, view.first, view.end);
  const total = rows.total ?? 0;
  // Another question begins at its first row.
  const [picked, setPicked] = useState({ of: rows.query, selection: FIRST });
  const selection = picked.of === rows.query ? picked.selection : FIRST;
  const setSelection = useCallback((selection: Selection) => setPicked({ of: rows.query, selection }), [rows.query]);
  const context = useMemo(() => ({ policy, zone }), [policy, zone]);
  const query = useMemo(() => fullQuery(search), [search]);

  const go = useCallback(
    (next: RecordSearch) => {
      void navigate({ to: '/records', search: shortSearch(next), replace: true });
    },
    [navigate],
  );
  // Only another page makes the screen ask and draw anew; the rows within a page are the table's own affair.
  const onWindow = useCallback((first: number, end: number) => {
    const pageOf = (row: number) => Math.floor(row / PAGE);
    setView((now) =>
      pageOf(now.first) === pageOf(first) && pageOf(now.end - 1) === pageOf(end - 1) ? now : { first, end },
    );
  }, []);
  const open = useCallback(
    (index: number) => {
      const row = rows.row(index);
      if (row) void navigate({ to: '/records/$id', params: { id: row.id }, search: { ...search, at: index } });
    },
    [rows, navigate, search],
  );
  const copy = useCallback(async () => {
    const low = Math.min(selection.at, selection.from);
    const count = Math.abs(selection.at - selection.from) + 1;
    try {
      const picked = await fetchRows(query, low, Math.min(count, COPY_AT_MOST));
      await bridge.copyText(rowsAsCells(picked));
      say(
        count > COPY_AT_MOST
          ? `The first ${integer(COPY_AT_MOST)} of ${integer(count)} rows are copied; export takes all of them`
          : `${counted(picked.length, 'row')} copied as cells`,
      );
    } catch (error) {
      sayTrouble(error);
    }
  }, [selection, query]);
  const exportAll = useCallback(async () => {
    try {
      const path = await runJob('Exporting records', 'records', () => bridge.recordsExport(query));
      if (path) say(`${counted(total, 'record')} exported to ${path}`);
    } catch (error) {
      sayTrouble(error);
    }
  }, [query, total]);

  const step = (by: number) => {
    const at = Math.max(0, Math.min(total - 1, selection.at + by));
    setSelection({ at, from: at });
  };
  useCommands(() => [
    {
      id: 'records.find',
      label: 'Filter records by text',
      group: 'Records',
      keys: ['/'],
      run: () => find.current?.focus(),
    },
    { id: 'records.next', label: 'Next record', group: 'Records', keys: ['j'], keysOnly: true, run: () => step(1) },
    {
      id: 'records.previous',
      label: 'Previous record',
      group: 'Records',
      keys: ['k'],
      keysOnly: true,
      run: () => step(-1),
    },
    {
      id: 'records.open',
      label: 'Open the selected record',
      group: 'Records',
      keys: ['o'],
      when: () => total > 0,
      run: () => open(selection.at),
    },
    {
      id: 'records.copy',
      label: 'Copy the selected rows as cells',
      group: 'Records',
      when: () => total > 0,
      run: () => void copy(),
    },
    {
      id: 'records.export',
      label: 'Export these records as CSV',
      group: 'Records',
      when: () => total > 0,
      run: () => void exportAll(),
    },
    {
      id: 'records.clear',
      label: 'Clear all filters',
      group: 'Records',
      when: () => isFiltered(search),
      run: () => go({}),
    },
  ]);

  const count = Math.abs(selection.at - selection.from) + 1;
  return (
    <section className={css.screen}>
      {rows.total !== undefined && isFiltered(search) && (
        <HeaderCrumbs>
          <span className="t-3 t-small num">
            {integer(total)} of {integer(all)}
          </span>
        </HeaderCrumbs>
      )}
      <HeaderActions>
        <Button kind="quiet" onPress={() => void navigate({ to: '/batches' })}>
          Batches
        </Button>
        <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
          Import
        </Button>
      </HeaderActions>
      <div className={css.top}>
        <h1 className="t-title">Records</h1>
        <p className="t-2 num">{rows.total === undefined ? ' ' : sorted(rows.query, total)}</p>
        <div className={css.gap} />
        {count > 1 && <span className="t-3 t-small num">{integer(count)} rows selected</span>}
        <Button kind="quiet" small onPress={() => void copy()} isDisabled={total === 0}>
          <Copy size={14} aria-hidden /> Copy cells
        </Button>
        <Button kind="quiet" small onPress={() => void exportAll()} isDisabled={total === 0}>
          <Download size={14} aria-hidden /> Export CSV
        </Button>
      </div>
      <FilterBar search={search} go={go} find={find} />
      {rows.total === undefined && !rows.error && (
        <div className={css.reading}>
          <Reading />
        </div>
      )}
      {rows.error ? (
        <div className="pane--pad">
          <ErrorPanel error={rows.error} retry={rows.retry} />
        </div>
      ) : rows.total === 0 ? (
        <div className={css.none}>
          {isFiltered(search) ? (
            <EmptyState act={<Button onPress={() => go({})}>Clear all filters</Button>}>
              No record fits these filters.
            </EmptyState>
          ) : (
            <EmptyState
              act={
                <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
                  Import a CSV or XLSX
                </Button>
              }
            >
              There are no records yet. Import the CRM's export and every number fills in; nothing leaves this computer.
            </EmptyState>
          )}
        </div>
      ) : (
        <RecordTable
          label="Records"
          question={rows.query}
          total={total}
          row={rows.row}
          context={context}
          sort={query.sort}
          descending={query.descending}
          onSort={(sort) => go(sortBy(search, sort))}
          selection={selection}
          onSelect={setSelection}
          onOpen={open}
          onCopy={() => void copy()}
          onWindow={onWindow}
        />
      )}
      <footer className={css.keys} aria-hidden>
        <Keycaps caps={['J', 'K']} /> move <Keycaps caps={['↵']} /> open <Keycaps caps={['/']} /> find
        <Keycaps caps={['Shift', '↓']} /> select more <Keycaps caps={['Ctrl', 'C']} /> copy cells
      </footer>
    </section>
  );
}
