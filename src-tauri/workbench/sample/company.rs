//! Who Meridian Controls is: its teams, calendars, handoff points and targets. Invented, like everything in the sample.

use chrono::NaiveDate;
use playbook::calendar::{Calendar, DayException, Interval, LocalTime, Target, Week};
use playbook::policy::{ClockKind, Field, FieldKind, HandoffPoint, Outcome, Policy, SlaTarget, Team, Trigger};
use playbook::{HOUR, MINUTE, Millis};
use std::collections::BTreeMap;

pub const COMPANY: &str = "Meridian Controls";
pub const ZONE: &str = "Europe/Vienna";

/// Names of the six handoff points, in journey order; their keys are H1 … H6.
pub const HANDOFFS: [&str; 6] = [
    "Lead qualified",
    "Sales accepted",
    "Evaluation requested",
    "Onboarding opened",
    "Adoption opened",
    "Expansion signalled",
];

/// Required packet fields by handoff point, as attribute names.
pub const PACKETS: [&[&str]; 6] = [
    &["Company", "Country", "Consent"],
    &["Company", "Pain", "Timeline"],
    &["Use case", "Requirements"],
    &["Scope", "Promised outcomes", "Timeline"],
    &["Scope", "Definition of done"],
    &["Health", "Expansion trigger"],
];

/// The sample's policy.
pub fn policy() -> Policy {
    let mut policy = Policy::new(COMPANY, ZONE);
    policy.teams = [
        ("marketing", "MKT", "Marketing"),
        ("sdr", "SDR", "Sales development"),
        ("ae", "AE", "Account executives"),
        ("se", "SE", "Solution engineering"),
        ("imp", "IMP", "Implementation"),
        ("cs", "CS", "Customer success"),
        ("am", "AM", "Account management"),
    ]
    .map(|(key, short, name)| Team { key: key.into(), short: short.into(), name: name.into() })
    .to_vec();
    policy.calendars = vec![
        desk("sdr-vienna", "SDR Vienna", &[(8, 30, 12, 30), (13, 0, 17, 30)], (16, 30)),
        desk("sales", "Sales desk", &[(9, 0, 18, 0)], (16, 0)),
        desk("services", "Services", &[(9, 0, 17, 0)], (15, 0)),
        Calendar::always_open("always", "Always open", ZONE),
    ];
    policy.default_calendar = "sales".into();
    policy.handoffs = handoffs();
    policy.fields = fields();
    policy
}

/// A Monday-to-Friday desk with an early Friday and the Austrian holidays of the sample's months.
fn desk(key: &str, name: &str, hours: &[(u32, u32, u32, u32)], friday_close: (u32, u32)) -> Calendar {
    let open = |last: Option<LocalTime>| -> Vec<Interval> {
        hours
            .iter()
            .map(|&(from_hour, from_minute, to_hour, to_minute)| {
                let close = LocalTime::hm(to_hour, to_minute);
                Interval(LocalTime::hm(from_hour, from_minute), last.map_or(close, |last| close.min(last)))
            })
            .collect()
    };
    let friday = open(Some(LocalTime::hm(friday_close.0, friday_close.1)));
    let weekly =
        Week { mon: open(None), tue: open(None), wed: open(None), thu: open(None), fri: friday, ..Week::default() };
    Calendar { weekly, exceptions: holidays(), always_open: false, ..Calendar::always_open(key, name, ZONE) }
}

/// Austrian public holidays from November 2025 to December 2026 that fall on a weekday, and two half days.
fn holidays() -> BTreeMap<NaiveDate, DayException> {
    let closed = [
        ((2025, 12, 8), "Immaculate Conception"),
        ((2025, 12, 25), "Christmas Day"),
        ((2025, 12, 26), "St Stephen's Day"),
        ((2026, 1, 1), "New Year's Day"),
        ((2026, 1, 6), "Epiphany"),
        ((2026, 4, 6), "Easter Monday"),
        ((2026, 5, 1), "Labour Day"),
        ((2026, 5, 14), "Ascension Day"),
        ((2026, 5, 25), "Whit Monday"),
        ((2026, 6, 4), "Corpus Christi"),
        ((2026, 10, 26), "Austrian National Day"),
        ((2026, 12, 8), "Immaculate Conception"),
        ((2026, 12, 25), "Christmas Day"),
    ];
    let half =
        [((2025, 12, 24), "Christmas Eve"), ((2025, 12, 31), "New Year's Eve"), ((2026, 12, 24), "Christmas Eve")];
    let morning = vec![Interval(LocalTime::hm(9, 0), LocalTime::hm(12, 0))];
    let day = |(year, month, day): (i32, u32, u32), name: &str, open: Vec<Interval>| {
        NaiveDate::from_ymd_opt(year, month, day).map(|date| (date, DayException { name: name.into(), open }))
    };
    let closed = closed.into_iter().filter_map(|(date, name)| day(date, name, Vec::new()));
    closed.chain(half.into_iter().filter_map(|(date, name)| day(date, name, morning.clone()))).collect()
}

