import { describe, expect, it } from 'vitest';
import { BLANK_HANDOFF, BLANK_POLICY, type Policy } from '../../bridge';
import { foresee } from '../../bridge/operations';
import { newStage } from '../edits';
import { ended, givenTo, outlineRows, reordered } from './rows';

const TEAMS = [
  { key: 'mkt', short: 'MKT', name: 'Marketing' },
  { key: 'sdr', short: 'SDR', name: 'Sales development' },
];
const stage = (key: string, team: string | null) => ({ ...newStage(BLANK_POLICY, key, team), key, name: key });
const POLICY: Policy = {
  ...BLANK_POLICY,
  teams: TEAMS,
  stages: [stage('inquiry', 'mkt'), stage('sal', 'sdr'), stage('mql', 'mkt')],
  handoffs: [
    { ...BLANK_HANDOFF, key: 'H1', name: 'One', sender: 'MKT', receiver: 'SDR', from_stage: 'mql', to_stage: 'sal' },
    { ...BLANK_HANDOFF, key: 'H2', name: 'Two', sender: 'Marketing', receiver: 'AE' },
    { ...BLANK_HANDOFF, key: 'H3', name: 'Three', sender: 'Partner', receiver: 'SDR' },
  ],
};
const shown = (policy: Policy, closed: string[] = []) =>
  outlineRows(policy, new Set(closed)).map(({ item, level }) => `${level} ${item.noun}:${item.key}`);

describe('the outline', () => {
  it('lists each team with its stages, their handoffs, and handoffs that name no stage', () =>
    expect(shown(POLICY)).toEqual([
      '1 team:mkt',
      '2 stage:inquiry',
      '2 stage:mql',
      '3 handoff:H1',
      '2 handoff:H2',
      '1 team:sdr',
      '2 stage:sal',
      '1 team:',
      '2 handoff:H3',
    ]));

  it('holds everything that is on the map, once', () => {
    const items = outlineRows(POLICY, new Set()).map(({ item }) => `${item.noun}:${item.key}`);
    expect(new Set(items).size).toBe(items.length);
    for (const { key } of POLICY.stages) expect(items).toContain(`stage:${key}`);
    for (const { key } of POLICY.handoffs) expect(items).toContain(`handoff:${key}`);
  });

  it('leaves out what is under a closed row', () =>
    expect(shown(POLICY, ['team:mkt', 'team:'])).toEqual(['1 team:mkt', '1 team:sdr', '2 stage:sal', '1 team:']));
});

describe('a step', () => {
  const rows = outlineRows(POLICY, new Set());
  it('goes past the stage beside it, over stages of other teams', () => {
    const operation = reordered(POLICY, rows, { noun: 'stage', key: 'mql' }, -1);
    expect(operation).toEqual({ op: 'move', noun: 'stage', key: 'mql', to: 0 });
    expect(operation && foresee(POLICY, operation)?.stages.map(({ key }) => key)).toEqual(['mql', 'inquiry', 'sal']);
  });
  it('goes down past a team with all that is under it', () =>
    expect(reordered(POLICY, rows, { noun: 'team', key: 'mkt' }, 1)).toMatchObject({ to: 1 }));
  it('stays at the end, and within the team', () => {
    expect(reordered(POLICY, rows, { noun: 'team', key: 'sdr' }, 1)).toBeNull();
    expect(reordered(POLICY, rows, { noun: 'stage', key: 'sal' }, -1)).toBeNull();
    expect(reordered(POLICY, rows, { noun: 'handoff', key: 'H1' }, 1)).toBeNull();
  });
});

it('a stage that is given away takes the sides of its handoffs with it', () => {
  const operation = givenTo(POLICY, { noun: 'stage', key: 'mql' }, { key: 'sdr', short: 'SDR', name: '' });
  const next = operation && foresee(POLICY, operation);
  expect(next?.stages.find(({ key }) => key === 'mql')?.team).toBe('sdr');
  expect(next?.handoffs[0]).toMatchObject({ sender: 'SDR', receiver: 'SDR' });
});

it('a handoff that begins elsewhere is sent by the team there; one that begins nowhere keeps its sender', () => {
  const from = (key: string | null) =>
    foresee(POLICY, ended(POLICY, 'H1', 'from', POLICY.stages.find((one) => one.key === key) ?? null))?.handoffs[0];
  expect(from('sal')).toMatchObject({ from_stage: 'sal', sender: 'SDR' });
  expect(from(null)).toMatchObject({ from_stage: null, sender: 'MKT' });
});
