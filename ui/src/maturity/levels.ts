// The five levels, and the radar that they draw.

import type { MaturityCapability, MaturityLevel } from '../bridge';

export const LEVELS: readonly MaturityLevel[] = ['ad_hoc', 'documented', 'built_in', 'measured', 'operationalised'];

/** 1 ..= 5 */
export const numberOf = (level: MaturityLevel): number => LEVELS.indexOf(level) + 1;

const NAMES: Record<MaturityLevel, string> = {
  ad_hoc: 'Ad hoc',
  documented: 'Documented',
  built_in: 'Built in',
  measured: 'Measured',
  operationalised: 'Operationalised',
};
export const nameOf = (level: MaturityLevel): string => NAMES[level];

/** Where a corner of the radar lies: the first straight up, on clockwise. `share`: 0 = the middle, 1 = the rim. */
export function corner(at: number, of: number, share: number, radius: number): { x: number; y: number } {
  const angle = (2 * Math.PI * at) / of - Math.PI / 2;
  return { x: radius * share * Math.cos(angle), y: radius * share * Math.sin(angle) };
}

/** The corners of a shape as an SVG takes them; `levels` are 1 ..= 5. */
export function shape(levels: readonly number[], radius: number): string {
  return levels
    .map((level, at) => corner(at, levels.length, level / LEVELS.length, radius))
    .map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`)
    .join(' ');
}

/** What a person decided against what is proposed: `agrees`, `a level higher`. */
export function againstProposal({ level, proposed, judged }: MaturityCapability): string {
  if (judged === null) return 'proposed, nobody has decided';
  const by = numberOf(level) - numberOf(proposed);
  if (by === 0) return 'as proposed';
  const levels = Math.abs(by) === 1 ? 'a level' : `${Math.abs(by)} levels`;
  return `${levels} ${by > 0 ? 'above' : 'below'} what is proposed`;
}
