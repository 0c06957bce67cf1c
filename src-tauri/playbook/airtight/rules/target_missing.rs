//! Every tier has its time.

use super::{Findings, Inquiry, Page};
use crate::HOUR;
use crate::airtight::fixes;
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::Part;
use crate::calendar::Target;
use crate::policy::{AcceptanceMode, ClockKind, ReceiverKind};

pub(super) const PAGE: Page = Page {
    title: "A tier has no target",
    why: "What has no target is never late, so nobody comes to its help.",
    good: "High 2 h, medium 4 h, low 1 business day.",
    bad: "High 2 h, medium 4 h, and nothing for low.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.receiver_kind == ReceiverKind::Person) {
        if point.targets.is_empty() {
            found.handoff(point, Part::Sla, "there is no SLA: no clock has a target");
            fixes::targets(asked.policy, point, ClockKind::Accept, FIRST, found);
            continue;
        }
        let mut clocks: Vec<ClockKind> = point.targets.iter().map(|target| target.clock).collect();
        if point.acceptance.mode == AcceptanceMode::Required {
            clocks.push(ClockKind::Accept);
        }
        clocks.sort_unstable();
        clocks.dedup();
        for clock in clocks {
            let without: Vec<&str> = asked
                .policy
                .tiers
                .iter()
                .filter(|tier| point.target(clock, Some(&tier.key)).is_none())
                .map(|tier| tier.name.as_str())
                .collect();
            if !without.is_empty() {
                let (tiers, have) = if without.len() == 1 { ("tier", "has") } else { ("tiers", "have") };
                let message = format!(
                    "{tiers} {} {have} no target for {}, so its clock never ends",
                    without.join(", "),
                    clock_words(clock)
                );
                found.handoff(point, Part::Sla, message);
                fixes::targets(asked.policy, point, clock, FIRST, found);
            }
        }
    }
}

/// What the highest tier is promised by a quick fix.
const FIRST: Target = Target::Business { ms: 2 * HOUR };
