//! Records judged one by one: the state of each clock, and the escalation steps, under the version of the policy that was in force when
//! the record started. What [`crate::metrics::measure`] judges of many at once is judged here by the same rules.

use super::Ends;
use super::SlaState;
use super::judge::{Because, cannot, judge};
use super::ladder::{LadderOf, StepFate, StepTaken};
use super::promises::Promises;
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::columns::NEVER;
use crate::policy::criteria::{Told, Truth};
use crate::policy::versions::term_of;
use crate::policy::{ClockKind, EscalationStep, HandoffPoint, InForce, Policy, Versions};
use crate::record::{Found, HandoffRecord, Moment};
use std::sync::Arc;

/// Versions of a policy made ready to judge records one by one, as of an instant.
pub struct Judging {
    versions: Arc<Versions>,
    starts: Vec<Instant>,
    promises: Promises,
    /// By term and code of a handoff: the place of the term whose policy has the point, and the point's place in it.
    points: Vec<Vec<Option<(usize, usize)>>>,
    /// A term each.
    found: Vec<Found>,
    zones: Vec<Zone>,
    ends: Ends,
    as_of: Instant,
}

/// What one clock says of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockState {
    pub state: SlaState,
    because: Because,
}

/// A record under the policy that was in force when it started.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    pub policy: &'a Policy,
    /// `None` = no version has the handoff point.
    pub point: Option<&'a HandoffPoint>,
    /// The place of the policy among the versions' terms.
    pub term: usize,
    /// By [`ClockKind::index`].
    pub clocks: [ClockState; 5],
    /// In the order in which they are due, a clock after another.
    pub steps: Vec<StepTaken<'a>>,
}

impl Judging {
    /// `ends` says which clocks' ends the records have at all, `found` where a version's fields are found in them.
    pub fn new(versions: Arc<Versions>, as_of: Instant, ends: Ends, found: impl Fn(&Policy) -> Found) -> Judging {
        let in_force = InForce::from(&*versions);
        let promises = Promises::of(&in_force);
        let place = |term: usize, code: u32| {
            let terms = versions.terms();
            let key = promises.handoff(code)?;
            let order = (term..terms.len()).chain((0..term).rev());
            order.into_iter().find_map(|term| {
                let place = terms[term].policy.handoffs.iter().position(|point| point.key == key)?;
                Some((term, place))
            })
        };
        let terms = 0..versions.terms().len();
        let points = terms.map(|term| (0..promises.handoffs()).map(|code| place(term, code)).collect()).collect();
        let policies = || versions.terms().iter().map(|version| &*version.policy);
        let zone = |policy: &Policy| Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc());
        Judging {
            starts: in_force.starts(),
            points,
            found: policies().map(&found).collect(),
            zones: policies().map(zone).collect(),
            promises,
            ends,
            as_of,
            versions,
        }
    }

    /// The instant up to which records are known.
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    /// The versions, by when they take force.
    pub fn versions(&self) -> &Versions {
        &self.versions
    }

    /// Where the fields of a term's policy are found.
    pub fn found(&self, term: usize) -> &Found {
        &self.found[term]
    }

    /// What criteria of a term's policy are told: its zone, and `now`.
    pub fn told(&self, term: usize, now: Instant) -> Told {
        Told { now, zone: self.zones[term].clone() }
    }

    /// The policy under which a record is judged and its handoff point in it, with the place of the term.
    pub fn point(&self, record: &HandoffRecord) -> (usize, Option<&HandoffPoint>) {
        let term = record.at(Moment::Started).map_or(self.starts.len() - 1, |at| term_of(&self.starts, at));
        match self.points[term][self.promises.code(&record.handoff) as usize] {
            Some((term, place)) => (term, Some(&self.versions.terms()[term].policy.handoffs[place])),
            None => (term, None),
        }
    }

    /// Judges a record.
    pub fn standing(&self, record: &HandoffRecord) -> Standing<'_> {
        let (term, point) = self.point(record);
        let tier_changes = self.promises.tier_changes(record, self.as_of);
        let (passage, rules) = self.promises.passage(record, &tier_changes, self.as_of);
        let mut steps = Vec::new();
        let clocks = ClockKind::ALL.map(|clock| {
            let own_due = record.due(clock).unwrap_or(NEVER);
            let mut verdict = judge(clock, &passage, own_due, Some(rules), self.as_of, None);
            if verdict.state != SlaState::NotApplicable && !self.ends.says(clock) {
                verdict = cannot(Because::NotBrought);
            }
            if let Some(point) = point {
                let ladder = LadderOf {
                    clock,
                    point,
                    passage: &passage,
                    own_due,
                    rules,
                    tiers: &self.promises.tiers,
                    as_of: self.as_of,
                };
                steps.extend(ladder.steps(verdict, |step, at| self.holds(term, record, step, at)));
            }
            ClockState { state: verdict.state, because: verdict.because }
        });
        Standing { policy: &self.versions.terms()[term].policy, point, term, clocks, steps }
    }

    /// Whether what must hold beside the clock held at an instant, by what was known then.
    fn holds(&self, term: usize, record: &HandoffRecord, step: &EscalationStep, at: Instant) -> StepFate {
        if step.when.is_always() {
            return StepFate::Fired;
        }
        let told = self.told(term, at);
        let seen = self.found[term].seen_at(record, at);
        match step.when.truth(&seen, &self.versions.terms()[term].policy.fields, &told) {
            Truth::True => StepFate::Fired,
            Truth::False => StepFate::Unmet,
            Truth::Unknown => match step.when.fields().iter().all(|field| self.found[term].is_brought(field)) {
                // A blank field leaves a test unknown, and what is not known to hold does not.
                true => StepFate::Unmet,
                false => StepFate::Unknown,
            },
        }
    }
}

impl ClockState {
    /// Why the clock cannot be judged, in a sentence without a full stop; `None` where it can.
    pub fn unjudged(&self) -> Option<&'static str> {
        (self.state == SlaState::CannotJudge).then_some(match self.because {
            Because::NoStart => "it does not say when the handoff started",
            Because::StartIsDateOnly => "its start is a date without a time",
            Because::EventIsDateOnly => "its event is a date without a time",
            Because::HistoryCutOff => "the export cut its history off",
            Because::ImpossibleOrder => "its event lies before its start, which cannot be",
            Because::InstantUnknown => "its disposition says that it was decided, and no timestamp says when",
            Because::NoCalendar => "the handoff's calendar cannot be read",
            Because::NotBrought => "no import brought when that happens",
            Because::InTime
            | Because::Late
            | Because::PastDue
            | Because::NotYetDue
            | Because::PastReminder
            | Because::PauseOpen
            | Because::CompletedInTime
            | Because::SourceSaysMet
            | Because::SourceSaysBreached
            | Because::NoTarget
            | Because::NotAcceptedYet
            | Because::RejectionEndedIt => "the data does not say",
        })
    }
}

impl Standing<'_> {
    /// The state of one clock.
    pub fn state(&self, clock: ClockKind) -> SlaState {
        self.clocks[clock.index()].state
    }

    /// The state by which a record is known as a whole: its acceptance clock's, else that of the first clock that has a target.
    pub fn headline(&self) -> SlaState {
        SlaState::headline(self.clocks.map(|clock| clock.state))
    }
}
