// Quick capture: a line of a workshop, `SDR -> AE: discovery context gets lost`, as one edit of the draft.

import type { Operation, Policy, Team } from '../bridge';
import { insertTeam, newHandoff, newTeam, several, teamCalled } from './edits';

/** What a line says: a way through teams, and what may get lost on it. */
export interface Captured {
  teams: string[];
  /** Empty = not said. */
  risk: string;
}

const ARROW = /\s*(?:<?[-–—=]+>|→|⇒|⟶)\s*/u;
/** The longest name of a team that is taken for one. */
const LONGEST = 60;

/** The line, or what is wrong with it and what to write instead. */
export function parseCapture(text: string): Captured | { wrong: string } {
  const line = text.trim().replace(/\s+/g, ' ');
  if (line === '') return { wrong: 'Write who hands over to whom, as in SDR -> AE: discovery context gets lost' };
  const colon = line.indexOf(':');
  const way = colon < 0 ? line : line.slice(0, colon);
  const risk = colon < 0 ? '' : line.slice(colon + 1).trim();
  if (/<[-–—=]|←/u.test(way)) return { wrong: 'Arrows point to who receives: write SDR -> AE' };
  const teams = way.split(ARROW).map((team) => team.trim());
  if (teams.length < 2) {
    return { wrong: `“${teams[0] || line}” hands over to nobody: put -> and a team after it` };
  }
  const missing = teams.indexOf('');
  if (missing === 0) return { wrong: 'Who hands over? Put a team before the arrow' };
  if (missing > 0) return { wrong: 'An arrow leads to nobody: put a team after it' };
  const long = teams.find((team) => team.length > LONGEST);
  if (long !== undefined) {
    return { wrong: `“${long.slice(0, 24)}…” is too long for a team: put a colon between the teams and the risk` };
  }
  const twice = teams.find((team, at) => at > 0 && team.toLowerCase() === teams[at - 1]?.toLowerCase());
  if (twice !== undefined) return { wrong: `${twice} hands over to itself: name two teams` };
  return { teams, risk };
}

/** What capturing lines does to the policy. */
export interface Capture {
  operation: Operation;
  /** Keys of the handoff points that it makes. */
  made: string[];
  /** In a sentence: `1 handoff point, and the new team AE`. */
  words: string;
}

function words(handoffs: number, teams: readonly Team[]): string {
  const points = handoffs === 1 ? '1 handoff point' : `${handoffs} handoff points`;
  const names = teams.map(({ name }) => name);
  if (names.length === 0) return points;
  const listed = names.length === 1 ? names[0] : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${points}, and the new team${names.length === 1 ? '' : 's'} ${listed}`;
}

/** Handoff points and missing teams of one or more captured lines, as one edit. Each hop carries the line's risk. */
export function captureOperation(policy: Policy, lines: readonly Captured[]): Capture {
  const operations: Operation[] = [];
  const added: Team[] = [];
  let teams = policy.teams;
  let handoffs = policy.handoffs;
  const made: string[] = [];
  const shortOf = (name: string): string => {
    const known = teamCalled(teams, name);
    if (known !== undefined) return known.short;
    const team = newTeam(name, teams);
    operations.push(insertTeam({ ...policy, teams }, team));
    teams = [...teams, team];
    added.push(team);
    return team.short;
  };
  for (const line of lines) {
    const sides = line.teams.map(shortOf);
    for (let hop = 1; hop < sides.length; hop++) {
      const [sender = '', receiver = ''] = [sides[hop - 1], sides[hop]];
      const point = newHandoff({ ...policy, handoffs }, { sender, receiver, momentum_risk: line.risk });
      operations.push({ op: 'insert', at: handoffs.length, noun: 'handoff', entry: point });
      handoffs = [...handoffs, point];
      made.push(point.key);
    }
  }
  return { operation: several(operations), made, words: words(made.length, added) };
}
