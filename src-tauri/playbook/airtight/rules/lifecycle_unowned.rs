//! The lifecycle, gone through: nobody answers for a state that records come to.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::lifecycle::{Kind, Lack, Void};
use crate::policy::Noun;

pub(super) const PAGE: Page = Page {
    title: "Records come to a state that nobody owns",
    why: "This is the handoff void: the sender is done, the receiver has not begun, and the record belongs to nobody meanwhile. Every way that a record can take is gone through, refusals and timers included.",
    good: "What the ladder takes from its owner waits in the shared queue, for which the SDR Lead answers.",
    bad: "What the ladder takes from its owner waits in a queue of nobody.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let lifecycle = asked.lifecycle();
    for void in lifecycle.voids.iter().filter(|void| void.lacks.contains(&Lack::Owner) && !is_told(asked, void)) {
        let message = format!("nobody owns a record that is in {}{}", void.state, asked.tiers_of(void));
        found.void(asked.place_of(void), message, void);
    }
    for (handoff, why) in &lifecycle.not_proved {
        let place = Place::of(Noun::Handoff, handoff, Part::Lifecycle);
        found.undecided(place, "which ways a record can take from here", *why);
    }
}

/// True where another rule says it, with more about it.
fn is_told(asked: &Inquiry<'_>, void: &Void) -> bool {
    let policy = asked.policy;
    match void.kind {
        // routing-not-total
        Kind::Unowned => {
            void.handoff.as_deref().and_then(|key| policy.handoff(key)).is_some_and(|point| point.routes_to_people())
        }
        // stage-unowned, owner-missing
        Kind::Stage => true,
        Kind::Accepted => true,
        // reason-without-next-step
        Kind::Refused => {
            let reason = void.reason.as_deref().and_then(|key| policy.reason(key));
            reason.is_some_and(|reason| reason.next.is_empty())
        }
        Kind::Buffer | Kind::Seeking | Kind::Offered | Kind::Queue | Kind::Suppressed => false,
    }
}
