//! A record that stays where it is. Stages have no time limit of their own in a policy, so that the promises give one: a record is stuck
//! once every promise that is still broken has run past the last step of its escalation ladder and nothing came. Where nothing that was
//! promised is awaited, nothing says how long it may stay.

use super::{Found, Subject};
use crate::Instant;
use crate::calendar::{after_breach, reminder_at};
use crate::policy::{EscalationStep, StepTime};
use crate::record::Moment;
use crate::record::sla::{Clocked, SlaState};

pub(super) fn check(subject: &Subject<'_>, found: &mut Vec<Found>) {
    if subject.reading.over_at().is_some() {
        return;
    }
    let broken = subject.reading.clocks.iter().filter(|clock| clock.state == SlaState::BreachedOpen);
    let Some((limit, clock)) =
        broken.filter_map(|clock| Some((last_step(subject, clock)?, clock))).max_by_key(|(limit, _)| *limit)
    else {
        return;
    };
    if limit >= subject.as_of {
        return;
    }
    let stage = subject.point.from_stage.as_deref().and_then(|key| subject.policy.stage(key));
    let place = stage.map_or_else(|| subject.point.name.clone(), |stage| stage.name.clone());
    found.push(Found {
        part: "",
        subtype: None,
        arose: limit,
        ended: None,
        because: format!(
            "It stays in {place}: {}, and the last step of the escalation fell on {}.",
            clock.event.awaited(),
            subject.when(limit)
        ),
    });
}

/// When the last step of a clock's ladder fell; the due instant where it has none after it.
fn last_step(subject: &Subject<'_>, clock: &Clocked) -> Option<Instant> {
    let due = clock.due_at?;
    let tier = subject.record.intent.as_deref();
    let of_clock = || subject.point.escalation.iter().filter(|ladder| ladder.clock == clock.clock);
    let own = of_clock().find(|ladder| ladder.tier.is_some() && ladder.tier.as_deref() == tier);
    let ladder = own.or_else(|| of_clock().find(|ladder| ladder.tier.is_none()));
    let steps = ladder.map_or(&[] as &[EscalationStep], |ladder| &ladder.steps);
    let falls = |step: &EscalationStep| {
        let (calendar, pauses) = (subject.reading.calendar?, &subject.reading.pauses);
        match step.at {
            StepTime::AfterBreach { ms, counting } => after_breach(calendar, counting, due, ms, pauses).at(),
            StepTime::Share { percent } if percent > 100 => {
                let start = subject.at(Moment::Started)?;
                reminder_at(calendar, clock.target.as_ref()?, percent, start, pauses).at()
            }
            StepTime::Share { .. } | StepTime::Regularly { .. } => None,
        }
    };
    Some(steps.iter().filter_map(falls).fold(due, Instant::max))
}
