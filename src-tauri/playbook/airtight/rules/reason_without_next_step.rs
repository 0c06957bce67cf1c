//! Every no leads somewhere.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::policy::{NextAct, Noun, Operation, ReceiverDecision, StageKind};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A reason has no next step",
    why: "Not now is not never. A reason without a next step ends the journey of a buyer who might come back.",
    good: "Timing: re-engage in 90 days.",
    bad: "Timing.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for reason in asked
        .policy
        .dispositions
        .iter()
        .filter(|reason| reason.decision != ReceiverDecision::Accepted && reason.next.is_empty())
    {
        let place = Place::of(Noun::Disposition, &reason.key, Part::Dispositions);
        found.at(place, format!("nothing follows from {}: say what happens next", reason.name));
        let next = |act, stage: Option<&str>, days| json!([{"act": act, "when": {"kind": "after_days", "days": days}, "stage": stage}]);
        let nurture = asked.policy.stages.iter().find(|stage| stage.kind == StageKind::Nurture);
        let set = |field: &str, value| fixes::set(Noun::Disposition, &reason.key, field, value);
        if let Some(nurture) = nurture {
            let steps = next(NextAct::Recycle, Some(&nurture.key), 90);
            found.fix(format!("Back to {} after 90 days", nurture.name), set("next", steps));
        }
        let operations = vec![set("next", json!([{"act": NextAct::Suppress}])), set("review_after_days", json!(365))];
        found.fix("Suppress, and look again after a year", Operation::Several { operations });
    }
}
