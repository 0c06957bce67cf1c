// An escalation ladder: what its steps say, when they are due, and whether they stand in that order.

import type {
  ClockKind,
  EscalationStep,
  HandoffPoint,
  Ladder,
  Policy,
  Reach,
  StepAct,
  StepTime,
  Target,
} from '../../../bridge';
import { durationText } from '../../../components/durations';
import type { Status } from '../../../components/StatusMark';

export const ACTS: readonly { id: StepAct; label: string }[] = [
  { id: 'remind', label: 'Reminder' },
  { id: 'alert', label: 'Alert, mark overdue' },
  { id: 'flag', label: 'Flag' },
  { id: 'assign_backup', label: 'Assign the backup' },
  { id: 'reroute', label: 'Re-route' },
  { id: 'create_task', label: 'Create a task' },
  { id: 'log_for_coaching', label: 'Log for coaching' },
  { id: 'list', label: 'List of missed handoffs' },
];

export const actWords = (act: StepAct): string => ACTS.find(({ id }) => id === act)?.label ?? act;

export function stepTimeWords(at: StepTime): string {
  switch (at.kind) {
    case 'share':
      return `${at.percent}\u202f%`;
    case 'after_breach':
      return `${durationText(at.ms)} ${at.counting} after breach`;
    case 'regularly':
      return at.every;
  }
}

export function reachWords(to: Reach, policy: Policy, handoff: HandoffPoint): string {
  const named = (list: readonly { key: string; name: string }[], key: string) =>
    list.find((entry) => entry.key === key)?.name ?? key;
  switch (to.kind) {
    case 'owner':
      return 'Owner';
    case 'backup':
      return handoff.backup_role === null ? 'Backup (none is named)' : named(policy.roles, handoff.backup_role);
    case 'role':
      return named(policy.roles, to.role);
    case 'person':
      return named(policy.people, to.person);
    case 'queue':
      return named(policy.queues, to.queue);
    case 'channel':
      return to.channel;
  }
}

/** The ladder that accompanies a clock for a tier, with its place: the tier's own, else the one for every tier. */
export function ladderOf(
  handoff: HandoffPoint,
  clock: ClockKind,
  tier: string | null,
): { ladder: Ladder; place: number } | null {
  const of = (wanted: string | null) =>
    handoff.escalation.findIndex((ladder) => ladder.clock === clock && ladder.tier === wanted);
  const own = tier === null ? -1 : of(tier);
  const place = own >= 0 ? own : of(null);
  const ladder = handoff.escalation[place];
  return ladder ? { ladder, place } : null;
}

/** Counted time from the start to a step, where the target is a length of time; null where that cannot be said without a record. */
export function stepMs(at: StepTime, target: Target | null): number | null {
  if (target === null || (target.kind !== 'business' && target.kind !== 'elapsed')) return null;
  switch (at.kind) {
    case 'share':
      return Math.round((target.ms * at.percent) / 100);
    case 'after_breach':
      // Business and elapsed time cannot be added up.
      return at.counting === target.kind ? target.ms + at.ms : null;
    case 'regularly':
      return null;
  }
}

/** A rank by which steps are due; steps after the breach come after every share up to 100 %, by their delay. */
function rank(at: StepTime, target: Target | null): number {
  if (at.kind === 'regularly') return Number.POSITIVE_INFINITY;
  const ms = stepMs(at, target);
  if (ms !== null && target !== null && 'ms' in target) return ms / target.ms;
  return at.kind === 'share' ? at.percent / 100 : 1 + at.ms / 86_400_000;
}

/** Places of steps that are due before the one above them. */
export function outOfOrder(steps: readonly EscalationStep[], target: Target | null): number[] {
  return steps.flatMap(({ at }, place) => {
    const above = steps[place - 1];
    return above !== undefined && rank(at, target) < rank(above.at, target) ? [place] : [];
  });
}

export interface LadderPoint {
  /** `50 %`, `due`, `2 h after breach` */
  share: string;
  /** Counted time since the start; null where only a record could say. */
  ms: number | null;
  acts: string[];
  status: Status;
}

/** The ladder on a line: the start, then each moment at which something happens, and the due instant among them. */
export function ladderLine(
  steps: readonly EscalationStep[],
  target: Target | null,
  to: (reach: Reach) => string,
): LadderPoint[] {
  const timed = steps.filter(({ at }) => at.kind !== 'regularly');
  const moments = new Map<number, LadderPoint>();
  const add = (at: StepTime, act: string | null) => {
    const key = rank(at, target);
    const known = moments.get(key);
    if (known) {
      if (act !== null) known.acts.push(act);
      return;
    }
    moments.set(key, {
      share:
        at.kind === 'share' ? stepTimeWords(at) : at.kind === 'after_breach' ? `+\u202f${durationText(at.ms)}` : '',
      ms: stepMs(at, target),
      acts: act === null ? [] : [act],
      status: key < 1 ? 'risk' : 'breach',
    });
  };
  add({ kind: 'share', percent: 100 }, null);
  for (const step of timed) add(step.at, SHORT[step.act] ?? to(step.to));
  const due = moments.get(1);
  if (due && due.acts.length === 0) due.acts.push('Due');
  const ordered = [...moments.entries()].sort(([a], [b]) => a - b).map(([, point]) => point);
  return [{ share: '0\u202f%', ms: 0, acts: ['Start'], status: 'met' }, ...ordered];
}

/** On the line a step is named by what happens where that says it, else by whom it reaches. */
const SHORT: Partial<Record<StepAct, string>> = {
  remind: 'Reminder',
  flag: 'Flag',
  create_task: 'Task',
  log_for_coaching: 'Coaching',
};
