//! Promises that were not kept, one finding a clock: met late, or broken and still open.

use super::{Found, Subject};
use crate::metrics::words::capitalised;
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::SlaState;

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    for clock in &subject.reading.clocks {
        let is_late = match clock.state {
            SlaState::MetLate => true,
            SlaState::BreachedOpen => false,
            SlaState::Met
            | SlaState::Running
            | SlaState::AtRisk
            | SlaState::Paused
            | SlaState::NotApplicable
            | SlaState::CannotJudge => continue,
        };
        // Where the source alone says that it was breached, the breach is known with the event, or stands since the start.
        let Some(arose) = clock.due_at.or(clock.event_at).or(subject.at(Moment::Started)) else { continue };
        let due = match (clock.due_at, &clock.target) {
            (Some(due), Some(target)) => format!("due {} ({})", subject.when(due), target.words()),
            (Some(due), None) => format!("due {}, as the record says", subject.when(due)),
            (None, _) => "late, as the source system says".to_owned(),
        };
        let because = match clock.event_at {
            Some(at) if is_late => format!("{}: {}, {due}.", capitalised(clock.event.word()), subject.when(at)),
            _ => format!("{}: {due}.", capitalised(clock.event.awaited())),
        };
        found.push(Found {
            part: clock.clock.name(),
            subtype: (clock.clock == ClockKind::FirstTouch && !is_late).then_some("no_touch"),
            arose,
            // Who breached and went away has ended it as well.
            ended: if is_late { clock.event_at } else { subject.reading.over_at() },
            because,
        });
    }
}
