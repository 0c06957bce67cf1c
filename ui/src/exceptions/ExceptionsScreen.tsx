import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useActing } from '../app/acting';
import { useCommands } from '../app/commands';
import { HeaderActions } from '../app/slots';
import { say, sayTrouble } from '../app/toasts';
import { bridge, type ExceptionDesk } from '../bridge';
import { Button, Keycaps, Segmented, Select } from '../components/controls';
import { counted, integer, monthShort } from '../components/format';
import { EmptyState, ErrorPanel, Loading } from '../components/states';
import type { FormKind } from './ActForm';
import { useDeskActs } from './acts';
import { BulkPane } from './BulkPane';
import { CasePane } from './CasePane';
import { deskCommands } from './commands';
import { useCase, useDesk, useMeasures, usePolicy } from './data';
import css from './exceptions.module.css';
import { FilterBar } from './FilterBar';
import { Looking } from './Looking';
import { Monthly } from './Monthly';
import { measuredMonths, monthToShow } from './month';
import { NewException } from './NewException';
import { type Cadence, type DeskPlace, isFiltered, queryOf, readPlace, writePlace } from './place';
import { Queue } from './Queue';
import { isOpen, nextAfter, queueLines, shownRows, stepFrom } from './queue';

const CADENCES: { id: Cadence; label: string }[] = [
  { id: 'daily', label: 'Daily' },
  { id: 'weekly', label: 'Weekly' },
  { id: 'monthly', label: 'Monthly' },
];

const TITLES: Record<Cadence, string> = { daily: 'Triage', weekly: 'The week', monthly: 'The month' };

