import { foresee, listOf } from '../operations';
import type {
  DiffGroup,
  DoorError,
  DraftView,
  HandoffSpec,
  Noun,
  Operation,
  Policy,
  PolicyDiff,
  PolicyVersion,
  TemplateChoice,
} from '../types';
import { JOURNEY } from './journey';
import { fakeReport } from './judgement';
import { fakeLayout } from './layout';
import { AS_OF } from './records';
import { DAY, HOUR } from './vienna';

type Args = Record<string, unknown>;

function refuse(message: string): never {
  throw { code: 'invalid', message, details: null } satisfies DoorError;
}

const PLACES = { stage: 'stages', handoff: 'handoffs' } as const;

/** What names a stage or team, in the parts of a policy that the fake knows of. */
function renamed(policy: Policy, noun: Noun, from: string, to: string | null): Policy {
  const key = (value: string | null) => (value === from ? to : value);
  return {
    ...policy,
    stages: policy.stages.map((one) => (noun === 'team' ? { ...one, team: key(one.team) } : one)),
    handoffs: policy.handoffs.map((one) =>
      noun === 'stage' ? { ...one, from_stage: key(one.from_stage), to_stage: key(one.to_stage) } : one,
    ),
  };
}

function apply(policy: Policy, operation: Operation): Policy {
  switch (operation.op) {
    case 'several':
      return operation.operations.reduce(apply, policy);
    case 'place': {
      const list = PLACES[operation.of];
      const layout = policy.layout as unknown as Record<string, Record<string, unknown>>;
      const places = { ...layout[list] };
      if (operation.at === null) delete places[operation.key];
      else places[operation.key] = operation.at;
      return { ...policy, layout: { ...layout, [list]: places } as unknown as Policy['layout'] };
    }
    case 'remove':
    case 'rename': {
      const { noun } = operation;
      const key = operation.op === 'remove' ? operation.key : operation.from;
      const to = operation.op === 'remove' ? null : operation.to;
      const list = listOf(policy, noun);
      if (!list.some((entry) => entry.key === key)) refuse(`There is no ${noun} “${key}”.`);
      if (to !== null && list.some((entry) => entry.key === to)) refuse(`There is a ${noun} “${to}” already.`);
      const next = list.flatMap((entry) => (entry.key !== key ? [entry] : to === null ? [] : [{ ...entry, key: to }]));
      const held = Object.entries(policy).find(([, value]) => value === list)?.[0] ?? '';
      return renamed({ ...policy, [held]: next }, noun, key, to);
    }
    default: {
      const next = foresee(policy, operation);
      return next ?? refuse('The draft has changed since, or there is something with this key already.');
    }
  }
}

function words(operation: Operation): string {
  switch (operation.op) {
    case 'insert':
      return `New ${operation.noun} ${operation.entry.key}`;
    case 'remove':
      return `Remove ${operation.noun} ${operation.key}`;
    case 'move':
      return `Reorder ${operation.noun} ${operation.key}`;
    case 'rename':
      return `Rename ${operation.noun} ${operation.from} to ${operation.to}`;
    case 'set':
      return `Change ${operation.field} of ${operation.key}`;
    case 'set_own':
      return `Change ${operation.field}`;
    case 'place':
      return `Move ${operation.key} on the map`;
    case 'several':
      return operation.operations.length === 0 ? 'Nothing' : words(operation.operations.at(-1) as Operation);
    case 'replace':
      return 'Another policy instead';
  }
}

function differences(from: Policy, to: Policy): PolicyDiff {
  const groups: DiffGroup[] = [];
  for (const noun of ['handoff', 'stage', 'team', 'role', 'field'] as const) {
    const before = new Map(listOf(from, noun).map((entry) => [entry.key, entry]));
    const after = new Map(listOf(to, noun).map((entry) => [entry.key, entry]));
    for (const key of new Set([...after.keys(), ...before.keys()])) {
      const [a, b] = [before.get(key), after.get(key)];
      if (JSON.stringify(a) === JSON.stringify(b)) continue;
      const name = (entry: object | undefined) => (entry as { name?: string } | undefined)?.name ?? null;
      const title = `${key} ${name(b) ?? name(a) ?? ''}`;
      if (a === undefined || b === undefined) {
        const kind = a === undefined ? 'added' : 'removed';
        const sentence = `${noun} ${key} ${name(a) ?? name(b)} ${kind}`;
        groups.push({
          noun,
          key,
          title,
          changes: [{ kind, what: `${noun} ${key}`, before: name(a), after: name(b), sentence }],
        });
        continue;
      }
      const parts = Object.entries(b).filter(
        ([part, value]) => JSON.stringify((a as unknown as Args)[part]) !== JSON.stringify(value),
      );
      const said = (value: unknown) => (typeof value === 'string' ? value || 'nothing' : (JSON.stringify(value) ?? ''));
      groups.push({
        noun,
        key,
        title,
        changes: parts.map(([part, value]) => {
          const what = `${part.replaceAll('_', ' ')} of ${key}`;
          const [was, is] = [said((a as unknown as Args)[part]), said(value)];
          return { kind: 'changed', what, before: was, after: is, sentence: `${what}: ${was} → ${is}` };
        }),
      });
    }
  }
  return { groups };
}

