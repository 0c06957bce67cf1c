//! Customers who were lost: renewals that were not won, and passages from a customer's stage into one in which the journey ends without a
//! deal.
//!
//! The policy says which those are. A *customer's stage* is any stage that a record reaches after a handoff point whose outcome is a deal
//! won, or that such a stage leads to; a *renewal* is a handoff point between customers' stages into a stage called so. Expansion says
//! nothing of churn: a customer who does not buy more is no customer lost.

use super::win_loss::{Standing, stands, widened};
use super::{FEWEST, rows_in};
use crate::metrics::measure::Measured;
use crate::metrics::parts::{Part, bit, denominator};
use crate::metrics::review::{HandoffBadge, badge};
use crate::metrics::statistics::wilson;
use crate::metrics::words::{count, share};
use crate::metrics::{Dimension, Metric, Month};
use crate::policy::{HandoffPoint, Outcome, Policy, StageKind};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// How a customer is seen to be lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CustomerEnd {
    /// A renewal did not come to its outcome.
    NotRenewed,
    /// A passage into a stage in which the journey ends without a deal.
    Closed,
}

/// What was lost at a handoff point, of all or of one segment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChurnRow {
    pub handoff: HandoffBadge,
    pub end: CustomerEnd,
    /// `None` = all of the handoff point.
    pub segment: Option<String>,
    #[ts(type = "number")]
    pub lost: u64,
    /// Renewals that can be judged; of closed ones, as many as were lost.
    #[ts(type = "number")]
    pub n: u64,
    /// Of the renewals, with its Wilson interval of 95 %; `None` = too few, or nothing to take a share of.
    pub share: Option<f64>,
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Of a segment beside all of the handoff point.
    pub standing: Standing,
    pub sentence: String,
}

/// Stages in which a record is a customer's.
fn customers(policy: &Policy) -> BTreeSet<&str> {
    let leads = |point: &HandoffPoint| point.from_stage != point.to_stage;
    // Where somebody wins within a stage, whatever leads on from it leads to customers.
    let won_within: Vec<&str> = policy
        .handoffs
        .iter()
        .filter(|point| point.outcome == Outcome::Won && !leads(point))
        .filter_map(|point| point.to_stage.as_deref())
        .collect();
    let is_deal = |point: &&HandoffPoint| {
        let after_a_deal = point.outcome == Outcome::Completed
            && point.from_stage.as_deref().is_some_and(|stage| won_within.contains(&stage));
        let into_won = point.to_stage.as_deref().and_then(|key| policy.stage(key));
        leads(point) && (after_a_deal || into_won.is_some_and(|stage| stage.kind == StageKind::Won))
    };
    let mut known: BTreeSet<&str> =
        policy.handoffs.iter().filter(is_deal).filter_map(|point| point.to_stage.as_deref()).collect();
    loop {
        let from_known = |point: &&HandoffPoint| point.from_stage.as_deref().is_some_and(|from| known.contains(from));
        let next: Vec<&str> =
            policy.handoffs.iter().filter(from_known).filter_map(|point| point.to_stage.as_deref()).collect();
        let before = known.len();
        known.extend(next);
        if known.len() == before {
            return known;
        }
    }
}

/// How customers end at a handoff point; `None` = they do not end there.
fn ends(policy: &Policy, customers: &BTreeSet<&str>, point: &HandoffPoint) -> Option<CustomerEnd> {
    let to = policy.stage(point.to_stage.as_deref()?)?;
    let from = point.from_stage.as_deref();
    let is_renewal = [&to.key, &to.name].into_iter().any(|text| text.to_lowercase().contains("renew"));
    match () {
        () if is_renewal && from != Some(to.key.as_str()) => Some(CustomerEnd::NotRenewed),
        () if to.kind == StageKind::Lost && from.is_some_and(|from| customers.contains(from)) => {
            Some(CustomerEnd::Closed)
        }
        () => None,
    }
}

