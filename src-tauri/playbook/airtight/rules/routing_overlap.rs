//! Two rules of one rank that a record answers to both of.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Records, never, overlaps};
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
        let records = Records::any(&asked.policy.fields);
        match overlaps(&criteria, &records, asked.told, Budget::default(), matters) {
            Ok(overlaps) => {
                for (first, second) in overlaps {
                    let both = Criterion::All(vec![criteria[first].clone(), criteria[second].clone()]);
                    let (upper, lower) = (first + 1, second + 1);
                    let message = format!("rows {upper} and {lower} both are for some records; row {upper} decides");
                    match never(&both, &records, asked.told, Budget::default()).witness() {
                        Some(witness) => found.shown(place(), message, witness),
                        None => found.at(place(), message),
                    }
                }
            }
            Err(why) => found.undecided(place(), "which rows overlap", why),
        }
    }
}
