//! Segments that hide behind averages: the whole is quiet, and one part of it is not like the whole.
//!
//! Every part of every quiet figure is held against the whole, with an interval that is widened for the number of comparisons
//! (Bonferroni: the chance that any of them stands out by luck alone is at most 5 %). A share's interval is Wilson's; a median's lies
//! between order statistics and assumes no distribution.

use crate::metrics::columns::NEVER;
use crate::metrics::grid::GridQuery;
use crate::metrics::measure::duration_slot;
use crate::metrics::parts::denominator;
use crate::metrics::review::{Drill, DrillPart, HandoffBadge, Review, Unit};
use crate::metrics::statistics::{normal_quantile, quantile, wilson};
use crate::metrics::words::{count, figure, share};
use crate::metrics::{Basis, Dimension, Measured, Metric, Worse};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Where to look.
const DIMENSIONS: [Dimension; 6] = [
    Dimension::Source,
    Dimension::Segment,
    Dimension::Intent,
    Dimension::Trigger,
    Dimension::OwnerGroup,
    Dimension::Owner,
];

/// What is looked at: shares of records, and waiting times.
const METRICS: [Metric; 17] = [
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
    Metric::UntouchedShare,
    Metric::CompletionRate,
    Metric::MeetingBookedRate,
    Metric::OpportunityCreationRate,
    Metric::ReassignmentRate,
    Metric::Conversion,
    Metric::DropOff,
];

/// Fewer records prove nothing.
const FEWEST: u64 = 10;

/// The chance that anything is named by luck alone.
const BY_LUCK: f64 = 0.05;

/// How many are named.
const MOST: usize = 20;

/// A part that is not like its whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct HiddenSegment {
    pub handoff: HandoffBadge,
    pub metric: Metric,
    pub unit: Unit,
    pub dimension: Dimension,
    /// As imported.
    pub value: String,
    /// The part's figure, with its widened interval.
    pub figure: f64,
    pub low: f64,
    pub high: f64,
    #[ts(type = "number")]
    pub n: u64,
    pub whole: f64,
    #[ts(type = "number")]
    pub whole_n: u64,
    pub worse: bool,
    /// Records by which the part is off the whole: shares only, else those beyond the whole's median past one half.
    #[ts(type = "number")]
    pub concerned: u64,
    /// `H2 Acceptance breach rate: AE EMEA 34 % (n 88) where all have 18 %, whose month is quiet.`
    pub sentence: String,
    pub drill: Drill,
}

/// What was found, and among how much.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct HiddenSegments {
    /// Worse ones first, then by how many records are concerned; at most twenty.
    pub found: Vec<HiddenSegment>,
    /// How many parts stand out, listed or not.
    #[ts(type = "number")]
    pub standing_out: u64,
    /// How many parts were held against their wholes.
    #[ts(type = "number")]
    pub compared: u64,
    pub sentence: String,
}

/// A comparison before it is judged.
struct Candidate {
    handoff: HandoffBadge,
    metric: Metric,
    dimension: Dimension,
    value: String,
    n: u64,
    whole: f64,
    whole_n: u64,
    what: Compared,
}

enum Compared {
    Share {
        yes: u64,
    },
    /// Ascending.
    Durations(Vec<f64>),
}

/// The segments of a reviewed month that hide behind quiet figures.
pub fn hidden_segments(measured: &Measured<'_>, review: &Review) -> HiddenSegments {
    let Some(place) = measured.months.index(review.month) else { return HiddenSegments::default() };
    let mut candidates = Vec::new();
    // By cohort a month's records are those that started in it; by period they may have started in any.
    let is_near = |row: &usize| review.basis == Basis::Period || usize::from(measured.started_in(*row)) == place;
    let near: Vec<usize> = measured.rows().filter(is_near).collect();
    for row in &review.rows {
        let is_quiet = |metric: &Metric| {
            let cell = row.cells.iter().find(|cell| cell.metric == *metric);
            let has_signal =
                review.signals.iter().any(|signal| signal.metric == *metric && signal.handoff.key == row.handoff.key);
            cell.is_some_and(|cell| !cell.immature && cell.value.is_some() && cell.signal.is_none()) && !has_signal
        };
        let metrics: Vec<Metric> = METRICS.into_iter().filter(is_quiet).collect();
        let Some(code) = measured
            .columns()
            .dictionary(Dimension::Handoff)
            .and_then(|dictionary| dictionary.find(&row.handoff.key))
            .filter(|_| !metrics.is_empty())
        else {
            continue;
        };
        let looked = Looked { measured, review, place, code, handoff: &row.handoff, metrics: &metrics };
        looked.shares(&mut candidates);
        looked.durations(&near, &mut candidates);
    }
    judge(review, candidates)
}

