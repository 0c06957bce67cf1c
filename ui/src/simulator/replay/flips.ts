// What a replay says, in words and in the order in which it is read.

import type { Replay, ReplayFlip, StepFate } from '../../bridge';
import { counted, integer } from '../../components/format';
import { clockLabel } from '../../components/targets';

type Kind = ReplayFlip['kind'];

const KINDS: readonly { kind: Kind; label: string }[] = [
  { kind: 'sla', label: 'Targets' },
  { kind: 'owner', label: 'Owners' },
  { kind: 'ladder', label: 'Escalations' },
  { kind: 'criteria', label: 'Criteria' },
];

export interface FlipGroup {
  kind: Kind;
  label: string;
  flips: ReplayFlip[];
}

/** Flips by what flips; kinds of which there are none are left out. */
export function byKind(flips: readonly ReplayFlip[]): FlipGroup[] {
  return KINDS.flatMap(({ kind, label }) => {
    const of = flips.filter((flip) => flip.kind === kind);
    return of.length === 0 ? [] : [{ kind, label, flips: of }];
  });
}

/** `Accept, reminder to the owner at 50 % of the target` */
export function aboutFlip({ target, step }: ReplayFlip): string {
  return [target === null ? null : clockLabel(target), step].filter((part) => part !== null).join(', ');
}

/** `Of 868 records 47 keep another target state under the draft; 11 cannot be judged.` */
export function summary({ records, judged, flips }: Replay): string {
  if (records === 0) return 'No record started in this time.';
  const count = (kind: Kind) => flips.reduce((sum, flip) => (flip.kind === kind ? sum + flip.n : sum), 0);
  const said = [
    [count('sla'), 'meet or miss a target otherwise'],
    [count('owner'), 'go to somebody else'],
    [count('ladder'), 'escalate otherwise'],
    [count('criteria'), 'pass or fail a criterion otherwise'],
  ].flatMap(([n, words]) => (n === 0 ? [] : [`${integer(n as number)} ${words}`]));
  const cannot = records - judged;
  const tail = cannot > 0 ? ` Of ${counted(cannot, 'record')} something cannot be judged.` : '';
  if (said.length === 0) return `Nothing comes out otherwise for ${counted(records, 'record')} under the draft.${tail}`;
  return `Of ${counted(records, 'record')} ${said.join(', ')} under the draft.${tail}`;
}

const FATES: Record<StepFate, string> = {
  fired: 'fired',
  not_reached: 'not reached',
  ahead: 'to come',
  late: 'too late to fire',
  stopped: 'the clock stood still',
  unmet: 'its condition did not hold',
  unknown: 'nobody knows whether its condition held',
};
export const fateWords = (fate: StepFate): string => FATES[fate];
