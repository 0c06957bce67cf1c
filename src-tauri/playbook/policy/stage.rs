//! Lifecycle stages: the states of a record.

use super::Criterion;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A state of a record (MQL, SAL, Opportunity, Onboarding), owned by one team.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Stage {
    pub key: String,
    pub name: String,
    /// Team key of the owner; `None` = nobody owns it yet.
    pub team: Option<String>,
    pub kind: StageKind,
    /// Stage key of the stage that this one is part of (technical validation, within Opportunity).
    pub parent: Option<String>,
    /// What the stage means, in a sentence.
    pub meaning: String,
    /// What must hold for a record to come in.
    pub entry: Criterion,
    /// What must hold for a record to go on.
    pub exit: Criterion,
    /// Catalogue keys of the fields that the system asks for before a record may leave.
    pub required_fields: Vec<String>,
}

/// Where in the lifecycle a stage stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// Records appear here.
    Start,
    #[default]
    Normal,
    /// The journey ends well.
    Won,
    /// The journey ends without a deal.
    Lost,
    /// Records wait here, without a person, until a reason to come back.
    Nurture,
}

impl StageKind {
    /// True where a record may stay for ever.
    pub const fn is_end(self) -> bool {
        match self {
            StageKind::Won | StageKind::Lost => true,
            StageKind::Start | StageKind::Normal | StageKind::Nurture => false,
        }
    }
}
