//! What each rule of the desk finds, case by case. The policy is `sound`'s: accept within 2 h (high), 4 h (medium) or 8 h (low) of
//! business time in UTC, Monday to Friday 9 to 17; next step 24 h after acceptance; consent asked for; duplicates known by address.
//! Monday is 5 October 2026.

use crate::sound::sound;
use chrono::DateTime;
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::exception::detect::{Detector, Source, Told};
use playbook::exception::{Finding, Rule};
use playbook::policy::criteria::Facts;
use playbook::policy::*;
use playbook::record::sla::{SlaState, clock_sheets};
use playbook::record::{Disposition, HandoffRecord, Moment, Pause};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn at(day: u32, time: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-10-{day:02}T{time}:00Z")).unwrap().timestamp_millis()
}

fn policy() -> Policy {
    let mut policy = sound();
    let text = |key: &str, name: &str| Field { key: key.into(), name: name.into(), ..Field::default() };
    policy.fields.extend([text("email", "E-mail"), text("pain", "Pain"), text("budget", "Budget")]);
    let required = |field: &str| PacketField { field: field.into(), required: true, ..PacketField::default() };
    policy.handoffs[0].packet.fields.extend([required("pain"), required("budget")]);
    policy.tiers =
        ["high", "medium", "low"].map(|key| Tier { key: key.into(), name: key.into(), ..Tier::default() }).into();
    policy.severities = ["p0", "p1", "p2"]
        .map(|key| Severity { key: key.into(), name: key.to_uppercase(), ..Severity::default() })
        .into();
    policy.exception_types.clear();
    policy
}

/// A source that tells everything but the budget.
fn source() -> Source {
    Source {
        brought: ["consent", "email", "pain"].map(String::from).into(),
        handoffs: BTreeMap::from([("H1".into(), Told { owners: true, acceptances: true, reasons: true })]),
    }
}

/// A record of medium intent that started on Monday at ten, with nothing amiss: owned, complete, not yet due.
fn record(id: &str) -> HandoffRecord {
    let mut record = HandoffRecord {
        record_id: id.into(),
        handoff: "H1".into(),
        cycle: 1,
        intent: Some("medium".into()),
        owner: Some("Ann".into()),
        first_owner: Some("Ann".into()),
        reassign_count: Some(0),
        attributes: [("consent", "yes"), ("pain", "churn")].map(|(key, value)| (key.into(), value.into())).into(),
        ..HandoffRecord::default()
    };
    record.set(Moment::Started, Some(at(5, "10:00")));
    record
}

fn with(change: impl FnOnce(&mut HandoffRecord)) -> HandoffRecord {
    let mut record = record("L-1");
    change(&mut record);
    record
}

fn detect_in(policy: &Policy, source: &Source, records: &[HandoffRecord], as_of: Instant) -> Vec<Finding> {
    let mut detector = Detector::new(policy.into(), source, Zone::utc(), as_of);
    for record in records {
        detector.look(record, record as &dyn Facts);
    }
    detector.finish()
}

fn detect(records: &[HandoffRecord], as_of: Instant) -> Vec<Finding> {
    detect_in(&policy(), &source(), records, as_of)
}

/// Rule, part and severity of what is found.
fn said(found: &[Finding]) -> Vec<(Rule, &str, &str)> {
    found.iter().map(|one| (one.id.rule, one.id.part.as_str(), one.severity.as_str())).collect()
}

const NOON: (u32, &str) = (5, "12:00");

#[test]
fn nothing_amiss_finds_nothing() {
    assert_eq!(detect(&[record("L-1")], at(NOON.0, NOON.1)), []);
}

/// A row of the table: what it says, the record, as of when, what is found.
type Row = (&'static str, HandoffRecord, (u32, &'static str), &'static [(Rule, &'static str, &'static str)]);

