//! The exception desk in the file: detection after imports, the cases, what people do to them, and what overrides change beside the
//! imported records.
//!
//! Detection is brought up to date in a transaction of its own, at once after a change of up to [`AT_ONCE`] records and else when the
//! desk is next looked at: it knows which records and which policy it has seen, so that an import that was cut short after its commit
//! leaves a desk that is out of date and says so, never half a one.

mod acts;
mod adjustments;
mod detection;
mod measuring;
mod page;
mod store;

pub use acts::{ActDone, Reported};
pub(crate) use adjustments::Adjustments;
pub use detection::Detected;
pub use page::{CaseDetail, CaseQuery, CaseRow, Desk, ListedEntry, MOST_ROWS, RecordOwner, RightOf, Standing};
pub(crate) use store::read_all as all_cases;
