//! The receiver's decision, its structured reason, and what follows from the reason.

use super::{Policy, Trigger};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A reason that can be chosen, and its next step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DispositionReason {
    /// The value as it stands in imported records (`timing`).
    pub key: String,
    pub name: String,
    pub decision: ReceiverDecision,
    /// When to choose it.
    pub meaning: String,
    /// True = chosen from a list; false = free text, which nobody can act on.
    pub structured: bool,
    /// What happens next, in order; empty = the record's journey just ends.
    pub next: Vec<NextStep>,
    /// Days after which a suppression is looked at again; `None` = never.
    pub review_after_days: Option<u32>,
}

impl Default for DispositionReason {
    fn default() -> Self {
        DispositionReason {
            key: String::new(),
            name: String::new(),
            decision: ReceiverDecision::default(),
            meaning: String::new(),
            structured: true,
            next: Vec::new(),
            review_after_days: None,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiverDecision {
    Accepted,
    #[default]
    Rejected,
    Recycled,
}

impl Policy {
    /// The reason with this key.
    pub fn reason(&self, key: &str) -> Option<&DispositionReason> {
        self.dispositions.iter().find(|reason| reason.key == key)
    }

    /// A reason as people call it; as it stands in the records where the policy does not know it.
    pub fn reason_name<'a>(&'a self, key: &'a str) -> &'a str {
        self.reason(key).map_or(key, |reason| &reason.name)
    }
}

/// What a reason sets going.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NextStep {
    pub act: NextAct,
    #[serde(default)]
    pub when: NextWhen,
    /// Stage key of where the record goes.
    #[serde(default)]
    pub stage: Option<String>,
    /// Queue key of where it waits.
    #[serde(default)]
    pub queue: Option<String>,
    /// The nurture track or list in the marketing system, by its name; may be empty.
    #[serde(default)]
    pub track: String,
    #[serde(default)]
    pub note: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum NextAct {
    Nurture,
    Enrich,
    /// Nobody contacts it any more.
    Suppress,
    /// Through routing again, to another owner.
    Reroute,
    /// To a named colleague, by somebody who holds the right.
    Reassign,
    /// Back to an earlier stage, to return.
    Recycle,
    /// Somebody is told, and the record stays where it is.
    Alert,
}

/// When a next step happens.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum NextWhen {
    #[default]
    Now,
    /// Calendar days in the policy's zone.
    AfterDays { days: u32 },
    /// When something is seen (the feature ships, the pricing page is visited again).
    On { trigger: Trigger },
}
