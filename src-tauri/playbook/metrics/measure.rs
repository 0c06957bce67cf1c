//! Every record measured once: its durations on the chosen clock, the state of its SLA clocks, and its part in every metric.

use super::availability::Available;
use super::columns::{Columns, NEVER};
use super::months::Months;
use super::parts::{Part, Parts, bit, censored};
use super::{ClockChoice, Dimension, Metric, Month};
use crate::calendar::{CalendarError, Counting, Pauses, used};
use crate::policy::{ClockKind, Outcome, Policy};
use crate::record::sla::SlaState;
use crate::record::sla::judge::{Passage, judge};
use crate::record::sla::rules::{HandoffRules, RuleBook};
use crate::record::{Disposition, Moment};
use crate::{Instant, MINUTE, Millis};

/// The records measured under a policy, as of an instant, on a clock.
#[derive(Debug)]
pub struct Measured<'a> {
    pub(super) columns: &'a Columns,
    pub(super) policy: &'a Policy,
    pub(super) rules: RuleBook,
    pub(super) as_of: Instant,
    pub(super) clock: ClockChoice,
    pub(super) available: Available,
    pub(super) months: Months,
    pub(super) parts: Vec<Parts>,
    /// The place of the month in which each row started.
    pub(super) started_in: Vec<u16>,
    /// Every bit that some row has.
    parts_used: Parts,
    /// By [`duration_slot`]; [`NEVER`] = not known. Empty where the metric is not available.
    pub(super) durations: [Vec<Millis>; 5],
    /// Started → completed of the records that have the time lost in handoff and this, in elapsed or business time alike.
    pub(super) totals: Vec<Millis>,
    /// By clock: [`SlaState`] as a number; empty where the clock judges nothing.
    states: [Vec<u8>; 5],
}

/// Where a metric's durations lie.
pub(super) const fn duration_slot(metric: Metric) -> Option<usize> {
    match metric {
        Metric::TimeToAssign => Some(0),
        Metric::TimeToAccept | Metric::TimeLostInHandoff => Some(1),
        Metric::TimeToFirstTouch => Some(2),
        Metric::TimeToNextStep => Some(3),
        Metric::StageAgingAfterHandoff => Some(4),
        Metric::Volume
        | Metric::SlaAssign
        | Metric::SlaAccept
        | Metric::SlaFirstTouch
        | Metric::SlaNextStep
        | Metric::SlaComplete
        | Metric::FirstTouchWithin5Minutes
        | Metric::AcceptanceRate
        | Metric::RejectionRate
        | Metric::UntouchedShare
        | Metric::CompletionRate
        | Metric::MeetingBookedRate
        | Metric::OpportunityCreationRate
        | Metric::ReassignmentRate
        | Metric::Conversion
        | Metric::DropOff
        | Metric::PacketFillRate
        | Metric::DuplicateRate => None,
    }
}

const WAITING: [Metric; 4] =
    [Metric::TimeToAssign, Metric::TimeToAccept, Metric::TimeToFirstTouch, Metric::TimeToNextStep];

/// The metric of an SLA clock.
pub const fn sla_metric(clock: ClockKind) -> Metric {
    match clock {
        ClockKind::Assign => Metric::SlaAssign,
        ClockKind::Accept => Metric::SlaAccept,
        ClockKind::FirstTouch => Metric::SlaFirstTouch,
        ClockKind::NextStep => Metric::SlaNextStep,
        ClockKind::Complete => Metric::SlaComplete,
    }
}

/// Measures every record. `as_of` = `None`: the latest instant in the data. A record that started after `as_of` does not exist
/// yet, and what happened after it has not happened.
pub fn measure<'a>(
    columns: &'a Columns,
    policy: &'a Policy,
    as_of: Option<Instant>,
    clock: ClockChoice,
) -> Measured<'a> {
    measure_months(columns, policy, as_of, clock, None)
}

