//! The SLA clock: worked by hand, by law, against slower clocks and against the answers of others.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

mod deadlines;
mod laws;
mod ledger;
mod oracle;
mod random;
mod slow;
mod suites;
mod vectors;
