//! The known answers: every row of the business-time vectors, and the suites of other people's libraries.

#![allow(clippy::disallowed_methods, reason = "the rules know no files; their tests read fixtures")]

use chrono::DateTime;
use playbook::calendar::{Calendar, CompiledCalendar, Counting, Due, Pauses, due_after, used};
use playbook::{Instant, SECOND};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures").join(path)
}

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

fn pauses(text: &str) -> Pauses {
    let pair = |pause: &str| {
        let (from, to) = pause.split_once('/').unwrap();
        (at(from), (!to.is_empty()).then(|| at(to)))
    };
    Pauses::union(text.split(';').filter(|pause| !pause.is_empty()).map(pair).collect())
}

#[test]
fn every_business_time_vector_holds() {
    let calendars: BTreeMap<String, Calendar> =
        serde_json::from_slice(&std::fs::read(fixture("vectors/calendars.json")).unwrap()).unwrap();
    let compiled: BTreeMap<&str, CompiledCalendar> =
        calendars.iter().map(|(key, calendar)| (key.as_str(), CompiledCalendar::compile(calendar).unwrap())).collect();
    let mut rows = csv::Reader::from_path(fixture("vectors/business_time.csv")).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in rows.deserialize::<BTreeMap<String, String>>() {
        let row = row.unwrap();
        let calendar = &compiled[row["calendar"].as_str()];
        let (start, pauses) = (at(&row["start_utc"]), pauses(&row["pauses_utc"]));
        let (answer, expected) = match row["op"].as_str() {
            "due" => {
                let target = row["duration_s"].parse::<i64>().unwrap() * SECOND;
                let expected = &row["expected_due_utc"];
                (
                    due_after(calendar, Counting::Business, start, target, &pauses).at(),
                    (expected != "none").then(|| at(expected)),
                )
            }
            "elapsed" => {
                let expected = row["expected_elapsed_s"].parse::<i64>().unwrap() * SECOND;
                (Some(used(calendar, Counting::Business, start, at(&row["end_utc"]), &pauses)), Some(expected))
            }
            other => panic!("{}: unknown op {other}", row["id"]),
        };
        count += 1;
        if answer != expected {
            wrong.push(format!("{} {}: {answer:?} instead of {expected:?}", row["id"], row["note"]));
        }
    }
    assert_eq!(count, 203, "rows in the vectors");
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn an_open_pause_is_told_apart_from_a_calendar_that_never_opens() {
    let calendar = CompiledCalendar::compile(&Calendar::office_hours("office", "", "UTC")).unwrap();
    let start = at("2025-01-06T10:00:00Z");
    let paused = pauses("2025-01-06T11:00:00Z/");
    assert_eq!(due_after(&calendar, Counting::Business, start, 8 * 3_600 * SECOND, &paused), Due::Paused);
    assert_eq!(
        due_after(&calendar, Counting::Business, start, 3_600 * SECOND, &paused),
        Due::At(at("2025-01-06T11:00:00Z"))
    );
}
