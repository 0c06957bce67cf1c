//! What the values of status columns mean.

use super::synonyms::fold;
use playbook::record::Disposition;

const ACCEPTED: &[&str] = &[
    "accepted",
    "salesaccepted",
    "accept",
    "sal",
    "acknowledged",
    "claimed",
    "qualified",
    "salesqualified",
    "approved",
];
/// Working on it says that it was taken on; weaker than the words above.
const WORKED_ON: &[&str] =
    &["active", "inprogress", "workinprogress", "working", "engaged", "processing", "connected", "opendeal"];
const REJECTED: &[&str] = &[
    "rejected",
    "reject",
    "declined",
    "disqualified",
    "unqualified",
    "notqualified",
    "returned",
    "junk",
    "spam",
    "closednotconverted",
    "invalid",
];
const RECYCLED: &[&str] =
    &["recycled", "recycle", "nurture", "nurturing", "badtiming", "backtomarketing", "returnedtomarketing"];
const COMPLETED: &[&str] = &[
    "completed",
    "complete",
    "closed",
    "resolved",
    "done",
    "solved",
    "finished",
    "closedwon",
    "won",
    "fulfilled",
    "converted",
    "closedconverted",
];
const OPEN: &[&str] = &[
    "open",
    "new",
    "pending",
    "notstarted",
    "untouched",
    "attemptedtocontact",
    "opennotcontacted",
    "queued",
    "unassigned",
];

/// What a value of a disposition column means, where it is a known word.
pub fn disposition(value: &str) -> Option<Disposition> {
    let word = fold(value);
    let known = |words: &[&str]| words.contains(&word.as_str());
    if known(ACCEPTED) || known(WORKED_ON) {
        Some(Disposition::Accepted)
    } else if known(REJECTED) {
        Some(Disposition::Rejected)
    } else if known(RECYCLED) {
        Some(Disposition::Recycled)
    } else if known(COMPLETED) {
        Some(Disposition::Completed)
    } else if known(OPEN) {
        Some(Disposition::Open)
    } else {
        None
    }
}

/// The values that say "taken on": those that say it outright, or, where there are none, those that say that work is going on.
pub fn accepting<'v>(values: &[&'v str]) -> Vec<&'v str> {
    let of = |words: &[&str]| -> Vec<&'v str> {
        values.iter().copied().filter(|value| words.contains(&fold(value).as_str())).collect()
    };
    let outright = of(ACCEPTED);
    if outright.is_empty() { of(WORKED_ON) } else { outright }
}

/// Whether some value says outright that it was accepted.
pub fn says_accepted(values: &[&str]) -> bool {
    values.iter().any(|value| ACCEPTED.contains(&fold(value).as_str()))
}

pub fn completing<'v>(values: &[&'v str]) -> Vec<&'v str> {
    values.iter().copied().filter(|value| COMPLETED.contains(&fold(value).as_str())).collect()
}

pub fn rejecting<'v>(values: &[&'v str]) -> Vec<&'v str> {
    values
        .iter()
        .copied()
        .filter(|value| REJECTED.contains(&fold(value).as_str()) || RECYCLED.contains(&fold(value).as_str()))
        .collect()
}

/// Values in which somebody else is waited for. Waiting for an assignment is what the clock is there to measure.
pub fn pausing<'v>(values: &[&'v str]) -> Vec<&'v str> {
    const BEGINNINGS: [&str; 7] = ["awaiting", "waiting", "wait", "onhold", "hold", "paused", "suspended"];
    const NOT: [&str; 4] = ["assign", "accept", "triage", "routing"];
    values
        .iter()
        .copied()
        .filter(|value| {
            let word = fold(value);
            let waits = BEGINNINGS.iter().any(|beginning| word.starts_with(beginning)) || word == "pendingcustomer";
            waits && !NOT.iter().any(|own| word.contains(own))
        })
        .collect()
}
