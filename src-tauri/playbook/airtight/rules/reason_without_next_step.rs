//! Every no leads somewhere.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::policy::{Noun, ReceiverDecision};

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
    }
}
