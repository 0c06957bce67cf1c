//! Assignment is not acceptance.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::{AcceptanceMode, ReceiverKind};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "Assigned counts as accepted",
    why: "An owner field that changed is a system event. Only the receiver's acceptance and act complete a handoff.",
    good: "The receiver accepts or recycles within two hours.",
    bad: "The record is assigned, and that is that.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.receiver_kind == ReceiverKind::Person) {
        match point.acceptance.mode {
            AcceptanceMode::Required => {}
            AcceptanceMode::Automatic => {
                found.handoff(point, Part::Criteria, "a person receives it, and assigned already counts as accepted");
                let required = fixes::set_in(point, "acceptance/mode", json!(AcceptanceMode::Required));
                found.fix("Have the receiver accept or refuse", required);
            }
        }
    }
}
