//! The handoff point: the edge between two owners or stages, with everything that was decided about it.

use super::{
    ClockConditions, Criterion, EnrichmentBuffer, Ladder, Packet, Policy, RoutingTable, SlaTarget, Stage, Team,
};
use crate::calendar::Calendar;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The edge between two owners or stages.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct HandoffPoint {
    /// Short stable key shown in the badge (`H3`).
    pub key: String,
    /// The name as imported records carry it and as people say it (`SDR -> AE`).
    pub name: String,
    /// Sender and receiver, as shown in the badge: a team's short name, or free text until the policy names the team.
    pub sender: String,
    pub receiver: String,
    /// The observable event that starts it.
    pub trigger: Trigger,
    /// Calendar key; `None` = the policy's default calendar.
    pub calendar: Option<String>,
    /// What counts as conversion here.
    pub outcome: Outcome,
    pub targets: Vec<SlaTarget>,
    /// Catalogue keys of fields that must travel beside those that the packet requires.
    pub required_fields: Vec<String>,
    /// True when an import met this name before anybody designed it.
    pub from_import: bool,
    /// Stage keys; the same one twice where the owner changes and the stage does not.
    pub from_stage: Option<String>,
    pub to_stage: Option<String>,
    pub receiver_kind: ReceiverKind,
    /// Key of the role that answers for the next action. Only one is sound; a workshop may find several, and the check says so.
    pub accountable_roles: Vec<String>,
    /// Key of the role that steps in.
    pub backup_role: Option<String>,
    pub acceptance: Acceptance,
    pub packet: Packet,
    pub buffer: Option<EnrichmentBuffer>,
    pub routing: RoutingTable,
    pub clock_conditions: Vec<ClockConditions>,
    pub escalation: Vec<Ladder>,
    /// Keys of the disposition reasons that the receiver may choose.
    pub dispositions: Vec<String>,
    /// What the buyer or customer loses while it stalls.
    pub momentum_risk: String,
    /// How it usually breaks.
    pub failure_mode: String,
    /// What revenue operations looks after here.
    pub oversight_focus: String,
    /// What systems must be able to do.
    pub system_requirements: Vec<String>,
    /// What keeps the risk down.
    pub control: String,
    /// Key of the primary KPI.
    pub kpi: Option<String>,
    pub review_every: Option<Cadence>,
    #[ts(type = "string | null")]
    pub review_on: Option<NaiveDate>,
    /// True where somebody outside the company is contacted because of it.
    pub contacts_people: bool,
    /// Catalogue key of the field that says whether they may be.
    pub consent_field: Option<String>,
    pub notes: String,
}

/// The event or condition that starts a handoff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Trigger {
    /// As people say it (`ICP-fit contact submitted a demo request`).
    pub text: String,
    pub kind: Option<TriggerKind>,
    /// The same, so that a system can decide it; `None` = not written down yet.
    pub criterion: Option<Criterion>,
    /// Where it is seen (`web form`, `CRM: opportunity stage`); `None` = nowhere.
    pub source: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TriggerKind {
    Event,
    FieldChange,
    StageChange,
    /// A signal passes a threshold.
    Threshold,
}

/// Who takes over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReceiverKind {
    #[default]
    Person,
    /// A system, which neither waits nor refuses.
    System,
}

/// When the receiver has taken over. How long that may take is in the targets of the `accept` clock.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Acceptance {
    pub mode: AcceptanceMode,
    /// What must hold before it may be accepted.
    pub criteria: Criterion,
    /// What accepting consists of (`log the first touch`).
    pub actions: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AcceptanceMode {
    /// The receiver accepts, rejects or recycles; there is no fourth way.
    #[default]
    Required,
    /// Assigned is accepted.
    Automatic,
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

/// How often something is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    Yearly,
}

impl Trigger {
    /// A trigger of which no more is known than its words.
    pub fn said(text: &str) -> Trigger {
        Trigger { text: text.into(), ..Trigger::default() }
    }
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

    pub fn stage(&self, key: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.key == key)
    }

    /// The team that a badge's text means: by short name, else by key, else by name.
    pub fn team_called(&self, text: &str) -> Option<&Team> {
        let text = text.trim();
        let by = |name: fn(&Team) -> &str| self.teams.iter().find(|team| name(team).eq_ignore_ascii_case(text));
        by(|team| &team.short).or_else(|| by(|team| &team.key)).or_else(|| by(|team| &team.name))
    }

    pub fn sender_team(&self, point: &HandoffPoint) -> Option<&Team> {
        self.team_called(&point.sender)
    }

    pub fn receiver_team(&self, point: &HandoffPoint) -> Option<&Team> {
        self.team_called(&point.receiver)
    }
}
