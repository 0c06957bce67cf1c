//! The lists beside the table of a review: why handoffs were turned down, what has been open longest, which packet fields are
//! missing, what converts by source and trigger.

use super::build::share_of;
use super::frame::badge;
use super::{Drill, DrillPart, HandoffBadge, Review, Split};
use crate::metrics::columns::NEVER;
use crate::metrics::measure::{Measured, duration_slot};
use crate::metrics::parts::{Part, bit, denominator};
use crate::metrics::period::Anchor;
use crate::metrics::statistics::quantile;
use crate::metrics::{Basis, Dimension, Metric, Month};
use crate::record::Moment;
use crate::{Instant, Millis};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use ts_rs::TS;

/// A share with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct ShareOf {
    #[ts(type = "number")]
    pub numerator: u64,
    /// Denominator.
    #[ts(type = "number")]
    pub n: u64,
    /// `None` under 10 in the denominator, with the interval.
    pub value: Option<f64>,
    /// 95 % Wilson interval.
    pub low: Option<f64>,
    pub high: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct RejectionReason {
    /// `None` = all handoffs together.
    pub handoff: Option<HandoffBadge>,
    /// As imported; `(blank)` where none is given.
    pub reason: String,
    /// As the policy names it; as imported where it does not.
    #[serde(default)]
    pub name: String,
    /// Rejected or recycled for this reason / all that were decided.
    pub share: ShareOf,
    pub drill: Drill,
}

/// How long what was accepted has been open, since the acceptance and on the review's clock.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS)]
pub struct StageAging {
    /// How many are open.
    #[ts(type = "number")]
    pub open: u64,
    /// Milliseconds; `None` where none is open.
    pub p50_ms: Option<f64>,
    pub p90_ms: Option<f64>,
    /// The oldest, at most ten.
    pub oldest: Vec<OpenRecord>,
}

/// A record that was accepted and is not completed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct OpenRecord {
    /// As the records screen names it.
    pub id: String,
    /// The CRM's id; empty where the review was made without the records at hand.
    pub record_id: String,
    pub handoff: HandoffBadge,
    pub owner: Option<String>,
    pub owner_group: Option<String>,
    #[ts(type = "number")]
    pub accepted_at: Instant,
    /// Since the acceptance, on the review's clock.
    #[ts(type = "number")]
    pub age_ms: Millis,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "PacketFill")]
