//! The figures and the SLA outcomes that they count: by case, by law, and against the answers of others.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/record_random.rs"]
mod record_random;

mod h2k;
mod laws;
mod lists;
mod sla;
mod slow;
mod vectors;
