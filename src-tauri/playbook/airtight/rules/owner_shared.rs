//! Exactly one role answers for the next action.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "Ownership is shared",
    why: "Two accountable owners are none: each can point at the other.",
    good: "AE is accountable, the SE helps.",
    bad: "AE and SE are both accountable.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.accountable_roles.len() > 1) {
        let names: Vec<&str> = point
            .accountable_roles
            .iter()
            .map(|key| asked.policy.role(key).map_or(key.as_str(), |role| role.name.as_str()))
            .collect();
        found.handoff(
            point,
            Part::Ownership,
            format!("{} share the accountability: choose one of them", names.join(" and ")),
        );
        for (key, name) in point.accountable_roles.iter().zip(&names) {
            found.fix(format!("Keep {name}"), fixes::set_in(point, "accountable_roles", json!([key])));
        }
    }
}
