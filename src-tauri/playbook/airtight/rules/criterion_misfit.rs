//! Tests fit their fields.

use super::{Findings, Inquiry, Page};
use crate::policy::criteria::check as check_fit;

pub(super) const PAGE: Page = Page {
    title: "A test does not fit its field",
    why: "A test that cannot be judged is unknown for every record, so nothing ever passes it.",
    good: "Employees is at least 200.",
    bad: "Employees contains \"many\".",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for (place, what, criterion) in asked.criteria() {
        for misfit in check_fit(criterion, &asked.policy.fields) {
            found.at(place.clone(), format!("{what}: {misfit}"));
        }
    }
}
