//! Files as they come: read right, refused in a sentence, and imported without a loss.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

mod dialects;
mod funnels;
mod fuzz;
mod rejects;
mod remarks;
mod remembered;
mod roundtrip;
mod seeds;
mod torture;
mod workbooks;
