//! Handoff records: what the screen asks for, and how rows of the file become values.

pub(crate) mod load;
pub mod query;
pub(crate) mod row;
pub use load::Measurement;
