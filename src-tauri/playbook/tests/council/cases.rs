//! The council's rules by named cases: what came of a decision, which actions a review lists, what is due, which figures differ from
//! what was signed.

use chrono::NaiveDate;
use playbook::DAY;
use playbook::calendar::Zone;
use playbook::council::{
    Action, Attendance, Attendee, CadenceKind, CadenceMark, Expects, Held, Quarter, SignOff, Signature, Verdict, Way,
    Week, due, effect_since, listed, waiting_for,
};
use playbook::metrics::review::{ReviewCell, SeriesPoint};
use playbook::metrics::words::THIN;
use playbook::metrics::{Metric, Month};
use playbook::policy::{HandoffPoint, Person, Policy};
use proptest::prelude::*;

/// A figure whose months are these, the first of them January 2026; `None` = no figure.
fn cell(metric: Metric, values: &[Option<f64>]) -> ReviewCell {
    let series = values.iter().enumerate().map(|(at, &value)| SeriesPoint {
        month: Month(Month::new(2026, 1).0 + at as i32),
        value,
        n: 100,
        immature: false,
        signal: None,
    });
    ReviewCell {
        metric,
        value: values.last().copied().flatten(),
        n: 100,
        numerator: None,
        low: None,
        high: None,
        km_median: None,
        running: 0,
        cannot_judge: 0,
        immature: false,
        series: series.collect(),
        limits: None,
        signal: None,
        worse: false,
        marks: Vec::new(),
    }
}

fn shares(values: &[f64]) -> ReviewCell {
    cell(Metric::SlaAccept, &values.iter().copied().map(Some).collect::<Vec<_>>())
}

fn fall(target: Option<f64>) -> Option<Expects> {
    Some(Expects { way: Way::Fall, target })
}

const JUNE: Month = Month::new(2026, 6);

/// Six months before: mean 0.20, mean moving range 0.02, limits 0.1468 … 0.2532.
const BEFORE: [f64; 6] = [0.19, 0.21, 0.19, 0.21, 0.19, 0.21];

#[test]
fn what_came_of_a_decision() {
    let with = |after: &[f64]| shares(&[&BEFORE, after].concat());
    type Case<'a> = (&'a str, ReviewCell, Option<Expects>, Verdict, Option<bool>, Option<bool>);
    let cases: [Case; 8] = [
        ("below the lower limit of before", with(&[0.10]), fall(None), Verdict::Signal, Some(true), None),
        ("above the upper limit of before", with(&[0.30]), fall(None), Verdict::Signal, Some(false), None),
        ("within the limits of before", with(&[0.17]), fall(None), Verdict::NoSignal, None, None),
        ("no month after", with(&[]), fall(None), Verdict::TooFewPoints, None, None),
        ("five months before", shares(&[0.2, 0.2, 0.2, 0.2, 0.2]), fall(None), Verdict::TooFewPoints, None, None),
        ("three of four near the limit", with(&[0.155, 0.16, 0.16]), fall(None), Verdict::Signal, Some(true), None),
        ("at its target without a signal", with(&[0.17]), fall(Some(0.17)), Verdict::NoSignal, None, Some(true)),
        ("short of its target", with(&[0.10]), fall(Some(0.05)), Verdict::Signal, Some(true), Some(false)),
    ];
    for (name, cell, expects, verdict, as_expected, reached) in cases {
        let effect = effect_since(&cell, JUNE, expects, None);
        assert_eq!(
            (effect.verdict, effect.as_expected, effect.reached),
            (verdict, as_expected, reached),
            "{name}: {}",
            effect.sentence
        );
    }
}

#[test]
fn months_after_do_not_widen_the_limits_that_they_are_held_against() {
    let wild = [0.05, 0.6, 0.05, 0.6, 0.05, 0.6];
    let effect = effect_since(&shares(&[BEFORE, wild].concat()), JUNE, fall(None), None);
    let limits = effect.limits.unwrap();
    assert_eq!((limits.points, (limits.centre * 1_000.0).round()), (6, 200.0));
    assert_eq!((effect.verdict, effect.signal_in), (Verdict::Signal, Some(Month::new(2026, 12))));
}

