//! Every possible record gets an owner or a stage.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Proof, Records, total};
use crate::policy::{Criterion, Noun};

pub(super) const PAGE: Page = Page {
    title: "Some records reach no owner",
    why: "A record that no row takes belongs to nobody, and nobody looks for it. Pools can be empty: only a row that always has somebody to give closes the table.",
    good: "A last row without conditions: fallback owner, the role SDR Lead.",
    bad: "Eight rows by product and region, and no row for whatever is left.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.routes_to_people()) {
        let place = Place::of(Noun::Handoff, &point.key, Part::Routing);
        // A row whose owner may be away or whose pool may be empty does not take every record that it is for.
        let sure: Vec<&Criterion> =
            point.routing.rows.iter().filter(|row| asked.always_takes(row)).map(|row| &row.when).collect();
        let proof = total(&sure, &Records::any(&asked.policy.fields), asked.told, Budget::default());
        match proof {
            Proof::Proved => {}
            Proof::Refuted { witness } if point.routing.rows.is_empty() => {
                found.shown(place, "no routing row says who owns a record", &witness);
                fixes::fallback(asked, point, found);
            }
            Proof::Refuted { witness } => {
                // A record that no row is for says more than one for which a pool could be empty.
                let rows: Vec<&Criterion> = point.routing.rows.iter().map(|row| &row.when).collect();
                match total(&rows, &Records::any(&asked.policy.fields), asked.told, Budget::default()) {
                    Proof::Refuted { witness } => {
                        found.shown(place, "some records reach no owner: no row takes them", &witness);
                    }
                    Proof::Proved | Proof::NotProved { .. } => {
                        let message = "some records reach no owner: no row that always has somebody to give takes them";
                        found.shown(place, message, &witness);
                    }
                }
                fixes::fallback(asked, point, found);
            }
            Proof::NotProved { why } => found.undecided(place, "whether every record gets an owner", why),
        }
    }
}
