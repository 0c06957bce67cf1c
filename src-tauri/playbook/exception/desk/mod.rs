//! A case on the desk: its state, what the data does to it, what people do to it, and the order in which cases are worked.
//!
//! Every change is a pure step from one state to the next; the audit trail keeps the state before and after each.

mod act;
mod effect;
mod queue;
mod standing;

pub use act::{Act, Deed, Override, do_act};
pub use effect::{Effect, Next};
pub use queue::{in_order, order};
pub use standing::{DeskClock, Due, Suggestion, TimeLeft, suggest};

use super::{Fate, Finding, FindingId, Known, PassageKey, Rule, Taxonomy};
use crate::Instant;
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Where a case is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CaseStatus")]
pub enum Status {
    Open,
    /// Somebody disagrees: with whoever stands above the last to decide.
    Disputed,
    /// By a person.
    Resolved,
    /// The record was corrected, and nothing is found any more.
    Corrected,
}

impl Status {
    pub const fn name(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Disputed => "disputed",
            Status::Resolved => "resolved",
            Status::Corrected => "corrected",
        }
    }

    /// The status of a name; `None` = there is none of this name.
    pub fn named(name: &str) -> Option<Status> {
        [Status::Open, Status::Disputed, Status::Resolved, Status::Corrected]
            .into_iter()
            .find(|status| status.name() == name)
    }

    /// On the desk.
    pub const fn is_open(self) -> bool {
        match self {
            Status::Open | Status::Disputed => true,
            Status::Resolved | Status::Corrected => false,
        }
    }
}

/// An exception on the desk. Whole numbers and texts alone: it stands in the audit trail as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ExceptionCase")]
pub struct Case {
    /// `EX-12` is number 12.
    pub number: u32,
    pub status: Status,
    pub passage: PassageKey,
    pub rule: Rule,
    pub part: String,
    pub exception_type: String,
    pub subtype: Option<String>,
    pub severity: String,
    pub because: String,
    /// When it came to be, by the data.
    #[ts(type = "number")]
    pub arose: Instant,
    #[ts(type = "number | null")]
    pub ended: Option<Instant>,
    /// False once the data no longer shows it.
    pub stands: bool,
    /// When it came on the desk: its target counts from here.
    #[ts(type = "number")]
    pub raised_at: Instant,
    /// `None` = nothing is promised for this type and severity.
    #[ts(type = "number | null")]
    pub due_at: Option<Instant>,
    /// Key of the person who works on it.
    pub owner: Option<String>,
    /// Key of the role to which a dispute has come.
    pub escalated_to: Option<String>,
    /// Root cause key.
    pub root_cause: Option<String>,
    #[ts(type = "number | null")]
    pub resolved_at: Option<Instant>,
    /// Notes, disputes and reopenings so far.
    pub notes: u32,
    pub reopened: u32,
    /// In the order in which they were made.
    pub overrides: Vec<Override>,
    /// The type's audit fields, as they were filled in last.
    #[ts(type = "Record<string, string>")]
    pub audit_fields: BTreeMap<String, String>,
}

impl Case {
    /// `EX-12`
    pub fn name(&self) -> String {
        format!("EX-{}", self.number)
    }

    pub fn id(&self) -> FindingId {
        FindingId { passage: self.passage.clone(), rule: self.rule, part: self.part.clone() }
    }

    /// The severity, in the case's own type and calendar: when it has to be resolved.
    fn due(&self, policy: &Policy) -> Option<Instant> {
        Taxonomy::of(policy).due(&self.exception_type, &self.severity, self.raised_at)
    }

    /// What [`super::reconcile`] asks of it; `None` = a person reported it, and no data closes it.
    pub fn known(&self) -> Option<Known> {
        let fate = match self.status {
            Status::Open | Status::Disputed => Fate::Open,
            Status::Resolved => Fate::Resolved,
            Status::Corrected => Fate::Corrected,
        };
        (self.rule != Rule::Reported).then(|| Known { id: self.id(), fate, stands: self.stands })
    }

    /// A finding comes on the desk.
    pub fn raise(number: u32, finding: &Finding, policy: &Policy, at: Instant) -> Case {
        let mut case = Case {
            number,
            status: Status::Open,
            passage: finding.id.passage.clone(),
            rule: finding.id.rule,
            part: finding.id.part.clone(),
            exception_type: finding.exception_type.clone(),
            subtype: finding.subtype.clone(),
            severity: finding.severity.clone(),
            because: finding.because.clone(),
            arose: finding.arose,
            ended: finding.ended,
            stands: true,
            raised_at: at,
            due_at: None,
            owner: None,
            escalated_to: None,
            root_cause: None,
            resolved_at: None,
            notes: 0,
            reopened: 0,
            overrides: Vec::new(),
            audit_fields: BTreeMap::new(),
        };
        case.due_at = case.due(policy);
        case
    }

    /// What the data says of it now. Severity, owner and everything that people decided stay.
    pub fn seen(&self, finding: &Finding) -> Case {
        let Finding { because, arose, ended, .. } = finding.clone();
        Case { because, arose, ended, stands: true, ..self.clone() }
    }

    /// The record was corrected: closed, with nobody's resolution.
    pub fn corrected(&self) -> Case {
        Case { status: Status::Corrected, stands: false, escalated_to: None, ..self.clone() }
    }

    /// Resolved before, and the data no longer shows it.
    pub fn gone(&self) -> Case {
        Case { stands: false, ..self.clone() }
    }

    /// Found again after it was closed: on the desk anew, with a new target.
    pub fn found_again(&self, finding: &Finding, policy: &Policy, at: Instant) -> Case {
        let mut case = Case {
            status: Status::Open,
            raised_at: at,
            resolved_at: None,
            escalated_to: None,
            reopened: self.reopened + 1,
            ..self.seen(finding)
        };
        case.due_at = case.due(policy);
        case
    }
}
