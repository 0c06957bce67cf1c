//! Handoffs that left the standard path: finding them in records, the life of a case, who may do what about it, what it measures,
//! and the trail that says so afterwards.
//!
//! The policy says what types, severities, targets and rights there are (`policy::exception`). Nothing here knows a file.

pub mod audit;
pub mod desk;
pub mod detect;
mod finding;
pub mod impact;
pub mod measures;
mod reconcile;
mod rights;
mod severity;
mod taxonomy;

pub use finding::{Finding, FindingId, PassageKey, Rule};
pub use reconcile::{Fate, HISTORY, Known, OLD, Reconciled, reconcile};
pub use rights::{Permit, Refusal, may};
pub use taxonomy::Taxonomy;
