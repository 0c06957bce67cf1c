//! A handoff is looked at again.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::Cadence;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "Nobody has set when it is reviewed",
    why: "Criteria age: markets, products and teams change while the rule stands.",
    good: "Reviewed monthly.",
    bad: "Written once.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.review_every.is_none() && point.review_on.is_none())
    {
        found.handoff(point, Part::Basics, "it has no date and no cadence on which it is reviewed");
        for (label, every) in
            [("Review it every month", Cadence::Monthly), ("Review it every quarter", Cadence::Quarterly)]
        {
            found.fix(label, fixes::set_in(point, "review_every", json!(every)));
        }
    }
}
