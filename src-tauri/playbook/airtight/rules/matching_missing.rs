//! Leads are matched to accounts before they are shared out.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::{MatchBy, RoutingKind};
use serde_json::json;

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
            let by = json!([MatchBy::CrmId, MatchBy::Domain, MatchBy::CompanyName]);
            found.fix("Match by id, domain and company name", fixes::set_in(point, "routing/matching/account_by", by));
        }
        if matching.duplicate_by.is_empty() {
            found.handoff(
                point,
                Part::Routing,
                "records are shared out among a pool without a look for duplicates first",
            );
            let by = json!([MatchBy::CrmId, MatchBy::Email]);
            found.fix(
                "Look for the same id or e-mail address",
                fixes::set_in(point, "routing/matching/duplicate_by", by),
            );
        }
    }
}
