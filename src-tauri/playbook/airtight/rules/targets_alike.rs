//! Tiers differ.

use super::{Findings, Inquiry, Page};
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::Part;
use crate::policy::ClockKind;

pub(super) const PAGE: Page = Page {
    title: "All tiers share one target",
    why: "If high and low intent get the same time, the tiers say nothing, and the best leads wait with the rest.",
    good: "High 30 minutes, medium 4 hours, low next business day.",
    bad: "4 hours for everybody.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    if asked.policy.tiers.len() < 2 {
        return;
    }
    for point in &asked.policy.handoffs {
        for clock in [ClockKind::Accept, ClockKind::FirstTouch] {
            let targets: Vec<_> = asked
                .policy
                .tiers
                .iter()
                .filter_map(|tier| point.target(clock, Some(&tier.key)))
                .map(|target| &target.target)
                .collect();
            if targets.len() == asked.policy.tiers.len() && targets.windows(2).all(|pair| pair[0] == pair[1]) {
                found.handoff(
                    point,
                    Part::Sla,
                    format!("all tiers share one target for {}: {}", clock_words(clock), targets[0].words()),
                );
            }
        }
    }
}
