//! How long outcomes took, counted once for every month that may be reviewed: what tells a cohort that is too young.

use super::columns::NEVER;
use super::measure::{Measured, ends};
use super::{Dimension, Metric};
use crate::policy::Outcome;
use crate::record::Moment;
use crate::{Instant, Millis};

/// What a metric waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lag {
    Between(Moment, Moment),
    /// From the start to the acceptance or the rejection.
    Decided,
    /// From the start to what counts as conversion at the handoff point.
    Outcome,
    /// From the start to the start of the next stage.
    NextStage,
}

impl Lag {
    /// `None` = the metric waits for nothing.
    pub(super) const fn of(metric: Metric) -> Option<Lag> {
        Some(match metric {
            Metric::TimeToAssign
            | Metric::TimeToAccept
            | Metric::TimeToFirstTouch
            | Metric::TimeToNextStep
            | Metric::TimeLostInHandoff => {
                let (from, to) = ends(metric);
                Lag::Between(from, to)
            }
            Metric::StageAgingAfterHandoff => Lag::Between(Moment::Accepted, Moment::Completed),
            Metric::SlaAssign | Metric::ReassignmentRate => Lag::Between(Moment::Started, Moment::Assigned),
            Metric::SlaAccept | Metric::AcceptanceRate | Metric::RejectionRate | Metric::DuplicateRate => Lag::Decided,
            Metric::SlaFirstTouch | Metric::UntouchedShare | Metric::FirstTouchWithin5Minutes => {
                Lag::Between(Moment::Started, Moment::FirstTouch)
            }
            Metric::SlaNextStep => Lag::Between(Moment::Accepted, Moment::NextStep),
            Metric::SlaComplete | Metric::CompletionRate => Lag::Between(Moment::Started, Moment::Completed),
            Metric::MeetingBookedRate => Lag::Between(Moment::Accepted, Moment::Meeting),
            Metric::OpportunityCreationRate => Lag::Between(Moment::Accepted, Moment::Opportunity),
            Metric::Conversion => Lag::Outcome,
            Metric::DropOff => Lag::NextStage,
            Metric::Volume | Metric::PacketFillRate => return None,
        })
    }
}

/// Whether a metric's denominator holds records that may still have the outcome.
pub(super) const fn counts_the_waiting(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::CompletionRate
            | Metric::MeetingBookedRate
            | Metric::OpportunityCreationRate
            | Metric::Conversion
            | Metric::DropOff
    )
}

/// The outcomes of one kind.
#[derive(Debug)]
pub(super) struct LagCounts {
    lag: Lag,
    waiting: bool,
    months: usize,
    /// False = there are so many handoffs that they are counted together.
    by_handoff: bool,
    /// By handoff, month of the start, and one more than the youngest month whose age the outcome came within; 0 = within none's.
    counts: Vec<u32>,
}

/// So many counters are worth their memory: 16 MB.
const MOST_COUNTERS: usize = 1 << 22;

impl LagCounts {
    /// Every kind that one of these metrics waits for.
    pub(super) fn of_all(measured: &Measured, metrics: &[Metric]) -> Vec<LagCounts> {
        let mut all: Vec<LagCounts> = Vec::new();
        for &metric in metrics {
            let Some(lag) = Lag::of(metric) else { continue };
            let waiting = counts_the_waiting(metric);
            if !all.iter().any(|counts| (counts.lag, counts.waiting) == (lag, waiting)) {
                all.push(LagCounts::of(measured, lag, waiting));
            }
        }
        all
    }

    /// What a metric waits for, among all that were counted.
    pub(super) fn find(all: &[LagCounts], metric: Metric) -> Option<&LagCounts> {
        let lag = Lag::of(metric)?;
        all.iter().find(|counts| (counts.lag, counts.waiting) == (lag, counts_the_waiting(metric)))
    }

