import { describe, expect, it } from 'vitest';
import type { AuditEntry, CaseTimeLeft, ExceptionCase, ExceptionMeasures, Policy } from '../bridge';
import { monthByType } from './month';
import { isFiltered, readPlace, writePlace } from './place';
import { undoing } from './undo';
import { chainWords, deedWords, heldBy, saidWords, severityClass, shortHash, timeLeft, timeLeftWords } from './words';

const MINUTE = 60_000;
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

const left = (ms: number, counting: 'business' | 'elapsed' = 'business'): CaseTimeLeft => ({
  counting,
  ms,
  whole_ms: 540 * MINUTE,
  calendar: counting === 'business' ? 'Sales, Europe/Vienna' : null,
  words: `so much of ${counting} time`,
});

describe('time left', () => {
  it('says how much, on which side of the target', () => {
    expect(plain(timeLeft({ due: 'past', left: left(-125 * MINUTE) }).text)).toBe('2 h 05 m over');
    expect(plain(timeLeft({ due: 'soon', left: left(50 * MINUTE) }).text)).toBe('50 m left');
    expect(timeLeft({ due: 'past', left: left(-1) }).status).toBe('breach');
    expect(timeLeft({ due: 'soon', left: left(1) }).status).toBe('risk');
    expect(timeLeft({ due: 'in_time', left: left(1) }).status).toBe('met');
  });
  it('says which time it is', () => {
    expect(timeLeft({ due: 'in_time', left: left(50 * MINUTE, 'elapsed') }).counted).toBe('elapsed');
    expect(timeLeft({ due: 'none', left: null }).counted).toBeNull();
    expect(timeLeft({ due: 'past', left: left(0) }).text).toBe('over');
    expect(plain(timeLeftWords({ left: left(MINUTE) }) ?? '')).toBe(
      'so much of business time, of 9 h 00 m (Sales, Europe/Vienna)',
    );
    expect(timeLeftWords({ left: null })).toBeNull();
  });
  it('of a case without a target or a closed one says so', () => {
    expect(timeLeft({ due: 'none', left: null }).text).toBe('no target');
    expect(timeLeft({ due: 'missed', left: null }).text).toBe('closed late');
  });
});

const POLICY = {
  people: [
    { key: 'psen', name: 'Priya Sen', roles: ['sales_ops'], active: true },
    { key: 'old', name: 'Olga Dahl', roles: ['sales_ops'], active: false },
  ],
  roles: [
    { key: 'sales_ops', name: 'Sales Ops' },
    { key: 'legal', name: 'Legal' },
  ],
  verbs: [{ key: 'merge', name: 'Merge records' }],
  severities: [
    { key: 'p0', name: 'P0' },
    { key: 'p1', name: 'P1' },
  ],
  decision_rights: [
    { verb: 'merge', exception_type: null, severity: null, role: 'sales_ops', approved_by: 'legal' },
    { verb: 'merge', exception_type: 'other', severity: null, role: 'legal', approved_by: null },
  ],
} as unknown as Policy;

describe('a right', () => {
  it('is said with who holds it and who approves; people who left hold nothing', () => {
    expect(heldBy(POLICY, 'merge', 'duplicate', 'p1')).toEqual([
      'Sales Ops (Priya Sen), with the approval of Legal (held by nobody)',
    ]);
  });
});

const entry = (part: Partial<AuditEntry>): AuditEntry => ({
  number: 1,
  at: 0,
  actor: 'psen',
  act: 'case.noted',
  subject: 'EX-1',
  said: null,
  before: null,
  after: null,
  ...part,
});

