//! Every record measured once: its durations on the chosen clock, the state of its SLA clocks, and its part in every metric.

use super::availability::Available;
use super::columns::{Columns, NEVER};
use super::durations::Durations;
use super::grid::{GridQuery, Section};
use super::lags::LagCounts;
use super::months::Months;
use super::parts::Parts;
use super::period::Anchor;
use super::stages::next_stages;
use super::{Basis, ClockChoice, Dimension, Metric, Month};
use crate::calendar::{CalendarError, Pauses};
use crate::policy::{ClockKind, InForce, Policy, Required};
use crate::record::Moment;
use crate::record::sla::SlaState;
use crate::record::sla::judge::Passage;
use crate::record::sla::rules::{HandoffRules, RuleBook};
use crate::{Instant, Millis};
use std::sync::OnceLock;

/// The records measured as of an instant, on a clock, each under the version of the policy that was in force when it started.
#[derive(Debug)]
pub struct Measured<'a> {
    pub(super) columns: &'a Columns,
    /// The version saved last, by which things are named.
    pub(super) policy: &'a Policy,
    /// What packets have to carry.
    pub(super) required: Required,
    pub(super) rules: RuleBook,
    pub(super) as_of: Instant,
    pub(super) clock: ClockChoice,
    pub(super) available: Available,
    pub(crate) months: Months,
    /// By code of a handoff: the stage after it.
    next_stages: Vec<Option<u32>>,
    /// By code of a reason: it says that the record is a duplicate.
    duplicate_reasons: Vec<bool>,
    /// The distinct parts that rows have; the first is "in none".
    pub(super) patterns: Vec<Parts>,
    /// The first row measured; the arrays below begin with it.
    pub(super) base: usize,
    pub(super) pattern_of: Vec<u32>,
    pub(super) started_in: Vec<u16>,
    pub(super) durations: [Durations; 5],
    /// The longest finished one of each of `durations`.
    pub(super) longest: [Millis; 5],
    pub(super) totals: Durations,
    /// What every review needs, computed for the first.
    pub(super) kept: Kept,
    /// By clock: [`SlaState`] as a number; empty where the clock judges nothing.
    pub(super) states: [Vec<u8>; 5],
}

/// What does not depend on the month that is reviewed.
#[derive(Debug, Default)]
pub(super) struct Kept {
    lags: OnceLock<Vec<LagCounts>>,
    /// By [`Basis`]: every available metric by handoff.
    by_handoff: [OnceLock<Section>; 2],
}

/// Where a metric's durations lie.
pub(crate) const fn duration_slot(metric: Metric) -> Option<usize> {
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
    policy: impl Into<InForce<'a>>,
    as_of: Option<Instant>,
    clock: ClockChoice,
) -> Measured<'a> {
    measure_months(columns, policy, as_of, clock, None)
}

