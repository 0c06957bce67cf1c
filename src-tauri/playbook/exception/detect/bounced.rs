//! An assignment that went round: after two changes or more the owner is the one that was first (A → B → A).

use super::{Found, Subject};
use crate::record::Moment;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let (Some(first), Some(owner)) = (&subject.record.first_owner, &subject.record.owner) else { return };
    let changes = subject.record.reassign_count.unwrap_or(0);
    if changes < 2 || first.trim() != owner.trim() || owner.trim().is_empty() {
        return;
    }
    let Some(arose) = subject.at(Moment::Assigned).or(subject.at(Moment::Started)) else { return };
    found.push(Found {
        part: "",
        subtype: None,
        arose,
        ended: subject.reading.at_rest_since(),
        because: format!("{owner} had it first and, after {changes} changes of owner, has it again."),
    });
}
