//! What changed in the policy, in sentences, and what the months since say of it.

use super::decision::{Effect, effect_since};
use super::kpi::{is_complement, metric_of};
use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::review::{HandoffBadge, Review, ReviewCell};
use crate::metrics::{Metric, Month};
use crate::policy::{BEGINNING, DiffGroup, KpiDirection, Noun, Policy, PolicyDiff};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A published version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "PolicyShipped")]
pub struct Change {
    #[ts(type = "number")]
    pub version: i64,
    #[ts(type = "number")]
    pub published_at: Instant,
    /// When it took force; -62135596800000 = it corrects the version before for all time.
    #[ts(type = "number")]
    pub effective_from: Instant,
    pub author: String,
    pub reason: String,
    /// True = published since the last review was signed; false = an earlier one, listed for its effect.
    pub since_last_review: bool,
    /// How it differs from the version before, in sentences.
    pub diff: Vec<DiffGroup>,
    /// The touched handoff points' primary KPIs, before and after.
    pub effects: Vec<ChangeEffect>,
    /// Names of the decisions that it shipped (`D-27`).
    pub decisions: Vec<String>,
}

/// What a change did at one handoff point.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ChangeEffect {
    pub handoff: HandoffBadge,
    pub metric: Metric,
    pub kpi: String,
    pub effect: Effect,
}

/// A published version with the one before it, as the file has them.
#[derive(Debug, Clone)]
pub struct Shipped<'a> {
    pub version: i64,
    pub published_at: Instant,
    pub effective_from: Instant,
    pub author: &'a str,
    pub reason: &'a str,
    pub before: &'a Policy,
    pub after: &'a Policy,
}

/// A change and its effect in a reviewed month. The months before the one in which it took force are the baseline; that month belongs to
/// neither side, unless it took force with its first instant.
pub fn change(shipped: &Shipped<'_>, review: &Review, since_last_review: bool, zone: &Zone) -> Change {
    let diff = PolicyDiff::between(shipped.before, shipped.after).groups;
    let took_force = if shipped.effective_from == BEGINNING { shipped.published_at } else { shipped.effective_from };
    let month = zone.month_of(took_force);
    let mark = if zone.month_bounds(month).0 == took_force { Month(month.0 - 1) } else { month };
    let touched =
        diff.iter().filter(|group| group.noun == Some(Noun::Handoff)).filter_map(|group| group.key.as_deref());
    let effects = touched.filter_map(|key| effect_at(key, shipped.after, review, mark)).collect();
    Change {
        version: shipped.version,
        published_at: shipped.published_at,
        effective_from: shipped.effective_from,
        author: shipped.author.to_owned(),
        reason: shipped.reason.to_owned(),
        since_last_review,
        diff,
        effects,
        decisions: Vec::new(),
    }
}

fn effect_at(key: &str, policy: &Policy, review: &Review, mark: Month) -> Option<ChangeEffect> {
    let kpi = policy.handoff(key)?.kpi.as_deref()?;
    let kpi = policy.kpis.iter().find(|known| known.key == kpi)?;
    let metric = metric_of(kpi)?;
    let row = review.row(key)?;
    let cell: &ReviewCell = row.cells.iter().find(|cell| cell.metric == metric)?;
    // The metric's own way: a KPI that is its other side wants it the other way.
    let wants_more = (kpi.direction == KpiDirection::Higher) != is_complement(kpi, metric);
    let way = if wants_more { super::decision::Way::Rise } else { super::decision::Way::Fall };
    let expects = super::decision::Expects { way, target: None };
    Some(ChangeEffect {
        handoff: row.handoff.clone(),
        metric,
        kpi: kpi.name.clone(),
        effect: effect_since(cell, mark, Some(expects), None),
    })
}
