//! Tallies as tidy figures: one row per dimension's value, month, metric and statistic.

use super::grid::GridQuery;
use super::measure::Measured;
use super::statistics::{Z_95, wilson};
use super::tally::Tally;
use super::{Basis, Dimension, Figure, Metric, Month, Statistic};

/// How a missing value is written.
pub const BLANK: &str = "(blank)";

/// How the value of [`Dimension::All`] is written.
pub const ALL: &str = "(all)";

/// Which figures.
#[derive(Debug, Clone, Default)]
pub struct FigureQuery {
    /// First and last month, both included; `None` = the data's own.
    pub from: Option<Month>,
    pub to: Option<Month>,
    /// None = all records together.
    pub by: Vec<Dimension>,
    pub basis: Basis,
}

/// Every figure that the data allows, by dimension, value, month and metric. Months without a record of a value have none.
pub fn figures(measured: &Measured, query: &FigureQuery) -> Vec<Figure> {
    let metrics = measured.metrics();
    let by = if query.by.is_empty() { vec![Dimension::All] } else { query.by.clone() };
    let grid =
        GridQuery { from: query.from, to: query.to, by, basis: query.basis, handoff: None, metrics: metrics.clone() };
    let mut figures = Vec::new();
    for section in measured.grid(&grid) {
        let mut cells: Vec<(&str, u32, u32)> = section
            .cells()
            .iter()
            .map(|&(code, month)| (measured.label(section.dimension, code), month, code))
            .collect();
        cells.sort_unstable();
        for (value, month, code) in cells {
            let Some(tallies) = section.tallies(code, month) else { continue };
            for (&metric, tally) in metrics.iter().zip(tallies) {
                statistics(metric, tally, query.basis, |statistic, figure, n| {
                    figures.push(Figure {
                        dimension: section.dimension,
                        value: value.to_owned(),
                        month: measured.months.month(month as usize),
                        metric,
                        statistic,
                        figure,
                        n,
                    });
                });
            }
        }
    }
    figures
}

impl Measured<'_> {
    /// How a dimension's value is written: as imported, a handoff by its name.
    pub(crate) fn label(&self, dimension: Dimension, code: u32) -> &str {
        let Some(dictionary) = self.columns.dictionary(dimension) else { return ALL };
        match dictionary.value(code) {
            None => BLANK,
            Some(key) if dimension == Dimension::Handoff => {
                self.policy.handoff(key).map_or(key, |point| point.name.as_str())
            }
            Some(value) => value,
        }
    }
}

/// The statistics of one metric in one group: figure and denominator.
fn statistics(metric: Metric, tally: &Tally, basis: Basis, mut emit: impl FnMut(Statistic, Option<f64>, u64)) {
    let n = tally.n();
    let count = |value: u32| Some(f64::from(value));
    let known = |value: f64| Some(value).filter(|value| !value.is_nan());
    let share = |numerator: u64, n: u64, emit: &mut dyn FnMut(Statistic, Option<f64>, u64)| {
        let interval = wilson(numerator, n, Z_95);
        emit(Statistic::Rate, (n > 0).then(|| numerator as f64 / n as f64), n);
        emit(Statistic::Low, interval.map(|interval| interval.0), n);
        emit(Statistic::High, interval.map(|interval| interval.1), n);
    };
    match metric {
        Metric::Volume => emit(Statistic::Count, Some(n as f64), n),
        Metric::TimeToAssign | Metric::TimeToAccept | Metric::TimeToFirstTouch | Metric::TimeToNextStep => {
            emit(Statistic::Count, Some(n as f64), n);
            emit(Statistic::P50, known(tally.p50), n);
            emit(Statistic::P90, known(tally.p90), n);
            if basis == Basis::Cohort {
                emit(Statistic::KmP50, known(tally.km_p50), n);
            }
            emit(Statistic::Running, count(tally.running), n);
            emit(Statistic::CannotJudge, count(tally.cannot_judge), n);
        }
        Metric::StageAgingAfterHandoff => {
            emit(Statistic::Count, Some(n as f64), n);
            emit(Statistic::P50, known(tally.p50), n);
            emit(Statistic::P90, known(tally.p90), n);
            emit(Statistic::Running, count(tally.yes), n);
            emit(Statistic::CannotJudge, count(tally.cannot_judge), n);
        }
        Metric::TimeLostInHandoff => {
            emit(Statistic::Count, Some(n as f64), n);
            emit(Statistic::Sum, (n > 0).then_some(tally.sum as f64), n);
            // Not of all that were accepted, but of those that were completed as well.
            let share = (tally.whole > 0).then(|| tally.part as f64 / tally.whole as f64);
            emit(Statistic::Rate, share, u64::from(tally.in_whole));
            emit(Statistic::CannotJudge, count(tally.cannot_judge), n);
        }
        Metric::SlaAssign | Metric::SlaAccept | Metric::SlaFirstTouch | Metric::SlaNextStep | Metric::SlaComplete => {
            emit(Statistic::Met, count(tally.no), n);
            emit(Statistic::Breached, count(tally.yes), n);
            emit(Statistic::Running, count(tally.running), n);
            emit(Statistic::CannotJudge, count(tally.cannot_judge), n);
            share(u64::from(tally.yes), n, &mut emit);
        }
        Metric::PacketFillRate => {
            // Fields, not records, are the denominator here.
            let (filled, required) = (tally.sum.max(0) as u64, tally.whole.max(0) as u64);
            emit(Statistic::Count, Some(filled as f64), required);
            share(filled, required, &mut emit);
        }
        Metric::FirstTouchWithin5Minutes | Metric::UntouchedShare => {
            emit(Statistic::Count, count(tally.yes), n);
            emit(Statistic::Running, count(tally.running), n);
            emit(Statistic::CannotJudge, count(tally.cannot_judge), n);
            share(u64::from(tally.yes), n, &mut emit);
        }
        Metric::ReassignmentRate => {
            emit(Statistic::Count, count(tally.yes), n);
            emit(Statistic::Sum, (n > 0).then_some(tally.sum as f64), n);
            share(u64::from(tally.yes), n, &mut emit);
        }
        Metric::AcceptanceRate
        | Metric::RejectionRate
        | Metric::CompletionRate
        | Metric::MeetingBookedRate
        | Metric::OpportunityCreationRate
        | Metric::Conversion
        | Metric::DropOff
        | Metric::DuplicateRate => {
            emit(Statistic::Count, count(tally.yes), n);
            share(u64::from(tally.yes), n, &mut emit);
        }
    }
}
