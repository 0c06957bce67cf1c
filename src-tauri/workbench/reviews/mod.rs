//! The reviewed month, measured from the columns in memory.
