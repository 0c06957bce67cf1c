//! The receiver can say no, with a reason.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::ReceiverDecision;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "There is no way to reject or recycle",
    why: "A receiver who may only accept or ignore will ignore.",
    good: "Accepted, recycled for timing, budget or feature gap, rejected as not ICP.",
    bad: "Accepted.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| asked.decided_by_person(point)) {
        let reasons = asked.reasons(point);
        if !reasons.iter().any(|reason| reason.decision != ReceiverDecision::Accepted) {
            found.handoff(point, Part::Dispositions, "the receiver has no reason to choose for rejecting or recycling");
            let refusals =
                asked.policy.dispositions.iter().filter(|reason| reason.decision != ReceiverDecision::Accepted);
            let keys: Vec<&String> = point.dispositions.iter().chain(refusals.map(|reason| &reason.key)).collect();
            if keys.len() > point.dispositions.len() {
                found.fix("Offer every reason of the policy", fixes::set_in(point, "dispositions", json!(keys)));
            }
        }
    }
}
