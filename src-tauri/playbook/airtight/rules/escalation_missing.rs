//! An SLA has consequences.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::Part;
use crate::policy::ClockKind;

pub(super) const PAGE: Page = Page {
    title: "An SLA has no escalation",
    why: "A target that nobody acts on when it is missed is a suggestion.",
    good: "Reminder at 50 %, team lead at breach, shared queue after 2 h.",
    bad: "Target 2 h, and no step.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        for clock in ClockKind::ALL {
            let tiers: Vec<&str> = asked
                .policy
                .tiers
                .iter()
                .filter(|tier| {
                    point.target(clock, Some(&tier.key)).is_some() && asked.ladder(point, clock, &tier.key).is_none()
                })
                .map(|tier| tier.name.as_str())
                .collect();
            if matches!(clock, ClockKind::Accept | ClockKind::FirstTouch) && !tiers.is_empty() {
                let message = format!(
                    "a missed target for {} has no consequence (tiers {})",
                    clock_words(clock),
                    tiers.join(", ")
                );
                found.handoff(point, Part::Escalation, message);
                fixes::ladder(asked, point, clock, found);
            }
        }
    }
}
