//! Numbers and signals in words, as they stand on the page.

use super::{Limits, ReviewCell, SignalRule, Unit};
use crate::metrics::{ClockChoice, Metric};
use crate::{DAY, HOUR, MINUTE, SECOND};

/// Joins a number and its unit: a narrow no-break space.
const JOIN: char = '\u{202f}';

/// `31 %`; one decimal where `fine`.
pub fn percent(share: f64, fine: bool) -> String {
    if fine { format!("{:.1}{JOIN}%", share * 100.0) } else { format!("{:.0}{JOIN}%", share * 100.0) }
}

/// `1 h 42 m`, `38 m`, `45 s`; in elapsed time from two days on `3 d 4 h`. Business time stays in hours, whose day has no one length.
pub fn duration(ms: f64, clock: ClockChoice) -> String {
    let seconds = (ms / SECOND as f64).round() as i64;
    let (minute, hour, day) = (MINUTE / SECOND, HOUR / SECOND, DAY / SECOND);
    let two = |large: i64, large_unit: &str, small: i64, small_unit: &str| {
        if small == 0 {
            format!("{large}{JOIN}{large_unit}")
        } else {
            format!("{large}{JOIN}{large_unit}{JOIN}{small}{JOIN}{small_unit}")
        }
    };
    if seconds < minute {
        format!("{seconds}{JOIN}s")
    } else if seconds < 10 * minute {
        two(seconds / minute, "m", seconds % minute, "s")
    } else if seconds < hour {
        format!("{}{JOIN}m", (seconds + minute / 2) / minute)
    } else if clock == ClockChoice::Elapsed && seconds >= 2 * day {
        let hours = (seconds + hour / 2) / hour;
        two(hours / 24, "d", hours % 24, "h")
    } else {
        let minutes = (seconds + minute / 2) / minute;
        two(minutes / 60, "h", minutes % 60, "m")
    }
}

/// A metric's figure in its unit.
pub fn figure(value: f64, unit: Unit, clock: ClockChoice) -> String {
    match unit {
        Unit::Count | Unit::Money => format!("{value:.0}"),
        Unit::Duration => duration(value, clock),
        Unit::Share => percent(value, false),
    }
}

/// Two figures that are not the same are not written the same.
fn pair(value: f64, other: f64, unit: Unit, clock: ClockChoice) -> (String, String) {
    let (plain, plain_other) = (figure(value, unit, clock), figure(other, unit, clock));
    if plain != plain_other {
        return (plain, plain_other);
    }
    match unit {
        Unit::Share => (percent(value, true), percent(other, true)),
        Unit::Count | Unit::Money => (format!("{value:.0}"), format!("{other:.1}")),
        Unit::Duration => (plain, plain_other),
    }
}

const NUMBERS: [&str; 13] = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

fn number(n: usize) -> String {
    NUMBERS.get(n).map_or_else(|| n.to_string(), |word| (*word).to_owned())
}

/// `breach rate 31 %, above its upper limit of 26 %`
pub(super) fn claim(cell: &ReviewCell, rule: SignalRule, limits: &Limits, run: usize, clock: ClockChoice) -> String {
    let unit = cell.metric.unit();
    let value = cell.value.unwrap_or(limits.centre);
    let name = in_sentence(cell.metric.title());
    let limit = match rule {
        SignalRule::AboveLimit | SignalRule::EightAbove | SignalRule::NearUpper => limits.upper,
        SignalRule::BelowLimit | SignalRule::EightBelow | SignalRule::NearLower => limits.lower.max(0.0),
    };
    let (said, limit) = pair(value, limit, unit, clock);
    match rule {
        SignalRule::AboveLimit => format!("{name} {said}, above its upper limit of {limit}"),
        SignalRule::BelowLimit => format!("{name} {said}, below its lower limit of {limit}"),
        SignalRule::EightAbove => format!("{name} {said}, {} months above the centre", number(run)),
        SignalRule::EightBelow => format!("{name} {said}, {} months below the centre", number(run)),
        SignalRule::NearUpper => format!("{name} {said}, three of four months near its upper limit of {limit}"),
        SignalRule::NearLower => format!("{name} {said}, three of four months near its lower limit of {limit}"),
    }
}

/// `n 214, 95 % interval 25–38 %.` and whatever else the figure needs beside it.
pub(super) fn detail(cell: &ReviewCell, clock: ClockChoice, concentration: Option<String>) -> String {
    let mut text = format!("n{JOIN}{}", cell.n);
    match cell.metric.unit() {
        Unit::Share => {
            if let (Some(low), Some(high)) = (cell.low, cell.high) {
                text += &format!(", 95{JOIN}% interval {:.0}–{}", low * 100.0, percent(high, false));
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
        let median = duration(median, clock);
        text += &format!(" With those still waiting the median is {median} (Kaplan–Meier).");
    }
    if cell.running > 0 && cell.metric.unit() == Unit::Share {
        text += &format!(" {} not yet due.", cell.running);
    }
    if cell.cannot_judge > 0 {
        text += &format!(" {} cannot be judged.", cell.cannot_judge);
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
        Unit::Duration => format!("{}, p50", metric.title()),
        Unit::Count | Unit::Share | Unit::Money => metric.title().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_words() {
        let cases = [
            (0.0, ClockChoice::Business, "0 s"),
            (45_400.0, ClockChoice::Business, "45 s"),
            (242_000.0, ClockChoice::Business, "4 m 2 s"),
            (38.0 * 60_000.0, ClockChoice::Business, "38 m"),
            (6.4 * 3_600_000.0, ClockChoice::Business, "6 h 24 m"),
            (76.0 * 3_600_000.0, ClockChoice::Elapsed, "3 d 4 h"),
            (76.0 * 3_600_000.0, ClockChoice::Business, "76 h"),
        ];
        for (ms, clock, words) in cases {
            assert_eq!(duration(ms, clock).replace(JOIN, " "), words);
        }
    }

    #[test]
    fn a_value_beyond_its_limit_is_not_written_like_it() {
        let (value, limit) = pair(0.262, 0.258, Unit::Share, ClockChoice::Business);
        assert_eq!((value.replace(JOIN, " "), limit.replace(JOIN, " ")), ("26.2 %".into(), "25.8 %".into()));
    }
}
