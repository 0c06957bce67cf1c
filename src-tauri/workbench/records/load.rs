//! The columns in memory.

/// The columns that were loaded last.
#[derive(Default)]
pub(crate) struct Loaded;
