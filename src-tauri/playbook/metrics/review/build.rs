//! The reviewed month, built: series, limits, signals, rows.

use super::concentration::concentration;
use super::frame::{badge, handoffs_in_order, left_out, months_with_records};
use super::maturity::Maturity;
use super::sentences;
use super::{
    Drill, DrillPart, HandoffBadge, PauseTotals, QuietFigure, Review, ReviewCell, ReviewColumn, ReviewRow, SegmentRow,
    SeriesPoint, ShareOf, Signal, SignalRule, StageAging, Unit, lists, ranking,
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

/// The table's columns, from speed over quality to conversion. The age of what is open grows with its cohort, so that months do not
/// compare: it stands in a list of its own.
const COLUMNS: [Metric; 21] = [
    Metric::TimeToAssign,
    Metric::TimeToAccept,
    Metric::TimeToFirstTouch,
    Metric::FirstTouchWithin5Minutes,
    Metric::TimeToNextStep,
    Metric::TimeLostInHandoff,
    Metric::SlaAssign,
    Metric::SlaAccept,
    Metric::SlaFirstTouch,
    Metric::SlaNextStep,
    Metric::SlaComplete,
    Metric::AcceptanceRate,
    Metric::ReassignmentRate,
    Metric::UntouchedShare,
    Metric::PacketFillRate,
    Metric::DuplicateRate,
    Metric::CompletionRate,
    Metric::MeetingBookedRate,
    Metric::OpportunityCreationRate,
    Metric::Conversion,
    Metric::DropOff,
];

/// One month on one page.
pub fn review(measured: &Measured, month: Month, basis: Basis) -> Review {
    let columns: Vec<Metric> = COLUMNS.into_iter().filter(|&metric| measured.available.has(metric)).collect();
    let metrics = measured.metrics();
    let series = Series::of(measured, &metrics, measured.by_handoff(basis), month, basis);
    let place = |metric| metrics.iter().position(|&other| other == metric).unwrap_or_default();
    // Volume has signals, though no column: each row shows it as n.
    let places: Vec<usize> = columns.iter().copied().chain([Metric::Volume]).map(place).collect();
    let mut rows = Vec::new();
    let (mut signals, mut quiet) = (Vec::new(), Vec::new());
    let handoffs = handoffs_in_order(measured, &series);
    for &code in &handoffs {
        let handoff = badge(measured, code);
        let mut cells: Vec<ReviewCell> =
            places.iter().map(|&place| series.cell(measured, code, place, Some(code))).collect();
        // The time lost is the volume times the time to accept, which have their own signals.
        for cell in cells.iter().filter(|cell| cell.metric != Metric::TimeLostInHandoff) {
            match signal(measured, &series, cell, code, &handoff) {
                Some(found) => signals.push(found),
                None => quiet.extend(quiet_figure(cell, &handoff)),
            }
        }
        let volume = cells.remove(columns.len());
        rows.push(ReviewRow { handoff, n: volume.n, volume, cells });
    }
    signals.sort_by_cached_key(|signal: &Signal| {
        let place = (signal.handoff.key.clone(), signal.metric);
        (ranking::rank(signal.worse, signal.rule, signal.concerned), place)
    });
    let title = |&metric: &Metric| ReviewColumn { metric, title: sentences::column_title(metric), unit: metric.unit() };
    let mut review = Review {
        month,
        months: months_with_records(measured),
        as_of: measured.as_of,
        basis,
        clock: measured.clock,
        records: rows.iter().map(|row| row.n).sum(),
        signals,
        quiet,
        columns: columns.iter().map(title).collect(),
        rows,
        left_out: left_out(measured, &measured.metrics(), month, basis),
        rejections: Vec::new(),
        aging: StageAging::default(),
        pauses: PauseTotals::default(),
        packet_fields: Vec::new(),
        conversions: Vec::new(),
    };
    lists::fill(&mut review, measured, &handoffs);
    review
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
    let section = section(measured, metric, month, basis, dimension, handoff);
    let series = Series::of(measured, &metrics, &section, month, basis);
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
    let section = section(measured, metric, month, basis, Dimension::All, handoff);
    Series::of(measured, &[metric], &section, month, basis).cell(measured, 0, 0, handoff)
}

/// `Some(None)` = all handoffs; `None` = unknown.
fn code_of(measured: &Measured, handoff: Option<&str>) -> Option<Option<u32>> {
    match handoff {
        None => Some(None),
        Some(key) => measured.columns.dictionary(Dimension::Handoff)?.find(key).map(Some),
    }
}

/// One metric over the months of a series.
fn section(
    measured: &Measured,
    metric: Metric,
    month: Month,
    basis: Basis,
    by: Dimension,
    handoff: Option<u32>,
) -> Section {
    let query = GridQuery {
        from: Some(Month(month.0 + 1 - SERIES as i32)),
        to: Some(month),
        by: vec![by],
        basis,
        handoff,
        metrics: vec![metric],
    };
    measured.grid(&query).pop().unwrap_or_else(|| Section::new(by, 1))
}

/// The tallies of the months up to the reviewed one.
pub(super) struct Series<'q> {
    metrics: &'q [Metric],
    section: &'q Section,
    month: Month,
    basis: Basis,
    /// Place of the reviewed month; `None` = the data does not touch it.
    last: Option<usize>,
    maturity: Maturity<'q>,
}

