//! One month on one page: signals first, then every handoff point's figures, each with what it was and what was to be expected.

mod build;
mod concentration;
mod frame;
mod lists;
mod maturity;
mod paused;
mod ranges;
mod ranking;
mod sentences;

pub use build::{cell, review, segments};
pub(crate) use frame::badge;
pub use lists::{Conversion, OpenRecord, PacketField, RejectionReason, ShareOf, StageAging};
pub use maturity::LAST_DAYS;
pub use paused::{PauseReason, PauseTotals};
pub use ranges::{MovingRange, moving_ranges};

use super::{Basis, ClockChoice, Dimension, Metric, Month};
use crate::Instant;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The reviewed month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Review {
    #[ts(type = "string")]
    pub month: Month,
    /// Every month that has records, oldest first.
    #[ts(type = "string[]")]
    pub months: Vec<Month>,
    /// The instant up to which the data is known.
    #[ts(type = "number")]
    pub as_of: Instant,
    pub basis: Basis,
    pub clock: ClockChoice,
    /// Records that belong to the month.
    #[ts(type = "number")]
    pub records: u64,
    /// What is worth discussing, first what most deserves it.
    pub signals: Vec<Signal>,
    /// What is not: within its limits.
    pub quiet: Vec<QuietFigure>,
    /// Columns of the table, those alone for which the data has what they need.
    pub columns: Vec<ReviewColumn>,
    pub rows: Vec<ReviewRow>,
    /// Records left out of a metric because their timestamps are in an impossible order, and why.
    pub left_out: Vec<LeftOut>,
    /// The month's rejections and recyclings by reason: of all handoffs together, then of each, most frequent first.
    pub rejections: Vec<RejectionReason>,
    /// What was accepted and is not completed, whenever it started up to this month.
    pub aging: StageAging,
    /// Time in which the month's clocks stood still.
    pub pauses: PauseTotals,
    /// Required packet fields, by handoff in the order of the template.
    pub packet_fields: Vec<PacketField>,
    /// Conversion by source × trigger, where the data has both; the most frequent pairs first, at most fifty.
    pub conversions: Vec<Conversion>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewColumn {
    pub metric: Metric,
    /// `Time to accept, p50`
    pub title: String,
    pub unit: Unit,
}

/// How a figure is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Count,
    /// Milliseconds.
    Duration,
    /// 0 ..= 1.
    Share,
    Money,
}

/// A handoff point's badge: the same everywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HandoffBadge {
    pub key: String,
    pub name: String,
    pub sender: String,
    pub receiver: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewRow {
    pub handoff: HandoffBadge,
    #[ts(type = "number")]
    pub n: u64,
    /// `n` with its history and limits: it has signals, though no column of its own.
    pub volume: ReviewCell,
    /// One per [`Review::columns`].
    pub cells: Vec<ReviewCell>,
}

impl Review {
    /// What is measured at a handoff point; `None` = nothing happened there in any month.
    pub fn row(&self, handoff: &str) -> Option<&ReviewRow> {
        self.rows.iter().find(|row| row.handoff.key == handoff)
    }

    /// One figure of a handoff point.
    pub fn cell(&self, handoff: &str, metric: Metric) -> Option<&ReviewCell> {
        self.row(handoff)?.cell(metric)
    }
}

impl ReviewRow {
    /// Every figure, in the order of the page; the volume is the first.
    pub fn every_cell(&self) -> impl Iterator<Item = &ReviewCell> {
        [&self.volume].into_iter().chain(&self.cells)
    }

    pub fn every_cell_mut(&mut self) -> impl Iterator<Item = &mut ReviewCell> {
        [&mut self.volume].into_iter().chain(&mut self.cells)
    }

    /// One figure; `None` where the page has no column for it.
    pub fn cell(&self, metric: Metric) -> Option<&ReviewCell> {
        self.every_cell().find(|cell| cell.metric == metric)
    }
}

