// Problems as a list: which are shown, in which order they are walked, and what they say of one handoff.

import type { Policy, PolicyProblem, RecordsLike } from '../../bridge';
import { counted, integer } from '../../components/format';
import type { Status } from '../../components/StatusMark';

export type Severity = PolicyProblem['severity'];

const MARKS: Record<Severity, Status> = { error: 'breach', warning: 'risk', note: 'unknown' };
export const severityMark = (severity: Severity): Status => MARKS[severity];

const PARTS: Record<PolicyProblem['place']['part'], string> = {
  basics: 'basics',
  trigger: 'trigger',
  ownership: 'ownership',
  criteria: 'criteria',
  packet: 'packet',
  routing: 'routing',
  sla: 'SLA',
  escalation: 'escalation',
  dispositions: 'dispositions',
  lifecycle: 'lifecycle',
  rights: 'decision rights',
};
export const partWord = (part: PolicyProblem['place']['part']): string => PARTS[part] ?? part;

const openOf = (problems: readonly PolicyProblem[]) => problems.filter(({ muted }) => muted === null);

/** `2 problems`; null = not checked, which is never the same as none. */
export function openWords(problems: readonly PolicyProblem[] | null): string {
  if (problems === null) return 'not checked';
  const open = openOf(problems).length;
  return open === 0 ? 'no open problem' : counted(open, 'problem');
}

/** The worst that is open, as a mark with its word. */
export function healthOf(problems: readonly PolicyProblem[] | null): { status: Status; label: string } {
  if (problems === null) return { status: 'unknown', label: 'not checked' };
  const open = openOf(problems);
  if (open.some(({ severity }) => severity === 'error')) return { status: 'breach', label: 'error' };
  if (open.some(({ severity }) => severity === 'warning')) return { status: 'risk', label: 'warning' };
  return { status: 'met', label: 'no open problem' };
}

export interface ProblemFilter {
  severity: Severity | 'all' | 'muted';
  rule: string | null;
  /** Key of the handoff point to which the list keeps. */
  handoff: string | null;
}

export const UNFILTERED: ProblemFilter = { severity: 'all', rule: null, handoff: null };

export function filtered(problems: readonly PolicyProblem[], filter: ProblemFilter): PolicyProblem[] {
  return problems.filter(
    (problem) =>
      (filter.severity === 'muted'
        ? problem.muted !== null
        : problem.muted === null && (filter.severity === 'all' || problem.severity === filter.severity)) &&
      (filter.rule === null || problem.rule === filter.rule) &&
      (filter.handoff === null || (problem.place.noun === 'handoff' && problem.place.key === filter.handoff)),
  );
}

/** Names a problem as long as the draft stands: a rule may find several at one place. */
export function nameOf(problem: PolicyProblem): string {
  const { rule, place, message } = problem;
  return [rule, place.noun, place.key, place.part, message].join('\u0000');
}

/** Where the walk stands after one step, around the ends; null where there is nothing. */
export function walked(shown: readonly PolicyProblem[], now: string | null, by: 1 | -1): PolicyProblem | null {
  if (shown.length === 0) return null;
  const at = shown.findIndex((problem) => nameOf(problem) === now);
  const next = at < 0 ? (by === 1 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length;
  return shown[next] ?? null;
}

/** `2 errors, 1 warning`; muted ones are counted apart. */
export function countWords(problems: readonly PolicyProblem[]): string {
  const open = openOf(problems);
  const of = (severity: Severity, one: string) => {
    const n = open.filter((problem) => problem.severity === severity).length;
    return n === 0 ? [] : [`${n} ${one}${n === 1 ? '' : 's'}`];
  };
  const muted = problems.length - open.length;
  const parts = [...of('error', 'error'), ...of('warning', 'warning'), ...of('note', 'note')];
  return [...parts, ...(muted > 0 ? [`${muted} muted`] : [])].join(', ') || 'nothing found';
}

/** What is at fault as the list shows it: a handoff's key, else the thing's name. */
export function whereWords(policy: Policy, { place }: PolicyProblem): string {
  if (place.noun === 'handoff') return place.key;
  if (place.noun === 'stage') return policy.stages.find(({ key }) => key === place.key)?.name ?? place.key;
  if (place.noun === 'team') return policy.teams.find(({ key }) => key === place.key)?.short ?? place.key;
  return place.key;
}

/** The handoff whose part it is, or the first that stands at the stage it is about. */
export function goalOf(
  policy: Policy,
  { place }: PolicyProblem,
): { noun: 'handoff' | 'stage' | 'team'; key: string } | null {
  switch (place.noun) {
    case 'handoff':
    case 'stage':
    case 'team':
      return { noun: place.noun, key: place.key };
    case 'disposition': {
      const user = policy.handoffs.find(({ dispositions }) => dispositions.includes(place.key));
      return user ? { noun: 'handoff', key: user.key } : null;
    }
    case 'packet': {
      const user = policy.handoffs.find(({ packet }) => packet.template === place.key);
      return user ? { noun: 'handoff', key: user.key } : null;
    }
    default:
      return null;
  }
}

/** A rule's sentence as it begins a line, whether or not a field's name begins it. */
export const capital = (words: string): string =>
  words.replace(/^(\*?)(\p{Ll})/u, (_, star: string, letter: string) => star + letter.toUpperCase());

/** How many of the last quarter's records are like the one that shows a problem: `3 of 868 imported records are like it.` */
export function likeWords({ like, of }: Pick<RecordsLike, 'like' | 'of'>): string {
  if (like === 0) return `None of the last quarter’s ${counted(of, 'imported record')} is like it.`;
  return `${integer(like)} of ${counted(of, 'imported record')} of the last quarter ${like === 1 ? 'is' : 'are'} like it.`;
}
