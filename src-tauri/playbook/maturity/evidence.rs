//! The evidence of each level, taken from the policy, the reviewed month and what the council did.

mod continuity;
mod feedback;
mod packet;
mod routing;
mod slas;
mod stages;

use super::{Capability, Evidence, Facts, Level};
use crate::airtight::RULES;
use crate::metrics::Metric;
use crate::metrics::review::{Review, ReviewCell, Unit};
use crate::metrics::words::{duration, figure, share};
use crate::policy::HandoffPoint;

/// A share that counts as kept.
const KEPT: f64 = 0.9;

/// Untouched leads above this are a void.
const UNTOUCHED: f64 = 0.05;

/// Months of twelve that make reviews a habit, and those that make them a beginning.
const HABIT: u64 = 6;
const BEGINNING: u64 = 3;

/// The SLA metrics that an attainment is taken over.
const PROMISES: [Metric; 5] =
    [Metric::SlaAssign, Metric::SlaAccept, Metric::SlaFirstTouch, Metric::SlaNextStep, Metric::SlaComplete];

/// What a level of a capability asks for.
pub(super) fn of(capability: Capability, level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    match (capability, level) {
        (_, Level::AdHoc) => Vec::new(),
        (Capability::StageDefinitions, level) => stages::stages(level, facts),
        (Capability::HandoffPacket, level) => packet::packet(level, facts),
        (Capability::RoutingAndOwnership, level) => routing::routing(level, facts),
        (Capability::SlasAndAlerts, level) => slas::slas(level, facts),
        (Capability::CsContinuity, level) => continuity::continuity(level, facts),
        (Capability::FeedbackLoop, level) => feedback::feedback(level, facts),
    }
}

/// All of some things have to fulfil something; the first that does not is named.
fn all<'a, T: 'a>(
    text: &str,
    things: &str,
    step: &str,
    of: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&T) -> String,
    fulfils: impl Fn(&T) -> bool,
) -> Evidence {
    let (mut good, mut total, mut first) = (0_usize, 0_usize, None);
    for one in of {
        total += 1;
        if fulfils(one) {
            good += 1;
        } else {
            first = first.or_else(|| Some(name(one)));
        }
    }
    let lacks = first.map(|name| format!("; not {name}")).unwrap_or_default();
    Evidence {
        text: text.into(),
        met: total > 0 && good == total,
        shown: if total == 0 { format!("There are no {things}") } else { format!("{good} of {total} {things}{lacks}") },
        part: if total == 0 { 0.0 } else { good as f64 / total as f64 },
        step: step.into(),
    }
}

fn at_least(text: &str, step: &str, has: u64, wanted: u64, noun: &str) -> Evidence {
    Evidence {
        text: text.into(),
        met: has >= wanted,
        shown: format!("{has} of {wanted} {noun}"),
        part: (has as f64 / wanted as f64).min(1.0),
        step: step.into(),
    }
}

/// A measured share against what is wanted of it.
fn held(text: &str, step: &str, measured: Option<f64>, wanted: f64, more_is_better: bool) -> Evidence {
    let met = measured.is_some_and(|value| if more_is_better { value >= wanted } else { value <= wanted });
    let part = match measured {
        None => 0.0,
        Some(value) if more_is_better => (value / wanted).min(1.0),
        Some(value) => ((1.0 - value) / (1.0 - wanted)).clamp(0.0, 1.0),
    };
    let bound = if more_is_better { "at least" } else { "at most" };
    let shown = match measured {
        Some(value) => format!("{}, wanted {bound} {}", share(value), share(wanted)),
        None => "No imported records say it yet".to_owned(),
    };
    Evidence { text: text.into(), met, shown, part, step: step.into() }
}

fn yes(text: &str, step: &str, met: bool, shown: String) -> Evidence {
    Evidence { text: text.into(), met, shown, part: if met { 1.0 } else { 0.0 }, step: step.into() }
}

fn point_name(point: &HandoffPoint) -> String {
    point.key.clone()
}

/// A metric of the reviewed month over some handoff points: its counts added up.
fn together(review: Option<&Review>, metrics: &[Metric], wanted: impl Fn(&str) -> bool) -> Option<f64> {
    let (mut yes, mut n) = (0, 0);
    for row in review?.rows.iter().filter(|row| wanted(&row.handoff.key)) {
        for cell in row.cells.iter().filter(|cell| metrics.contains(&cell.metric)) {
            yes += cell.numerator.unwrap_or(0);
            n += cell.n;
        }
    }
    (n > 0).then(|| yes as f64 / n as f64)
}

