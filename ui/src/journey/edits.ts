// What people do on the map and in the outline, as one operation each.

import { BLANK_HANDOFF, type HandoffPoint, type Operation, type Policy, type Stage, type Team } from '../bridge';
import { freeKey, keyFromName } from '../components/keys';

const ALWAYS = { all: [] };

export function several(operations: readonly Operation[]): Operation {
  const [only] = operations;
  return operations.length === 1 && only !== undefined ? only : { op: 'several', operations: [...operations] };
}

/** The team that a side of a handoff names: by short name, name or key, in any case. */
export function teamCalled(teams: readonly Team[], side: string): Team | undefined {
  const wanted = side.trim().toLowerCase();
  return teams.find((team) => [team.short, team.name, team.key].some((name) => name.toLowerCase() === wanted));
}

/** The longest short name that is taken over as it was typed. */
const SHORT = 5;

/** A team that is not there yet, from what somebody called it: `SDR`, or `Customer success` → `CS`. */
export function newTeam(name: string, teams: readonly Team[]): Team {
  const words = name.trim().replace(/\s+/g, ' ');
  const initials = words
    .split(' ')
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
  const base = words.length <= SHORT ? words : initials.length > 1 ? initials : words.slice(0, 3).toUpperCase();
  let short = base;
  for (let number = 2; teamCalled(teams, short) !== undefined; number++) short = `${base}${number}`;
  return { key: keyFromName(words, teams, 'team'), short, name: words };
}

export function newStage(policy: Policy, name: string, team: string | null): Stage {
  return {
    key: keyFromName(name, policy.stages, 'stage'),
    name,
    team,
    kind: policy.stages.length === 0 ? 'start' : 'normal',
    parent: null,
    meaning: '',
    entry: ALWAYS,
    exit: ALWAYS,
    required_fields: [],
  };
}

/** A handoff point of which only its two sides are known. */
export function newHandoff(policy: Policy, given: Partial<HandoffPoint>): HandoffPoint {
  const { sender = '', receiver = '' } = given;
  return { ...BLANK_HANDOFF, name: `${sender} → ${receiver}`, ...given, key: freeKey('H', policy.handoffs) };
}

export function insertStage(policy: Policy, stage: Stage, after?: string): Operation {
  const at = policy.stages.findIndex(({ key }) => key === after);
  return { op: 'insert', at: at < 0 ? policy.stages.length : at + 1, noun: 'stage', entry: stage };
}

export function insertHandoff(policy: Policy, point: HandoffPoint): Operation {
  return { op: 'insert', at: policy.handoffs.length, noun: 'handoff', entry: point };
}

export function insertTeam(policy: Policy, team: Team): Operation {
  return { op: 'insert', at: policy.teams.length, noun: 'team', entry: team };
}

const shortOf = (policy: Policy, team: string | null): string =>
  policy.teams.find(({ key }) => key === team)?.short ?? '';

/** The handoff point from one stage to another, between the teams that own them. */
export function connection(policy: Policy, from: Stage, to: Stage): HandoffPoint {
  return newHandoff(policy, {
    name: `${from.name} to ${to.name}`,
    sender: shortOf(policy, from.team),
    receiver: shortOf(policy, to.team),
    from_stage: from.key,
    to_stage: to.key,
  });
}

/** A stage that another team owns from now on; the handoffs at it name that team, where they named the one before. */
export function ownedBy(policy: Policy, stage: Stage, team: string | null): Operation[] {
  const [before, after] = [shortOf(policy, stage.team), shortOf(policy, team)];
  const side = (key: string, field: 'sender' | 'receiver'): Operation => ({
    op: 'set',
    noun: 'handoff',
    key,
    field,
    value: after,
  });
  return [
    { op: 'set', noun: 'stage', key: stage.key, field: 'team', value: team },
    ...policy.handoffs.flatMap((point) => [
      ...(point.from_stage === stage.key && point.sender === before ? [side(point.key, 'sender')] : []),
      ...(point.to_stage === stage.key && point.receiver === before ? [side(point.key, 'receiver')] : []),
    ]),
  ];
}
