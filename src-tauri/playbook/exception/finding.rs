//! What a rule found.

use crate::Instant;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One passage of one CRM record through one handoff point.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
pub struct PassageKey {
    pub record_id: String,
    /// Key of the handoff point.
    pub handoff: String,
    pub cycle: u32,
}

/// By what an exception is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ExceptionRule")]
pub enum Rule {
    /// Open, and nobody owns it.
    Unowned,
    /// Back with whoever had it first.
    Bounced,
    /// Required packet fields are blank.
    MissingFields,
    /// Another open record is the same one.
    Duplicate,
    /// A promise is broken, its ladder is at its end, and still nothing came.
    Stuck,
    /// A promise was not kept.
    SlaBreach,
    /// Somebody was contacted without consent on record.
    ConsentGap,
    /// The disposition says something else than the moments.
    Contradiction,
    /// No rule: a person reported it.
    Reported,
}

impl Rule {
    pub const ALL: [Rule; 9] = [
        Rule::Unowned,
        Rule::Bounced,
        Rule::MissingFields,
        Rule::Duplicate,
        Rule::Stuck,
        Rule::SlaBreach,
        Rule::ConsentGap,
        Rule::Contradiction,
        Rule::Reported,
    ];

    /// `sla_breach`: as in JSON and in the file.
    pub const fn name(self) -> &'static str {
        match self {
            Rule::Unowned => "unowned",
            Rule::Bounced => "bounced",
            Rule::MissingFields => "missing_fields",
            Rule::Duplicate => "duplicate",
            Rule::Stuck => "stuck",
            Rule::SlaBreach => "sla_breach",
            Rule::ConsentGap => "consent_gap",
            Rule::Contradiction => "contradiction",
            Rule::Reported => "reported",
        }
    }

    pub fn named(name: &str) -> Option<Rule> {
        Rule::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// The exception type that it belongs to and, where it tells, the sub-type: keys of the templates.
    pub const fn belongs_to(self) -> (&'static str, Option<&'static str>) {
        match self {
            Rule::Unowned => ("routing_failure", None),
            Rule::Bounced => ("ownership_conflict", None),
            Rule::MissingFields => ("data_missing", Some("missing_packet_field")),
            Rule::Duplicate => ("duplicate_identity", Some("several_leads")),
            Rule::Stuck => ("sla_breach", Some("stalled_sequence")),
            Rule::SlaBreach => ("sla_breach", None),
            Rule::ConsentGap => ("compliance_constraint", Some("consent_gap")),
            Rule::Contradiction => ("definition_mismatch", Some("accepted_or_rejected")),
            Rule::Reported => ("definition_mismatch", None),
        }
    }
}

/// By what a finding is known again: a rule finds at most one in each part of a passage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FindingId {
    pub passage: PassageKey,
    pub rule: Rule,
    /// Which clock, which contradiction; empty where the rule has one part.
    pub part: String,
}

/// An exception in the records.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub id: FindingId,
    /// Exception type key.
    pub exception_type: String,
    pub subtype: Option<String>,
    /// The severity that it is raised with.
    pub severity: String,
    /// When it came to be.
    pub arose: Instant,
    /// When it was over by itself: the event came late, the passage ended. `None` = it still stands.
    pub ended: Option<Instant>,
    /// Why, in a sentence with the values that decided. Says nothing that changes as time goes by alone.
    pub because: String,
}
