//! Claims about every record that can be, decided exactly and with a witness against what is false.
//!
//! The values of each field are parted into finitely many cells that no test tells apart (constants that occur and the gaps between them;
//! ages as cuts counted back from the present; texts that are named, and all others by the patterns they answer to). Three-valued criteria
//! become two-valued formulas over cells (*is true*, *is false*), and a conflict-driven search decides them. Every witness is judged by the
//! ordinary evaluator before it is handed out.
//!
//! Too large is an answer of its own: [`Proof::NotProved`] never means that all is well.

mod assumed;
mod automaton;
mod cells;
mod cellset;
mod claims;
mod fields;
mod formula;
pub mod lifecycle;
mod problem;
mod routing;
mod solver;

pub use assumed::{Assumed, Records};
pub use claims::{Boundary, apart, boundary, implies, never};
pub use routing::{RowProof, TableProof, groups, overlaps, table, total};
pub use solver::Budget;

use crate::Instant;
use crate::policy::criteria::{Example, Told};
use serde::Serialize;
use ts_rs::TS;

/// What became of a claim about every record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "snake_case", tag = "proof")]
pub enum Proof {
    /// It holds of every record, at every time.
    Proved,
    /// It does not: here is a record.
    Refuted { witness: Witness },
    /// Nobody knows: the question is too large, or went wrong.
    NotProved { why: NotProved },
}

impl Proof {
    pub const fn is_proved(&self) -> bool {
        matches!(self, Proof::Proved)
    }

    /// The record against the claim, if there is one.
    pub const fn witness(&self) -> Option<&Witness> {
        match self {
            Proof::Refuted { witness } => Some(witness),
            Proof::Proved | Proof::NotProved { .. } => None,
        }
    }
}

/// Why a claim is neither proved nor refuted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotProved {
    #[error(
        "not proved: there are too many combinations to go through; split the table, or name values instead of parts of texts"
    )]
    TooLarge,
    #[error("not proved: dates and ages of the same fields are compared in too many ways")]
    TooManyTimes,
    #[error(
        "not proved: the counterexample that was found did not stand up to the evaluator; please report this policy"
    )]
    Unconfirmed,
}

/// A record that could be, as an argument.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Witness {
    /// Its values; a field that is not there is blank.
    pub record: Example,
    /// The present at which it is judged, in milliseconds since 1970-01-01T00:00:00Z.
    #[ts(type = "number")]
    pub now: Instant,
    /// Keys of the fields that make it one, blank ones included: whatever the others held, it would still be.
    pub matters: Vec<String>,
}

impl Witness {
    /// The present at which the record is judged, in the zone of `told`.
    pub fn told(&self, told: &Told) -> Told {
        Told { now: self.now, zone: told.zone.clone() }
    }

    /// The fields that matter, in one sentence without a full stop: `*Region* is APAC and *Consent* is blank`; `any record` where none does.
    pub fn sentence(&self, catalogue: &[crate::policy::Field], told: &Told) -> String {
        crate::policy::criteria::describe(&self.record, &self.matters, catalogue, &self.told(told))
    }
}
