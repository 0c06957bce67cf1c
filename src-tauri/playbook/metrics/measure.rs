//! Every record measured once: its durations on the chosen clock, the state of its SLA clocks, and its part in every metric.

use super::availability::Available;
use super::columns::{Columns, NEVER};
use super::dictionary::TextHasher;
use super::months::Months;
use super::parts::{Part, Parts, bit};
use super::placing::{sla_part, time_lost};
use super::{ClockChoice, Dimension, Metric, Month};
use crate::calendar::{CalendarError, Pauses};
use crate::policy::{ClockKind, Policy};
use crate::record::sla::SlaState;
use crate::record::sla::judge::{Passage, judge};
use crate::record::sla::rules::{HandoffRules, RuleBook};
use crate::record::{Disposition, Moment};
use crate::{Instant, Millis};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

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
    /// The distinct parts that rows have; the first is "in none".
    pub(super) patterns: Vec<Parts>,
    /// The first row measured; the arrays below begin with it.
    base: usize,
    pattern_of: Vec<u32>,
    started_in: Vec<u16>,
    durations: [Vec<Millis>; 5],
    /// The longest of each of `durations`.
    pub(super) longest: [Millis; 5],
    totals: Vec<Millis>,
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
        months: Months::of(columns, as_of),
        patterns: vec![0],
        base: 0,
        pattern_of: Vec::new(),
        started_in: Vec::new(),
        longest: [0; 5],
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
            .get((row as usize).wrapping_sub(self.base))
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
        let reached = self.parts(row as usize) & super::parts::denominator(metric) != 0;
        let slot = duration_slot(metric).filter(|_| reached)?;
        Some(self.duration_at(slot, row as usize)).filter(|&ms| ms != NEVER)
    }

    /// The rows measured; the others are in no part of any metric.
    pub(super) fn rows(&self) -> std::ops::Range<usize> {
        self.base..self.base + self.pattern_of.len()
    }

    /// The place of a row's parts in `patterns`.
    #[inline]
    pub(super) fn pattern(&self, row: usize) -> u32 {
        self.pattern_of.get(row.wrapping_sub(self.base)).copied().unwrap_or(0)
    }

    /// In which part of each metric a row is.
    #[inline]
    pub(super) fn parts(&self, row: usize) -> Parts {
        self.patterns[self.pattern(row) as usize]
    }

    /// The place of the month in which a row started; [`u16::MAX`] = not measured.
    #[inline]
    pub(super) fn started_in(&self, row: usize) -> u16 {
        self.started_in.get(row.wrapping_sub(self.base)).copied().unwrap_or(u16::MAX)
    }

    /// A row's duration by [`duration_slot`], finished or not; [`NEVER`] = not known.
    #[inline]
    pub(super) fn duration_at(&self, slot: usize, row: usize) -> Millis {
        self.durations[slot].get(row.wrapping_sub(self.base)).copied().unwrap_or(NEVER)
    }

    /// Started → completed, on the measured clock, of a row whose time lost in handoff is known; [`NEVER`] for the others.
    #[inline]
    pub(super) fn total_at(&self, row: usize) -> Millis {
        self.totals.get(row.wrapping_sub(self.base)).copied().unwrap_or(NEVER)
    }

    /// The record as it was known at `as_of`.
    #[inline(always)]
    pub(crate) fn passage(&self, row: usize, clip: bool) -> Passage<'_> {
        let columns = self.columns;
        let mut moments = [NEVER; 10];
        for (at, moment) in moments.iter_mut().zip(Moment::ALL) {
            *at = columns.moment(moment).get(row);
        }
        let mut passage = Passage {
            moments,
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

    /// True where the data knows of something after `as_of`.
    pub(crate) fn is_clipped(&self) -> bool {
        self.columns.as_of().is_some_and(|known| known > self.as_of)
    }

    fn run(&mut self, within: Option<(Month, Month)>) {
        let clip = self.is_clipped();
        let available = self.available.clone();
        let started = self.columns.moment(Moment::Started);
        let bounds = within.map(|(first, last)| {
            let zone = self.columns.time_zone();
            (zone.month_bounds(first).0, zone.month_bounds(last).1)
        });
        let is_outside = |row: usize| {
            let at = started.get(row);
            at == NEVER || (clip && at > self.as_of) || bounds.is_some_and(|(from, to)| at < from || at >= to)
        };
        // Rows lie in order of their start, so that a month is a small part of them.
        let all = 0..self.columns.len();
        let base = all.clone().find(|&row| !is_outside(row)).unwrap_or(all.end);
        let end = all.rev().find(|&row| !is_outside(row)).map_or(base, |row| row + 1);
        let rows = end - base;
        let mut durations: [Vec<Millis>; 5] = Default::default();
        for metric in WAITING.into_iter().chain([Metric::StageAgingAfterHandoff]) {
            if let Some(slot) = duration_slot(metric).filter(|_| available.has(metric)) {
                durations[slot] = vec![NEVER; rows];
            }
        }
        let has_totals = available.has(Metric::TimeLostInHandoff) && available.has(Metric::CompletionRate);
        let mut totals = if has_totals { vec![NEVER; rows] } else { Vec::new() };
        let clocks: Vec<ClockKind> =
            ClockKind::ALL.into_iter().filter(|&clock| available.has(sla_metric(clock))).collect();
        let mut states: [Vec<u8>; 5] = Default::default();
        for clock in &clocks {
            states[clock.index()] = vec![SlaState::NotApplicable as u8; rows];
        }
        let mut patterns = Patterns::default();
        let mut pattern_of = vec![0; rows];
        let mut started_in = vec![u16::MAX; rows];
        let handoffs = self.columns.codes_of(Dimension::Handoff);
        for row in (base..end).filter(|&row| !is_outside(row)) {
            let place = row - base;
            let passage = self.passage(row, clip);
            let rules = self.rules.of_handoff(handoffs.map_or(0, |codes| codes.get(row)));
            let mut bits = bit(Metric::Volume, Part::Yes);
            for (slot, metric) in WAITING.into_iter().enumerate() {
                if available.has(metric) {
                    let (part, waited) = self.waiting_time(metric, &passage, rules);
                    bits |= part;
                    durations[slot][place] = waited;
                }
            }
            if available.has(Metric::TimeLostInHandoff) {
                bits |= time_lost(bits);
                if has_totals {
                    totals[place] = self.total(&passage, rules, bits);
                }
            }
            if available.has(Metric::StageAgingAfterHandoff) {
                let (part, aged) = self.stage_aging(&passage, rules);
                bits |= part;
                durations[4][place] = aged;
            }
            for &clock in &clocks {
                let own_due = self.columns.own_due(clock).get(row);
                let business_ms = match WAITING.get(clock.index()) {
                    Some(&metric) if self.clock == ClockChoice::Business && bits & bit(metric, Part::Yes) != 0 => {
                        Some(durations[clock.index()][place])
                    }
                    Some(_) | None => None,
                };
                let verdict = judge(clock, &passage, own_due, Some(rules), self.as_of, business_ms);
                states[clock.index()][place] = verdict.state as u8;
                bits |= sla_part(sla_metric(clock), verdict.state);
            }
            bits |= self.shares(row, &passage, rules, bits);
            pattern_of[place] = patterns.place(bits);
            started_in[place] =
                self.months.index_at(passage.at(Moment::Started)).map_or(u16::MAX, |month| month as u16);
        }
        self.longest = std::array::from_fn(|slot| durations[slot].iter().copied().max().unwrap_or(0).max(0));
        (self.patterns, self.pattern_of, self.started_in, self.base) =
            (patterns.patterns, pattern_of, started_in, base);
        (self.durations, self.totals, self.states) = (durations, totals, states);
    }
}

/// Distinct parts and their places.
struct Patterns {
    patterns: Vec<Parts>,
    places: HashMap<Parts, u32, BuildHasherDefault<TextHasher>>,
    last: u32,
}

impl Default for Patterns {
    fn default() -> Self {
        Patterns { patterns: vec![0], places: HashMap::default(), last: 0 }
    }
}

impl Patterns {
    #[inline]
    fn place(&mut self, parts: Parts) -> u32 {
        if self.patterns[self.last as usize] != parts {
            let next = self.patterns.len() as u32;
            self.last = *self.places.entry(parts).or_insert(next);
            if self.last == next {
                self.patterns.push(parts);
            }
        }
        self.last
    }
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