/** What left the standard path: triaged by keyboard, each act written down under who did it. */
export function ExceptionsScreen() {
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const place = useMemo(() => readPlace(raw), [raw]);
  const navigate = useNavigate();
  const { actor } = useActing();
  const { data: policy } = usePolicy();
  const query = useMemo(() => queryOf(place), [place]);
  const { data: desk, error, refetch } = useDesk(query);
  const measures = useMeasures(place.view === 'monthly');
  const acts = useDeskActs();
  const [form, setForm] = useState<FormKind | null>(null);
  const [making, setMaking] = useState(false);
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set());
  const find = useRef<HTMLInputElement>(null);

  const go = useCallback(
    (change: Partial<DeskPlace>) => {
      void navigate({
        to: '/exceptions',
        search: (now: Record<string, unknown>) => writePlace({ ...readPlace(now), ...change }),
        replace: true,
      });
    },
    [navigate],
  );

  const rows = useMemo(() => (desk === undefined ? [] : shownRows(desk, place)), [desk, place]);
  const lines = useMemo(() => queueLines(rows, place.view, policy), [rows, place.view, policy]);
  const severities = useMemo(() => {
    const own = policy?.severities ?? [];
    // A policy without severities is worked with the template's: their keys come with the desk, their names with the cases.
    if (own.length > 0 || desk === undefined) return own;
    return desk.by_severity.map(([key]) => ({
      key,
      name: desk.rows.find((row) => row.case.severity === key)?.severity_name ?? key.toUpperCase(),
    }));
  }, [policy, desk]);
  const selected = place.case ?? stepFrom(lines, null, 0);
  const detail = useCase(place.view === 'monthly' ? null : selected, actor);
  const shown = detail.data?.row.case.number === selected ? detail.data : undefined;
  const markedRows = rows.filter((row) => marked.has(row.case.number));
  const many = markedRows.length > 0;
  const row = rows.find((one) => one.case.number === selected) ?? shown?.row;
  const open = row !== undefined && isOpen(row.case.status);

  // A form belongs to the case that it was opened on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case, another form
  useEffect(() => setForm(null), [selected, many]);

  const select = (number: number | null) => {
    setMaking(false);
    if (number !== null) go({ case: number });
  };
  const mark = (number: number) =>
    setMarked((now) => {
      const next = new Set(now);
      if (!next.delete(number)) next.add(number);
      return next;
    });
  const gone = (numbers: number[]) => {
    const next = nextAfter(lines, numbers);
    setMarked(new Set());
    if (place.show === 'open' && place.view === 'daily') go({ case: next });
  };
  const onDone = (kind: FormKind, numbers: number[]) => {
    setForm(null);
    if (kind === 'resolve') gone(numbers);
    else if (many) setMarked(new Set());
  };
  const openRecord = () => {
    const record = shown?.record;
    if (record != null) void navigate({ to: '/records/$id', params: { id: record }, search: {} });
    else if (shown !== undefined) say('No import brings this record any more');
  };
  const exportCases = () =>
    bridge
      .exceptionsExport(query)
      .then((path) => path !== null && say(`The cases are saved to ${path}`))
      .catch(sayTrouble);

  useCommands(() =>
    deskCommands({
      listed: place.view !== 'monthly' && lines.length > 0,
      open: many ? markedRows.every((one) => isOpen(one.case.status)) : open,
      many,
      canUndo: acts.canUndo,
      form: form !== null,
      step: (by) => select(stepFrom(lines, selected, by)),
      act: (kind) => {
        setMaking(false);
        setForm(kind);
      },
      override: () => {
        setMarked(new Set());
        setMaking(false);
        go({ tab: 'override', case: selected });
      },
      tab: (tab) => go({ tab, case: selected }),
      mark: () => selected !== null && mark(selected),
      unmark: () => setMarked(new Set()),
      openRecord,
      undo: acts.undo,
      filter: () => find.current?.focus(),
      make: () => setMaking(true),
      exportCases,
      view: (view) => go({ view }),
    }),
  );

  const months = measures.data === undefined ? [] : measuredMonths(measures.data);
  const month = place.month ?? (measures.data === undefined ? null : monthToShow(measures.data));
  const next = nextAfter(lines, selected === null ? [] : [selected]);
  const alone = place.view === 'monthly' || (!many && (selected === null || desk === undefined));
  const empty = desk !== undefined && desk.as_of === null && desk.open === 0 && rows.length === 0;
  return (
    <div className={`work ${css.screen} ${alone && !making ? css.whole : ''}`}>
      <HeaderActions>
        <Button onPress={() => setMaking(true)}>New exception</Button>
      </HeaderActions>
      <section className={css.list} aria-label="Exceptions">
        <div className={css.bar}>
          <h1 className="t-title">{TITLES[place.view]}</h1>
          {desk !== undefined && <span className="t-2 num">{summary(desk)}</span>}
          <span className={css.gap} />
          {place.view === 'monthly' && month !== null && (
            <Select
              label="Month"
              labelHidden
              quiet
              small
              options={months.map((id) => ({ id, label: monthShort(id) }))}
              value={month}
              onChange={(id) => go({ month: id })}
            />
          )}
          <Segmented label="Cadence" options={CADENCES} value={place.view} onChange={(view) => go({ view })} />
        </div>
        {place.view === 'monthly' ? (
          measures.error ? (
            <ErrorPanel error={measures.error} retry={() => void measures.refetch()} />
          ) : measures.data === undefined ? (
            <Loading label="Measuring the desk" />
          ) : month === null ? (
            <EmptyState>There is nothing to measure yet: no exception has come to be.</EmptyState>
          ) : (
            <Monthly measures={measures.data} month={month} policy={policy} severities={severities} />
          )
        ) : (
          <>
            {!empty && (
              <FilterBar
                place={place}
                policy={policy}
                onChange={go}
                find={find}
                order={place.view === 'weekly' ? 'by type, then severity' : 'by severity, then time left'}
              />
            )}
            {desk !== undefined && <Looking standing={desk.standing} />}
            {error && desk === undefined ? (
              <div className={css.pad}>
                <ErrorPanel error={error} retry={() => void refetch()} />
              </div>
            ) : desk === undefined ? (
              <div className={css.pad}>
                <Loading lines={12} label="Going through the desk" />
              </div>
            ) : rows.length === 0 ? (
              <div className={css.pad}>
                <Nothing desk={desk} place={place} onClear={() => go(readPlace({ view: place.view }))} />
              </div>
            ) : (
              <>
                <Queue
                  label="Exceptions"
                  lines={lines}
                  severities={severities}
                  selected={selected}
                  marked={marked}
                  onSelect={select}
                  onMark={mark}
                  onStep={(by) => select(stepFrom(lines, selected, by))}
                  onOpen={openRecord}
                />
                {desk.found > desk.rows.length && (
                  <p className={`${css.more} t-small t-2 num`}>
                    {integer(desk.found - desk.rows.length)} more: filter to see them.
                  </p>
                )}
              </>
            )}
            <Keys />
          </>
        )}
      </section>
      {making ? (
        <NewException
          policy={policy}
          onDone={(number) => {
            setMaking(false);
            go({ case: number, tab: 'evidence' });
          }}
          onClose={() => setMaking(false)}
        />
      ) : place.view === 'monthly' ? null : many ? (
        <BulkPane
          rows={markedRows}
          policy={policy}
          severities={severities}
          desk={acts}
          form={form}
          onForm={setForm}
          onDone={onDone}
          onClear={() => setMarked(new Set())}
        />
      ) : desk !== undefined && selected !== null ? (
        <CasePane
          detail={shown}
          error={detail.error}
          retry={() => void detail.refetch()}
          audit={desk.audit}
          now={desk.now}
          policy={policy}
          severities={severities}
          desk={acts}
          tab={place.tab}
          onTab={(tab) => go({ tab, case: selected })}
          form={form}
          onForm={setForm}
          onDone={onDone}
          onOverridden={(numbers, resolved) => {
            if (resolved) gone(numbers);
            else go({ tab: 'evidence' });
          }}
          next={next === null ? null : `EX-${next}`}
        />
      ) : null}
    </div>
  );
}