const HISTORY: PolicyVersion[] = [
  ['Business hours follow the Vienna desk', 'Dana Okafor', 20],
  ['Acceptance windows agreed with sales', 'Dana Okafor', 48],
  ['Onboarding opens on signature', 'Priya Nair', 90],
].map(([reason, author, days], at) => ({
  version: 7 - at,
  parent: 6 - at,
  digest: '',
  author: String(author),
  reason: String(reason),
  published_at: AS_OF - Number(days) * DAY,
  effective_from: AS_OF - Number(days) * DAY,
  airtight: at > 0,
  problems: at > 0 ? 0 : 2,
}));

const TEMPLATES: TemplateChoice[] = [
  {
    key: 'full-revenue-journey',
    name: 'Full revenue journey',
    summary: 'Everything from inquiry to expansion, for a company that has all of these teams',
    handoffs: 22,
  },
  {
    key: 'eight-journey-handoffs',
    name: 'Eight journey handoffs',
    summary: 'From marketing to renewal, one handoff for each pair of teams',
    handoffs: 8,
  },
  {
    key: 'tri-state-lead-lifecycle',
    name: 'Tri-state lead lifecycle',
    summary: 'Accepted, rejected or recycled: what happens to a lead between marketing and sales',
    handoffs: 4,
  },
];

function fakeSpec(policy: Policy, key: string): HandoffSpec {
  const point = policy.handoffs.find((one) => one.key === key) ?? refuse(`There is no handoff point ${key} any more.`);
  const stage = (of: string | null) => policy.stages.find((one) => one.key === of)?.name ?? null;
  const role = (of: string) => policy.roles.find((one) => one.key === of)?.name ?? of;
  return {
    key,
    name: point.name,
    sender: point.sender,
    receiver: point.receiver,
    from_stage: stage(point.from_stage),
    to_stage: stage(point.to_stage),
    trigger: point.trigger.text,
    trigger_criterion: '',
    trigger_source: point.trigger.source ?? '',
    accountable: point.accountable_roles.map(role),
    backup: point.backup_role === null ? null : role(point.backup_role),
    acceptance: 'A person accepts, rejects or recycles',
    acceptance_criteria: '',
    acceptance_actions: point.acceptance.actions,
    exit_criteria: '',
    entry_criteria: '',
    buffer: [],
    matching: [],
    routing: [],
    packet: point.packet.fields.map(({ field, required, help }) => ({
      key: field,
      name: policy.fields.find((one) => one.key === field)?.name ?? field,
      kind: 'text',
      required,
      allowed: '',
      help,
      system: '',
    })),
    calendar: 'Vienna desk (Europe/Vienna)',
    targets: point.targets.map(({ clock, tier, target }) => ({
      clock,
      tier: tier ?? 'every tier',
      target: 'ms' in target ? `${target.ms / HOUR} h ${target.kind} time` : 'the same business day',
      reminder: '50 %',
    })),
    conditions: [],
    escalation: [],
    dispositions: policy.dispositions
      .filter((reason) => point.dispositions.includes(reason.key))
      .map(({ decision, name, meaning }) => ({ decision, name, meaning, next: '' })),
    momentum_risk: point.momentum_risk,
    failure_mode: point.failure_mode,
    control: point.control,
    oversight_focus: point.oversight_focus,
    system_requirements: point.system_requirements,
    kpi: point.kpi,
    review: '',
    consent: '',
  };
}

interface Step {
  policy: Policy;
  words: string;
}

