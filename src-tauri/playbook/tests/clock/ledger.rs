//! The ledger as people read it: the record of the design's drawing, line by line, and the kinds of stretches that occur.

use chrono::{DateTime, NaiveDate};
use playbook::calendar::ledger::{LedgerKind, LedgerLine, LedgerMark, LedgerOf, ledger};
use playbook::calendar::{Calendar, CompiledCalendar, Counting, DayException, Interval, LocalTime, Pauses, Week, used};
use playbook::record::Pause;
use playbook::{HOUR, Instant, MINUTE};

fn at(text: &str) -> Instant {
    DateTime::parse_from_rfc3339(text).unwrap().timestamp_millis()
}

fn hours(open: (u32, u32), close: (u32, u32)) -> Vec<Interval> {
    vec![Interval(LocalTime::hm(open.0, open.1), LocalTime::hm(close.0, close.1))]
}

fn vienna() -> CompiledCalendar {
    let day = || hours((8, 30), (16, 30));
    let mut calendar = Calendar::office_hours("vie", "SDR Vienna", "Europe/Vienna");
    calendar.weekly = Week { mon: day(), tue: day(), wed: day(), thu: day(), fri: day(), ..Week::default() };
    let holiday = |name: &str, open| DayException { name: name.into(), open };
    let date = |month, day| NaiveDate::from_ymd_opt(2026, month, day).unwrap();
    calendar.exceptions = [
        (date(10, 26), holiday("Austrian National Day", vec![])),
        (date(12, 24), holiday("Christmas Eve", hours((8, 30), (12, 0)))),
        (date(12, 25), holiday("Christmas Day", vec![])),
    ]
    .into();
    CompiledCalendar::compile(&calendar).unwrap()
}

fn pause(from: &str, to: Option<&str>, reason: &str) -> Pause {
    Pause { from: at(from), to: to.map(at), reason: reason.into() }
}

/// `kind | minutes elapsed | minutes counted | because`
fn told(lines: &[LedgerLine]) -> Vec<String> {
    lines
        .iter()
        .map(|line| {
            format!("{:?} | {} | {} | {}", line.kind, line.elapsed_ms / MINUTE, line.counts_ms / MINUTE, line.because)
        })
        .collect()
}

fn assert_adds_up(of: &LedgerOf<'_>, lines: &[LedgerLine]) {
    let mut end = of.from;
    let mut running = 0;
    for line in lines {
        assert_eq!(line.from, end, "lines are adjacent: {line:?}");
        assert_eq!(line.elapsed_ms, line.to - line.from);
        end = line.to;
        running += line.counts_ms;
        assert_eq!(line.running_ms, running);
    }
    assert_eq!(end, of.to);
    assert_eq!(running, used(of.calendar, of.counting, of.from, of.to, &Pauses::new(of.pauses)));
}

#[test]
fn the_record_of_the_drawing_reads_as_drawn() {
    let calendar = vienna();
    let marks = [
        LedgerMark {
            at: at("2026-10-27T10:32:00+01:00"),
            kind: LedgerKind::Due,
            because: "The 2 h are used up".into(),
        },
        LedgerMark {
            at: at("2026-10-27T09:20:00+01:00"),
            kind: LedgerKind::TierChange,
            because: "Medium 4 h to high 2 h".into(),
        },
    ];
    let of = LedgerOf {
        calendar: &calendar,
        counting: Counting::Business,
        from: at("2026-10-23T15:47:00+02:00"),
        to: at("2026-10-27T10:58:00+01:00"),
        pauses: &[pause(
            "2026-10-27T09:35:00+01:00",
            Some("2026-10-27T10:20:00+01:00"),
            "Buyer asked for a later call",
        )],
        marks: &marks,
        ending: "Accepted at 10:58",
    };
    let lines = ledger(&of);
    assert_adds_up(&of, &lines);
    assert_eq!(
        told(&lines),
        [
            "Open | 43 | 43 | SDR Vienna to 16:30",
            "Closed | 450 | 0 | After hours",
            "Closed | 2940 | 0 | Weekend, Sunday has 25 h",
            "Holiday | 1440 | 0 | Austrian National Day",
            "Closed | 510 | 0 | Before hours",
            "Open | 50 | 50 | SDR Vienna from 08:30",
            "TierChange | 0 | 0 | Medium 4 h to high 2 h",
            "Open | 15 | 15 | ",
            "Paused | 45 | 0 | Buyer asked for a later call",
            "Open | 12 | 12 | ",
            "Due | 0 | 0 | The 2 h are used up",
            "Open | 26 | 26 | Accepted at 10:58",
        ]
    );
    assert_eq!(lines.last().unwrap().running_ms, 2 * HOUR + 26 * MINUTE);
}

