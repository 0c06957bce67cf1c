/** The values that cross the bridge, as generated from the Rust types, and names that the view gives to parts of them. */

import type * as G from './generated/types';
import type { Witness } from './judgement';

export type * from './generated/types';
export type {
  CountOf,
  CriteriaEvidence,
  CriteriaGate,
  CriteriaWords,
  ExampleRecord,
  Flip,
  FlipKind,
  FlipPreview,
  PacketFilled,
  RoutingHits,
  RoutingTried,
  RowVerdict,
  SplitCount,
  Witness,
} from './judgement';

/** A kind of thing in a policy, with what one of them is. */
export interface Nouns {
  tier: G.Tier;
  team: G.Team;
  role: G.Role;
  person: G.Person;
  calendar: G.Calendar;
  stage: G.Stage;
  handoff: G.HandoffPoint;
  field: G.Field;
  packet: G.PacketTemplate;
  queue: G.Queue;
  disposition: G.DispositionReason;
  exception_type: G.ExceptionType;
  severity: G.Severity;
  verb: G.Verb;
  decision_right: G.DecisionRight;
  root_cause: G.RootCause;
  kpi: G.Kpi;
  decision: G.DesignDecision;
  mute: G.Mute;
}

export type MapArea = G.Area;
export type MapLane = G.Lane;

/** What could still fail in the draft. */
export interface DraftCheck {
  report: AirtightReport;
  took_ms: number;
  revision: number;
}
export interface AirtightReport {
  airtight: boolean;
  problems: PolicyProblem[];
}
export interface PolicyProblem {
  rule: string;
  severity: 'error' | 'warning' | 'note';
  place: { noun: G.Noun; key: string; part: PolicyPart };
  message: string;
  shown_by: string | null;
  witness: Witness | null;
  /** Imported records that are like the witness, where that is known. */
  alike?: number | null;
  fixes: { label: string; operation: G.Operation }[];
  /** Why it is muted; null = it is not. */
  muted: string | null;
}
export type PolicyPart =
  | 'basics'
  | 'trigger'
  | 'ownership'
  | 'criteria'
  | 'packet'
  | 'routing'
  | 'sla'
  | 'escalation'
  | 'dispositions'
  | 'lifecycle'
  | 'rights';
