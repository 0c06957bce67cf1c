//! The SLA outcome of a record, case by case: Vienna office hours (9 to 17), Monday 5 October 2026.

use chrono::DateTime;
use playbook::calendar::{Calendar, Target};
use playbook::policy::{ClockKind, HandoffPoint, Outcome, Policy, SlaTarget};
use playbook::record::sla::{ClockSheet, SlaState, clock_sheets};
use playbook::record::{Disposition, HandoffRecord, Moment, Pause, TierChange};
use playbook::{HOUR, Instant, MINUTE};

/// A time of that Monday, in Vienna.
fn at(time: &str) -> Instant {
    on(5, time)
}

fn on(day: u32, time: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-10-{day:02}T{time}:00+02:00")).unwrap().timestamp_millis()
}

fn policy() -> Policy {
    let mut policy = Policy::new("Cases", "Europe/Vienna");
    policy.calendars[0] = Calendar::office_hours("office", "Vienna office", "Europe/Vienna");
    let target = |clock, tier: Option<&str>, target| SlaTarget {
        clock,
        tier: tier.map(str::to_owned),
        target,
        reminder_percent: 50,
    };
    policy.handoffs.push(HandoffPoint {
        key: "H1".into(),
        name: "MQL -> SDR".into(),
        sender: "MKT".into(),
        receiver: "SDR".into(),
        outcome: Outcome::Won,
        targets: vec![
            target(ClockKind::Accept, Some("high"), Target::Business { ms: 2 * HOUR }),
            target(ClockKind::Accept, Some("medium"), Target::Business { ms: 4 * HOUR }),
            target(ClockKind::FirstTouch, None, Target::Elapsed { ms: 3 * HOUR }),
            target(ClockKind::NextStep, None, Target::Business { ms: HOUR }),
        ],
        ..HandoffPoint::default()
    });
    policy
}

/// Started at ten in tier medium, with these moments.
fn record(moments: &[(Moment, Instant)]) -> HandoffRecord {
    let mut record = HandoffRecord {
        record_id: "L-1".into(),
        handoff: "H1".into(),
        cycle: 1,
        intent: Some("medium".into()),
        ..HandoffRecord::default()
    };
    record.set(Moment::Started, Some(at("10:00")));
    for &(moment, instant) in moments {
        record.set(moment, Some(instant));
    }
    record
}

fn sheet(record: &HandoffRecord, clock: ClockKind, as_of: Instant) -> Option<ClockSheet> {
    clock_sheets(record, &policy(), as_of).into_iter().find(|sheet| sheet.clock == clock)
}

