//! What happens while a promise is not kept: reminders, alerts, another owner. Protection of the buyer, not punishment.

use super::{Cadence, ClockKind, Criterion, HandoffPoint};
use crate::Millis;
use crate::calendar::Counting;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The steps that accompany one clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    pub clock: ClockKind,
    /// Tier key; `None` = every tier that has no ladder of its own for this clock.
    #[serde(default)]
    pub tier: Option<String>,
    /// In the order in which they are due.
    #[serde(default)]
    pub steps: Vec<EscalationStep>,
}

/// One step: when, what, whom it reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EscalationStep {
    pub at: StepTime,
    pub act: StepAct,
    pub to: Reach,
    /// What must hold beside the clock still running (no activity logged).
    #[serde(default)]
    pub when: Criterion,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum StepTime {
    /// When so much of the target is used up; 100 = at breach, 200 = when twice the target is.
    Share { percent: u32 },
    /// So long after the breach, counted as the step says.
    AfterBreach {
        #[ts(type = "number")]
        ms: Millis,
        counting: Counting,
    },
    /// Not for one record: a list of all that missed the target.
    Regularly { every: Cadence },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepAct {
    Remind,
    /// Tells somebody else, and marks the record overdue.
    Alert,
    /// Shows the record where everybody looks.
    Flag,
    AssignBackup,
    /// Takes the record from its owner.
    Reroute,
    CreateTask,
    /// Keeps the non-response for a coaching talk.
    LogForCoaching,
    /// Lists what was missed, by source, owner and segment.
    List,
}

/// Whom a step reaches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Reach {
    /// Who owns the record at that instant.
    Owner,
    /// The handoff point's backup role.
    Backup,
    Role {
        role: String,
    },
    Person {
        person: String,
    },
    Queue {
        queue: String,
    },
    /// A chat channel or dashboard, by its name.
    Channel {
        channel: String,
    },
}

impl HandoffPoint {
    /// The ladder that accompanies a clock for a tier: the tier's own, else the one for every tier.
    pub fn ladder(&self, clock: ClockKind, tier: Option<&str>) -> Option<&Ladder> {
        let of = |wanted: Option<&str>| {
            self.escalation.iter().find(|ladder| ladder.clock == clock && ladder.tier.as_deref() == wanted)
        };
        tier.and_then(|tier| of(Some(tier))).or_else(|| of(None))
    }
}
