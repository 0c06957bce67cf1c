//! Which cohorts are too young for an outcome.
//!
//! A cohort is too young for an outcome while fewer than nine in ten of the same handoff's records of earlier months that had the
//! outcome had it within the cohort's age: younger than the p90 of the lag. Without earlier outcomes nothing is said, and the
//! cohort counts.
//!
//! Age is wall-clock time up to `as_of`. Where the denominator holds records that still wait for the outcome (completion,
//! conversion, meetings, opportunities, the next stage), it is the youngest record's, from the end of the month: each one waiting
//! lowers the share. Durations, SLA outcomes and decided shares leave the waiting ones out, and there it is the average record's,
//! from the middle of the month.

use crate::metrics::lags::LagCounts;
use crate::metrics::measure::Measured;
use crate::metrics::{Basis, Metric};
use crate::{DAY, Millis};

/// What is too young in the series that end with one month.
#[derive(Debug, Clone, Copy)]
pub(super) struct Maturity<'m> {
    /// `None` = nothing is.
    lags: Option<&'m [LagCounts]>,
    /// The latest month has not been seen to its end.
    partial: bool,
    last: usize,
}

/// A month counts as seen to its end when the data reaches into its last days: the last working day may be a Friday.
pub const LAST_DAYS: Millis = 3 * DAY;

impl<'m> Maturity<'m> {
    /// Of the series that ends with month `last`; `None` = the data does not touch it. By period nothing is too young: a month's
    /// events have happened.
    pub(super) fn of(measured: &'m Measured, last: Option<usize>, basis: Basis) -> Maturity<'m> {
        let Some(last) = last else { return Maturity { lags: None, partial: false, last: 0 } };
        Maturity {
            lags: (basis == Basis::Cohort).then(|| measured.lags()),
            partial: measured.months.bounds(last).1 - measured.as_of() > LAST_DAYS,
            last,
        }
    }

    /// How many months of a series, counted from its end, are too young for a metric; `handoff` says whose lags decide.
    pub(super) fn young(&self, handoff: Option<u32>, metric: Metric) -> usize {
        if metric == Metric::Volume {
            return usize::from(self.partial);
        }
        let counts = self.lags.and_then(|lags| LagCounts::find(lags, metric));
        counts.map_or(0, |counts| counts.young(handoff, self.last, super::build::SERIES))
    }
}
