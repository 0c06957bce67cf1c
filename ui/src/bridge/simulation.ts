// What crosses the bridge for simulations, as the view expects it until the window answers; then the generated types stand for them.

import type { ClockKind, HandoffBadge, Scenario } from './generated/types';

export type SimulatedMeasure =
  | 'started'
  | 'attainment'
  | 'mean'
  | 'p50'
  | 'p90'
  | 'p99'
  | 'accepted'
  | 'completed'
  | 'rejected'
  | 'recycled'
  | 'lost'
  | 'untouched'
  | 'reassigned'
  | 'steps'
  | 'under_way'
  | 'waiting'
  | 'busy'
  | 'utilisation'
  | 'conversions'
  | 'value'
  | 'cost'
  | 'margin';

/** One figure; null = of all of them. */
export interface SimulatedFigureKey {
  handoff: string | null;
  /** Tier key; blank = records of no tier. */
  tier: string | null;
  /** Team key; blank = nobody's. */
  group: string | null;
  measure: SimulatedMeasure;
  clock: ClockKind | null;
  /** Places, from 0, of the ladder within the handoff point and of the step within the ladder. */
  step: [ladder: number, step: number] | null;
}

/** A mean over replications with its 95 % interval; without one where there was a single replication. */
export interface SimulatedInterval {
  mean: number;
  low: number | null;
  high: number | null;
  n: number;
}

export type SimulatedFigure = SimulatedFigureKey & SimulatedInterval;

/** Hours of the week of one team, from Monday 00:00 in the policy's zone. */
export interface SimulatedHours {
  group: string;
  waiting: number[];
  busy: number[];
  utilisation: (number | null)[];
}

export interface SimulationReport {
  scenario: string;
  engine: number;
  seed: number;
  replications: number;
  leads: number;
  ended: number;
  under_way: number;
  handoffs: number;
  events: number;
  days: number;
  warm_up_days: number;
  warm_up_because: string;
  stopped: { replications: number; at: number; because: string } | null;
  sketched: boolean;
  figures: SimulatedFigure[];
  hours: SimulatedHours[];
}

/** How a figure of a scenario differs from the baseline's, over the same leads. */
export interface SimulatedDifference extends SimulatedFigureKey {
  before: number;
  after: number;
  difference: SimulatedInterval;
  is_signal: boolean;
}

/** A scenario beside the baseline, both with the same seed. */
export interface SimulationRun {
  /** True = of few replications, to be followed by a finer one. */
  rough: boolean;
  baseline: SimulationReport;
  report: SimulationReport;
  /** From the baseline to the scenario. */
  differences: SimulatedDifference[];
}

/** A change by itself, under the name by which people call it. */
export interface SimulatedLever {
  name: string;
  scenario: Scenario;
}

export interface LeverEffect {
  name: string;
  attainment: SimulatedDifference | null;
  value: SimulatedDifference | null;
  cost: SimulatedDifference | null;
  margin: SimulatedDifference | null;
  /** How much of the value gained pays for the cost added: below 1 it pays. */
  break_even: number | null;
}

/** How many people of a crew a target needs. */
export interface SmallestStaffing {
  crew: string;
  /** Null = not even the most that were tried are enough. */
  count: number | null;
  /** By number of people: the figure's interval, and whether its lower end holds the target. */
  tried: [count: number, interval: SimulatedInterval, holds: boolean][];
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
