//! Reasons come from a list.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::policy::Noun;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A reason is free text",
    why: "Free text cannot start a next step and cannot be counted.",
    good: "Timing, budget, feature gap, not ICP.",
    bad: "Why not? (text box)",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for reason in asked.policy.dispositions.iter().filter(|reason| !reason.structured) {
        let place = Place::of(Noun::Disposition, &reason.key, Part::Dispositions);
        found.at(place, format!("the reason {} is free text: make it a choice from a list", reason.name));
        found.fix("Make it a choice", fixes::set(Noun::Disposition, &reason.key, "structured", json!(true)));
    }
}
