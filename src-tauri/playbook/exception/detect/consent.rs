//! Somebody was contacted, and the policy's consent field is blank or says no. Asked where the handoff contacts people and the source
//! brings the field.

use super::{Found, Subject};
use crate::policy::FieldKind;
use crate::policy::criteria::Fact;
use crate::record::Moment;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let point = subject.point;
    let Some(key) = point.consent_field.as_ref().filter(|_| point.contacts_people) else { return };
    let Some(field) = subject.policy.field(key).filter(|_| subject.source.brought.contains(key)) else { return };
    let contacts = [Moment::FirstTouch, Moment::Meeting].map(|moment| subject.at(moment).map(|at| (at, moment)));
    let Some((arose, moment)) = contacts.into_iter().flatten().min() else { return };
    let says = match subject.facts.fact(field, subject.zone) {
        Fact::Blank => format!("{} is blank", field.name),
        Fact::Boolean(false) => format!("{} says no", field.name),
        Fact::Text(text) | Fact::Unreadable(text)
            if Fact::read(text, FieldKind::Boolean, subject.zone) == Fact::Boolean(false) =>
        {
            format!("{} says \"{text}\"", field.name)
        }
        Fact::Text(_)
        | Fact::Number(_)
        | Fact::Date(_)
        | Fact::Instant(_)
        | Fact::Boolean(true)
        | Fact::Unreadable(_) => return,
    };
    found.push(Found {
        part: "",
        subtype: None,
        arose,
        ended: subject.reading.at_rest_since(),
        because: format!("Contacted ({}) on {}, and {says}.", moment.word(), subject.when(arose)),
    });
}
