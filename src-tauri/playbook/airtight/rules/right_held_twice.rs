//! One role holds a right.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::policy::{Noun, Operation};

pub(super) const PAGE: Page = Page {
    title: "Two roles hold the same right",
    why: "Two roles that may both decide may decide differently, and neither answers for it.",
    good: "Reassign owner: Sales Ops for P0 and P1, RevOps for P2.",
    bad: "Reassign owner: Sales Ops and RevOps.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let rights = &asked.policy.decision_rights;
    for (at, first) in rights.iter().enumerate() {
        for second in &rights[at + 1..] {
            let meet = |one: &Option<String>, other: &Option<String>| one.is_none() || other.is_none() || one == other;
            // A right for one type or severity goes before the one for every.
            let alike = first.exception_type.is_some() == second.exception_type.is_some()
                && first.severity.is_some() == second.severity.is_some();
            if first.verb == second.verb
                && first.role != second.role
                && alike
                && meet(&first.exception_type, &second.exception_type)
                && meet(&first.severity, &second.severity)
            {
                let verb = asked
                    .policy
                    .verbs
                    .iter()
                    .find(|verb| verb.key == first.verb)
                    .map_or(first.verb.as_str(), |verb| &verb.name);
                let role = |key: &str| asked.policy.role(key).map_or_else(|| key.to_string(), |role| role.name.clone());
                let message =
                    format!("{} and {} both hold the right \"{verb}\"", role(&first.role), role(&second.role));
                found.at(Place::of(Noun::DecisionRight, &second.key, Part::Rights), message);
                for (right, kept) in [(second, first), (first, second)] {
                    let operation = Operation::Remove { noun: Noun::DecisionRight, key: right.key.clone() };
                    found.fix(format!("Leave it to {}", role(&kept.role)), operation);
                }
            }
        }
    }
}
