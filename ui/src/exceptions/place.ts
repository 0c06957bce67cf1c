// What the desk shows, as the URL has it.

import type { CaseQuery } from '../bridge';

export type Cadence = 'daily' | 'weekly' | 'monthly';
export type Show = 'open' | 'closed' | 'all';
export type PaneTab = 'evidence' | 'override' | 'notes' | 'audit';

export interface DeskPlace {
  view: Cadence;
  show: Show;
  type: string | null;
  handoff: string | null;
  /** Person key; the empty text = nobody's. */
  owner: string | null;
  text: string;
  /** Number of the selected case. */
  case: number | null;
  tab: PaneTab;
  /** Of the monthly view; null = the last one that has exceptions. */
  month: string | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const oneOf = <K extends string>(value: unknown, ...known: [K, ...K[]]): K =>
  known.find((one) => one === value) ?? known[0];

export function readPlace(raw: Record<string, unknown>): DeskPlace {
  return {
    view: oneOf(raw.view, 'daily', 'weekly', 'monthly'),
    show: oneOf(raw.show, 'open', 'closed', 'all'),
    type: text(raw.type),
    handoff: text(raw.handoff),
    owner: text(raw.owner),
    text: text(raw.text) ?? '',
    case: Number.isInteger(raw.case) ? Number(raw.case) : null,
    tab: oneOf(raw.tab, 'evidence', 'override', 'notes', 'audit'),
    month: text(raw.month),
  };
}

/** Only what differs from the first look, so that the address stays short. */
export function writePlace(place: DeskPlace): Record<string, unknown> {
  const first = readPlace({});
  return Object.fromEntries(Object.entries(place).filter(([key, value]) => value !== first[key as keyof DeskPlace]));
}

export function isFiltered({ type, handoff, owner, text: words, show }: DeskPlace): boolean {
  return type !== null || handoff !== null || owner !== null || words !== '' || show !== 'open';
}

/** The question that the view's rows answer. The weekly view takes what was closed as well. */
export function queryOf(place: DeskPlace): CaseQuery {
  return {
    open: place.view === 'daily' && place.show === 'open',
    month: null,
    exception_type: place.type,
    severity: null,
    handoff: place.handoff,
    owner: place.owner,
    text: place.text === '' ? null : place.text,
  };
}
