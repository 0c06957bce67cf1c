//! A handoff starts with something that can be seen.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "The trigger cannot be observed",
    why: "A trigger that rests on an impression starts the handoff when somebody feels like it, and no system can start the clock.",
    good: "ICP-fit contact submitted a demo request.",
    bad: "Lead seems interested.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        let trigger = &point.trigger;
        let words: Vec<String> = trigger
            .text
            .split(|letter: char| !letter.is_alphanumeric())
            .map(str::to_lowercase)
            .filter(|word| !word.is_empty())
            .collect();
        let impression = words.iter().find(|word| IMPRESSIONS.contains(&word.as_str()));
        if words.is_empty() && trigger.criterion.is_none() {
            found.handoff(point, Part::Trigger, "nothing says what starts it: name the event");
        } else if let Some(word) = impression.filter(|_| trigger.criterion.is_none()) {
            let message = format!(
                "\"{}\" cannot be observed: \"{word}\" is an impression; name the event that a system sees",
                trigger.text
            );
            found.handoff(point, Part::Trigger, message);
        } else if trigger.criterion.is_none() && trigger.source.is_none() && !words.iter().any(|word| is_event(word)) {
            let message = format!("\"{}\" names no event: say what happened and where it is seen", trigger.text);
            found.handoff(point, Part::Trigger, message);
        }
    }
}

/// Words of an impression, not of an event.
const IMPRESSIONS: &[&str] = &[
    "seems",
    "seem",
    "seemed",
    "may",
    "might",
    "could",
    "maybe",
    "perhaps",
    "probably",
    "possibly",
    "likely",
    "appears",
    "looks",
    "feels",
    "should",
    "wants",
    "needs",
    "hopefully",
    "potentially",
    "promising",
    "warm",
];

/// Words that tell of something that happened, in forms that end neither in -ed nor in -s.
const EVENTS: &[&str] = &[
    "sent",
    "won",
    "lost",
    "met",
    "left",
    "began",
    "fell",
    "rose",
    "paid",
    "bought",
    "chose",
    "wrote",
    "drops",
    "crosses",
    "reaches",
    "enters",
    "becomes",
    "passes",
    "exceeds",
    "books",
    "submits",
    "requests",
    "moves",
    "signs",
    "replies",
    "attends",
    "indicates",
    "hits",
    "opens",
    "closes",
    "falls",
    "rises",
    "changes",
    "completes",
    "accepts",
    "arrives",
    "expires",
    "starts",
    "ends",
    "is",
    "set",
];

/// True of a word that tells of an event: a past tense, or one of a list.
fn is_event(word: &str) -> bool {
    (word.len() > 4 && word.ends_with("ed")) || EVENTS.contains(&word)
}
