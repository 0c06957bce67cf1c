import { describe, expect, it } from 'vitest';
import type { Flip, FlipPreview } from '../../bridge';
import { byKind, summary } from './flips';

const flip = (kind: Flip['kind'], from: string, to: string, past: number, open = 0, key = 'H1'): Flip => ({
  handoff: { key, name: '', sender: '', receiver: '' },
  kind,
  from,
  to,
  past,
  open,
  by_segment: [],
  records: [],
});
const preview = (flips: Flip[], judged = 868): FlipPreview => ({ past: 868, open: 4, judged, flips, cannot_judge: [] });

describe('what the preview says', () => {
  it.each<[string, FlipPreview, string]>([
    [
      'no records',
      { ...preview([], 0), past: 0, open: 0 },
      'Against v7, there is no record yet that could change its state.',
    ],
    ['nothing that can be judged', preview([], 0), 'Against v7, none of 872 records can be judged.'],
    [
      'flips of records of which something else cannot be judged',
      preview([flip('sla', 'met', 'breached', 26)], 0),
      'Against v7, 26 of 868 past records change their SLA state: 26 met → breached.',
    ],
    ['no flips', preview([]), 'Against v7, none of 868 records would change its state.'],
    [
      'flips, most frequent first',
      preview([flip('sla', 'breached', 'met', 12), flip('sla', 'met', 'breached', 26, 3)]),
      'Against v7, 38 of 868 past records change their SLA state: 26 met → breached, 12 breached → met. 3 open records change too.',
    ],
    [
      'the same change in several handoffs, counted together, and what is too many to name',
      preview([
        flip('sla', 'met', 'breached', 5),
        flip('sla', 'met', 'breached', 4, 0, 'H2'),
        flip('sla', 'breached', 'met', 3),
        flip('sla', 'running', 'breached', 2),
        flip('sla', 'no target', 'met', 1),
      ]),
      'Against v7, 15 of 868 past records change their SLA state: 9 met → breached, 3 breached → met, 2 running → breached, and 1 other change.',
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