#[test]
fn each_rule_case_by_case() {
    let table: Vec<Row> = vec![
        ("no owner", with(|r| r.owner = None), NOON, &[(Rule::Unowned, "", "p1")]),
        (
            "no owner, highest tier: revenue is at stake",
            with(|r| {
                r.owner = Some(" ".into());
                r.intent = Some("high".into());
            }),
            (5, "11:00"),
            &[(Rule::Unowned, "", "p0")],
        ),
        (
            "no owner, but turned down",
            with(|r| {
                r.owner = None;
                r.disposition = Disposition::Rejected;
                r.reason = Some("timing".into());
                r.set(Moment::Rejected, Some(at(5, "10:30")));
            }),
            NOON,
            &[],
        ),
        ("A to B to A", with(|r| r.reassign_count = Some(2)), NOON, &[(Rule::Bounced, "", "p2")]),
        ("A to B", with(|r| r.reassign_count = Some(1)), NOON, &[]),
        (
            "A to B to C",
            with(|r| {
                r.reassign_count = Some(2);
                r.first_owner = Some("Bo".into());
            }),
            NOON,
            &[],
        ),
        (
            "pain is blank; budget is in no import",
            with(|r| drop(r.attributes.remove("pain"))),
            NOON,
            &[(Rule::MissingFields, "", "p2")],
        ),
        (
            "taken without what is blank: over since then",
            with(|r| {
                r.attributes.remove("pain");
                r.set(Moment::Accepted, Some(at(5, "11:00")));
                r.set(Moment::NextStep, Some(at(5, "11:10")));
            }),
            NOON,
            &[(Rule::MissingFields, "", "p2")],
        ),
        ("accepted in time", with(|r| r.set(Moment::Accepted, Some(at(5, "14:00")))), (5, "15:00"), &[]),
        (
            "accepted a minute late",
            with(|r| r.set(Moment::Accepted, Some(at(5, "14:01")))),
            (5, "15:00"),
            &[(Rule::SlaBreach, "accept", "p2")],
        ),
        ("not accepted, and due", record("L-1"), (5, "14:01"), &[(Rule::SlaBreach, "accept", "p1")]),
        ("not accepted, and due now", record("L-1"), (5, "14:00"), &[]),
        (
            "not accepted, past the last step of the ladder at 16:00",
            record("L-1"),
            (5, "16:01"),
            &[(Rule::Stuck, "", "p1"), (Rule::SlaBreach, "accept", "p1")],
        ),
        (
            "paused: neither late nor stuck",
            with(|r| r.pauses = vec![Pause { from: at(5, "10:05"), to: None, reason: "waiting".into() }]),
            (5, "16:01"),
            &[],
        ),
        (
            "touched without consent",
            with(|r| {
                r.attributes.remove("consent");
                r.set(Moment::FirstTouch, Some(at(5, "11:00")));
            }),
            NOON,
            &[(Rule::MissingFields, "", "p2"), (Rule::ConsentGap, "", "p0")],
        ),
        (
            "touched although consent says no",
            with(|r| {
                r.attributes.insert("consent".into(), "no".into());
                r.set(Moment::FirstTouch, Some(at(5, "11:00")));
            }),
            NOON,
            &[(Rule::ConsentGap, "", "p0")],
        ),
        (
            "no consent, but nobody was contacted",
            with(|r| drop(r.attributes.insert("consent".into(), "no".into()))),
            NOON,
            &[],
        ),
        (
            "stands as accepted, turned down afterwards",
            with(|r| {
                r.disposition = Disposition::Accepted;
                r.reason = Some("timing".into());
                r.set(Moment::Accepted, Some(at(5, "10:30")));
                r.set(Moment::Rejected, Some(at(5, "10:40")));
                r.set(Moment::NextStep, Some(at(5, "10:35")));
            }),
            NOON,
            &[(Rule::Contradiction, "accepted_and_rejected", "p2")],
        ),
        (
            "turned down after it was taken: no contradiction",
            with(|r| {
                r.disposition = Disposition::Recycled;
                r.reason = Some("timing".into());
                r.set(Moment::Accepted, Some(at(5, "10:30")));
                r.set(Moment::Rejected, Some(at(5, "10:40")));
            }),
            NOON,
            &[],
        ),
        (
            "turned down without a reason",
            with(|r| {
                r.disposition = Disposition::Rejected;
                r.set(Moment::Rejected, Some(at(5, "10:30")));
            }),
            NOON,
            &[(Rule::Contradiction, "no_reason", "p2")],
        ),
        (
            "completed, and never accepted",
            with(|r| {
                r.disposition = Disposition::Completed;
                r.set(Moment::Completed, Some(at(5, "11:00")));
            }),
            NOON,
            &[(Rule::Contradiction, "never_accepted", "p2")],
        ),
    ];
    for (what, record, (day, time), expected) in table {
        let found = detect(&[record], at(day, time));
        assert_eq!(said(&found), expected, "{what}: {found:#?}");
    }
}