/// Measures the records that started in these months alone, first and last included; the others count for nothing.
pub fn measure_months<'a>(
    columns: &'a Columns,
    policy: &'a Policy,
    as_of: Option<Instant>,
    clock: ClockChoice,
    within: Option<(Month, Month)>,
) -> Measured<'a> {
    let as_of = as_of.or(columns.as_of()).unwrap_or(0);
    let (handoffs, tiers) = (columns.dictionary(Dimension::Handoff), columns.dictionary(Dimension::Intent));
    let rules = match (handoffs, tiers) {
        (Some(handoffs), Some(tiers)) => RuleBook::of(policy, handoffs, tiers),
        (None, _) | (_, None) => unreachable!("both dimensions have dictionaries"),
    };
    let available = Available::of(columns, &rules);
    let mut measured = Measured {
        columns,
        policy,
        as_of,
        clock,
        months: Months::of(columns),
        parts: vec![0; columns.len()],
        started_in: vec![u16::MAX; columns.len()],
        parts_used: 0,
        durations: Default::default(),
        totals: Vec::new(),
        states: Default::default(),
        rules,
        available,
    };
    measured.run(within);
    measured
}

impl Measured<'_> {
    pub fn as_of(&self) -> Instant {
        self.as_of
    }

    pub fn columns(&self) -> &Columns {
        self.columns
    }

    pub fn clock(&self) -> ClockChoice {
        self.clock
    }

    /// The metrics for which the data has what they need, in the order of [`Metric::ALL`].
    pub fn metrics(&self) -> Vec<Metric> {
        Metric::ALL.into_iter().filter(|&metric| self.available.has(metric)).collect()
    }

    /// Calendars of the policy that cannot be compiled; what needs them is counted as "cannot judge".
    pub fn broken_calendars(&self) -> &[CalendarError] {
        &self.rules.broken
    }

    /// The state of one SLA clock of a row.
    pub fn state(&self, row: u32, clock: ClockKind) -> SlaState {
        self.states[clock.index()]
            .get(row as usize)
            .map_or(SlaState::NotApplicable, |&state| SlaState::ALL[usize::from(state)])
    }

    /// The state of a row's acceptance clock, else of the first clock that has a target.
    pub fn row_state(&self, row: u32) -> SlaState {
        const ORDER: [ClockKind; 5] =
            [ClockKind::Accept, ClockKind::Assign, ClockKind::FirstTouch, ClockKind::NextStep, ClockKind::Complete];
        let states = ORDER.map(|clock| self.state(row, clock));
        states.into_iter().find(|&state| state != SlaState::NotApplicable).unwrap_or(SlaState::NotApplicable)
    }

    /// A row's duration of a metric on the measured clock, where it reached the event in a possible order.
    pub fn duration(&self, row: u32, metric: Metric) -> Option<Millis> {
        let reached = self.parts[row as usize] & super::parts::denominator(metric) != 0;
        let slot = duration_slot(metric).filter(|_| reached)?;
        self.durations[slot].get(row as usize).copied().filter(|&ms| ms != NEVER)
    }

    /// The record as it was known at `as_of`.
    #[inline]
    pub(crate) fn passage(&self, row: usize, clip: bool) -> Passage<'_> {
        let columns = self.columns;
        let mut passage = Passage {
            moments: Moment::ALL.map(|moment| columns.moment(moment).get(row)),
            date_only: columns.date_only(row),
            disposition: columns.disposition(row as u32),
            truncated: columns.is_truncated(row),
            own_verdict: columns.own_verdict(row),
            pauses: match columns.pauses(row) {
                [] => Pauses::default(),
                pauses => Pauses::new(pauses),
            },
            tier: columns.code(row as u32, Dimension::Intent),
            tier_changes: columns.tier_changes(row),
        };
        if clip {
            self.forget_later(&mut passage);
        }
        passage
    }

    /// Takes back what happened after `as_of`.
    fn forget_later(&self, passage: &mut Passage<'_>) {
        let later = |at: Instant| at != NEVER && at > self.as_of;
        let (decided, completed) = (
            later(passage.at(Moment::Accepted)) || later(passage.at(Moment::Rejected)),
            later(passage.at(Moment::Completed)),
        );
        for at in &mut passage.moments {
            if later(*at) {
                *at = NEVER;
            }
        }
        if decided || (completed && passage.disposition == Disposition::Completed) {
            passage.disposition = Disposition::Open;
        }
        if completed {
            passage.own_verdict = None;
        }
    }

    pub(crate) fn rules_of(&self, handoff: u32) -> &HandoffRules {
        self.rules.of_handoff(handoff)
    }

    pub(super) fn parts_used(&self) -> Parts {
        self.parts_used
    }

    /// True where the data knows of something after `as_of`.
    pub(crate) fn is_clipped(&self) -> bool {
        self.columns.as_of().is_some_and(|known| known > self.as_of)
    }

    fn run(&mut self, within: Option<(Month, Month)>) {
        let rows = self.columns.len();
        let clip = self.is_clipped();
        let available = self.available.clone();
        let mut durations: [Vec<Millis>; 5] = Default::default();
        for metric in [&WAITING[..], &[Metric::StageAgingAfterHandoff]].concat() {
            if let Some(slot) = duration_slot(metric).filter(|_| available.has(metric)) {
                durations[slot] = vec![NEVER; rows];
            }
        }
        let has_totals = available.has(Metric::TimeLostInHandoff) && available.has(Metric::CompletionRate);
        let mut totals = if has_totals { vec![NEVER; rows] } else { Vec::new() };
        let mut states: [Vec<u8>; 5] = Default::default();
        for clock in ClockKind::ALL {
            if available.has(sla_metric(clock)) {
                states[clock.index()] = vec![SlaState::NotApplicable as u8; rows];
            }
        }
        let mut parts = std::mem::take(&mut self.parts);
        let bounds = within.map(|(first, last)| {
            let zone = self.columns.time_zone();
            (zone.month_bounds(first).0, zone.month_bounds(last).1)
        });
        let handoffs = self.columns.codes_of(Dimension::Handoff);
        let mut used_bits = 0;
        for row in 0..rows {
            let started = self.columns.moment(Moment::Started).get(row);
            let outside = bounds.is_some_and(|(from, to)| started < from || started >= to);
            if started == NEVER || outside || (clip && started > self.as_of) {
                continue;
            }
            let passage = self.passage(row, clip);
            let rules = self.rules.of_handoff(handoffs.map_or(0, |codes| codes.get(row)));
            let mut bits = bit(Metric::Volume, Part::Yes);
            for (slot, metric) in WAITING.into_iter().enumerate() {
                if available.has(metric) {
                    let (part, waited) = self.waiting_time(metric, &passage, rules);
                    bits |= part;
                    durations[slot][row] = waited;
                }
            }
            if has_totals {
                totals[row] = self.total(&passage, rules, durations[1][row], bits);
            }
            if available.has(Metric::TimeLostInHandoff) {
                let mask = bit(Metric::TimeToAccept, Part::Yes);
                bits |= if bits & mask != 0 { bit(Metric::TimeLostInHandoff, Part::Yes) } else { 0 };
                let mask = bit(Metric::TimeToAccept, Part::CannotJudge);
                bits |= if bits & mask != 0 { bit(Metric::TimeLostInHandoff, Part::CannotJudge) } else { 0 };
            }
            if available.has(Metric::StageAgingAfterHandoff) {
                let (part, aged) = self.stage_aging(&passage, rules);
                bits |= part;
                durations[4][row] = aged;
            }
            for clock in ClockKind::ALL {
                let metric = sla_metric(clock);
                if available.has(metric) {
                    let waited = durations[clock.index().min(3)].get(row).copied();
                    let reached = clock != ClockKind::Complete
                        && clock.index() < 4
                        && bits & bit(WAITING[clock.index().min(3)], Part::Yes) != 0;
                    let business_ms = waited.filter(|_| reached && self.clock == ClockChoice::Business);
                    let own_due = self.columns.own_due(clock).get(row);
                    let verdict = judge(clock, &passage, own_due, Some(rules), self.as_of, business_ms);
                    states[clock.index()][row] = verdict.state as u8;
                    bits |= match verdict.state {
                        SlaState::Met => bit(metric, Part::No),
                        SlaState::MetLate | SlaState::BreachedOpen => bit(metric, Part::Yes),
                        SlaState::Running | SlaState::AtRisk | SlaState::Paused => bit(metric, Part::Running),
                        SlaState::CannotJudge => bit(metric, Part::CannotJudge),
                        SlaState::NotApplicable => 0,
                    };
                }
            }
            bits |= self.shares(row, &passage, rules, bits, &available);
            parts[row] = bits;
            used_bits |= bits;
            self.started_in[row] = self.months.index_at(started).map_or(u16::MAX, |month| month as u16);
        }
        self.parts_used = used_bits;
        (self.parts, self.durations, self.totals, self.states) = (parts, durations, totals, states);
    }

    /// Time on the measured clock; `None` where the handoff has no usable calendar.
    #[inline]
    fn spent(&self, rules: &HandoffRules, passage: &Passage, from: Instant, to: Instant) -> Option<Millis> {
        match self.clock {
            ClockChoice::Elapsed => Some(to - from),
            ClockChoice::Business => {
                let calendar = rules.calendar.as_deref()?;
                Some(if passage.pauses.is_empty() {
                    calendar.elapsed(from, to)
                } else {
                    used(calendar, Counting::Business, from, to, &passage.pauses)
                })
            }
        }
    }

    /// Part and duration of a waiting time: reached, still waiting, ended without the event, or not to be judged.
    #[inline]
    fn waiting_time(&self, metric: Metric, passage: &Passage, rules: &HandoffRules) -> (Parts, Millis) {
        let (from, to) = ends(metric);
        let (start, event) = (passage.at(from), passage.at(to));
        if start == NEVER {
            return (0, NEVER);
        }
        let cannot = (bit(metric, Part::CannotJudge), NEVER);
        if passage.truncated {
            return cannot;
        }
        let vague = passage.is_date_only(from);
        if event != NEVER {
            if vague || passage.is_date_only(to) || event < start {
                return cannot;
            }
            return match self.spent(rules, passage, start, event) {
                Some(spent) => (bit(metric, Part::Yes), spent),
                None => cannot,
            };
        }
        let (rejected, completed) = (passage.is_rejected(), passage.is_completed());
        if metric == Metric::TimeToAccept && passage.disposition == Disposition::Accepted {
            return cannot;
        }
        let is_answered = matches!(metric, Metric::TimeToAccept | Metric::TimeToNextStep) && completed;
        let part = if rejected || is_answered { 0 } else { bit(metric, Part::Running) };
        let end = match (rejected, completed) {
            (true, _) => Some(Moment::Rejected),
            (false, true) => Some(Moment::Completed),
            (false, false) => None,
        };
        let until = end.map_or(self.as_of, |end| passage.at(end));
        if vague || until < start || end.is_some_and(|end| passage.is_date_only(end)) {
            return (part, NEVER);
        }
        match self.spent(rules, passage, start, until) {
            Some(spent) => (part | censored(metric), spent),
            None => (part, NEVER),
        }
    }

    /// Accepted → completed, or → `as_of` while open.
    #[inline]
    fn stage_aging(&self, passage: &Passage, rules: &HandoffRules) -> (Parts, Millis) {
        const METRIC: Metric = Metric::StageAgingAfterHandoff;
        let (start, end) = (passage.at(Moment::Accepted), passage.at(Moment::Completed));
        if start == NEVER || (end == NEVER && (passage.is_rejected() || passage.is_completed())) {
            return (0, NEVER);
        }
        let vague = passage.is_date_only(Moment::Accepted) || passage.is_date_only(Moment::Completed);
        let (part, until) = if end == NEVER { (Part::Yes, self.as_of) } else { (Part::No, end) };
        match self.spent(rules, passage, start, until) {
            Some(spent) if !vague && !passage.truncated && until >= start => (bit(METRIC, part), spent),
            Some(_) | None => (bit(METRIC, Part::CannotJudge), NEVER),
        }
    }

    /// Started → completed of a record whose time lost is known; [`NEVER`] for the others.
    #[inline]
    fn total(&self, passage: &Passage, rules: &HandoffRules, lost: Millis, bits: Parts) -> Millis {
        let (start, accepted, end) =
            (passage.at(Moment::Started), passage.at(Moment::Accepted), passage.at(Moment::Completed));
        let known = bits & bit(Metric::TimeToAccept, Part::Yes) != 0 && lost != NEVER;
        if !known || end == NEVER || end < accepted || passage.is_date_only(Moment::Completed) {
            return NEVER;
        }
        self.spent(rules, passage, start, end).unwrap_or(NEVER)
    }

    /// The parts of a record in the shares.
    #[inline]
    fn shares(&self, row: usize, passage: &Passage, rules: &HandoffRules, bits: Parts, available: &Available) -> Parts {
        let yes_or_no = |metric, yes| bit(metric, if yes { Part::Yes } else { Part::No });
        let mut shares = 0;
        let (accepted, rejected) = (passage.is_accepted(), passage.is_rejected());
        if available.has(Metric::AcceptanceRate) && (accepted || rejected) {
            shares |= yes_or_no(Metric::AcceptanceRate, accepted) | yes_or_no(Metric::RejectionRate, rejected);
        }
        if available.has(Metric::FirstTouchWithin5Minutes) {
            shares |= self.within_5_minutes(passage);
        }
        if available.has(Metric::UntouchedShare) {
            shares |= match self.untouched(row, passage, bits) {
                Some(part) => bit(Metric::UntouchedShare, part),
                None => 0,
            };
        }
        if available.has(Metric::CompletionRate) {
            shares |= yes_or_no(Metric::CompletionRate, passage.is_completed());
        }
        if accepted && available.has(Metric::MeetingBookedRate) {
            shares |= yes_or_no(Metric::MeetingBookedRate, passage.has(Moment::Meeting));
        }
        if accepted && available.has(Metric::OpportunityCreationRate) {
            shares |= yes_or_no(Metric::OpportunityCreationRate, passage.has(Moment::Opportunity));
        }
        if available.has(Metric::ReassignmentRate)
            && (!available.knows(Moment::Assigned) || passage.has(Moment::Assigned))
            && let Some(count) = self.columns.reassign_count(row)
        {
            shares |= yes_or_no(Metric::ReassignmentRate, count > 0);
        }
        if available.converts(rules.outcome) {
            let converted = match rules.outcome {
                Outcome::Won => {
                    passage.has(Moment::Won)
                        || (self.columns.won_flag(row) == Some(true)
                            && !available_later(self.columns.moment(Moment::Won).get(row), self.as_of))
                }
                Outcome::Completed => passage.is_completed(),
                Outcome::Opportunity => passage.has(Moment::Opportunity),
                Outcome::Meeting => passage.has(Moment::Meeting),
            };
            shares |= yes_or_no(Metric::Conversion, converted);
        }
        if available.has(Metric::PacketFillRate) && self.columns.packet(row).0 > 0 {
            let (required, filled) = self.columns.packet(row);
            shares |= yes_or_no(Metric::PacketFillRate, filled == required);
        }
        shares
    }

    /// Touched within five minutes of wall-clock time; untouched records count once five minutes have passed.
    fn within_5_minutes(&self, passage: &Passage) -> Parts {
        const METRIC: Metric = Metric::FirstTouchWithin5Minutes;
        let (start, touch) = (passage.at(Moment::Started), passage.at(Moment::FirstTouch));
        let vague = passage.is_date_only(Moment::Started) || passage.is_date_only(Moment::FirstTouch);
        if touch == NEVER && passage.is_rejected() {
            0
        } else if vague || passage.truncated || (touch != NEVER && touch < start) {
            bit(METRIC, Part::CannotJudge)
        } else if touch != NEVER {
            bit(METRIC, if touch - start <= 5 * MINUTE { Part::Yes } else { Part::No })
        } else {
            bit(METRIC, if self.as_of - start > 5 * MINUTE { Part::No } else { Part::Running })
        }
    }

    /// In the void: no first touch, and its target is past. Over the records that have a first-touch target.
    fn untouched(&self, row: usize, passage: &Passage, bits: Parts) -> Option<Part> {
        let is = |part| bits & bit(Metric::SlaFirstTouch, part) != 0;
        if is(Part::CannotJudge) && !passage.has(Moment::FirstTouch) {
            Some(Part::CannotJudge)
        } else if is(Part::Yes) && !passage.has(Moment::FirstTouch) {
            Some(Part::Yes)
        } else {
            let promised = bits & super::parts::any(Metric::SlaFirstTouch) != 0;
            let handoff = self.columns.code(row as u32, Dimension::Handoff);
            let dropped = self.rules.of_handoff(handoff).has_target(ClockKind::FirstTouch);
            (promised || dropped).then_some(Part::No)
        }
    }
}

fn available_later(at: Instant, as_of: Instant) -> bool {
    at != NEVER && at > as_of
}

/// From which moment to which a waiting time runs.
pub(super) const fn ends(metric: Metric) -> (Moment, Moment) {
    match metric {
        Metric::TimeToAssign => (Moment::Started, Moment::Assigned),
        Metric::TimeToFirstTouch => (Moment::Started, Moment::FirstTouch),
        Metric::TimeToNextStep => (Moment::Accepted, Moment::NextStep),
        _ => (Moment::Started, Moment::Accepted),
    }
}
