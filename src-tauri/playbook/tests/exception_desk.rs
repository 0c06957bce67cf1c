//! The life of a case, who may do what, the order of the desk, what an import changes on it, and the chain of the audit trail.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its data has failed")]

use chrono::DateTime;
use playbook::calendar::Zone;
use playbook::exception::audit::{BEGINNING, Chain, Entry, Link, Verified, canonical, hash};
use playbook::exception::desk::{Act, Case, Effect, Next, Status, do_act, in_order};
use playbook::exception::measures::{Counted, Gone, PauseOf, measures};
use playbook::exception::{Fate, Finding, FindingId, Known, PassageKey, Rule, Taxonomy, may, reconcile};
use playbook::metrics::Month;
use playbook::policy::{NextAct, Person, Policy, Template};
use playbook::record::Pause;
use playbook::{DAY, HOUR, Instant, MINUTE};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Monday, 5 October 2026, ten o'clock in UTC.
fn monday() -> Instant {
    DateTime::parse_from_rfc3339("2026-10-05T10:00:00Z").unwrap().timestamp_millis()
}

/// The templates' governance with a person for each role that is asked for.
fn policy() -> Policy {
    let mut policy = Template::ALL[0].policy("Kestrel", "UTC");
    let person = |key: &str, name: &str, roles: &[&str]| Person {
        key: key.into(),
        name: name.into(),
        roles: roles.iter().map(|role| role.to_string()).collect(),
        ..Person::default()
    };
    policy.people = vec![
        person("ravi", "Ravi Anand", &["revops", "sales_ops"]),
        person("vera", "Vera Stein", &["sales_manager"]),
        person("lou", "Lou Berg", &["sales_leadership"]),
        person("dana", "Dana Okafor", &["data_steward"]),
        person("nina", "Nina Rossi", &["sdr"]),
        Person { active: false, ..person("gone", "Gone Away", &["revops"]) },
    ];
    policy
}

fn passage(id: &str) -> PassageKey {
    PassageKey { record_id: id.into(), handoff: "H2".into(), cycle: 1 }
}

fn finding(rule: Rule, severity: &str) -> Finding {
    let (kind, subtype) = rule.belongs_to();
    Finding {
        id: FindingId { passage: passage("L-1"), rule, part: String::new() },
        exception_type: kind.into(),
        subtype: subtype.map(String::from),
        severity: severity.into(),
        arose: monday() - HOUR,
        ended: None,
        because: "Not accepted yet.".into(),
    }
}

fn case(rule: Rule, severity: &str) -> Case {
    Case::raise(1, &finding(rule, severity), &policy(), monday())
}

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

#[test]
fn what_an_import_does_to_the_desk() {
    let found = finding(Rule::Unowned, "p1");
    let as_of = monday();
    let know = |fate, stands| [Known { id: found.id.clone(), fate, stands }];
    let one = std::slice::from_ref(&found);
    assert_eq!(reconcile(one, &[], as_of).raise, [&found]);
    assert_eq!(reconcile(one, &know(Fate::Open, true), as_of).keep, [&found]);
    assert_eq!(reconcile(one, &know(Fate::Resolved, true), as_of).keep, [&found], "a person's word stands");
    assert_eq!(reconcile(one, &know(Fate::Resolved, false), as_of).reopen, [&found], "it had gone, and is back");
    assert_eq!(reconcile(one, &know(Fate::Corrected, false), as_of).reopen, [&found]);
    assert_eq!(reconcile(&[], &know(Fate::Open, true), as_of).close, std::slice::from_ref(&found.id));
    assert_eq!(reconcile(&[], &know(Fate::Resolved, true), as_of).gone, std::slice::from_ref(&found.id));
    assert_eq!(reconcile(&[], &know(Fate::Corrected, false), as_of), Default::default());
    let ended = |ago| [Finding { ended: Some(as_of - ago), ..found.clone() }];
    assert_eq!(reconcile(&ended(7 * DAY), &[], as_of).raise.len(), 1);
    assert_eq!(reconcile(&ended(7 * DAY + 1), &[], as_of).history.len(), 1, "nobody can change it any more");
    let stands = |ago| [Finding { arose: as_of - ago, ..found.clone() }];
    assert_eq!(reconcile(&stands(30 * DAY), &[], as_of).raise.len(), 1);
    assert_eq!(reconcile(&stands(30 * DAY + 1), &[], as_of).history.len(), 1, "nobody waits for it any more");
    assert_eq!(reconcile(&stands(40 * DAY), &know(Fate::Open, true), as_of).keep.len(), 1, "a case may grow old");
    assert_eq!(reconcile(&ended(8 * DAY), &know(Fate::Open, true), as_of).keep.len(), 1, "a case stays a case");
}

