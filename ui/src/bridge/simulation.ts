// What crosses the bridge for simulations and replays, as the view expects it. Durations of a scenario are minutes unless the name says
// otherwise, shares lie between 0 and 1, rates and sums of results are a week's.

import type { Absence, ClockKind, HandoffBadge, Operation, Policy, SlaState } from './generated/types';

/** One person or several alike who work in a scenario. */
export interface ScenarioCrew {
  /** Unique, also among the policy's people. */
  key: string;
  /** As shown; the key where it is blank. */
  name: string;
  /** Key of the person of the policy whom it describes. */
  person: string | null;
  count: number;
  /** Team key. */
  team: string | null;
  roles: string[];
  /** Key of the calendar of their shifts; null = the policy's default. */
  calendar: string | null;
  absences: Absence[];
  capacity_per_day: number | null;
  /** The most records in work at once. */
  parallel: number;
  weight: number | null;
  performance_percent: number | null;
  speed: number;
  /** In the policy's currency, for an hour of shift. */
  cost_per_hour: number;
}

/** A scenario file as far as the view changes it; what it does not know of stays as it came. */
export interface Scenario {
  schema: number;
  name: string;
  note: string;
  /** Edits of the policy in force, in order. */
  changes: Operation[];
  horizon: { start: string; days: number };
  seed: number;
  people: ScenarioCrew[];
  [further: string]: unknown;
}

export interface SavedScenario {
  key: string;
  scenario: Scenario;
}

/** How well what was fitted on the first part of the history foresees the rest. */
export interface SimulationFit {
  verdict: 'good' | 'poor' | 'unknown';
  /** Why, in a sentence. */
  because: string;
  fitted_months: [from: string, to: string] | null;
  judged_months: [from: string, to: string] | null;
  figures: { what: string; foreseen: number; found: number; unit: 'share' | 'duration' }[];
}

/** What a simulation starts from. */
export interface SimulationStart {
  /** The policy in force, whose edits the scenarios' changes are. */
  policy: Policy;
  /** Fitted from the imported records under the policy in force; null where nothing could be fitted. */
  baseline: Scenario | null;
  fit: SimulationFit;
  saved: SavedScenario[];
}

/** A mean over replications with its 95 % interval. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

/** A figure of the baseline and of a scenario, and their paired difference. */
export interface Compared {
  base: Estimate | null;
  now: Estimate | null;
  /** Null where it is the baseline itself, or one of them has none. */
  difference: Estimate | null;
}

export interface SimulatedTarget {
  handoff: HandoffBadge;
  clock: ClockKind;
  /** Tier key; null = records of no tier. */
  tier: string | null;
  /** Judged records a week. */
  records: Compared;
  /** Share that meets the target. */
  attainment: Compared;
  /** Milliseconds on the target's clock. */
  p50: Compared;
  p90: Compared;
  p99: Compared;
}

/** Means by hour of the week from Monday 00:00, in the zone of the team's calendar; null where nobody works. */
export interface WeekOf {
  base: (number | null)[];
  now: (number | null)[];
}

export interface SimulatedTeam {
  team: string;
  name: string;
  /** How much of the shifts is worked. */
  utilisation: Compared;
  by_hour: { utilisation: WeekOf; backlog: WeekOf };
}

export interface SimulatedStep {
  handoff: HandoffBadge;
  /** `reminder to the owner at 50 % of the target` */
  step: string;
  fired: Compared;
}

export interface SimulatedMoney {
  currency: string;
  conversions: Compared;
  value: Compared;
  staffing: Compared;
  /** Value less staffing. */
  net: Compared;
  /** What changes would cost nothing on balance, in a sentence; null where nothing was changed. */
  break_even: string | null;
}

export interface SimulationAnswer {
  /** True = of few replications, to be followed by a finer one. */
  rough: boolean;
  replications: number;
  days: number;
  /** Days at the beginning that are in no figure. */
  warm_up_days: number;
  /** Why it stopped before its end, in a sentence. */
  stopped: string | null;
  /** Over every target. */
  attainment: Compared;
  /** Records that nobody has touched when their clock ends, as a share. */
  untouched: Compared;
  targets: SimulatedTarget[];
  teams: SimulatedTeam[];
  steps: SimulatedStep[];
  money: SimulatedMoney | null;
}

/** One simulated day at a glance, in steps of the same length. */
export interface SimulatedDay {
  /** `Tuesday` */
  day: string;
  step_minutes: number;
  /** Local time of the first step, in minutes after midnight. */
  from_minute: number;
  handoffs: {
    handoff: HandoffBadge;
    /** By step: not yet accepted, accepted and in work, and those whose target has passed. */
    waiting: number[];
    working: number[];
    breached: number[];
    /** Records done since the day began. */
    done: number[];
  }[];
  /** What happened, the first first. */
  events: { step: number; words: string }[];
}

export interface LeverRank {
  lever: string;
  attainment: Estimate;
  net: Estimate | null;
}

export interface OutcomeCounts {
  met: number;
  breached: number;
  running: number;
  cannot_judge: number;
  not_applicable: number;
}

export interface ReplayFlip {
  kind: 'sla' | 'owner' | 'ladder' | 'criteria';
  target: ClockKind | null;
  step: string | null;
  /** Key of the handoff point. */
  handoff: string;
  from: string;
  to: string;
  n: number;
  by_segment: { value: string; n: number }[];
  /** Row ids. */
  records: string[];
}

export type StepFate = 'fired' | 'not_reached' | 'ahead' | 'late' | 'stopped' | 'unmet' | 'unknown';

export interface RecordSide {
  owner: string | null;
  because: string;
  outcomes: { target: ClockKind; state: SlaState; due_at: number | null; because: string }[];
  ladder: { target: ClockKind; step: string; at: number | null; fate: StepFate }[];
}

export interface ReplayedRecord {
  id: string;
  record_id: string;
  handoff: string;
  cycle: number;
  started_at: number | null;
  segment: string | null;
  intent: string | null;
  owner: string | null;
  then: RecordSide;
  draft: RecordSide;
}

/** Records of a time held against the policy in force when they started, and against the draft. */
export interface Replay {
  from: number;
  to: number;
  as_of: number;
  records: number;
  open: number;
  judged: number;
  without_start: number;
  cannot_judge: { why: string; n: number }[];
  outcomes: { target: ClockKind; then: OutcomeCounts; draft: OutcomeCounts }[];
  steps: { handoff: string; target: ClockKind; step: string; then: number; draft: number; moved: number }[];
  flips: ReplayFlip[];
  examples: ReplayedRecord[];
}