/** A draft in memory, with its undo, branches and versions. */
export function fakeDraft(start: Policy = JOURNEY, conflicts: readonly string[] = []) {
  const bases = new Map<number, Policy>([
    [7, { ...start, handoffs: start.handoffs.map((one) => (one.key === 'H2' ? { ...one, backup_role: null } : one)) }],
    [6, { ...start, stages: start.stages.slice(0, -1) }],
    [5, { ...start, stages: start.stages.slice(0, -3) }],
  ]);
  let history = HISTORY;
  let branch = 'main';
  const kept = new Map<string, { done: Step[]; undone: Step[]; now: Policy; base: number }>();
  const blank = () => ({ done: [] as Step[], undone: [] as Step[], now: start, base: 7 });
  kept.set('main', { ...blank(), done: [{ policy: bases.get(7) ?? start, words: 'Name a backup for H2' }] });
  let revision = 1;
  const at = () => {
    const held = kept.get(branch) ?? blank();
    kept.set(branch, held);
    return held;
  };
  const view = (): DraftView => ({
    branch,
    branches: [...kept.keys()],
    base: at().base,
    in_force: history[0]?.version ?? 7,
    revision,
    edits: at().done.length,
    undo: at().done.at(-1)?.words ?? null,
    redo: at().undone.at(-1)?.words ?? null,
    policy: at().now,
    conflicts: [...conflicts],
  });
  const become = (policy: Policy, said: string): DraftView => {
    const held = at();
    held.done.push({ policy: held.now, words: said });
    held.undone = [];
    held.now = policy;
    revision += 1;
    return view();
  };
  const answers: Record<string, (args: Args) => unknown> = {
    draft: view,
    draft_edit: ({ operation, revision: seen }) => {
      if (seen !== revision)
        throw { code: 'conflict', message: 'The draft has changed since. Look at it and try again.', details: null };
      return become(apply(at().now, operation as Operation), words(operation as Operation));
    },
    draft_undo: () => {
      const held = at();
      const step = held.done.pop();
      if (step === undefined) refuse('There is nothing to take back.');
      held.undone.push({ policy: held.now, words: step.words });
      held.now = step.policy;
      revision += 1;
      return view();
    },
    draft_redo: () => {
      const held = at();
      const step = held.undone.pop();
      if (step === undefined) refuse('There is nothing to do again.');
      held.done.push({ policy: held.now, words: step.words });
      held.now = step.policy;
      revision += 1;
      return view();
    },
    draft_removal: ({ noun, key }) => {
      const { now } = at();
      const user = now.stages.find(({ team }) => noun === 'team' && team === key);
      if (user) refuse(`The team “${key}” is named by stage ${user.name}. Change that first.`);
      return { op: 'remove', noun, key } as Operation;
    },
    draft_discard: () => {
      kept.set(branch, { ...blank(), now: bases.get(at().base) ?? start, base: at().base });
      revision += 1;
      return view();
    },
    draft_diff: () => differences(bases.get(at().base) ?? start, at().now),
    draft_publish: ({ author, reason, effective_from }) => {
      const version = (history[0]?.version ?? 7) + 1;
      bases.set(version, at().now);
      const from = typeof effective_from === 'number' ? effective_from : AS_OF;
      const { airtight, problems } = fakeReport(at().now);
      history = [
        {
          version,
          parent: version - 1,
          digest: '',
          author: String(author),
          reason: String(reason),
          published_at: AS_OF,
          effective_from: from,
          airtight,
          problems: problems.length,
        },
        ...history,
      ];
      kept.set(branch, { ...blank(), now: at().now, base: version });
      revision += 1;
      return view();
    },
    draft_map: () => fakeLayout(at().now),
    draft_spec: ({ handoff }) => fakeSpec(at().now, String(handoff)),
    policy_history: () => history,
    policy_diff: ({ from, to }) => differences(bases.get(Number(from)) ?? at().now, bases.get(Number(to)) ?? at().now),
    policy_at: ({ version }) => bases.get(Number(version)) ?? refuse(`There is no version ${version}.`),
    policy_restore: ({ version }) =>
      become(bases.get(Number(version)) ?? refuse(`There is no version ${version}.`), `Restore version ${version}`),
    branch_new: ({ name }) => {
      if (kept.has(String(name))) refuse(`There is a branch “${name}” already. Choose another name.`);
      const held = at();
      kept.set(String(name), { ...held, done: [...held.done], undone: [] });
      branch = String(name);
      revision += 1;
      return view();
    },
    branch_switch: ({ name }) => {
      branch = String(name);
      revision += 1;
      return view();
    },
    branch_remove: ({ name }) => {
      kept.delete(String(name));
      if (branch === name) branch = 'main';
      revision += 1;
      return view();
    },
    policy_export_file: () => '/home/dana/Documents/meridian-policy.json',
    policy_import_file: () => null,
    templates: () => TEMPLATES,
  };
  return answers;
}
