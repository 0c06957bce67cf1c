//! The designed value: what a company has decided about its handoffs.
//!
//! One immutable value per policy version, stored whole as JSON with a schema number. It holds no measured data and computes
//! no time: the clock is `calendar`, the figures are `metrics`.

pub mod criteria;
mod defaults;

use crate::calendar::{Calendar, Target};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The schema number written into every stored policy; older ones are upgraded on read.
pub const SCHEMA: u32 = 1;

/// Everything designed, as one value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Policy {
    pub schema: u32,
    /// The company's name, as shown in the header.
    pub company: String,
    /// IANA zone in which months and civil dates are counted.
    pub time_zone: String,
    /// ISO 4217 code of `amount`.
    pub currency: String,
    /// Intent tiers, highest first.
    pub tiers: Vec<Tier>,
    pub teams: Vec<Team>,
    pub calendars: Vec<Calendar>,
    /// Key of the calendar used where a handoff point names none.
    pub default_calendar: String,
    pub handoffs: Vec<HandoffPoint>,
    pub fields: Vec<Field>,
}

/// What the buyer's signal deserves: high, medium, low (editable).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Tier {
    /// The value as it stands in imported records (`high`).
    pub key: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Team {
    pub key: String,
    /// Two to five capitals, shown in badges (`SDR`).
    pub short: String,
    pub name: String,
}

/// The edge between two owners or stages.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HandoffPoint {
    /// Short stable key shown in the badge (`H3`).
    pub key: String,
    /// The name as imported records carry it and as people say it (`SDR -> AE`).
    pub name: String,
    /// Sender and receiver, as shown in the badge; free text until the policy names teams.
    pub sender: String,
    pub receiver: String,
    /// The observable event that starts it.
    pub trigger: String,
    /// Calendar key; `None` = the policy's default calendar.
    pub calendar: Option<String>,
    /// What counts as conversion here.
    pub outcome: Outcome,
    pub targets: Vec<SlaTarget>,
    /// Catalogue keys of the packet's required fields.
    pub required_fields: Vec<String>,
    /// True when an import met this name before anybody designed it.
    pub from_import: bool,
}

/// What counts as conversion at a handoff point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Won,
    Completed,
    Opportunity,
    Meeting,
}

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

/// A promise: this clock, for this tier, within this target.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SlaTarget {
    pub clock: ClockKind,
    /// Tier key; `None` = every tier that has no target of its own.
    pub tier: Option<String>,
    pub target: Target,
    /// The first reminder, as a share of the target in percent. A running clock past it is *at risk*.
    pub reminder_percent: u8,
}

/// An entry of the field catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Field {
    /// Column or attribute key in imported records.
    pub key: String,
    pub name: String,
    pub kind: FieldKind,
    /// Allowed values; empty = any.
    pub values: Vec<String>,
    /// Where it comes from (`Salesforce Lead`, `form`), free text.
    pub system: String,
    /// Who answers for its quality.
    pub owner: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    #[default]
    Text,
    Choice,
    Number,
    Date,
    Instant,
    Boolean,
}

impl Policy {
    /// The handoff point with this key.
    pub fn handoff(&self, key: &str) -> Option<&HandoffPoint> {
        self.handoffs.iter().find(|point| point.key == key)
    }

    /// The calendar that a handoff point runs on: its own, else the policy's default.
    pub fn calendar_of(&self, point: &HandoffPoint) -> Option<&Calendar> {
        let key = point.calendar.as_deref().unwrap_or(&self.default_calendar);
        self.calendars.iter().find(|calendar| calendar.key == key)
    }
}

impl HandoffPoint {
    /// The target for a clock and a tier: the tier's own, else the one for every tier.
    pub fn target(&self, clock: ClockKind, tier: Option<&str>) -> Option<&SlaTarget> {
        let of_clock = || self.targets.iter().filter(|target| target.clock == clock);
        of_clock()
            .find(|target| target.tier.is_some() && target.tier.as_deref() == tier)
            .or_else(|| of_clock().find(|target| target.tier.is_none()))
    }
}
