//! What a replay says.

use super::ReplayedRecord;
use crate::Instant;
use crate::policy::ClockKind;
use serde::Serialize;
use ts_rs::TS;

/// Records of a time held against the policy in force when they started, and against a draft.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Replay {
    /// Records that started from here on …
    #[ts(type = "number")]
    pub from: Instant,
    /// … and before here.
    #[ts(type = "number")]
    pub to: Instant,
    /// Up to when they are known.
    #[ts(type = "number")]
    pub as_of: Instant,
    pub records: u32,
    /// Of these, not yet at their end.
    pub open: u32,
    /// Of these, those of which nothing is named in `cannot_judge`.
    pub judged: u32,
    /// Records of the workspace, not counted here, that do not say when they started.
    pub without_start: u32,
    /// Most records first. A record may be named for several reasons.
    pub cannot_judge: Vec<CannotJudge>,
    /// The clocks for which some record has a target under either policy.
    pub outcomes: Vec<TargetOutcomes>,
    /// Steps of ladders that fired under either policy.
    pub steps: Vec<StepCount>,
    /// Most records first.
    pub flips: Vec<ReplayFlip>,
    /// Records of which something flips, at most ten, of as many kinds of flips as there are.
    pub examples: Vec<ReplayedRecord>,
}

/// Records that cannot be judged, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CannotJudge {
    pub why: String,
    pub n: u32,
}

/// How one clock came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TargetOutcomes {
    pub target: ClockKind,
    pub then: OutcomeCounts,
    pub draft: OutcomeCounts,
}

/// A record each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, TS)]
pub struct OutcomeCounts {
    pub met: u32,
    /// Late, or not come and past due.
    pub breached: u32,
    /// Not come and not yet due, paused ones among them.
    pub running: u32,
    pub cannot_judge: u32,
    /// Without a target, or without the need.
    pub not_applicable: u32,
}

/// How often a step fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct StepCount {
    pub handoff: String,
    pub target: ClockKind,
    /// `reminder to the owner at 50 % of the target`
    pub step: String,
    pub then: u32,
    pub draft: u32,
    /// Fired under both, at another instant.
    pub moved: u32,
}

/// Records that become the same other thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReplayFlip {
    pub kind: ReplayFlipKind,
    /// Of `sla` and `ladder`: the clock.
    pub target: Option<ClockKind>,
    /// Of `ladder`: the step.
    pub step: Option<String>,
    /// Key of the handoff point.
    pub handoff: String,
    pub from: String,
    pub to: String,
    pub n: u32,
    /// Most records first; blank where a record has none.
    pub by_segment: Vec<SegmentCount>,
    /// Row ids, as the records screen has them; the first hundred.
    pub records: Vec<String>,
}

/// What flips.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReplayFlipKind {
    Sla,
    Owner,
    /// A step of a ladder.
    Ladder,
    Criteria,
}

/// Records of one segment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "FlipSegment")]
pub struct SegmentCount {
    pub value: String,
    pub n: u32,
}
