//! The SLA simulator: what a policy does with leads and people that behave as a scenario says.
//!
//! A simulation of discrete events over the policy's own value: its calendars, routing table, ladders and SLA clock, not a second model
//! of them. Everything random comes from streams keyed by seed, replication, purpose and entity, so that the same scenario gives the same
//! bytes at any number of threads, and a change of one rule does not reshuffle the others. No clock, no file, no global randomness.

pub mod scenario;

pub use scenario::{Scenario, ScenarioError};