fn handoffs() -> Vec<HandoffPoint> {
    let ways = [("MKT", "SDR"), ("SDR", "AE"), ("AE", "SE"), ("AE", "IMP"), ("IMP", "CS"), ("CS", "AM")];
    let triggers = [
        "Lead status set to Qualified",
        "Discovery meeting booked",
        "Evaluation requested on the opportunity",
        "Opportunity set to Closed/Won",
        "Go-live checklist complete",
        "Usage above plan for 30 days",
    ];
    let calendars = ["sdr-vienna", "sales", "sales", "services", "services", "sales"];
    let outcomes = [
        Outcome::Meeting,
        Outcome::Opportunity,
        Outcome::Won,
        Outcome::Completed,
        Outcome::Completed,
        Outcome::Opportunity,
    ];
    (0..HANDOFFS.len())
        .map(|index| HandoffPoint {
            key: format!("H{}", index + 1),
            name: HANDOFFS[index].into(),
            sender: ways[index].0.into(),
            receiver: ways[index].1.into(),
            trigger: Trigger::said(triggers[index]),
            calendar: Some(calendars[index].into()),
            outcome: outcomes[index],
            targets: targets(index),
            required_fields: PACKETS[index].iter().map(|name| name.to_string()).collect(),
            ..HandoffPoint::default()
        })
        .collect()
}

/// The first handoff's targets follow intent; the others have one acceptance and one first-touch target each.
fn targets(handoff: usize) -> Vec<SlaTarget> {
    let business = |ms: Millis| Target::Business { ms };
    let target = |clock, tier: Option<&str>, target| SlaTarget {
        clock,
        tier: tier.map(String::from),
        target,
        reminder_percent: 50,
    };
    let any = |clock, ms| target(clock, None, business(ms));
    match handoff {
        0 => vec![
            target(ClockKind::Accept, Some("high"), business(HOUR)),
            target(ClockKind::Accept, Some("medium"), business(2 * HOUR)),
            target(ClockKind::Accept, Some("low"), business(8 * HOUR)),
            target(ClockKind::FirstTouch, Some("high"), business(90 * MINUTE)),
            target(ClockKind::FirstTouch, Some("medium"), business(4 * HOUR)),
            target(ClockKind::FirstTouch, Some("low"), Target::BusinessDays { days: 2, by: LocalTime::hm(17, 0) }),
        ],
        1 => vec![any(ClockKind::Accept, 9 * HOUR), any(ClockKind::FirstTouch, 18 * HOUR)],
        2 => vec![any(ClockKind::Accept, 8 * HOUR), any(ClockKind::FirstTouch, 16 * HOUR)],
        3 => vec![
            any(ClockKind::Accept, 12 * HOUR),
            target(ClockKind::FirstTouch, None, Target::BusinessDays { days: 2, by: LocalTime::hm(16, 0) }),
        ],
        4 => vec![any(ClockKind::Accept, 8 * HOUR), any(ClockKind::FirstTouch, 16 * HOUR)],
        _ => vec![
            any(ClockKind::Accept, 12 * HOUR),
            target(ClockKind::FirstTouch, None, Target::Elapsed { ms: 72 * HOUR }),
        ],
    }
}

fn fields() -> Vec<Field> {
    let field = |key: &str, kind, system: &str, owner: &str| Field {
        key: key.into(),
        name: key.into(),
        kind,
        system: system.into(),
        owner: owner.into(),
        ..Field::default()
    };
    vec![
        field("Company", FieldKind::Text, "Web form", "Marketing Ops"),
        field("Country", FieldKind::Text, "Web form", "Marketing Ops"),
        field("Consent", FieldKind::Choice, "Web form", "Legal"),
        field("Pain", FieldKind::Text, "CRM lead", "SDR lead"),
        field("Timeline", FieldKind::Text, "CRM opportunity", "Sales Ops"),
        field("Use case", FieldKind::Text, "CRM opportunity", "Solution engineering"),
        field("Requirements", FieldKind::Text, "CRM opportunity", "Solution engineering"),
        field("Scope", FieldKind::Text, "Handoff form", "Implementation"),
        field("Promised outcomes", FieldKind::Text, "Handoff form", "Account executives"),
        field("Definition of done", FieldKind::Text, "Handoff form", "Implementation"),
        field("Health", FieldKind::Choice, "Product analytics", "Customer success"),
        field("Expansion trigger", FieldKind::Text, "Product analytics", "Account management"),
    ]
}
