import type {
  ClockSheet,
  Facets,
  LedgerLine,
  RecordPage,
  RecordPageDetail,
  RecordQuery,
  RecordRow,
  TimelineEvent,
} from '../types';
import { selects, valueIn } from './figures';
import { KESTREL, KESTREL_DETAIL } from './kestrel';
import { AS_OF, badge, type FakeRecord, fakeRecords } from './records';
import { afterOpen, HOUR, ledger } from './vienna';

/** Record pages over invented records. */

function fits(record: FakeRecord, query: RecordQuery): boolean {
  const { drill } = query;
  if (drill !== null) {
    if (drill.month !== null && record.month !== drill.month) return false;
    if (drill.handoff !== null && record.handoff !== drill.handoff) return false;
    if (drill.dimension !== null && drill.value !== null && valueIn(record, drill.dimension) !== drill.value)
      return false;
    if (!selects(record, drill.metric, drill.part)) return false;
  }
  const any = (list: string[], value: string) => list.length === 0 || list.includes(value);
  const text = query.text.toLowerCase();
  return (
    any(query.handoffs, record.handoff) &&
    any(query.sources, record.source ?? '(blank)') &&
    any(query.segments, record.segment) &&
    any(query.intents, record.intent) &&
    any(query.owner_groups, record.ownerGroup) &&
    any(query.owners, record.owner) &&
    any(query.months, record.month) &&
    any(query.outcomes, record.state) &&
    (text === '' || `${record.recordId} ${record.owner} ${record.source ?? ''}`.toLowerCase().includes(text))
  );
}

const SORTS: Record<RecordQuery['sort'], (record: FakeRecord) => number | string> = {
  started_at: (record) => record.startedAt,
  record_id: (record) => record.recordId,
  handoff: (record) => record.handoff,
  owner: (record) => record.owner,
  time_to_accept: (record) => record.acceptMs ?? -1,
  time_to_first_touch: (record) => record.touchMs ?? -1,
};

const row = (record: FakeRecord): RecordRow => ({
  id: record.id,
  record_id: record.recordId,
  handoff: badge(record.handoff),
  cycle: 1,
  started_at: record.startedAt,
  owner: record.owner,
  owner_group: record.ownerGroup,
  source: record.source,
  segment: record.segment,
  intent: record.intent,
  time_to_accept_ms: record.acceptMs,
  time_to_first_touch_ms: record.touchMs,
  state: record.state,
  disposition: record.disposition,
});

export function fakeRecordsPage(query: RecordQuery): RecordPage {
  const by = SORTS[query.sort];
  const direction = query.descending ? -1 : 1;
  const found = fakeRecords()
    .filter((record) => fits(record, query))
    .sort((a, b) => {
      const [x, y] = [by(a), by(b)];
      return x < y ? -direction : x > y ? direction : 0;
    });
  if (localStorage.getItem('baton.fake') === 'million') return million(found, query);
  return {
    total: found.length,
    offset: query.offset,
    rows: found.slice(query.offset, query.offset + query.limit).map(row),
  };
}

const MILLION = 1_000_000;

/** The same records over and over, numbered, so that a list of a million can be scrolled. */
function million(found: FakeRecord[], query: RecordQuery): RecordPage {
  const count = Math.min(query.limit, MILLION - query.offset);
  const rows = Array.from({ length: found.length === 0 ? 0 : count }, (_, index) => {
    const at = query.offset + index;
    const record = found[at % found.length] as FakeRecord;
    return { ...row(record), record_id: `R-${at + 1}` };
  });
  return { total: found.length === 0 ? 0 : MILLION, offset: query.offset, rows };
}

export function fakeFacets(): Facets {
  const count = (of: (record: FakeRecord) => string): [string, number][] => {
    const counts = new Map<string, number>();
    for (const record of fakeRecords()) counts.set(of(record), (counts.get(of(record)) ?? 0) + 1);
    return [...counts].sort((a, b) => b[1] - a[1]);
  };
  return {
    handoffs: count((record) => record.handoff).map(([key, n]) => [badge(key), n]),
    sources: count((record) => record.source ?? '(blank)'),
    segments: count((record) => record.segment),
    intents: count((record) => record.intent),
    owner_groups: count((record) => record.ownerGroup),
    owners: count((record) => record.owner),
    months: count((record) => record.month).sort((a, b) => (a[0] < b[0] ? 1 : -1)),
  };
}