/// What the workbench does with a reconciliation, without a file.
fn carry_out(findings: &[Finding], cases: &mut Vec<Case>, at: Instant) -> usize {
    let policy = policy();
    let known: Vec<Known> = cases.iter().filter_map(Case::known).collect();
    let result = reconcile(findings, &known, at);
    let mut changed = result.raise.len() + result.close.len() + result.reopen.len() + result.gone.len();
    for id in result.close.iter().chain(&result.gone) {
        let case = cases.iter_mut().find(|case| case.id() == *id).unwrap();
        *case = if case.status.is_open() { case.corrected() } else { case.gone() };
    }
    for found in result.keep.iter().chain(&result.reopen) {
        let case = cases.iter_mut().find(|case| case.id() == found.id).unwrap();
        let seen = if result.reopen.contains(found) { case.found_again(found, &policy, at) } else { case.seen(found) };
        changed += usize::from(seen != *case && !result.reopen.contains(found));
        *case = seen;
    }
    for found in &result.raise {
        cases.push(Case::raise(cases.len() as u32 + 1, found, &policy, at));
    }
    changed
}

fn any_findings() -> impl Strategy<Value = Vec<Finding>> {
    let one = (0_u8..6, proptest::sample::select(Rule::ALL[..8].to_vec()), proptest::option::of(0_i64..20));
    proptest::collection::vec(one, 0..12).prop_map(|all| {
        let mut seen = BTreeSet::new();
        all.into_iter()
            .map(|(record, rule, ended)| Finding {
                id: FindingId { passage: passage(&format!("L-{record}")), rule, part: String::new() },
                ended: ended.map(|days| monday() - days * DAY),
                ..finding(rule, "p1")
            })
            .filter(|one| seen.insert(one.id.clone()))
            .collect()
    })
}

/// JSON as an entry may hold it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| json!(number)),
        ".*".prop_map(Value::String),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::Array),
            proptest::collection::btree_map(".*", inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().rev().collect())),
        ]
    })
}

fn chained(said: &[Value]) -> Vec<Link> {
    let mut previous = BEGINNING.to_owned();
    let mut links = Vec::new();
    for (number, said) in (1..).zip(said) {
        let entry = Entry {
            number,
            at: monday() + number,
            actor: "ravi".into(),
            act: "case.noted".into(),
            subject: "EX-1".into(),
            said: said.clone(),
            before: Value::Null,
            after: json!({ "b": 1, "a": [2] }),
        };
        let link = entry.link(&previous).unwrap();
        previous = link.hash.clone();
        links.push(link);
    }
    links
}

fn verified<'l>(links: impl IntoIterator<Item = (i64, &'l Link)>) -> Verified {
    let mut chain = Chain::default();
    for (number, link) in links {
        chain.follow(number, link);
    }
    chain.finish()
}

#[test]
fn canonical_json_is_sorted_tight_and_whole() {
    let value = json!({ "b": [1, { "z": null, "ä": true, "a": "é\n\u{202e}" }], "a": -3 });
    assert_eq!(canonical(&value).unwrap(), "{\"a\":-3,\"b\":[1,{\"a\":\"é\\n\u{202e}\",\"z\":null,\"ä\":true}]}");
    assert!(canonical(&json!({ "share": 0.5 })).unwrap_err().to_string().contains("0.5"));
    // As `printf '%s\n%s' PREVIOUS ENTRY | sha256sum` prints it.
    assert_eq!(hash("a", "b"), "7e18f737311b2dc3b2f269dd78396b0351f14fb66efa879f768cb23181883c78");
}

#[test]
fn the_first_broken_link_is_named() {
    let links = chained(&[json!("one"), json!("two"), json!("three")]);
    let whole = verified((1..).zip(&links));
    assert_eq!((whole.entries, &whole.head, whole.broken), (3, &links[2].hash, None));
    let broken = |number, change: fn(&mut Link)| {
        let mut links = links.clone();
        change(&mut links[number]);
        verified((1..).zip(&links)).broken.map(|broken| (broken.number, broken.what))
    };
    let content = broken(1, |link| link.entry = link.entry.replace("two", "2wo"));
    assert_eq!(content, Some((2, "its hash is not that of its content".into())));
    let previous = broken(2, |link| link.previous = BEGINNING.into());
    assert_eq!(previous, Some((3, "it does not follow the entry before it: the previous hash differs".into())));
    let missing = verified([(1, &links[0]), (3, &links[2])]).broken.unwrap();
    assert_eq!((missing.number, missing.what.as_str()), (2, "entry 2 is missing; 3 follows"));
}