pub struct PacketField {
    pub handoff: HandoffBadge,
    /// Catalogue key.
    pub field: String,
    /// Filled / records whose packet asks for it.
    pub share: ShareOf,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Conversion {
    pub source: String,
    pub trigger: String,
    /// Reached the handoff's outcome / started.
    pub share: ShareOf,
    pub drill: Drill,
}

/// How many open records are listed.
const OLDEST: usize = 10;

/// How many pairs of source and trigger are listed.
const MOST_PAIRS: usize = 50;

/// The month's records of a metric.
fn rows_of(measured: &Measured, metric: Metric, month: usize, basis: Basis) -> impl Iterator<Item = u32> {
    let anchor = match basis {
        Basis::Cohort => Anchor::Started,
        Basis::Period => Anchor::of(metric),
    };
    let wanted = denominator(metric);
    measured
        .rows()
        .filter(move |&row| measured.parts(row) & wanted != 0 && measured.is_in_month(anchor, row, month))
        .map(|row| row as u32)
}

/// Fills the lists of a review; `handoffs` are the codes of its rows, in their order.
pub(super) fn fill(review: &mut Review, measured: &Measured, handoffs: &[u32]) {
    let Some(month) = measured.months.index(review.month) else { return };
    let (available, basis) = (&measured.available, review.basis);
    let started: Vec<u32> = rows_of(measured, Metric::Volume, month, basis).collect();
    if available.has(Metric::RejectionRate) {
        review.rejections = rejections(measured, review.month, month, basis, handoffs);
    }
    if available.has(Metric::StageAgingAfterHandoff) {
        review.aging = aging(measured, month);
    }
    review.pauses = super::paused::pause_totals(measured, &started);
    review.packet_fields = packet_fields(measured, &started, handoffs);
    if available.has(Metric::Conversion) {
        review.conversions = conversions(measured, review.month, month, basis);
    }
}

fn rejections(measured: &Measured, month: Month, place: usize, basis: Basis, handoffs: &[u32]) -> Vec<RejectionReason> {
    const METRIC: Metric = Metric::RejectionRate;
    let columns = measured.columns;
    // By handoff (`None` = all together): decided, and rejected by reason.
    let mut decided: HashMap<Option<u32>, (u64, HashMap<u32, u64>)> = HashMap::new();
    for row in rows_of(measured, METRIC, place, basis) {
        let is_rejected = measured.parts(row as usize) & bit(METRIC, Part::Yes) != 0;
        for handoff in [None, Some(columns.code(row, Dimension::Handoff))] {
            let (decided, by_reason) = decided.entry(handoff).or_default();
            *decided += 1;
            if is_rejected {
                *by_reason.entry(columns.code(row, Dimension::Reason)).or_default() += 1;
            }
        }
    }
    let mut list = Vec::new();
    for handoff in [None].into_iter().chain(handoffs.iter().copied().map(Some)) {
        let Some((decided, by_reason)) = decided.get(&handoff) else { continue };
        let mut reasons: Vec<(&str, u64)> =
            by_reason.iter().map(|(&reason, &records)| (measured.label(Dimension::Reason, reason), records)).collect();
        reasons.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        let handoff = handoff.map(|code| badge(measured, code));
        list.extend(reasons.into_iter().map(|(reason, records)| RejectionReason {
            handoff: handoff.clone(),
            reason: reason.to_owned(),
            name: measured.policy.reason_name(reason).to_owned(),
            share: share_of(records, *decided),
            drill: Drill {
                handoff: handoff.as_ref().map(|handoff| handoff.key.clone()),
                dimension: Some(Dimension::Reason),
                value: Some(reason.to_owned()),
                ..Drill::of_month(METRIC, DrillPart::Numerator, month, basis)
            },
        }));
    }
    list
}

fn aging(measured: &Measured, month: usize) -> StageAging {
    const METRIC: Metric = Metric::StageAgingAfterHandoff;
    let Some(slot) = duration_slot(METRIC) else { return StageAging::default() };
    let columns = measured.columns;
    let is_open = |row: usize| measured.parts(row) & bit(METRIC, Part::Yes) != 0;
    let mut open: Vec<(Millis, u32)> = measured
        .rows()
        .filter(|&row| is_open(row) && usize::from(measured.started_in(row)) <= month)
        .map(|row| (measured.duration_at(slot, row), row as u32))
        .collect();
    open.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let ages: Vec<f64> = open.iter().rev().map(|&(age, _)| age as f64).collect();
    let text = |row, dimension| columns.value(row, dimension).map(str::to_owned);
    let oldest = open.iter().take(OLDEST).map(|&(age_ms, row)| OpenRecord {
        id: columns.row_id(row).to_string(),
        record_id: String::new(),
        handoff: badge(measured, columns.code(row, Dimension::Handoff)),
        owner: text(row, Dimension::Owner),
        owner_group: text(row, Dimension::OwnerGroup),
        accepted_at: columns.at(row, Moment::Accepted).unwrap_or(NEVER),
        age_ms,
    });
    StageAging {
        open: ages.len() as u64,
        p50_ms: quantile(&ages, 500),
        p90_ms: quantile(&ages, 900),
        oldest: oldest.collect(),
    }
}

fn packet_fields(measured: &Measured, started: &[u32], handoffs: &[u32]) -> Vec<PacketField> {
    let columns = measured.columns;
    let mut list = Vec::new();
    for &code in handoffs {
        let key = columns.dictionary(Dimension::Handoff).and_then(|dictionary| dictionary.value(code));
        let Some(point) = key.and_then(|key| measured.policy.handoff(key)) else { continue };
        let rows: Vec<usize> = started
            .iter()
            .filter(|&&row| columns.code(row, Dimension::Handoff) == code && columns.packet(row as usize).0 > 0)
            .map(|&row| row as usize)
            .collect();
        if rows.is_empty() {
            continue;
        }
        // By field: how many had to carry it, and how many did. What the latest version asks for comes first.
        let latest = measured.policy.required_fields(point);
        let mut counts: Vec<(String, u64, u64)> = latest.into_iter().map(|field| (field, 0, 0)).collect();
        for &row in &rows {
            let started = Some(columns.moment(Moment::Started).get(row)).filter(|&at| at != NEVER);
            let required = measured.required.fields(&point.key, started).unwrap_or_default();
            let known = required.iter().enumerate().filter(|(_, field)| columns.found.is_brought(field));
            for (place, field) in known.take_while(|(place, _)| *place < u64::BITS as usize) {
                let filled = u64::from(columns.has_packet_field(row, place));
                match counts.iter_mut().find(|(known, ..)| known == field) {
                    Some((_, asked, had)) => (*asked, *had) = (*asked + 1, *had + filled),
                    None => counts.push((field.clone(), 1, filled)),
                }
            }
        }
        let asked = counts.into_iter().filter(|(_, asked, _)| *asked > 0);
        list.extend(asked.map(|(field, asked, had)| PacketField {
            handoff: badge(measured, code),
            field,
            share: share_of(had, asked),
        }));
    }
    list
}

fn conversions(measured: &Measured, month: Month, place: usize, basis: Basis) -> Vec<Conversion> {
    const METRIC: Metric = Metric::Conversion;
    const SPLIT: [Dimension; 2] = [Dimension::Source, Dimension::Trigger];
    let columns = measured.columns;
    let has_values = |dimension| columns.dictionary(dimension).is_some_and(|dictionary| dictionary.len() > 1);
    if !SPLIT.into_iter().all(has_values) {
        return Vec::new();
    }
    let mut pairs: HashMap<[u32; 2], (u64, u64)> = HashMap::new();
    for row in rows_of(measured, METRIC, place, basis) {
        let (converted, started) = pairs.entry(SPLIT.map(|dimension| columns.code(row, dimension))).or_default();
        *converted += u64::from(measured.parts(row as usize) & bit(METRIC, Part::Yes) != 0);
        *started += 1;
    }
    let label = |dimension, code| measured.label(dimension, code);
    let mut pairs: Vec<(&str, &str, u64, u64)> = pairs
        .into_iter()
        .map(|([source, trigger], (converted, started))| {
            (label(Dimension::Source, source), label(Dimension::Trigger, trigger), converted, started)
        })
        .collect();
    pairs.sort_by(|a, b| b.3.cmp(&a.3).then_with(|| (a.0, a.1).cmp(&(b.0, b.1))));
    pairs
        .into_iter()
        .take(MOST_PAIRS)
        .map(|(source, trigger, converted, started)| Conversion {
            source: source.to_owned(),
            trigger: trigger.to_owned(),
            share: share_of(converted, started),
            drill: Drill {
                dimension: Some(Dimension::Source),
                value: Some(source.to_owned()),
                also: Some(Split { dimension: Dimension::Trigger, value: trigger.to_owned() }),
                ..Drill::of_month(METRIC, DrillPart::Denominator, month, basis)
            },
        })
        .collect()
}
