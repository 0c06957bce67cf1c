//! Random calendars, for every test of the clock that wants them.

use chrono::{Days, NaiveDate};
use playbook::calendar::{Calendar, DayException, Interval, LocalTime, Week};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;

/// Zones with every oddity: half-hour and 45-minute offsets, half-hour and two-hour summer times, changes at midnight, a date that
/// never happened, summer time within Ramadan, and rules that were abolished.
const ZONES: [&str; 20] = [
    "UTC",
    "Europe/London",
    "Europe/Vienna",
    "Europe/Dublin",
    "America/New_York",
    "America/St_Johns",
    "America/Havana",
    "America/Sao_Paulo",
    "America/Vancouver",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Beirut",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Chatham",
];

fn local_time() -> impl Strategy<Value = LocalTime> {
    prop_oneof![
        (0_u32..24, prop_oneof![Just(0_u32), Just(30), 0_u32..60])
            .prop_map(|(hour, minute)| LocalTime::hm(hour, minute)),
        Just(LocalTime::MIDNIGHT),
        Just(LocalTime::END_OF_DAY),
    ]
}

fn intervals() -> impl Strategy<Value = Vec<Interval>> {
    let interval = (local_time(), local_time()).prop_map(|(open, close)| Interval(open, close));
    prop_oneof![
        2 => Just(vec![Interval(LocalTime::hm(9, 0), LocalTime::hm(17, 0))]),
        1 => Just(vec![]),
        1 => Just(vec![Interval(LocalTime::MIDNIGHT, LocalTime::END_OF_DAY)]),
        3 => vec(interval, 0..4),
    ]
}

/// Any calendar whose times are whole minutes, with exceptions around the dates from `from` on.
pub fn calendar(from: NaiveDate, days: u64) -> impl Strategy<Value = Calendar> {
    let exceptions = btree_map(0..days, intervals(), 0..6);
    (prop::sample::select(&ZONES[..]), prop::array::uniform7(intervals()), exceptions, 0..20_u8).prop_map(
        move |(zone, [mon, tue, wed, thu, fri, sat, sun], exceptions, kind)| {
            let exception =
                |(day, open)| (from + Days::new(day), DayException { name: format!("exception {day}"), open });
            let mut calendar = Calendar::always_open("random", "Random", zone);
            calendar.always_open = kind == 0;
            calendar.weekly = Week { mon, tue, wed, thu, fri, sat, sun };
            calendar.exceptions = exceptions.into_iter().map(exception).collect();
            calendar
        },
    )
}
