//! The reviewed month, built: series, limits, signals, rows.

use super::concentration::concentration;
use super::frame::{badge, handoffs_in_order, left_out, months_with_records};
use super::maturity::Maturity;
use super::sentences;
use super::{
    Drill, DrillPart, HandoffBadge, QuietFigure, Review, ReviewCell, ReviewColumn, ReviewRow, SegmentRow, SeriesPoint,
    Signal, SignalRule, Unit,
};
use crate::metrics::grid::{GridQuery, Section};
use crate::metrics::measure::Measured;
use crate::metrics::nature::Worse;
use crate::metrics::statistics::{Z_95, wilson};
use crate::metrics::tally::Tally;
use crate::metrics::{Basis, Dimension, Metric, Month, xmr};

/// Months of a series, the reviewed one included.
pub(super) const SERIES: usize = 24;

/// A share under so many in its denominator is not shown.
const FEWEST_FOR_A_SHARE: u64 = 10;

/// The table's columns, from speed over quality to conversion.
const COLUMNS: [Metric; 18] = [
    Metric::TimeToAssign,
    Metric::TimeToAccept,
    Metric::TimeToFirstTouch,
    Metric::TimeToNextStep,
    Metric::SlaAssign,
    Metric::SlaAccept,
    Metric::SlaFirstTouch,
    Metric::SlaNextStep,
    Metric::SlaComplete,
    Metric::AcceptanceRate,
    Metric::ReassignmentRate,
    Metric::UntouchedShare,
    Metric::PacketFillRate,
    Metric::CompletionRate,
    Metric::MeetingBookedRate,
    Metric::OpportunityCreationRate,
    Metric::Conversion,
    Metric::DropOff,
];

/// One month on one page.
pub fn review(measured: &Measured, month: Month, basis: Basis) -> Review {
    let columns: Vec<Metric> = COLUMNS.into_iter().filter(|&metric| measured.available.has(metric)).collect();
    // Volume has signals, though no column: each row shows it as n.
    let metrics: Vec<Metric> = columns.iter().copied().chain([Metric::Volume]).collect();
    let series = Series::of(measured, &metrics, month, basis, Dimension::Handoff, None);
    let mut rows = Vec::new();
    let (mut signals, mut quiet) = (Vec::new(), Vec::new());
    for code in handoffs_in_order(measured, &series.section) {
        let handoff = badge(measured, code);
        let mut cells: Vec<ReviewCell> =
            (0..metrics.len()).map(|place| series.cell(measured, code, place, Some(code))).collect();
        for cell in &cells {
            match signal(measured, &series, cell, code, &handoff) {
                Some(found) => signals.push(found),
                None => quiet.extend(quiet_figure(cell, &handoff)),
            }
        }
        let volume = cells.remove(columns.len());
        rows.push(ReviewRow { handoff, n: volume.n, volume, cells });
    }
    signals.sort_by(|(a, one), (b, other)| {
        b.total_cmp(a).then_with(|| one.handoff.key.cmp(&other.handoff.key)).then(one.metric.cmp(&other.metric))
    });
    let title = |&metric: &Metric| ReviewColumn { metric, title: sentences::column_title(metric), unit: metric.unit() };
    Review {
        month,
        months: months_with_records(measured),
        as_of: measured.as_of,
        basis,
        clock: measured.clock,
        records: rows.iter().map(|row| row.n).sum(),
        signals: signals.into_iter().map(|(_, signal)| signal).collect(),
        quiet,
        columns: columns.iter().map(title).collect(),
        rows,
        left_out: left_out(measured, &columns, month, basis),
    }
}

/// One metric of one handoff (`None` = of all together), split by a dimension, largest first.
pub fn segments(
    measured: &Measured,
    month: Month,
    handoff: Option<&str>,
    metric: Metric,
    dimension: Dimension,
    basis: Basis,
) -> Vec<SegmentRow> {
    let Some(handoff) = code_of(measured, handoff) else { return Vec::new() };
    let metrics = [metric];
    let series = Series::of(measured, &metrics, month, basis, dimension, handoff);
    let Some(place) = series.last else { return Vec::new() };
    let mut rows: Vec<SegmentRow> = series
        .section
        .cells()
        .iter()
        .filter(|&&(_, month)| month as usize == place)
        .map(|&(code, _)| SegmentRow {
            value: measured.label(dimension, code).to_owned(),
            cell: series.cell(measured, code, 0, handoff),
        })
        .collect();
    rows.sort_by(|a, b| b.cell.n.cmp(&a.cell.n).then_with(|| a.value.cmp(&b.value)));
    rows
}

