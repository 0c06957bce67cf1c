import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Copy, Printer } from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useCommands } from '../../app/commands';
import { HeaderCrumbs, HeaderTools } from '../../app/slots';
import { say, sayTrouble } from '../../app/toasts';
import { useWorkspace } from '../../app/workspace';
import { bridge, type ClockKind, type ClockSheet, type RecordPageDetail, type SlaState } from '../../bridge';
import { ClockBar } from '../../components/clock/ClockBar';
import { Ledger } from '../../components/clock/Ledger';
import {
  basisWords,
  CLOCK_NAMES,
  CLOCK_TITLES,
  ledgerAsCells,
  recordTitle,
  stateWords,
} from '../../components/clock/words';
import { Button, Keycaps } from '../../components/controls';
import { DASH, duration, integer, money } from '../../components/format';
import { HandoffBadge } from '../../components/HandoffBadge';
import { StatusMark, stateStatus, stateWord } from '../../components/StatusMark';
import { ErrorPanel, Loading } from '../../components/states';
import { usePolicy, useRecord, useWindowOf } from '../data';
import { type RecordSearch, readSearch, searchWords } from '../table/query';
import { LineInspector } from './LineInspector';
import css from './record.module.css';
import { Timeline } from './Timeline';

/** One passage of one record: what happened, and every SLA clock with the ledger that proves its figure. */
export function RecordScreen() {
  const { id } = useParams({ strict: false }) as { id: string };
  const raw = useSearch({ strict: false }) as Record<string, unknown>;
  const search = useMemo(() => readSearch(raw), [raw]);
  const at = typeof raw.at === 'number' ? raw.at : null;
  const { data, error, refetch, isPlaceholderData } = useRecord(id);
  return (
    <>
      <Neighbours id={id} at={at} search={search} label={data?.record.record_id ?? ''} />
      {error && !data ? (
        <section className="pane pane--pad">
          <h1 className="t-title">Record</h1>
          <ErrorPanel error={error} retry={() => void refetch()} />
        </section>
      ) : data ? (
        <Detail key={data.id} detail={data} search={search} stale={isPlaceholderData} />
      ) : (
        <section className="pane pane--pad">
          <Loading ofRecords label="Opening the record" />
        </section>
      )}
    </>
  );
}

/** Where the record stands in the list that it was opened from, with the ways to the one before and after. */
function Neighbours({ id, at, search, label }: { id: string; at: number | null; search: RecordSearch; label: string }) {
  const navigate = useNavigate();
  const offset = at === null ? 0 : Math.max(0, at - 1);
  const { data } = useWindowOf(search, offset, 3, at !== null);
  const to = (index: number) => {
    const row = data && at !== null ? data.rows[index - data.offset] : undefined;
    return row && row.id !== id
      ? () =>
          void navigate({ to: '/records/$id', params: { id: row.id }, search: { ...search, at: index }, replace: true })
      : undefined;
  };
  const previous = at !== null && at > 0 ? to(at - 1) : undefined;
  const next = at !== null && data && at + 1 < data.total ? to(at + 1) : undefined;
  const back = () => void navigate({ to: '/records', search });
  useCommands(() => [
    {
      id: 'record.next',
      label: 'Next record',
      group: 'Record',
      keys: ['j'],
      keysOnly: true,
      when: () => next !== undefined,
      run: () => next?.(),
    },
    {
      id: 'record.previous',
      label: 'Previous record',
      group: 'Record',
      keys: ['k'],
      keysOnly: true,
      when: () => previous !== undefined,
      run: () => previous?.(),
    },
    { id: 'record.back', label: 'Back to the list', group: 'Record', keys: ['u'], run: back },
  ]);
  return (
    <>
      <HeaderCrumbs>
        <b className="num">{label}</b>
      </HeaderCrumbs>
      <HeaderTools>
        {at !== null && data && (
          <Link to="/records" search={search} className="t-3 t-small num">
            {integer(at + 1)} of {integer(data.total)} in “{searchWords(search)}”
          </Link>
        )}
        {at !== null && (
          <>
            <Button kind="quiet" small isDisabled={!previous} onPress={() => previous?.()}>
              Previous <Keycaps caps={['K']} />
            </Button>
            <Button kind="quiet" small isDisabled={!next} onPress={() => next?.()}>
              Next <Keycaps caps={['J']} />
            </Button>
          </>
        )}
      </HeaderTools>
    </>
  );
}

