//! The escalation steps of one SLA clock of one record: when each is due, and whether it fires.
//!
//! A step fires only while the clock still runs at its instant, in the ladder's order. Where the tier changes on the way, the new tier's
//! ladder counts from the change on; a step of it whose time lies before the change is late and does not fire. Deliberately absent:
//! what people do about a step.

use super::SlaState;
use super::judge::{Because, Passage, Verdict, event_of, start_of};
use super::rules::HandoffRules;
use crate::Instant;
use crate::calendar::{Counting, Due, Pauses, after_breach, due_at, reminder_at};
use crate::metrics::columns::NEVER;
use crate::metrics::dictionary::Dictionary;
use crate::policy::{ClockKind, EscalationStep, HandoffPoint, StepTime};
use crate::record::Moment;
use serde::Serialize;
use ts_rs::TS;

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepFate {
    Fired,
    /// The clock ended at its instant or before.
    NotReached,
    /// Not yet due at `as_of`.
    Ahead,
    /// Its time lies before the change of tier that brought it.
    Late,
    /// A pause that has not ended stops the clock first, or the calendar never supplies the time.
    Stopped,
    /// What must hold beside the clock did not.
    Unmet,
    /// Nobody knows whether what must hold did.
    Unknown,
}

/// A step of a ladder on one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepTaken<'a> {
    pub clock: ClockKind,
    pub step: &'a EscalationStep,
    /// `None` where it never falls due.
    pub at: Option<Instant>,
    pub fate: StepFate,
}

/// What is asked of one clock.
pub(crate) struct LadderOf<'a, 'p> {
    pub clock: ClockKind,
    pub point: &'a HandoffPoint,
    pub passage: &'p Passage<'p>,
    /// The due instant that the record carries, or [`NEVER`].
    pub own_due: Instant,
    pub rules: &'p HandoffRules,
    pub tiers: &'p Dictionary,
    pub as_of: Instant,
}

/// A time in which one tier's ladder counts.
struct Term {
    from: Instant,
    /// `None` = to the end.
    until: Option<Instant>,
    tier: u32,
    due: Due,
}

