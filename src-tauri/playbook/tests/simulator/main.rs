//! The simulator: scenarios and where they come from, timetables by hand, queueing theory, its laws, and the questions that are put to it.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

mod assume;
mod backlog;
mod calibration;
mod impossible;
mod laws;
mod matching;
mod queueing;
mod random;
mod routing;
mod scenario;
mod search;
mod timetable;