/// Handoff points of the policy that the reviewed month has a figure of.
fn measured_points(facts: &Facts<'_>, text: &str, step: &str, metrics: &[Metric]) -> Evidence {
    let has = |point: &HandoffPoint| {
        let row = facts.review.and_then(|review| review.row(&point.key));
        row.is_some_and(|row| {
            let is_one = |cell: &ReviewCell| metrics.contains(&cell.metric) && cell.n > 0;
            row.cells.iter().any(is_one)
        })
    };
    all(text, "handoff points with records", step, met_by_records(facts), point_name, has)
}

/// The handoff points that records have gone through; all, where none has.
fn met_by_records<'a>(facts: &'a Facts<'_>) -> Vec<&'a HandoffPoint> {
    let has = |point: &&HandoffPoint| {
        facts.review.is_some_and(|review| review.rows.iter().any(|row| row.handoff.key == point.key && row.n > 0))
    };
    let met: Vec<&HandoffPoint> = facts.policy.handoffs.iter().filter(has).collect();
    if met.is_empty() { facts.policy.handoffs.iter().collect() } else { met }
}

fn no_error(facts: &Facts<'_>, text: &str, step: &str, rules: &[&str]) -> Evidence {
    let mut errors = facts.errors.iter().filter(|(rule, _)| rules.is_empty() || rules.contains(&rule.as_str()));
    match errors.next() {
        None => yes(text, step, true, "The check finds no error".into()),
        Some((rule, place)) => {
            let title = RULES.iter().find(|known| known.name == rule).map_or(rule.as_str(), |known| known.page.title);
            let found = match errors.count() {
                0 => format!("{title} at {place}"),
                others => format!("{title} at {place}, and {others} more"),
            };
            yes(text, step, false, found)
        }
    }
}

/// Promises kept, of all that can be judged.
fn attainment(review: Option<&Review>, wanted: impl Fn(&str) -> bool) -> Option<f64> {
    together(review, &PROMISES, wanted).map(|breached| 1.0 - breached)
}

/// The handoff points that carry a customer from the sale on: by what their name, stages or teams are called.
fn after_the_sale<'a>(facts: &'a Facts<'_>) -> Vec<&'a HandoffPoint> {
    const WORDS: [&str; 6] = ["onboard", "implement", "kickoff", "adoption", "customer success", "closed/won"];
    let policy = facts.policy;
    let is_one = |point: &&HandoffPoint| {
        let stage =
            |key: &Option<String>| key.as_deref().and_then(|key| policy.stage(key)).map(|stage| stage.name.clone());
        let team = policy.receiver_team(point).map(|team| team.name.clone());
        let texts = [Some(point.name.clone()), stage(&point.to_stage), team];
        texts.into_iter().flatten().any(|text| {
            let text = text.to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        })
    };
    policy.handoffs.iter().filter(is_one).collect()
}

/// A capability's KPI in the reviewed month, in words.
pub(super) fn kpi_value(capability: Capability, facts: &Facts<'_>) -> Option<String> {
    let review = facts.review?;
    let in_words = |metric: Metric| together(Some(review), &[metric], |_| true).map(|value| figure(value, Unit::Share));
    match capability {
        Capability::StageDefinitions => in_words(Metric::Conversion),
        Capability::HandoffPacket => {
            together(Some(review), &[Metric::AcceptanceRate], |_| true).map(|accepted| share(1.0 - accepted))
        }
        Capability::RoutingAndOwnership => {
            // The slowest point's median: medians of several points have no sum.
            let cells = review.rows.iter().flat_map(|row| &row.cells);
            let touches = cells.filter(|cell| cell.metric == Metric::TimeToFirstTouch);
            let slowest = touches.filter_map(|cell| cell.value).max_by(f64::total_cmp);
            slowest.map(|ms| format!("{} at the slowest handoff point", duration(ms)))
        }
        Capability::SlasAndAlerts => attainment(Some(review), |_| true).map(share),
        Capability::CsContinuity => {
            let points = after_the_sale(facts);
            let is_one = |key: &str| points.iter().any(|point| point.key == key);
            attainment(Some(review), is_one)
                .map(|kept| format!("{} of promises after the sale kept; time to value is not imported", share(kept)))
        }
        Capability::FeedbackLoop => in_words(Metric::DropOff),
    }
}
