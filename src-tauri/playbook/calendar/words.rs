//! Durations, targets and local times in words.

use super::{Target, Zone};
use crate::{HOUR, Instant, MINUTE, Millis, SECOND};
use chrono::{Datelike, Days, NaiveTime, Timelike, Weekday};

/// `1 h 42 m`, `45 m`, `2 h`, `30 s`, `0 m`: no unit that is zero; milliseconds only where there are any.
pub fn duration_words(ms: Millis) -> String {
    let (hours, minutes, rest) = (ms / HOUR, ms % HOUR / MINUTE, ms % MINUTE);
    let mut parts = Vec::new();
    if hours > 0 {
        parts.push(format!("{hours} h"));
    }
    if minutes > 0 {
        parts.push(format!("{minutes} m"));
    }
    if rest % SECOND > 0 {
        parts.push(format!("{}.{:03} s", rest / SECOND, rest % SECOND));
    } else if rest > 0 {
        parts.push(format!("{} s", rest / SECOND));
    }
    if parts.is_empty() { "0 m".into() } else { parts.join(" ") }
}

impl Target {
    /// The promise in words that say which time it is in: `2 h of business time`, `2 business days by 17:00`.
    pub fn words(&self) -> String {
        match *self {
            Target::Business { ms } => format!("{} of business time", duration_words(ms)),
            Target::Elapsed { ms } => format!("{} of elapsed time", duration_words(ms)),
            Target::SameBusinessDay { cut_off: None } => "same business day".into(),
            Target::SameBusinessDay { cut_off: Some(time) } => format!("same business day, cut-off {time}"),
            Target::BusinessDays { days: 0, by } => format!("same business day by {by}"),
            Target::BusinessDays { days: 1, by } => format!("1 business day by {by}"),
            Target::BusinessDays { days, by } => format!("{days} business days by {by}"),
        }
    }

    /// What the due line of a ledger says: `The 2 h are used up`.
    pub fn due_words(&self) -> String {
        match *self {
            Target::Business { ms } | Target::Elapsed { ms } => format!("The {} are used up", duration_words(ms)),
            Target::SameBusinessDay { .. } | Target::BusinessDays { .. } => format!("Deadline: {}", self.words()),
        }
    }
}

pub(crate) fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

/// `16:30`, or `Tue 16:30` where its date is not that of `near`; an end at midnight is the day's 24:00.
pub(super) fn time_words(zone: &Zone, at: Instant, is_end: bool, near: Instant) -> String {
    let local = zone.local(at);
    let (mut date, time) = (local.date(), local.time());
    let mut text = if time.second() == 0 { time.format("%H:%M") } else { time.format("%H:%M:%S") }.to_string();
    if is_end && time == NaiveTime::MIN {
        date = date.checked_sub_days(Days::new(1)).unwrap_or(date);
        text = "24:00".into();
    }
    if date == zone.date_of(near) { text } else { format!("{} {text}", &weekday_name(date.weekday())[..3]) }
}

/// `clocks go back 1 h`, where the zone's offset is another at `to` than at `from`.
pub(super) fn clock_change_words(zone: &Zone, from: Instant, to: Instant) -> Option<String> {
    let shift = zone.offset_seconds(to) - zone.offset_seconds(from);
    let by = duration_words(i64::from(shift.abs()) * SECOND);
    match shift {
        0 => None,
        1.. => Some(format!("clocks go forward {by}")),
        ..0 => Some(format!("clocks go back {by}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::LocalTime;

    #[test]
    fn durations_leave_out_what_is_zero() {
        let cases = [
            (0, "0 m"),
            (2 * HOUR, "2 h"),
            (HOUR + 42 * MINUTE, "1 h 42 m"),
            (HOUR + SECOND, "1 h 1 s"),
            (30 * SECOND, "30 s"),
            (1_005, "1.005 s"),
            (49 * HOUR, "49 h"),
        ];
        for (ms, expected) in cases {
            assert_eq!(duration_words(ms), expected);
        }
    }

    #[test]
    fn targets_say_which_time_they_are_in() {
        assert_eq!(Target::Business { ms: 16 * HOUR }.words(), "16 h of business time");
        assert_eq!(Target::Elapsed { ms: 48 * HOUR }.words(), "48 h of elapsed time");
        assert_eq!(Target::BusinessDays { days: 2, by: LocalTime::hm(17, 0) }.words(), "2 business days by 17:00");
        assert_eq!(
            Target::SameBusinessDay { cut_off: Some(LocalTime::hm(15, 0)) }.due_words(),
            "Deadline: same business day, cut-off 15:00"
        );
    }
}
