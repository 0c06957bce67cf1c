//! What a council decided, and what came of it: judged by the same process behaviour charts as every figure.

use crate::Instant;
use crate::metrics::review::{CellMark, HandoffBadge, Limits, ReviewCell, SeriesPoint, SignalRule, Unit};
use crate::metrics::words::{figure, month as month_words};
use crate::metrics::{Metric, Month, Worse, xmr};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What was decided, or is proposed for decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "CouncilDecision")]
pub struct Decision {
    pub id: String,
    /// `D-27` is number 27.
    pub number: u32,
    pub text: String,
    pub status: DecisionStatus,
    /// The reviewed month in whose session it was made.
    #[ts(type = "string")]
    pub made_in: Month,
    #[ts(type = "number")]
    pub made_at: Instant,
    pub by: String,
    /// Handoff key; `None` = all handoffs together.
    pub handoff: Option<String>,
    /// The figure that it should move.
    pub metric: Metric,
    /// The figure of `made_in`, measured when it was decided; `None` = it had none, or nothing is decided yet.
    pub baseline: Option<f64>,
    pub expects: Expects,
    /// The policy version that shipped it.
    #[ts(type = "number | null")]
    pub policy_version: Option<i64>,
    /// Grows with every change; a change names the one that it was made on.
    #[ts(type = "number")]
    pub version: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DecisionStatus {
    /// On the agenda.
    Proposed,
    Decided,
    Withdrawn,
}

impl DecisionStatus {
    pub const fn name(self) -> &'static str {
        match self {
            DecisionStatus::Proposed => "proposed",
            DecisionStatus::Decided => "decided",
            DecisionStatus::Withdrawn => "withdrawn",
        }
    }
}

/// What a decision should do to its figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "DecisionExpects")]
pub struct Expects {
    pub way: Way,
    /// The figure to come to, in its own unit (milliseconds, 0 ..= 1); `None` = only the way is said.
    #[serde(default)]
    pub target: Option<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    Fall,
    Rise,
}

impl Way {
    /// The way in which a metric becomes better; `None` = neither is.
    pub const fn better(metric: Metric) -> Option<Way> {
        match metric.worse() {
            Worse::Higher => Some(Way::Fall),
            Worse::Lower => Some(Way::Rise),
            Worse::Neither => None,
        }
    }
}

/// What the months since say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "EffectVerdict")]
pub enum Verdict {
    Signal,
    NoSignal,
    TooFewPoints,
}

/// What came of a decision or of a change of the policy, as its figure's months say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "MeasuredEffect")]
pub struct Effect {
    pub verdict: Verdict,
    /// For a signal: whether it went the way that was expected.
    pub as_expected: Option<bool>,
    /// Whether the last month is at the target, or beyond it the expected way; `None` without a target or a later month.
    pub reached: Option<bool>,
    /// `Time to first touch 66 m → 38 m: a signal, below the lower limit of 44 m in October 2026.`
    pub sentence: String,
    /// What it was: the mean of the months before, where there are enough for limits, else the last of them.
    pub before: Option<f64>,
    /// What it is: the last month after.
    pub after: Option<f64>,
    pub unit: Unit,
    /// The last month before: where a chart has its mark.
    #[ts(type = "string")]
    pub mark: Month,
    /// The judged months after it.
    #[ts(type = "string[]")]
    pub months: Vec<Month>,
    /// Limits of the months before; `None` under six.
    pub limits: Option<Limits>,
    /// Of the latest month that is a signal.
    pub rule: Option<SignalRule>,
    #[ts(type = "string | null")]
    pub signal_in: Option<Month>,
    /// Months before and after, oldest first, as the chart draws them.
    pub series: Vec<SeriesPoint>,
}

/// A decision with what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DecisionRow {
    pub decision: Decision,
    /// `D-27`
    pub name: String,
    /// `None` = all handoffs together.
    pub handoff: Option<HandoffBadge>,
    /// `Time to first touch`
    pub metric_title: String,
    pub unit: Unit,
    /// `None` = it is proposed or withdrawn.
    pub effect: Option<Effect>,
    /// True = the month that made it is signed off: what was decided stands as it is.
    #[serde(default)]
    pub is_signed: bool,
}

/// The marks of decisions on the chart of a figure: those decided about it in a month of the series or the one before.
pub fn marks(decisions: &[Decision], handoff: Option<&str>, cell: &ReviewCell) -> Vec<CellMark> {
    let (Some(first), Some(last)) = (cell.series.first(), cell.series.last()) else { return Vec::new() };
    let is_about = |decision: &&Decision| {
        decision.status == DecisionStatus::Decided
            && decision.metric == cell.metric
            && decision.handoff.as_deref() == handoff
            && (first.month..=last.month).contains(&decision.made_in)
    };
    let mut marks: Vec<CellMark> = decisions
        .iter()
        .filter(is_about)
        .map(|decision| CellMark { month: decision.made_in, label: format!("D-{}", decision.number) })
        .collect();
    marks.sort_by_key(|mark| mark.month);
    marks
}

/// What a decision did to its figure; `cell` is that figure in the month that is reviewed.
pub fn effect(decision: &Decision, cell: &ReviewCell) -> Effect {
    effect_since(cell, decision.made_in, Some(decision.expects), decision.baseline)
}

