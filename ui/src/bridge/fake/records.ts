import type { Disposition, HandoffBadge, HandoffPoint, SlaState } from '../types';
import { POLICY } from './policy';
import { pick, random, waiting } from './random';
import { afterOpen, DAY, HOUR, instant, OPENS, openBetween } from './vienna';

/** An invented passage with everything that the fake bridge counts. */
export interface FakeRecord {
  id: string;
  recordId: string;
  handoff: string;
  month: string;
  startedAt: number;
  assignedAt: number | null;
  acceptedAt: number | null;
  touchedAt: number | null;
  wonAt: number | null;
  owner: string;
  ownerGroup: string;
  source: string | null;
  segment: string;
  intent: string;
  trigger: string;
  reassigned: number;
  disposition: Disposition;
  targetMs: number;
  acceptMs: number | null;
  touchMs: number | null;
  state: SlaState;
}

export const MONTHS = Array.from({ length: 12 }, (_, index) => {
  const month = new Date(Date.UTC(2025, 10 + index, 1));
  return month.toISOString().slice(0, 7);
});
/** 31 Oct 2026, 23:59 in Vienna. */
export const AS_OF = instant(Date.UTC(2026, 9, 31, 23, 59));

/** Passages a month, hours to accept, share accepted, share won. */
const HABITS: Record<string, [number, number, number, number]> = {
  H1: [58, 0.12, 0.97, 0.12],
  H2: [46, 0.75, 0.8, 0.18],
  H3: [30, 4.4, 0.84, 0.34],
  H4: [19, 3.6, 0.95, 0.48],
  H6: [14, 5, 0.92, 0.9],
  H7: [9, 3.4, 0.95, 0.93],
};
const OWNERS: Record<string, [string, string][]> = {
  OPS: [
    ['Lea Novak', 'RevOps'],
    ['Dana Okafor', 'RevOps'],
  ],
  SDR: [
    ['Tobias Kern', 'SDR Vienna'],
    ['Mara Lindt', 'SDR Vienna'],
    ['Idris Bello', 'SDR London'],
  ],
  AE: [
    ['Jonas Berg', 'AE DACH'],
    ['Carla Ruiz', 'AE Iberia'],
    ['Nina Falk', 'AE DACH'],
  ],
  SE: [['Oskar Wren', 'Solutions']],
  IMP: [['Priya Sen', 'Implementation']],
  CS: [
    ['Hana Ito', 'Success'],
    ['Max Adler', 'Success'],
  ],
};
const SOURCES: [string | null, number][] = [
  ['webinar', 30],
  ['demo request', 25],
  ['partner', 14],
  ['outbound', 20],
  ['event', 8],
  [null, 3],
];

/** What is planted: the factor on waiting time. */
function planted(handoff: string, month: number): { accept: number; touch: number } {
  if (handoff === 'H3' && month === 11) return { accept: 3.1, touch: 1.6 };
  if (handoff === 'H6') return { accept: month >= 4 ? 1.45 : 0.55, touch: 1 };
  if (handoff === 'H2' && month === 11) return { accept: 0.7, touch: 0.28 };
  return { accept: 1, touch: 1 };
}

function stateOf(acceptedAt: number | null, used: number, target: number): SlaState {
  if (acceptedAt !== null) return used <= target ? 'met' : 'met_late';
  if (used > target) return 'breached_open';
  return used > target / 2 ? 'at_risk' : 'running';
}

function passage(point: HandoffPoint, monthIndex: number, number: number, next: () => number): FakeRecord {
  const [, hours, accepts, wins] = HABITS[point.key] ?? [10, 1, 0.9, 0.3];
  const month = MONTHS[monthIndex] ?? '';
  const first = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)) - 1, 1);
  const startedAt = afterOpen(instant(first + Math.floor(next() * 27) * DAY + OPENS), next() * 8 * HOUR);
  const factor = planted(point.key, monthIndex);
  const intent = pick<string>(next, [
    ['high', 25],
    ['medium', 45],
    ['low', 30],
  ]);
  const target = point.targets.find((one) => one.clock === 'accept' && one.tier === intent)?.target;
  const targetMs = target !== undefined && 'ms' in target ? target.ms : HOUR;
  const waits = hours * factor.accept * (intent === 'high' ? 0.8 : 1.1) * waiting(next) * HOUR;
  const refused = next() > accepts;
  const accepted = afterOpen(startedAt, waits);
  const acceptedAt = refused || accepted > AS_OF || next() < 0.015 ? null : accepted;
  const touched = afterOpen(accepted, factor.touch * 0.8 * waiting(next) * HOUR);
  const touchedAt = acceptedAt !== null && touched < AS_OF ? touched : null;
  const won = touched + (10 + 30 * next()) * DAY;
  const wonAt = acceptedAt !== null && next() < wins && won < AS_OF ? won : null;
  const group = OWNERS[point.receiver] ?? [['Nobody', 'Nobody']];
  const [owner, ownerGroup] = group[Math.floor(next() * group.length)] ?? ['Nobody', 'Nobody'];
  const used = openBetween(startedAt, acceptedAt ?? AS_OF);
  return {
    id: `${point.key}-${month}-${number}`,
    recordId: `L-${48_000 + Math.floor(next() * 9_000)}`,
    handoff: point.key,
    month,
    startedAt,
    assignedAt: next() < 0.98 ? startedAt + Math.min(waits, HOUR) * 0.2 : null,
    acceptedAt,
    touchedAt,
    wonAt,
    owner,
    ownerGroup,
    source: pick(next, SOURCES),
    segment: pick<string>(next, [
      ['EMEA', 45],
      ['DACH', 35],
      ['Americas', 20],
    ]),
    intent,
    trigger: point.trigger.text,
    reassigned: next() < 0.14 ? 1 + Math.floor(next() * 2) : 0,
    targetMs,
    disposition:
      wonAt !== null
        ? 'completed'
        : acceptedAt !== null
          ? 'accepted'
          : refused
            ? pick<Disposition>(next, [
                ['rejected', 2],
                ['recycled', 1],
              ])
            : 'open',
    acceptMs: acceptedAt === null ? null : used,
    touchMs: touchedAt === null ? null : openBetween(startedAt, touchedAt),
    state: refused ? 'not_applicable' : stateOf(acceptedAt, used, targetMs),
  };
}

function make(): FakeRecord[] {
  const next = random(20_261_031);
  const records: FakeRecord[] = [];
  for (const point of POLICY.handoffs) {
    const [volume] = HABITS[point.key] ?? [10];
    MONTHS.forEach((_, monthIndex) => {
      const count = Math.round(volume * (0.85 + 0.3 * next()));
      for (let number = 0; number < count; number += 1) records.push(passage(point, monthIndex, number, next));
    });
  }
  return records.sort((a, b) => b.startedAt - a.startedAt);
}

let made: FakeRecord[] | null = null;

/** About two thousand passages over twelve months, newest first. */
export function fakeRecords(): FakeRecord[] {
  made ??= make();
  return made;
}

export function badge(key: string): HandoffBadge {
  const point = POLICY.handoffs.find((one) => one.key === key);
  return { key, name: point?.name ?? key, sender: point?.sender ?? '', receiver: point?.receiver ?? '' };
}
