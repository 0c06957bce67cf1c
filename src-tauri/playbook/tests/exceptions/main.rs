//! Exceptions: what is found, the desk that works on it, and the trail of what was done.

#![allow(clippy::unwrap_used, reason = "a test whose case cannot be made has failed")]

#[path = "../support/people.rs"]
mod people;
#[path = "../support/sound.rs"]
mod sound;

mod cases;
mod desk;
mod rules;
mod trail;