/// One figure of a month with its history, of one handoff or (`None`) of all together.
pub fn cell(measured: &Measured, handoff: Option<&str>, metric: Metric, month: Month, basis: Basis) -> ReviewCell {
    // A handoff that no record has is one without figures.
    let handoff = code_of(measured, handoff).unwrap_or(Some(u32::MAX));
    Series::of(measured, &[metric], month, basis, Dimension::All, handoff).cell(measured, 0, 0, handoff)
}

/// `Some(None)` = all handoffs; `None` = unknown.
fn code_of(measured: &Measured, handoff: Option<&str>) -> Option<Option<u32>> {
    match handoff {
        None => Some(None),
        Some(key) => measured.columns.dictionary(Dimension::Handoff)?.find(key).map(Some),
    }
}

/// The tallies of the months up to the reviewed one.
struct Series<'q> {
    metrics: &'q [Metric],
    section: Section,
    month: Month,
    basis: Basis,
    /// Place of the reviewed month; `None` = the data does not touch it.
    last: Option<usize>,
    maturity: Maturity,
}

impl<'q> Series<'q> {
    fn of(
        measured: &Measured,
        metrics: &'q [Metric],
        month: Month,
        basis: Basis,
        by: Dimension,
        handoff: Option<u32>,
    ) -> Series<'q> {
        let query = GridQuery {
            from: Some(Month(month.0 + 1 - SERIES as i32)),
            to: Some(month),
            by: vec![by],
            basis,
            handoff,
            metrics: metrics.to_vec(),
        };
        let last = measured.months.index(month);
        let maturity = last.map(|last| Maturity::of(measured, metrics, last, basis)).unwrap_or_default();
        let section = measured.grid(&query).pop();
        let section = section.unwrap_or_else(|| Section::new(by, metrics.len()));
        Series { metrics, section, month, basis, last, maturity }
    }

    /// The cell of a group; `handoff` says whose lags decide on maturity.
    fn cell(&self, measured: &Measured, code: u32, place: usize, handoff: Option<u32>) -> ReviewCell {
        let metric = self.metrics[place];
        let share = metric.unit() == Unit::Share;
        let mut series = self.points(measured, code, place, handoff);
        let baseline: Vec<f64> = mature(&series).map(|point| point.1).collect();
        let limits = xmr::limits(&baseline, share);
        if let Some(limits) = &limits {
            let places: Vec<usize> = mature(&series).map(|point| point.0).collect();
            for (at, signal) in places.into_iter().zip(xmr::signals(&baseline, limits)) {
                series[at].signal = signal;
            }
        }
        let tally = self.last.map_or(Tally::NONE, |month| self.section.tally(code, month as u32, place));
        let (numerator, n) = counts(metric, &tally);
        let interval = if share && n >= FEWEST_FOR_A_SHARE { wilson(numerator, n, Z_95) } else { None };
        let current = series.last().filter(|point| point.month == self.month);
        let signal = current.and_then(|point| point.signal);
        ReviewCell {
            metric,
            value: current.and_then(|point| point.value),
            n,
            numerator: share.then_some(numerator),
            low: interval.map(|interval| interval.0),
            high: interval.map(|interval| interval.1),
            km_median: Some(tally.km_p50).filter(|median| !median.is_nan()),
            running: u64::from(if metric == Metric::StageAgingAfterHandoff { tally.yes } else { tally.running }),
            cannot_judge: u64::from(tally.cannot_judge),
            immature: current.is_some_and(|point| point.immature),
            worse: signal.is_some_and(|rule| is_worse(metric, rule)),
            signal,
            series,
            limits,
        }
    }

    /// One point a month from the group's first month on.
    fn points(&self, measured: &Measured, code: u32, place: usize, handoff: Option<u32>) -> Vec<SeriesPoint> {
        let Some(last) = self.last else { return Vec::new() };
        let metric = self.metrics[place];
        let first = (last + 1).saturating_sub(SERIES);
        (first..=last)
            .skip_while(|&month| self.section.tallies(code, month as u32).is_none())
            .map(|month| {
                let tally = self.section.tally(code, month as u32, place);
                SeriesPoint {
                    month: measured.months.month(month),
                    value: value(metric, &tally),
                    n: counts(metric, &tally).1,
                    immature: self.maturity.is_immature(handoff, metric, month),
                    signal: None,
                }
            })
            .collect()
    }
}

/// The points that the rules judge: place and value.
pub(super) fn mature(series: &[SeriesPoint]) -> impl Iterator<Item = (usize, f64)> {
    series.iter().enumerate().filter(|(_, point)| !point.immature).filter_map(|(at, point)| Some((at, point.value?)))
}

