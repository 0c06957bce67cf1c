//! Existing relations come before new ones.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;
use crate::policy::RoutingKind;

pub(super) const PAGE: Page = Page {
    title: "An existing relation ranks below a pool",
    why: "A buyer with an open deal, an existing customer or a named account already has a person. A pool that comes first gives them a stranger.",
    good: "Open opportunity owner, existing customer owner, named account, territory, pool, fallback.",
    bad: "Round robin first, named accounts below it.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let rows = &point.routing.rows;
        for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.kind.rank() <= RoutingKind::NamedAccount.rank())
        {
            let earlier = rows[..at].iter().position(|before| before.kind.rank() >= RoutingKind::Pool.rank());
            if let Some(earlier) = earlier {
                let message = format!(
                    "row {} ({}) stands below row {}, which shares records out to whoever is next",
                    at + 1,
                    row_words(row.kind),
                    earlier + 1
                );
                found.handoff(point, Part::Routing, message);
            }
        }
    }
}

fn row_words(kind: RoutingKind) -> &'static str {
    match kind {
        RoutingKind::OpenOpportunity => "open opportunity owner",
        RoutingKind::ExistingCustomer => "existing customer owner",
        RoutingKind::NamedAccount => "named account",
        RoutingKind::NoPerson => "no person",
        RoutingKind::Territory => "territory",
        RoutingKind::Product => "product",
        RoutingKind::Region => "region",
        RoutingKind::Complexity => "complexity",
        RoutingKind::Pool => "pool",
        RoutingKind::Queue => "queue",
        RoutingKind::Fallback => "fallback",
    }
}
