import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type Policy } from '../bridge';
import { foresee } from '../bridge/operations';
import { copyOf, type Pasting, pasting } from './clipboard';
import { newStage } from './edits';

const stage = (key: string, team: string | null) => ({ ...newStage(BLANK_POLICY, key, team), key, name: key });
const POLICY: Policy = {
  ...BLANK_POLICY,
  teams: [
    { key: 'sdr', short: 'SDR', name: 'Sales development' },
    { key: 'ae', short: 'AE', name: 'Account executives' },
    { key: 'cs', short: 'CS', name: 'Customer success' },
  ],
  stages: [stage('sql', 'sdr'), stage('opportunity', 'ae')],
  handoffs: [
    {
      ...BLANK_HANDOFF,
      key: 'H3',
      name: 'Opened',
      sender: 'SDR',
      receiver: 'AE',
      from_stage: 'sql',
      to_stage: 'opportunity',
      momentum_risk: 'context gets lost',
    },
  ],
};
const paste = (into: Policy, text: string) => {
  const result = pasting(into, text) as Pasting;
  return { result, next: foresee(into, result.operation) };
};
const H3 = { noun: 'handoff', key: 'H3' } as const;

describe('a copied handoff', () => {
  it('pasted beside itself is another with the same content between the same stages', () => {
    const { result, next } = paste(POLICY, copyOf(POLICY, [H3]));
    expect(result.made).toEqual([{ noun: 'handoff', key: 'H4' }]);
    expect(next?.handoffs[1]).toEqual({ ...POLICY.handoffs[0], key: 'H4' });
    expect(next?.teams).toEqual(POLICY.teams);
  });

  it('pasted into another company brings its teams, and no stage that is not there', () => {
    const { next } = paste(BLANK_POLICY, copyOf(POLICY, [H3]));
    expect(next?.teams.map(({ short }) => short)).toEqual(['SDR', 'AE']);
    expect(next?.handoffs[0]).toMatchObject({ key: 'H1', from_stage: null, momentum_risk: 'context gets lost' });
  });

  it('pasted with its stages hangs on the pasted ones', () => {
    const text = copyOf(POLICY, [H3, { noun: 'stage', key: 'sql' }]);
    const { next } = paste(POLICY, text);
    expect(next?.stages.at(-1)).toMatchObject({ key: 'sql-copy', name: 'sql (copy)', team: 'sdr' });
    expect(next?.handoffs.at(-1)).toMatchObject({ from_stage: 'sql-copy', to_stage: 'opportunity' });
  });
});

describe('pasted text', () => {
  it('is captured line by line', () => {
    const { result } = paste(POLICY, 'SDR -> AE: one\n\nAE -> CS: two\n');
    expect(result.made.map(({ key }) => key)).toEqual(['H4', 'H5']);
  });

  it.each([
    ['', 'There is nothing to paste'],
    ['SDR -> AE\nand then?', 'Line 2: “and then?” hands over to nobody'],
    ['{"records": []}', 'not part of a journey'],
    ['{"baton":"journey","teams":[],"stages":[],"handoffs":[7]}', 'not part of a journey'],
    ['{"baton":"journey","teams":[],"stages":[],"handoffs":[]}', 'Nothing was copied'],
  ])('%s is refused with why', (text, why) =>
    expect((pasting(POLICY, text) as { wrong: string }).wrong).toContain(why),
  );
});
