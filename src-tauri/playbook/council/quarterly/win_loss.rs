//! Who reached the outcome of a handoff point, part by part.

use super::FEWEST;
use crate::metrics::grid::{GridQuery, Section};
use crate::metrics::measure::Measured;
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::statistics::{normal_quantile, wilson};
use crate::metrics::words::{count, share};
use crate::metrics::{Basis, Dimension, Metric, Month};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The parts of which it is said.
const DIMENSIONS: [Dimension; 4] = [Dimension::Source, Dimension::Segment, Dimension::Intent, Dimension::Trigger];

const METRIC: Metric = Metric::Conversion;

/// So many parts are listed.
const MOST: usize = 60;

/// How a part stands to the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "PartStanding")]
pub enum Standing {
    /// The whole lies outside of its interval, widened for the number of comparisons.
    Worse,
    Better,
    /// Nothing says that it is not as the whole.
    AsAll,
    /// Fewer than ten.
    TooFew,
}

/// A part of a handoff point and how many of it reached the outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct WinLoss {
    pub handoff: HandoffBadge,
    pub dimension: Dimension,
    pub value: String,
    /// The share that reached the outcome, with its Wilson interval of 95 %, widened for the number of comparisons.
    pub share: f64,
    pub low: f64,
    pub high: f64,
    #[ts(type = "number")]
    pub n: u64,
    /// The share of all at the handoff point.
    pub whole: f64,
    pub standing: Standing,
    pub sentence: String,
}

/// What reached the outcome and how many there are, by value.
type Counts = BTreeMap<u32, (u64, u64)>;

/// The counts of a handoff point by each of [`DIMENSIONS`], and of all of it.
type OfPoint = (Vec<(Dimension, Counts)>, (u64, u64));

/// Conversion at a handoff point of the quarter. `None` = nobody can be judged.
fn counts(measured: &Measured<'_>, handoff: u32, from: Month, to: Month) -> Option<OfPoint> {
    let query = GridQuery {
        from: Some(from),
        to: Some(to),
        by: DIMENSIONS.into_iter().chain([Dimension::All]).collect(),
        basis: Basis::Cohort,
        handoff: Some(handoff),
        metrics: vec![METRIC],
    };
    let add = |section: &Section| {
        let mut counts = Counts::new();
        for &(value, month) in section.cells() {
            let tally = section.tally(value, month, 0);
            let (yes, n) = counts.entry(value).or_default();
            (*yes, *n) = (*yes + u64::from(tally.yes), *n + tally.n());
        }
        counts
    };
    let sections = measured.grid(&query);
    let (all, sections) = sections.split_last()?;
    let whole = add(all).get(&0).copied().filter(|(_, n)| *n > 0)?;
    Some((sections.iter().map(|section| (section.dimension, add(section))).collect(), whole))
}

/// How so many of so many stand to a share: by the Wilson interval at `z`, which is given back.
pub(super) fn stands(yes: u64, n: u64, whole: f64, z: f64) -> Option<(Standing, f64, f64)> {
    let (low, high) = wilson(yes, n, z)?;
    let standing = match () {
        () if n < FEWEST => Standing::TooFew,
        () if high < whole => Standing::Worse,
        () if low > whole => Standing::Better,
        () => Standing::AsAll,
    };
    Some((standing, low, high))
}

/// The z of 95 %, widened for so many comparisons (Bonferroni).
pub(super) fn widened(comparisons: usize) -> f64 {
    normal_quantile(1.0 - 0.025 / comparisons.max(1) as f64)
}

pub(super) fn win_loss(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<WinLoss> {
    if !measured.metrics().contains(&METRIC) {
        missing.push("Win and loss: map the column that says what became of a record.".to_owned());
        return Vec::new();
    }
    let handoffs = measured.columns().dictionary(Dimension::Handoff).map_or(0, |dictionary| dictionary.len() as u32);
    let mut parts = Vec::new();
    for code in 0..handoffs {
        let Some((dimensions, (won, all))) = counts(measured, code, from, to) else { continue };
        if all < FEWEST {
            continue;
        }
        for (dimension, values) in dimensions {
            // A part that is nearly everything cannot differ from it.
            let is_part = |(value, n): (u32, u64)| value != 0 && n > 0 && n * 5 <= all * 4;
            let values = values.into_iter().filter(|&(value, (_, n))| is_part((value, n)));
            parts.extend(values.map(|(value, counts)| (code, dimension, value, counts, won as f64 / all as f64)));
        }
    }
    let z = widened(parts.iter().filter(|(_, _, _, (_, n), _)| *n >= FEWEST).count());
    let mut found: Vec<WinLoss> = parts
        .into_iter()
        .filter_map(|(code, dimension, value, (yes, n), whole)| {
            let (standing, low, high) = stands(yes, n, whole, z)?;
            let (handoff, value) = (badge(measured, code), measured.label(dimension, value).to_owned());
            let own = yes as f64 / n as f64;
            let sentence = match standing {
                Standing::TooFew => {
                    format!("{} {value}: {} that can be judged are too few to say anything.", handoff.key, count(n))
                }
                Standing::Worse | Standing::Better | Standing::AsAll => format!(
                    "{} {value}: {} come to the handoff's outcome (n {}) where all have {}.",
                    handoff.key,
                    share(own),
                    count(n),
                    share(whole)
                ),
            };
            Some(WinLoss { handoff, dimension, value, share: own, low, high, n, whole, standing, sentence })
        })
        .collect();
    found.sort_by(|a, b| {
        let rank = |one: &WinLoss| match one.standing {
            Standing::Worse => 0,
            Standing::Better => 1,
            Standing::AsAll => 2,
            Standing::TooFew => 3,
        };
        let weight = |one: &WinLoss| (one.whole - one.share).abs() * one.n as f64;
        rank(a).cmp(&rank(b)).then(weight(b).total_cmp(&weight(a))).then_with(|| a.value.cmp(&b.value))
    });
    found.truncate(MOST);
    found
}
