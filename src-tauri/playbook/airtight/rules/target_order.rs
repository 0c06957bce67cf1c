//! Earlier steps fall due earlier.

use super::{Findings, Inquiry, Page};
use crate::airtight::inquiry::clock_words;
use crate::airtight::problem::{Part, Place};
use crate::calendar::{Pauses, due_at};
use crate::policy::{ClockKind, Noun};

pub(super) const PAGE: Page = Page {
    title: "A target falls due after the one that follows it",
    why: "A first touch that may come after the next step's deadline is a promise that cannot be kept in order.",
    good: "Accept in 2 h, first touch in 4 h, complete in 2 business days.",
    bad: "First touch in 3 days, complete in 1.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let Some(calendar) = asked.compiled(point) else { continue };
        let tiers: Vec<Option<&str>> = asked.policy.tiers.iter().map(|tier| Some(tier.key.as_str())).collect();
        for (earlier, later) in ORDER {
            let wrong = tiers.iter().find_map(|&tier| {
                let (first, second) = (point.target(earlier, tier)?, point.target(later, tier)?);
                let due = |target, start| due_at(calendar, target, start, Pauses::NONE).at();
                let start = asked.starts().find(|&start| {
                    let first = due(&first.target, start);
                    // The next step's clock starts at acceptance, which may come at once.
                    let second = due(&second.target, start);
                    matches!((first, second), (Some(first), Some(second)) if first > second)
                })?;
                Some((tier, first, second, start))
            });
            if let Some((tier, first, second, start)) = wrong {
                let name = asked
                    .policy
                    .tiers
                    .iter()
                    .find(|known| Some(known.key.as_str()) == tier)
                    .map_or("", |tier| &tier.name);
                let message = format!(
                    "{} may take {}, longer than {} with {} (tier {name})",
                    clock_words(earlier),
                    first.target.words(),
                    clock_words(later),
                    second.target.words()
                );
                let place = Place::of(Noun::Handoff, &point.key, Part::Sla);
                found.way(place, message, format!("a record that starts on {}", asked.said(start)));
            }
        }
    }
}

/// Pairs of clocks of which the first must not fall due later.
const ORDER: [(ClockKind, ClockKind); 5] = [
    (ClockKind::Assign, ClockKind::Accept),
    (ClockKind::Assign, ClockKind::FirstTouch),
    (ClockKind::Accept, ClockKind::Complete),
    (ClockKind::FirstTouch, ClockKind::Complete),
    (ClockKind::FirstTouch, ClockKind::NextStep),
];
