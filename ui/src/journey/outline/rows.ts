// The journey as a list: teams, their stages, and the handoffs that leave each, in reading order.

import type { HandoffPoint, Operation, Policy, Stage, Team } from '../../bridge';
import { ownedBy, several, teamCalled } from '../edits';
import type { Item } from '../selection';

export interface OutlineRow {
  item: Item;
  /** 1 = team, 2 = stage or a handoff that names no stage, 3 = handoff of a stage. */
  level: 1 | 2 | 3;
  name: string;
  /** Where it leads: a stage's name, or the receiving team's. */
  to: string;
  /** How many rows are under it. */
  under: number;
  /** Place among its like, from 1, and how many there are. */
  place: number;
  of: number;
}

/** Key of the row under which stands whatever names no team of the policy. */
export const NOBODY = '';

function handoffRow(policy: Policy, point: HandoffPoint, level: 2 | 3, place: number, of: number): OutlineRow {
  const stage = policy.stages.find(({ key }) => key === point.to_stage);
  const to = stage?.name ?? teamCalled(policy.teams, point.receiver)?.name ?? point.receiver;
  return { item: { noun: 'handoff', key: point.key }, level, name: point.name, to, under: 0, place, of };
}

/** Every row; those under `closed` ones are left out. Ids as `stage:mql`. */
export function outlineRows(policy: Policy, closed: ReadonlySet<string>): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const teams: (Team | null)[] = [...policy.teams, null];
  teams.forEach((team, at) => {
    const known = (side: string) => teamCalled(policy.teams, side)?.key ?? null;
    const stages = policy.stages.filter((stage) => stage.team === (team?.key ?? null));
    const loose = policy.handoffs.filter(
      (point) =>
        !policy.stages.some(({ key }) => key === point.from_stage) && known(point.sender) === (team?.key ?? null),
    );
    const of = (stage: Stage) => policy.handoffs.filter(({ from_stage }) => from_stage === stage.key);
    const under = stages.length + loose.length;
    if (team === null && under === 0) return;
    const key = team?.key ?? NOBODY;
    const item: Item = { noun: 'team', key };
    const name = team?.name ?? 'No team yet';
    rows.push({ item, level: 1, name, to: '', under, place: at + 1, of: policy.teams.length });
    if (closed.has(`team:${key}`)) return;
    stages.forEach((stage, place) => {
      const handoffs = of(stage);
      rows.push({
        item: { noun: 'stage', key: stage.key },
        level: 2,
        name: stage.name,
        to: '',
        under: handoffs.length,
        place: place + 1,
        of: under,
      });
      if (closed.has(`stage:${stage.key}`)) return;
      rows.push(...handoffs.map((point, index) => handoffRow(policy, point, 3, index + 1, handoffs.length)));
    });
    rows.push(...loose.map((point, place) => handoffRow(policy, point, 2, stages.length + place + 1, under)));
  });
  return rows;
}

const listOf = (policy: Policy, { noun }: Item): readonly { key: string }[] =>
  noun === 'team' ? policy.teams : noun === 'stage' ? policy.stages : policy.handoffs;

/** One step up or down among what stands beside it; null at the end, and for what has no place of its own. */
export function reordered(policy: Policy, rows: readonly OutlineRow[], item: Item, by: 1 | -1): Operation | null {
  const at = rows.findIndex((row) => row.item.noun === item.noun && row.item.key === item.key);
  const row = rows[at];
  if (row === undefined || item.key === NOBODY) return null;
  const beside = (candidate: OutlineRow | undefined) =>
    candidate !== undefined && candidate.item.noun === item.noun && candidate.item.key !== NOBODY;
  const rest = by === 1 ? rows.slice(at + 1) : rows.slice(0, at).reverse();
  for (const other of rest) {
    if (other.level < row.level) return null;
    if (other.level !== row.level) continue;
    if (!beside(other)) return null;
    const to = listOf(policy, item).findIndex(({ key }) => key === other.item.key);
    return to < 0 ? null : { op: 'move', noun: item.noun, key: item.key, to };
  }
  return null;
}

/** Gives a stage to another team, or has a handoff sent by it. */
export function givenTo(policy: Policy, item: Item, team: Team): Operation | null {
  if (item.noun === 'stage') {
    const stage = policy.stages.find(({ key }) => key === item.key);
    return stage === undefined || stage.team === team.key ? null : several(ownedBy(policy, stage, team.key));
  }
  if (item.noun === 'handoff') {
    return { op: 'set', noun: 'handoff', key: item.key, field: 'sender', value: team.short };
  }
  return null;
}

/** Where a handoff begins or ends from now on; its team follows the stage's. */
export function ended(policy: Policy, key: string, end: 'from' | 'to', stage: Stage | null): Operation {
  const team = policy.teams.find((one) => one.key === stage?.team);
  const side = end === 'from' ? 'sender' : 'receiver';
  const set = (field: string, value: unknown): Operation => ({ op: 'set', noun: 'handoff', key, field, value });
  return several([set(`${end}_stage`, stage?.key ?? null), ...(team ? [set(side, team.short)] : [])]);
}
