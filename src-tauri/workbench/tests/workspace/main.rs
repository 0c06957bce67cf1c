//! The workspace at work, through the same acts as in the window: its policy, its desk, its council and its simulations.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

#[path = "../support/lead_to_sdr.rs"]
mod lead_to_sdr;
#[path = "../../../playbook/tests/support/people.rs"]
mod people;

mod council;
mod drafts;
mod evidence;
mod exceptions;
mod simulations;
mod what_if;
