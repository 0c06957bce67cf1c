//! Other people's test suites: what three business-time libraries and a help desk expect of themselves. Where their convention
//! differs from ours, the test says so by id, with the reason.

#![allow(clippy::disallowed_methods, reason = "the rules know no files; their tests read fixtures")]

use chrono::{DateTime, NaiveDate};
use playbook::calendar::{
    Calendar, CompiledCalendar, Counting, DayException, Due, Interval, Pauses, Week, due_after, used,
};
use playbook::{Instant, MINUTE, SECOND};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

fn fixture<T: for<'de> Deserialize<'de>>(name: &str) -> T {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/business_time").join(name);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

/// One case of `working_hours`, `biz` or `moment-business-time`.
#[derive(Deserialize)]
struct Case {
    id: String,
    kind: Kind,
    calendar_tz: String,
    week: Week,
    holidays: Vec<NaiveDate>,
    holidays_every_year: Vec<String>,
    shifts: BTreeMap<NaiveDate, Vec<Interval>>,
    breaks: BTreeMap<NaiveDate, Vec<Interval>>,
    start_utc: String,
    end_utc: String,
    seconds: i64,
}

#[derive(Deserialize, Clone, Copy, PartialEq, Eq, Debug)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Between,
    Add,
    /// Counting backwards: Baton has no such question, so the case is asked the other way round.
    Sub,
}

impl Case {
    fn calendar(&self) -> Calendar {
        let mut calendar = Calendar::office_hours(&self.id, &self.id, &self.calendar_tz);
        calendar.weekly = self.week.clone();
        let exception = |open: &[Interval]| DayException { name: String::new(), open: open.to_vec() };
        calendar.exceptions.extend(self.shifts.iter().map(|(date, open)| (*date, exception(open))));
        calendar.exceptions.extend(self.holidays.iter().map(|date| (*date, exception(&[]))));
        for year in 1990..2030 {
            let dates = self.holidays_every_year.iter().map(|date| format!("{year}-{date}").parse().unwrap());
            calendar.exceptions.extend(dates.map(|date| (date, exception(&[]))));
        }
        calendar
    }

    /// Their breaks of a date are our pauses.
    fn pauses(&self, calendar: &CompiledCalendar) -> Pauses {
        let resolve = |date, time| calendar.zone().resolve(date, time);
        Pauses::union(
            self.breaks
                .iter()
                .flat_map(|(date, breaks)| breaks.iter().map(|Interval(from, to)| (*date, *from, *to)))
                .map(|(date, from, to)| (resolve(date, from).unwrap(), resolve(date, to)))
                .collect(),
        )
    }
}

/// Where a suite's convention is not ours: by id, our answer in seconds, and why.
const DIFFERENT: &[(&str, i64, &str)] =
    &[("working_hours-between-005", 0, "a reversed interval is negative there; here nothing lies in it")];

#[test]
fn the_suites_of_three_libraries_hold() {
    let cases: Vec<Case> = fixture("business_time_vectors.json");
    assert_eq!(cases.len(), 74);
    let mut wrong = Vec::new();
    for case in &cases {
        let calendar = CompiledCalendar::compile(&case.calendar()).unwrap();
        let pauses = case.pauses(&calendar);
        let (start, end, amount) = (at(&case.start_utc), at(&case.end_utc), case.seconds * SECOND);
        let business = Counting::Business;
        let (answer, expected) = match case.kind {
            Kind::Between => (used(&calendar, business, start, end, &pauses), amount),
            Kind::Add => (due_after(&calendar, business, start, amount, &pauses).at().unwrap_or(-1), end),
            Kind::Sub => (used(&calendar, business, end, start, &pauses), amount),
        };
        let expected = match DIFFERENT.iter().find(|(id, ..)| *id == case.id) {
            Some(&(_, ours, why)) => {
                assert_ne!(ours * SECOND, expected, "{}: no difference any more ({why})", case.id);
                ours * SECOND
            }
            None => expected,
        };
        if answer != expected {
            wrong.push(format!("{} {:?}: {answer} instead of {expected}", case.id, case.kind));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// One scenario of a help desk.
#[derive(Deserialize)]
struct Scenario {
    id: String,
    calendar_tz: String,
    week: Week,
    holidays: Vec<NaiveDate>,
    created: String,
    targets_min: BTreeMap<String, i64>,
    clock_stopped: Vec<[String; 2]>,
    events: BTreeMap<String, String>,
    expected_due: BTreeMap<String, String>,
    expected_metrics: BTreeMap<String, i64>,
}

#[test]
fn the_scenarios_of_a_help_desk_hold() {
    let scenarios: Vec<Scenario> = fixture("sla_scenarios.json");
    assert_eq!(scenarios.len(), 9);
    let mut metrics_held = 0;
    for scenario in &scenarios {
        let id = &scenario.id;
        let mut calendar = Calendar::office_hours(id, id, &scenario.calendar_tz);
        calendar.weekly = scenario.week.clone();
        let holiday = || DayException { name: String::new(), open: Vec::new() };
        calendar.exceptions = scenario.holidays.iter().map(|date| (*date, holiday())).collect();
        let calendar = CompiledCalendar::compile(&calendar).unwrap();
        let stopped = scenario.clock_stopped.iter().map(|[from, to]| (at(from), Some(at(to)))).collect();
        let pauses = Pauses::union(stopped);
        let created = at(&scenario.created);
        for (target, expected) in &scenario.expected_due {
            let due = due_after(&calendar, Counting::Business, created, scenario.targets_min[target] * MINUTE, &pauses);
            assert_eq!(due, Due::At(at(expected)), "{id} {target}");
        }
        for (metric, expected) in &scenario.expected_metrics {
            let (event, target) = match metric.split_once('_').unwrap().0 {
                "first" => ("first_response_at", "first_response"),
                _ => ("closed_at", "solution"),
            };
            let spent = used(&calendar, Counting::Business, created, at(&scenario.events[event]), &pauses) / MINUTE;
            let answer = if metric.contains("diff") { scenario.targets_min[target] - spent } else { spent };
            assert_eq!(answer, *expected, "{id} {metric}");
            metrics_held += 1;
        }
    }
    assert_eq!(metrics_held, 10);
}
