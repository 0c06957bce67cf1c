//! An open record that nobody owns. Asked only where the source tells owners at all, where a person receives, and once the enrichment
//! buffer's time is over. A queue is not a person.

use super::{Found, Subject};
use crate::MINUTE;
use crate::policy::ReceiverKind;
use crate::record::Moment;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let Some(started) = subject.at(Moment::Started) else { return };
    let owned = subject.record.owner.as_deref().is_some_and(|owner| !owner.trim().is_empty());
    let asked = subject.told.owners && subject.point.receiver_kind == ReceiverKind::Person;
    if !asked || owned || subject.reading.over_at().is_some() {
        return;
    }
    let buffer = subject.point.buffer.as_ref().map_or(0, |buffer| i64::from(buffer.at_most_minutes) * MINUTE);
    let arose = started.saturating_add(buffer);
    if arose > subject.as_of {
        return;
    }
    found.push(Found {
        part: "",
        subtype: None,
        arose,
        ended: None,
        because: format!("Open since {}, and it has no owner.", subject.when(started)),
    });
}