/// One handoff point's quiet figures.
struct Looked<'a> {
    measured: &'a Measured<'a>,
    review: &'a Review,
    place: usize,
    code: u32,
    handoff: &'a HandoffBadge,
    metrics: &'a [Metric],
}

impl Looked<'_> {
    fn shares(&self, candidates: &mut Vec<Candidate>) {
        let Looked { measured, review, place, code, handoff, .. } = *self;
        let metrics: Vec<Metric> = self.metrics.iter().copied().filter(|metric| metric.unit() == Unit::Share).collect();
        if metrics.is_empty() {
            return;
        }
        let query = GridQuery {
            from: Some(review.month),
            to: Some(review.month),
            by: DIMENSIONS.into_iter().chain([Dimension::All]).collect(),
            basis: review.basis,
            handoff: Some(code),
            metrics: metrics.clone(),
        };
        let sections = measured.grid(&query);
        let Some((all, sections)) = sections.split_last() else { return };
        for (at, &metric) in metrics.iter().enumerate() {
            let whole = all.tally(0, place as u32, at);
            if whole.n() < FEWEST {
                continue;
            }
            for section in sections {
                for &(value, _) in section.cells().iter().filter(|&&(value, _)| value != 0) {
                    let part = section.tally(value, place as u32, at);
                    if !is_compared(part.n(), whole.n()) {
                        continue;
                    }
                    candidates.push(Candidate {
                        handoff: handoff.clone(),
                        metric,
                        dimension: section.dimension,
                        value: measured.label(section.dimension, value).to_owned(),
                        n: part.n(),
                        whole: f64::from(whole.yes) / whole.n() as f64,
                        whole_n: whole.n(),
                        what: Compared::Share { yes: u64::from(part.yes) },
                    });
                }
            }
        }
    }

    /// `near` = the rows among which those of the month are.
    fn durations(&self, near: &[usize], candidates: &mut Vec<Candidate>) {
        let Looked { measured, review, place, code, handoff, metrics } = *self;
        let columns = measured.columns();
        for &metric in metrics.iter().filter(|metric| metric.unit() == Unit::Duration) {
            let Some(slot) = duration_slot(metric) else { continue };
            let reached = denominator(metric);
            let rows: Vec<(u32, f64)> = near
                .iter()
                .copied()
                .filter(|&row| {
                    columns.code(row as u32, Dimension::Handoff) == code
                        && measured.is_counted_in(metric, row, place, review.basis)
                        && measured.parts(row) & reached != 0
                })
                .map(|row| (row as u32, measured.duration_at(slot, row)))
                .filter(|&(_, ms)| ms != NEVER)
                .map(|(row, ms)| (row, ms as f64))
                .collect();
            let mut all: Vec<f64> = rows.iter().map(|row| row.1).collect();
            all.sort_unstable_by(f64::total_cmp);
            let Some(whole) = quantile(&all, 500).filter(|_| all.len() as u64 >= FEWEST) else { continue };
            for dimension in DIMENSIONS {
                let mut parts: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
                for &(row, ms) in &rows {
                    parts.entry(columns.code(row, dimension)).or_default().push(ms);
                }
                for (value, mut values) in parts {
                    if value == 0 || !is_compared(values.len() as u64, all.len() as u64) {
                        continue;
                    }
                    values.sort_unstable_by(f64::total_cmp);
                    candidates.push(Candidate {
                        handoff: handoff.clone(),
                        metric,
                        dimension,
                        value: measured.label(dimension, value).to_owned(),
                        n: values.len() as u64,
                        whole,
                        whole_n: all.len() as u64,
                        what: Compared::Durations(values),
                    });
                }
            }
        }
    }
}

/// Enough to tell, and not simply nearly everything.
fn is_compared(n: u64, whole: u64) -> bool {
    n >= FEWEST && n * 5 <= whole * 4
}

