//! What leaves the house, read back as other programs read it.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

mod council;
mod formats;
mod long_lists;
mod picture;
mod printed;
mod reading;
mod slides;
mod spec;
mod terminal;
