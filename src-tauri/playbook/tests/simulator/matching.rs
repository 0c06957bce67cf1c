//! Duplicates and accounts in a simulation: as many as the scenario states, and with them what the policy says.

use playbook::policy::criteria::Given;
use playbook::policy::{Field, MatchBy, OnDuplicate};
use playbook::record::HandoffRecord;
use playbook::simulator::scenario::{AccountShare, Example, WarmUp};
use playbook::simulator::{Experiment, Model, Scenario};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

/// Ten agents who are given leads in turn; a lead whose account has an owner goes to that owner.
fn scenario() -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 2.0;
    scenario.warm_up = WarmUp::None;
    let policy = scenario.policy.as_mut().unwrap();
    policy.fields.push(Field { key: "account_owner".into(), name: "Account owner".into(), ..Field::default() });
    let always = serde_json::json!({ "all": [] });
    let members = serde_json::json!({ "of": "role", "role": "agent" });
    let rows = serde_json::json!([
        { "key": "account", "kind": "named_account", "when": always,
          "assign": { "to": "owner_in", "field": "account_owner", "if_away": "assign" } },
        { "key": "turns", "kind": "pool", "when": always,
          "assign": { "to": "pool", "pool": { "members": members, "method": "round_robin" } } },
    ]);
    policy.handoffs[0].routing.rows = serde_json::from_value(rows).unwrap();
    scenario
}

fn records(scenario: &Scenario) -> Vec<HandoffRecord> {
    let model = Model::new(scenario, None).unwrap_or_else(|error| panic!("{error}"));
    let mut records = Experiment::new(&model, &AtomicBool::new(false)).unwrap().trace(0).records;
    records.sort_by_key(|record| record.moments[0]);
    assert!(records.len() > 1_000);
    records
}

fn owners(records: &[HandoffRecord]) -> BTreeSet<Option<&str>> {
    records.iter().map(|record| record.first_owner.as_deref()).collect()
}

fn duplicates(share: f64, by: &[MatchBy], on_duplicate: OnDuplicate) -> Vec<HandoffRecord> {
    let mut scenario = scenario();
    scenario.sources[0].duplicates = share;
    let matching = &mut scenario.policy.as_mut().unwrap().handoffs[0].routing.matching;
    (matching.duplicate_by, matching.on_duplicate) = (by.to_vec(), on_duplicate);
    records(&scenario)
}

#[test]
fn duplicates_join_their_owner_wait_for_a_merge_or_are_routed_as_the_policy_says() {
    let by = [MatchBy::Email];
    let joined = duplicates(1.0, &by, OnDuplicate::Join);
    assert_eq!(owners(&joined).len(), 1, "all of them are the first one");
    let held = duplicates(1.0, &by, OnDuplicate::Hold);
    assert_eq!(held.iter().filter(|record| record.first_owner.is_some()).count(), 1, "only the first is anybody's");
    let anyway = duplicates(1.0, &by, OnDuplicate::RouteAnyway);
    assert_eq!(owners(&anyway).len(), 10);
    assert_eq!(anyway, records(&scenario()), "as if they were new");
    assert_eq!(duplicates(1.0, &[], OnDuplicate::Join), anyway, "where nobody looks for duplicates there are none");
}

/// Of n leads each with chance 0.3 the number lies within five standard deviations of 0.3 n.
#[test]
fn as_many_are_duplicates_as_the_scenario_states() {
    let held = duplicates(0.3, &[MatchBy::Email], OnDuplicate::Hold);
    let (n, found) = (held.len() as f64, held.iter().filter(|record| record.first_owner.is_none()).count() as f64);
    assert!((found - 0.3 * n).abs() < 5.0 * (0.3 * 0.7 * n).sqrt(), "{found} of {n}");
}

#[test]
fn what_a_lead_leaves_blank_is_read_from_its_account_where_the_policy_matches() {
    let fields = BTreeMap::from([("account_owner".to_owned(), Given::Text("agent 7".into()))]);
    let mut scenario = scenario();
    scenario.sources[0].accounts = vec![AccountShare { share: 0.4, fields: fields.clone() }];
    let of_seven = |records: &[HandoffRecord]| {
        records.iter().filter(|record| record.first_owner.as_deref() == Some("agent 7")).count() as f64
    };
    let unmatched = records(&scenario);
    let n = unmatched.len() as f64;
    assert!((of_seven(&unmatched) - 0.1 * n).abs() < 2.0, "in turn");
    scenario.policy.as_mut().unwrap().handoffs[0].routing.matching.account_by = vec![MatchBy::Domain];
    let matched = records(&scenario);
    // The matched ones, and of the rest those who come when it is agent 7's turn.
    let most = 0.4 + 0.6 * 0.1;
    let share = of_seven(&matched) / n;
    assert!((0.4 - 0.05..most + 0.05).contains(&share), "{share}");
    assert!(matched.iter().all(|record| record.attributes.is_empty()), "the record itself stays blank");

    // What the record has itself counts.
    let mut own = scenario.clone();
    let mut part = playbook::simulator::scenario::Example::Priority.scenario().sources[0].mix[0].clone();
    part.fields = BTreeMap::from([("account_owner".to_owned(), Given::Text("agent 2".into()))]);
    own.sources[0].mix = vec![part];
    assert_eq!(owners(&records(&own)), BTreeSet::from([Some("agent 2")]));
}

#[test]
fn impossible_shares_are_refused_with_their_place() {
    let refused = |spoil: &dyn Fn(&mut Scenario)| {
        let mut scenario = scenario();
        spoil(&mut scenario);
        Model::new(&scenario, None).unwrap_err().to_string()
    };
    let account = |share: f64, field: &str| AccountShare {
        share,
        fields: BTreeMap::from([(field.to_owned(), Given::Boolean(true))]),
    };
    let said = refused(&|it| it.sources[0].duplicates = 1.5);
    assert!(said.contains("source leads, duplicates is 1.5"), "{said}");
    let said = refused(&|it| it.sources[0].duplicates = f64::NAN);
    assert!(said.contains("source leads, duplicates"), "{said}");
    let said = refused(&|it| it.sources[0].accounts = vec![account(0.6, "account_owner"); 2]);
    assert!(said.contains("source leads, accounts") && said.contains("1.2"), "{said}");
    let said = refused(&|it| it.sources[0].accounts = vec![account(0.5, "nothing")]);
    assert!(said.contains("\"nothing\""), "{said}");
    let said = refused(&|it| it.sources[0].accounts = vec![account(0.0, "account_owner"); 10_000]);
    assert!(said.contains("10,000 kinds"), "{said}");
}
