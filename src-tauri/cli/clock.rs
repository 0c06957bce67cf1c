//! `baton clock`: the SLA clock over a file of cases, for checking it against any other calculation.

use crate::failure::Failure;
use chrono::{DateTime, SecondsFormat};
use playbook::calendar::{Calendar, CompiledCalendar, Counting, Pauses, due_after, used};
use playbook::{Instant, Millis, SECOND};
use serde_json::Value;
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;

/// What to compute for each case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockOp {
    /// When so much open time has passed since a start.
    Due,
    /// How much open time lies between two instants.
    Elapsed,
}

impl ClockOp {
    /// The word in the cases' `op` column.
    fn word(self) -> &'static str {
        match self {
            ClockOp::Due => "due",
            ClockOp::Elapsed => "elapsed",
        }
    }
}

/// Reads cases (`id`, `calendar`, `start_utc`, `duration_s` or `end_utc`, and, where present, `pauses_utc` and `op`) and prints
/// `id,value` for each whose `op` is this one: an instant in UTC or `none`, or seconds. Prints nothing unless every case can be read.
pub fn run(op: ClockOp, calendars: &Path, input: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let calendars = read_calendars(calendars)?;
    let mut compiled: HashMap<String, CompiledCalendar> = HashMap::new();
    let cases = Cases::open(input, op)?;
    let mut answers = csv::Writer::from_writer(Vec::new());
    answers.write_record(["id", "value"])?;
    cases.each(|case| {
        let key = case.calendar(&calendars)?;
        if !compiled.contains_key(key) {
            let calendar = CompiledCalendar::compile(&calendars[key])
                .map_err(|cause| case.refuse("calendar", format!("{cause}")))?;
            compiled.insert(key.to_owned(), calendar);
        }
        let value = case.answer(op, &compiled[key])?;
        answers.write_record([case.cell("id")?, &value])?;
        Ok(())
    })?;
    let text = answers.into_inner().map_err(|error| Failure::sentence(error.to_string()))?;
    Ok(out.write_all(&text)?)
}

/// Calendars by key: an object of calendars, a list of calendars with keys, a whole policy, or one calendar alone.
fn read_calendars(path: &Path) -> Result<HashMap<String, Calendar>, Failure> {
    let place = path.display();
    let refuse = |what: String| {
        Failure::sentence(format!("{place}: {what}. Nothing was computed; correct the file and run it again."))
    };
    let text = std::fs::read_to_string(path).map_err(|error| refuse(format!("cannot be read ({error})")))?;
    let mut value: Value = serde_json::from_str(&text).map_err(|error| refuse(format!("is not JSON ({error})")))?;
    if let Some(listed) = value.get_mut("calendars").filter(|listed| listed.is_array()) {
        value = listed.take();
    }
    let entries: Vec<(String, Value)> = match value {
        Value::Array(list) => list.into_iter().map(|one| (key_of(&one), one)).collect(),
        Value::Object(object) if ["time_zone", "tz", "24x7", "weekly"].iter().any(|key| object.contains_key(*key)) => {
            let one = Value::Object(object);
            vec![(key_of(&one), one)]
        }
        Value::Object(object) => object.into_iter().collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            return Err(refuse("holds no calendars; they stand in an object by key".into()));
        }
    };
    entries
        .into_iter()
        .map(|(key, mut value)| {
            // An always-open calendar runs alike in every zone.
            if let Value::Object(fields) = &mut value
                && fields.get("24x7") == Some(&Value::Bool(true))
                && !fields.contains_key("tz")
            {
                fields.entry("time_zone").or_insert_with(|| "UTC".into());
            }
            let mut calendar: Calendar =
                serde_json::from_value(value).map_err(|error| refuse(format!("calendar \"{key}\": {error}")))?;
            calendar.key.clone_from(&key);
            Ok((key, calendar))
        })
        .collect()
}

fn key_of(calendar: &Value) -> String {
    calendar.get("key").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The file of cases.
struct Cases {
    path: String,
    rows: csv::Reader<std::fs::File>,
    columns: HashMap<String, usize>,
    op: ClockOp,
}

/// One line of it.
struct Case<'a> {
    cases: &'a Cases,
    line: u64,
    row: csv::StringRecord,
}

