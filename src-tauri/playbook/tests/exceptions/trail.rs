//! What an import changes on the desk, what the desk measures, and the chain of the audit trail.

use crate::cases::{case, finding, monday, passage, policy};
use playbook::calendar::Zone;
use playbook::exception::audit::{BEGINNING, Chain, Entry, Link, Verified, canonical, hash};
use playbook::exception::desk::{Case, Status};
use playbook::exception::measures::{Counted, Gone, PauseOf, measures};
use playbook::exception::{Fate, Finding, FindingId, Known, Rule, reconcile};
use playbook::metrics::Month;
use playbook::record::Pause;
use playbook::{DAY, HOUR, Instant, MINUTE};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeSet;

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
}
