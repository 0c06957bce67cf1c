import { describe, expect, it } from 'vitest';
import type { Flip, FlipPreview } from '../../bridge';
import { byKind, summary } from './flips';

const flip = (kind: Flip['kind'], from: string, to: string, past: number, open = 0): Flip => ({
  kind,
  from,
  to,
  past,
  open,
  by_segment: [],
  records: [],
});
const preview = (flips: Flip[], judged = 868): FlipPreview => ({ past: 868, judged, flips, cannot_judge: [] });

describe('what the preview says', () => {
  it.each<[string, FlipPreview, string]>([
    ['no records', preview([], 0), 'Against v7, there is no record yet that could change its state.'],
    ['no flips', preview([]), 'Against v7, none of 868 records would change its state.'],
    [
      'flips, most frequent first',
      preview([flip('sla', 'breached', 'met', 12), flip('sla', 'met', 'breached', 26, 3)]),
      'Against v7, 38 of 868 past records change their SLA state: 26 met → breached, 12 breached → met. 3 open records change too.',
    ],
    [
      'one open record',
      preview([flip('routing', 'nobody', 'SDR Lead', 9, 1)]),
      'Against v7, 9 of 868 past records change their owner: 9 nobody → SDR Lead. 1 open record changes too.',
    ],
  ])('%s', (_, of, words) => expect(summary(of, 7)).toBe(words));
  it('leaves kinds out that have none', () => {
    expect(byKind(preview([flip('criteria', 'passes', 'fails', 1)])).map(({ kind }) => kind)).toEqual(['criteria']);
  });
});
