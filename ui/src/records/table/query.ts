// The records screen's question, as it stands in the address: what is left out has its usual value, so a link from a number
// carries the drill alone.

import type { Drill, Facets, RecordQuery, RecordSort } from '../../bridge';
import { monthName, monthShort } from '../../components/format';
import { emptyRecordQuery } from '../../components/record-query';
import { stateWord } from '../../components/StatusMark';

export type RecordSearch = Partial<Omit<RecordQuery, 'offset' | 'limit'>>;

export const PAGE = 200;

export function fullQuery(search: RecordSearch): RecordQuery {
  return { ...emptyRecordQuery(), ...search, offset: 0, limit: PAGE };
}

/** Only what differs from the usual, so that addresses stay short and equal questions have equal addresses. */
export function shortSearch(search: RecordSearch): RecordSearch {
  const usual = fullQuery({});
  const kept = Object.entries(search).filter(([key, value]) => {
    if (value === undefined || value === null) return false;
    if (Array.isArray(value)) return value.length > 0;
    return value !== usual[key as keyof RecordQuery];
  });
  return Object.fromEntries(kept) as RecordSearch;
}

const LISTS = ['handoffs', 'sources', 'segments', 'intents', 'owner_groups', 'owners', 'months', 'outcomes'] as const;
const SORTS: readonly RecordSort[] = [
  'started_at',
  'record_id',
  'handoff',
  'owner',
  'time_to_accept',
  'time_to_first_touch',
];

/** Takes from an address what a query can mean and drops the rest: addresses are typed and pasted by people. */
export function readSearch(raw: Record<string, unknown>): RecordSearch {
  const search: RecordSearch = {};
  for (const key of LISTS) {
    const value = raw[key];
    if (Array.isArray(value)) Object.assign(search, { [key]: value.filter((entry) => typeof entry === 'string') });
  }
  if (typeof raw.text === 'string' || typeof raw.text === 'number') search.text = String(raw.text);
  if (typeof raw.batch === 'string') search.batch = raw.batch;
  if (typeof raw.descending === 'boolean') search.descending = raw.descending;
  const sort = SORTS.find((known) => known === raw.sort);
  if (sort) search.sort = sort;
  if (typeof raw.drill === 'object' && raw.drill !== null && 'metric' in raw.drill) search.drill = raw.drill as Drill;
  return shortSearch(search);
}

/** True where anything narrows the list. */
export function isFiltered(search: RecordSearch): boolean {
  return Boolean(search.drill || search.text || search.batch || LISTS.some((key) => search[key]?.length));
}

/** Clicking a column: the other direction, or the direction in which it is first wanted. */
export function sortBy(search: RecordSearch, sort: RecordSort): RecordSearch {
  const now = fullQuery(search);
  if (now.sort === sort) return { ...search, sort, descending: !now.descending };
  const largestFirst = sort === 'started_at' || sort === 'time_to_accept' || sort === 'time_to_first_touch';
  return { ...search, sort, descending: largestFirst };
}

const METRICS: Partial<Record<Drill['metric'], [whole: string, counted: string]>> = {
  volume: ['started', 'started'],
  time_to_assign: ['assigned', 'assigned'],
  time_to_accept: ['accepted', 'accepted'],
  time_to_first_touch: ['touched', 'touched'],
  time_to_next_step: ['with a next step', 'with a next step'],
  sla_assign: ['judged for assignment', 'assigned late'],
  sla_accept: ['judged for acceptance', 'breached'],
  sla_first_touch: ['judged for first touch', 'first touch breached'],
  sla_next_step: ['judged for next step', 'next step breached'],
  sla_complete: ['judged for completion', 'completion breached'],
  first_touch_within_5_minutes: ['touched', 'touched within 5 minutes'],
  acceptance_rate: ['decided', 'accepted'],
  rejection_rate: ['decided', 'rejected or recycled'],
  untouched_share: ['started', 'untouched'],
  completion_rate: ['started', 'completed'],
  meeting_booked_rate: ['started', 'with a meeting'],
  opportunity_creation_rate: ['started', 'with an opportunity'],
  reassignment_rate: ['assigned', 'reassigned'],
  conversion: ['accepted', 'converted'],
  drop_off: ['accepted', 'dropped off'],
  packet_fill_rate: ['with a packet', 'with a full packet'],
  duplicate_rate: ['checked', 'duplicates'],
};

/** `H2, breached, October`: what a drill shows, in the fewest words that say it. */
export function drillWords(drill: Drill): string {
  const [whole, counted] = METRICS[drill.metric] ?? [
    drill.metric.replaceAll('_', ' '),
    drill.metric.replaceAll('_', ' '),
  ];
  const part: Record<Drill['part'], string> = {
    denominator: whole,
    numerator: counted,
    running: 'still running',
    cannot_judge: 'cannot be judged',
    left_out: 'left out',
  };
  const words = [
    drill.handoff,
    drill.value,
    drill.also?.value,
    part[drill.part],
    drill.month && monthName(drill.month),
  ];
  return words.filter(Boolean).join(', ');
}

/** What the list shows, for the record page's "12 of 156 in …". */
export function searchWords(search: RecordSearch): string {
  const words = [
    search.drill && drillWords(search.drill),
    ...(search.handoffs ?? []),
    ...(search.outcomes ?? []).map((state) => stateWord(state).toLowerCase()),
    ...(search.sources ?? []),
    ...(search.segments ?? []),
    ...(search.intents ?? []),
    ...(search.owner_groups ?? []),
    ...(search.owners ?? []),
    ...(search.months ?? []).map(monthShort),
    search.text && `“${search.text}”`,
    search.batch && 'one import',
  ].filter((word): word is string => Boolean(word));
  return words.length === 0 ? 'all records' : words.join(', ');
}

export type FacetKey = 'handoffs' | 'sources' | 'segments' | 'intents' | 'owner_groups' | 'owners' | 'months';

export interface FacetOption {
  value: string;
  label: string;
  /** Null where nobody counted. */
  count: number | null;
}

/** A facet's values as a filter lists them: months newest first, the rest by how many have them. */
export function facetOptions(facets: Facets, key: FacetKey): FacetOption[] {
  if (key === 'handoffs')
    return facets.handoffs.map(([badge, count]) => ({ value: badge.key, label: `${badge.key} ${badge.name}`, count }));
  if (key === 'months')
    return [...facets.months]
      .sort(([a], [b]) => (a < b ? 1 : -1))
      .map(([value, count]) => ({ value, label: monthShort(value), count }));
  return [...facets[key]].sort((a, b) => b[1] - a[1]).map(([value, count]) => ({ value, label: value, count }));
}
