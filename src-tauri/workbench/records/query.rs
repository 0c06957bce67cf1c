//! What the records screen asks and gets. Filters and sorting run on the columns in memory; the page's rows come from the file.

use playbook::Instant;
use playbook::metrics::review::{Drill, HandoffBadge};
use playbook::policy::ClockKind;
use playbook::record::sla::{ClockSheet, SlaState};
use playbook::record::{HandoffRecord, Moment};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A filtered, sorted window of records.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecordQuery {
    /// Only the records behind this number.
    pub drill: Option<Drill>,
    /// Free text found in the record id, owner or source (case-insensitive).
    pub text: String,
    pub handoffs: Vec<String>,
    pub sources: Vec<String>,
    pub segments: Vec<String>,
    pub intents: Vec<String>,
    pub owner_groups: Vec<String>,
    pub owners: Vec<String>,
    /// `2026-10`
    pub months: Vec<String>,
    pub outcomes: Vec<SlaState>,
    /// Batch id.
    pub batch: Option<String>,
    pub sort: RecordSort,
    pub descending: bool,
    pub offset: u32,
    pub limit: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RecordSort {
    #[default]
    StartedAt,
    RecordId,
    Handoff,
    Owner,
    TimeToAccept,
    TimeToFirstTouch,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordPage {
    #[ts(type = "number")]
    pub total: u64,
    pub offset: u32,
    pub rows: Vec<RecordRow>,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordRow {
    pub id: String,
    pub record_id: String,
    pub handoff: HandoffBadge,
    pub cycle: u32,
    #[ts(type = "number")]
    pub started_at: Instant,
    pub owner: Option<String>,
    pub owner_group: Option<String>,
    pub source: Option<String>,
    pub segment: Option<String>,
    pub intent: Option<String>,
    /// On the workspace's chosen clock.
    #[ts(type = "number | null")]
    pub time_to_accept_ms: Option<i64>,
    #[ts(type = "number | null")]
    pub time_to_first_touch_ms: Option<i64>,
    /// The state of the acceptance clock, else of the first that has a target.
    pub state: SlaState,
    pub disposition: playbook::record::Disposition,
}

/// The values that filters offer, with how many records have them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Facets {
    pub handoffs: Vec<(HandoffBadge, u32)>,
    pub sources: Vec<(String, u32)>,
    pub segments: Vec<(String, u32)>,
    pub intents: Vec<(String, u32)>,
    pub owner_groups: Vec<(String, u32)>,
    pub owners: Vec<(String, u32)>,
    pub months: Vec<(String, u32)>,
}

/// Everything about one record.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordPageDetail {
    pub id: String,
    pub record: HandoffRecord,
    pub handoff: HandoffBadge,
    /// Every passage of the same CRM record in order of their start, by row id; this one among them unless there are too many.
    pub passages: Vec<(String, HandoffBadge, u32, SlaState)>,
    pub timeline: Vec<TimelineEvent>,
    pub clocks: Vec<ClockSheet>,
    /// The import that the record came with last, by its id.
    pub batch: Option<String>,
    /// `Salesforce leads, leads.csv line 214`
    pub batch_source: String,
    #[ts(type = "number | null")]
    pub imported_at: Option<Instant>,
    #[ts(type = "number")]
    pub as_of: Instant,
}

#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TimelineEvent {
    #[ts(type = "number")]
    pub at: Instant,
    pub kind: TimelineKind,
    /// `Assigned to Tobias Kern`
    pub title: String,
    pub detail: String,
    pub date_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum TimelineKind {
    Moment(Moment),
    TierChange,
    Paused,
    Resumed,
    Due(ClockKind),
    Reminder(ClockKind),
    AsOf,
}
