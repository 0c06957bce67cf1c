//! Every override has somebody who may do it.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::policy::{DecisionRight, Entry, Noun, Operation};

pub(super) const PAGE: Page = Page {
    title: "A decision right is assigned to nobody",
    why: "An override that nobody may do is done by everybody.",
    good: "Pause an SLA timer: RevOps.",
    bad: "Pause an SLA timer: to be discussed.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for verb in &asked.policy.verbs {
        let place = || Place::of(Noun::Verb, &verb.key, Part::Rights);
        let mut rights = asked.policy.decision_rights.iter().filter(|right| right.verb == verb.key).peekable();
        if rights.peek().is_none() {
            found.at(place(), format!("nobody may {}", first_lower(&verb.name)));
            for role in asked.policy.roles.iter().filter(|role| asked.is_held(&role.key)).take(3) {
                let rights = &asked.policy.decision_rights;
                let key = fixes::free_key(&verb.key, |key| rights.iter().any(|right| right.key == key));
                let right =
                    DecisionRight { key, verb: verb.key.clone(), role: role.key.clone(), ..DecisionRight::default() };
                let operation = Operation::Insert { at: rights.len(), entry: Entry::DecisionRight(Box::new(right)) };
                found.fix(format!("Give the right to {}", role.name), operation);
            }
        }
        for right in rights.filter(|right| !asked.is_held(&right.role)) {
            let role = asked.policy.role(&right.role).map_or(right.role.as_str(), |role| &role.name);
            found.at(place(), format!("{role} may {}, and nobody holds that role", first_lower(&verb.name)));
        }
    }
}

/// `pause an SLA timer`: within a sentence.
fn first_lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