fn judge(review: &Review, candidates: Vec<Candidate>) -> HiddenSegments {
    let compared = candidates.len() as u64;
    if compared == 0 {
        return HiddenSegments {
            sentence: "No part of a quiet figure is large enough to be told from it.".into(),
            ..HiddenSegments::default()
        };
    }
    let z = normal_quantile(1.0 - BY_LUCK / 2.0 / compared as f64);
    let mut found: Vec<HiddenSegment> =
        candidates.into_iter().filter_map(|candidate| candidate.stands_out(review, z)).collect();
    found.sort_by(|a, b| {
        b.worse.cmp(&a.worse).then(b.concerned.cmp(&a.concerned)).then_with(|| {
            (&a.handoff.key, a.metric, a.dimension, &a.value).cmp(&(&b.handoff.key, b.metric, b.dimension, &b.value))
        })
    });
    let standing_out = found.len() as u64;
    found.truncate(MOST);
    let worse = found.iter().filter(|segment| segment.worse).count() as u64;
    let sentence = match standing_out {
        0 => format!(
            "None of {} parts of quiet figures differs from its whole by more than its interval.",
            count(compared)
        ),
        _ => format!(
            "{} of {} parts of quiet figures differ from their wholes by more than their intervals, {} of them for the worse.",
            count(standing_out),
            count(compared),
            count(worse)
        ),
    };
    HiddenSegments { found, standing_out, compared, sentence }
}

impl Candidate {
    /// The segment where its interval does not hold the whole's figure.
    fn stands_out(self, review: &Review, z: f64) -> Option<HiddenSegment> {
        let (own, low, high, concerned) = match &self.what {
            Compared::Share { yes } => {
                let (low, high) = wilson(*yes, self.n, z)?;
                let expected = self.whole * self.n as f64;
                (*yes as f64 / self.n as f64, low, high, (*yes as f64 - expected).abs())
            }
            Compared::Durations(values) => {
                let (low, high) = median_interval(values, z)?;
                let median = quantile(values, 500)?;
                let slower = values.iter().filter(|&&value| value > self.whole).count() as f64;
                (median, low, high, (slower - values.len() as f64 / 2.0).abs())
            }
        };
        if low <= self.whole && self.whole <= high {
            return None;
        }
        let (metric, unit) = (self.metric, self.metric.unit());
        let worse = match metric.worse() {
            Worse::Higher => own > self.whole,
            Worse::Lower => own < self.whole,
            Worse::Neither => false,
        };
        let n = match unit {
            Unit::Share => format!("n {}, interval {:.0}–{}", count(self.n), low * 100.0, share(high)),
            Unit::Count | Unit::Duration | Unit::Money => {
                format!("n {}, interval {}–{}", count(self.n), figure(low, unit), figure(high, unit))
            }
        };
        let title = metric.title();
        let sentence = format!(
            "{} {title}: {} {} ({n}) where all have {}, a quiet month.",
            self.handoff.key,
            self.value,
            figure(own, unit),
            figure(self.whole, unit)
        );
        let drill = Drill {
            handoff: Some(self.handoff.key.clone()),
            dimension: Some(self.dimension),
            value: Some(self.value.clone()),
            ..Drill::of_month(metric, DrillPart::Denominator, review.month, review.basis)
        };
        Some(HiddenSegment {
            handoff: self.handoff,
            metric,
            unit,
            dimension: self.dimension,
            value: self.value,
            figure: own,
            low,
            high,
            n: self.n,
            whole: self.whole,
            whole_n: self.whole_n,
            worse,
            concerned: concerned.round() as u64,
            sentence,
            drill,
        })
    }
}

/// Between which of the sorted values the median lies: the ranks n/2 ± z·√n/2 of the binomial distribution, rounded outwards. `None` where
/// there are too few for this z.
fn median_interval(sorted: &[f64], z: f64) -> Option<(f64, f64)> {
    let n = sorted.len() as f64;
    let reach = z * n.sqrt() / 2.0;
    let (low, high) = ((n / 2.0 - reach).floor() - 1.0, (n / 2.0 + reach).ceil());
    if low < 0.0 || high >= n {
        return None;
    }
    Some((sorted[low as usize], sorted[high as usize]))
}