#[test]
fn what_the_source_never_tells_is_not_missing() {
    let mut bare = with(|r| {
        r.owner = None;
        r.disposition = Disposition::Rejected;
        r.attributes.clear();
        r.set(Moment::FirstTouch, Some(at(5, "10:10")));
        r.set(Moment::Rejected, Some(at(5, "10:30")));
    });
    assert_eq!(detect_in(&policy(), &Source::default(), &[bare.clone()], at(5, "12:00")), []);
    bare.disposition = Disposition::Open;
    bare.set(Moment::Rejected, None);
    assert_eq!(detect_in(&policy(), &Source::default(), &[bare], at(5, "12:00")), []);
}

#[test]
fn sentences_carry_the_values_that_decided() {
    let late = with(|r| {
        r.attributes.remove("pain");
        r.set(Moment::Accepted, Some(at(5, "14:01")));
    });
    let found = detect(&[late], at(5, "15:00"));
    let because: Vec<&str> = found.iter().map(|one| one.because.as_str()).collect();
    assert_eq!(
        because,
        [
            "The packet requires what is blank: Pain is missing, of 3 required.",
            "Accepted: 5 Oct 2026 14:01, due 5 Oct 2026 14:00 (4 h of business time)."
        ]
    );
    assert_eq!((found[0].arose, found[0].ended), (at(5, "10:00"), Some(at(5, "14:01"))), "taken without it");
    assert_eq!((found[1].arose, found[1].ended), (at(5, "14:00"), Some(at(5, "14:01"))));
}

fn mailed(id: &str, mail: &str, started: Instant) -> HandoffRecord {
    let mut one = record(id);
    one.attributes.insert("email".into(), mail.into());
    one.set(Moment::Started, Some(started));
    one
}

#[test]
fn two_that_are_open_together_with_one_address_are_duplicates() {
    let first = mailed("L-1", "Mara@alder.example", at(5, "10:00"));
    let second = mailed("L-2", "mara@alder.example ", at(5, "11:00"));
    let other = mailed("L-3", "someone@alder.example", at(5, "11:00"));
    let found = detect(&[second.clone(), other, first.clone()], at(5, "12:00"));
    assert_eq!(said(&found), [(Rule::Duplicate, "", "p2")]);
    assert_eq!(found[0].id.passage.record_id, "L-2", "the later one");
    assert_eq!(
        found[0].because,
        "The e-mail address is the one of L-1, open since 5 Oct 2026 10:00: mara@alder.example."
    );

    let mut over = first.clone();
    over.disposition = Disposition::Rejected;
    over.reason = Some("timing".into());
    over.set(Moment::Rejected, Some(at(5, "10:59")));
    assert_eq!(detect(&[over, second], at(5, "12:00")), [], "one was over before the other began");

    let mut again = first.clone();
    again.cycle = 2;
    again.set(Moment::Started, Some(at(5, "11:00")));
    assert_eq!(detect(&[first, again], at(5, "12:00")), [], "a record that came back is no duplicate of itself");
}

