import type * as T from '../types';
import { AS_OF } from './records';
import { DAY } from './vienna';

/** Six capabilities of an invented company, and what people decide about them. */

type Answer = (args: Record<string, unknown>) => unknown;

const LEVELS: [T.MaturityLevel, string][] = [
  ['ad_hoc', 'Ad hoc'],
  ['documented', 'Documented'],
  ['built_in', 'Built in'],
  ['measured', 'Measured'],
  ['operationalised', 'Operationalised'],
];

const of = (text: string, met: number, all: number, step: string): T.MaturityEvidence => ({
  text,
  met: met === all,
  shown: `${met} of ${all}`,
  part: met / all,
  step,
});

const ASKED: [T.MaturityLevel, T.MaturityEvidence[]][] = [
  ['documented', [of('Every handoff point is written down with its trigger', 6, 6, 'Write a trigger for each')]],
  ['built_in', [of('Every criterion tests a field of the catalogue', 6, 6, 'Choose fields from the catalogue')]],
  ['measured', [of('Every handoff point has a figure of the last month', 5, 6, 'Import the records of H7')]],
  [
    'operationalised',
    [of('The review of each of the last three months is signed', 1, 3, 'Sign off September and October')],
  ],
];

const CAPABILITIES: [T.Capability, string, string, string, string | null, number][] = [
  ['stage_definitions', 'Stage definitions', 'RevOps', 'Stage conversion', 'conversion 34 %', 3],
  ['handoff_packet', 'Handoff packet', 'Enablement', 'Rejection rate', 'rejected 11 %', 2],
  ['routing_and_ownership', 'Routing and ownership', 'Sales Ops', 'Time to first touch', 'first touch 47 m', 4],
  ['slas_and_alerts', 'SLAs and alerts', 'Ops leaders', 'SLA attainment', 'attainment 82 %', 3],
  ['cs_continuity', 'CS continuity', 'CS Ops', 'Time to value', null, 1],
  ['feedback_loop', 'Feedback loop', 'Rev council', 'Drop-off reduction', null, 2],
];

const levelAt = (number: number): T.MaturityLevel => (LEVELS[number - 1] ?? ['ad_hoc'])[0] as T.MaturityLevel;
const rank = (level: T.MaturityLevel): number => LEVELS.findIndex(([key]) => key === level) + 1;

export function fakeMaturity(empty: boolean): Record<string, Answer> {
  let judgements: T.MaturityJudgement[] = [
    {
      number: 1,
      capability: 'handoff_packet',
      level: 'built_in',
      proposed: 'documented',
      by: 'dokafor',
      reason: 'The form of H2 is filled by the CRM since September',
      at: AS_OF - 30 * DAY,
    },
  ];
  const maturity = (): T.Maturity => {
    const capabilities = CAPABILITIES.map(([capability, name, owner, kpi, value, reached]): T.MaturityCapability => {
      const history = judgements.filter((one) => one.capability === capability);
      const judged = history.at(-1) ?? null;
      const proposed = levelAt(empty ? 1 : reached);
      return {
        capability,
        name,
        owner,
        kpi,
        kpi_value: empty ? null : value,
        ad_hoc: 'Everybody does it in their own way.',
        operationalised: 'It works without anybody who reminds the others.',
        levels: LEVELS.map(([level, levelName]) => ({
          level,
          name: levelName,
          evidence: (ASKED.find(([asked]) => asked === level)?.[1] ?? []).map((one) => ({
            ...one,
            met: rank(level) <= reached,
          })),
          reached: rank(level) <= (empty ? 1 : reached),
        })),
        proposed,
        because: reached === 5 ? 'Everything that it asks for is there.' : '5 of 6 handoff points; H7 has no figure.',
        judged,
        level: judged?.level ?? proposed,
        history,
      };
    });
    const mean = capabilities.reduce((sum, { level }) => sum + rank(level), 0) / capabilities.length;
    return {
      month: empty ? null : '2026-10',
      capabilities,
      next_steps: capabilities
        .toSorted((a, b) => rank(a.level) - rank(b.level))
        .map(({ capability, name, level }, at) => ({
          capability,
          capability_name: name,
          level: levelAt(rank(level) + 1),
          level_name: LEVELS[rank(level)]?.[1] ?? 'Operationalised',
          step: at % 2 === 0 ? 'Import the records of H7' : 'Write a trigger for each handoff point',
          shown: '5 of 6 handoff points',
          part: 5 / 6,
        })),
      mean,
      sentence: `${mean.toFixed(1)} of 5 on average; CS continuity is lowest (ad hoc).`,
    };
  };
  return {
    maturity,
    maturity_judge: ({ capability, level, reason, by }) => {
      const one: T.MaturityJudgement = {
        number: judgements.length + 1,
        capability: capability as T.Capability,
        level: level as T.MaturityLevel,
        proposed: maturity().capabilities.find((known) => known.capability === capability)?.proposed ?? 'ad_hoc',
        by: String(by),
        reason: String(reason),
        at: AS_OF,
      };
      judgements = [...judgements, one];
      return one;
    },
  };
}
