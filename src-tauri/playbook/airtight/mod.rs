//! What could still fail in a policy, and the proof that it cannot.
//!
//! Deliberately absent: opinions without a witness. A rule points at a place; a proof gives the record.

mod fixes;
mod inquiry;
mod problem;
pub mod proof;
mod rules;

pub use fixes::Fix;
pub use problem::{Part, Place, Problem, Severity};
pub use rules::{Page, RULES, Rule};

use crate::policy::Policy;
use crate::policy::criteria::Told;
use inquiry::Inquiry;
use problem::Findings;
use serde::Serialize;
use std::collections::BTreeMap;
use ts_rs::TS;

/// What imported records say about a policy, as far as rules ask. Empty = nothing is known.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Evidence {
    /// By handoff key and field key: records in which the field was filled, and records.
    pub filled: BTreeMap<(String, String), (u64, u64)>,
}

/// The check of a policy.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "AirtightReport")]
pub struct Report {
    /// True where no error is left, and nothing that would be one is merely not proved.
    pub airtight: bool,
    /// Errors first, then in the order of the policy.
    pub problems: Vec<Problem>,
}

/// Runs every rule over a policy.
pub fn check(policy: &Policy, evidence: &Evidence, told: &Told) -> Report {
    let inquiry = Inquiry::new(policy, evidence, told);
    let mut problems = Vec::new();
    let mut not_proved = false;
    for rule in RULES {
        let mut found = Vec::new();
        let (name, severity) = (rule.name, rule.severity);
        let mut findings = Findings { rule: name, severity, policy, told, found: &mut found, earlier: &problems };
        (rule.check)(&inquiry, &mut findings);
        for problem in &mut found {
            problem.muted = policy.mutes.iter().find(|mute| problem.is_of(mute)).map(|mute| mute.reason.clone());
        }
        not_proved |= severity == Severity::Error && found.iter().any(|problem| problem.severity != Severity::Error);
        problems.extend(found);
    }
    let order = |problem: &Problem| {
        let place = policy.keys(problem.place.noun).iter().position(|key| *key == problem.place.key);
        (problem.severity, problem.place.noun != crate::policy::Noun::Handoff, problem.place.noun, place)
    };
    problems.sort_by_key(order);
    let airtight = !not_proved && problems.iter().all(|problem| problem.severity != Severity::Error);
    Report { airtight, problems }
}
