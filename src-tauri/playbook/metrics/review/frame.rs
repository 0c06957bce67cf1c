//! What stands around the figures of a review: the handoffs' badges and order, the months to choose from, what was left out.

use super::build::Series;
use super::{HandoffBadge, LeftOut};
use crate::metrics::behind::impossible_order;
use crate::metrics::figures::BLANK;
use crate::metrics::measure::Measured;
use crate::metrics::parts::{Part, bit};
use crate::metrics::period::Anchor;
use crate::metrics::{Basis, Dimension, Metric, Month};
use crate::record::Moment;
use std::collections::BTreeMap;

/// Handoffs that have a record in the series: as the policy orders them, then those it does not know.
pub(super) fn handoffs_in_order(measured: &Measured, series: &Series) -> Vec<u32> {
    let dictionary = measured.columns.dictionary(Dimension::Handoff);
    let position = |code: u32| {
        let key = dictionary.and_then(|dictionary| dictionary.value(code));
        let points = &measured.policy.handoffs;
        key.and_then(|key| points.iter().position(|point| point.key == key)).unwrap_or(usize::MAX)
    };
    let mut codes: Vec<u32> = series.codes().collect();
    codes.sort_unstable_by_key(|&code| (position(code), code));
    codes.dedup();
    codes
}

pub(crate) fn badge(measured: &Measured, code: u32) -> HandoffBadge {
    let key = measured.columns.dictionary(Dimension::Handoff).and_then(|dictionary| dictionary.value(code));
    match key.and_then(|key| measured.policy.handoff(key)) {
        Some(point) => HandoffBadge {
            key: point.key.clone(),
            name: point.name.clone(),
            sender: point.sender.clone(),
            receiver: point.receiver.clone(),
        },
        None => HandoffBadge {
            key: key.unwrap_or_default().to_owned(),
            name: key.unwrap_or(BLANK).to_owned(),
            sender: String::new(),
            receiver: String::new(),
        },
    }
}

pub(super) fn months_with_records(measured: &Measured) -> Vec<Month> {
    let mut has = vec![false; measured.months.len()];
    for row in measured.rows() {
        if let Some(has) = has.get_mut(usize::from(measured.started_in(row))) {
            *has = true;
        }
    }
    (0..has.len()).filter(|&month| has[month]).map(|month| measured.months.month(month)).collect()
}

/// Records of the month that a metric leaves out for an impossible order, by metric and reason.
pub(super) fn left_out(measured: &Measured, metrics: &[Metric], month: Month, basis: Basis) -> Vec<LeftOut> {
    let Some(month) = measured.months.index(month) else { return Vec::new() };
    let clip = measured.is_clipped();
    let mut counts: BTreeMap<(Metric, Moment, Moment), u64> = BTreeMap::new();
    let cannot = |metric| bit(metric, Part::CannotJudge);
    let any = metrics.iter().fold(0, |bits, &metric| bits | cannot(metric));
    for row in measured.rows() {
        let parts = measured.parts(row);
        if parts & any == 0 {
            continue;
        }
        let passage = measured.passage(row, clip);
        for &metric in metrics.iter().filter(|&&metric| parts & cannot(metric) != 0) {
            let anchor = match basis {
                Basis::Cohort => Anchor::Started,
                Basis::Period => Anchor::of(metric),
            };
            if measured.is_in_month(anchor, row, month)
                && let Some((later, earlier)) = impossible_order(metric, &passage)
            {
                *counts.entry((metric, later, earlier)).or_default() += 1;
            }
        }
    }
    counts
        .into_iter()
        .map(|((metric, later, earlier), records)| LeftOut {
            metric,
            reason: format!("{} before {}", later.word(), earlier.word()),
            records,
        })
        .collect()
}
