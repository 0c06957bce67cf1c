//! Importing CRM exports: look at the files, map their columns, check every row, store what is good.
//!
//! `source` turns files into rows of text, `cells` texts into values, `suggest` headers into a mapping, `read` rows into checked
//! records. None of these knows the database.

pub mod batches;
mod cells;
pub mod error;
pub mod fields;
mod indexing;
pub mod inspect;
pub mod mapping;
mod points;
pub mod read;
mod rejects;
pub mod remembered;
pub mod report;
pub mod row;
mod run;
mod source;
pub mod store;
mod suggest;
mod upsert;

pub use error::ImportError;
pub use inspect::{Beforehand, inspect, inspect_as, reinspect};
pub use read::{ReadSummary, read};
pub use rejects::save_rejects;
pub use row::{Chunk, RecordView};
pub use run::{dry_run, dry_run_watched, import, import_watched};
