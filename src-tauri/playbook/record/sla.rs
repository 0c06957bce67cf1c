//! The SLA outcome of a record: which state each clock is in at `as_of`, and why.

mod clocks;
mod ends;
pub(crate) mod judge;
mod judging;
mod ladder;
mod passage;
mod promises;
pub(crate) mod rules;
mod sheet;

pub use clocks::{Clocked, Clocks, Reading};
pub use ends::Ends;
pub use judging::{ClockState, Judging, Standing};
pub use ladder::{StepFate, StepTaken};
pub use sheet::clock_sheets;

use crate::Instant;
use crate::calendar::Target;
use crate::calendar::ledger::LedgerLine;
use crate::policy::ClockKind;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The state of one SLA clock of one record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SlaState {
    Met,
    MetLate,
    BreachedOpen,
    Running,
    AtRisk,
    Paused,
    NotApplicable,
    CannotJudge,
}

impl SlaState {
    pub const ALL: [SlaState; 8] = [
        SlaState::Met,
        SlaState::MetLate,
        SlaState::BreachedOpen,
        SlaState::Running,
        SlaState::AtRisk,
        SlaState::Paused,
        SlaState::NotApplicable,
        SlaState::CannotJudge,
    ];

    /// The state by which a record is known as a whole, of its clocks' by [`ClockKind::index`]: the acceptance clock's, else that of the
    /// first clock that has a target.
    pub fn headline(clocks: [SlaState; 5]) -> SlaState {
        const ORDER: [ClockKind; 5] =
            [ClockKind::Accept, ClockKind::Assign, ClockKind::FirstTouch, ClockKind::NextStep, ClockKind::Complete];
        let states = ORDER.map(|clock| clocks[clock.index()]);
        states.into_iter().find(|&state| state != SlaState::NotApplicable).unwrap_or(SlaState::NotApplicable)
    }

    /// The state in a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            SlaState::Met => "met",
            SlaState::MetLate => "met late",
            SlaState::BreachedOpen => "breached and open",
            SlaState::Running => "running",
            SlaState::AtRisk => "at risk",
            SlaState::Paused => "paused",
            SlaState::NotApplicable => "without a clock",
            SlaState::CannotJudge => "not to be judged",
        }
    }
}

/// One SLA clock of one record with the ledger that proves its figure.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ClockSheet {
    pub clock: ClockKind,
    pub state: SlaState,
    /// Why the state is what it is, in a sentence.
    pub because: String,
    pub target: Option<Target>,
    pub tier: Option<String>,
    /// True where the due instant came with the record.
    pub own_due: bool,
    #[ts(type = "number")]
    pub from: Instant,
    /// The event, or as_of while it has not come.
    #[ts(type = "number")]
    pub to: Instant,
    #[ts(type = "number | null")]
    pub due_at: Option<Instant>,
    /// Counted time between `from` and `to`.
    #[ts(type = "number")]
    pub used_ms: i64,
    /// Positive = late by so much counted time.
    #[ts(type = "number | null")]
    pub late_ms: Option<i64>,
    pub calendar: String,
    pub time_zone: String,
    pub ledger: Vec<LedgerLine>,
}
