//! What a rule finds: where, what, and the record or way that shows it.

use super::fixes::Fix;
use super::proof::lifecycle::Void;
use super::proof::{NotProved, Witness};
use crate::policy::criteria::Told;
use crate::policy::{HandoffPoint, Mute, Noun, Operation, Policy, Stage};
use serde::Serialize;
use std::fmt;
use ts_rs::TS;

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ProblemSeverity")]
pub enum Severity {
    /// Records can be lost: the policy is not airtight.
    Error,
    /// It works, and will hurt.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        }
    }
}

/// Which part of a handoff point or stage is meant: the inspector's tab.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    Basics,
    Trigger,
    Ownership,
    Criteria,
    Packet,
    Routing,
    Sla,
    Escalation,
    Dispositions,
    Lifecycle,
    Rights,
}

impl Part {
    pub const fn name(self) -> &'static str {
        match self {
            Part::Basics => "basics",
            Part::Trigger => "trigger",
            Part::Ownership => "ownership",
            Part::Criteria => "criteria",
            Part::Packet => "packet",
            Part::Routing => "routing",
            Part::Sla => "SLA",
            Part::Escalation => "escalation",
            Part::Dispositions => "dispositions",
            Part::Lifecycle => "lifecycle",
            Part::Rights => "decision rights",
        }
    }
}

/// Where a problem lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[ts(rename = "ProblemPlace")]
pub struct Place {
    pub noun: Noun,
    pub key: String,
    pub part: Part,
}

impl Problem {
    /// True where this is what a mute is about.
    pub fn is_of(&self, mute: &Mute) -> bool {
        let part = serde_json::to_value(self.place.part).is_ok_and(|part| part == mute.part.as_str());
        part && (&*self.rule, self.place.noun, &self.place.key) == (&*mute.rule, mute.noun, &mute.of)
    }
}

impl Place {
    pub fn of(noun: Noun, key: &str, part: Part) -> Place {
        Place { noun, key: key.into(), part }
    }
}

impl fmt::Display for Place {
    /// `H2, routing`; `stage mql, lifecycle`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.noun {
            Noun::Handoff => write!(f, "{}, {}", self.key, self.part.name()),
            other => write!(f, "{} {}, {}", other.word(), self.key, self.part.name()),
        }
    }
}

/// Something that can still fail.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "PolicyProblem")]
pub struct Problem {
    /// The rule's name, as in `no-backup`.
    pub rule: String,
    pub severity: Severity,
    pub place: Place,
    /// A sentence without the place.
    pub message: String,
    /// A record or a way that a person can read: `*Region* is APAC and *Product* is Analytics`.
    pub shown_by: Option<String>,
    /// The record, where there is one.
    pub witness: Option<Witness>,
    /// Repairs that can be made at once, the likeliest first.
    pub fixes: Vec<Fix>,
    /// Why somebody has decided to live with it; `None` = nobody has.
    pub muted: Option<String>,
}

/// What one rule finds.
pub(super) struct Findings<'a> {
    pub(super) rule: &'static str,
    pub(super) severity: Severity,
    pub(super) policy: &'a Policy,
    pub(super) told: &'a Told,
    pub(super) found: &'a mut Vec<Problem>,
    /// What the rules before this one found.
    pub(super) earlier: &'a [Problem],
}

impl Findings<'_> {
    /// At a part of a handoff point.
    pub fn handoff(&mut self, point: &HandoffPoint, part: Part, message: impl Into<String>) {
        self.at(Place::of(Noun::Handoff, &point.key, part), message);
    }

    /// At a stage.
    pub fn stage(&mut self, stage: &Stage, part: Part, message: impl Into<String>) {
        self.at(Place::of(Noun::Stage, &stage.key, part), message);
    }

    pub fn at(&mut self, place: Place, message: impl Into<String>) {
        self.put(place, message.into(), None, None);
    }

    /// Offers a repair of what was found last.
    pub fn fix(&mut self, label: impl Into<String>, operation: Operation) {
        if let Some(last) = self.found.last_mut() {
            last.fixes.push(Fix { label: label.into(), operation });
        }
    }

    /// With the record that shows it.
    pub fn shown(&mut self, place: Place, message: impl Into<String>, witness: &Witness) {
        let words = witness.sentence(&self.policy.fields, self.told);
        self.put(place, message.into(), Some(words), Some(witness.clone()));
    }

    /// With the way into the void, and the record that goes it.
    pub fn void(&mut self, place: Place, message: impl Into<String>, void: &Void) {
        let mut way = void.way_words();
        if let Some(witness) = void.witness() {
            way.push_str(&format!("; with {}", witness.sentence(&self.policy.fields, self.told)));
        }
        self.put(place, message.into(), Some(way), void.witness().cloned());
    }

    /// With the way that leads there.
    pub fn way(&mut self, place: Place, message: impl Into<String>, way: String) {
        self.put(place, message.into(), Some(way), None);
    }

    /// Where a proof gave up: never as weighty as an error, never silent.
    pub fn undecided(&mut self, place: Place, what: &str, why: NotProved) {
        let problem = Problem {
            rule: self.rule.into(),
            severity: self.severity.max(Severity::Warning),
            place,
            message: format!("{what}: {why}"),
            shown_by: None,
            witness: None,
            fixes: Vec::new(),
            muted: None,
        };
        self.found.push(problem);
    }

    fn put(&mut self, place: Place, message: String, shown_by: Option<String>, witness: Option<Witness>) {
        let (rule, severity) = (self.rule.into(), self.severity);
        let problem = Problem { rule, severity, place, message, shown_by, witness, fixes: Vec::new(), muted: None };
        self.found.push(problem);
    }
}
