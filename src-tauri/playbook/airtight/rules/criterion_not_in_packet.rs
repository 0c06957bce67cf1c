//! What is judged travels along.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "Acceptance asks for a field that need not travel",
    why: "A receiver who must judge by a field that the packet does not require has to guess, or to ask the buyer again.",
    good: "Acceptance asks for the next step; the packet requires it.",
    bad: "Acceptance asks for the budget; the packet does not mention it.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let required = asked.policy.required_fields(point);
        for key in point.acceptance.criteria.fields() {
            if !required.iter().any(|field| field == key) {
                let name = asked.policy.field(key).map_or(key, |field| &field.name);
                found.handoff(
                    point,
                    Part::Criteria,
                    format!("acceptance asks for {name}, and the packet does not require it"),
                );
                if asked.policy.field(key).is_some() {
                    fixes::require(asked.policy, point, key, found);
                }
            }
        }
    }
}
