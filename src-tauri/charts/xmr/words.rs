//! What the chart says in words: its claim, its reading, its marks.

use super::XmrQuestion;
use playbook::metrics::Basis;
use playbook::metrics::review::{Limits, MovingRange, SeriesPoint, SignalRule, Unit};
use playbook::metrics::words::{self, THIN};

/// A difference of two figures: `13 points` of shares, else as the figures themselves are written.
pub(super) fn difference(value: f64, unit: Unit) -> String {
    let text = words::figure(value, unit);
    match unit {
        Unit::Share => {
            let number = text.trim_end_matches('%').trim_end_matches(THIN);
            format!("{number}{THIN}{}", if number == "1" { "point" } else { "points" })
        }
        Unit::Count | Unit::Duration | Unit::Money => text,
    }
}

/// A rule as the end of a sentence.
pub(super) const fn rule_words(rule: SignalRule) -> &'static str {
    match rule {
        SignalRule::AboveLimit => "above its upper limit",
        SignalRule::BelowLimit => "below its lower limit",
        SignalRule::EightAbove => "eight months above its centre",
        SignalRule::EightBelow => "eight months below its centre",
        SignalRule::NearUpper => "three of four months near its upper limit",
        SignalRule::NearLower => "three of four months near its lower limit",
    }
}

fn subject(question: &XmrQuestion<'_>) -> String {
    match question.handoff {
        Some(badge) if !badge.sender.is_empty() => {
            format!("{} {} → {}", badge.key, badge.sender, badge.receiver)
        }
        Some(badge) => format!("{} {}", badge.key, badge.name),
        None => "All handoffs".into(),
    }
}

pub(super) fn title(question: &XmrQuestion<'_>) -> String {
    let (label, subject) = (lower_first(question.label), subject(question));
    match (question.cell.signal, question.cell.limits) {
        (Some(rule), _) => format!("{subject}: {label} {}", rule_words(rule)),
        (None, Some(_)) => format!("{subject}: {label} within its usual range"),
        (None, None) => format!("{subject}: {label}, too few months for limits"),
    }
}

pub(super) fn reading(question: &XmrQuestion<'_>, moves: &[MovingRange]) -> String {
    let cell = question.cell;
    let basis = match question.basis {
        Basis::Cohort => "by month started",
        Basis::Period => "by month of the event",
    };
    let figure = cell.value.map_or_else(|| "no figure".into(), |value| words::figure(value, question.unit));
    let judged = match (cell.immature, cell.signal, &cell.limits) {
        (true, _, _) => "this month is too young to judge".into(),
        (false, Some(rule), Some(limits)) => {
            format!("a signal, {} (expected {})", rule_words(rule), expected(limits, question.unit))
        }
        (false, _, Some(limits)) => format!("no signal, expected {}", expected(limits, question.unit)),
        (false, _, None) => {
            let months = cell.series.iter().filter(|point| point.value.is_some() && !point.immature).count();
            format!("no limits: {months} of the 6 months that they need")
        }
    };
    let moved = leaps(question, moves);
    format!("{}, {basis}: {figure}, n {}; {judged}{moved}", question.label, words::count(cell.n))
}

/// `; its change from September 2026, 13 points, is above the limit of 9 points for a change`, or the earlier months that leapt so; nothing where none did.
fn leaps(question: &XmrQuestion<'_>, moves: &[MovingRange]) -> String {
    let Some(limits) = question.cell.limits else { return String::new() };
    let series = &question.cell.series;
    let leaps: Vec<&MovingRange> = moves.iter().filter(|range| range.signal).collect();
    let Some(last) = leaps.last() else { return String::new() };
    let limit = difference(limits.mr_upper, question.unit);
    if last.at + 1 == series.len() {
        let (before, moved) = (words::month(series[last.from].month), difference(last.value, question.unit));
        return format!("; its change from {before}, {moved}, is above the limit of {limit} for a change");
    }
    let last = words::month(series[last.at].month);
    match leaps.len() {
        1 => format!("; its change in {last} was above the limit of {limit} for a change"),
        more => format!("; {more} earlier changes, the last in {last}, were above the limit of {limit} for a change"),
    }
}

fn expected(limits: &Limits, unit: Unit) -> String {
    format!("{} to {}", words::figure(limits.lower.max(0.0), unit), words::figure(limits.upper, unit))
}

pub(super) fn description(question: &XmrQuestion<'_>, reading: &str) -> String {
    let points = question.cell.series.iter().filter_map(|point| {
        Some(format!("{} {}", words::month(point.month), words::figure(point.value?, question.unit)))
    });
    let points: Vec<String> = points.collect();
    let below = match question.cell.limits {
        Some(limits) => format!(
            " Below, the change from month to month, with its upper limit of {}.",
            difference(limits.mr_upper, question.unit)
        ),
        None => String::new(),
    };
    let decided = question
        .cell
        .marks
        .iter()
        .map(|mark| format!(" {} was decided after {}.", mark.label, words::month(mark.month)));
    let decided: String = decided.collect();
    format!("{}. {reading}. {}.{below}{decided}", title(question), points.join(", "))
}

/// `31 %, n 214, above its upper limit`
pub(super) fn mark(point: &SeriesPoint, value: f64, unit: Unit) -> String {
    let mut text = format!("{}, n {}", words::figure(value, unit), words::count(point.n));
    if point.immature {
        text += ", too young to judge";
    }
    if let Some(rule) = point.signal {
        text += &format!(", {}", rule_words(rule));
    }
    text
}

/// `13 points from September 2026, above its upper limit`
pub(super) fn range_mark(question: &XmrQuestion<'_>, range: &MovingRange) -> String {
    let before = words::month(question.cell.series[range.from].month);
    let beyond = if range.signal { ", above its upper limit" } else { "" };
    format!("{} from {before}{beyond}", difference(range.value, question.unit))
}

/// A month's line in the table behind the chart.
pub(super) fn row(point: &SeriesPoint, range: Option<&MovingRange>, unit: Unit) -> Vec<String> {
    let written = |value: Option<f64>, write: fn(f64, Unit) -> String| {
        value.map_or_else(|| "–".into(), |value| write(value, unit))
    };
    let mut remarks: Vec<&str> = Vec::new();
    if point.immature {
        remarks.push("too young to judge");
    } else {
        remarks.extend(point.signal.map(rule_words));
    }
    if range.is_some_and(|range| range.signal) {
        remarks.push("change above its upper limit");
    }
    let value = written(point.value, words::figure);
    let moved = written(range.map(|range| range.value), difference);
    vec![words::month(point.month), value, words::count(point.n), moved, remarks.join("; ")]
}

pub(super) fn lower_first(label: &str) -> String {
    // `SLA breach rate` keeps its capitals.
    if label.chars().nth(1).is_some_and(char::is_uppercase) {
        return label.into();
    }
    let mut letters = label.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
