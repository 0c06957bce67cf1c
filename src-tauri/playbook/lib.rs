//! The rules of a revenue handoff.
//!
//! Everything here is a pure function of its arguments: a rule is told the time, the calendar and the data, and never asks.
//! Deliberately absent: files, the system clock, the environment, SQL and windows. Threads, and randomness that is seeded, are in the
//! simulator alone. A lint holds it (`clippy.toml` in this folder).

pub mod airtight;
pub mod calendar;
pub mod council;
pub mod exception;
pub mod json;
pub mod maturity;
pub mod metrics;
pub mod policy;
pub mod record;
pub mod replay;
pub mod routing;
pub mod simulator;

/// An instant: milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
pub type Instant = i64;

/// A length of time in milliseconds. Never negative where a rule returns one.
pub type Millis = i64;

pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;
pub const DAY: Millis = 24 * HOUR;
