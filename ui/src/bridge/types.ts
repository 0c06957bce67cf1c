/** The values that cross the bridge, as generated from the Rust types, and names that the view gives to parts of them. */

import type * as G from './generated/types';
import type { Witness } from './judgement';

export type * from './generated/types';
export type * from './judgement';

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
export type Noun = keyof Nouns;
export type Entry = { [N in Noun]: { noun: N; entry: Nouns[N] } }[Noun];
export type OwnField = 'company' | 'time_zone' | 'currency' | 'default_calendar';

/** A change of the draft; see `playbook::policy::Operation`. */
export type Operation =
  | ({ op: 'insert'; at: number } & Entry)
  | { op: 'remove'; noun: Noun; key: string }
  | { op: 'move'; noun: Noun; key: string; to: number }
  | { op: 'rename'; noun: Noun; from: string; to: string }
  /** `field` is a path in the thing, as `routing/rows/2/when`. */
  | { op: 'set'; noun: Noun; key: string; field: string; value: unknown }
  | { op: 'set_own'; field: OwnField; value: string }
  | { op: 'place'; of: G.Placed; key: string; at: { x: number; y: number } | null }
  | { op: 'several'; operations: Operation[] }
  | { op: 'replace'; policy: G.Policy };

/** The draft of the policy, as it stands. */
export interface DraftView {
  branch: string;
  branches: string[];
  /** The version that it began from, and the one in force. */
  base: number;
  in_force: number;
  /** Goes up with every change; an edit names the one that it was made on. */
  revision: number;
  /** Edits since the base. */
  edits: number;
  /** What would be taken back, or done again, in a sentence. */
  undo: string | null;
  redo: string | null;
  policy: G.Policy;
  /** What stands in the way of publishing, in sentences. */
  conflicts: string[];
}

export interface PolicyVersion {
  version: number;
  author: string;
  reason: string;
  /** UTC milliseconds. */
  published_at: number;
  effective_from: number;
  airtight: boolean | null;
  problems: number | null;
}

export interface PolicyDiff {
  groups: DiffGroup[];
}
export interface DiffGroup {
  noun: Noun | null;
  key: string | null;
  title: string;
  changes: PolicyChange[];
}
export interface PolicyChange {
  kind: 'added' | 'removed' | 'renamed' | 'reordered' | 'changed';
  what: string;
  before: string | null;
  after: string | null;
  sentence: string;
}
export interface TemplateChoice {
  key: string;
  name: string;
  summary: string;
  handoffs: number;
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
  place: { noun: Noun; key: string; part: PolicyPart };
  message: string;
  shown_by: string | null;
  witness: Witness | null;
  /** Imported records that are like the witness, where that is known. */
  alike?: number | null;
  fixes: { label: string; operation: Operation }[];
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
