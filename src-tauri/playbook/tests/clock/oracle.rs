//! The fast clock against two slow ones: minute by minute, and a million random cases date by date.

use crate::random::calendar;
use crate::slow::{DateWalk, MinuteSteps, Random};
use chrono::{DateTime, Days, NaiveDate};
use playbook::calendar::{Calendar, CompiledCalendar, Counting, Due, Pauses, due_after, used};
use playbook::{DAY, HOUR, Instant, MINUTE};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

fn sample(runner: &mut TestRunner, from: NaiveDate, days: u64) -> Calendar {
    calendar(from, days).new_tree(runner).unwrap().current()
}

/// A date near a change of clocks more often than chance would have it: late March, late October, early November, any day.
fn date(random: &mut Random, years: std::ops::Range<i64>) -> NaiveDate {
    let year = random.within(years.start, years.end) as i32;
    let (month, day) = match random.within(0, 6) {
        0 => (3, 24),
        1 => (10, 20),
        2 => (10, 28),
        3 => (4, 1),
        _ => (random.within(1, 13) as u32, random.within(1, 29) as u32),
    };
    if random.within(0, 40) == 0 {
        return NaiveDate::from_ymd_opt(2011, 12, 24).unwrap();
    }
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn midnight(date: NaiveDate) -> Instant {
    date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp_millis()
}

#[test]
fn the_clock_agrees_with_stepping_minute_by_minute() {
    let mut runner = TestRunner::deterministic();
    let mut random = Random(11);
    for round in 0..300 {
        let date = date(&mut random, 1975..2095);
        let calendar = sample(&mut runner, date, 16);
        let compiled = CompiledCalendar::compile(&calendar).unwrap();
        let from = midnight(date - Days::new(4));
        let steps = MinuteSteps::new(&calendar, compiled.zone(), from, 24);
        for _ in 0..20 {
            let a = from + random.within(3 * 24 * 60, 20 * 24 * 60) * MINUTE;
            let b = from + random.within(3 * 24 * 60, 20 * 24 * 60) * MINUTE;
            assert_eq!(compiled.elapsed(a, b), steps.elapsed(a, b), "round {round}: [{a}, {b}) on {calendar:?}");
            let t = random.within(0, 40 * 60) * MINUTE;
            if let Some(due) = steps.due(a, t) {
                assert_eq!(compiled.due(a, t), Some(due), "round {round}: {t} ms from {a} on {calendar:?}");
            }
        }
    }
}

fn pauses(random: &mut Random, from: Instant, days: i64) -> Vec<(Instant, Instant)> {
    let count = [0, 0, 1, 1, 2, 3, 5][random.within(0, 7) as usize];
    (0..count)
        .map(|_| {
            let begin = from + random.within(-DAY, days * DAY);
            let length = [HOUR, DAY, 4 * DAY][random.within(0, 3) as usize];
            (begin, begin + random.within(-length / 4, length))
        })
        .collect()
}

/// One calendar with a thousand questions, half of them `used` and half `due`; returns how many.
fn differential(random: &mut Random, runner: &mut TestRunner, date: NaiveDate) -> usize {
    let calendar = sample(runner, date, 40);
    let compiled = CompiledCalendar::compile(&calendar).unwrap();
    let walk = DateWalk { calendar: &calendar, zone: compiled.zone() };
    let start = midnight(date);
    for _ in 0..500 {
        let stretches = pauses(random, start, 40);
        let union = Pauses::union(stretches.iter().map(|&(from, to)| (from, Some(to))).collect());
        let a = start + random.within(0, 30 * DAY);
        let b = a + random.within(-DAY, 12 * DAY);
        assert_eq!(
            used(&compiled, Counting::Business, a, b, &union),
            walk.used(a, b, &stretches),
            "[{a}, {b}) less {stretches:?} on {calendar:?}"
        );
        let t = [MINUTE, 8 * HOUR, 40 * HOUR][random.within(0, 3) as usize];
        let t = random.within(0, t + 1);
        let horizon = a + 14 * DAY;
        let due = due_after(&compiled, Counting::Business, a, t, &union);
        match walk.due(a, t, horizon, &stretches) {
            Some(expected) => {
                assert_eq!(due, Due::At(expected), "{t} ms from {a} less {stretches:?} on {calendar:?}");
            }
            None => assert!(
                due.at().is_none_or(|due| due > horizon),
                "{t} ms from {a} less {stretches:?} on {calendar:?}: {due:?} within the horizon"
            ),
        }
    }
    1_000
}

#[test]
fn a_million_random_cases_agree_with_walking_date_by_date() {
    let mut runner = TestRunner::deterministic();
    let mut random = Random(7);
    let mut cases = 0;
    while cases < 1_000_000 {
        let date = date(&mut random, 1971..2099);
        cases += differential(&mut random, &mut runner, date);
    }
}

#[test]
fn outside_the_years_compiled_and_across_their_edges_it_is_as_right() {
    let mut runner = TestRunner::deterministic();
    let mut random = Random(3);
    for years in [1850..1900, 1905..1989, 2061..2099, 2099..2400] {
        for _ in 0..10 {
            let date = date(&mut random, years.clone());
            differential(&mut random, &mut runner, date);
        }
    }
    for edge in [NaiveDate::from_ymd_opt(1989, 12, 15).unwrap(), NaiveDate::from_ymd_opt(2059, 12, 15).unwrap()] {
        for _ in 0..20 {
            differential(&mut random, &mut runner, edge);
        }
    }
}

#[test]
fn a_clock_that_finds_no_open_time_for_ten_years_never_falls_due() {
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis();
    let date = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    let mut calendar = Calendar::office_hours("office", "Office", "UTC");
    let holidays = |calendar: &mut Calendar, from: NaiveDate, to: NaiveDate| {
        for day in from.iter_days().take_while(|day| *day < to) {
            calendar.exceptions.insert(day, playbook::calendar::DayException { name: String::new(), open: vec![] });
        }
    };
    holidays(&mut calendar, date(2025, 1, 1), date(2034, 12, 1));
    let nearly = CompiledCalendar::compile(&calendar).unwrap();
    assert_eq!(calendar.check(), Ok(()));
    assert_eq!(nearly.due(at("2025-03-03T10:00:00Z"), HOUR), Some(at("2034-12-01T10:00:00Z")));
    holidays(&mut calendar, date(2034, 12, 1), date(2035, 6, 1));
    let never = CompiledCalendar::compile(&calendar).unwrap();
    assert!(calendar.check().unwrap_err().to_string().contains("stays closed for ten years from 2024-12-31"));
    assert_eq!(never.due(at("2024-12-31T16:30:00Z"), HOUR), None);
    assert_eq!(never.due(at("2024-12-31T16:30:00Z"), HOUR / 2), Some(at("2024-12-31T17:00:00Z")));
    assert_eq!(never.due(at("2036-01-01T00:00:00Z"), HOUR), Some(at("2036-01-01T10:00:00Z")));
    assert_eq!(never.elapsed(at("2024-12-31T16:30:00Z"), at("2035-06-01T09:30:00Z")), HOUR);
}

#[test]
fn thousands_of_years_are_the_sum_of_their_centuries() {
    let century = 36_524 * DAY;
    for zone in ["UTC", "America/New_York"] {
        let mut calendar = Calendar::office_hours("office", "Office", zone);
        calendar.weekly.sun = vec![playbook::calendar::Interval("22:00".parse().unwrap(), "06:00".parse().unwrap())];
        let compiled = CompiledCalendar::compile(&calendar).unwrap();
        let from = midnight(NaiveDate::from_ymd_opt(2050, 1, 1).unwrap());
        let sum: i64 = (0..25).map(|n| compiled.elapsed(from + n * century, from + (n + 1) * century)).sum();
        assert_eq!(compiled.elapsed(from, from + 25 * century), sum, "{zone}");
        let due = compiled.due(from, sum).unwrap();
        assert!((0..3 * DAY).contains(&(from + 25 * century - due)), "{zone}");
        assert_eq!(compiled.elapsed(from, due), sum, "{zone}");
    }
}

#[test]
fn the_ends_of_time_are_answered() {
    for always_open in [false, true] {
        let mut calendar = Calendar::office_hours("office", "Office", "Europe/Vienna");
        calendar.always_open = always_open;
        let compiled = CompiledCalendar::compile(&calendar).unwrap();
        assert!(compiled.elapsed(i64::MIN, i64::MAX) > 0);
        assert_eq!(compiled.elapsed(i64::MAX, i64::MIN), 0);
        assert_eq!(compiled.due(0, i64::MAX), if always_open { Some(i64::MAX) } else { None });
        assert_eq!(compiled.due(i64::MAX, 1), None);
        assert_eq!(compiled.due(i64::MAX, 0), Some(i64::MAX));
        assert!(compiled.due(i64::MIN, 1).is_some());
    }
}
