//! The clocks of many records, one after the other: the promises are compiled once, the judge is the one of every figure.

use super::SlaState;
use super::judge::{Passage, due_under_tiers, event_of, judge, start_of};
use super::promises::Promises;
use super::rules::HandoffRules;
use crate::Instant;
use crate::calendar::{CompiledCalendar, Pauses, Target};
use crate::metrics::columns::NEVER;
use crate::policy::{ClockKind, InForce, Policy};
use crate::record::{HandoffRecord, Moment};

/// The promises of every version of a policy.
pub struct Clocks<'a> {
    in_force: InForce<'a>,
    promises: Promises,
}

/// One clock of a record for which it has a target or carries a due instant or verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clocked {
    pub clock: ClockKind,
    pub state: SlaState,
    /// `None` where only the source's verdict is known.
    pub due_at: Option<Instant>,
    /// When it came; `None` = it has not.
    pub event_at: Option<Instant>,
    /// What came, or is awaited.
    pub event: Moment,
    /// The promise; `None` where the due instant or the verdict came with the record.
    pub target: Option<Target>,
}

/// A record as it was known at an instant, with its clocks.
pub struct Reading<'c> {
    pub clocks: Vec<Clocked>,
    pub calendar: Option<&'c CompiledCalendar>,
    pub pauses: Pauses,
    moments: [Instant; 10],
    accepted: bool,
    rejected: bool,
    completed: bool,
}

impl Reading<'_> {
    pub fn at(&self, moment: Moment) -> Option<Instant> {
        Some(self.moments[moment.index()]).filter(|&at| at != NEVER)
    }

    /// The receiver took it, by disposition or by instant.
    pub fn is_accepted(&self) -> bool {
        self.accepted
    }

    /// The receiver turned it down, by disposition or by instant.
    pub fn is_rejected(&self) -> bool {
        self.rejected
    }

    /// Reached its end, by disposition or by instant.
    pub fn is_completed(&self) -> bool {
        self.completed
    }

    /// When the passage was over: completed or turned down; where no timestamp says when, at the last thing that happened.
    /// `None` = it is open.
    pub fn over_at(&self) -> Option<Instant> {
        let told = match (self.completed, self.rejected) {
            (true, _) => self.at(Moment::Completed),
            (false, true) => self.at(Moment::Rejected),
            (false, false) => return None,
        };
        told.or_else(|| self.last())
    }

    /// Since when nobody waits for anything: the passage was over, or it was accepted and everything that is promised of it came, with
    /// the last thing that happened. `None` = something is awaited.
    pub fn at_rest_since(&self) -> Option<Instant> {
        let waits = |clock: &Clocked| match clock.state {
            SlaState::BreachedOpen | SlaState::Running | SlaState::AtRisk | SlaState::Paused => true,
            SlaState::Met | SlaState::MetLate | SlaState::NotApplicable | SlaState::CannotJudge => false,
        };
        let has_come = self.accepted && !self.clocks.iter().any(waits);
        self.over_at().or_else(|| self.last().filter(|_| has_come))
    }

    fn last(&self) -> Option<Instant> {
        self.moments.into_iter().filter(|&at| at != NEVER).max()
    }
}

impl<'a> Clocks<'a> {
    pub fn new(in_force: InForce<'a>) -> Clocks<'a> {
        Clocks { promises: Promises::of(&in_force), in_force }
    }

    /// The policy under which a record is judged.
    pub fn judging(&self, record: &HandoffRecord) -> &'a Policy {
        self.in_force.judging(&record.handoff, record.at(Moment::Started))
    }

    /// Reads a record's clocks as of an instant.
    pub fn read(&self, record: &HandoffRecord, as_of: Instant) -> Reading<'_> {
        let tier_changes = self.promises.tier_changes(record, as_of);
        let (passage, rules) = self.promises.passage(record, &tier_changes, as_of);
        let clocks = ClockKind::ALL
            .into_iter()
            .filter_map(|clock| {
                let own_due = record.due(clock);
                let verdict = judge(clock, &passage, own_due.unwrap_or(NEVER), Some(rules), as_of, None);
                if verdict.state == SlaState::NotApplicable {
                    return None;
                }
                let event = event_of(clock, &passage);
                let event_at = Some(passage.at(event)).filter(|&at| at != NEVER);
                let (due_at, target) = match own_due {
                    Some(due) => (Some(due), None),
                    None => due_of(clock, &passage, rules, event_at.unwrap_or(as_of)),
                };
                Some(Clocked { clock, state: verdict.state, due_at, event_at, event, target })
            })
            .collect();
        Reading {
            clocks,
            calendar: rules.calendar.as_deref(),
            moments: passage.moments,
            accepted: passage.is_accepted(),
            rejected: passage.is_rejected(),
            completed: passage.is_completed(),
            pauses: passage.pauses,
        }
    }
}

/// The due instant of the policy's target. None where the source's own verdict stands in its place.
fn due_of(
    clock: ClockKind,
    passage: &Passage<'_>,
    rules: &HandoffRules,
    until: Instant,
) -> (Option<Instant>, Option<Target>) {
    let start = passage.at(start_of(clock));
    let is_source_s = clock == ClockKind::Complete && passage.own_verdict.is_some();
    if start == NEVER || is_source_s || !rules.has_target(clock) {
        return (None, None);
    }
    match due_under_tiers(clock, passage, rules, start, until) {
        Ok(Some((due, rule))) => (due.at(), Some(rule.target)),
        Ok(None) | Err(_) => (None, None),
    }
}
