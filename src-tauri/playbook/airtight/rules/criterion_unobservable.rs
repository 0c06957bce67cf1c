//! Criteria ask for what a system holds.

use super::{Findings, Inquiry, Page};

pub(super) const PAGE: Page = Page {
    title: "A criterion asks for what no system holds",
    why: "A rule on something that only people know is decided by whoever fills it in.",
    good: "Intent score is at least 60 (from the marketing system).",
    bad: "Champion is enthusiastic.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for (place, what, criterion) in asked.criteria() {
        for key in criterion.fields() {
            if let Some(field) = asked.policy.field(key).filter(|field| !field.observable) {
                found.at(place.clone(), format!("{what} asks for {}, which no system holds", field.name));
            }
        }
    }
}
