import type { EscalationStep, Ladder, Policy, StepAct } from '../bridge';
import { durationText } from './durations';

const ACTS: Record<StepAct, string> = {
  remind: 'Reminder',
  alert: 'Alert',
  flag: 'Flag',
  assign_backup: 'To the backup',
  reroute: 'Re-route',
  create_task: 'Task',
  log_for_coaching: 'Log for coaching',
  list: 'List',
};

export const actName = (act: StepAct): string => ACTS[act];

/** `Reminder at 50 %`, `Re-route 4 h after breach, High` */
export function stepName({ act, at }: EscalationStep, { tier }: Ladder, { tiers }: Policy): string {
  const of = tier === null ? '' : `, ${tiers.find(({ key }) => key === tier)?.name ?? tier}`;
  switch (at.kind) {
    case 'share':
      return `${ACTS[act]} at ${at.percent}\u202f%${of}`;
    case 'after_breach':
      return `${ACTS[act]} ${durationText(at.ms)} after breach${of}`;
    case 'regularly':
      return `${ACTS[act]} ${at.every}${of}`;
  }
}
