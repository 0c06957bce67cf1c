//! One role answers for the next action.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "No accountable owner",
    why: "Where nobody answers for the next action, everybody assumes that another does.",
    good: "The SDR Team Lead is accountable.",
    bad: "Sales takes over.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        match point.accountable_roles.as_slice() {
            [] => {
                found.handoff(point, Part::Ownership, "nobody is accountable for the next action: name one role");
                fixes::accountable(asked, point, found);
            }
            [role] if !asked.is_held(role) => {
                let name = asked.policy.role(role).map_or(role.as_str(), |role| &role.name);
                found.handoff(point, Part::Ownership, format!("the accountable role {name} is held by nobody"));
                fixes::accountable(asked, point, found);
            }
            [_] | [_, _, ..] => {}
        }
    }
}
