//! Past records under another policy: by case, by law, and beside a simulation.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/policy_random.rs"]
mod policy_random;
#[path = "../support/record_random.rs"]
mod record_random;

mod cases;
mod laws;
mod trace;
