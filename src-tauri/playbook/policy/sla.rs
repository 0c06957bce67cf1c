//! What is promised, and when its clock runs.

use super::{Criterion, HandoffPoint, Policy};
use crate::calendar::Target;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The five SLA clocks, all of which start when the handoff starts, but for `NextStep`, which starts at acceptance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    Assign,
    Accept,
    FirstTouch,
    NextStep,
    Complete,
}

impl ClockKind {
    pub const ALL: [ClockKind; 5] =
        [ClockKind::Assign, ClockKind::Accept, ClockKind::FirstTouch, ClockKind::NextStep, ClockKind::Complete];

    /// Position in [`ClockKind::ALL`].
    pub const fn index(self) -> usize {
        self as usize
    }

    /// `first_touch`: as in JSON, column names and metric names.
    pub const fn name(self) -> &'static str {
        match self {
            ClockKind::Assign => "assign",
            ClockKind::Accept => "accept",
            ClockKind::FirstTouch => "first_touch",
            ClockKind::NextStep => "next_step",
            ClockKind::Complete => "complete",
        }
    }
}

/// A promise: this clock, for this tier, within this target. The `accept` targets are the acceptance windows. Business or elapsed time
/// is the target's choice; hours and zone are those of the handoff point's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaTarget {
    pub clock: ClockKind,
    /// Tier key; `None` = every tier that has no target of its own.
    pub tier: Option<String>,
    pub target: Target,
    /// The first reminder, as a share of the target in percent. A running clock past it is *at risk*.
    pub reminder_percent: u8,
}

/// When a clock starts, pauses, stops and is called off, where that is not simply its event. Where several hold at once, calling off
/// goes before stopping, stopping before pausing, pausing before starting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ClockConditions {
    /// `None` = every clock of the handoff point that has no conditions of its own.
    pub clock: Option<ClockKind>,
    /// `None` = the handoff's trigger, or acceptance for the next step.
    pub start: Option<Criterion>,
    /// Nothing else pauses it.
    pub pauses: Vec<PauseCondition>,
    /// `None` = the clock's own event.
    pub stop: Option<Criterion>,
    /// What ends the need for the event.
    pub cancel: Option<Criterion>,
}

/// A state of the record in which the clock does not run.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct PauseCondition {
    pub when: Criterion,
    /// As it stands in the clock ledger.
    pub reason: String,
}

impl HandoffPoint {
    /// The target for a clock and a tier: the tier's own, else the one for every tier.
    pub fn target(&self, clock: ClockKind, tier: Option<&str>) -> Option<&SlaTarget> {
        let of_clock = || self.targets.iter().filter(|target| target.clock == clock);
        of_clock()
            .find(|target| target.tier.is_some() && target.tier.as_deref() == tier)
            .or_else(|| of_clock().find(|target| target.tier.is_none()))
    }

    /// The conditions of a clock: its own, else those of every clock.
    pub fn conditions(&self, clock: ClockKind) -> Option<&ClockConditions> {
        let of = |clock| self.clock_conditions.iter().find(|conditions| conditions.clock == clock);
        of(Some(clock)).or_else(|| of(None))
    }
}

impl Policy {
    /// A target with everything that decides it: `2 h of business time, SDR Vienna (Europe/Vienna)`. Elapsed time needs no calendar.
    pub fn target_words(&self, point: &HandoffPoint, target: &Target) -> String {
        match (target, self.calendar_of(point)) {
            (Target::Elapsed { .. }, _) | (_, None) => target.words(),
            (
                Target::Business { .. } | Target::SameBusinessDay { .. } | Target::BusinessDays { .. },
                Some(calendar),
            ) => {
                format!("{}, {} ({})", target.words(), calendar.name, calendar.time_zone)
            }
        }
    }
}