/** The clock to open with: the one the list spoke of, acceptance if it has a promise, else the first that says something. */
function firstClock(clocks: ClockSheet[]): ClockKind | undefined {
  const judged = (sheet: ClockSheet) => sheet.state !== 'not_applicable' && sheet.state !== 'cannot_judge';
  return (clocks.find((sheet) => sheet.clock === 'accept' && judged(sheet)) ?? clocks.find(judged) ?? clocks[0])?.clock;
}

function Detail({ detail, search, stale }: { detail: RecordPageDetail; search: RecordSearch; stale: boolean }) {
  const { time_zone: workspaceZone } = useWorkspace();
  const { data: policy } = usePolicy();
  const [clock, setClock] = useState(() => firstClock(detail.clocks));
  const [line, setLine] = useState<number | null>(null);
  const sheet = detail.clocks.find((entry) => entry.clock === clock);
  const zone = sheet?.time_zone ?? workspaceZone;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another clock has other lines
  useEffect(() => setLine(null), [clock]);

  const { record } = detail;
  const title = recordTitle(record);
  const sub = [
    title === record.record_id ? null : record.record_id,
    record.owner,
    record.source,
    record.segment,
    record.amount === null ? null : money(record.amount, policy?.currency ?? 'EUR'),
    record.cycle > 1 ? `cycle ${record.cycle}` : null,
  ];
  const selectEvent = (eventAt: number) => {
    const index = sheet?.ledger.findIndex((entry) => entry.from === eventAt && entry.kind !== 'open') ?? -1;
    const any =
      index >= 0 ? index : (sheet?.ledger.findIndex((entry) => entry.from <= eventAt && eventAt < entry.to) ?? -1);
    if (any >= 0) setLine(any);
  };
  return (
    <div className={`work ${css.screen}`} aria-busy={stale}>
      <section className={`pane ${css.main}`}>
        <div className={css.top}>
          <div>
            <h1 className="t-title">{title}</h1>
            <p className="t-2 num">{sub.filter(Boolean).join(' · ')}</p>
          </div>
          <Passages detail={detail} search={search} />
        </div>
        <div className={css.cols}>
          <Timeline
            events={detail.timeline}
            sheet={sheet}
            zone={zone}
            selectedAt={line === null ? null : (sheet?.ledger[line]?.from ?? null)}
            onSelect={(event) => selectEvent(event.at)}
          />
          <section aria-labelledby="ledger">
            <Clocks clocks={detail.clocks} clock={clock} onClock={setClock}>
              {sheet ? (
                <Sheet id={detail.id} sheet={sheet} cycle={record.cycle} line={line} onLine={setLine} />
              ) : (
                <p className="t-2">No SLA clock runs at this handoff point.</p>
              )}
            </Clocks>
          </section>
        </div>
      </section>
      <LineInspector detail={detail} policy={policy} sheet={sheet} line={line} />
    </div>
  );
}

