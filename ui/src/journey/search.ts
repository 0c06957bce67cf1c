import type { Policy } from '../bridge';
import { idOf } from './map/boxes';

export interface Found {
  /** In the order of the policy: stages, then handoff points. */
  ids: ReadonlySet<string>;
}

/** Stages and handoff points that all the words occur in: by key, name, teams, trigger, risk or notes, where parked questions are. */
export function searched(policy: Policy, query: string): Found {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { ids: new Set() };
  const says = (parts: readonly (string | null | undefined)[]) => {
    const text = parts.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const team = new Map(policy.teams.map(({ key, name, short }) => [key, `${name} ${short}`]));
  const stages = policy.stages.filter(({ key, name, team: of }) => says([key, name, team.get(of ?? '')]));
  const handoffs = policy.handoffs.filter((point) =>
    says([point.key, point.name, point.sender, point.receiver, point.trigger.text, point.momentum_risk, point.notes]),
  );
  return {
    ids: new Set([
      ...stages.map(({ key }) => idOf({ noun: 'stage', key })),
      ...handoffs.map(({ key }) => idOf({ noun: 'handoff', key })),
    ]),
  };
}
