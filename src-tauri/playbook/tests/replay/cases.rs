//! Records under a changed policy, worked by hand: Vienna office hours (9 to 17), Monday 5 October 2026.

use chrono::DateTime;
use playbook::calendar::{Calendar, Counting, Target};
use playbook::policy::criteria::{Condition, Criterion};
use playbook::policy::{
    Assignment, ClockKind, EscalationStep, Field, FieldKind, HandoffPoint, IfAway, Ladder, Person, Policy, Pool,
    PoolMembers, PoolMethod, Reach, RoutingKind, RoutingRow, SlaTarget, StepAct, StepTime, Version, Versions,
};
use playbook::record::sla::{Ends, StepFate};
use playbook::record::{Disposition, Found, HandoffRecord, Moment, Pause, TierChange};
use playbook::replay::{FlipOf, RecordFlip, ReplayFlipKind, Replayer, Tally};
use playbook::{HOUR, Instant, MINUTE};
use std::sync::Arc;

fn on(day: u32, time: &str) -> Instant {
    DateTime::parse_from_rfc3339(&format!("2026-10-{day:02}T{time}:00+02:00")).unwrap().timestamp_millis()
}

/// A time of that Monday, in Vienna.
fn at(time: &str) -> Instant {
    on(5, time)
}

fn step(at: StepTime, act: StepAct) -> EscalationStep {
    EscalationStep { at, act, to: Reach::Owner, when: Criterion::default(), note: String::new() }
}

/// An acceptance window with a reminder at half, an alert at breach and a re-route two business hours later.
fn policy(window: i64) -> Policy {
    let mut policy = Policy::new("Cases", "Europe/Vienna");
    policy.calendars[0] = Calendar::office_hours("office", "Vienna office", "Europe/Vienna");
    policy.default_calendar = "office".into();
    let target = Target::Business { ms: window };
    policy.handoffs.push(HandoffPoint {
        key: "H1".into(),
        name: "MQL -> SDR".into(),
        targets: vec![SlaTarget { clock: ClockKind::Accept, tier: None, target, reminder_percent: 50 }],
        escalation: vec![Ladder {
            clock: ClockKind::Accept,
            tier: None,
            steps: vec![
                step(StepTime::Share { percent: 50 }, StepAct::Remind),
                step(StepTime::Share { percent: 100 }, StepAct::Alert),
                step(StepTime::AfterBreach { ms: 2 * HOUR, counting: Counting::Business }, StepAct::Reroute),
            ],
        }],
        ..HandoffPoint::default()
    });
    policy
}

fn record(id: &str, started: Instant, moments: &[(Moment, Instant)]) -> HandoffRecord {
    let mut record = HandoffRecord { record_id: id.into(), handoff: "H1".into(), cycle: 1, ..HandoffRecord::default() };
    record.set(Moment::Started, Some(started));
    for &(moment, at) in moments {
        record.set(moment, Some(at));
    }
    record
}

/// Every clock's end is in the data.
const EVERYTHING: Ends = Ends { moments: u16::MAX, verdicts: false };

/// Known until Friday evening; `brought` are fields that imports brought.
fn replayer(then: Policy, draft: Policy, brought: &[&str]) -> Replayer {
    Replayer::new(Arc::new(Versions::one(Arc::new(then))), Arc::new(draft), on(9, "18:00"), EVERYTHING, |_| {
        Found::among(&[], [], brought.iter().copied())
    })
}

