// What takes an act back. The trail keeps both: nothing is unsaid in it.

import type { CaseAct, ExceptionCase } from '../bridge';

const TAKEN_BACK = 'Taken back';

/** The acts that bring a case back to where it was; empty where an act cannot be taken back (a note, a dispute). */
export function undoing(act: CaseAct, before: ExceptionCase): CaseAct[] {
  switch (act.act) {
    case 'assign':
      return [{ act: 'assign', to: before.owner }];
    case 'set_severity':
      return [{ act: 'set_severity', severity: before.severity, reason: TAKEN_BACK }];
    case 'resolve':
      return [{ act: 'reopen', reason: TAKEN_BACK }];
    case 'override': {
      const back: CaseAct = {
        act: 'take_back',
        place: before.overrides.length,
        reason: TAKEN_BACK,
        approver: act.approver,
      };
      return act.resolves ? [{ act: 'reopen', reason: TAKEN_BACK }, back] : [back];
    }
    case 'note':
    case 'dispute':
    case 'reopen':
    case 'take_back':
      return [];
  }
}
