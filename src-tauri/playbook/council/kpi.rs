//! The one figure by which each handoff point is judged, as its policy says.

use super::decision::Way;
use crate::metrics::Metric;
use crate::metrics::review::{HandoffBadge, Review, ReviewCell, Unit};
use crate::metrics::words::{count, duration, figure, share};
use crate::policy::{Kpi, KpiDirection, KpiTarget, Policy};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A handoff point's primary KPI in a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct PrimaryKpi {
    pub handoff: HandoffBadge,
    /// `None` = the policy names none.
    pub key: Option<String>,
    pub name: String,
    pub meaning: String,
    /// `None` = Baton does not measure it.
    pub metric: Option<Metric>,
    pub unit: Option<Unit>,
    /// In the KPI's own sense: an attainment is 1 − the breach rate. `None` = no figure.
    pub value: Option<f64>,
    /// The month before.
    pub was: Option<f64>,
    #[ts(type = "number")]
    pub n: u64,
    pub direction: KpiDirection,
    pub target: Option<KpiTarget>,
    /// `90 %`
    pub target_words: Option<String>,
    /// `None` without target or figure.
    pub attained: Option<bool>,
    /// True where the metric counts the other side: the KPI is 1 − the metric.
    pub complement: bool,
    /// `SLA attainment 82 %, was 85 %: below its target of 90 %. n 868.`
    pub sentence: String,
}

/// The metric that a KPI is measured by; `None` = it is measured elsewhere.
pub fn metric_of(kpi: &Kpi) -> Option<Metric> {
    Metric::ALL.into_iter().find(|metric| Some(metric.name()) == kpi.metric.as_deref())
}

/// True where a KPI is the other side of its metric: the share of promises kept, where the metric counts those broken.
pub fn is_complement(kpi: &Kpi, metric: Metric) -> bool {
    let wanted = match kpi.direction {
        KpiDirection::Higher => Way::Rise,
        KpiDirection::Lower => Way::Fall,
    };
    metric.unit() == Unit::Share && Way::better(metric).is_some_and(|better| better != wanted)
}

/// The primary KPI of every handoff point of a reviewed month, in the order of the page.
pub fn primary_kpis(review: &Review, policy: &Policy) -> Vec<PrimaryKpi> {
    let of = |row: &crate::metrics::review::ReviewRow| {
        let point = policy.handoff(&row.handoff.key)?;
        let kpi = point.kpi.as_deref().and_then(|key| policy.kpis.iter().find(|kpi| kpi.key == key));
        let metric = kpi.and_then(metric_of);
        let cell = metric.and_then(|metric| row.cell(metric));
        Some(primary(row.handoff.clone(), kpi, metric, cell))
    };
    review.rows.iter().filter_map(of).collect()
}

fn primary(handoff: HandoffBadge, kpi: Option<&Kpi>, metric: Option<Metric>, cell: Option<&ReviewCell>) -> PrimaryKpi {
    let Some(kpi) = kpi else {
        return PrimaryKpi {
            handoff,
            key: None,
            name: String::new(),
            meaning: String::new(),
            metric: None,
            unit: None,
            value: None,
            was: None,
            n: 0,
            direction: KpiDirection::default(),
            target: None,
            target_words: None,
            attained: None,
            complement: false,
            sentence: "The policy names no primary KPI for it.".to_owned(),
        };
    };
    let complement = metric.is_some_and(|metric| is_complement(kpi, metric));
    let own = |value: f64| if complement { 1.0 - value } else { value };
    let value = cell.and_then(|cell| cell.value).map(own);
    let was = cell.and_then(|cell| cell.series.len().checked_sub(2).and_then(|at| cell.series[at].value)).map(own);
    let unit = metric.map(Metric::unit);
    let goal = kpi.target.as_ref().and_then(|target| in_unit(target, unit?));
    let attained = value.zip(goal).map(|(value, goal)| match kpi.direction {
        KpiDirection::Higher => value >= goal,
        KpiDirection::Lower => value <= goal,
    });
    let target_words = kpi.target.as_ref().map(target_words);
    let n = cell.map_or(0, |cell| cell.n);
    let sentence = match (metric, unit, value) {
        (None, _, _) => format!("{} is measured elsewhere: no imported column says it.", kpi.name),
        (Some(_), Some(unit), Some(value)) => {
            let was = was.map(|was| format!(", was {}", figure(was, unit))).unwrap_or_default();
            let held = match (attained, &target_words) {
                (Some(true), Some(words)) => format!(": its target of {words} is kept"),
                (Some(false), Some(words)) => format!(": its target of {words} is missed"),
                (Some(_) | None, _) => String::new(),
            };
            format!("{} {}{was}{held}. n {}.", kpi.name, figure(value, unit), count(n))
        }
        (Some(_), _, _) => format!("{} has no figure this month.", kpi.name),
    };
    PrimaryKpi {
        handoff,
        key: Some(kpi.key.clone()),
        name: kpi.name.clone(),
        meaning: kpi.meaning.clone(),
        metric,
        unit,
        value,
        was,
        n,
        direction: kpi.direction,
        target: kpi.target,
        target_words,
        attained,
        complement,
        sentence,
    }
}

/// A target as a figure of its metric; `None` where it is of another unit.
fn in_unit(target: &KpiTarget, unit: Unit) -> Option<f64> {
    match (target, unit) {
        (KpiTarget::Duration { ms }, Unit::Duration) => Some(*ms as f64),
        (KpiTarget::Share { per_mille }, Unit::Share) => Some(f64::from(*per_mille) / 1_000.0),
        (KpiTarget::Count { n }, Unit::Count) => Some(*n as f64),
        (KpiTarget::Duration { .. } | KpiTarget::Share { .. } | KpiTarget::Count { .. }, _) => None,
    }
}

fn target_words(target: &KpiTarget) -> String {
    match target {
        KpiTarget::Duration { ms } => duration(*ms as f64),
        KpiTarget::Share { per_mille } => share(f64::from(*per_mille) / 1_000.0),
        KpiTarget::Count { n } => n.to_string(),
    }
}