/** `27 open, 4 past their target, 9 resolved in seven days` */
function summary({ open, past_target: past, resolved_lately: resolved }: ExceptionDesk): string {
  const parts = [`${integer(open)} open`];
  if (past > 0) parts.push(`${integer(past)} past ${past === 1 ? 'its' : 'their'} target`);
  parts.push(`${integer(resolved)} resolved in seven days`);
  return parts.join(', ');
}

function Nothing({ desk, place, onClear }: { desk: ExceptionDesk; place: DeskPlace; onClear: () => void }) {
  const navigate = useNavigate();
  if (desk.as_of === null)
    return (
      <EmptyState
        act={
          <Button kind="primary" onPress={() => void navigate({ to: '/import' })}>
            Import a CSV or XLSX
          </Button>
        }
      >
        There are no records yet. Once there are, Baton looks for what left the standard path: records without an owner,
        missing fields, duplicates, broken promises.
      </EmptyState>
    );
  if (isFiltered(place))
    return (
      <EmptyState act={<Button onPress={onClear}>Clear the filters</Button>}>No case fits these filters.</EmptyState>
    );
  return (
    <EmptyState>
      Nothing is open.{' '}
      {desk.resolved_lately > 0
        ? `${counted(desk.resolved_lately, 'case was', 'cases were')} resolved in the last seven days.`
        : 'The rules found nothing in the records that somebody has to decide.'}
      {desk.history > 0 && ` ${integer(desk.history)} older findings are counted in the measures alone.`}
    </EmptyState>
  );
}

const KEYS: [string[], string][] = [
  [['J', 'K'], 'move'],
  [['A'], 'assign'],
  [['S'], 'severity'],
  [['D'], 'dispute'],
  [['O'], 'override'],
  [['R'], 'resolve'],
  [['N'], 'note'],
  [['X'], 'mark'],
  [['↵'], 'record'],
];

function Keys() {
  return (
    <div className={`${css.keys} t-small`}>
      {KEYS.map(([caps, word]) => (
        <span key={word}>
          <Keycaps caps={caps} /> {word}
        </span>
      ))}
    </div>
  );
}