/// Any state of a record, as a history may leave it.
fn any_record(id: usize) -> impl Strategy<Value = HandoffRecord> {
    let hour = || proptest::option::of(0_i64..80);
    let disposition = proptest::sample::select(vec![
        Disposition::Open,
        Disposition::Accepted,
        Disposition::Rejected,
        Disposition::Recycled,
        Disposition::Completed,
    ]);
    let mail = proptest::sample::select(vec!["", "a@x.example", "b@x.example"]);
    (0_i64..40, [hour(), hour(), hour(), hour(), hour()], disposition, mail, 0_u32..4, proptest::option::of(0_u8..2))
        .prop_map(move |(start, hours, disposition, mail, changes, owner)| {
            let started = at(5, "09:00") + start * playbook::HOUR;
            let mut one = mailed(&format!("L-{id}"), mail, started);
            let moments = [Moment::Accepted, Moment::Rejected, Moment::FirstTouch, Moment::NextStep, Moment::Completed];
            for (moment, hours) in moments.into_iter().zip(hours) {
                one.set(moment, hours.map(|hours| started + hours * playbook::HOUR));
            }
            one.disposition = disposition;
            one.reassign_count = Some(changes);
            one.owner = owner.map(|owner| ["Ann", "Bo"][usize::from(owner)].into());
            one
        })
}

fn any_records() -> impl Strategy<Value = Vec<HandoffRecord>> {
    (any_record(0), any_record(1), any_record(2), any_record(3)).prop_map(|(a, b, c, d)| vec![a, b, c, d])
}

proptest! {
    /// The desk and the figures know one clock: a breach is found exactly where the record's own page shows one.
    #[test]
    fn breaches_are_those_of_the_clock_sheets(records in any_records(), hours in 0_i64..120) {
        let (policy, as_of) = (policy(), at(5, "09:00") + hours * playbook::HOUR);
        let found = detect_in(&policy, &source(), &records, as_of);
        for record in records.iter().filter(|record| record.at(Moment::Started).is_some_and(|start| start <= as_of)) {
            let of_record = |one: &&Finding| {
                one.id.passage.record_id == record.record_id && one.id.rule == Rule::SlaBreach
            };
            let mut parts: Vec<&str> = found.iter().filter(of_record).map(|one| one.id.part.as_str()).collect();
            let sheets = clock_sheets(record, &policy, as_of);
            let broken = sheets.iter().filter(|sheet| {
                matches!(sheet.state, SlaState::MetLate | SlaState::BreachedOpen)
            });
            let mut expected: Vec<&str> = broken.map(|sheet| sheet.clock.name()).collect();
            parts.sort_unstable();
            expected.sort_unstable();
            prop_assert_eq!(parts, expected, "{:?}", record);
        }
    }

    /// A finding is known by record, rule and part, whatever the order in which records are read.
    #[test]
    fn findings_are_the_same_in_any_order(records in any_records(), hours in 0_i64..120) {
        let as_of = at(5, "09:00") + hours * playbook::HOUR;
        let found = detect(&records, as_of);
        let mut ids: Vec<_> = found.iter().map(|one| &one.id).collect();
        ids.dedup();
        prop_assert_eq!(ids.len(), found.len(), "nothing is found twice");
        let turned: Vec<HandoffRecord> = records.into_iter().rev().collect();
        prop_assert_eq!(detect(&turned, as_of), found);
    }

    /// Nobody finds what had not happened yet.
    #[test]
    fn nothing_arises_after_the_instant_that_is_asked_of(records in any_records(), hours in 0_i64..120) {
        let as_of = at(5, "09:00") + hours * playbook::HOUR;
        for one in detect(&records, as_of) {
            prop_assert!(one.arose <= as_of, "{:?}", one);
            prop_assert!(one.ended.is_none_or(|ended| ended <= as_of), "{:?}", one);
        }
    }
}
