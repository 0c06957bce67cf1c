//! Suppression is looked at again.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::policy::{NextAct, Noun};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A suppression is never looked at again",
    why: "Companies grow, merge and change. Whoever was no fit two years ago may be one now.",
    good: "Not ICP: suppress, review after 365 days.",
    bad: "Not ICP: suppress for ever.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for reason in &asked.policy.dispositions {
        if reason.next.iter().any(|next| next.act == NextAct::Suppress) && reason.review_after_days.is_none() {
            let place = Place::of(Noun::Disposition, &reason.key, Part::Dispositions);
            found.at(place, format!("{} suppresses for ever: set a day on which it is looked at again", reason.name));
            let again = fixes::set(Noun::Disposition, &reason.key, "review_after_days", json!(365));
            found.fix("Look again after a year", again);
        }
    }
}
