//! The designed value: what a company has decided about its handoffs.
//!
//! One immutable value per policy version, stored whole as JSON with a schema number. It holds no measured data and computes
//! no time: the clock is `calendar`, the figures are `metrics`. A file a noun; `noun` lists them all, `reference` says which names
//! which, `check` what every policy fulfils, `read` how one comes in from outside.

mod buffer;
mod check;
pub mod criteria;
mod defaults;
mod diff;
mod disposition;
mod error;
mod escalation;
mod exception;
mod field;
mod handoff;
mod kpi;
mod layout;
mod moves;
mod mute;
mod noun;
mod operation;
mod packet;
mod people;
mod read;
mod reference;
mod routing;
mod sla;
mod spec;
mod stage;
pub mod templates;
pub(crate) mod versions;

pub use buffer::{BufferAct, BufferOutcome, EnrichmentBuffer};
pub use criteria::Criterion;
pub use diff::{DiffGroup, DiffKind, PolicyChange, PolicyDiff};
pub use disposition::{DispositionReason, NextAct, NextStep, NextWhen, ReceiverDecision};
pub use error::PolicyError;
pub use escalation::{EscalationStep, Ladder, Reach, StepAct, StepTime};
pub use exception::{
    AuditField, DecisionRight, ExceptionSubtype, ExceptionTarget, ExceptionType, RootCause, Severity, Verb,
};
pub use field::{Field, FieldKind};
pub use handoff::{Acceptance, AcceptanceMode, Cadence, HandoffPoint, Outcome, ReceiverKind, Trigger, TriggerKind};
pub use kpi::{Kpi, KpiDirection, KpiTarget};
pub use layout::{Layout, Place, Placed};
pub use moves::{Move, MoveBy, Moves};
pub use mute::Mute;
use noun::Keyed;
pub use noun::{Entry, Noun};
pub use operation::{Operation, OperationError, OwnField};
pub use packet::{EntryJudged, EntryVerdict, Packet, PacketField, PacketTemplate, PacketTried};
pub use people::{Absence, Person, Role, Team};
pub use read::{LONGEST_TEXT, MOST_BYTES, MOST_ENTRIES};
pub use routing::{
    Assignment, IfAway, MatchBy, Matching, OnDuplicate, Pool, PoolMembers, PoolMethod, Queue, RoutingKind, RoutingRow,
    RoutingTable,
};
pub use sla::{ClockConditions, ClockKind, PauseCondition, SlaTarget};
pub use spec::{HandoffSpec, SpecField, SpecReason, SpecRow, SpecStep, SpecTarget};
pub use stage::{Stage, StageKind};
pub use templates::Template;
pub use versions::{BEGINNING, InForce, Required, Version, Versions};

use crate::calendar::Calendar;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The schema number written into every stored policy; older ones are upgraded on read.
pub const SCHEMA: u32 = 2;

/// Everything designed, as one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
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
    /// In the order of the map's lanes.
    pub teams: Vec<Team>,
    pub calendars: Vec<Calendar>,
    /// Key of the calendar used where a handoff point names none.
    pub default_calendar: String,
    pub handoffs: Vec<HandoffPoint>,
    pub fields: Vec<Field>,
    #[serde(default)]
    pub roles: Vec<Role>,
    #[serde(default)]
    pub people: Vec<Person>,
    #[serde(default)]
    pub stages: Vec<Stage>,
    /// Packet templates.
    #[serde(default)]
    pub packets: Vec<PacketTemplate>,
    #[serde(default)]
    pub queues: Vec<Queue>,
    /// Disposition reasons.
    #[serde(default)]
    pub dispositions: Vec<DispositionReason>,
    #[serde(default)]
    pub exception_types: Vec<ExceptionType>,
    /// Most urgent first.
    #[serde(default)]
    pub severities: Vec<Severity>,
    #[serde(default)]
    pub verbs: Vec<Verb>,
    #[serde(default)]
    pub decision_rights: Vec<DecisionRight>,
    #[serde(default)]
    pub root_causes: Vec<RootCause>,
    #[serde(default)]
    pub kpis: Vec<Kpi>,
    /// What was decided while designing, and why.
    #[serde(default)]
    pub decisions: Vec<DesignDecision>,
    /// Problems of the check that somebody has decided to live with.
    #[serde(default)]
    pub mutes: Vec<Mute>,
    #[serde(default)]
    pub layout: Layout,
}

/// What the buyer's signal deserves: high, medium, low (editable).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Tier {
    /// The value as it stands in imported records (`high`).
    pub key: String,
    pub name: String,
    /// Which signals belong to it and what they deserve.
    pub meaning: String,
    /// How a record's tier is told where its system does not say.
    pub when: Criterion,
}

/// A question that had more than one good answer, and the one that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DesignDecision {
    pub key: String,
    pub question: String,
    pub decision: String,
    pub because: String,
}

impl Policy {
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    pub fn role(&self, key: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.key == key)
    }

    /// The people who hold a role, in the policy's order.
    pub fn holders<'a>(&'a self, role: &'a str) -> impl Iterator<Item = &'a Person> {
        self.people.iter().filter(move |person| person.roles.iter().any(|held| held == role))
    }
}
