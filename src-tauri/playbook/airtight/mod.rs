//! What could still fail in a policy, and the proof that it cannot.
//!
//! Deliberately absent: opinions without a witness. A rule points at a place; a proof gives the record.

pub mod proof;
