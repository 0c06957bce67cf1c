//! Policies: how they are read, changed, compared and put in force, the templates, what travels, and who is given a record.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/policy_random.rs"]
mod policy_random;

mod diff;
mod operations;
mod packet;
mod read;
mod routing;
mod templates;
mod versions;
