//! What somebody has decided to live with: a problem of the check that is shown as muted, with the reason.

use super::Noun;
use crate::Instant;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A problem that is muted. An error still keeps the policy from being airtight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Mute {
    pub key: String,
    /// The rule's name (`backup-missing`).
    pub rule: String,
    /// What has the problem: its kind, its key, and the part as the inspector's tabs are called (`ownership`).
    pub noun: Noun,
    pub of: String,
    pub part: String,
    pub reason: String,
    #[serde(default)]
    pub author: String,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub at: Option<Instant>,
}