impl Cases {
    fn open(path: &Path, op: ClockOp) -> Result<Cases, Failure> {
        let place = path.display().to_string();
        let broken = |error: csv::Error| Failure::sentence(format!("{place}: cannot be read as CSV ({error})"));
        let mut rows = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(path).map_err(broken)?;
        let columns: HashMap<String, usize> =
            rows.headers().map_err(broken)?.iter().enumerate().map(|(index, name)| (name.to_owned(), index)).collect();
        let other = match op {
            ClockOp::Due => "duration_s",
            ClockOp::Elapsed => "end_utc",
        };
        if let Some(missing) = ["id", "start_utc", other].iter().find(|name| !columns.contains_key(**name)) {
            return Err(Failure::sentence(format!(
                "{place}: has no column {missing}. Its header must name id, calendar, start_utc and {other}; pauses_utc and op are optional."
            )));
        }
        Ok(Cases { path: place, rows, columns, op })
    }

    fn each(mut self, mut visit: impl FnMut(&Case<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let mut row = csv::StringRecord::new();
        loop {
            let more = self.rows.read_record(&mut row).map_err(|error| {
                Failure::sentence(format!("{}: cannot be read as CSV ({error}). Nothing was printed.", self.path))
            })?;
            if !more {
                return Ok(());
            }
            let line = row.position().map_or(0, csv::Position::line);
            let case = Case { cases: &self, line, row: std::mem::take(&mut row) };
            if case.optional("op").is_none_or(|op| op == case.cases.op.word()) {
                visit(&case)?;
            }
            row = case.row;
        }
    }
}

impl Case<'_> {
    fn refuse(&self, column: &str, why: String) -> Failure {
        Failure::sentence(format!(
            "{} line {}, column {column}: {why}. Nothing was printed; correct it and run it again.",
            self.cases.path, self.line
        ))
    }

    fn optional(&self, column: &str) -> Option<&str> {
        self.row.get(*self.cases.columns.get(column)?)
    }

    fn cell(&self, column: &str) -> Result<&str, Failure> {
        self.optional(column).ok_or_else(|| self.refuse(column, "the cell is missing".into()))
    }

    /// The key of its calendar; a file with a single calendar needs no column for it.
    fn calendar<'c>(&self, calendars: &'c HashMap<String, Calendar>) -> Result<&'c str, Failure> {
        let key = self.optional("calendar").unwrap_or_default();
        match calendars.get_key_value(key) {
            Some((known, _)) => Ok(known),
            None if key.is_empty() && calendars.len() == 1 => Ok(calendars.keys().next().map_or("", String::as_str)),
            None => Err(self.refuse("calendar", format!("there is no calendar \"{key}\" in the calendars' file"))),
        }
    }

    fn answer(&self, op: ClockOp, calendar: &CompiledCalendar) -> Result<String, Failure> {
        let start = self.instant("start_utc", self.cell("start_utc")?)?;
        let pauses = self.pauses()?;
        Ok(match op {
            ClockOp::Due => {
                let duration = self.cell("duration_s")?;
                let target = milliseconds(duration)
                    .ok_or_else(|| self.refuse("duration_s", format!("\"{duration}\" is not a number of seconds")))?;
                let due = due_after(calendar, Counting::Business, start, target, &pauses).at();
                due.and_then(instant_text).unwrap_or_else(|| "none".into())
            }
            ClockOp::Elapsed => {
                let end = self.instant("end_utc", self.cell("end_utc")?)?;
                seconds_text(used(calendar, Counting::Business, start, end, &pauses))
            }
        })
    }

    fn instant(&self, column: &str, text: &str) -> Result<Instant, Failure> {
        DateTime::parse_from_rfc3339(text)
            .map(|at| at.timestamp_millis())
            .map_err(|_| self.refuse(column, format!("\"{text}\" is not an instant such as 2025-01-06T09:00:00Z")))
    }

    /// `from/to;from/to`; an empty `to` has not ended.
    fn pauses(&self) -> Result<Pauses, Failure> {
        let text = self.optional("pauses_utc").unwrap_or_default();
        let pairs = text.split(';').map(str::trim).filter(|pause| !pause.is_empty()).map(|pause| {
            let (from, to) = pause.split_once('/').ok_or_else(|| {
                self.refuse("pauses_utc", format!("\"{pause}\" is not a pause; write from/to, or from/ while it lasts"))
            })?;
            let to = if to.is_empty() { None } else { Some(self.instant("pauses_utc", to)?) };
            Ok((self.instant("pauses_utc", from)?, to))
        });
        Ok(Pauses::union(pairs.collect::<Result<_, Failure>>()?))
    }
}

/// Seconds with at most three decimals, as milliseconds.
fn milliseconds(seconds: &str) -> Option<Millis> {
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (sign, digits) = whole.strip_prefix('-').map_or((1, whole), |digits| (-1, digits));
    let decimals = fraction.trim_end_matches('0');
    if digits.is_empty() || !is_number(digits) || !is_number(decimals) || decimals.len() > 3 {
        return None;
    }
    let thousandths: Millis = format!("{decimals:0<3}").parse().ok()?;
    Some(sign * digits.parse::<Millis>().ok()?.checked_mul(SECOND)?.checked_add(thousandths)?)
}