describe('the audit trail', () => {
  it('is told in words', () => {
    const rated = entry({ act: 'case.severity_set', before: { severity: 'p1' }, after: { severity: 'p0' } });
    expect(deedWords(rated, POLICY)).toBe('Severity P1 to P0');
    expect(deedWords(entry({ act: 'case.assigned', after: { owner: 'psen' } }), POLICY)).toBe('Assigned to Priya Sen');
    expect(deedWords(entry({ act: 'case.assigned', after: { owner: null } }), POLICY)).toBe('Taken from its owner');
    expect(deedWords(entry({ act: 'case.overridden', said: { verb: 'merge' } }), POLICY)).toBe(
      'Override: Merge records',
    );
    expect(deedWords(entry({ act: 'case.some_later_act' }), POLICY)).toBe('some later act');
    expect(saidWords(entry({ said: { reason: 'As agreed' } }))).toBe('As agreed');
    expect(saidWords(entry({ said: ['no', 'object'] }))).toBe(null);
  });
  it('names the first broken link', () => {
    expect(chainWords({ entries: 1_204, head: '', broken: null })).toBe('Chain intact, 1,204 entries');
    const broken = { number: 12, what: 'its hash is not that of its content' };
    expect(chainWords({ entries: 11, head: '', broken })).toBe(
      'Chain broken at entry 12: its hash is not that of its content',
    );
  });
  it('shortens a hash to its ends', () => expect(shortHash(`7f3a${'0'.repeat(58)}c1`)).toBe('7f3a…c1'));
});

it('weighs severities by rank, whatever their keys', () => {
  expect(severityClass(POLICY.severities, 'p0')).toBe('sev sev--0');
  expect(severityClass(POLICY.severities, 'gone')).toBe('sev sev--2');
});

describe('taking back', () => {
  const before = { owner: 'psen', severity: 'p1', overrides: [{}, {}] } as unknown as ExceptionCase;
  it('an assignment gives the case to whom it had', () =>
    expect(undoing({ act: 'assign', to: null }, before)).toEqual([{ act: 'assign', to: 'psen' }]));
  it('an override that resolved reopens, and takes back the one that was added', () => {
    const act = {
      act: 'override',
      verb: 'merge',
      reason: 'r',
      approver: 'old',
      next_step: { act: 'alert', text: 't' },
      audit_fields: {},
      effect: null,
      resolves: true,
      root_cause: null,
    } as const;
    const acts = undoing(act, before);
    expect(acts.map((one) => one.act)).toEqual(['reopen', 'take_back']);
    expect(acts[1]).toMatchObject({ place: 2, approver: 'old' });
  });
  it('a note is not possible', () => expect(undoing({ act: 'note', text: 'x' }, before)).toEqual([]));
});

describe('the place', () => {
  it('keeps only what differs, and reads back what it wrote', () => {
    const place = { ...readPlace({}), show: 'closed', owner: '', case: 12 } as const;
    expect(writePlace(place)).toEqual({ show: 'closed', owner: '', case: 12 });
    expect(readPlace(writePlace(place))).toEqual(place);
    expect(isFiltered(place)).toBe(true);
    expect(isFiltered(readPlace({ case: 12 }))).toBe(false);
  });
  it('takes nonsense for the first look', () =>
    expect(readPlace({ view: 3, show: 'some', case: 'x', tab: {} })).toEqual(readPlace({})));
});

it('adds a month up by type, all of them first', () => {
  const volume = (month: string, exception_type: string, severity: string, count: number, history: number) => ({
    month,
    exception_type,
    name: exception_type.toUpperCase(),
    severity,
    count,
    history,
  });
  const measures: ExceptionMeasures = {
    volume: [
      volume('2026-10', 'a', 'p0', 2, 1),
      volume('2026-10', 'b', 'p1', 5, 0),
      volume('2026-09', 'a', 'p0', 9, 9),
    ],
    resolution: [],
    repeats: [],
    duplicates: 0,
    records: 0,
    pauses: [],
    impact: [],
  };
  const rows = monthByType(measures, '2026-10');
  expect(rows.map(({ name, count, history }) => [name, count, history])).toEqual([
    ['All types', 7, 1],
    ['B', 5, 0],
    ['A', 2, 1],
  ]);
  expect(rows[0]?.counts).toEqual({ p0: 2, p1: 5 });
  expect(monthByType(measures, '2026-08')).toEqual([]);
});
