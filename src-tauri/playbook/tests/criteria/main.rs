//! Criteria: how they are read, what they say of a record, and their laws.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/criteria_catalogue.rs"]
mod criteria_catalogue;
#[path = "../support/criteria_random.rs"]
mod criteria_random;

mod judge;
mod laws;
mod read;
