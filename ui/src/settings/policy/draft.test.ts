import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type Policy } from '../../bridge';
import { freeKey, keyFromName } from '../../components/keys';
import { apply, current, proposedReason, rebase, redo, startDraft, undo } from './draft';

const POLICY: Policy = {
  ...BLANK_POLICY,
  company: 'Meridian',
  time_zone: 'Europe/Vienna',
  default_calendar: 'office',
};
const named = (company: string): Policy => ({ ...POLICY, company });

describe('a draft', () => {
  it('shows the last edit, and the saved policy before the first', () => {
    const draft = startDraft(POLICY);
    expect(current(draft).company).toBe('Meridian');
    expect(current(apply(draft, { name: 'renamed', policy: named('Acme') })).company).toBe('Acme');
  });

  it('takes back and brings again without limit', () => {
    let draft = startDraft(POLICY);
    for (let step = 1; step <= 50; step++) draft = apply(draft, { name: `step ${step}`, policy: named(String(step)) });
    for (let step = 0; step < 50; step++) draft = undo(draft);
    expect(current(draft).company).toBe('Meridian');
    for (let step = 0; step < 50; step++) draft = redo(draft);
    expect(current(draft).company).toBe('50');
  });

  it('counts typing as one edit', () => {
    let draft = startDraft(POLICY);
    for (const text of ['A', 'Ac', 'Acm']) draft = apply(draft, { name: 'name', policy: named(text), mark: 'company' });
    expect(draft.edits).toHaveLength(1);
    expect(current(undo(draft)).company).toBe('Meridian');
  });

  it('forgets what was taken back once something new is done', () => {
    const draft = apply(undo(apply(startDraft(POLICY), { name: 'a', policy: named('A') })), {
      name: 'b',
      policy: named('B'),
    });
    expect(current(redo(draft)).company).toBe('B');
  });

  it('proposes a reason that names the edits once each', () => {
    let draft = startDraft(POLICY);
    for (const name of ['a', 'a', 'b', 'c', 'd']) draft = apply(draft, { name, policy: POLICY });
    expect(proposedReason(draft)).toBe('a; b; and 2 more');
  });
});

it('what an import added to the policy joins the edits that were under way', () => {
  const point = {
    ...BLANK_HANDOFF,
    key: 'H1',
    name: 'MKT -> OPS',
    sender: 'MKT',
    receiver: 'OPS',
    from_import: true,
  };
  const draft = apply(startDraft(POLICY), { name: 'renamed', policy: named('Acme') });
  const rebased = rebase(draft, { ...POLICY, handoffs: [point] });
  expect(current(rebased).company).toBe('Acme');
  expect(current(rebased).handoffs.map(({ key }) => key)).toEqual(['H1']);
  expect(current(undo(rebased)).handoffs.map(({ key }) => key)).toEqual(['H1']);
});

describe('keys', () => {
  it('are never given twice', () => expect(freeKey('H', [{ key: 'H1' }, { key: 'H7' }, { key: 'old' }])).toBe('H8'));

  it('of calendars come from their names', () => {
    expect(keyFromName('SDR Zürich', [])).toBe('sdr-zurich');
    expect(keyFromName('SDR Zürich', [{ key: 'sdr-zurich' }])).toBe('sdr-zurich-2');
  });
});
