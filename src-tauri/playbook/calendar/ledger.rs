//! The clock ledger: any figure of the SLA clock, line by line, so that it can be added up by hand.

use crate::Instant;
use serde::Serialize;
use ts_rs::TS;

/// One line of the clock ledger. Lines are adjacent: each begins where the one before ended, and `counts_ms` sums to the figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LedgerLine {
    #[ts(type = "number")]
    pub from: Instant,
    #[ts(type = "number")]
    pub to: Instant,
    pub kind: LedgerKind,
    pub because: String,
    #[ts(type = "number")]
    pub elapsed_ms: i64,
    #[ts(type = "number")]
    pub counts_ms: i64,
    #[ts(type = "number")]
    pub running_ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LedgerKind {
    Open,
    Closed,
    Holiday,
    Paused,
    /// Instants, not stretches: zero-length lines.
    TierChange,
    Due,
}