/** The ledger of a clock, with a pause in the middle of the second open stretch where there is one, and the due instant. */
function sheet(record: FakeRecord): ClockSheet {
  const to = record.acceptedAt ?? AS_OF;
  const dueAt = afterOpen(record.startedAt, record.targetMs);
  const lines: LedgerLine[] = [];
  for (const line of ledger(record.startedAt, to)) {
    if (line.kind === 'open' && dueAt > line.from && dueAt <= line.to) {
      const before = dueAt - line.from;
      lines.push({
        ...line,
        to: dueAt,
        elapsed_ms: before,
        counts_ms: before,
        running_ms: line.running_ms - line.counts_ms + before,
      });
      lines.push({
        from: dueAt,
        to: dueAt,
        kind: 'due',
        because: 'The target is used up',
        elapsed_ms: 0,
        counts_ms: 0,
        running_ms: record.targetMs,
      });
      if (dueAt < line.to)
        lines.push({ ...line, from: dueAt, elapsed_ms: line.to - dueAt, counts_ms: line.to - dueAt });
    } else lines.push(line);
  }
  const used = lines.reduce((sum, line) => sum + line.counts_ms, 0);
  const late = used - record.targetMs;
  return {
    clock: 'accept',
    state: record.state,
    because:
      late > 0
        ? `Accepted ${Math.round(late / 60_000)} minutes of open time after it was due.`
        : 'Accepted before it was due.',
    target: { kind: 'business', ms: record.targetMs },
    tier: record.intent,
    own_due: false,
    from: record.startedAt,
    to,
    due_at: dueAt,
    used_ms: used,
    late_ms: late > 0 ? late : null,
    calendar: 'Vienna desk',
    time_zone: 'Europe/Vienna',
    ledger: lines,
  };
}

function timeline(record: FakeRecord): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const add = (at: number | null, kind: TimelineEvent['kind'], title: string, detail = '') => {
    if (at !== null) events.push({ at, kind, title, detail, date_only: false });
  };
  add(
    record.startedAt,
    { kind: 'moment', of: 'started' },
    `Handed to ${badge(record.handoff).receiver}`,
    `Clock starts, tier ${record.intent}`,
  );
  add(record.assignedAt, { kind: 'moment', of: 'assigned' }, `Assigned to ${record.owner}`);
  add(
    afterOpen(record.startedAt, record.targetMs),
    { kind: 'due', of: 'accept' },
    'Due',
    'The acceptance target is used up',
  );
  add(record.acceptedAt, { kind: 'moment', of: 'accepted' }, `Accepted by ${record.owner}`);
  add(record.touchedAt, { kind: 'moment', of: 'first_touch' }, 'First touch');
  add(record.wonAt, { kind: 'moment', of: 'won' }, 'Won');
  add(AS_OF, { kind: 'as_of' }, 'The data ends here');
  return events.sort((a, b) => a.at - b.at);
}

export function fakeRecord(id: string): RecordPageDetail {
  if (id === KESTREL) return KESTREL_DETAIL;
  // By its name, or by its row as the window has it.
  const record = fakeRecords().find((one, row) => one.id === id || String(row) === id);
  if (record === undefined)
    throw {
      code: 'not_found',
      message: 'This record is not in the workspace; it may have been undone with its batch.',
      details: id,
    };
  const others = fakeRecords().filter((one) => one.recordId === record.recordId);
  return {
    id: record.id,
    handoff: badge(record.handoff),
    batch: 'b-2',
    batch_source: 'Salesforce leads, line 1,204',
    imported_at: AS_OF + 9 * HOUR,
    as_of: AS_OF,
    passages: others.map((one) => [one.id, badge(one.handoff), 1, one.state]),
    timeline: timeline(record),
    clocks: [sheet(record)],
    record: {
      record_id: record.recordId,
      handoff: record.handoff,
      cycle: 1,
      moments: [
        record.startedAt,
        record.assignedAt,
        record.acceptedAt,
        record.disposition === 'rejected' ? record.startedAt + 3 * HOUR : null,
        record.touchedAt,
        null,
        null,
        null,
        record.wonAt,
        null,
      ],
      date_only: 0,
      disposition: record.disposition,
      reason: record.disposition === 'rejected' ? 'timing' : null,
      owner: record.owner,
      owner_group: record.ownerGroup,
      first_owner: record.owner,
      reassign_count: record.reassigned,
      source: record.source,
      trigger: record.trigger,
      segment: record.segment,
      intent: record.intent,
      tier_changes: [],
      amount: 48_000,
      won: record.wonAt !== null,
      own_due: [null, null, null, null, null],
      own_verdict: null,
      pauses: [],
      truncated: false,
      attributes: { company: 'Kestrel Freight', pain: 'Manual customs filing', buying_stage: 'Comparing' },
    },
  };
}
