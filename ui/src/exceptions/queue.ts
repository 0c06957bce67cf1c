// The desk's cases as lines of a list: grouped, in the order in which they are worked.

import type { CaseRow, CaseStatus, ExceptionDesk, Policy } from '../bridge';
import { targetWords } from '../components/targets';
import type { Cadence, DeskPlace } from './place';

export type Line = { kind: 'group'; key: string; title: string; note: string } | { kind: 'case'; row: CaseRow };

const WEEK = 7 * 86_400_000;

export function isOpen(status: CaseStatus): boolean {
  return status === 'open' || status === 'disputed';
}

/** The rows that a view shows of those that the backend found. A week keeps what is open and what was closed in it. */
export function shownRows({ rows, now }: Pick<ExceptionDesk, 'rows' | 'now'>, { view, show }: DeskPlace): CaseRow[] {
  return rows.filter(({ case: one }) => {
    const open = isOpen(one.status);
    if (show !== 'all' && view === 'daily') return open === (show === 'open');
    if (view !== 'weekly') return true;
    return open || (one.resolved_at !== null && one.resolved_at > now - WEEK);
  });
}

/** `blocks revenue` of `Blocks revenue.` */
function meaningWords(meaning: string): string {
  const plain = meaning.trim().replace(/\.$/, '');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

const CADENCES: Record<string, string> = {
  daily: 'gone through daily',
  weekly: 'gone through weekly',
  monthly: 'gone through monthly',
  quarterly: 'gone through quarterly',
  yearly: 'gone through yearly',
};

/** `3 open`, `3 open, 2 closed`, `2 closed` */
function countWords(rows: readonly CaseRow[]): string {
  const open = rows.filter(({ case: one }) => isOpen(one.status)).length;
  const closed = rows.length - open;
  return [open > 0 || closed === 0 ? `${open} open` : null, closed > 0 ? `${closed} closed` : null]
    .filter(Boolean)
    .join(', ');
}

function groupHead(policy: Policy | undefined, view: Cadence, key: string, rows: readonly CaseRow[]): Line {
  const first = rows[0];
  if (view === 'weekly') {
    const kind = policy?.exception_types.find((type) => type.key === key);
    const cadence = kind?.review_every == null ? null : CADENCES[kind.review_every];
    const title = kind?.name ?? first?.type_name ?? key;
    return { kind: 'group', key, title, note: [countWords(rows), cadence].filter(Boolean).join(', ') };
  }
  const severity = policy?.severities.find((one) => one.key === key);
  const name = severity?.name ?? first?.severity_name ?? key;
  const ofType = (policy?.exception_types ?? []).some(({ targets }) => targets.some((one) => one.severity === key));
  const target =
    severity?.target == null ? null : `target ${targetWords(severity.target)}${ofType ? ', or its type’s own' : ''}`;
  return {
    kind: 'group',
    key,
    title: severity?.meaning ? `${name}, ${meaningWords(severity.meaning)}` : name,
    note: [countWords(rows), target].filter(Boolean).join(', '),
  };
}

/**
 * Lines of the list: a head for each severity (each type in the weekly view), its cases below it in the order that the rows have,
 * which is by severity, then by time left. Types stand in the policy's order.
 */
export function queueLines(rows: readonly CaseRow[], view: Cadence, policy: Policy | undefined): Line[] {
  const groups = new Map<string, CaseRow[]>();
  if (view === 'weekly') for (const type of policy?.exception_types ?? []) groups.set(type.key, []);
  for (const row of rows) {
    const key = view === 'weekly' ? row.case.exception_type : row.case.severity;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .flatMap(([key, members]): Line[] => [
      groupHead(policy, view, key, members),
      ...members.map((row): Line => ({ kind: 'case', row })),
    ]);
}

/** The case so many cases further down; the first or last where there is none, and the first where nothing is selected. */
export function stepFrom(lines: readonly Line[], selected: number | null, by: number): number | null {
  const numbers = lines.flatMap((line) => (line.kind === 'case' ? [line.row.case.number] : []));
  const at = numbers.indexOf(selected ?? -1);
  const to = at < 0 ? 0 : Math.max(0, Math.min(numbers.length - 1, at + by));
  return numbers[to] ?? null;
}

/** The case to go on with once these are gone: the next one below the first of them that stays, else the one above. */
export function nextAfter(lines: readonly Line[], gone: readonly number[]): number | null {
  const numbers = lines.flatMap((line) => (line.kind === 'case' ? [line.row.case.number] : []));
  const first = numbers.findIndex((number) => gone.includes(number));
  const below = numbers.slice(first + 1).find((number) => !gone.includes(number));
  return below ?? numbers.slice(0, Math.max(0, first)).findLast((number) => !gone.includes(number)) ?? null;
}

export function lineOf(lines: readonly Line[], number: number | null): number {
  return lines.findIndex((line) => line.kind === 'case' && line.row.case.number === number);
}
