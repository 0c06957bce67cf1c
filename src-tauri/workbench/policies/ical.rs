//! Holidays from an iCalendar file, as proposals. All-day events are dates, whatever zone anybody is in; events with a time of day
//! are no holidays and are counted as left out. The text comes from anywhere, so it is bounded before it is parsed.

use super::holidays::HolidayProposal;
use chrono::{Datelike, NaiveDate};
use icalendar::parser::{Component, read_components, unfold};
use serde::Serialize;
use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use ts_rs::TS;

/// The largest file that is read.
pub const MOST_BYTES: usize = 4 << 20;

/// Components inside components; real files have three.
const DEEPEST: usize = 8;

/// Real files of holidays have a few hundred lines a year.
const LONGEST_LINE: usize = 16 << 10;

/// An all-day event longer than this is no holiday.
const LONGEST_EVENT_DAYS: u64 = 31;

/// What a file proposes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct IcalHolidays {
    /// By date.
    pub proposals: Vec<HolidayProposal>,
    /// Events that are not in `proposals`, each with the reason.
    pub left_out: Vec<String>,
}

/// Why a file proposes nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IcalError {
    #[error(
        "the file is {bytes} bytes long; a calendar of holidays has at most {most}. Nothing was changed; export a single calendar"
    )]
    TooLarge { bytes: usize, most: usize },
    #[error(
        "the file is not an iCalendar file (it does not begin with BEGIN:VCALENDAR). Nothing was changed; choose an .ics file"
    )]
    NotACalendar,
    #[error("the iCalendar file is damaged at line {line}: {what}. Nothing was changed; export it again")]
    Damaged { line: usize, what: &'static str },
    #[error(
        "the iCalendar file has no all-day events, so it holds no holidays. Nothing was changed; {left_out} other events were looked at"
    )]
    NoHolidays { left_out: usize },
}

/// Reads an iCalendar text. Events that recur every year are proposed for each of `years`; others on their own dates.
pub fn holidays_from_ical(text: &str, years: RangeInclusive<i32>) -> Result<IcalHolidays, IcalError> {
    if text.len() > MOST_BYTES {
        return Err(IcalError::TooLarge { bytes: text.len(), most: MOST_BYTES });
    }
    let text = text.trim_start_matches('\u{feff}').trim();
    if !text.get(..15).is_some_and(|begin| begin.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Err(IcalError::NotACalendar);
    }
    let unfolded = unfold(&format!("{}\n", text.replace("\r\n", "\n")));
    check_shape(&unfolded)?;
    let line = unfolded.lines().count();
    let components =
        read_components(&unfolded).map_err(|_| IcalError::Damaged { line, what: "its lines cannot be read" })?;
    let mut found = Found { years, dates: BTreeSet::new(), left_out: Vec::new() };
    for calendar in &components {
        for event in calendar.components.iter().filter(|component| component.name == "VEVENT") {
            found.add(event);
        }
    }
    if found.dates.is_empty() {
        return Err(IcalError::NoHolidays { left_out: found.left_out.len() });
    }
    let proposal = |(date, name)| HolidayProposal { date, name, agreed_by: "the imported file".into(), agreed: true };
    Ok(IcalHolidays { proposals: found.dates.into_iter().map(proposal).collect(), left_out: found.left_out })
}

/// What the parser relies on: components that begin and end in pairs and not too deep, lines of a sane length.
fn check_shape(unfolded: &str) -> Result<(), IcalError> {
    let mut open: Vec<&str> = Vec::new();
    let mut last = 0;
    for (index, line) in unfolded.lines().enumerate() {
        last = index + 1;
        let damaged = |what| Err(IcalError::Damaged { line: last, what });
        if line.len() > LONGEST_LINE {
            return damaged("a line is longer than any calendar writes");
        }
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name.trim_end());
            if open.len() > DEEPEST {
                return damaged("components lie inside components too deep");
            }
        } else if let Some(name) = line.strip_prefix("END:")
            && open.pop() != Some(name.trim_end())
        {
            return damaged("a component ends that had not begun");
        }
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(IcalError::Damaged { line: last, what: "it ends in the middle of a component" })
    }
}

