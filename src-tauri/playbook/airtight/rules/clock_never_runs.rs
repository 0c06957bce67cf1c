//! Start, pause and stop can hold together.

use super::{Findings, Inquiry, Page};
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Proof, Records, implies, never};
use crate::policy::{Criterion, Noun};

pub(super) const PAGE: Page = Page {
    title: "A clock's conditions exclude each other",
    why: "A clock that can never start, or is stopped or paused whenever it could run, measures nothing and looks as if all were well.",
    good: "Starts when assigned, pauses while the buyer asked for a later call, stops at the first touch.",
    bad: "Starts when the stage is SAL, and is called off whenever the stage is not MQL.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let records = Records::any(&asked.policy.fields);
    for point in &asked.policy.handoffs {
        for conditions in &point.clock_conditions {
            let what = conditions.clock.map_or("every clock", clock_words);
            let place = || Place::of(Noun::Handoff, &point.key, Part::Sla);
            let start = conditions.start.clone().unwrap_or_default();
            for (end, word) in [(&conditions.start, "start"), (&conditions.stop, "stop")] {
                if let Some(criterion) = end
                    && never(criterion, &records, asked.told, Budget::default()).is_proved()
                {
                    found.at(place(), format!("{what} can never {word}: its condition holds for no record"));
                }
            }
            let ends =
                conditions.pauses.iter().map(|pause| &pause.when).chain(&conditions.stop).chain(&conditions.cancel);
            let ended = Criterion::Any(ends.cloned().collect());
            match implies(&start, &ended, &records, asked.told, Budget::default()) {
                Proof::Proved if !ended.parts().is_empty() => {
                    found.at(place(), format!("{what} is paused, stopped or called off whenever it could start"));
                }
                Proof::Proved | Proof::Refuted { .. } => {}
                Proof::NotProved { why } => found.undecided(place(), &format!("whether {what} can run"), why),
            }
        }
    }
}
