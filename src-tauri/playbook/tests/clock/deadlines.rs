//! Civil deadlines, reminders, steps after a breach, and calendars that a policy may not use: worked examples by hand.

use chrono::DateTime;
use playbook::calendar::{
    Calendar, CalendarError, CompiledCalendar, Counting, DayException, Due, Interval, LocalTime, Pauses, Target, Week,
    after_breach, due_at, reminder_at,
};
use playbook::{HOUR, Instant, MINUTE};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

fn hours(text: &str) -> Vec<Interval> {
    let pair = |pair: &str| {
        let (open, close) = pair.split_once('-').unwrap();
        Interval(open.parse().unwrap(), close.parse().unwrap())
    };
    text.split_whitespace().map(pair).collect()
}

/// Weekdays with these hours; 25 and 26 December 2025 off, 24 December until 12:30.
fn weekdays(text: &str, zone: &str) -> Calendar {
    let mut calendar = Calendar::office_hours("office", "Office", zone);
    let day = || hours(text);
    calendar.weekly = Week { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), ..Week::default() };
    for (date, open) in [("2025-12-24", "09:00-12:30"), ("2025-12-25", ""), ("2025-12-26", "")] {
        calendar.exceptions.insert(date.parse().unwrap(), DayException { name: String::new(), open: hours(open) });
    }
    calendar
}

#[test]
fn same_business_day_is_the_close_of_the_day_or_of_the_next() {
    let office = CompiledCalendar::compile(&weekdays("09:00-12:00 13:00-17:00", "Europe/London")).unwrap();
    let night = CompiledCalendar::compile(&weekdays("22:00-06:00", "Europe/London")).unwrap();
    let cases = [
        ("within hours", &office, None, "2025-12-16T10:00:00Z", "2025-12-16T17:00:00Z"),
        ("before opening: today is the next", &office, None, "2025-12-16T07:00:00Z", "2025-12-16T17:00:00Z"),
        ("lunch lies within the day", &office, None, "2025-12-16T12:30:00Z", "2025-12-16T17:00:00Z"),
        ("exactly at close", &office, None, "2025-12-16T17:00:00Z", "2025-12-17T17:00:00Z"),
        ("Saturday", &office, None, "2025-12-20T10:00:00Z", "2025-12-22T17:00:00Z"),
        ("before the cut-off", &office, Some("15:00"), "2025-12-16T14:59:59Z", "2025-12-16T17:00:00Z"),
        ("at the cut-off", &office, Some("15:00"), "2025-12-16T15:00:00Z", "2025-12-17T17:00:00Z"),
        ("half day", &office, Some("15:00"), "2025-12-24T11:00:00Z", "2025-12-24T12:30:00Z"),
        ("after a half day, over holidays and weekend", &office, None, "2025-12-24T12:30:00Z", "2025-12-29T17:00:00Z"),
        ("overnight, after midnight", &night, None, "2025-12-17T03:00:00Z", "2025-12-17T06:00:00Z"),
        ("overnight, cut-off after midnight", &night, Some("02:00"), "2025-12-17T03:00:00Z", "2025-12-18T06:00:00Z"),
        ("overnight, before that cut-off", &night, Some("02:00"), "2025-12-16T23:00:00Z", "2025-12-17T06:00:00Z"),
        ("Saturday's early hours are Friday's", &night, None, "2025-12-20T03:00:00Z", "2025-12-20T06:00:00Z"),
    ];
    for (name, calendar, cut_off, start, expected) in cases {
        let target = Target::SameBusinessDay { cut_off: cut_off.map(|time| time.parse().unwrap()) };
        assert_eq!(due_at(calendar, &target, at(start), Pauses::NONE), Due::At(at(expected)), "{name}");
    }
}