struct Found {
    years: RangeInclusive<i32>,
    dates: BTreeSet<(NaiveDate, String)>,
    left_out: Vec<String>,
}

impl Found {
    fn add(&mut self, event: &Component<'_>) {
        let value = |name: &str| event.find_prop(name).map(|property| property.val.as_str().trim().to_owned());
        let name = value("SUMMARY").map_or_else(String::new, |text| unescape(&text));
        let mut leave_out =
            |why: &str| self.left_out.push(format!("{}: {why}", if name.is_empty() { "unnamed" } else { &name }));
        if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
            return leave_out("cancelled");
        }
        let Some(first) = value("DTSTART").and_then(|text| all_day(&text)) else {
            return leave_out("not an all-day event");
        };
        // The end of an all-day event is the date after its last.
        let days = value("DTEND").and_then(|text| all_day(&text)).map_or(1, |end| (end - first).num_days());
        let days = u64::try_from(days).unwrap_or(0).max(1);
        if days > LONGEST_EVENT_DAYS {
            return leave_out("longer than a month");
        }
        let firsts: Vec<NaiveDate> = match value("RRULE").map(|rule| every_year(&rule, first)) {
            None => vec![first],
            Some(None) => return leave_out("recurs by a rule that is not \"every year on this date\""),
            Some(Some(until)) => self
                .years
                .clone()
                .filter_map(|year| first.with_year(year))
                .filter(|date| (first..=until).contains(date))
                .collect(),
        };
        for first in firsts {
            self.dates.extend(first.iter_days().take(days as usize).map(|date| (date, name.clone())));
        }
    }
}

/// `20251225`: a date without a time of day.
fn all_day(text: &str) -> Option<NaiveDate> {
    let is_date = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_date { NaiveDate::parse_from_str(text, "%Y%m%d").ok() } else { None }
}

/// The last date of a rule that says no more than "every year on the date of the first"; `None` for any other rule.
fn every_year(rule: &str, first: NaiveDate) -> Option<NaiveDate> {
    let mut yearly = false;
    let mut until = NaiveDate::MAX;
    for part in rule.split(';').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=')?;
        match key.to_ascii_uppercase().as_str() {
            "FREQ" => yearly = value.eq_ignore_ascii_case("YEARLY"),
            "INTERVAL" if value == "1" => {}
            "WKST" => {}
            "BYMONTH" if value.parse() == Ok(first.month()) => {}
            "BYMONTHDAY" if value.parse() == Ok(first.day()) => {}
            "COUNT" => {
                let years = value.parse::<i32>().ok()?.checked_sub(1)?;
                until = until.min(NaiveDate::from_ymd_opt(first.year().checked_add(years)?, 12, 31)?);
            }
            "UNTIL" => until = until.min(all_day(value.get(..8)?)?),
            _ => return None,
        }
    }
    yearly.then_some(until)
}

fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => plain.push(match letters.next() {
                Some('n' | 'N') | None => ' ',
                Some(escaped) => escaped,
            }),
            letter if letter.is_control() => plain.push(' '),
            letter => plain.push(letter),
        }
    }
    plain.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn calendar(events: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n{}END:VCALENDAR\r\n",
            events.replace('\n', "\r\n")
        )
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n")
    }

    fn dates(text: &str) -> Vec<(String, String)> {
        let found = holidays_from_ical(text, 2025..=2027).unwrap();
        found.proposals.into_iter().map(|proposal| (proposal.date.to_string(), proposal.name)).collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(date, name)| ((*date).to_owned(), (*name).to_owned())).collect()
    }

    #[test]
    fn all_day_events_are_dates() {
        let text = calendar(
            &[
                event("DTSTART;VALUE=DATE:20251225\nDTEND;VALUE=DATE:20251227\nSUMMARY;LANGUAGE=en:Christmas\\, two\n  days"),
                event("DTSTART;VALUE=DATE:20250501\nSUMMARY:Labour Day"),
            ]
            .concat(),
        );
        let expected = [
            ("2025-05-01", "Labour Day"),
            ("2025-12-25", "Christmas, two days"),
            ("2025-12-26", "Christmas, two days"),
        ];
        assert_eq!(dates(&text), pairs(&expected));
    }

    #[test]
    fn yearly_events_are_proposed_for_each_year_asked() {
        let text = calendar(
            &[
                event("DTSTART;VALUE=DATE:20200101\nRRULE:FREQ=YEARLY\nSUMMARY:New Year"),
                event("DTSTART;VALUE=DATE:20200704\nRRULE:FREQ=YEARLY;UNTIL=20260101\nSUMMARY:Until"),
                event("DTSTART;VALUE=DATE:20260229\nSUMMARY:never"),
                event("DTSTART;VALUE=DATE:20241128\nRRULE:FREQ=YEARLY;BYDAY=4TH;BYMONTH=11\nSUMMARY:Thanksgiving"),
            ]
            .concat(),
        );
        let expected = [
            ("2025-01-01", "New Year"),
            ("2025-07-04", "Until"),
            ("2026-01-01", "New Year"),
            ("2027-01-01", "New Year"),
        ];
        assert_eq!(dates(&text), pairs(&expected));
        let left_out = holidays_from_ical(&text, 2025..=2027).unwrap().left_out;
        assert_eq!(
            left_out,
            ["never: not an all-day event", "Thanksgiving: recurs by a rule that is not \"every year on this date\"",]
        );
    }

    #[test]
    fn what_is_no_holiday_is_left_out_and_said() {
        let text = calendar(
            &[
                event("DTSTART:20251225T090000Z\nSUMMARY:Standup"),
                event("DTSTART;VALUE=DATE:20250601\nDTEND;VALUE=DATE:20250901\nSUMMARY:Summer"),
                event("DTSTART;VALUE=DATE:20250602\nSTATUS:CANCELLED\nSUMMARY:Off"),
                event("DTSTART;VALUE=DATE:20250603\nSUMMARY:Holiday"),
            ]
            .concat(),
        );
        assert_eq!(dates(&text), pairs(&[("2025-06-03", "Holiday")]));
        let left_out = holidays_from_ical(&text, 2025..=2027).unwrap().left_out;
        assert_eq!(left_out, ["Standup: not an all-day event", "Summer: longer than a month", "Off: cancelled"]);
    }

    #[test]
    fn hostile_text_is_an_error() {
        let deep = format!("{}{}", "BEGIN:VCALENDAR\n".repeat(100_000), "END:VCALENDAR\n".repeat(100_000));
        let long = calendar(&event(&format!("SUMMARY:{}", "x".repeat(1 << 20))));
        let cases: [(&str, String); 9] = [
            ("empty", String::new()),
            ("another kind of file", "id,date\n1,2025-12-25\n".into()),
            ("only the first line", "BEGIN:VCALENDAR".into()),
            ("cut off", calendar(&event("DTSTART;VALUE=DATE:20251225"))[..90].into()),
            ("too deep", deep),
            ("a line without end", long),
            ("too large", "BEGIN:VCALENDAR\n".to_owned() + &"x".repeat(MOST_BYTES)),
            ("ends crosswise", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\nEND:VEVENT\n".into()),
            ("no events", calendar("")),
        ];
        for (name, text) in cases {
            assert!(holidays_from_ical(&text, 2025..=2027).is_err(), "{name}");
        }
    }

    proptest! {
        /// Whatever the text, the answer is proposals or an error, never a crash.
        #[test]
        fn any_text_is_answered(lines in proptest::collection::vec("(BEGIN:|END:|VEVENT|VCALENDAR|DTSTART|;VALUE=DATE|:|2025122[0-9]|\\PC{0,6}|\r|\n ){0,8}", 0..20)) {
            let _ = holidays_from_ical(&format!("BEGIN:VCALENDAR\n{}\nEND:VCALENDAR\n", lines.join("\n")), 2025..=2027);
        }
    }
}
