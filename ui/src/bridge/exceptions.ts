// The exception desk and the audit trail as they cross the bridge, until the generated types have them: after the Rust types of the same names.

import type { AuditField, HandoffBadge, NextAct } from './generated/types';

/** One passage of one CRM record through one handoff point. */
export type PassageKey = { record_id: string; handoff: string; cycle: number };
export type ExceptionRule =
  | 'unowned'
  | 'bounced'
  | 'missing_fields'
  | 'duplicate'
  | 'stuck'
  | 'sla_breach'
  | 'consent_gap'
  | 'contradiction'
  | 'reported';
export type CaseStatus = 'open' | 'disputed' | 'resolved' | 'corrected';
export type CaseNextStep = { act: NextAct; text: string };
export type OverrideEffect = { kind: 'pause'; from: number; to: number | null } | { kind: 'merge'; master: PassageKey };
export type Override = {
  verb: string;
  right: string;
  actor: string;
  approver: string;
  reason: string;
  next_step: CaseNextStep;
  at: number;
  effect: OverrideEffect | null;
  taken_back_at: number | null;
};
export type ExceptionCase = {
  number: number;
  status: CaseStatus;
  passage: PassageKey;
  rule: ExceptionRule;
  part: string;
  exception_type: string;
  subtype: string | null;
  severity: string;
  because: string;
  arose: number;
  ended: number | null;
  stands: boolean;
  raised_at: number;
  due_at: number | null;
  owner: string | null;
  escalated_to: string | null;
  root_cause: string | null;
  resolved_at: number | null;
  notes: number;
  reopened: number;
  overrides: Override[];
  audit_fields: Record<string, string>;
};
export type CaseAct =
  | { act: 'assign'; to: string | null }
  | { act: 'set_severity'; severity: string; reason: string }
  | { act: 'note'; text: string }
  | { act: 'dispute'; text: string }
  | {
      act: 'resolve';
      reason: string;
      next_step: CaseNextStep;
      root_cause: string | null;
      audit_fields: Record<string, string>;
    }
  | { act: 'reopen'; reason: string }
  | {
      act: 'override';
      verb: string;
      reason: string;
      approver: string | null;
      next_step: CaseNextStep;
      audit_fields: Record<string, string>;
      effect: OverrideEffect | null;
      resolves: boolean;
      root_cause: string | null;
    }
  | { act: 'take_back'; place: number; reason: string; approver: string | null };
export type CaseQuery = {
  open: boolean;
  month: string | null;
  exception_type: string | null;
  severity: string | null;
  handoff: string | null;
  /** Person key; the empty text = nobody's. */
  owner: string | null;
  text: string | null;
};
export type CaseDue = 'in_time' | 'soon' | 'past' | 'none' | 'kept' | 'missed';
export type CaseRow = {
  case: ExceptionCase;
  name: string;
  type_name: string;
  severity_name: string;
  handoff: HandoffBadge;
  owner_name: string | null;
  escalated_to_name: string | null;
  due: CaseDue;
  left_ms: number | null;
  open_ms: number;
};
export type AuditBroken = { number: number; what: string };
export type AuditState = { entries: number; head: string; broken: AuditBroken | null };
export type ExceptionDesk = {
  now: number;
  as_of: number | null;
  rows: CaseRow[];
  found: number;
  open: number;
  past_target: number;
  resolved_lately: number;
  by_severity: [string, number][];
  /** Over or too old before anybody looked: counted in the measures alone. */
  history: number;
  current: boolean;
  audit: AuditState;
};
export type AuditEntry = {
  number: number;
  at: number;
  actor: string;
  act: string;
  subject: string;
  said: unknown;
  before: unknown;
  after: unknown;
};
export type AuditListed = { entry: AuditEntry; hash: string };
export type RightOf = { verb: string; name: string; approved_by: string | null; refused: string | null };
export type CaseDetail = {
  row: CaseRow;
  record: string | null;
  history: AuditListed[];
  audit_fields: AuditField[];
  rights: RightOf[];
};
export type ActDone = { number: number; case: ExceptionCase | null; refused: string | null };
export type ExceptionReported = {
  passage: PassageKey;
  exception_type: string;
  subtype: string | null;
  severity: string;
  text: string;
};
export type ExceptionsDetected = {
  raised: number;
  kept: number;
  corrected: number;
  reopened: number;
  history: number;
};
export type ExceptionVolume = {
  month: string;
  exception_type: string;
  name: string;
  severity: string;
  count: number;
  history: number;
};
export type ExceptionResolution = {
  month: string;
  exception_type: string | null;
  resolved: number;
  p50_ms: number | null;
  p90_ms: number | null;
  within_target: number;
  with_target: number;
};
export type ExceptionRepeat = {
  month: string;
  exception_type: string;
  root_cause: string;
  count: number;
  before: string;
};
export type PausedMinutes = { reason: string; person: string; records: number; minutes: number };
export type ExceptionMeasures = {
  volume: ExceptionVolume[];
  resolution: ExceptionResolution[];
  repeats: ExceptionRepeat[];
  duplicates: number;
  records: number;
  pauses: PausedMinutes[];
};
