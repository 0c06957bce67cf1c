//! What may leave a stage may enter the next.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::{Part, Place};
use crate::airtight::proof::{Budget, Proof, Records, implies};
use crate::policy::Noun;

pub(super) const PAGE: Page = Page {
    title: "Exit and entry criteria do not meet",
    why: "A record that one stage lets go and the next does not take in is in the void between them.",
    good: "MQL exits at a score of 60, AQL takes 60 and more.",
    bad: "MQL exits at 50, AQL takes 60 and more: what is between belongs to nobody.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let records = Records::any(&asked.policy.fields);
    for point in &asked.policy.handoffs {
        let stage = |key: &Option<String>| key.as_deref().and_then(|key| asked.policy.stage(key));
        let (Some(from), Some(to)) = (stage(&point.from_stage), stage(&point.to_stage)) else { continue };
        // Without exit criteria people decide; there is no boundary to hold against.
        if from.key == to.key || from.exit.is_always() || to.entry.is_always() {
            continue;
        }
        let place = || Place::of(Noun::Handoff, &point.key, Part::Criteria);
        match implies(&from.exit, &to.entry, &records, asked.told, Budget::default()) {
            Proof::Proved => {}
            Proof::Refuted { witness } => {
                found.shown(
                    place(),
                    format!("some records may leave {} and may not enter {}", from.name, to.name),
                    &witness,
                );
            }
            Proof::NotProved { why } => {
                found.undecided(place(), &format!("whether what leaves {} may enter {}", from.name, to.name), why)
            }
        }
    }
}
