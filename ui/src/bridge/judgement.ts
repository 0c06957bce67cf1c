// What the rules say of a draft: criteria in words and against records, routing tried, packets measured, records that would flip.

import type { HandoffBadge } from './generated/types';

/** Where a criterion stands in a handoff point, as the evidence of it is asked. */
export type CriteriaGate = 'trigger' | 'entry' | 'exit' | 'acceptance' | 'routing' | 'pause';

export interface CriteriaWords {
  /** Without a full stop; names of fields stand between asterisks. */
  english: string;
  jsonlogic: string;
  /** Keys that the field catalogue does not have. */
  unknown_fields: string[];
}

export interface CriteriaEvidence {
  /** `2026-10`; null while there are no records. */
  month: string | null;
  records: number;
  passed: number;
  failed: number;
  unknown: number;
  /** What fails most comes first. */
  tests: { english: string; failed: number; unknown: number }[];
  /** Of the records that were accepted, those that did not meet the criteria. */
  accepted_failing: CountOf;
  by_source: SplitCount[];
  by_owner: SplitCount[];
}

export interface CountOf {
  n: number;
  of: number;
}

export interface SplitCount extends CountOf {
  value: string;
}

export interface PacketFilled {
  /** Catalogue key. */
  field: string;
  filled: number;
  of: number;
}

/** A record by example, by field key. */
export type ExampleRecord = Record<string, string | number | boolean>;

export type RowVerdict = 'holds' | 'fails' | 'unknown' | 'nobody';

export interface RoutingTried {
  /** Who gets it, in words; null = nobody. */
  owner: string | null;
  /** Counted from 0; null = no row. */
  row: number | null;
  /** Why, in one sentence without a full stop. */
  because: string;
  /** What came before the table, in sentences. */
  before: string[];
  steps: { row: number; verdict: RowVerdict; because: string }[];
}

export interface RoutingHits {
  /** By row, in the table's order. */
  rows: number[];
  fallback: number;
  nobody: number;
  cannot_judge: number;
  records: number;
}

export type FlipKind = 'sla' | 'routing' | 'criteria';

export interface Flip {
  handoff: HandoffBadge;
  kind: FlipKind;
  /** States in words: `met`, `SDR queue`, `fails entry`. */
  from: string;
  to: string;
  past: number;
  open: number;
  by_segment: { value: string; n: number }[];
  /** Ids as the records screen has them, the first hundred. */
  records: string[];
}

export interface FlipPreview {
  /** Records that have come to their end, and those still open, that were looked at. */
  past: number;
  open: number;
  judged: number;
  flips: Flip[];
  cannot_judge: { why: string; n: number }[];
}

/** The record that shows a problem. */
export interface Witness {
  record: ExampleRecord;
  /** UTC milliseconds at which it is judged. */
  now: number;
  /** Keys of the fields that make it one. */
  matters: string[];
}