    fn of(measured: &Measured, lag: Lag, waiting: bool) -> LagCounts {
        let at = |moment: Moment| measured.columns.moment(moment);
        let (started, accepted, rejected) = (at(Moment::Started), at(Moment::Accepted), at(Moment::Rejected));
        let mut counts = LagCounts::none(measured, lag, waiting);
        match lag {
            Lag::Between(from, to) => {
                let (from, to) = (at(from), at(to));
                counts.count(measured, |row| (from.get(row), to.get(row)));
            }
            Lag::Decided => counts.count(measured, |row| {
                let decided = match (accepted.get(row), rejected.get(row)) {
                    (NEVER, decided) | (decided, NEVER) => decided,
                    (accepted, rejected) => accepted.min(rejected),
                };
                (started.get(row), decided)
            }),
            Lag::Outcome => counts.count(measured, |row| {
                let outcome = match measured.rules_of(row).outcome {
                    Outcome::Won => Moment::Won,
                    Outcome::Completed => Moment::Completed,
                    Outcome::Opportunity => Moment::Opportunity,
                    Outcome::Meeting => Moment::Meeting,
                };
                (started.get(row), at(outcome).get(row))
            }),
            Lag::NextStage => counts.count(measured, |row| {
                let started = started.get(row);
                (started, measured.entered_next_at(row, started).unwrap_or(NEVER))
            }),
        }
        counts
    }

    fn none(measured: &Measured, lag: Lag, waiting: bool) -> LagCounts {
        let months = measured.months.len();
        let handoffs = measured.columns.dictionary(Dimension::Handoff).map_or(1, |dictionary| dictionary.len());
        let each = months * (months + 1);
        let by_handoff = handoffs * each <= MOST_COUNTERS;
        let counts = vec![0; if by_handoff { handoffs * each } else { each }];
        LagCounts { lag, waiting, months, by_handoff, counts }
    }

    fn count(&mut self, measured: &Measured, ends_of: impl Fn(usize) -> (Instant, Instant)) {
        let ages: Vec<Millis> = (0..self.months).map(|month| age(measured, month, self.waiting)).collect();
        for row in measured.rows() {
            let month = usize::from(measured.started_in(row));
            let (from, to) = ends_of(row);
            if month >= self.months || from == NEVER || to < from || to > measured.as_of {
                continue;
            }
            // Older months are of greater age.
            let seen_by = ages.partition_point(|&age| to - from <= age);
            let handoff = measured.columns.code(row as u32, Dimension::Handoff) as usize;
            let handoff = if self.by_handoff { handoff } else { 0 };
            self.counts[(handoff * self.months + month) * (self.months + 1) + seen_by] += 1;
        }
    }

    /// How many of the youngest months of a series of `length` that ends with month `last` have seen fewer than nine in ten of the
    /// outcomes of a handoff's earlier records (`None` = of all together).
    pub(super) fn young(&self, handoff: Option<u32>, last: usize, length: usize) -> usize {
        let width = self.months + 1;
        let handoffs = self.counts.len() / (self.months * width).max(1);
        let own = match handoff {
            Some(code) if self.by_handoff => code as usize..(code as usize + 1).min(handoffs),
            Some(_) | None => 0..handoffs,
        };
        // By the youngest month that saw them.
        let mut outcomes = vec![0_u64; width];
        for handoff in own {
            for month in 0..last.min(self.months) {
                let from = (handoff * self.months + month) * width;
                outcomes
                    .iter_mut()
                    .zip(&self.counts[from..from + width])
                    .for_each(|(all, &own)| *all += u64::from(own));
            }
        }
        let total: u64 = outcomes.iter().sum();
        let first = (last + 1).saturating_sub(length);
        let is_young = |&month: &usize| outcomes[month + 1..].iter().sum::<u64>() * 10 < total * 9;
        (first..=last.min(self.months.saturating_sub(1))).rev().take_while(is_young).count()
    }
}

/// How old a month's cohort is: its youngest record, from the end of the month, where the waiting ones are counted; else the average
/// one, from its middle.
fn age(measured: &Measured, month: usize, waiting: bool) -> Millis {
    let (from, to) = measured.months.bounds(month);
    let until = to.min(measured.as_of).max(from);
    if waiting { measured.as_of - until } else { measured.as_of - (from + (until - from) / 2) }
}
