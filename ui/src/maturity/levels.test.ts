import { describe, expect, it } from 'vitest';
import type { MaturityCapability, MaturityJudgement, MaturityLevel } from '../bridge';
import { againstProposal, corner, shape } from './levels';

describe('the radar', () => {
  it('begins straight up and goes on clockwise', () => {
    const up = corner(0, 4, 1, 100);
    expect([up.x, up.y].map((one) => Math.round(one) + 0)).toEqual([0, -100]);
    const right = corner(1, 4, 1, 100);
    expect([right.x, right.y].map((one) => Math.round(one) + 0)).toEqual([100, 0]);
  });

  it('draws the highest level on the rim and the lowest a fifth of the way', () => {
    expect(shape([5, 1], 100)).toBe('0.0,-100.0 0.0,20.0');
  });
});

describe('what a person decided', () => {
  const decided = (level: MaturityLevel, proposed: MaturityLevel, judged = true) =>
    againstProposal({ level, proposed, judged: judged ? ({} as MaturityJudgement) : null } as MaturityCapability);
  it.each([
    ['nobody decided', decided('built_in', 'built_in', false), 'proposed, nobody has decided'],
    ['the same', decided('built_in', 'built_in'), 'as proposed'],
    ['one higher', decided('measured', 'built_in'), 'a level above what is proposed'],
    ['two lower', decided('ad_hoc', 'built_in'), '2 levels below what is proposed'],
  ])('%s', (_, words, expected) => {
    expect(words).toBe(expected);
  });
});
