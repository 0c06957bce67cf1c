//! A disposition that says something else than the moments do, by the definitions of the policy.

use super::{Found, Subject};
use crate::Instant;
use crate::policy::{AcceptanceMode, ReceiverKind};
use crate::record::{Disposition, Moment};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    let mut say = |part, subtype, arose: Option<Instant>, because: String| {
        let Some(arose) = arose.or_else(|| subject.at(Moment::Started)) else { return };
        found.push(Found { part, subtype: Some(subtype), arose, ended: subject.reading.at_rest_since(), because });
    };
    let (accepted, rejected) = (subject.at(Moment::Accepted), subject.at(Moment::Rejected));
    let turned_down = subject.reading.is_rejected();
    match (accepted, rejected) {
        // Taken and then given back, or the other way round: the later one is the decision.
        (Some(yes), Some(no)) if turned_down && yes > no => {
            let (yes, no) = (subject.when(yes), subject.when(no));
            let because = format!("It stands as turned down ({no}), and was accepted after that ({yes}).");
            say("accepted_and_rejected", "accepted_or_rejected", accepted, because);
        }
        (yes, Some(no)) if is_taken(subject.record.disposition) && yes.is_none_or(|yes| yes <= no) => {
            let because = match yes {
                Some(yes) => format!(
                    "It stands as accepted ({}), and was turned down after that ({}).",
                    subject.when(yes),
                    subject.when(no)
                ),
                None => format!("It stands as accepted, and all that is dated is a rejection ({}).", subject.when(no)),
            };
            say("accepted_and_rejected", "accepted_or_rejected", rejected, because);
        }
        _ => {}
    }
    let gives_reason = subject.record.reason.as_deref().is_some_and(|reason| !reason.trim().is_empty());
    if turned_down && !gives_reason && subject.told.reasons && !subject.point.dispositions.is_empty() {
        let because = format!(
            "It was turned down without a reason, and {} asks for one of {}.",
            subject.point.name,
            subject.point.dispositions.len()
        );
        say("no_reason", "inconsistent_stages", rejected, because);
    }
    // A point that an import met and nobody designed yet asks for nothing.
    let asks = !subject.point.from_import
        && subject.point.acceptance.mode == AcceptanceMode::Required
        && subject.point.receiver_kind == ReceiverKind::Person
        && subject.told.acceptances;
    if asks && subject.reading.is_completed() && accepted.is_none() && rejected.is_none() {
        let because = format!("It was completed, and {} has it accepted first: nobody did.", subject.point.name);
        say("never_accepted", "inconsistent_stages", subject.at(Moment::Completed), because);
    }
}

fn is_taken(disposition: Disposition) -> bool {
    match disposition {
        Disposition::Accepted | Disposition::Completed => true,
        Disposition::Open | Disposition::Rejected | Disposition::Recycled => false,
    }
}