/// Its name, the record, and what flips from what to what.
type FlipCase = (&'static str, HandoffRecord, Option<(&'static str, &'static str)>);

#[test]
fn a_window_of_two_hours_made_one_flips_exactly_those_between() {
    use Moment::{Accepted, Rejected};
    let cases: Vec<FlipCase> = vec![
        ("in half an hour", record("a", at("10:00"), &[(Accepted, at("10:30"))]), None),
        ("on the new due instant", record("b", at("10:00"), &[(Accepted, at("11:00"))]), None),
        ("a minute after it", record("c", at("10:00"), &[(Accepted, at("11:01"))]), Some(("met", "met late"))),
        ("on the old due instant", record("d", at("10:00"), &[(Accepted, at("12:00"))]), Some(("met", "met late"))),
        ("a minute after that", record("e", at("10:00"), &[(Accepted, at("12:01"))]), None),
        ("over night, 50 minutes", record("f", at("16:30"), &[(Accepted, on(6, "09:20"))]), None),
        ("over night, 70 minutes", record("g", at("16:30"), &[(Accepted, on(6, "09:40"))]), Some(("met", "met late"))),
        ("rejected between", record("h", at("10:00"), &[(Rejected, at("11:30"))]), Some(("met", "met late"))),
        ("never answered", record("i", at("10:00"), &[]), None),
        (
            "not yet due under the old one",
            record("j", on(9, "15:30"), &[]),
            // 90 minutes of Friday are gone by 17:00: past half of two hours, and past the whole of one.
            Some(("at risk", "breached and open")),
        ),
        ("not yet due under either", record("k", on(9, "16:40"), &[]), None),
    ];
    let replayer = replayer(policy(2 * HOUR), policy(HOUR), &[]);
    let mut tally = Tally::default();
    for (number, (name, record, expected)) in cases.iter().enumerate() {
        let replayed = replayer.replay(record).unwrap();
        let flips: Vec<&RecordFlip> =
            replayed.flips.iter().filter(|flip| flip.of == FlipOf::Sla(ClockKind::Accept)).collect();
        let found = flips.first().map(|flip| (flip.from.as_str(), flip.to.as_str()));
        assert_eq!((found, flips.len()), (*expected, usize::from(expected.is_some())), "{name}");
        assert_eq!(replayed.headline_flip().is_some(), expected.is_some(), "{name}");
        tally.add(number as u32, record, replayed);
    }
    let (replay, shown) = tally.finish((at("00:00"), on(10, "00:00")), replayer.as_of(), 0);
    assert_eq!(
        (replay.records, replay.open, replay.judged),
        (11, 10, 11),
        "without a disposition only the rejected one ended"
    );
    let [outcomes] = replay.outcomes.as_slice() else { panic!("{:?}", replay.outcomes) };
    let counts = |counts: playbook::replay::OutcomeCounts| (counts.met, counts.breached, counts.running);
    assert_eq!((counts(outcomes.then), counts(outcomes.draft)), ((7, 2, 2), (3, 7, 1)));
    let sla: Vec<(&str, &str, u32)> = replay
        .flips
        .iter()
        .filter(|flip| flip.kind == ReplayFlipKind::Sla)
        .map(|flip| (flip.from.as_str(), flip.to.as_str(), flip.n))
        .collect();
    assert_eq!(sla, [("met", "met late", 4), ("at risk", "breached and open", 1)]);
    assert!(shown.contains(&2) && shown.contains(&9) && shown.len() <= 10, "{shown:?}");
}

/// What fired under both, as `act at time`.
fn fired(replayer: &Replayer, record: &HandoffRecord) -> [Vec<(StepAct, Instant)>; 2] {
    let replayed = replayer.replay(record).unwrap();
    [&replayed.then, &replayed.draft].map(|side| {
        let fired = side.steps.iter().filter(|step| step.fate == StepFate::Fired);
        fired.map(|step| (step.step.act, step.at.unwrap())).collect()
    })
}

#[test]
fn the_ladder_by_hand() {
    use StepAct::{Alert, Remind, Reroute};
    let replayer = replayer(policy(2 * HOUR), policy(HOUR), &[]);
    let late = record("a", at("10:00"), &[(Moment::Accepted, at("13:00"))]);
    // Under one hour the re-route is due at 13:00, the instant of the acceptance, and does not fire.
    let expected =
        [vec![(Remind, at("11:00")), (Alert, at("12:00"))], vec![(Remind, at("10:30")), (Alert, at("11:00"))]];
    assert_eq!(fired(&replayer, &late), expected);

    let mut paused = record("b", at("10:00"), &[]);
    paused.pauses = vec![Pause { from: at("10:15"), to: Some(at("12:15")), reason: "waiting".into() }];
    let expected = [
        // 15 minutes before the pause, 45 after it; then an hour; then two.
        vec![(Remind, at("13:00")), (Alert, at("14:00")), (Reroute, at("16:00"))],
        vec![(Remind, at("12:30")), (Alert, at("13:00")), (Reroute, at("15:00"))],
    ];
    assert_eq!(fired(&replayer, &paused), expected);

    let evening = record("c", at("16:00"), &[(Moment::Accepted, on(6, "10:30"))]);
    // The alert of the one hour falls on closing time, and its re-route two hours of Tuesday later.
    let expected =
        [vec![(Remind, at("17:00")), (Alert, on(6, "10:00"))], vec![(Remind, at("16:30")), (Alert, at("17:00"))]];
    assert_eq!(fired(&replayer, &evening), expected);
}

#[test]
fn steps_of_a_new_tier_that_are_past_are_late_and_those_of_the_old_one_end() {
    let mut tiered = policy(4 * HOUR);
    let high = SlaTarget {
        clock: ClockKind::Accept,
        tier: Some("high".into()),
        target: Target::Business { ms: HOUR },
        reminder_percent: 50,
    };
    tiered.handoffs[0].targets.push(high);
    let replayer = replayer(tiered.clone(), tiered, &[]);
    let mut raised = record("a", at("10:00"), &[]);
    raised.tier_changes = vec![TierChange { at: at("11:30"), tier: "high".into() }];
    let replayed = replayer.replay(&raised).unwrap();
    let steps: Vec<(StepAct, Option<Instant>, StepFate)> =
        replayed.then.steps.iter().map(|step| (step.step.act, step.at, step.fate)).collect();
    assert_eq!(
        steps,
        [
            // Half of an hour was past at 10:30, before anybody knew.
            (StepAct::Remind, Some(at("10:30")), StepFate::Late),
            // A target that the change makes past is breached at the change.
            (StepAct::Alert, Some(at("11:30")), StepFate::Fired),
            (StepAct::Reroute, Some(at("13:30")), StepFate::Fired),
        ]
    );
}

#[test]
fn what_must_hold_beside_the_clock_is_asked_of_what_was_known_then() {
    let with = |field: &str| {
        let mut policy = policy(2 * HOUR);
        let field_of = |key: &str| Field { key: key.into(), name: key.into(), ..Field::default() };
        policy.fields = vec![Field { kind: FieldKind::Instant, ..field_of("first_touch_at") }, field_of("desk")];
        policy.handoffs[0].escalation[0].steps.truncate(1);
        policy.handoffs[0].escalation[0].steps[0].when = Criterion::test(field, Condition::IsBlank);
        policy
    };
    let replayer_of = |field| replayer(policy(2 * HOUR), with(field), &["first_touch_at"]);
    // Reminded at 11:00, if nobody has touched it by then.
    let cases = [("10:30", StepFate::Unmet), ("11:00", StepFate::Unmet), ("11:01", StepFate::Fired)];
    for (touched, fate) in cases {
        let touched = record("a", at("10:00"), &[(Moment::FirstTouch, at(touched))]);
        let replayer = replayer_of("first_touch_at");
        assert_eq!(replayer.replay(&touched).unwrap().draft.steps[0].fate, fate, "{touched:?}");
    }
    let replayer = replayer_of("desk");
    let unknown = record("a", at("10:00"), &[]);
    let replayed = replayer.replay(&unknown).unwrap();
    // A blank is known to be blank only where somebody brought the field; here nobody did, and blank is what was asked for.
    assert_eq!(replayed.draft.steps[0].fate, StepFate::Fired, "an absent field is blank: {:?}", replayed.cannot);
}

fn routed(rows: Vec<RoutingRow>) -> Policy {
    let mut policy = policy(2 * HOUR);
    let person = |key: &str, name: &str| Person { key: key.into(), name: name.into(), ..Person::default() };
    policy.people = vec![person("ann", "Ann"), person("bo", "Bo")];
    policy.fields = vec![Field { key: "region".into(), name: "Region".into(), ..Field::default() }];
    policy.handoffs[0].routing.rows = rows;
    policy
}

fn row(key: &str, when: Criterion, assign: Assignment) -> RoutingRow {
    RoutingRow { key: key.into(), kind: RoutingKind::Region, when, assign, reason: String::new() }
}

fn to(person: &str) -> Assignment {
    Assignment::Person { person: person.into(), if_away: IfAway::NextRow }
}

#[test]
fn owners_flip_by_the_table_and_a_pool_is_an_owner() {
    let equals = |value: &str| {
        Criterion::test("region", Condition::Equals(serde_json::from_str(&format!("\"{value}\"")).unwrap()))
    };
    let pool = |people: &[&str]| Assignment::Pool {
        pool: Pool {
            members: PoolMembers::People { people: people.iter().map(|key| (*key).into()).collect() },
            method: PoolMethod::RoundRobin,
            minds_absences: true,
            minds_capacity: true,
            minds_hours: true,
        },
    };
    let then = routed(vec![row("1", equals("DACH"), to("ann")), row("2", Criterion::default(), pool(&["ann", "bo"]))]);
    let draft =
        routed(vec![row("1", equals("Nordics"), to("bo")), row("2", Criterion::default(), pool(&["ann", "bo"]))]);
    let in_region = |region: &str| {
        let mut record = record(region, at("10:00"), &[(Moment::Accepted, at("10:05"))]);
        record.attributes.insert("region".into(), region.into());
        record
    };
    let flip = |replayer: &Replayer, region: &str| {
        let record = in_region(region);
        let replayed = replayer.replay(&record).unwrap();
        let flips = replayed.flips.iter().filter(|flip| flip.of == FlipOf::Owner);
        (flips.map(|flip| (flip.from.clone(), flip.to.clone())).next(), replayed.cannot)
    };
    let replayer_of = |brought: &[&str]| replayer(then.clone(), draft.clone(), brought);
    let known = replayer_of(&["region"]);
    let both = "one of Ann, Bo".to_owned();
    assert_eq!(flip(&known, "DACH"), (Some(("Ann".into(), both.clone())), vec![]));
    assert_eq!(flip(&known, "Nordics"), (Some((both, "Bo".into())), vec![]));
    assert_eq!(flip(&known, "Rest"), (None, vec![]));
    let unknown = replayer_of(&[]);
    let blank = record("a", at("10:00"), &[(Moment::Accepted, at("10:05"))]);
    let replayed = unknown.replay(&blank).unwrap();
    assert_eq!(replayed.cannot, ["routing asks for Region, which no import brought"]);
}

#[test]
fn what_cannot_be_judged_says_why() {
    use Moment::{Accepted, Started};
    let change = |change: &dyn Fn(&mut HandoffRecord)| {
        let mut record = record("a", at("10:00"), &[(Accepted, at("11:00"))]);
        change(&mut record);
        record
    };
    let cases: Vec<(HandoffRecord, &str)> = vec![
        (change(&|record| record.truncated = true), "Acceptance: the export cut its history off"),
        (change(&|record| record.date_only = Started.bit()), "Acceptance: its start is a date without a time"),
        (change(&|record| record.date_only = Accepted.bit()), "Acceptance: its event is a date without a time"),
        (
            change(&|record| record.set(Accepted, Some(at("09:00")))),
            "Acceptance: its event lies before its start, which cannot be",
        ),
        (
            change(&|record| {
                record.set(Accepted, None);
                record.disposition = Disposition::Accepted;
            }),
            "Acceptance: its disposition says that it was decided, and no timestamp says when",
        ),
        (change(&|record| record.set(Started, None)), "Acceptance: it does not say when the handoff started"),
        (change(&|record| record.handoff = "H9".into()), "the draft does not have its handoff point"),
    ];
    let replayer = replayer(policy(2 * HOUR), policy(HOUR), &[]);
    for (record, why) in &cases {
        let replayed = replayer.replay(record).unwrap();
        assert_eq!(replayed.cannot, [*why]);
        assert!(replayed.flips.is_empty(), "nothing is guessed: {:?}", replayed.flips);
    }
    let never = Ends { moments: Moment::FirstTouch.bit(), verdicts: false };
    let (then, draft) = (Arc::new(Versions::one(Arc::new(policy(2 * HOUR)))), Arc::new(policy(HOUR)));
    let unbrought = Replayer::new(then, draft, on(9, "18:00"), never, |_| Found::default());
    let replayed = unbrought.replay(&record("c", at("10:00"), &[])).unwrap();
    assert_eq!(replayed.cannot, ["Acceptance: no import brought when that happens"]);
    assert!(replayed.flips.is_empty() && replayed.draft.steps.is_empty());

    let later = record("b", on(9, "18:01"), &[]);
    assert!(replayer.replay(&later).is_none(), "it started after what is known");

    let mut matched = policy(2 * HOUR);
    matched.handoffs[0].routing.matching.duplicate_by = vec![playbook::policy::MatchBy::Email];
    let replayer = self::replayer(policy(2 * HOUR), matched, &[]);
    let replayed = replayer.replay(&cases[5].0);
    assert!(replayed.is_some_and(|replayed| replayed.cannot.iter().any(|why| why.contains("duplicates"))));
}

#[test]
fn a_record_is_held_against_the_version_in_force_when_it_started() {
    let version = |number, effective_from, window| Version { number, effective_from, policy: Arc::new(policy(window)) };
    let versions = Versions::new(vec![version(1, 0, 4 * HOUR), version(2, at("12:00"), 2 * HOUR)]).unwrap();
    let replayer =
        Replayer::new(Arc::new(versions), Arc::new(policy(2 * HOUR)), on(9, "18:00"), EVERYTHING, |_| Found::default());
    // Three hours each: met under four, late under two.
    let before = record("a", at("11:00"), &[(Moment::Accepted, at("14:00"))]);
    let after = record("b", at("12:00"), &[(Moment::Accepted, at("15:00"))]);
    assert_eq!(replayer.replay(&before).unwrap().headline_flip().map(|flip| flip.to), Some("met late".into()));
    assert_eq!(replayer.replay(&after).unwrap().headline_flip(), None);
}

#[test]
fn a_due_instant_that_the_record_carries_moves_its_steps_and_no_policy_moves_it() {
    let replayer = replayer(policy(2 * HOUR), policy(HOUR), &[]);
    let mut own = record("a", at("10:00"), &[(Moment::Accepted, at("14:30"))]);
    own.own_due[ClockKind::Accept.index()] = Some(at("14:00"));
    let replayed = replayer.replay(&own).unwrap();
    assert!(replayed.flips.is_empty(), "{:?}", replayed.flips);
    // Half of four hours of wall-clock time.
    assert_eq!(fired(&replayer, &own)[1], [(StepAct::Remind, at("12:00")), (StepAct::Alert, at("14:00"))]);
    assert_eq!(at("12:00") - at("10:00"), 120 * MINUTE);
}
