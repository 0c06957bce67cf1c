//! What became of a record that was routed.

use serde::Serialize;
use ts_rs::TS;

/// Who gets a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "to", rename_all = "snake_case")]
#[ts(rename = "RoutedTo")]
pub enum Target {
    /// `key` = a person of the policy; `None` = a name that a field carries.
    Person {
        key: Option<String>,
        name: String,
    },
    /// Whoever holds the role, in a policy that names no people yet.
    Role {
        key: String,
        name: String,
    },
    Queue {
        key: String,
        name: String,
    },
    /// No person: a stage.
    Stage {
        key: String,
        name: String,
    },
    /// It waits for somebody who may merge it.
    Held,
    Nobody,
}

/// What a row says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowVerdict {
    /// It takes the record.
    Holds,
    Fails,
    /// Nobody knows whether it is for the record, so it is not.
    Unknown,
    /// It is for the record, and has nobody to give.
    Nobody,
}

/// A row that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "RoutingStep")]
pub struct Step {
    /// Place in the table, from 0.
    pub row: usize,
    pub verdict: RowVerdict,
    pub because: String,
}

/// What became of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Routed {
    pub target: Target,
    /// The row that decided; `None` = none did.
    pub row: Option<usize>,
    /// Why, in one sentence without a full stop; where a row decided, with its number.
    pub because: String,
    /// What came before the table, in sentences.
    pub before: Vec<String>,
    /// The rows that were looked at, from the top.
    pub steps: Vec<Step>,
}

impl Target {
    /// `Mara Lind`, `the queue Shark tank`; `None` = nobody.
    pub fn words(&self) -> Option<String> {
        match self {
            Target::Person { name, .. } | Target::Role { name, .. } => Some(name.clone()),
            Target::Queue { name, .. } => Some(format!("the queue {name}")),
            Target::Stage { name, .. } => Some(format!("no person: the stage {name}")),
            Target::Held => Some("whoever may merge duplicates".into()),
            Target::Nobody => None,
        }
    }
}