#[test]
fn an_effect_is_told_in_a_sentence() {
    let said = |after: &[f64], told| {
        let effect = effect_since(&shares(&[&BEFORE, after].concat()), JUNE, fall(None), told);
        effect.sentence.replace(THIN, " ")
    };
    assert_eq!(
        said(&[0.10], None),
        "Acceptance breach rate 20 % → 10 %: a signal, below the lower limit of 15 % in July 2026."
    );
    assert_eq!(said(&[0.18], None), "Acceptance breach rate 20 % → 18 %: no signal yet, expected 15 % to 25 %.");
    let few = effect_since(&shares(&[0.2, 0.3]), Month::new(2026, 1), fall(None), Some(0.25));
    assert_eq!(
        few.sentence.replace(THIN, " "),
        "Acceptance breach rate 25 % → 30 %: too few points, 1 of the 6 months that limits need are there."
    );
}

#[test]
fn months_without_a_figure_and_young_ones_are_not_judged() {
    let mut cell = cell(Metric::SlaAccept, &[Some(0.2), None, Some(0.2), Some(0.2), Some(0.2), Some(0.2), Some(0.9)]);
    assert_eq!(effect_since(&cell, JUNE, None, None).verdict, Verdict::TooFewPoints, "five figures before");
    cell.series[1].value = Some(0.21);
    assert_eq!(effect_since(&cell, JUNE, None, None).verdict, Verdict::Signal);
    cell.series[6].immature = true;
    assert_eq!(
        effect_since(&cell, JUNE, None, None).verdict,
        Verdict::TooFewPoints,
        "nothing after that is old enough"
    );
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn vienna() -> Zone {
    Zone::named("Europe/Vienna").unwrap()
}

fn noon(date: NaiveDate) -> i64 {
    date.and_hms_opt(12, 0, 0).unwrap().and_utc().timestamp_millis()
}

fn action(made_in: Month, due: NaiveDate, done: Option<NaiveDate>) -> Action {
    Action {
        id: "a".into(),
        number: 5,
        text: "Rewrite the packet".into(),
        owner: "priya".into(),
        due,
        made_in,
        made_at: 0,
        made_by: "Dana".into(),
        decision: None,
        done_at: done.map(noon),
        done_by: done.map(|_| "Priya".into()),
        version: 1,
    }
}

#[test]
fn an_action_is_carried_and_says_how_late_it_is() {
    let policy = Policy::new("Kestrel", "Europe/Vienna");
    let open = action(Month::new(2026, 8), day(2026, 9, 30), None);
    let rows = listed(&[open], Month::new(2026, 10), day(2026, 11, 5), &vienna(), &policy);
    assert_eq!((rows[0].carried, rows[0].late_days, rows[0].is_done), (2, 36, false));
    let done = action(Month::new(2026, 8), day(2026, 9, 30), Some(day(2026, 10, 2)));
    let rows = |month| listed(std::slice::from_ref(&done), month, day(2026, 11, 5), &vienna(), &policy);
    assert_eq!(rows(Month::new(2026, 10)).first().map(|row| (row.is_done, row.late_days)), Some((true, 2)));
    assert!(rows(Month::new(2026, 11)).is_empty(), "done before that month");
    assert!(rows(Month::new(2026, 7)).is_empty(), "not given out yet");
}

proptest! {
    /// An action is listed in every month from the one in which it was given out until the one in which it is done, and in no other.
    #[test]
    fn an_action_is_listed_until_it_is_done(made in 0..24_i32, done in prop::option::of(0..700_i64), asked in 0..30_i32) {
        let (zone, first) = (vienna(), Month::new(2026, 1));
        let done = done.map(|days| day(2026, 1, 1) + chrono::Days::new(days as u64));
        let action = action(Month(first.0 + made), day(2026, 6, 1), done);
        let month = Month(first.0 + asked);
        let rows = listed(&[action], month, day(2028, 1, 1), &zone, &Policy::new("Kestrel", "Europe/Vienna"));
        let until = done.map_or(i32::MAX, |done| zone.month_of(noon(done)).0);
        prop_assert_eq!(rows.len() == 1, (first.0 + made..=until).contains(&month.0));
    }
}

#[test]
fn what_is_due_is_what_is_over_and_nobody_has_gone_through() {
    let (zone, now) = (vienna(), noon(day(2026, 11, 4)));
    let mut policy = Policy::new("Kestrel", "Europe/Vienna");
    let reviewed = |key: &str, on| HandoffPoint { key: key.into(), review_on: Some(on), ..HandoffPoint::default() };
    policy.handoffs = vec![reviewed("H1", day(2026, 11, 4)), reviewed("H2", day(2026, 12, 1))];
    let data = Some((noon(day(2026, 1, 2)), noon(day(2026, 10, 31))));
    let held = |signed: Vec<Month>, marks: Vec<(CadenceKind, &str)>| Held {
        data,
        signed,
        marks: marks
            .into_iter()
            .map(|(kind, period)| CadenceMark { kind, period: period.into(), by: "Dana".into(), at: 0 })
            .collect(),
    };
    let periods = |held: &Held| due(held, &policy, &zone, now).into_iter().map(|item| item.period).collect::<Vec<_>>();
    let nothing = held(Vec::new(), Vec::new());
    assert_eq!(
        periods(&nothing),
        ["2026-09", "2026-Q3", "2026-W43", "2026-W44", "H1 2026-11-04", "2026-10"],
        "the earliest due first"
    );
    let done = held(
        vec![Month::new(2026, 9), Month::new(2026, 10)],
        vec![
            (CadenceKind::Weekly, "2026-W43"),
            (CadenceKind::Weekly, "2026-W44"),
            (CadenceKind::Handoff, "H1 2026-11-04"),
        ],
    );
    assert_eq!(periods(&done), ["2026-Q3"]);
    let items = due(&nothing, &policy, &zone, now);
    let october = items.iter().find(|item| item.period == "2026-10").unwrap();
    assert_eq!((october.sentence.as_str(), october.overdue), ("Due 10 Nov 2026, in 6 days.", false));
    assert!(due(&Held::default(), &policy, &zone, now).is_empty(), "without data nothing is due");
    let young = Held { data: Some((noon(day(2026, 10, 20)), noon(day(2026, 10, 31)))), ..Held::default() };
    assert_eq!(
        periods(&young),
        ["2026-W43", "2026-W44", "H1 2026-11-04", "2026-10"],
        "no review of months before the data"
    );
}

#[test]
fn weeks_and_quarters_are_named_and_read() {
    for (date, name) in [
        (day(2026, 10, 26), "2026-W44"),
        (day(2026, 11, 1), "2026-W44"),
        (day(2026, 12, 31), "2026-W53"),
        (day(2027, 1, 3), "2026-W53"),
        (day(2027, 1, 4), "2027-W01"),
    ] {
        let week = Week::of(date);
        assert_eq!((week.to_string().as_str(), name.parse()), (name, Ok(week)), "{date}");
        assert!((week.days().0..week.days().1).contains(&date));
    }
    for (month, name) in
        [(Month::new(2026, 1), "2026-Q1"), (Month::new(2026, 12), "2026-Q4"), (Month::new(2027, 4), "2027-Q2")]
    {
        let quarter = Quarter::of(month);
        assert_eq!((quarter.to_string().as_str(), name.parse()), (name, Ok(quarter)));
        assert!((quarter.months().0..=quarter.months().1).contains(&month));
    }
    for wrong in ["2026-W54", "2026-W0", "26-W01", "2026-44", "2025-W53", "", "2026-Wé"] {
        assert!(wrong.parse::<Week>().is_err(), "{wrong}");
    }
    for wrong in ["2026-Q5", "2026-Q0", "26-Q1", "2026-3", "0000-Q1"] {
        assert!(wrong.parse::<Quarter>().is_err(), "{wrong}");
    }
}

#[test]
fn who_was_there_and_has_not_signed_is_waited_for() {
    let people = [("dana", true), ("priya", true), ("jonas", false)];
    let people = people.map(|(person, present)| Attendee { person: person.into(), present });
    let attendance = Attendance { people: people.into(), version: 1 };
    let signed = SignOff {
        number: 1,
        month: JUNE,
        signatures: vec![Signature { by: "dana".into(), at: 0 }],
        policy_version: 1,
        batch: None,
        as_of: DAY,
        audit_head: String::new(),
        audit_entries: 0,
        digest: String::new(),
        reopened: None,
    };
    let mut policy = Policy::new("Kestrel", "UTC");
    assert_eq!(waiting_for(&attendance, None, &policy), ["dana", "priya"]);
    assert_eq!(waiting_for(&attendance, Some(&signed), &policy), ["priya"]);
    policy.people = vec![Person { key: "priya".into(), name: "Priya Sen".into(), ..Person::default() }];
    let by_name = SignOff { signatures: vec![Signature { by: "Priya Sen".into(), at: 0 }], ..signed };
    assert_eq!(waiting_for(&attendance, Some(&by_name), &policy), ["dana"], "a name and a key are one person");
}