impl<'a> LadderOf<'a, '_> {
    /// The steps of the clock in the order in which they are due; none where it has no ladder, or nobody knows when it ran.
    /// `holds` says whether what must hold beside the clock held at an instant.
    pub fn steps(
        &self,
        verdict: Verdict,
        mut holds: impl FnMut(&EscalationStep, Instant) -> StepFate,
    ) -> Vec<StepTaken<'a>> {
        let mut steps = Vec::new();
        if self.point.escalation.iter().all(|ladder| ladder.clock != self.clock) {
            return steps;
        }
        let start = self.passage.at(start_of(self.clock));
        let Some(end) = self.end(verdict).filter(|_| start != NEVER) else { return steps };
        for term in self.terms(start) {
            if self.own_due == NEVER && self.rules.rule(self.clock, term.tier).is_none() {
                continue;
            }
            let Some(ladder) = self.point.ladder(self.clock, self.tiers.value(term.tier)) else { continue };
            for step in &ladder.steps {
                let due = match self.due(&step.at, &term, start) {
                    Some(Due::At(at)) => at,
                    Some(Due::Never | Due::Paused) => {
                        steps.push(StepTaken { clock: self.clock, step, at: None, fate: StepFate::Stopped });
                        continue;
                    }
                    None => continue,
                };
                if term.until.is_some_and(|until| due >= until) {
                    continue;
                }
                let fate = if term.from > start && due < term.from {
                    StepFate::Late
                } else if end.is_some_and(|end| end <= due) {
                    StepFate::NotReached
                } else if due > self.as_of {
                    StepFate::Ahead
                } else {
                    holds(step, due)
                };
                steps.push(StepTaken { clock: self.clock, step, at: Some(due), fate });
            }
        }
        // Ladders are kept in their own order where two steps fall at once.
        steps.sort_by_key(|step| step.at.unwrap_or(Instant::MAX));
        steps
    }

    /// When the clock ended; `Some(None)` while it runs, `None` where it did not run or nobody knows when it did.
    fn end(&self, verdict: Verdict) -> Option<Option<Instant>> {
        let at = |moment: Moment| Some(self.passage.at(moment)).filter(|&at| at != NEVER);
        match verdict.because {
            Because::NoTarget
            | Because::NotAcceptedYet
            | Because::NoStart
            | Because::StartIsDateOnly
            | Because::EventIsDateOnly
            | Because::HistoryCutOff
            | Because::ImpossibleOrder
            | Because::InstantUnknown
            | Because::NoCalendar
            | Because::NotBrought => None,
            Because::RejectionEndedIt => at(Moment::Rejected).map(Some),
            Because::CompletedInTime => Some(at(Moment::Completed)),
            Because::SourceSaysMet | Because::SourceSaysBreached if verdict.state == SlaState::BreachedOpen => {
                Some(None)
            }
            Because::SourceSaysMet | Because::SourceSaysBreached => at(Moment::Completed).map(Some),
            Because::InTime
            | Because::Late
            | Because::PastDue
            | Because::NotYetDue
            | Because::PastReminder
            | Because::PauseOpen => Some(at(event_of(self.clock, self.passage))),
        }
    }

    /// The times in which one tier's target counts, as the due instant is found under them.
    fn terms(&self, start: Instant) -> Vec<Term> {
        if self.own_due != NEVER {
            return vec![Term { from: start, until: None, tier: self.passage.tier, due: Due::At(self.own_due) }];
        }
        let due = |tier| match (self.rules.rule(self.clock, tier), self.rules.calendar.as_deref()) {
            (Some(rule), Some(calendar)) => due_at(calendar, &rule.target, start, &self.passage.pauses),
            (None, _) | (_, None) => Due::Never,
        };
        let tier = self.passage.tier;
        let mut terms = vec![Term { from: start, until: None, tier, due: due(tier) }];
        for &(at, tier) in self.passage.tier_changes {
            let Some(last) = terms.last_mut() else { break };
            // What was due before the change stays due then.
            if matches!(last.due, Due::At(due) if due < at) {
                break;
            }
            if at <= start {
                (last.tier, last.due) = (tier, due(tier));
                continue;
            }
            last.until = Some(at);
            let due = match due(tier) {
                Due::At(due) => Due::At(due.max(at)),
                unreached @ (Due::Never | Due::Paused) => unreached,
            };
            terms.push(Term { from: at, until: None, tier, due });
        }
        terms
    }

    /// When a step is due; `None` where it is not for one record, or the tier has no target.
    fn due(&self, at: &StepTime, term: &Term, start: Instant) -> Option<Due> {
        let calendar = self.rules.calendar.as_deref()?;
        let pauses = &self.passage.pauses;
        match *at {
            StepTime::Regularly { .. } => None,
            StepTime::Share { percent: 100 } => Some(term.due),
            // Of a due instant that came with the record: a share of the wall-clock time until then.
            StepTime::Share { percent } if self.own_due != NEVER => {
                let share = i128::from((self.own_due - start).max(0)) * i128::from(percent) / 100;
                let share = i64::try_from(share).unwrap_or(i64::MAX);
                Some(after_breach(calendar, Counting::Elapsed, start, share, Pauses::NONE))
            }
            StepTime::Share { percent } => {
                let rule = self.rules.rule(self.clock, term.tier)?;
                Some(reminder_at(calendar, &rule.target, percent, start, pauses))
            }
            StepTime::AfterBreach { ms, counting } => Some(match term.due {
                Due::At(due) => after_breach(calendar, counting, due, ms, pauses),
                unreached @ (Due::Never | Due::Paused) => unreached,
            }),
        }
    }
}