/// What happened to a figure after a month. The months up to it are the baseline; limits are theirs alone, so that the months after do
/// not widen what they are held against. A later month is a signal by the three rules of every chart.
///
/// `told` is what the figure was by those who decided; it stands where the months before are too few for a mean.
pub fn effect_since(cell: &ReviewCell, mark: Month, expects: Option<Expects>, told: Option<f64>) -> Effect {
    let unit = cell.metric.unit();
    let judged: Vec<&SeriesPoint> =
        cell.series.iter().filter(|point| !point.immature && point.value.is_some()).collect();
    let split = judged.partition_point(|point| point.month <= mark);
    let values: Vec<f64> = judged.iter().filter_map(|point| point.value).collect();
    let (before, after) = values.split_at(split);
    let limits = xmr::limits(before, unit == Unit::Share);
    let months: Vec<Month> = judged[split..].iter().map(|point| point.month).collect();
    let was = match &limits {
        Some(limits) => Some(limits.centre),
        None => told.or(before.last().copied()),
    };
    let is = after.last().copied();
    // Too few before or none after: nothing is told from chance.
    let rules = match &limits {
        Some(limits) if !after.is_empty() => xmr::signals(&values, limits),
        Some(_) | None => vec![None; values.len()],
    };
    let found = rules.iter().enumerate().skip(split).rev().find_map(|(at, rule)| Some((judged[at].month, (*rule)?)));
    let verdict = match (&limits, found) {
        (Some(_), Some(_)) => Verdict::Signal,
        (Some(_), None) if !after.is_empty() => Verdict::NoSignal,
        (Some(_) | None, _) => Verdict::TooFewPoints,
    };
    let mut series = cell.series.clone();
    for point in &mut series {
        point.signal = None;
    }
    for (point, rule) in judged.iter().zip(&rules) {
        if let Some(drawn) = series.iter_mut().find(|drawn| drawn.month == point.month) {
            drawn.signal = *rule;
        }
    }
    let way = found.map(|(_, rule)| way_of(rule));
    let as_expected = expects.zip(way).map(|(expects, way)| expects.way == way);
    let reached = expects.and_then(|expects| Some((expects.way, expects.target?))).zip(is).map(
        |((way, target), value)| match way {
            Way::Fall => value <= target,
            Way::Rise => value >= target,
        },
    );
    let sentence = sentence(&Said { cell, was, is, limits: &limits, found, verdict, as_expected, before, after });
    Effect {
        verdict,
        as_expected,
        reached,
        sentence,
        before: was,
        after: is,
        unit,
        mark,
        months,
        limits,
        rule: found.map(|found| found.1),
        signal_in: found.map(|found| found.0),
        series,
    }
}

/// The side on which a signal lies.
const fn way_of(rule: SignalRule) -> Way {
    match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => Way::Rise,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => Way::Fall,
    }
}

struct Said<'a> {
    cell: &'a ReviewCell,
    was: Option<f64>,
    is: Option<f64>,
    limits: &'a Option<Limits>,
    found: Option<(Month, SignalRule)>,
    verdict: Verdict,
    as_expected: Option<bool>,
    before: &'a [f64],
    after: &'a [f64],
}

fn sentence(said: &Said<'_>) -> String {
    let (unit, title) = (said.cell.metric.unit(), said.cell.metric.title());
    let written = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| figure(value, unit));
    let moved = match (said.was, said.is) {
        (None, None) => format!("{title} has no figure"),
        (was, None) => format!("{title} was {}", written(was)),
        (was, is) => format!("{title} {} → {}", written(was), written(is)),
    };
    let what = match (said.verdict, said.found, said.limits) {
        (Verdict::Signal, Some((month, rule)), Some(limits)) => {
            let against = match said.as_expected {
                Some(false) => ", against what was expected",
                Some(true) | None => "",
            };
            format!("a signal{against}, {} in {}", where_it_lies(rule, limits, unit), month_words(month))
        }
        (Verdict::NoSignal, _, Some(limits)) => {
            let (lower, upper) = (figure(limits.lower.max(0.0), unit), figure(limits.upper, unit));
            format!("no signal yet, expected {lower} to {upper}")
        }
        (Verdict::Signal | Verdict::NoSignal | Verdict::TooFewPoints, _, _) => too_few(said.before, said.after),
    };
    format!("{moved}: {what}.")
}

fn where_it_lies(rule: SignalRule, limits: &Limits, unit: Unit) -> String {
    let (lower, upper) = (figure(limits.lower.max(0.0), unit), figure(limits.upper, unit));
    match rule {
        SignalRule::AboveLimit => format!("above the upper limit of {upper}"),
        SignalRule::BelowLimit => format!("below the lower limit of {lower}"),
        SignalRule::EightAbove => "eight months or more above the centre of before".to_owned(),
        SignalRule::EightBelow => "eight months or more below the centre of before".to_owned(),
        SignalRule::NearUpper => format!("three of four months near the upper limit of {upper}"),
        SignalRule::NearLower => format!("three of four months near the lower limit of {lower}"),
    }
}

fn too_few(before: &[f64], after: &[f64]) -> String {
    let fewest = xmr::FEWEST_POINTS;
    match (before.len(), after.len()) {
        (had, _) if had < fewest => {
            format!("too few points, {had} of the {fewest} months that limits need are there")
        }
        (_, _) => "too few points, no month after it can be judged yet".to_owned(),
    }
}