/// One figure of the month with its history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReviewCell {
    pub metric: Metric,
    /// `None` = no denominator, or under 10 for a share: see `numerator`.
    pub value: Option<f64>,
    /// Denominator.
    #[ts(type = "number")]
    pub n: u64,
    /// Shares: what is counted.
    #[ts(type = "number | null")]
    pub numerator: Option<u64>,
    /// 95 % Wilson interval of a share.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Durations: the Kaplan–Meier median, which does not forget the ones still waiting.
    pub km_median: Option<f64>,
    /// Clocks not yet due, and records that the data cannot judge; beside the figure, in neither part of it.
    #[ts(type = "number")]
    pub running: u64,
    #[ts(type = "number")]
    pub cannot_judge: u64,
    /// True = the cohort is too young for this outcome: drawn hollow, no signal.
    pub immature: bool,
    /// The last months up to this one, oldest first.
    pub series: Vec<SeriesPoint>,
    pub limits: Option<Limits>,
    pub signal: Option<SignalRule>,
    /// True where the signal, if any, is in the bad direction for this metric.
    pub worse: bool,
    /// What was decided about the figure, for its chart; oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<CellMark>>")]
    pub marks: Vec<CellMark>,
}

/// Something that should change a figure from the month after on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CellMark {
    /// The last month before it counts.
    #[ts(type = "string")]
    pub month: Month,
    /// `D-27`
    pub label: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SeriesPoint {
    #[ts(type = "string")]
    pub month: Month,
    pub value: Option<f64>,
    #[ts(type = "number")]
    pub n: u64,
    pub immature: bool,
    pub signal: Option<SignalRule>,
}

/// Natural process limits of an XmR chart.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct Limits {
    pub centre: f64,
    pub lower: f64,
    pub upper: f64,
    /// Mean moving range.
    pub mr_mean: f64,
    /// Upper limit of the moving-range chart.
    pub mr_upper: f64,
    #[ts(type = "number")]
    pub points: u64,
}

/// Which of the three rules found it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SignalRule {
    AboveLimit,
    BelowLimit,
    EightAbove,
    EightBelow,
    NearUpper,
    NearLower,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Signal {
    pub handoff: HandoffBadge,
    pub metric: Metric,
    pub rule: SignalRule,
    pub worse: bool,
    /// `breach rate 31 %, above its upper limit of 26 %`
    pub claim: String,
    /// `n 214, 95 % interval 25–38 %. 47 of the 66 breaches are EMEA.`
    pub detail: String,
    /// What is behind the number, and how the link reads (`66 records`).
    pub drill: Drill,
    #[ts(type = "number")]
    pub behind: u64,
    /// By how many records the month differs from its centre: affected records × distance. Signals are ranked by it.
    #[ts(type = "number")]
    pub concerned: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct QuietFigure {
    pub handoff: HandoffBadge,
    pub metric: Metric,
    pub unit: Unit,
    /// `Breach rate`
    pub label: String,
    pub value: f64,
    pub was: Option<f64>,
    pub lower: f64,
    pub upper: f64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LeftOut {
    pub metric: Metric,
    /// `accepted before assigned`
    pub reason: String,
    #[ts(type = "number")]
    pub records: u64,
}

/// Which records are behind a number. The records screen takes it as its filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Drill {
    pub metric: Metric,
    pub part: DrillPart,
    #[ts(type = "string | null")]
    pub month: Option<Month>,
    pub basis: Basis,
    /// Handoff key.
    pub handoff: Option<String>,
    /// A further split.
    pub dimension: Option<Dimension>,
    pub value: Option<String>,
    /// And one more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub also: Option<Split>,
}

/// One value of one dimension.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Split {
    pub dimension: Dimension,
    pub value: String,
}

impl Drill {
    /// Of all handoffs of a month together.
    pub fn of_month(metric: Metric, part: DrillPart, month: Month, basis: Basis) -> Drill {
        Drill { metric, part, month: Some(month), basis, handoff: None, dimension: None, value: None, also: None }
    }
}

/// Which part of a metric's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DrillPart {
    /// Everything in the denominator.
    Denominator,
    /// What the share counts (breached, accepted, untouched, …).
    Numerator,
    Running,
    CannotJudge,
    /// Left out for impossible order.
    LeftOut,
}

/// One metric of one handoff, split by a dimension, for one month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct SegmentRow {
    pub value: String,
    pub cell: ReviewCell,
}
