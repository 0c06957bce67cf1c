//! Numbers as people read them: on the screen, in charts, in the pack and in the terminal alike.
//!
//! Number and unit are joined by a narrow no-break space, so that no line breaks between them.

use super::Month;
use super::review::Unit;
use crate::Instant;
use chrono::{DateTime, NaiveDate};

/// Joins a number and its unit.
pub const THIN: char = '\u{202f}';

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A figure in its unit.
pub fn figure(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Count => count(value.round().max(0.0) as u64),
        Unit::Duration => duration(value),
        Unit::Share => share(value),
        Unit::Money => count(value.round().max(0.0) as u64),
    }
}

/// Milliseconds as `38 s`, `42 m`, `1 h 42 m`, `312 h`: two units at the most, rounded down so that no breach is rounded away.
pub fn duration(ms: f64) -> String {
    let seconds = (ms.abs() / 1_000.0).floor() as u64;
    let sign = if ms < 0.0 { "−" } else { "" };
    let (hours, minutes) = (seconds / 3_600, seconds / 60 % 60);
    match (hours, minutes) {
        (0, 0) => format!("{sign}{seconds}{THIN}s"),
        (0, _) => format!("{sign}{minutes}{THIN}m"),
        (100.., _) => format!("{sign}{}{THIN}h", count(hours)),
        _ => format!("{sign}{hours}{THIN}h {minutes:02}{THIN}m"),
    }
}

/// A share of one as `18 %`; small ones keep a digit, so that few is not none.
pub fn share(share: f64) -> String {
    let percent = share * 100.0;
    let small = percent.abs() > 0.0 && percent.abs() < 0.95;
    if small { format!("{percent:.1}{THIN}%") } else { format!("{percent:.0}{THIN}%") }
}

/// `2,140`
pub fn count(count: u64) -> String {
    let digits = count.to_string();
    let first = (digits.len() + 2) % 3 + 1;
    let mut text = digits[..first].to_string();
    for group in digits.as_bytes()[first..].chunks(3) {
        text.push(',');
        text.extend(group.iter().map(|&digit| digit as char));
    }
    text
}

/// `October 2026`
pub fn month(month: Month) -> String {
    format!("{} {}", month_name(month), month.year())
}

/// `October`
pub fn month_name(month: Month) -> &'static str {
    MONTHS[month.month() as usize - 1]
}

/// `31 Oct 2026`
pub fn date(date: NaiveDate) -> String {
    date.format("%-d %b %Y").to_string()
}

/// The date of an instant in UTC, for where no zone is at hand.
pub fn date_utc(at: Instant) -> String {
    DateTime::from_timestamp_millis(at).map(|time| date(time.date_naive())).unwrap_or_default()
}

/// With a capital at the beginning, as a sentence begins.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_have_two_units_at_the_most() {
        let cases = [
            (0_i64, "0 s"),
            (38_000, "38 s"),
            (59_999, "59 s"),
            (60_000, "1 m"),
            (42 * 60_000, "42 m"),
            (6_120_000, "1 h 42 m"),
            (6 * 3_600_000 + 5 * 60_000, "6 h 05 m"),
            (99 * 3_600_000, "99 h 00 m"),
            (312 * 3_600_000, "312 h"),
            (7_316 * 3_600_000, "7,316 h"),
            (-90_000, "−1 m"),
        ];
        for (ms, words) in cases {
            let found = duration(ms as f64).replace(THIN, " ");
            assert_eq!(found, words, "{ms} ms");
        }
    }

    #[test]
    fn few_is_not_none() {
        for (value, words) in [(0.0, "0 %"), (0.004, "0.4 %"), (0.18, "18 %"), (0.995, "100 %"), (1.0, "100 %")] {
            assert_eq!(share(value).replace(THIN, " "), words);
        }
    }

    #[test]
    fn thousands_are_grouped() {
        for (value, words) in [(0, "0"), (999, "999"), (2_140, "2,140"), (1_000_000, "1,000,000")] {
            assert_eq!(count(value), words);
        }
    }

    #[test]
    fn months_and_dates() {
        assert_eq!(month(Month::new(2026, 10)), "October 2026");
        assert_eq!(date_utc(1_793_491_199_000), "31 Oct 2026");
    }
}