function Passages({ detail, search }: { detail: RecordPageDetail; search: RecordSearch }) {
  const own: SlaState =
    detail.clocks.find((sheet) => sheet.clock === 'accept')?.state ?? detail.clocks[0]?.state ?? 'not_applicable';
  const all: RecordPageDetail['passages'] = detail.passages.some(([id]) => id === detail.id)
    ? detail.passages
    : [[detail.id, detail.handoff, detail.record.cycle, own], ...detail.passages];
  return (
    <nav className={css.passages} aria-label="Passages of this record">
      {all.map(([id, handoff, cycle, state]) => (
        <Link
          key={id}
          to="/records/$id"
          params={{ id }}
          search={search}
          aria-current={id === detail.id ? 'page' : undefined}
        >
          <HandoffBadge
            handoff={handoff}
            outlined
            selected={id === detail.id}
            health={{ status: stateStatus(state), label: stateWord(state) }}
          />
          {cycle > 1 && <span className={`${css.cycle} t-small`}>×{cycle}</span>}
        </Link>
      ))}
    </nav>
  );
}

interface ClocksProps {
  clocks: ClockSheet[];
  clock: ClockKind | undefined;
  onClock: (clock: ClockKind) => void;
  children: ReactNode;
}

/** The clocks that run at this handoff point; the shown one's ledger is the tab's panel. */
function Clocks({ clocks, clock, onClock, children }: ClocksProps) {
  if (clocks.length < 2 || !clock) return children;
  return (
    <Tabs selectedKey={clock} onSelectionChange={(key) => onClock(key as ClockKind)}>
      <TabList aria-label="Clocks of this handoff" className={css.clocks ?? ''}>
        {clocks.map((sheet) => (
          <Tab key={sheet.clock} id={sheet.clock}>
            <StatusMark status={stateStatus(sheet.state)} label={stateWord(sheet.state)} />
            {CLOCK_NAMES[sheet.clock]}
          </Tab>
        ))}
      </TabList>
      <TabPanel key={clock} id={clock} className={css.panel ?? ''}>
        {children}
      </TabPanel>
    </Tabs>
  );
}

function Sheet({
  id,
  sheet,
  cycle,
  line,
  onLine,
}: {
  id: string;
  sheet: ClockSheet;
  cycle: number;
  line: number | null;
  onLine: (line: number) => void;
}) {
  const copy = () =>
    bridge
      .copyText(ledgerAsCells(sheet))
      .then(() => say('The ledger is copied as cells'))
      .catch(sayTrouble);
  const print = () =>
    bridge
      .ledgerPdf(id)
      .then((path) => path !== null && say(`The ledger is in ${path}`))
      .catch(sayTrouble);
  useCommands(() => [
    { id: 'record.copy', label: 'Copy the ledger as cells', group: 'Record', run: copy },
    { id: 'record.print', label: 'Print the ledger', group: 'Record', keys: ['$mod+p'], run: () => void print() },
  ]);
  const status = stateStatus(sheet.state);
  const judged = sheet.state !== 'cannot_judge';
  return (
    <>
      <div className={css.head}>
        <h2 className="t-panel" id="ledger">
          Clock ledger
        </h2>
        <span className="t-3 t-small num">
          {CLOCK_TITLES[sheet.clock]}, cycle {cycle}
        </span>
        <span className={css.gap} />
        <Button kind="quiet" small onPress={copy} isDisabled={sheet.ledger.length === 0}>
          <Copy size={14} aria-hidden /> Copy cells
        </Button>
        <Button kind="quiet" small onPress={print}>
          <Printer size={14} aria-hidden /> Print ledger
        </Button>
      </div>
      <div className={`${css.sum} num`}>
        <span className="t-figure">{judged ? duration(sheet.used_ms) : DASH}</span>
        <p>
          <b className={`is-${status}`}>
            <StatusMark status={status} /> {stateWords(sheet)}
          </b>
          <br />
          <span className="t-small t-2">{judged ? basisWords(sheet) : sheet.because}</span>
        </p>
      </div>
      {sheet.ledger.length > 0 && (
        <>
          <ClockBar sheet={sheet} selected={line} onSelect={onLine} />
          <Ledger sheet={sheet} selected={line} onSelect={onLine} />
        </>
      )}
    </>
  );
}