/// Numerator and denominator.
fn counts(metric: Metric, tally: &Tally) -> (u64, u64) {
    if metric == Metric::PacketFillRate {
        (tally.sum.max(0) as u64, tally.whole.max(0) as u64)
    } else {
        (u64::from(tally.yes), tally.n())
    }
}

/// The figure that a review shows.
fn value(metric: Metric, tally: &Tally) -> Option<f64> {
    let (numerator, n) = counts(metric, tally);
    match metric.unit() {
        Unit::Count | Unit::Money => Some(n as f64),
        Unit::Duration if metric == Metric::TimeLostInHandoff => (n > 0).then_some(tally.sum as f64),
        Unit::Duration => (n > 0).then_some(tally.p50),
        Unit::Share => (n >= FEWEST_FOR_A_SHARE).then(|| numerator as f64 / n as f64),
    }
}

const fn is_high(rule: SignalRule) -> bool {
    match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => true,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => false,
    }
}

fn is_worse(metric: Metric, rule: SignalRule) -> bool {
    match metric.worse() {
        Worse::Higher => is_high(rule),
        Worse::Lower => !is_high(rule),
        Worse::Neither => false,
    }
}

/// A cell's signal with its rank: worse ones first, then the plainer rule, then the farther from the centre.
fn signal(
    measured: &Measured,
    series: &Series,
    cell: &ReviewCell,
    code: u32,
    handoff: &HandoffBadge,
) -> Option<(f64, Signal)> {
    let (rule, limits) = (cell.signal?, cell.limits?);
    let counts_trouble = cell.metric.unit() == Unit::Share && cell.metric.worse() == Worse::Higher;
    let (part, behind) = match cell.numerator {
        Some(numerator) if counts_trouble && numerator > 0 => (DrillPart::Numerator, numerator),
        Some(_) | None => (DrillPart::Denominator, rows_behind(series, code, cell)),
    };
    let place = if cell.worse { concentration(measured, cell.metric, series.month, series.basis, code) } else { None };
    let distance = (cell.value.unwrap_or(limits.centre) - limits.centre).abs() / limits.mr_mean.max(f64::MIN_POSITIVE);
    let weight = match rule {
        SignalRule::AboveLimit | SignalRule::BelowLimit => 2e6,
        SignalRule::EightAbove | SignalRule::EightBelow => 1e6,
        SignalRule::NearUpper | SignalRule::NearLower => 0.0,
    };
    let rank = if cell.worse { 1e7 } else { 0.0 } + weight + distance.min(1e5);
    let run = run_length(cell, limits.centre);
    let drill = Drill {
        metric: cell.metric,
        part,
        month: Some(series.month),
        basis: series.basis,
        handoff: Some(handoff.key.clone()),
        dimension: None,
        value: None,
    };
    let signal = Signal {
        handoff: handoff.clone(),
        metric: cell.metric,
        rule,
        worse: cell.worse,
        claim: sentences::claim(cell, rule, &limits, run),
        detail: sentences::detail(cell, measured.clock, place),
        drill,
        behind,
    };
    Some((rank, signal))
}

/// How many records the denominator's drill-down shows; for packets records, not fields.
fn rows_behind(series: &Series, code: u32, cell: &ReviewCell) -> u64 {
    let place = series.metrics.iter().position(|&metric| metric == cell.metric);
    match (series.last, place) {
        (Some(month), Some(place)) => series.section.tally(code, month as u32, place).n(),
        (None, _) | (_, None) => cell.n,
    }
}

/// How many judged months up to this one lie on its side of the centre.
fn run_length(cell: &ReviewCell, centre: f64) -> usize {
    let values: Vec<f64> = mature(&cell.series).map(|point| point.1).collect();
    let Some(&last) = values.last() else { return 0 };
    values.iter().rev().take_while(|&&value| value != centre && (value > centre) == (last > centre)).count()
}

fn quiet_figure(cell: &ReviewCell, handoff: &HandoffBadge) -> Option<QuietFigure> {
    let (limits, value) = (cell.limits?, cell.value?);
    // What never varies (no meeting was ever booked here) is not even worth leaving alone.
    if cell.immature || limits.mr_mean == 0.0 {
        return None;
    }
    let before = cell.series.len().checked_sub(2).and_then(|at| cell.series[at].value);
    Some(QuietFigure {
        handoff: handoff.clone(),
        metric: cell.metric,
        unit: cell.metric.unit(),
        label: cell.metric.title().to_owned(),
        value,
        was: before,
        lower: limits.lower.max(0.0),
        upper: limits.upper,
    })
}
