//! The lifecycle, gone through: nothing ends the waiting in a state that records come to.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::proof::lifecycle::{Kind, Lack};

pub(super) const PAGE: Page = Page {
    title: "Records wait without a clock",
    why: "Where no clock runs, nobody notices that a record stands still. A record that was taken over has a next step, and that has a time.",
    good: "Accepted within 2 h, the next step within 2 business days.",
    bad: "Accepted within 2 h, and then whenever.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for void in asked.lifecycle().voids.iter().filter(|void| void.lacks.contains(&Lack::Timer)) {
        let missing = match void.kind {
            // target-missing names the tiers of a policy that has any.
            Kind::Offered if !asked.policy.tiers.is_empty() => continue,
            // Nobody being there is routing-not-total's.
            Kind::Unowned => continue,
            Kind::Offered => "acceptance has no target",
            Kind::Buffer => "the enrichment buffer has no end",
            Kind::Queue => "neither assignment nor acceptance has a target",
            Kind::Stage | Kind::Accepted | Kind::Seeking | Kind::Refused | Kind::Suppressed => {
                "neither first touch nor the next step nor completion has a target"
            }
        };
        let message =
            format!("no clock runs for a record that is in {}{}: {missing}", void.state, asked.tiers_of(void));
        found.void(asked.place_of(void), message, void);
        let point = void.handoff.as_deref().and_then(|key| asked.policy.handoff(key));
        if let (Kind::Stage | Kind::Accepted, Some(point)) = (void.kind, point) {
            fixes::next_step(point, found);
        }
    }
}
