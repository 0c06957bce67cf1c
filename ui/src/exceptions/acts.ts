// Doing something about cases: what came of it, what was refused, and the way back.

import { useCallback, useState } from 'react';
import { choosingActor } from '../app/ActingAs';
import { useActing } from '../app/acting';
import { say, sayTrouble } from '../app/toasts';
import { type ActDone, bridge, type CaseAct, type CaseRow } from '../bridge';
import { counted } from '../components/format';
import { undoing } from './undo';

export type Refusals = { name: string; why: string }[];

/** The last act that can be taken back, with what takes it back, case by case. */
interface WayBack {
  said: string;
  steps: { number: number; acts: CaseAct[] }[];
}

const DONE: Record<CaseAct['act'], string> = {
  assign: 'assigned',
  set_severity: 'rated anew',
  note: 'noted',
  dispute: 'disputed',
  resolve: 'resolved',
  reopen: 'reopened',
  override: 'overridden',
  take_back: 'put back as it was',
};

export interface Desk {
  /** Gives what was refused; null where the act could not be tried. */
  act: (rows: readonly CaseRow[], act: CaseAct) => Promise<{ done: number[]; refused: Refusals } | null>;
  canUndo: boolean;
  undo: () => void;
  busy: boolean;
}

export function useDeskActs(): Desk {
  const { actor } = useActing();
  const [back, setBack] = useState<WayBack | null>(null);
  const [busy, setBusy] = useState(false);

  const undo = useCallback(
    async (way: WayBack | null) => {
      if (way === null) return;
      setBack(null);
      try {
        const refused: string[] = [];
        for (const { number, acts } of way.steps)
          for (const act of acts) {
            const [one] = await bridge.exceptionAct([number], act, actor);
            if (one?.refused != null) refused.push(one.refused);
          }
        if (refused.length > 0) sayTrouble({ code: 'refused', message: refused.join(' '), details: null });
        else say(`Taken back: ${way.said}`);
      } catch (error) {
        sayTrouble(error);
      }
    },
    [actor],
  );

  const act = useCallback<Desk['act']>(
    async (rows, one) => {
      if (actor === '') {
        choosingActor.set(true);
        return null;
      }
      setBusy(true);
      let results: ActDone[];
      try {
        results = await bridge.exceptionAct(
          rows.map((row) => row.case.number),
          one,
          actor,
        );
      } catch (error) {
        sayTrouble(error);
        return null;
      } finally {
        setBusy(false);
      }
      const name = (number: number) => `EX-${number}`;
      const done = results.filter(({ refused }) => refused === null).map(({ number }) => number);
      const refused = results.flatMap(({ number, refused: why }) =>
        why === null ? [] : [{ name: name(number), why }],
      );
      if (done.length > 0) {
        const said = `${done.length === 1 ? name(done[0] ?? 0) : counted(done.length, 'case')} ${DONE[one.act]}`;
        const steps = rows.flatMap((row) =>
          done.includes(row.case.number) ? [{ number: row.case.number, acts: undoing(one, row.case) }] : [],
        );
        const way = steps.some(({ acts }) => acts.length > 0) ? { said, steps } : null;
        setBack(way);
        say(said, way === null ? undefined : { label: 'Undo', run: () => void undo(way) });
      }
      return { done, refused };
    },
    [actor, undo],
  );

  return { act, canUndo: back !== null, undo: () => void undo(back), busy };
}
