//! Leads are matched to accounts before they are shared out.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;
use crate::policy::RoutingKind;

pub(super) const PAGE: Page = Page {
    title: "Leads are shared out without being matched",
    why: "Without lead-to-account matching an existing customer's enquiry is a new lead to the table, and the same buyer gets two owners.",
    good: "Match by CRM id, then by domain, then by company name; join duplicates.",
    bad: "A pool of SDRs, and nothing that looks whether the company is known.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in
        asked.policy.handoffs.iter().filter(|point| point.routing.rows.iter().any(|row| row.kind == RoutingKind::Pool))
    {
        let matching = &point.routing.matching;
        if matching.account_by.is_empty() {
            found.handoff(
                point,
                Part::Routing,
                "records are shared out among a pool without being matched to their account first",
            );
        }
        if matching.duplicate_by.is_empty() {
            found.handoff(
                point,
                Part::Routing,
                "records are shared out among a pool without a look for duplicates first",
            );
        }
    }
}
