//! Which version of a policy counts for a record.

use playbook::policy::{BEGINNING, HandoffPoint, InForce, Policy, Version, Versions};
use proptest::prelude::*;
use std::sync::Arc;

fn version(number: i64, effective_from: i64, handoffs: &[&str]) -> Version {
    let mut policy = Policy::new(&format!("version {number}"), "UTC");
    let point = |key: &&str| HandoffPoint { key: (*key).into(), name: (*key).into(), ..HandoffPoint::default() };
    policy.handoffs = handoffs.iter().map(point).collect();
    Version { number, effective_from, policy: Arc::new(policy) }
}

#[test]
fn a_record_is_judged_under_what_was_in_force_when_it_started() {
    let versions = Versions::new(vec![
        version(1, BEGINNING, &["H1"]),
        version(2, 1_000, &["H1"]),
        version(3, 2_000, &["H1", "H2"]),
        version(4, 1_000, &["H1"]),
    ]);
    let versions = versions.unwrap_or_else(|| panic!("there are some"));
    for (instant, number) in [(i64::MIN, 1), (999, 1), (1_000, 4), (1_999, 4), (2_000, 3), (i64::MAX, 3)] {
        assert_eq!(versions.at(instant).number, number, "at {instant}");
    }
    assert_eq!(versions.latest().company, "version 4", "saved last, whenever it takes force");
    let in_force = InForce::from(&versions);
    let cases = [
        ("H1", Some(500), "version 1"),
        ("H1", Some(1_500), "version 4"),
        ("H2", Some(500), "version 3"),
        ("H9", Some(1_500), "version 4"),
        ("H1", None, "version 4"),
    ];
    for (handoff, started, company) in cases {
        assert_eq!(in_force.judging(handoff, started).company, company, "{handoff} {started:?}");
    }
}

#[test]
fn a_point_that_was_taken_out_is_judged_under_the_last_version_that_had_it() {
    let versions = Versions::new(vec![version(1, 0, &["H1"]), version(2, 10, &["H1"]), version(3, 20, &[])]);
    let versions = versions.unwrap_or_else(|| panic!("there are some"));
    assert_eq!(InForce::from(&versions).judging("H1", Some(25)).company, "version 2");
}

proptest! {
    /// The version at an instant is, of those in force by then, the one that took force last, and of several at once the highest; before
    /// the first, the first. Versions that are not needed change nothing.
    #[test]
    fn the_latest_that_took_force(froms in prop::collection::vec(0_i64..6, 1..8), at in -1_i64..7) {
        let numbered: Vec<(i64, i64)> = (1..).zip(froms).collect();
        let first = numbered.iter().map(|(_, from)| *from).min().unwrap_or_default();
        let by_then = numbered.iter().filter(|(_, from)| *from <= at.max(first));
        let expected = by_then.max_by_key(|(number, from)| (*from, *number)).map(|(number, _)| *number);
        let of = |list: &[(i64, i64)]| Versions::new(list.iter().map(|&(number, from)| version(number, from, &[])).collect());
        for list in [numbered.clone(), Versions::needed(&numbered)] {
            let versions = of(&list);
            prop_assert_eq!(versions.as_ref().map(|versions| versions.at(at).number), expected);
            let last = format!("version {}", numbered.len());
            prop_assert_eq!(versions.map(|versions| versions.latest().company.clone()), Some(last));
        }
    }
}
