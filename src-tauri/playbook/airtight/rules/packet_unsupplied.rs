//! What must travel is known by then.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "Nothing upstream supplies a packet field",
    why: "A required field that no earlier stage or handoff supplies is filled with guesses at the last minute.",
    good: "Promised outcomes: known since the proposal, required at onboarding.",
    bad: "Promised outcomes: required at onboarding, recorded nowhere before.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let moves = asked.policy.moves();
    for point in &asked.policy.handoffs {
        for key in asked.policy.required_fields(point) {
            let Some(field) = asked.policy.field(&key) else {
                found.handoff(
                    point,
                    Part::Packet,
                    format!("the packet requires {key}, which the field catalogue does not have"),
                );
                continue;
            };
            let anywhere = field.supplied_by_handoffs.is_empty() && field.supplied_by_stages.is_empty();
            let Some(here) = point.from_stage.as_deref().filter(|_| !anywhere) else { continue };
            let handed =
                field.supplied_by_handoffs.iter().filter_map(|key| asked.policy.handoff(key)?.to_stage.as_deref());
            let supplied =
                field.supplied_by_stages.iter().map(String::as_str).chain(handed).any(|from| moves.lead(from, here));
            if !supplied && !field.supplied_by_handoffs.contains(&point.key) {
                found.handoff(point, Part::Packet, format!("no upstream stage or handoff supplies {}", field.name));
            }
        }
    }
}