/// Measures the records that started in these months alone, first and last included; the others count for nothing.
pub fn measure_months<'a>(
    columns: &'a Columns,
    policy: impl Into<InForce<'a>>,
    as_of: Option<Instant>,
    clock: ClockChoice,
    within: Option<(Month, Month)>,
) -> Measured<'a> {
    let in_force: InForce<'a> = policy.into();
    let policy = in_force.latest();
    let as_of = as_of.or(columns.as_of()).unwrap_or(0);
    let (handoffs, tiers) = (columns.dictionary(Dimension::Handoff), columns.dictionary(Dimension::Intent));
    let rules = match (handoffs, tiers) {
        (Some(handoffs), Some(tiers)) => RuleBook::of(&in_force, handoffs, tiers),
        (None, _) | (_, None) => unreachable!("both dimensions have dictionaries"),
    };
    let next_stages = next_stages(columns, policy);
    let available = Available::of(columns, &rules, &next_stages);
    let mut measured = Measured {
        columns,
        policy,
        required: Required::of(&in_force),
        as_of,
        clock,
        months: Months::of(columns, as_of),
        next_stages,
        duplicate_reasons: columns.duplicate_reasons(),
        patterns: vec![0],
        base: 0,
        pattern_of: Vec::new(),
        started_in: Vec::new(),
        longest: [0; 5],
        durations: Default::default(),
        totals: Durations::default(),
        kept: Kept::default(),
        states: Default::default(),
        rules,
        available,
    };
    measured.measure_rows(within);
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

    /// The version saved last, by which things are named.
    pub fn policy(&self) -> &Policy {
        self.policy
    }

    /// True = some record has this moment.
    pub(crate) fn knows(&self, moment: Moment) -> bool {
        self.available.knows(moment)
    }

    /// Whether a row counts in a metric's figure of a month.
    pub(crate) fn is_counted_in(&self, metric: Metric, row: usize, month: usize, basis: Basis) -> bool {
        let anchor = match basis {
            Basis::Cohort => Anchor::Started,
            Basis::Period => Anchor::of(metric),
        };
        self.is_in_month(anchor, row, month)
    }

    /// The metrics for which the data has what they need, in the order of [`Metric::ALL`].
    pub fn metrics(&self) -> Vec<Metric> {
        Metric::ALL.into_iter().filter(|&metric| self.available.has(metric)).collect()
    }

    /// How long outcomes took.
    pub(super) fn lags(&self) -> &[LagCounts] {
        self.kept.lags.get_or_init(|| LagCounts::of_all(self, &self.metrics()))
    }

    /// Every month of every handoff, in all of [`Measured::metrics`].
    pub(super) fn by_handoff(&self, basis: Basis) -> &Section {
        self.kept.by_handoff[basis as usize].get_or_init(|| {
            let query = GridQuery {
                from: None,
                to: None,
                by: vec![Dimension::Handoff],
                basis,
                handoff: None,
                metrics: self.metrics(),
            };
            let width = query.metrics.len();
            self.grid(&query).pop().unwrap_or_else(|| Section::new(Dimension::Handoff, width))
        })
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
        SlaState::headline(ClockKind::ALL.map(|clock| self.state(row, clock)))
    }

    /// A row's duration of a metric on the measured clock, where it reached the event in a possible order.
    pub fn duration(&self, row: u32, metric: Metric) -> Option<Millis> {
        let reached = self.parts(row as usize) & super::parts::denominator(metric) != 0;
        let slot = duration_slot(metric).filter(|_| reached)?;
        Some(self.duration_at(slot, row as usize)).filter(|&ms| ms != NEVER)
    }

    /// The rows measured; the others are in no part of any metric.
    pub(crate) fn rows(&self) -> std::ops::Range<usize> {
        self.base..self.base + self.pattern_of.len()
    }

    /// The place of a row's parts in `patterns`.
    #[inline]
    pub(super) fn pattern(&self, row: usize) -> u32 {
        self.pattern_of.get(row.wrapping_sub(self.base)).copied().unwrap_or(0)
    }

    /// In which part of each metric a row is.
    #[inline]
    pub(crate) fn parts(&self, row: usize) -> Parts {
        self.patterns[self.pattern(row) as usize]
    }

    /// The place of the month in which a row started; [`u16::MAX`] = not measured.
    #[inline]
    pub(crate) fn started_in(&self, row: usize) -> u16 {
        self.started_in.get(row.wrapping_sub(self.base)).copied().unwrap_or(u16::MAX)
    }

    /// A row's duration by [`duration_slot`], finished or not; [`NEVER`] = not known.
    #[inline]
    pub(crate) fn duration_at(&self, slot: usize, row: usize) -> Millis {
        self.durations[slot].get(row.wrapping_sub(self.base))
    }

    /// Started → completed, on the measured clock, of a row whose time lost in handoff is known; [`NEVER`] for the others.
    #[inline]
    pub(super) fn total_at(&self, row: usize) -> Millis {
        self.totals.get(row.wrapping_sub(self.base))
    }

    /// The stage after a handoff, by code.
    #[inline]
    pub(super) fn next_stage(&self, handoff: u32) -> Option<u32> {
        self.next_stages.get(handoff as usize).copied().flatten()
    }

    /// When the record of a row that started at `started` entered the stage after its own.
    pub(super) fn entered_next_at(&self, row: usize, started: Instant) -> Option<Instant> {
        let next = self.next_stage(self.columns.code(row as u32, Dimension::Handoff))?;
        self.columns.journeys().entered_at(row, next, started, self.as_of)
    }

    /// Turned down as a duplicate.
    pub(super) fn is_confirmed_duplicate(&self, row: usize, passage: &Passage) -> bool {
        let reason = self.columns.code(row as u32, Dimension::Reason) as usize;
        passage.is_rejected() && self.duplicate_reasons.get(reason).is_some_and(|says| *says)
    }

    /// The record as it was known at `as_of`.
    pub(crate) fn passage(&self, row: usize, clip: bool) -> Passage<'_> {
        let mut passage = Passage::BLANK;
        self.read_passage(row, clip, &mut passage);
        passage
    }

    /// Reads a record as it was known at `as_of` over one that was read before: moving it about would cost as much as reading.
    #[inline(always)]
    pub(super) fn read_passage<'p>(&'p self, row: usize, clip: bool, passage: &mut Passage<'p>) {
        let columns = self.columns;
        for (at, moment) in passage.moments.iter_mut().zip(Moment::ALL) {
            *at = columns.moment(moment).get(row);
        }
        passage.date_only = columns.date_only(row);
        passage.disposition = columns.disposition(row as u32);
        passage.truncated = columns.is_truncated(row);
        passage.own_verdict = columns.own_verdict(row);
        let pauses = columns.pauses(row);
        if !(pauses.is_empty() && passage.pauses.is_empty()) {
            passage.pauses = Pauses::new(pauses);
        }
        passage.tier = columns.code(row as u32, Dimension::Intent);
        passage.tier_changes = columns.tier_changes(row);
        if clip {
            passage.forget_later(self.as_of);
        }
    }

    /// The promises to the record of a row.
    #[inline]
    pub(crate) fn rules_of(&self, row: usize) -> &HandoffRules {
        let code = self.columns.code(row as u32, Dimension::Handoff);
        self.rules.of_handoff(code, self.columns.moment(Moment::Started).get(row))
    }

    /// True where the data knows of something after `as_of`.
    pub(crate) fn is_clipped(&self) -> bool {
        self.columns.as_of().is_some_and(|known| known > self.as_of)
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
