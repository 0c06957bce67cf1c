// Disposition reasons and their next steps, in words and as small edits.

import type { DispositionReason, NextAct, NextStep, Policy, ReceiverDecision } from '../../../bridge';

export const DECISIONS: readonly { id: ReceiverDecision; label: string }[] = [
  { id: 'accepted', label: 'Accepted' },
  { id: 'rejected', label: 'Rejected' },
  { id: 'recycled', label: 'Recycled' },
];

export const NEXT_ACTS: readonly { id: NextAct; label: string }[] = [
  { id: 'nurture', label: 'Nurture' },
  { id: 'enrich', label: 'Enrich' },
  { id: 'suppress', label: 'Suppress' },
  { id: 'reroute', label: 'Route again' },
  { id: 'reassign', label: 'Reassign' },
  { id: 'recycle', label: 'Recycle' },
  { id: 'alert', label: 'Alert' },
];

type Names = Pick<Policy, 'stages' | 'queues'>;
const named = (list: readonly { key: string; name: string }[], key: string): string =>
  list.find((entry) => entry.key === key)?.name ?? key;

/** `Recycle in 90 days, to MQL` */
export function nextWords({ act, when, stage, queue, track }: NextStep, policy: Names): string {
  const words = NEXT_ACTS.find(({ id }) => id === act)?.label ?? act;
  const time =
    when.kind === 'now'
      ? ''
      : when.kind === 'after_days'
        ? ` in ${when.days} ${when.days === 1 ? 'day' : 'days'}`
        : ` when ${when.trigger.text || 'something happens that is not named yet'}`;
  return [
    `${words}${time}`,
    stage === null ? '' : `to ${named(policy.stages, stage)}`,
    queue === null ? '' : `in the queue ${named(policy.queues, queue)}`,
    track === '' ? '' : `track ${track}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

/** What is missing for anybody to act on a reason; null = nothing. */
export function reasonLacks(reason: DispositionReason): string | null {
  if (!reason.structured) return 'Free text: nobody can count it or act on it.';
  if (reason.decision === 'accepted') return null;
  if (reason.next.length === 0) return 'No next step: the journey just ends here.';
  const forever = reason.next.some(({ act, when }) => act === 'suppress' && when.kind === 'now');
  return forever && reason.review_after_days === null && reason.next.length === 1
    ? 'Suppressed for good: say when it is looked at again.'
    : null;
}

export const NEW_STEP: NextStep = {
  act: 'nurture',
  when: { kind: 'now' },
  stage: null,
  queue: null,
  track: '',
  note: '',
};

export function newReason(key: string, name: string, decision: ReceiverDecision): DispositionReason {
  return { key, name, decision, meaning: '', structured: true, next: [], review_after_days: null };
}

/** `90` days; undefined where it is no whole number above nothing. */
export function readDays(text: string): number | undefined {
  const plain = text.trim().replace(/\s*days?$/, '');
  const days = Number(plain);
  return /^\d{1,5}$/.test(plain) && days > 0 ? days : undefined;
}
