//! Two rules of one rank that a record answers to both of.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Records, overlaps};
use crate::policy::{Criterion, Noun, RoutingKind};

pub(super) const PAGE: Page = Page {
    title: "The order of two rules decides",
    why: "Where a record answers to two rules of the same rank, their order alone decides who gets it. That may be meant; it should be known.",
    good: "Territory rules that part the world without remainder.",
    bad: "DACH to Vienna, Manufacturing to Detroit: a manufacturer in Graz goes to whichever row is higher.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let rows = &point.routing.rows;
        let criteria: Vec<&Criterion> = rows.iter().map(|row| &row.when).collect();
        let matters = |first: usize, second: usize| {
            let (first, second) = (&rows[first], &rows[second]);
            first.kind.rank() == second.kind.rank()
                && first.kind.rank() == RoutingKind::Territory.rank()
                && first.assign != second.assign
        };
        let place = || Place::of(Noun::Handoff, &point.key, Part::Routing);
        match overlaps(&criteria, &Records::any(&asked.policy.fields), asked.told, Budget::default(), matters) {
            Ok(overlaps) => {
                for overlap in overlaps {
                    let message = format!(
                        "rows {} and {} both are for some records; row {} decides",
                        overlap.first + 1,
                        overlap.second + 1,
                        overlap.first + 1
                    );
                    found.shown(place(), message, &overlap.witness);
                }
            }
            Err(why) => found.undecided(place(), "which rows overlap", why),
        }
    }
}
