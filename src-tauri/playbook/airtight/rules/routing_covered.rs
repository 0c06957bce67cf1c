//! Every routing row is reached by some record.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Records, RowProof, table};
use crate::policy::{Criterion, Noun};

pub(super) const PAGE: Page = Page {
    title: "A routing row is never reached",
    why: "Somebody wrote that row for a reason, and it has never had an effect. What it was meant for goes elsewhere.",
    good: "Enterprise in DACH first, DACH after it.",
    bad: "DACH first, Enterprise in DACH after it: the second row never decides.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let rows: Vec<&Criterion> = point.routing.rows.iter().map(|row| &row.when).collect();
        // A row that may have nobody to give passes on what it is for: only rows that always take a record can cover others.
        let sure = |at: usize| asked.always_takes(&point.routing.rows[at]);
        let proof = table(&rows, &Records::any(&asked.policy.fields), asked.told, Budget::default());
        for (at, row) in proof.rows.into_iter().enumerate() {
            let place = Place::of(Noun::Handoff, &point.key, Part::Routing);
            match row {
                RowProof::Hit { .. } => {}
                RowProof::Never => {
                    let message = format!("row {} is for no record at all: its conditions exclude each other", at + 1);
                    found.at(place, message);
                    fixes::row(point, at, None, found);
                }
                RowProof::Covered { by } if by.iter().all(|&by| sure(by)) => {
                    let rows: Vec<String> = by.iter().map(|by| (by + 1).to_string()).collect();
                    let what = if rows.len() == 1 { "row" } else { "rows" };
                    found.at(
                        place,
                        format!(
                            "row {} is never reached: {what} {} take everything it is for",
                            at + 1,
                            rows.join(", ")
                        ),
                    );
                    // A row that is for every record would take what the rows below it are for.
                    let narrower = by.iter().min().copied().filter(|_| !point.routing.rows[at].when.is_always());
                    if narrower.is_some() && by.len() == 1 {
                        fixes::row(point, at, narrower, found);
                    }
                    fixes::row(point, at, None, found);
                }
                // Reached when the rows before it have nobody to give.
                RowProof::Covered { .. } => {}
                RowProof::NotProved { why } => {
                    found.undecided(place, &format!("whether row {} is ever reached", at + 1), why)
                }
            }
        }
    }
}
