//! Signals in sentences, as they stand on the page.

use super::{Limits, ReviewCell, SignalRule, Unit};
use crate::metrics::words::{THIN, count, figure, share};
use crate::metrics::{ClockChoice, Metric};

/// Two figures that are not the same are not written the same.
fn pair(value: f64, other: f64, unit: Unit) -> (String, String) {
    let (plain, plain_other) = (figure(value, unit), figure(other, unit));
    if plain != plain_other {
        return (plain, plain_other);
    }
    match unit {
        Unit::Share => (fine_share(value), fine_share(other)),
        Unit::Count | Unit::Money => (plain, format!("{other:.1}")),
        Unit::Duration => (plain, plain_other),
    }
}

fn fine_share(share: f64) -> String {
    format!("{:.1}{THIN}%", share * 100.0)
}

const NUMBERS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

fn number(n: usize) -> String {
    NUMBERS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `breach rate 31 %, above its upper limit of 26 %`
pub(super) fn claim(cell: &ReviewCell, rule: SignalRule, limits: &Limits, run: usize) -> String {
    let unit = cell.metric.unit();
    let value = cell.value.unwrap_or(limits.centre);
    let name = in_sentence(cell.metric.title());
    let limit = match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => limits.upper,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => limits.lower.max(0.0),
    };
    let (said, limit) = pair(value, limit, unit);
    match rule {
        SignalRule::AboveLimit => format!("{name} {said}, above its upper limit of {limit}"),
        SignalRule::BelowLimit => format!("{name} {said}, below its lower limit of {limit}"),
        SignalRule::EightAbove => format!("{name} {said}, {} months above the centre", number(run)),
        SignalRule::EightBelow => format!("{name} {said}, {} months below the centre", number(run)),
        SignalRule::NearUpper => format!("{name} {said}, three of four months near its upper limit of {limit}"),
        SignalRule::NearLower => format!("{name} {said}, three of four months near its lower limit of {limit}"),
    }
}

/// `n 214, 95 % interval 25–38 %, 24 more than usual.` and whatever else the figure needs beside it.
pub(super) fn detail(
    cell: &ReviewCell,
    limits: &Limits,
    clock: ClockChoice,
    concerned: u64,
    concentration: Option<String>,
) -> String {
    let mut text = format!("n{THIN}{}", count(cell.n));
    match cell.metric.unit() {
        Unit::Share => {
            if let (Some(low), Some(high)) = (cell.low, cell.high) {
                text += &format!(", 95{THIN}% interval {:.0}–{}", low * 100.0, share(high));
            }
            // The packets' denominator counts fields.
            if concerned > 0 && cell.metric != Metric::PacketFillRate {
                let way = if cell.value.is_some_and(|value| value > limits.centre) { "more" } else { "fewer" };
                text += &format!(", {} {way} than usual", count(concerned));
            }
        }
        Unit::Duration => {
            text += match clock {
                ClockChoice::Business => ", p50 in business time",
                ClockChoice::Elapsed => ", p50 in elapsed time",
            };
        }
        Unit::Count | Unit::Money => {}
    }
    text.push('.');
    if let (Some(median), Some(value)) = (cell.km_median, cell.value)
        && (median - value).abs() > value.abs() / 10.0
    {
        let median = figure(median, Unit::Duration);
        text += &format!(" With those still waiting the median is {median} (Kaplan–Meier).");
    }
    if cell.running > 0 && cell.metric.unit() == Unit::Share {
        text += &format!(" {} not yet due.", count(cell.running));
    }
    if cell.cannot_judge > 0 {
        text += &format!(" {} cannot be judged.", count(cell.cannot_judge));
    }
    if let Some(concentration) = concentration {
        text.push(' ');
        text += &concentration;
    }
    text
}

/// A title inside a sentence.
fn in_sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

/// `Time to accept, p50`
pub(super) fn column_title(metric: Metric) -> String {
    match metric.unit() {
        Unit::Duration if metric != Metric::TimeLostInHandoff => format!("{}, p50", metric.title()),
        Unit::Duration | Unit::Count | Unit::Share | Unit::Money => metric.title().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_beyond_its_limit_is_not_written_like_it() {
        let (value, limit) = pair(0.262, 0.258, Unit::Share);
        assert_eq!((value.replace(THIN, " "), limit.replace(THIN, " ")), ("26.2 %".into(), "25.8 %".into()));
    }
}