pub(super) fn churn(measured: &Measured<'_>, from: Month, to: Month, missing: &mut Vec<String>) -> Vec<ChurnRow> {
    let policy = measured.policy();
    let customers = customers(policy);
    let points: Vec<(&HandoffPoint, CustomerEnd)> =
        policy.handoffs.iter().filter_map(|point| Some((point, ends(policy, &customers, point)?))).collect();
    if points.is_empty() {
        missing.push(
            "Churn: the policy has no handoff point into a renewal and none from a customer's stage into one that ends without a deal. \
             Add Customer success -> Renewal to the journey and import renewals with what became of them."
                .to_owned(),
        );
        return Vec::new();
    }
    let columns = measured.columns();
    let code_of = |key: &str| columns.dictionary(Dimension::Handoff)?.find(key);
    let mut rows = Vec::new();
    for (point, end) in points {
        let Some(code) = code_of(&point.key) else {
            missing.push(format!(
                "Churn: no record of {} ({}) was imported. Export these with what became of them.",
                point.key, point.name
            ));
            continue;
        };
        // By segment: lost, and of how many.
        let mut segments: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
        let mut unknown = 0_u64;
        for month in from.0..=to.0 {
            for row in
                rows_in(measured, Month(month)).filter(|&row| columns.code(row as u32, Dimension::Handoff) == code)
            {
                let segment = segments.entry(columns.code(row as u32, Dimension::Segment)).or_default();
                let parts = measured.parts(row);
                let is_judged = parts & denominator(Metric::Conversion) != 0;
                let is_reached = parts & bit(Metric::Conversion, Part::Yes) != 0;
                match end {
                    CustomerEnd::Closed => *segment = (segment.0 + 1, segment.1 + 1),
                    CustomerEnd::NotRenewed if is_judged => {
                        *segment = (segment.0 + u64::from(!is_reached), segment.1 + 1);
                    }
                    CustomerEnd::NotRenewed => unknown += 1,
                }
            }
        }
        let (lost, n) = segments.values().fold((0, 0), |all, one| (all.0 + one.0, all.1 + one.1));
        if n == 0 {
            missing.push(match unknown {
                0 => format!("Churn: nothing of {} ({}) started in the quarter.", point.key, point.name),
                some => format!(
                    "Churn: none of the {} records of {} ({}) says what became of it. Map the column of its outcome.",
                    count(some),
                    point.key,
                    point.name
                ),
            });
            continue;
        }
        rows.extend(rows_of(badge(measured, code), end, None, (lost, n), None));
        let judged = segments.values().filter(|(_, n)| *n >= FEWEST).count();
        let whole = lost as f64 / n as f64;
        for (segment, counts) in segments.into_iter().filter(|(segment, (_, n))| *segment != 0 && *n > 0) {
            let name = measured.label(Dimension::Segment, segment).to_owned();
            rows.extend(rows_of(badge(measured, code), end, Some(name), counts, Some((whole, widened(judged)))));
        }
    }
    rows
}

/// The row of all or of a segment. `beside` = the share of all and the z at which a segment is compared with it.
fn rows_of(
    handoff: HandoffBadge,
    end: CustomerEnd,
    segment: Option<String>,
    (lost, n): (u64, u64),
    beside: Option<(f64, f64)>,
) -> Option<ChurnRow> {
    let of = segment.as_ref().map_or_else(|| handoff.key.clone(), |segment| format!("{} {segment}", handoff.key));
    if end == CustomerEnd::Closed {
        let sentence = format!(
            "{of}: {} closed without going on.",
            if lost == 1 { "1 customer".into() } else { format!("{} customers", count(lost)) }
        );
        let standing = Standing::AsAll;
        return Some(ChurnRow {
            handoff,
            end,
            segment,
            lost,
            n,
            share: None,
            low: None,
            high: None,
            standing,
            sentence,
        });
    }
    let own = lost as f64 / n as f64;
    let (standing, low, high) = match beside {
        // More lost than of all is worse, which is the other way round than with what is won.
        Some((whole, z)) => {
            let (standing, low, high) = stands(lost, n, whole, z)?;
            let turned = match standing {
                Standing::Worse => Standing::Better,
                Standing::Better => Standing::Worse,
                Standing::AsAll => Standing::AsAll,
                Standing::TooFew => Standing::TooFew,
            };
            (turned, low, high)
        }
        None => {
            let (low, high) = wilson(lost, n, widened(1))?;
            (if n < FEWEST { Standing::TooFew } else { Standing::AsAll }, low, high)
        }
    };
    let sentence = match (standing, beside) {
        (Standing::TooFew, _) => {
            format!("{of}: {} of {} were not renewed, too few to say anything.", count(lost), count(n))
        }
        (Standing::Worse | Standing::Better | Standing::AsAll, Some((whole, _))) => {
            format!("{of}: {} were not renewed (n {}) where all have {}.", share(own), count(n), share(whole))
        }
        (Standing::Worse | Standing::Better | Standing::AsAll, None) => {
            format!("{of}: {} were not renewed (n {}).", share(own), count(n))
        }
    };
    let said = standing != Standing::TooFew;
    let (share, low, high) = (said.then_some(own), said.then_some(low), said.then_some(high));
    Some(ChurnRow { handoff, end, segment, lost, n, share, low, high, standing, sentence })
}
