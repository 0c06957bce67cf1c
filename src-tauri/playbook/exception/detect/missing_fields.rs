//! Required packet fields that are blank, of those that the source brings at all: one finding a record, which lists them. It is over once
//! the receiver took the record without them, or its passage ended.

use super::{Found, Subject};
use crate::policy::criteria::Fact;
use crate::record::Moment;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let Some(arose) = subject.at(Moment::Started) else { return };
    let required = subject.policy.required_fields(subject.point);
    let blank: Vec<&str> = required
        .iter()
        .filter(|key| subject.source.brought.contains(*key))
        .filter_map(|key| subject.policy.field(key))
        .filter(|field| subject.facts.fact(field, subject.zone) == Fact::Blank)
        .map(|field| field.name.as_str())
        .collect();
    let names = match blank.as_slice() {
        [] => return,
        [only] => format!("{only} is"),
        [some @ .., last] => format!("{} and {last} are", some.join(", ")),
    };
    found.push(Found {
        part: "",
        subtype: None,
        arose,
        ended: subject.at(Moment::Accepted).or_else(|| subject.reading.over_at()),
        because: format!("The packet requires what is blank: {names} missing, of {} required.", required.len()),
    });
}
