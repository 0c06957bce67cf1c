//! The records in the file: pages, one record, exports.

pub mod query;