impl<'q> Series<'q> {
    fn of(
        measured: &'q Measured,
        metrics: &'q [Metric],
        section: &'q Section,
        month: Month,
        basis: Basis,
    ) -> Series<'q> {
        let last = measured.months.index(month);
        Series { metrics, section, month, basis, last, maturity: Maturity::of(measured, last, basis) }
    }

    /// The codes of the groups that have a record in the series.
    pub(super) fn codes(&self) -> impl Iterator<Item = u32> {
        let last = self.last;
        let is_in = move |month: u32| {
            last.is_some_and(|last| (last + 1).saturating_sub(SERIES) <= month as usize && month as usize <= last)
        };
        self.section.cells().iter().filter(move |cell| is_in(cell.1)).map(|cell| cell.0)
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
        let ShareOf { low, high, .. } = share_of(numerator, if share { n } else { 0 });
        let current = series.last().filter(|point| point.month == self.month);
        let signal = current.and_then(|point| point.signal);
        ReviewCell {
            metric,
            value: current.and_then(|point| point.value),
            n,
            numerator: share.then_some(numerator),
            low,
            high,
            km_median: Some(tally.km_p50).filter(|median| !median.is_nan()),
            running: u64::from(if metric == Metric::StageAgingAfterHandoff { tally.yes } else { tally.running }),
            cannot_judge: u64::from(tally.cannot_judge),
            immature: current.is_some_and(|point| point.immature),
            worse: signal.is_some_and(|rule| is_worse(metric, rule)),
            signal,
            series,
            limits,
            marks: Vec::new(),
        }
    }

    /// One point a month from the group's first month on.
    fn points(&self, measured: &Measured, code: u32, place: usize, handoff: Option<u32>) -> Vec<SeriesPoint> {
        let Some(last) = self.last else { return Vec::new() };
        let metric = self.metrics[place];
        let first = (last + 1).saturating_sub(SERIES);
        let young = self.maturity.young(handoff, metric);
        (first..=last)
            .skip_while(|&month| self.section.tallies(code, month as u32).is_none())
            .map(|month| {
                let tally = self.section.tally(code, month as u32, place);
                SeriesPoint {
                    month: measured.months.month(month),
                    value: value(metric, &tally),
                    n: counts(metric, &tally).1,
                    immature: month + young > last,
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

/// A share as a review shows it.
pub(super) fn share_of(numerator: u64, n: u64) -> ShareOf {
    let is_shown = n >= FEWEST_FOR_A_SHARE;
    let interval = if is_shown { wilson(numerator, n, Z_95) } else { None };
    ShareOf {
        numerator,
        n,
        value: is_shown.then(|| numerator as f64 / n as f64),
        low: interval.map(|interval| interval.0),
        high: interval.map(|interval| interval.1),
    }
}

/// The figure that a review shows.
fn value(metric: Metric, tally: &Tally) -> Option<f64> {
    let (numerator, n) = counts(metric, tally);
    match metric.unit() {
        Unit::Count | Unit::Money => Some(n as f64),
        Unit::Duration if metric == Metric::TimeLostInHandoff => (n > 0).then_some(tally.sum as f64),
        Unit::Duration => (n > 0).then_some(tally.p50),
        Unit::Share => share_of(numerator, n).value,
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

/// A cell's signal.
fn signal(
    measured: &Measured,
    series: &Series,
    cell: &ReviewCell,
    code: u32,
    handoff: &HandoffBadge,
) -> Option<Signal> {
    let (rule, limits) = (cell.signal?, cell.limits?);
    let records = rows_behind(series, code, cell);
    let concerned = ranking::concerned(cell, &limits, records);
    if concerned == 0 {
        // Nobody could be asked about it: three months without a duplicate where one in four months is usual.
        return None;
    }
    let counts_trouble = cell.metric.unit() == Unit::Share && cell.metric.worse() == Worse::Higher;
    let (part, behind) = match cell.numerator {
        Some(numerator) if counts_trouble && numerator > 0 => (DrillPart::Numerator, numerator),
        Some(_) | None => (DrillPart::Denominator, records),
    };
    let place = if cell.worse { concentration(measured, cell.metric, series.month, series.basis, code) } else { None };
    let run = run_length(cell, limits.centre);
    let drill =
        Drill { handoff: Some(handoff.key.clone()), ..Drill::of_month(cell.metric, part, series.month, series.basis) };
    Some(Signal {
        handoff: handoff.clone(),
        metric: cell.metric,
        rule,
        worse: cell.worse,
        claim: sentences::claim(cell, rule, &limits, run),
        detail: sentences::detail(cell, &limits, measured.clock, concerned, place),
        drill,
        behind,
        concerned,
    })
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
