//! Who Meridian Controls is: its teams, calendars, handoff points and targets. Invented, like everything in the sample.

use super::people;
use chrono::NaiveDate;
use playbook::calendar::{Calendar, DayException, Interval, LocalTime, Target, Week};
use playbook::policy::criteria::Condition;
use playbook::policy::templates::{JourneyPoint, part_of_journey};
use playbook::policy::{
    ClockKind, Criterion, DispositionReason, HandoffPoint, NextAct, NextStep, NextWhen, Outcome, Policy,
    ReceiverDecision, RoutingKind, SlaTarget,
};
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

/// Which points of the full journey they are, and between which stages.
const JOURNEY: [JourneyPoint; 6] = [
    ("MQL -> SDR", ["lead", "sal"]),
    ("SDR -> AE", ["sal", "opportunity"]),
    ("AE -> Sales engineer", ["opportunity", "opportunity"]),
    ("Closed/Won -> Onboarding", ["opportunity", "onboarding"]),
    ("Implementation -> Customer success", ["onboarding", "adoption"]),
    ("Customer success -> Account manager", ["adoption", "expansion"]),
];

/// The sample's policy.
pub fn policy() -> Policy {
    let mut policy = part_of_journey(&JOURNEY, COMPANY, ZONE);
    policy.calendars = vec![
        desk("sdr-vienna", "SDR Vienna", &[(8, 30, 12, 30), (13, 0, 17, 30)], (16, 30)),
        desk("sales", "Sales desk", &[(9, 0, 18, 0)], (16, 0)),
        desk("services", "Services", &[(9, 0, 17, 0)], (15, 0)),
        Calendar::always_open("always", "Always open", ZONE),
    ];
    policy.default_calendar = "sales".into();
    policy.people = people::employed(&policy.roles);
    for (index, point) in policy.handoffs.iter_mut().enumerate() {
        decide(index, point);
    }
    policy.dispositions.extend(own_reasons());
    if let Some(segment) = policy.fields.iter_mut().find(|field| field.key == "segment") {
        segment.values = people::SEGMENTS.map(|(name, _)| name.into()).into();
    }
    policy
}

/// The sample's policy as it was until the enrichment buffer of October: everybody was alerted at once.
pub fn policy_before() -> Policy {
    let mut policy = policy();
    policy.handoffs[0].buffer = None;
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

/// What Meridian Controls decided otherwise than the template.
///
/// Two holes are left for the check to find: nobody wrote down who gets the deals of small companies, and nobody stands in where
/// account management does not answer, so that its escalation reaches no one.
fn decide(index: usize, point: &mut HandoffPoint) {
    let calendars = ["sdr-vienna", "sales", "sales", "services", "services", "sales"];
    let outcomes = [
        Outcome::Meeting,
        Outcome::Opportunity,
        Outcome::Won,
        Outcome::Completed,
        Outcome::Completed,
        Outcome::Opportunity,
    ];
    point.name = HANDOFFS[index].into();
    point.calendar = Some(calendars[index].into());
    point.outcome = outcomes[index];
    point.targets = targets(index);
    point.dispositions.extend(OWN_REASONS.map(String::from));
    if index == 1 {
        point.routing.rows.retain(|row| row.kind != RoutingKind::Fallback);
        for row in point.routing.rows.iter_mut().filter(|row| row.kind == RoutingKind::Pool) {
            row.when = Criterion::test("segment", Condition::Equals("Mid-market".into()));
        }
    }
    if index == 5 {
        point.backup_role = None;
    }
}

/// Reasons for turning down that the template does not know.
const OWN_REASONS: [&str; 2] = ["duplicate", "bad_data"];

fn own_reasons() -> impl Iterator<Item = DispositionReason> {
    let words = [
        (
            "Duplicate",
            "There is a record of the same person already.",
            NextAct::Reassign,
            "To the owner of the record that is there.",
        ),
        (
            "Bad data",
            "Name, address or company cannot be right.",
            NextAct::Enrich,
            "Back to marketing operations, to be corrected.",
        ),
    ];
    OWN_REASONS.into_iter().zip(words).map(|(key, (name, meaning, act, note))| DispositionReason {
        key: key.into(),
        name: name.into(),
        decision: ReceiverDecision::Rejected,
        meaning: meaning.into(),
        next: vec![NextStep {
            act,
            when: NextWhen::Now,
            stage: None,
            queue: None,
            track: String::new(),
            note: note.into(),
        }],
        ..DispositionReason::default()
    })
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
