// What an operation makes of a policy, as far as the view can foresee it. The backend decides; this only spares the wait for it.

import type { Noun, Operation, Policy } from './types';

const LISTS: Record<Noun, keyof Policy> = {
  tier: 'tiers',
  team: 'teams',
  role: 'roles',
  person: 'people',
  calendar: 'calendars',
  stage: 'stages',
  handoff: 'handoffs',
  field: 'fields',
  packet: 'packets',
  queue: 'queues',
  disposition: 'dispositions',
  exception_type: 'exception_types',
  severity: 'severities',
  verb: 'verbs',
  decision_right: 'decision_rights',
  root_cause: 'root_causes',
  kpi: 'kpis',
  decision: 'decisions',
  mute: 'mutes',
};

interface Keyed {
  key: string;
}

export function listOf(policy: Policy, noun: Noun): readonly Keyed[] {
  return policy[LISTS[noun]] as unknown as Keyed[];
}

function withList(policy: Policy, noun: Noun, list: readonly Keyed[]): Policy {
  return { ...policy, [LISTS[noun]]: list };
}

/** The value with the part at `path` replaced; null where it has no such part. */
export function withPart(value: unknown, path: readonly string[], part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return part;
  if (typeof value !== 'object' || value === null || !(step in value)) return null;
  const inner = withPart((value as Record<string, unknown>)[step], rest, part);
  if (inner === null && rest.length > 0) return null;
  if (Array.isArray(value)) return value.map((entry, at) => (at === Number(step) ? inner : entry));
  return { ...value, [step]: inner };
}

/** The policy after the operation; null where the view cannot foresee it, or it will be refused. */
export function foresee(policy: Policy, operation: Operation): Policy | null {
  switch (operation.op) {
    case 'insert': {
      const list = listOf(policy, operation.noun);
      if (operation.at > list.length || list.some(({ key }) => key === operation.entry.key)) return null;
      return withList(policy, operation.noun, list.toSpliced(operation.at, 0, operation.entry));
    }
    case 'move': {
      const list = listOf(policy, operation.noun);
      const from = list.findIndex(({ key }) => key === operation.key);
      const moved = list[from];
      if (moved === undefined || operation.to >= list.length) return null;
      return withList(policy, operation.noun, list.toSpliced(from, 1).toSpliced(operation.to, 0, moved));
    }
    case 'set': {
      const list = listOf(policy, operation.noun);
      const at = list.findIndex(({ key }) => key === operation.key);
      const next = withPart(list[at], operation.field.split('/'), operation.value);
      return at < 0 || next === null ? null : withList(policy, operation.noun, list.with(at, next as Keyed));
    }
    case 'set_own':
      return { ...policy, [operation.field]: operation.value };
    case 'place':
      return policy;
    case 'several': {
      let next: Policy | null = policy;
      for (const one of operation.operations) {
        next = foresee(next, one);
        if (next === null) return null;
      }
      return next;
    }
    case 'replace':
      return operation.policy;
    case 'remove':
    case 'rename':
      return null;
  }
}
