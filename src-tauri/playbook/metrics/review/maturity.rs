//! Which cohorts are too young for an outcome.
//!
//! A cohort is too young for an outcome while fewer than nine in ten of the same handoff's records of earlier months that had the
//! outcome had it within the cohort's age: younger than the p90 of the lag. Without earlier outcomes nothing is said, and the
//! cohort counts.
//!
//! Age is wall-clock time up to `as_of`. Where the denominator holds records that still wait for the outcome (completion,
//! conversion, meetings, opportunities), it is the youngest record's, from the end of the month: each one waiting lowers the
//! share. Durations, SLA outcomes and decided shares leave the waiting ones out, and there it is the average record's, from the
//! middle of the month.

use crate::metrics::columns::NEVER;
use crate::metrics::measure::{Measured, ends};
use crate::metrics::{Basis, Dimension, Metric};
use crate::policy::Outcome;
use crate::record::Moment;
use crate::{DAY, Instant, Millis};
use std::collections::HashMap;

/// By handoff code (`None` = all together) and metric: the latest months that are too young.
#[derive(Debug, Default)]
pub(super) struct Maturity {
    /// How many of the months of the series, counted from its end, are too young.
    young: HashMap<(Option<u32>, Metric), usize>,
    /// The latest month has not been seen to its end.
    partial: bool,
    last: usize,
}

/// A month counts as seen to its end when the data reaches into its last days: the last working day may be a Friday.
pub const LAST_DAYS: Millis = 3 * DAY;

impl Maturity {
    /// Of the series that ends with month `last`. By period nothing is too young: a month's events have happened.
    pub(super) fn of(measured: &Measured, metrics: &[Metric], last: usize, basis: Basis) -> Maturity {
        let mut maturity = Maturity { last, ..Maturity::default() };
        if last >= measured.months.len() {
            return maturity;
        }
        maturity.partial = measured.months.bounds(last).1 - measured.as_of > LAST_DAYS;
        if basis == Basis::Period {
            return maturity;
        }
        let first = last.saturating_sub(super::build::SERIES - 1);
        for &metric in metrics {
            // Ages of the series' months, youngest first.
            let ages: Vec<Millis> = (first..=last).rev().map(|month| age(measured, month, metric)).collect();
            maturity.add(measured, metric, &ages);
        }
        maturity
    }

    fn add(&mut self, measured: &Measured, metric: Metric, ages: &[Millis]) {
        let handoffs = measured.columns.dictionary(Dimension::Handoff).map_or(1, |dictionary| dictionary.len());
        let mut within = vec![vec![0_u64; ages.len() + 1]; handoffs];
        let mut found = false;
        for row in measured.rows() {
            if usize::from(measured.started_in(row)) >= self.last {
                continue;
            }
            if let Some(lag) = lag(measured, metric, row) {
                let code = measured.columns.code(row as u32, Dimension::Handoff) as usize;
                let age = ages.iter().position(|&age| lag <= age).unwrap_or(ages.len());
                within[code][age] += 1;
                found = true;
            }
        }
        if !found {
            return;
        }
        let mut all = vec![0; ages.len() + 1];
        for (code, counts) in within.iter().enumerate() {
            self.young.insert((Some(code as u32), metric), young(counts));
            all.iter_mut().zip(counts).for_each(|(all, count)| *all += count);
        }
        self.young.insert((None, metric), young(&all));
    }

    pub(super) fn is_immature(&self, handoff: Option<u32>, metric: Metric, month: usize) -> bool {
        if metric == Metric::Volume {
            return self.partial && month == self.last;
        }
        self.young.get(&(handoff, metric)).is_some_and(|&young| month + young > self.last)
    }
}

/// How many of the youngest months have seen fewer than nine in ten of the outcomes.
fn young(counts: &[u64]) -> usize {
    let total: u64 = counts.iter().sum();
    let mut seen = 0;
    counts[..counts.len() - 1]
        .iter()
        .take_while(|&&count| {
            seen += count;
            seen * 10 < total * 9
        })
        .count()
}

fn age(measured: &Measured, month: usize, metric: Metric) -> Millis {
    let (from, to) = measured.months.bounds(month);
    let until = to.min(measured.as_of).max(from);
    if counts_the_waiting(metric) { measured.as_of - until } else { measured.as_of - (from + (until - from) / 2) }
}

/// Whether the denominator holds records that may still have the outcome.
const fn counts_the_waiting(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::CompletionRate | Metric::MeetingBookedRate | Metric::OpportunityCreationRate | Metric::Conversion
    )
}

/// From which moment to which a metric's outcome takes its time. `None` = at once.
fn lag(measured: &Measured, metric: Metric, row: usize) -> Option<Millis> {
    let at = |moment: Moment| measured.columns.moment(moment).get(row);
    let decided = || match (at(Moment::Accepted), at(Moment::Rejected)) {
        (NEVER, decided) | (decided, NEVER) => decided,
        (accepted, rejected) => accepted.min(rejected),
    };
    let started = at(Moment::Started);
    let (from, to): (Instant, Instant) = match metric {
        Metric::TimeToAssign | Metric::TimeToAccept | Metric::TimeToFirstTouch | Metric::TimeToNextStep => {
            let (from, to) = ends(metric);
            (at(from), at(to))
        }
        Metric::TimeLostInHandoff => (started, at(Moment::Accepted)),
        Metric::StageAgingAfterHandoff => (at(Moment::Accepted), at(Moment::Completed)),
        Metric::SlaAssign | Metric::ReassignmentRate => (started, at(Moment::Assigned)),
        Metric::SlaAccept | Metric::AcceptanceRate | Metric::RejectionRate => (started, decided()),
        Metric::SlaFirstTouch | Metric::UntouchedShare | Metric::FirstTouchWithin5Minutes => {
            (started, at(Moment::FirstTouch))
        }
        Metric::SlaNextStep => (at(Moment::Accepted), at(Moment::NextStep)),
        Metric::SlaComplete | Metric::CompletionRate => (started, at(Moment::Completed)),
        Metric::MeetingBookedRate => (at(Moment::Accepted), at(Moment::Meeting)),
        Metric::OpportunityCreationRate => (at(Moment::Accepted), at(Moment::Opportunity)),
        Metric::Conversion => {
            let handoff = measured.columns.code(row as u32, Dimension::Handoff);
            let outcome = match measured.rules.of_handoff(handoff).outcome {
                Outcome::Won => Moment::Won,
                Outcome::Completed => Moment::Completed,
                Outcome::Opportunity => Moment::Opportunity,
                Outcome::Meeting => Moment::Meeting,
            };
            (started, at(outcome))
        }
        Metric::Volume | Metric::DropOff | Metric::PacketFillRate | Metric::DuplicateRate => return None,
    };
    (from != NEVER && to != NEVER && to >= from && to <= measured.as_of).then(|| to - from)
}
