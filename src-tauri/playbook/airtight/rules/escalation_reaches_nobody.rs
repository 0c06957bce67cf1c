//! From breach on, somebody else is reached.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;
use crate::policy::{Reach, StepTime};

pub(super) const PAGE: Page = Page {
    title: "The escalation reaches no person",
    why: "A ladder that only reminds the owner who is silent, or names a role that nobody holds, escalates to nobody.",
    good: "At breach: the team lead. Two hours later: the shared queue.",
    bad: "At breach: the owner again.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        for ladder in point.escalation.iter().filter(|ladder| !ladder.steps.is_empty()) {
            let what = asked.ladder_words(ladder);
            for (at, step) in ladder.steps.iter().enumerate() {
                if let Some(why) = asked.reaches_nobody(point, &step.to) {
                    found.handoff(point, Part::Escalation, format!("step {} for {what} reaches nobody: {why}", at + 1));
                }
            }
            let late = |at: &StepTime| match at {
                StepTime::Share { percent } => *percent >= 100,
                StepTime::AfterBreach { .. } => true,
                StepTime::Regularly { .. } => false,
            };
            let other = |to: &Reach| !matches!(to, Reach::Owner | Reach::Channel { .. });
            if !ladder.steps.iter().any(|step| late(&step.at) && other(&step.to)) {
                found.handoff(
                    point,
                    Part::Escalation,
                    format!("from breach on the ladder for {what} reaches nobody but the owner"),
                );
            }
        }
    }
}
