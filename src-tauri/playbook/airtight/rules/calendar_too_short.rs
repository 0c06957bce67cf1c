//! The calendar can supply the target.

use super::{Findings, Inquiry, Page};
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::Part;
use crate::calendar::{Due, Pauses, due_at};

pub(super) const PAGE: Page = Page {
    title: "The calendar never supplies the target",
    why: "A clock on a calendar that never opens does not run; its records are never late and never on time.",
    good: "Mon–Fri 08:30–18:00, 2 business hours.",
    bad: "A calendar without a single open interval.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| !point.targets.is_empty()) {
        let Some(calendar) = asked.compiled(point) else {
            found.handoff(point, Part::Sla, "its calendar is missing or can never open, so no clock runs");
            continue;
        };
        for target in &point.targets {
            if asked.starts().any(|start| due_at(calendar, &target.target, start, Pauses::NONE) == Due::Never) {
                let message =
                    format!("its calendar never supplies {} for {}", target.target.words(), clock_words(target.clock));
                found.handoff(point, Part::Sla, message);
            }
        }
    }
}
