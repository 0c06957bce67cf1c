//! One passage of one CRM record through one handoff point, and how it is derived from event histories.
//!
//! Knows nothing of files or columns' positions: `workbench::imports` reads those.

pub mod derive;
mod found;
pub(crate) mod naming;
pub mod sla;

pub use found::{Found, Seen};
pub(crate) use found::{Own, own};
pub use naming::Naming;

use crate::Instant;
use crate::policy::ClockKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The instants a record can carry, in the order in which they are expected to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Moment {
    Started,
    Assigned,
    Accepted,
    Rejected,
    FirstTouch,
    NextStep,
    Meeting,
    Opportunity,
    Won,
    Completed,
}

impl Moment {
    pub const ALL: [Moment; 10] = [
        Moment::Started,
        Moment::Assigned,
        Moment::Accepted,
        Moment::Rejected,
        Moment::FirstTouch,
        Moment::NextStep,
        Moment::Meeting,
        Moment::Opportunity,
        Moment::Won,
        Moment::Completed,
    ];

    /// Position in [`Moment::ALL`], and in [`HandoffRecord::moments`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The bit that marks this moment in a `u16` set.
    pub const fn bit(self) -> u16 {
        1 << self.index()
    }

    /// The moment in a sentence: `accepted before started`.
    pub const fn word(self) -> &'static str {
        match self {
            Moment::Started => "started",
            Moment::Assigned => "assigned",
            Moment::Accepted => "accepted",
            Moment::Rejected => "rejected",
            Moment::FirstTouch => "first touch",
            Moment::NextStep => "next step",
            Moment::Meeting => "meeting",
            Moment::Opportunity => "opportunity",
            Moment::Won => "won",
            Moment::Completed => "completed",
        }
    }

    /// That it has not come: `not accepted yet`.
    pub const fn awaited(self) -> &'static str {
        match self {
            Moment::Started => "not started yet",
            Moment::Assigned => "not assigned yet",
            Moment::Accepted => "not accepted yet",
            Moment::Rejected => "not rejected yet",
            Moment::FirstTouch => "no first touch yet",
            Moment::NextStep => "no next step yet",
            Moment::Meeting => "no meeting yet",
            Moment::Opportunity => "no opportunity yet",
            Moment::Won => "not won yet",
            Moment::Completed => "not completed yet",
        }
    }

    /// The record field's name, as in mapping files, CSV headers and the database (`first_touch_at`).
    pub const fn field(self) -> &'static str {
        match self {
            Moment::Started => "started_at",
            Moment::Assigned => "assigned_at",
            Moment::Accepted => "accepted_at",
            Moment::Rejected => "rejected_at",
            Moment::FirstTouch => "first_touch_at",
            Moment::NextStep => "next_step_at",
            Moment::Meeting => "meeting_at",
            Moment::Opportunity => "opportunity_at",
            Moment::Won => "won_at",
            Moment::Completed => "completed_at",
        }
    }
}

/// What the receiver decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Disposition {
    #[default]
    Open,
    Accepted,
    Rejected,
    Recycled,
    Completed,
}

/// A stretch in which the clock does not run. Half-open, `[from, to)`; `to = None` = still paused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Pause {
    #[ts(type = "number")]
    pub from: Instant,
    #[ts(type = "number | null")]
    pub to: Option<Instant>,
    /// The value that paused it (`Awaiting User Info`).
    pub reason: String,
}

/// The record's tier became another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TierChange {
    #[ts(type = "number")]
    pub at: Instant,
    pub tier: String,
}

/// One row per passage of one CRM record through one handoff point.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct HandoffRecord {
    /// The CRM's id, as imported.
    pub record_id: String,
    /// Key of the handoff point.
    pub handoff: String,
    /// 1, 2, 3 …: how often this record has come to this handoff point.
    pub cycle: u32,
    /// One slot per [`Moment`]; use [`HandoffRecord::at`].
    #[ts(type = "(number | null)[]")]
    pub moments: [Option<Instant>; 10],
    /// Moments whose source carried a date without a time, as a set of [`Moment::bit`]. Their instant is the date's first
    /// instant in the source's zone: good for months and cohorts, not for durations.
    pub date_only: u16,
    pub disposition: Disposition,
    /// Structured key of the reject or recycle reason.
    pub reason: Option<String>,
    pub owner: Option<String>,
    pub owner_group: Option<String>,
    pub first_owner: Option<String>,
    /// Changes of owner after the first assignment; `None` = the source does not say.
    pub reassign_count: Option<u32>,
    pub source: Option<String>,
    pub trigger: Option<String>,
    pub segment: Option<String>,
    /// The tier at the start; later ones are in `tier_changes`.
    pub intent: Option<String>,
    pub tier_changes: Vec<TierChange>,
    /// In the workspace's currency.
    pub amount: Option<f64>,
    /// The outcome where the source flags it without a date; `won_at` says it too.
    pub won: Option<bool>,
    /// Due instants that the record itself carries, one slot per [`ClockKind`]; they go before the policy's targets.
    #[ts(type = "(number | null)[]")]
    pub own_due: [Option<Instant>; 5],
    /// The source system's own verdict on the completion target, where it gives one (`made_sla`) without a due instant.
    pub own_verdict: Option<bool>,
    pub pauses: Vec<Pause>,
    /// The export cut this record's history off, so that earliest moments cannot be trusted.
    pub truncated: bool,
    /// Every other mapped column.
    #[ts(type = "Record<string, string>")]
    pub attributes: BTreeMap<String, String>,
}

impl HandoffRecord {
    /// When a moment happened, if it did.
    pub fn at(&self, moment: Moment) -> Option<Instant> {
        self.moments[moment.index()]
    }

    pub fn set(&mut self, moment: Moment, at: Option<Instant>) {
        self.moments[moment.index()] = at;
    }

    /// The due instant that the record itself carries for a clock.
    pub fn due(&self, clock: ClockKind) -> Option<Instant> {
        self.own_due[clock.index()]
    }
}
