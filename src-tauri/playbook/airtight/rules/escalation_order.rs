//! Steps come one after the other.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::{EscalationStep, StepTime};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "Escalation steps are out of order",
    why: "A manager who is alerted before the owner is reminded learns to ignore alerts.",
    good: "50 % reminder, 100 % manager, 2 h after breach shared queue.",
    bad: "100 % manager, 50 % reminder.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        for ladder in &point.escalation {
            let what = asked.ladder_words(ladder);
            let place = |step: &EscalationStep| match step.at {
                StepTime::Share { percent } => Some((u64::from(percent > 100), i64::from(percent))),
                StepTime::AfterBreach { ms, .. } => Some((1, ms)),
                StepTime::Regularly { .. } => None,
            };
            let shares = |step: &EscalationStep| matches!(step.at, StepTime::Share { .. });
            let number = point.escalation.iter().position(|known| std::ptr::eq(known, ladder)).unwrap_or_default();
            for (at, pair) in ladder.steps.windows(2).enumerate() {
                // A share beyond the target and a delay after it lie in no order without the target.
                let comparable = shares(&pair[0]) == shares(&pair[1])
                    || pair.iter().any(|step| place(step).is_some_and(|place| place.0 == 0));
                if let (Some(first), Some(second), true) = (place(&pair[0]), place(&pair[1]), comparable)
                    && first > second
                {
                    found.handoff(
                        point,
                        Part::Escalation,
                        format!("step {} for {what} comes after step {} and is due before it", at + 2, at + 1),
                    );
                    let mut steps = ladder.steps.clone();
                    steps.swap(at, at + 1);
                    let swapped = fixes::set_in(point, &format!("escalation/{number}/steps"), json!(steps));
                    found.fix(format!("Put step {} before step {}", at + 2, at + 1), swapped);
                }
            }
        }
    }
}
