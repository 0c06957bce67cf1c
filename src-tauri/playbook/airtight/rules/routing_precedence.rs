//! Existing relations come before new ones.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
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
                    row.kind.word().to_lowercase(),
                    earlier + 1
                );
                found.handoff(point, Part::Routing, message);
                fixes::row(point, at, Some(earlier), found);
            }
        }
    }
}
