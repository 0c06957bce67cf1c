//! The SLA simulator: what a policy does with leads and people that behave as a scenario says.
//!
//! A simulation of discrete events over the policy's own value: its calendars, routing table, ladders and SLA clock, not a second model
//! of them. Everything random comes from streams keyed by seed, replication, purpose and entity, so that the same scenario gives the same
//! bytes at any number of threads, and a change of one rule does not reshuffle the others. No clock, no file, no global randomness.

mod assume;
pub mod calibrate;
mod day;
mod experiment;
mod figures;
mod lengths;
mod model;
mod random;
mod report;
mod run;
pub mod scenario;
pub mod search;
mod student;
mod trace;
mod warm_up;
mod what_if;

pub use assume::{Assumed, assume, replications};
pub use day::{Day, DayEvent, DayHandoff, day};
pub use experiment::{Cancelled, Experiment, Interval, Kept, Options, Progress, simulate};
pub use figures::{FigureKey, Measure};
pub use lengths::{EXACT, SKETCH_ERROR};
pub use model::Model;
pub use report::{Difference, ENGINE, Figure, GroupHours, Report, Stopped, compare};
pub use scenario::{Scenario, ScenarioError};
pub use trace::{Trace, TracedStep};
pub use what_if::{WhatIf, what_if};