#[test]
fn volume_time_to_resolution_repeats_and_pauses() {
    let policy = policy();
    let month = |month| Month::new(2026, month);
    let resolved = |number, arose: Instant, hours: i64| Case {
        number,
        arose,
        status: Status::Resolved,
        resolved_at: Some(monday() + hours * HOUR),
        root_cause: Some("rep_capacity".into()),
        ..case(Rule::Unowned, "p0")
    };
    let cases = [
        resolved(1, monday() - 20 * DAY, 10),
        resolved(2, monday(), 24),
        resolved(3, monday(), 25),
        Case { number: 4, status: Status::Corrected, ..case(Rule::Unowned, "p0") },
        Case { number: 5, ..case(Rule::Duplicate, "p1") },
    ];
    let history =
        [Counted { month: month(9), exception_type: "routing_failure".into(), severity: "p2".into(), count: 7 }];
    let paused = |person: &str, minutes: i64| PauseOf {
        person: person.into(),
        pause: Pause { from: monday(), to: Some(monday() + minutes * MINUTE), reason: "holiday".into() },
    };
    let pauses = [paused("", 5), paused("ravi", 60), paused("ravi", 30)];
    let found =
        measures(&policy, &Zone::utc(), &cases, Gone { history: &history, impact: &[] }, &pauses, 40, monday() + DAY);
    let volume: Vec<_> =
        found.volume.iter().map(|row| (row.month, row.exception_type.as_str(), row.count, row.history)).collect();
    assert_eq!(
        volume,
        [
            (month(9), "routing_failure", 1, 0),
            (month(9), "routing_failure", 7, 7),
            (month(10), "duplicate_identity", 1, 0),
            (month(10), "routing_failure", 2, 0),
        ]
    );
    let all = &found.resolution[0];
    assert_eq!((all.resolved, all.within_target, all.with_target), (3, 2, 3), "due after 24 h");
    assert_eq!((all.p50_ms, all.p90_ms), (Some(24.0 * HOUR as f64), Some(24.8 * HOUR as f64)));
    assert_eq!(found.repeats.len(), 1);
    assert_eq!((found.repeats[0].month, found.repeats[0].before, found.repeats[0].count), (month(10), month(9), 2));
    assert_eq!((found.duplicates, found.records), (1, 40));
    let rows: Vec<_> = found.pauses.iter().map(|row| (row.person.as_str(), row.minutes, row.records)).collect();
    assert_eq!(rows, [("ravi", 90, 2), ("", 5, 1)]);
}

proptest! {
    /// The same findings a second time change nothing; and no finding has two cases.
    #[test]
    fn the_same_import_changes_nothing_twice(first in any_findings(), second in any_findings()) {
        let mut cases = Vec::new();
        carry_out(&first, &mut cases, monday());
        carry_out(&second, &mut cases, monday());
        let before = cases.clone();
        prop_assert_eq!(carry_out(&second, &mut cases, monday()), 0);
        prop_assert_eq!(&cases, &before);
        let ids: BTreeSet<FindingId> = cases.iter().map(Case::id).collect();
        prop_assert_eq!(ids.len(), cases.len());
    }

    /// Whoever changes one byte of one entry, its hash or its previous hash is found, at that place or the next.
    #[test]
    fn every_changed_byte_breaks_the_chain(
        said in proptest::collection::vec(any_json(), 1..5),
        entry in any::<prop::sample::Index>(),
        part in 0_usize..3,
        byte in any::<prop::sample::Index>(),
        flip in 1_u8..=255,
    ) {
        let links = chained(&said);
        prop_assert_eq!(verified((1..).zip(&links)).broken, None);
        let mut changed = links.clone();
        let place = entry.index(changed.len());
        let link = &mut changed[place];
        let text = [&mut link.previous, &mut link.hash, &mut link.entry].into_iter().nth(part).unwrap();
        let mut bytes = text.clone().into_bytes();
        let at = byte.index(bytes.len());
        bytes[at] ^= flip;
        // What is no text any more cannot be stored as one.
        let Ok(other) = String::from_utf8(bytes) else { return Ok(()) };
        *text = other;
        prop_assert!(verified((1..).zip(&changed)).broken.is_some());
    }

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
