import type { ClockKind, HandoffBadge, SimulatedBreakEven } from '../bridge';
import { store } from './store';

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

/** Means by hour of the week from Monday 00:00, in the policy's zone; null where nobody works. */
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
  /** `Reminder at 50 %` */
  step: string;
  /** Of a hundred handoffs. */
  fired: Compared;
}

export interface SimulatedMoney {
  currency: string;
  conversions: Compared;
  value: Compared;
  staffing: Compared;
  /** Value less staffing. */
  net: Compared;
}

export interface SimulationAnswer {
  /** True = of few replications, to be followed by a finer one. */
  rough: boolean;
  replications: number;
  days: number;
  /** Days at the beginning that are in no figure. */
  warm_up_days: number;
  /** Why so many. */
  warm_up_because: string;
  /** Why it stopped before its end, in a sentence. */
  stopped: string | null;
  /** Whose backlog grew all the time, in sentences: then nothing is a steady state. */
  growing: string[];
  /** Over every target. */
  attainment: Compared;
  targets: SimulatedTarget[];
  teams: SimulatedTeam[];
  steps: SimulatedStep[];
  money: SimulatedMoney | null;
  break_even: SimulatedBreakEven | null;
}

export interface Simulated {
  scenario: string;
  isBaseline: boolean;
  answer: SimulationAnswer;
}

/** The last simulation that was looked at in this window, while the records and the policy are what they were then. */
export const simulated = store<Simulated | null>(null);