#[test]
fn outcomes() {
    use ClockKind::{Accept, Assign, Complete, FirstTouch, NextStep};
    use Moment::{Accepted, Completed, FirstTouch as Touched, NextStep as Stepped, Rejected};
    let with = |moments: &[(Moment, Instant)], change: fn(&mut HandoffRecord)| {
        let mut record = record(moments);
        change(&mut record);
        record
    };
    let plain: fn(&mut HandoffRecord) = |_| {};
    let evening = at("18:00");
    let cases: Vec<(&str, HandoffRecord, ClockKind, Instant, Option<SlaState>)> = vec![
        ("on the due instant is met", with(&[(Accepted, at("14:00"))], plain), Accept, evening, Some(SlaState::Met)),
        ("a minute later is not", with(&[(Accepted, at("14:01"))], plain), Accept, evening, Some(SlaState::MetLate)),
        ("not come and past due", with(&[], plain), Accept, at("14:01"), Some(SlaState::BreachedOpen)),
        ("as of the due instant it still runs", with(&[], plain), Accept, at("14:00"), Some(SlaState::AtRisk)),
        ("before the first reminder", with(&[], plain), Accept, at("11:59"), Some(SlaState::Running)),
        ("at the first reminder", with(&[], plain), Accept, at("12:00"), Some(SlaState::AtRisk)),
        (
            "what comes after as_of has not come",
            with(&[(Accepted, at("13:00"))], plain),
            Accept,
            at("11:00"),
            Some(SlaState::Running),
        ),
        (
            "used up exactly at closing, accepted in closed time",
            with(&[(Accepted, at("19:00"))], |record| record.set(Moment::Started, Some(at("13:00")))),
            Accept,
            on(6, "09:00"),
            Some(SlaState::MetLate),
        ),
        (
            "a rejection in time answers the acceptance clock",
            with(&[(Rejected, at("13:00"))], |record| record.disposition = Disposition::Rejected),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "a late rejection breaches it",
            with(&[(Rejected, at("15:00"))], |record| record.disposition = Disposition::Recycled),
            Accept,
            evening,
            Some(SlaState::MetLate),
        ),
        (
            "a rejection without an instant",
            with(&[], |record| record.disposition = Disposition::Rejected),
            Accept,
            evening,
            Some(SlaState::CannotJudge),
        ),
        (
            "an acceptance without an instant",
            with(&[], |record| record.disposition = Disposition::Accepted),
            Accept,
            evening,
            Some(SlaState::CannotJudge),
        ),
        (
            "completed in time implies accepted in time",
            with(&[(Completed, at("13:00"))], |record| record.disposition = Disposition::Completed),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "a rejection drops the touch target",
            with(&[(Rejected, at("13:30"))], |record| record.disposition = Disposition::Rejected),
            FirstTouch,
            evening,
            Some(SlaState::NotApplicable),
        ),
        (
            "elapsed targets run through closed time",
            with(&[(Touched, at("19:30"))], |record| record.set(Moment::Started, Some(at("16:30")))),
            FirstTouch,
            on(6, "09:00"),
            Some(SlaState::Met),
        ),
        (
            "the next-step clock starts with the acceptance",
            with(&[(Accepted, at("12:00")), (Stepped, at("12:59"))], plain),
            NextStep,
            evening,
            Some(SlaState::Met),
        ),
        ("and is not applicable before", with(&[], plain), NextStep, at("11:00"), Some(SlaState::NotApplicable)),
        ("no target, no clock", with(&[], plain), Assign, evening, None),
        ("a tier without a target", with(&[], |record| record.intent = Some("low".into())), Accept, evening, None),
        (
            "a pause moves the due instant",
            with(&[(Accepted, at("14:20"))], |record| {
                record.pauses = vec![Pause { from: at("11:00"), to: Some(at("11:30")), reason: "asked".into() }]
            }),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "an open pause",
            with(&[], |record| record.pauses = vec![Pause { from: at("11:00"), to: None, reason: "asked".into() }]),
            Accept,
            on(7, "12:00"),
            Some(SlaState::Paused),
        ),
        (
            "a raised tier counts from the start",
            with(&[(Accepted, at("12:01"))], |record| {
                record.tier_changes = vec![TierChange { at: at("11:00"), tier: "high".into() }]
            }),
            Accept,
            evening,
            Some(SlaState::MetLate),
        ),
        (
            "thereby past: breached at the change, not before",
            with(&[(Accepted, at("13:00"))], |record| {
                record.tier_changes = vec![TierChange { at: at("13:00"), tier: "high".into() }]
            }),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "a lowered tier does not heal a breach",
            with(&[(Accepted, at("13:30"))], |record| {
                record.intent = Some("high".into());
                record.tier_changes = vec![TierChange { at: at("12:30"), tier: "medium".into() }];
            }),
            Accept,
            evening,
            Some(SlaState::MetLate),
        ),
        (
            "its own due instant goes before the target",
            with(&[(Accepted, at("14:30"))], |record| record.own_due[Accept.index()] = Some(at("15:00"))),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "a date that lies wholly before the own due instant",
            with(&[(Completed, on(6, "00:00"))], |record| {
                record.date_only = Moment::Completed.bit();
                record.own_due[Complete.index()] = Some(on(7, "12:00"));
            }),
            Complete,
            on(9, "12:00"),
            Some(SlaState::Met),
        ),
        (
            "a date on the day of the due instant",
            with(&[(Completed, on(7, "00:00"))], |record| {
                record.date_only = Moment::Completed.bit();
                record.own_due[Complete.index()] = Some(on(7, "12:00"));
            }),
            Complete,
            on(9, "12:00"),
            Some(SlaState::CannotJudge),
        ),
        (
            "a start without a time",
            with(&[(Accepted, at("12:00"))], |record| record.date_only = Moment::Started.bit()),
            Accept,
            evening,
            Some(SlaState::CannotJudge),
        ),
        (
            "accepted before it started",
            with(&[(Accepted, at("09:59"))], plain),
            Accept,
            evening,
            Some(SlaState::CannotJudge),
        ),
        (
            "a history cut off",
            with(&[(Accepted, at("12:00"))], |record| record.truncated = true),
            Accept,
            evening,
            Some(SlaState::CannotJudge),
        ),
        (
            "cut off, but seen before the own due instant",
            with(&[(Accepted, at("12:00"))], |record| {
                record.truncated = true;
                record.own_due[Accept.index()] = Some(at("13:00"));
            }),
            Accept,
            evening,
            Some(SlaState::Met),
        ),
        (
            "the source's verdict",
            with(&[], |record| record.own_verdict = Some(false)),
            Complete,
            evening,
            Some(SlaState::BreachedOpen),
        ),
        (
            "the source's good verdict",
            with(&[], |record| record.own_verdict = Some(true)),
            Complete,
            evening,
            Some(SlaState::Met),
        ),
    ];
    for (name, record, clock, as_of, expected) in cases {
        let found = sheet(&record, clock, as_of);
        assert_eq!(found.as_ref().map(|sheet| sheet.state), expected, "{name}: {found:?}");
    }
}

#[test]
fn a_sheet_proves_its_figure() {
    let record = record(&[(Moment::Accepted, at("14:26"))]);
    let sheet = sheet(&record, ClockKind::Accept, at("18:00")).unwrap();
    assert_eq!((sheet.used_ms, sheet.late_ms), (4 * HOUR + 26 * MINUTE, Some(26 * MINUTE)));
    assert_eq!((sheet.due_at, sheet.tier.as_deref()), (Some(at("14:00")), Some("Medium")));
    assert_eq!(sheet.ledger.iter().map(|line| line.counts_ms).sum::<i64>(), sheet.used_ms);
    assert_eq!(sheet.because.replace('\u{202f}', " "), "Accepted 26 m after the due instant, business time.");
    assert_eq!((sheet.calendar.as_str(), sheet.time_zone.as_str()), ("Vienna office", "Europe/Vienna"));
}
