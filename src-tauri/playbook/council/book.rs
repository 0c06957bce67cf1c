//! Everything that a month's review is made of, in one value: what the window shows, the pack prints and a sign-off freezes.

use super::Council;
use super::quarterly::Quarterly;
use super::sitting::SignOff;
use crate::Instant;
use crate::exception::measures::ExceptionMeasures;
use crate::maturity::Maturity;
use crate::metrics::review::Review;
use crate::metrics::{Basis, ClockChoice, Definition, Month};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where the numbers come from: printed with them, so that whoever holds the paper can find them again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Provenance {
    pub company: String,
    pub workspace: String,
    #[ts(type = "string")]
    pub month: Month,
    /// IANA name; months and dates are counted in it.
    pub time_zone: String,
    /// ISO 4217.
    pub currency: String,
    pub basis: Basis,
    pub clock: ClockChoice,
    /// What the figures are restricted to, in sentences; empty = nothing.
    pub filters: Vec<String>,
    /// The instant up to which the data is known.
    #[ts(type = "number")]
    pub as_of: Instant,
    #[ts(type = "number")]
    pub records: u64,
    /// The last import; `None` = there is none.
    #[ts(type = "number | null")]
    pub batch: Option<i64>,
    /// The files of the last import.
    pub batch_files: Vec<String>,
    /// The policy version saved last.
    #[ts(type = "number")]
    pub policy_version: i64,
    /// The version in force at the end of the month.
    #[ts(type = "number")]
    pub in_force: i64,
    /// Entries of the audit trail, and the hash of the last.
    #[ts(type = "number")]
    pub audit_entries: i64,
    pub audit_head: String,
    /// True = every link of the trail holds.
    pub audit_intact: bool,
    /// Baton's version.
    pub baton: String,
    /// The sign-off whose numbers these are; `None` = they follow the data.
    pub signed: Option<SignOff>,
}

/// A month's review, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewBook {
    pub provenance: Provenance,
    pub review: Review,
    pub council: Council,
    pub exceptions: ExceptionMeasures,
    pub maturity: Maturity,
    /// What the quarter says about the criteria, at the month that ends it; `None` = it ends none, or was frozen before this was kept.
    #[serde(default)]
    pub quarterly: Option<Quarterly>,
    /// Of every metric that the review has.
    pub definitions: Vec<Definition>,
}
