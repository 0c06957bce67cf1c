//! Criteria can be met.

use super::{Findings, Inquiry, Page};
use crate::airtight::proof::{Budget, Proof, Records, never};
use crate::policy::criteria::check as check_fit;

pub(super) const PAGE: Page = Page {
    title: "A criterion can be met by no record",
    why: "Entry criteria that nothing meets close the stage; acceptance criteria that nothing meets make every acceptance a violation.",
    good: "Employees is at least 200 and region is DACH.",
    bad: "Employees is at least 200 and at most 100.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let records = Records::any(&asked.policy.fields);
    for (place, what, criterion) in asked.criteria() {
        if criterion.is_always() || !check_fit(criterion, &asked.policy.fields).is_empty() {
            continue;
        }
        match never(criterion, &records, asked.told, Budget::default()) {
            Proof::Proved => {
                found.at(place, format!("{what} can be met by no record: {}", criterion.sentence(&asked.policy.fields)))
            }
            Proof::Refuted { .. } => {}
            Proof::NotProved { why } => found.undecided(place, &format!("whether {what} can be met"), why),
        }
    }
}
