import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type Policy } from '../bridge';
import { foresee } from '../bridge/operations';
import { captureOperation, parseCapture } from './capture';

const POLICY: Policy = {
  ...BLANK_POLICY,
  teams: [
    { key: 'sdr', short: 'SDR', name: 'Sales development' },
    { key: 'ae', short: 'AE', name: 'Account executives' },
  ],
  handoffs: [{ ...BLANK_HANDOFF, key: 'H4' }],
};

describe('a line of a workshop', () => {
  it.each([
    ['SDR -> AE: discovery context gets lost', ['SDR', 'AE'], 'discovery context gets lost'],
    ['SDR → AE: discovery context gets lost', ['SDR', 'AE'], 'discovery context gets lost'],
    ['SDR=>AE', ['SDR', 'AE'], ''],
    ['SDR --> AE:', ['SDR', 'AE'], ''],
    ['  Marketing  ->  Sales development -> AE : who knows?  ', ['Marketing', 'Sales development', 'AE'], 'who knows?'],
    ['SDR -> AE: the note says: call back', ['SDR', 'AE'], 'the note says: call back'],
    ['SDR -> AE: 2 -> 3 days pass', ['SDR', 'AE'], '2 -> 3 days pass'],
    ['Pre-sales -> AE', ['Pre-sales', 'AE'], ''],
  ])('%s', (text, teams, risk) => expect(parseCapture(text)).toEqual({ teams, risk }));

  it.each([
    ['', 'Write who hands over to whom'],
    ['SDR', '“SDR” hands over to nobody'],
    [': lost', 'hands over to nobody'],
    ['-> AE', 'Who hands over?'],
    ['SDR ->', 'An arrow leads to nobody'],
    ['SDR -> -> AE', 'An arrow leads to nobody'],
    ['SDR <- AE', 'Arrows point to who receives'],
    ['SDR -> sdr: again', 'sdr hands over to itself'],
    [`SDR -> AE ${'and so on '.repeat(10)}`, 'put a colon between'],
  ])('%s is refused with what to do', (text, why) =>
    expect((parseCapture(text) as { wrong: string }).wrong).toContain(why),
  );
});

describe('capturing', () => {
  it('makes the handoff with its risk, as one change', () => {
    const { operation, made, words } = captureOperation(POLICY, [
      { teams: ['sdr', 'Account executives'], risk: 'lost' },
    ]);
    const next = foresee(POLICY, operation);
    expect(made).toEqual(['H5']);
    expect(words).toBe('1 handoff point');
    expect(next?.handoffs.at(-1)).toMatchObject({ key: 'H5', sender: 'SDR', receiver: 'AE', momentum_risk: 'lost' });
    expect(next?.teams).toEqual(POLICY.teams);
  });

  it('adds teams that are missing, once each', () => {
    const { operation, made, words } = captureOperation(POLICY, [
      { teams: ['AE', 'Customer success', 'Support'], risk: '' },
      { teams: ['Support', 'customer success'], risk: '' },
    ]);
    const next = foresee(POLICY, operation);
    expect(made).toEqual(['H5', 'H6', 'H7']);
    expect(words).toBe('3 handoff points, and the new teams Customer success and Support');
    expect(next?.teams.slice(2).map(({ key, short }) => [key, short])).toEqual([
      ['customer-success', 'CS'],
      ['support', 'SUP'],
    ]);
    expect(next?.handoffs.slice(1).map(({ sender, receiver }) => `${sender}>${receiver}`)).toEqual([
      'AE>CS',
      'CS>SUP',
      'SUP>CS',
    ]);
  });

  it('gives a new team a short name that no other has', () => {
    const { operation } = captureOperation(POLICY, [{ teams: ['AE', 'Service delivery review'], risk: '' }]);
    expect(foresee(POLICY, operation)?.teams.at(-1)?.short).toBe('SDR2');
  });
});
