//! A month of records → figures, intervals, XmR signals. `metrics.md` of the design is the contract; [`definition`] words it
//! for the screen. One implementation serves the window, the pack and the command line.

mod arrays;
mod availability;
mod behind;
pub(crate) mod columns;
pub mod definition;
pub(crate) mod dictionary;
mod duplicates;
mod durations;
pub mod figures;
pub(crate) mod grid;
mod groups;
mod intake;
mod journeys;
mod lags;
pub(crate) mod measure;
mod measuring;
mod month;
mod months;
mod names;
mod nature;
pub(crate) mod parts;
mod period;
mod placing;
pub mod review;
mod sorting;
mod stages;
pub mod statistics;
mod tally;
mod walking;
pub mod words;
pub mod xmr;

pub use behind::behind;
pub use columns::Columns;
pub use definition::{Definition, definition};
pub use dictionary::Dictionary;
pub use duplicates::is_address;
pub use figures::{FigureQuery, figures};
pub use intake::RecordParts;
pub use measure::{Measured, measure, measure_months, sla_metric};
pub use nature::Worse;
pub use review::{cell, review, segments};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A metric, by its snake-case name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Metric {
    Volume,
    TimeToAssign,
    TimeToAccept,
    TimeToFirstTouch,
    TimeToNextStep,
    TimeLostInHandoff,
    StageAgingAfterHandoff,
    SlaAssign,
    SlaAccept,
    SlaFirstTouch,
    SlaNextStep,
    SlaComplete,
    #[serde(rename = "first_touch_within_5_minutes")]
    FirstTouchWithin5Minutes,
    AcceptanceRate,
    RejectionRate,
    UntouchedShare,
    CompletionRate,
    MeetingBookedRate,
    OpportunityCreationRate,
    ReassignmentRate,
    Conversion,
    DropOff,
    PacketFillRate,
    DuplicateRate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Statistic {
    Count,
    P50,
    P90,
    KmP50,
    Rate,
    Low,
    High,
    Met,
    Breached,
    Running,
    CannotJudge,
    Sum,
}

/// By what figures are split.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    All,
    Handoff,
    Source,
    Trigger,
    Segment,
    OwnerGroup,
    Owner,
    Intent,
    /// Why it was rejected or recycled. The rejection rate by reason is taken of all decided records.
    Reason,
}

/// Which records make up a month's figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Records started in the month.
    #[default]
    Cohort,
    /// Events of the month.
    Period,
}

/// Which time a duration is measured in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockChoice {
    /// Open time on the handoff's calendar, less pauses.
    #[default]
    Business,
    /// Wall-clock time.
    Elapsed,
}

/// A civil month in the workspace's zone: `year * 12 + (month - 1)`. In JSON and on the command line `"2026-10"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

/// One number with its denominator.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Figure {
    pub dimension: Dimension,
    /// As imported; `(blank)` where the record has none, `(all)` for [`Dimension::All`].
    pub value: String,
    #[ts(type = "string")]
    pub month: Month,
    pub metric: Metric,
    pub statistic: Statistic,
    /// Durations in milliseconds here (the doors print seconds); `None` where the denominator is 0.
    pub figure: Option<f64>,
    /// The denominator.
    #[ts(type = "number")]
    pub n: u64,
}