#[test]
fn business_days_are_counted_from_the_business_day_of_the_start() {
    let office = CompiledCalendar::compile(&weekdays("09:00-17:00", "America/New_York")).unwrap();
    let cases = [
        ("Tuesday and two days", 2, "17:00", "2025-12-16T10:00:00-05:00", "2025-12-18T17:00:00-05:00"),
        ("Friday and one day", 1, "12:00", "2025-12-19T10:00:00-05:00", "2025-12-22T12:00:00-05:00"),
        ("Saturday belongs to Monday", 1, "12:00", "2025-12-20T10:00:00-05:00", "2025-12-23T12:00:00-05:00"),
        ("over the holidays", 2, "17:00", "2025-12-23T16:00:00-05:00", "2025-12-29T17:00:00-05:00"),
        ("none: the same day", 0, "16:00", "2025-12-16T10:00:00-05:00", "2025-12-16T16:00:00-05:00"),
        ("none, past the hour: the next", 0, "16:00", "2025-12-16T16:00:00-05:00", "2025-12-17T16:00:00-05:00"),
        ("over a change of clocks", 1, "09:30", "2025-03-07T12:00:00-05:00", "2025-03-10T09:30:00-04:00"),
    ];
    for (name, days, by, start, expected) in cases {
        let target = Target::BusinessDays { days, by: by.parse().unwrap() };
        assert_eq!(due_at(&office, &target, at(start), Pauses::NONE), Due::At(at(expected)), "{name}");
    }
    let always = CompiledCalendar::compile(&Calendar::always_open("a", "", "Europe/London")).unwrap();
    let saturday = at("2025-10-25T12:00:00+01:00");
    let next = Target::BusinessDays { days: 1, by: LocalTime::END_OF_DAY };
    assert_eq!(due_at(&always, &next, saturday, Pauses::NONE), Due::At(at("2025-10-27T00:00:00Z")));
}

#[test]
fn calendars_without_business_days_never_fall_due_and_do_not_hang() {
    let mut never = weekdays("", "Europe/London");
    never.exceptions.clear();
    let never = CompiledCalendar::compile(&never).unwrap();
    let office = CompiledCalendar::compile(&weekdays("09:00-17:00", "UTC")).unwrap();
    let start = at("2025-12-16T10:00:00Z");
    for target in [
        Target::Business { ms: HOUR },
        Target::SameBusinessDay { cut_off: None },
        Target::BusinessDays { days: 3, by: LocalTime::hm(12, 0) },
    ] {
        assert_eq!(due_at(&never, &target, start, Pauses::NONE), Due::Never, "{target:?}");
        assert_eq!(reminder_at(&never, &target, 50, start, Pauses::NONE), Due::Never, "{target:?}");
    }
    assert_eq!(due_at(&never, &Target::Elapsed { ms: HOUR }, start, Pauses::NONE), Due::At(start + HOUR));
    let endless = Target::BusinessDays { days: u32::MAX, by: LocalTime::hm(12, 0) };
    assert_eq!(due_at(&office, &endless, start, Pauses::NONE), Due::Never);
}

#[test]
fn pauses_delay_durations_and_stop_civil_deadlines_only_while_they_last() {
    let office = CompiledCalendar::compile(&weekdays("09:00-17:00", "UTC")).unwrap();
    let start = at("2025-12-16T10:00:00Z");
    let paused = |to: Option<&str>| Pauses::union(vec![(at("2025-12-16T11:00:00Z"), to.map(at))]);
    let ended = paused(Some("2025-12-16T12:00:00Z"));
    let (two_hours, same_day) = (Target::Business { ms: 2 * HOUR }, Target::SameBusinessDay { cut_off: None });
    assert_eq!(due_at(&office, &two_hours, start, &ended), Due::At(at("2025-12-16T13:00:00Z")));
    assert_eq!(due_at(&office, &two_hours, start, &paused(None)), Due::Paused);
    assert_eq!(
        due_at(&office, &Target::Business { ms: HOUR }, start, &paused(None)),
        Due::At(at("2025-12-16T11:00:00Z"))
    );
    assert_eq!(due_at(&office, &same_day, start, &ended), Due::At(at("2025-12-16T17:00:00Z")));
    assert_eq!(due_at(&office, &same_day, start, &paused(None)), Due::Paused);
}

