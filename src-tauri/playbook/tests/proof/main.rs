//! The check of a policy: its rules, and its proofs against going through everything.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/criteria_catalogue.rs"]
mod criteria_catalogue;
#[path = "../support/criteria_random.rs"]
mod criteria_random;
#[path = "../support/sound.rs"]
mod sound;

mod airtight;
mod claims;
mod lifecycle;
mod lifecycle_random;
mod lifecycle_slow;
mod machine;
mod witness;
