import { BLANK_HANDOFF } from '../blank';
import type { HandoffPoint, Policy, Stage, StageKind } from '../types';
import { designed } from './designed';
import { POLICY } from './policy';

const always = { all: [] };

function stage(key: string, name: string, team: string, kind: StageKind = 'normal'): Stage {
  return { key, name, team, kind, parent: null, meaning: '', entry: always, exit: always, required_fields: [] };
}

const STAGES: Stage[] = [
  stage('inquiry', 'Inquiry', 'mkt', 'start'),
  stage('mql', 'MQL', 'mkt'),
  stage('aql', 'AQL', 'ops'),
  stage('routing', 'Routing', 'ops'),
  stage('sal', 'SAL', 'sdr'),
  stage('sql', 'SQL', 'sdr'),
  stage('nurture', 'Nurture', 'mkt', 'nurture'),
  stage('opportunity', 'Opportunity', 'ae'),
  stage('evaluation', 'Evaluation', 'se'),
  stage('negotiation', 'Negotiation', 'ae'),
  stage('won', 'Closed Won', 'ae', 'won'),
  stage('onboarding', 'Onboarding', 'imp'),
  stage('adoption', 'Adoption', 'cs'),
  stage('case', 'Case', 'sup'),
  stage('renewal', 'Renewal', 'cs', 'won'),
  stage('expansion', 'Expansion', 'ae', 'won'),
];

const ENDS: Record<string, [from: string, to: string]> = {
  H1: ['mql', 'aql'],
  H2: ['routing', 'sal'],
  H3: ['sql', 'opportunity'],
  H4: ['opportunity', 'evaluation'],
  H5: ['evaluation', 'negotiation'],
  H6: ['won', 'onboarding'],
  H7: ['onboarding', 'adoption'],
  H8: ['adoption', 'case'],
  H9: ['case', 'renewal'],
  H10: ['renewal', 'expansion'],
  H11: ['sql', 'nurture'],
};

const FURTHER: [key: string, name: string, sender: string, receiver: string, risk: string][] = [
  ['H5', 'Evaluation passed', 'SE', 'AE', 'The proof stays in a slide deck'],
  ['H8', 'Case opened', 'CS', 'SUP', 'The customer explains it all again'],
  ['H9', 'Case closed', 'SUP', 'CS', 'Nobody learns why it happened'],
  ['H10', 'Expansion found', 'CS', 'AE', 'The signal reaches nobody with a quota'],
  ['H11', 'Recycled', 'SDR', 'MKT', 'The reason for the no is lost'],
];

const RISKS: Record<string, string> = {
  H1: 'A score that nobody can explain',
  H2: 'Some leads reach no owner',
  H3: 'Discovery context gets lost',
  H4: 'The engineer joins a call unprepared',
  H6: 'What was promised is not written down',
  H7: 'Go-live is declared before anybody uses it',
};

function numbered({ key }: { key: string }): number {
  return Number(key.slice(1));
}

function staged(point: HandoffPoint): HandoffPoint {
  const [from_stage, to_stage] = ENDS[point.key] ?? [null, null];
  return { ...point, from_stage, to_stage, momentum_risk: point.momentum_risk || (RISKS[point.key] ?? '') };
}

/** The policy in force with its whole journey, as a draft of it stands. */
export const JOURNEY: Policy = designed({
  ...POLICY,
  teams: [...POLICY.teams, { key: 'sup', short: 'SUP', name: 'Support' }],
  roles: [
    { key: 'sdr_lead', name: 'SDR Team Lead', team: 'sdr', reports_to: null },
    { key: 'sdr_manager', name: 'SDR Manager', team: 'sdr', reports_to: null },
  ],
  stages: STAGES,
  handoffs: [
    ...POLICY.handoffs.map((point) =>
      point.key === 'H2' ? { ...point, accountable_roles: ['sdr_lead'], backup_role: 'sdr_manager' } : point,
    ),
    ...FURTHER.map(([key, name, sender, receiver, momentum_risk]) => ({
      ...BLANK_HANDOFF,
      key,
      name,
      sender,
      receiver,
      momentum_risk,
    })),
  ]
    .map(staged)
    .sort((a, b) => numbered(a) - numbered(b)),
});

const TEAMS = 24;
const COLUMNS = 26;

/** As large a journey as anybody has drawn: 500 handoff points between 24 teams. */
export function largeJourney(): Policy {
  const teams = Array.from({ length: TEAMS }, (_, at) => ({
    key: `t${at}`,
    short: `T${at + 1}`,
    name: `Team ${at + 1}`,
  }));
  const stages: Stage[] = [];
  for (let column = 0; column < COLUMNS; column++)
    for (let lane = 0; lane < TEAMS; lane++)
      stages.push(stage(`s${column}-${lane}`, `Stage ${column + 1}`, `t${lane}`));
  const handoffs: HandoffPoint[] = [];
  for (let at = 0; handoffs.length < 500; at++) {
    const lane = at % (TEAMS - 1);
    const column = Math.floor(at / (TEAMS - 1));
    handoffs.push({
      ...BLANK_HANDOFF,
      key: `H${at + 1}`,
      name: `Handoff ${at + 1}`,
      sender: `T${lane + 1}`,
      receiver: `T${lane + 2}`,
      from_stage: `s${column}-${lane}`,
      to_stage: `s${column}-${lane + 1}`,
    });
  }
  return { ...POLICY, teams, stages, handoffs };
}
