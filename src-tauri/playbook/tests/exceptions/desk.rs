//! The life of a case, who may do what, the order of the desk, and how a case stands to its target and to people.

use crate::cases::{case, monday, policy};
use playbook::calendar::Zone;
use playbook::exception::desk::{Act, Case, DeskClock, Due, Effect, Next, Status, do_act, in_order, suggest};
use playbook::exception::{Rule, Taxonomy, may};
use playbook::policy::{NextAct, Person, Policy};
use playbook::{DAY, HOUR, Instant, MINUTE};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn next() -> Next {
    Next { act: NextAct::Reassign, text: "Vera calls by Tuesday".into() }
}

fn fields(of: &[(&str, &str)]) -> BTreeMap<String, String> {
    of.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn breach_fields() -> BTreeMap<String, String> {
    fields(&[("breach_reason", "away"), ("corrective_action", "backup named")])
}

fn pause(approver: Option<&str>) -> Act {
    Act::Override {
        verb: "pause_sla".into(),
        reason: "The buyer is on holiday".into(),
        approver: approver.map(String::from),
        next_step: next(),
        audit_fields: breach_fields(),
        effect: Some(Effect::Pause { from: monday(), to: None }),
        resolves: false,
        root_cause: None,
    }
}

fn refused(case: &Case, act: &Act, actor: &str) -> String {
    do_act(&policy(), case, act, actor, monday() + HOUR).unwrap_err().to_string()
}

#[test]
fn a_case_falls_due_by_type_and_severity() {
    let due = |rule, severity| case(rule, severity).due_at.map(|due| due - monday());
    assert_eq!(due(Rule::Duplicate, "p1"), Some(48 * HOUR), "the type's own, elapsed");
    assert_eq!(due(Rule::Unowned, "p0"), Some(24 * HOUR));
    assert_eq!(due(Rule::SlaBreach, "p0"), Some(7 * HOUR), "the same business day: until 17:00");
    assert_eq!(due(Rule::ConsentGap, "p1"), Some(DAY + 7 * HOUR), "the severity's: one business day, until 17:00");
    assert_eq!(due(Rule::SlaBreach, "p9"), None, "nothing is promised for what is not there");
}

#[test]
fn the_desk_is_ordered_by_severity_and_then_by_what_is_due() {
    let policy = policy();
    let make = |number, rule, severity| Case { number, ..case(rule, severity) };
    let mut cases = [
        make(1, Rule::Duplicate, "p1"),
        make(2, Rule::SlaBreach, "p0"),
        make(3, Rule::Unowned, "p0"),
        make(4, Rule::SlaBreach, "p1"),
        make(5, Rule::SlaBreach, "p1"),
        make(6, Rule::Reported, "p9"),
    ];
    in_order(&Taxonomy::of(&policy), &mut cases);
    assert_eq!(cases.map(|case| case.number), [2, 3, 4, 5, 1, 6]);
}

#[test]
fn a_life_from_raised_to_reopened() {
    let policy = policy();
    let step = |case: &Case, act: Act, actor: &str, hours: i64| {
        do_act(&policy, case, &act, actor, monday() + hours * HOUR).unwrap()
    };
    let raised = case(Rule::SlaBreach, "p1");
    let assigned = step(&raised, Act::Assign { to: Some("Nina Rossi".into()) }, "ravi", 1);
    assert_eq!((assigned.case.owner.as_deref(), assigned.act), (Some("nina"), "case.assigned"));
    let rated = step(&assigned.case, Act::SetSeverity { severity: "p2".into(), reason: "small".into() }, "nina", 2);
    assert!(rated.case.due_at > raised.due_at, "five business days instead of the same one");
    let resolve = |fields| Act::Resolve {
        reason: "Called".into(),
        next_step: next(),
        root_cause: Some("rep_capacity".into()),
        audit_fields: fields,
    };
    let why = refused(&rated.case, &resolve(BTreeMap::new()), "nina");
    assert!(why.contains("Reason of the breach, What was done about it"), "{why}");
    let resolved = step(&rated.case, resolve(breach_fields()), "nina", 3);
    assert_eq!((resolved.case.status, resolved.case.resolved_at), (Status::Resolved, Some(monday() + 3 * HOUR)));
    let why = refused(&resolved.case, &Act::Assign { to: None }, "ravi");
    assert!(why.contains("EX-1 is resolved"), "{why}");
    let reopened = step(&resolved.case, Act::Reopen { reason: "It came back".into() }, "nina", 4);
    assert_eq!((reopened.case.status, reopened.case.resolved_at), (Status::Open, None));
}

#[test]
fn a_dispute_climbs_until_the_top_and_is_then_decided_there() {
    let policy = policy();
    let dispute = Act::Dispute { text: "It was never ours".into() };
    let raised = case(Rule::SlaBreach, "p1");
    let disputed = do_act(&policy, &raised, &dispute, "nina", monday()).unwrap().case;
    assert_eq!((disputed.status, disputed.escalated_to.as_deref()), (Status::Disputed, Some("sales_leadership")));
    let resolve =
        Act::Resolve { reason: "Decided".into(), next_step: next(), root_cause: None, audit_fields: breach_fields() };
    let why = refused(&disputed, &resolve, "vera");
    assert!(why.contains("is disputed") && why.contains("Sales leadership (Lou Berg)"), "{why}");
    let resolved = do_act(&policy, &disputed, &resolve, "lou", monday()).unwrap().case;
    assert_eq!((resolved.status, resolved.escalated_to), (Status::Resolved, None));
    let why = refused(&disputed, &dispute, "nina");
    assert!(why.contains("has come to the top"), "nobody holds Rev Council: {why}");
}

#[test]
fn who_may_override_and_the_sentence_that_says_who_could() {
    let raised = case(Rule::SlaBreach, "p1");
    let table = [
        (
            "nina",
            Some("vera"),
            "Nina Rossi may not do \"Pause an SLA timer\" on a case of the type SLA breach, P1. RevOps (Ravi Anand) may, with the approval of Sales manager (Vera Stein).",
        ),
        ("ravi", None, "Nobody is named who approved it:"),
        ("ravi", Some("ravi"), "Ravi Anand cannot approve what they do themselves:"),
        ("ravi", Some("lou"), "Lou Berg does not hold that role:"),
        ("ravi", Some("Mr X"), "Mr X is not among the policy's people:"),
        ("gone", Some("vera"), "gone is not among the policy's people."),
        ("", Some("vera"), "Nobody is named who does it."),
    ];
    for (actor, approver, expected) in table {
        let why = refused(&raised, &pause(approver), actor);
        assert!(why.starts_with(expected), "{actor}, {approver:?}: {why}");
    }
    let deed = do_act(&policy(), &raised, &pause(Some("vera")), "ravi", monday()).unwrap();
    let made = &deed.case.overrides[0];
    assert_eq!((made.actor.as_str(), made.approver.as_str(), deed.effect_of), ("ravi", "vera", Some(0)));
    let merge = |kind| may(&policy(), "dana", "merge", kind, "p1", None).map(|permit| permit.approver);
    assert_eq!(merge("duplicate_identity"), Ok("dana".into()), "the holder decides alone");
    assert!(merge("sla_breach").unwrap_err().0.starts_with("Nobody may do \"Merge records\""));
}

#[test]
fn an_override_says_why_what_next_and_what_the_type_wants() {
    let raised = case(Rule::SlaBreach, "p1");
    let change = |change: fn(&mut Act)| {
        let mut act = pause(Some("vera"));
        change(&mut act);
        refused(&raised, &act, "ravi")
    };
    let reason = change(|act| {
        if let Act::Override { reason, .. } = act {
            reason.clear()
        }
    });
    assert!(reason.contains("says no reason"), "{reason}");
    let step = change(|act| {
        if let Act::Override { next_step, .. } = act {
            next_step.text = " ".into()
        }
    });
    assert!(step.contains("says no next step"), "{step}");
    let audit = change(|act| {
        if let Act::Override { audit_fields, .. } = act {
            audit_fields.clear()
        }
    });
    assert!(audit.contains("is not closed or overridden without: Reason of the breach"), "{audit}");
    let effect = change(|act| {
        if let Act::Override { effect, .. } = act {
            *effect = None
        }
    });
    assert!(effect.contains("needs its beginning"), "{effect}");
}

#[test]
fn an_override_is_taken_back_once_by_who_may() {
    let policy = policy();
    let paused = do_act(&policy, &case(Rule::SlaBreach, "p1"), &pause(Some("vera")), "ravi", monday()).unwrap().case;
    let back = Act::TakeBack { place: 0, reason: "Wrong record".into(), approver: Some("vera".into()) };
    assert!(refused(&paused, &back, "nina").contains("RevOps (Ravi Anand) may"));
    let taken = do_act(&policy, &paused, &back, "ravi", monday() + HOUR).unwrap();
    assert_eq!((taken.case.overrides[0].taken_back_at, taken.effect_of), (Some(monday() + HOUR), Some(0)));
    assert!(refused(&taken.case, &back, "ravi").contains("was taken back already"));
}

/// Friday, 9 October 2026, at an hour and a minute in UTC; the default calendar is open from 9 to 17 on weekdays.
fn friday(hour: i64, minute: i64) -> Instant {
    monday() + 4 * DAY + (hour - 10) * HOUR + minute * MINUTE
}

#[test]
fn time_left_is_counted_as_the_target_promises_it() {
    let policy = policy();
    let taxonomy = Taxonomy::of(&policy);
    let clock = DeskClock::of(&taxonomy, &policy);
    // Raised on Friday at 15:00, due on Monday at 17:00: ten hours of business time over a weekend.
    let raised = friday(15, 0);
    let due_monday = |rule| Case { raised_at: raised, due_at: Some(raised + 74 * HOUR), ..case(rule, "p1") };
    let at = |case: &Case, now| {
        let left = clock.left(case, now).unwrap();
        (left.words.clone(), left.ms, left.whole_ms, clock.due(case, Some(&left), now))
    };
    // A breach of P1 is due by a civil deadline, which counts in business time; a duplicate in elapsed time.
    let (business, elapsed) = (due_monday(Rule::ConsentGap), due_monday(Rule::Duplicate));
    let cases = [
        (&business, friday(15, 0), "10 h of business time left", 10 * HOUR, Due::InTime),
        (&business, friday(16, 50), "8 h 10 m of business time left", 8 * HOUR + 10 * MINUTE, Due::InTime),
        // Saturday: nothing of it passes.
        (&business, friday(40, 0), "8 h of business time left", 8 * HOUR, Due::InTime),
        (&business, raised + 70 * HOUR, "4 h of business time left", 4 * HOUR, Due::Soon),
        (&business, raised + 74 * HOUR - 1, "less than a minute of business time left", 1, Due::Soon),
        // The night after: past it, and the calendar has not opened since.
        (&business, raised + 80 * HOUR, "over, and no business time since", 0, Due::Past),
        (&business, raised + 92 * HOUR, "2 h of business time over", -2 * HOUR, Due::Past),
        (&elapsed, friday(40, 0), "49 h of elapsed time left", 49 * HOUR, Due::InTime),
        (&elapsed, raised + 80 * HOUR, "6 h of elapsed time over", -6 * HOUR, Due::Past),
    ];
    for (case, now, words, ms, due) in cases {
        let whole = if case.rule == Rule::Duplicate { 74 } else { 10 };
        assert_eq!(at(case, now), (words.to_owned(), ms, whole * HOUR, due));
    }
    assert_eq!(clock.left(&business, raised).unwrap().calendar.as_deref(), Some("Office hours, UTC"));
    assert_eq!(clock.left(&elapsed, raised).unwrap().calendar, None);
}

#[test]
fn a_closed_case_or_one_without_a_promise_has_no_time_left() {
    let policy = policy();
    let taxonomy = Taxonomy::of(&policy);
    let clock = DeskClock::of(&taxonomy, &policy);
    let base = case(Rule::SlaBreach, "p0");
    let closed =
        |after: i64| Case { status: Status::Resolved, resolved_at: base.due_at.map(|due| due + after), ..base.clone() };
    let free = Case { due_at: None, ..base.clone() };
    let now = monday() + 9 * DAY;
    for (case, due) in [(closed(0), Due::Kept), (closed(1), Due::Missed), (free, Due::None)] {
        assert_eq!((clock.left(&case, now), clock.due(&case, None, now)), (None, due));
    }
    // A promise that was taken back since leaves its due instant, in elapsed time.
    let odd = Case { severity: "p9".into(), due_at: Some(now + HOUR), ..base.clone() };
    assert_eq!(clock.left(&odd, now).unwrap().words, "1 h of elapsed time left");
}

#[test]
fn whoever_answers_for_the_type_is_suggested_with_the_reason() {
    let policy = policy();
    let taxonomy = Taxonomy::of(&policy);
    let today = Zone::utc().date_of(monday());
    let held = BTreeMap::from([("ravi".to_owned(), 3)]);
    let suggest_in = |policy: &Policy, case: &Case| {
        let found = suggest(policy, &Taxonomy::of(policy), case, &held, today);
        found.map(|found| (found.person, found.because))
    };
    let says = |person: &str, because: &str| Some((Some(person.to_owned()), because.to_owned()));
    let unowned = case(Rule::Unowned, "p1");
    assert_eq!(
        suggest_in(&policy, &unowned),
        says(
            "ravi",
            "RevOps resolves cases of the type Routing failure; Ravi Anand alone holds it, with 3 open cases."
        )
    );
    // Whoever has the least to do, of those who are there.
    let mut more = policy.clone();
    more.people.push(Person { roles: vec!["revops".into()], ..policy.people[3].clone() });
    more.people.push(Person { key: "bo".into(), name: "Bo Ek".into(), ..more.people[6].clone() });
    more.people[6].absences = vec![playbook::policy::Absence { from: today, until: today, reason: String::new() }];
    assert_eq!(
        suggest_in(&more, &unowned),
        says(
            "bo",
            "RevOps resolves cases of the type Routing failure; of 2 who hold it Bo Ek has the least to do, with no open case."
        )
    );
    // Nobody holds the role: whoever helps; else the sentence says what is missing.
    let mut less = policy.clone();
    less.people.retain(|person| person.key != "dana");
    let duplicate = case(Rule::Duplicate, "p1");
    let (person, because) = suggest_in(&less, &duplicate).unwrap();
    assert_eq!(person.as_deref(), Some("ravi"), "{because}");
    assert!(because.contains("and nobody holds it; RevOps helps"), "{because}");
    less.people.clear();
    let (person, because) = suggest_in(&less, &duplicate).unwrap();
    assert_eq!(person, None);
    assert!(because.ends_with("Give one of these roles to somebody who is there."), "{because}");
    // A dispute is its arbiter's, and what is owned or closed is nobody else's.
    let disputed = Case { escalated_to: Some("sales_manager".into()), status: Status::Disputed, ..unowned.clone() };
    assert_eq!(
        suggest_in(&policy, &disputed),
        says("vera", "The dispute has come to Sales manager; Vera Stein alone holds it, with no open case.")
    );
    let taken = [
        Case { owner: Some("vera".into()), ..unowned.clone() },
        Case { status: Status::Resolved, ..unowned.clone() },
        Case { exception_type: "gone".into(), ..unowned },
    ];
    for case in taken {
        assert_eq!(suggest(&policy, &taxonomy, &case, &held, today), None);
    }
}

proptest! {
    /// Without a right nothing is overridden, whoever approves.
    #[test]
    fn nobody_overrides_without_the_right(actor in 0_usize..6, verb in 0_usize..24, kind in 0_usize..7, approver in 0_usize..7) {
        let policy = policy();
        let actor = &policy.people[actor];
        let approver = policy.people.get(approver).map(|person| person.key.as_str());
        let (verb, kind) = (&policy.verbs[verb].key, &policy.exception_types[kind].key);
        let holds = actor.active && policy.decision_rights.iter().any(|right| {
            right.verb == *verb
                && right.exception_type.as_ref().is_none_or(|of| of == kind)
                && actor.roles.contains(&right.role)
                && right.approved_by.as_ref().is_none_or(|role| approver.is_some_and(|approver| {
                    approver != actor.key
                        && policy.holders(role).any(|person| person.active && person.key == approver)
                }))
        });
        // A holder who decides alone may still name somebody, who then has to be there.
        let told = approver.is_none_or(|approver| policy.people.iter().any(|person| person.active && person.key == approver));
        let permit = may(&policy, &actor.key, verb, kind, "p1", approver);
        prop_assert!(permit.is_err() || holds, "{:?}", permit);
        prop_assert!(!holds || !told || permit.is_ok(), "{:?}", permit);
    }
}
