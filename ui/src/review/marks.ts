import type { Council, Hit } from '../bridge';
import type { ChartMark } from './ChartPanel';
import { effectStatus, VERDICTS } from './council/words';
import type { Selected } from './selection';

/** What was decided about a figure, for its chart. */
export function marksOf(council: Council | null, selected: Selected): ChartMark[] {
  return (council?.decisions ?? []).flatMap(({ decision, effect, name }) =>
    effect !== null && decision.handoff === selected.row.handoff.key && decision.metric === selected.column.metric
      ? [{ month: effect.mark, name, verdict: VERDICTS[effect.verdict], status: effectStatus(effect) }]
      : [],
  );
}

/** How far to the right the end of a month is on a chart, half way to the next; null where it is not drawn. In pixels. */
export function markAt(hits: readonly Pick<Hit, 'month' | 'x' | 'w'>[], month: string): number | null {
  const at = hits.findIndex((hit) => hit.month === month);
  const centre = (place: number) => {
    const hit = hits[place];
    return hit === undefined ? null : hit.x + hit.w / 2;
  };
  const [here, next, before] = [centre(at), centre(at + 1), centre(at - 1)];
  if (at < 0 || here === null) return null;
  if (next !== null) return (here + next) / 2;
  return before === null ? here : here + (here - before) / 2;
}
