// What a preview of flips says: how many records would change state, of which kind, and where.

import type { Flip, FlipKind, FlipPreview } from '../../bridge';

export const KINDS: readonly { id: FlipKind; label: string }[] = [
  { id: 'sla', label: 'SLA' },
  { id: 'routing', label: 'Routing' },
  { id: 'criteria', label: 'Criteria' },
];

export function pastFlips(flips: readonly Flip[]): number {
  return flips.reduce((sum, flip) => sum + flip.past, 0);
}

export function openFlips(flips: readonly Flip[]): number {
  return flips.reduce((sum, flip) => sum + flip.open, 0);
}

/** Flips by kind, those kinds alone that have any, most frequent first within each. */
export function byKind(preview: FlipPreview): { kind: FlipKind; label: string; flips: Flip[] }[] {
  return KINDS.flatMap(({ id, label }) => {
    const flips = preview.flips.filter(({ kind }) => kind === id).sort((a, b) => b.past + b.open - (a.past + a.open));
    return flips.length === 0 ? [] : [{ kind: id, label, flips }];
  });
}

/** Changes of the same kind in several handoffs count together; most frequent first. */
function together(flips: readonly Flip[]): { words: string; past: number }[] {
  const sums = new Map<string, number>();
  for (const { from, to, past } of flips) sums.set(`${from} → ${to}`, (sums.get(`${from} → ${to}`) ?? 0) + past);
  return [...sums].map(([words, past]) => ({ words, past })).sort((a, b) => b.past - a.past);
}

/** Changes that the summary names; the rest are counted. */
const SAID = 3;
const NUMBERS = new Intl.NumberFormat('en-GB');

/** `Against v7, 38 of 868 past records change their SLA state: 26 become breached, 12 met. 3 open records change too.` */
export function summary(preview: FlipPreview, base: number): string {
  const against = `Against v${base}`;
  const records = preview.past + preview.open;
  if (records === 0) return `${against}, there is no record yet that could change its state.`;
  // A record of which one thing cannot be judged may still change in another: what does is said.
  if (preview.flips.length === 0 && preview.judged === 0)
    return `${against}, none of ${NUMBERS.format(records)} records can be judged.`;
  if (preview.flips.length === 0)
    return `${against}, none of ${NUMBERS.format(preview.judged)} records would change its state.`;
  const said = byKind(preview).map(({ kind, flips }) => {
    const what = { sla: 'their SLA state', routing: 'their owner', criteria: 'their verdict' }[kind];
    const into = together(flips).map(({ words, past }) => `${NUMBERS.format(past)} ${words}`);
    const left = into.length - SAID;
    const more = left > 0 ? `, and ${left} other ${left === 1 ? 'change' : 'changes'}` : '';
    return `${NUMBERS.format(pastFlips(flips))} of ${NUMBERS.format(preview.past)} past records change ${what}: ${into.slice(0, SAID).join(', ')}${more}`;
  });
  const open = openFlips(preview.flips);
  const still =
    open === 0 ? '' : ` ${NUMBERS.format(open)} open ${open === 1 ? 'record changes' : 'records change'} too.`;
  return `${against}, ${said.join('; ')}.${still}`;
}
