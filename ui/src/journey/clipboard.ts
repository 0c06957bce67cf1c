// Parts of a journey as text: to another place of the map, to another workspace, into a letter.

import type { HandoffPoint, HandoffSpec, Operation, Policy, Stage, Team } from '../bridge';
import { freeKey, keyFromName } from '../components/keys';
import { type Captured, captureOperation, parseCapture } from './capture';
import { insertTeam, several, teamCalled } from './edits';
import type { Item } from './selection';

const KIND = 'journey';

interface Copied {
  baton: typeof KIND;
  schema: number;
  teams: Team[];
  stages: Stage[];
  handoffs: HandoffPoint[];
}

/** What is selected as JSON that can be pasted here or in another workspace, with the teams that it names. */
export function copyOf(policy: Policy, items: readonly Item[]): string {
  const chosen = (noun: Item['noun']) => new Set(items.filter((item) => item.noun === noun).map(({ key }) => key));
  const handoffs = policy.handoffs.filter(({ key }) => chosen('handoff').has(key));
  const stages = policy.stages.filter(({ key }) => chosen('stage').has(key));
  const named = [
    ...handoffs.flatMap(({ sender, receiver }) => [sender, receiver]),
    ...stages.map(({ team }) => team ?? ''),
    ...chosen('team'),
  ];
  const teams = policy.teams.filter((team) => named.some((name) => teamCalled([team], name)));
  return JSON.stringify({ baton: KIND, schema: policy.schema, teams, stages, handoffs } satisfies Copied, null, 1);
}

function isCopied(value: unknown): value is Copied {
  if (typeof value !== 'object' || value === null) return false;
  const { baton, teams, stages, handoffs } = value as Record<string, unknown>;
  const keyed = (list: unknown) =>
    Array.isArray(list) && list.every((one) => typeof one === 'object' && one !== null && typeof one.key === 'string');
  return baton === KIND && keyed(teams) && keyed(stages) && keyed(handoffs);
}

export interface Pasting {
  operation: Operation;
  made: Item[];
}

/** What pasting a text does: a copied part of a journey again, or a line of quick capture a line. Or why it cannot. */
export function pasting(policy: Policy, text: string): Pasting | { wrong: string } {
  const value = parsed(text);
  if (isCopied(value)) return again(policy, value);
  if (value !== undefined && typeof value === 'object') {
    return {
      wrong:
        'What was copied is not part of a journey. Copy stages or handoff points on a map, or lines such as SDR -> AE: risk.',
    };
  }
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const read = lines.map(parseCapture);
  const bad = read.findIndex((line) => 'wrong' in line);
  const first = read[bad];
  if (first !== undefined && 'wrong' in first) return { wrong: `Line ${bad + 1}: ${first.wrong}` };
  if (lines.length === 0) return { wrong: 'There is nothing to paste.' };
  const captured = captureOperation(policy, read as Captured[]);
  return { operation: captured.operation, made: captured.made.map((key) => ({ noun: 'handoff', key })) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function again(policy: Policy, copied: Copied): Pasting | { wrong: string } {
  const operations: Operation[] = [];
  const made: Item[] = [];
  let { teams, stages, handoffs } = policy;
  const teamKeys = new Map<string, string>();
  for (const team of copied.teams) {
    const known = teamCalled(teams, String(team.short));
    teamKeys.set(team.key, known?.key ?? team.key);
    if (known !== undefined) continue;
    operations.push(insertTeam({ ...policy, teams }, team));
    teams = [...teams, team];
  }
  const stageKeys = new Map<string, string>();
  for (const stage of copied.stages) {
    const taken = stages.some(({ key }) => key === stage.key);
    const name = taken ? `${stage.name} (copy)` : stage.name;
    const entry: Stage = {
      ...stage,
      name,
      key: taken ? keyFromName(name, stages, 'stage') : stage.key,
      team: stage.team === null ? null : (teamKeys.get(stage.team) ?? null),
    };
    stageKeys.set(stage.key, entry.key);
    operations.push({ op: 'insert', at: stages.length, noun: 'stage', entry });
    stages = [...stages, entry];
    made.push({ noun: 'stage', key: entry.key });
  }
  const end = (key: string | null) =>
    key === null ? null : (stageKeys.get(key) ?? (stages.some((stage) => stage.key === key) ? key : null));
  for (const point of copied.handoffs) {
    const entry: HandoffPoint = {
      ...point,
      key: freeKey('H', handoffs),
      from_stage: end(point.from_stage),
      to_stage: end(point.to_stage),
    };
    operations.push({ op: 'insert', at: handoffs.length, noun: 'handoff', entry });
    handoffs = [...handoffs, entry];
    made.push({ noun: 'handoff', key: entry.key });
  }
  if (operations.length === 0) return { wrong: 'Nothing was copied: select stages or handoff points first.' };
  return { operation: several(operations), made };
}

/** A handoff point in words, as in a letter. */
export function inWords(spec: HandoffSpec): string {
  const lines: [string, string][] = [
    ['Stages', [spec.from_stage, spec.to_stage].filter(Boolean).join(' → ')],
    ['Trigger', spec.trigger],
    ['Accountable', spec.accountable.join(', ')],
    ['Backup', spec.backup ?? ''],
    ['Acceptance', spec.acceptance],
    ['Exit criteria', spec.exit_criteria],
    ['Entry criteria', spec.entry_criteria],
    ['Packet', spec.packet.map(({ name, required }) => (required ? name : `${name} (optional)`)).join(', ')],
    ['Routing', spec.routing.map(({ when, to }) => `${when}: ${to}`).join('; ')],
    [
      'Targets',
      spec.targets.map(({ clock, tier, target }) => `${clock.replace('_', ' ')}, ${tier}: ${target}`).join('; '),
    ],
    ['Escalation', spec.escalation.map(({ at, act, to }) => `${at} ${act}, ${to}`).join('; ')],
    ['Reasons', spec.dispositions.map(({ name, next }) => `${name}: ${next}`).join('; ')],
    ['Risk', spec.momentum_risk],
    ['KPI', spec.kpi ?? ''],
  ];
  const head = `${spec.key} ${spec.name} (${spec.sender} → ${spec.receiver})`;
  return [head, ...lines.filter(([, said]) => said !== '').map(([name, said]) => `${name}: ${said}`)].join('\n');
}