/// Seconds; decimals only where there are any.
fn seconds_text(ms: Millis) -> String {
    if ms % SECOND == 0 { (ms / SECOND).to_string() } else { format!("{}.{:03}", ms / SECOND, ms % SECOND) }
}

/// RFC 3339 in UTC; milliseconds only where there are any.
fn instant_text(at: Instant) -> Option<String> {
    let format = if at % SECOND == 0 { SecondsFormat::Secs } else { SecondsFormat::Millis };
    Some(DateTime::from_timestamp_millis(at)?.to_rfc3339_opts(format, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALENDARS: &str = r#"{
        "office": {"tz": "Europe/London", "weekly": {"mon": [["09:00", "17:00"]], "tue": [["09:00", "17:00"]]}},
        "always": {"24x7": true}
    }"#;

    fn clock(op: ClockOp, calendars: &str, cases: &str) -> Result<String, String> {
        let folder = std::env::temp_dir().join(format!("baton-clock-{:?}", std::thread::current().id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (calendars_path, cases_path) = (folder.join("calendars.json"), folder.join("cases.csv"));
        std::fs::write(&calendars_path, calendars).unwrap();
        std::fs::write(&cases_path, cases).unwrap();
        let mut out = Vec::new();
        let result = run(op, &calendars_path, &cases_path, &mut out);
        std::fs::remove_dir_all(&folder).unwrap();
        match result {
            Ok(()) => Ok(String::from_utf8(out).unwrap()),
            Err(Failure::Sentence(text)) => Err(text),
            Err(Failure::Usage(_) | Failure::Told) => panic!("a sentence was expected"),
        }
    }

    #[test]
    fn due_and_elapsed_print_id_and_value() {
        let cases = "id,op,calendar,start_utc,duration_s,end_utc,pauses_utc\n\
            a,due,office,2025-01-06T16:59:00Z,120.5,,\n\
            b,due,office,2025-01-06T10:00:00Z,28800,,2025-01-06T11:00:00Z/\n\
            c,elapsed,office,2025-01-06T16:00:00Z,,2025-01-07T09:00:01.250Z,\n\
            d,elapsed,always,2025-01-06T16:00:00Z,,2025-01-06T17:00:00+00:00,2025-01-06T16:30:00Z/2025-01-06T16:45:00Z\n";
        assert_eq!(clock(ClockOp::Due, CALENDARS, cases).unwrap(), "id,value\na,2025-01-07T09:01:00.500Z\nb,none\n");
        assert_eq!(clock(ClockOp::Elapsed, CALENDARS, cases).unwrap(), "id,value\nc,3601.250\nd,2700\n");
    }

    #[test]
    fn one_calendar_a_list_and_a_policy_are_read_alike() {
        let one = r#"{"key": "k", "name": "K", "time_zone": "UTC", "24x7": false, "weekly": {"mon": [["09:00", "17:00"]]}, "exceptions": {}}"#;
        let cases = "id,calendar,start_utc,end_utc\na,k,2025-01-06T00:00:00Z,2025-01-07T00:00:00Z\n";
        for calendars in [one.to_owned(), format!("[{one}]"), format!(r#"{{"company": "C", "calendars": [{one}]}}"#)] {
            assert_eq!(clock(ClockOp::Elapsed, &calendars, cases).unwrap(), "id,value\na,28800\n");
        }
    }

    #[test]
    fn errors_name_the_line_the_column_and_the_value() {
        let head = "id,calendar,start_utc,duration_s\n";
        let cases = [
            ("a,office,yesterday,60\n", "line 2, column start_utc: \"yesterday\" is not an instant"),
            ("a,office,2025-01-06T16:59:00Z,soon\n", "line 2, column duration_s: \"soon\" is not a number of seconds"),
            ("a,lunar,2025-01-06T16:59:00Z,60\n", "line 2, column calendar: there is no calendar \"lunar\""),
            ("a,office\n", "cannot be read as CSV"),
        ];
        for (row, expected) in cases {
            let error = clock(ClockOp::Due, CALENDARS, &format!("{head}{row}")).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
        let error = clock(ClockOp::Elapsed, CALENDARS, head).unwrap_err();
        assert!(error.contains("has no column end_utc"), "{error}");
        let error = clock(ClockOp::Due, r#"{"a": {"tz": "Mars/Olympus", "weekly": {"mon": [["9", "17:00"]]}}}"#, head);
        assert!(error.unwrap_err().contains("calendar \"a\": \"9\" is not a time of day"));
    }
}