#[test]
fn nights_half_days_and_pauses_while_closed() {
    let calendar = vienna();
    let of = LedgerOf {
        calendar: &calendar,
        counting: Counting::Business,
        from: at("2026-12-22T12:00:00+01:00"),
        to: at("2026-12-26T10:00:00+01:00"),
        pauses: &[
            pause("2026-12-23T16:00:00+01:00", Some("2026-12-24T09:00:00+01:00"), "Waiting for the buyer"),
            pause("2026-12-24T08:45:00+01:00", Some("2026-12-24T09:30:00+01:00"), "Legal"),
            pause("2026-12-24T09:10:00+01:00", Some("2026-12-24T09:20:00+01:00"), "Legal"),
            pause("2026-12-23T11:00:00+01:00", Some("2026-12-23T10:00:00+01:00"), "reversed"),
        ],
        marks: &[],
        ending: "",
    };
    let lines = ledger(&of);
    assert_adds_up(&of, &lines);
    assert_eq!(
        told(&lines),
        [
            "Open | 270 | 270 | SDR Vienna to 16:30",
            "Closed | 960 | 0 | After hours",
            "Open | 450 | 450 | SDR Vienna from 08:30",
            "Paused | 30 | 0 | Waiting for the buyer",
            "Closed | 960 | 0 | After hours, Christmas Eve",
            "Paused | 15 | 0 | Waiting for the buyer",
            "Paused | 15 | 0 | Legal and Waiting for the buyer",
            "Paused | 30 | 0 | Legal",
            "Open | 150 | 150 | SDR Vienna to 12:00",
            "Closed | 720 | 0 | After hours, Christmas Eve",
            "Holiday | 1440 | 0 | Christmas Day",
            "Closed | 600 | 0 | Weekend",
        ]
    );
}

#[test]
fn a_night_desk_tells_when_the_clocks_change() {
    let night = || hours((22, 0), (6, 0));
    let mut calendar = Calendar::office_hours("night", "Night desk", "America/New_York");
    calendar.weekly = Week { sat: night(), sun: night(), ..Week::default() };
    let calendar = CompiledCalendar::compile(&calendar).unwrap();
    let of = LedgerOf {
        calendar: &calendar,
        counting: Counting::Business,
        from: at("2025-11-01T22:00:00-04:00"),
        to: at("2025-11-03T12:00:00-05:00"),
        pauses: &[],
        marks: &[],
        ending: "",
    };
    let lines = ledger(&of);
    assert_adds_up(&of, &lines);
    assert_eq!(
        told(&lines),
        [
            "Open | 540 | 540 | Night desk 22:00 to Sun 06:00, clocks go back 1 h",
            "Closed | 960 | 0 | Before hours",
            "Open | 480 | 480 | Night desk 22:00 to Mon 06:00",
            "Closed | 360 | 0 | No hours on Mondays",
        ]
    );
}

#[test]
fn elapsed_time_counts_wholly_but_for_pauses() {
    let calendar = vienna();
    let due =
        LedgerMark { at: at("2026-10-25T12:00:00Z"), kind: LedgerKind::Due, because: "The 48 h are used up".into() };
    let of = LedgerOf {
        calendar: &calendar,
        counting: Counting::Elapsed,
        from: at("2026-10-23T12:00:00Z"),
        to: at("2026-10-25T12:00:00Z"),
        pauses: &[pause("2026-10-25T06:00:00Z", None, "Open pause")],
        marks: &[due],
        ending: "",
    };
    let lines = ledger(&of);
    assert_adds_up(&of, &lines);
    assert_eq!(
        told(&lines),
        [
            "Open | 2520 | 2520 | Elapsed time, all of it counts, clocks go back 1 h",
            "Paused | 360 | 0 | Open pause",
            "Due | 0 | 0 | The 48 h are used up",
        ]
    );
}

#[test]
fn a_long_ledger_is_told_month_by_month_and_still_adds_up() {
    let calendar = vienna();
    let due = LedgerMark { at: at("2020-06-15T10:00:00Z"), kind: LedgerKind::Due, because: "due".into() };
    let mut of = LedgerOf {
        calendar: &calendar,
        counting: Counting::Business,
        from: at("2015-01-05T09:00:00Z"),
        to: at("2026-11-10T12:00:00Z"),
        pauses: &[],
        marks: &[due],
        ending: "",
    };
    let lines = ledger(&of);
    assert!(lines.len() < 400, "{} lines", lines.len());
    let sum: i64 = lines.iter().map(|line| line.counts_ms).sum();
    assert_adds_up(&of, &lines);
    assert_eq!(sum, calendar.elapsed(of.from, of.to));
    assert!(lines.iter().any(|line| line.because == "July 2021: open 22 times"));
    // A year stays line by line.
    of.from = at("2025-11-10T12:00:00Z");
    let year = ledger(&of);
    assert_adds_up(&of, &year);
    assert!((600..700).contains(&year.len()), "{} lines", year.len());
}

#[test]
fn nothing_to_explain_and_calendars_that_never_open() {
    let mut never = Calendar::office_hours("never", "Never", "UTC");
    never.weekly = Week::default();
    let never = CompiledCalendar::compile(&never).unwrap();
    let mut of = LedgerOf {
        calendar: &never,
        counting: Counting::Business,
        from: at("2025-01-04T00:00:00Z"),
        to: at("2065-01-04T00:00:00Z"),
        pauses: &[],
        marks: &[],
        ending: "",
    };
    let lines = ledger(&of);
    assert_adds_up(&of, &lines);
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].because, "Days without hours");
    of.to = of.from;
    assert_eq!(ledger(&of), []);
    of.to = of.from - 1;
    assert_eq!(ledger(&of), []);
}