#[test]
fn reminders_take_the_floor_of_their_share_and_steps_follow_the_breach() {
    let office = CompiledCalendar::compile(&weekdays("09:00-17:00", "UTC")).unwrap();
    let friday = at("2025-12-19T16:00:00Z");
    let reminder = |target: Target, percent| reminder_at(&office, &target, percent, friday, Pauses::NONE);
    assert_eq!(reminder(Target::Business { ms: 2 * HOUR }, 50), Due::At(at("2025-12-19T17:00:00Z")));
    assert_eq!(reminder(Target::Business { ms: 2 * HOUR }, 75), Due::At(at("2025-12-22T09:30:00Z")));
    assert_eq!(reminder(Target::Business { ms: 2 * HOUR }, 200), Due::At(at("2025-12-22T12:00:00Z")));
    assert_eq!(reminder(Target::Business { ms: 3_601 * 1_000 }, 50), Due::At(friday + 1_800_500));
    assert_eq!(reminder(Target::Business { ms: 3 }, 50), Due::At(friday + 1));
    // Monday 12:00 is four open hours away, so half of it is Monday 10:00.
    assert_eq!(
        reminder(Target::BusinessDays { days: 1, by: LocalTime::hm(12, 0) }, 50),
        Due::At(at("2025-12-22T10:00:00Z"))
    );
    let due = at("2025-12-19T16:30:00Z");
    let step = |counting| after_breach(&office, counting, due, 4 * HOUR, Pauses::NONE);
    assert_eq!(step(Counting::Business), Due::At(at("2025-12-22T12:30:00Z")));
    assert_eq!(step(Counting::Elapsed), Due::At(at("2025-12-19T20:30:00Z")));
    assert_eq!(
        after_breach(&office, Counting::Business, due, 30 * MINUTE, Pauses::NONE),
        Due::At(at("2025-12-19T17:00:00Z"))
    );
}

#[test]
fn calendars_are_refused_with_the_facts() {
    let mut never = weekdays("", "Europe/London");
    never.exceptions.clear();
    let mut one_off = weekdays("", "Europe/London");
    one_off.exceptions.retain(|_, exception| !exception.open.is_empty());
    let mut crowded = weekdays("09:00-17:00", "UTC");
    crowded.weekly.wed = hours(&"09:00-10:00 ".repeat(25));
    let mut broken = weekdays("09:00-17:00", "UTC");
    broken.weekly.thu = vec![Interval(LocalTime(90_000), LocalTime(10))];
    let office = "Office".to_owned();
    let cases = [
        (weekdays("09:00-17:00", "Mars/Olympus"), CalendarError::UnknownZone { name: "Mars/Olympus".into() }),
        (never, CalendarError::NeverOpen { calendar: office.clone() }),
        (
            weekdays("09:00-17:00 18:00-18:00", "UTC"),
            CalendarError::EmptyInterval {
                calendar: office.clone(),
                day: "Monday".into(),
                open: LocalTime::hm(18, 0),
                close: LocalTime::hm(18, 0),
            },
        ),
        (one_off, CalendarError::ClosedForTenYears { calendar: office.clone(), from: "2025-12-24".parse().unwrap() }),
        (
            crowded,
            CalendarError::TooManyIntervals { calendar: office.clone(), day: "Wednesday".into(), count: 25, most: 24 },
        ),
        (
            broken,
            CalendarError::BadTime {
                calendar: office,
                day: "Thursday".into(),
                open: LocalTime(90_000),
                close: LocalTime(10),
            },
        ),
    ];
    for (calendar, expected) in cases {
        assert_eq!(calendar.check(), Err(expected));
    }
    assert_eq!(weekdays("09:00-17:00", "UTC").check(), Ok(()));
    assert_eq!(Calendar::always_open("a", "", "UTC").check(), Ok(()));
}
