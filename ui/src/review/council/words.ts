// The council's sentences.

import type { Named } from '../../app/people';
import type { ActionRow, Council, DecisionRow, EffectVerdict, MeasuredEffect, SignOff, Unit } from '../../bridge';
import { BARE_DAYS, parseDuration } from '../../components/durations';
import { civilDate, counted, dateTime, figure, monthName } from '../../components/format';
import type { Status } from '../../components/StatusMark';

export const VERDICTS: Record<EffectVerdict, string> = {
  signal: 'signal',
  no_signal: 'no signal yet',
  too_few_points: 'too few points',
};

/** A signal is good or bad by what was expected of it; everything else is not known yet. */
export function effectStatus({ verdict, as_expected: expected }: MeasuredEffect): Status {
  if (verdict !== 'signal' || expected === null) return 'unknown';
  return expected ? 'met' : 'breach';
}

/** `falls to 44 m`, `rises`: what is expected of a figure. */
export function expectedWords({ decision, unit }: Pick<DecisionRow, 'decision' | 'unit'>, currency: string): string {
  const { way, target } = decision.expects;
  const verb = way === 'fall' ? 'falls' : 'rises';
  return target === null ? verb : `${verb} to ${figure(target, unit, currency)}`;
}

/** When an action is due, or how late it is. */
export function dueWords({ action, is_done: done, late_days: late, carried }: ActionRow): {
  text: string;
  late: boolean;
} {
  const again = carried > 0 ? `, carried over ${counted(carried, 'review')}` : '';
  if (done) return { text: `done${again}`, late: false };
  if (late > 0) return { text: `${counted(late, 'day')} late${again}`, late: true };
  return { text: `due ${civilDate(action.due)}${again}`, late: false };
}

/** A figure as somebody types it in its unit: `18 %`, `4 h`, `120`. Null = nothing is typed. */
export function parseTarget(text: string, unit: Unit): { value: number | null } | { error: string } {
  const plain = text.trim();
  if (plain === '') return { value: null };
  if (unit === 'duration') {
    const parsed = parseDuration(plain);
    if ('error' in parsed) return { error: parsed.error === BARE_DAYS ? BARE_DAYS : parsed.error };
    return { value: parsed.ms };
  }
  const number = Number(plain.replace(/[%€$£]/gu, '').replace(/[,\s]/gu, ''));
  if (!Number.isFinite(number)) return { error: unit === 'share' ? 'Write a share as 12 %.' : 'Write a number.' };
  if (unit !== 'share') return { value: number };
  if (number < 0 || number > 100) return { error: 'A share lies between 0 % and 100 %.' };
  return { value: number / 100 };
}

/** The month's last sign-off, in force or reopened since; null = it never was signed. */
export const standing = ({ sign_offs: all }: Pick<Council, 'sign_offs'>): SignOff | null => all.at(-1) ?? null;

/** Where the review of a month stands. */
export function stateWords(
  council: Pick<Council, 'state' | 'sign_offs' | 'month'>,
  zone: string,
  named: Named,
): string {
  const { state, month } = council;
  const signed = standing(council);
  switch (state) {
    case 'open':
      return `${monthName(month)} is open: its numbers follow the data.`;
    case 'signed':
      return `Signed by ${signers(signed, named)}. ${monthName(month)} keeps these numbers, whatever is imported or published later.`;
    case 'reopened': {
      const again = signed?.reopened;
      return again
        ? `Signed, and reopened by ${named(again.by)} on ${dateTime(again.at, zone)}: ${again.reason}. Its numbers follow the data again.`
        : 'Reopened: its numbers follow the data again.';
    }
  }
}

const signers = (signed: SignOff | null, named: Named): string =>
  (signed?.signatures ?? []).map(({ by }) => named(by)).join(', ') || 'nobody';

/** `3 decisions, 2 of them to make; 5 open actions, 1 late`: the council's pane in a line. */
export function tally(council: Pick<Council, 'decisions' | 'actions'>): string {
  const open = council.actions.filter(({ is_done: done }) => !done);
  const late = open.filter(({ late_days: days }) => days > 0).length;
  const proposed = council.decisions.filter(({ decision }) => decision.status === 'proposed').length;
  const actions = `${counted(open.length, 'open action')}${late > 0 ? `, ${late} late` : ''}`;
  return proposed > 0 ? `${proposed} to decide, ${actions}` : actions;
}
