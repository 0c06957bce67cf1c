//! Every lead of a simulation goes where `playbook::routing` sends the same record in the same situation.

use playbook::calendar::Zone;
use playbook::policy::criteria::{Given, Told};
use playbook::policy::{Field, Person, Policy};
use playbook::record::{HandoffRecord, Moment};
use playbook::routing::{Load, Situation, Target, route};
use playbook::simulator::scenario::{Arrivals, Distribution, ExactArrival, Example, MixPart, WarmUp, WorkRule};
use playbook::simulator::{Experiment, Model, Scenario};
use playbook::{DAY, Instant, MINUTE};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

/// 2024-01-01, UTC.
const START: Instant = 1_704_067_200_000;

#[derive(Debug, Clone)]
struct Somebody {
    weight: u32,
    capacity: Option<u32>,
    away: Option<u32>,
    always: bool,
}

prop_compose! {
    fn somebody()(
        weight in 0u32..4,
        capacity in prop::option::of(1u32..6),
        away in prop::option::weighted(0.3, 1u32..10),
        always in any::<bool>(),
    ) -> Somebody {
        Somebody { weight, capacity, away, always }
    }
}

/// Regions A to D; A goes to a named person, B to a weighted pool, C to a load-balanced one, the rest in turn; who finds nobody goes to
/// the queue.
fn scenario(people: &[Somebody], leads: &[(i64, u32)], handling: f64) -> Scenario {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 12.0;
    scenario.warm_up = WarmUp::None;
    scenario.people.clear();
    let part = |region: &str| MixPart {
        weight: 1.0,
        tier: None,
        segment: None,
        trigger: None,
        fields: BTreeMap::from([("region".to_owned(), Given::Text(region.into()))]),
        amount: 0.0,
        packet: 1.0,
    };
    scenario.sources[0].mix = ["A", "B", "C", "D"].map(part).into();
    let mut minutes: Vec<(i64, u32)> = leads.to_vec();
    minutes.sort_unstable();
    minutes.dedup_by_key(|(minute, _)| *minute);
    let lead = |&(minute, part): &(i64, u32)| ExactArrival { at: START + minute * MINUTE, part: Some(part) };
    scenario.sources[0].arrivals = Arrivals::Exact { leads: minutes.iter().map(lead).collect() };
    scenario.work = vec![WorkRule { handling: Some(Distribution::Fixed { minutes: handling }), ..WorkRule::default() }];

    let policy = scenario.policy.as_mut().unwrap();
    policy.fields.push(Field { key: "region".into(), name: "Region".into(), ..Field::default() });
    policy.people = people
        .iter()
        .enumerate()
        .map(|(number, somebody)| {
            let absence = somebody
                .away
                .map(|day| format!(r#"[{{ "from": "2024-01-{day:02}", "until": "2024-01-{:02}" }}]"#, day + 1));
            Person {
                key: format!("p{number}"),
                name: format!("Person {number}"),
                team: Some("desk".into()),
                roles: vec!["agent".into()],
                calendar: Some(if somebody.always { "always" } else { "office" }.into()),
                capacity_per_day: somebody.capacity,
                weight: somebody.weight,
                absences: absence.map(|text| serde_json::from_str(&text).unwrap()).unwrap_or_default(),
                ..Person::default()
            }
        })
        .collect();
    let row = |key: &str, region: Option<&str>, assign: serde_json::Value| {
        let when = region.map_or(
            serde_json::json!({ "all": [] }),
            |region| serde_json::json!({ "field": "region", "is": "equals", "value": region }),
        );
        serde_json::json!({ "key": key, "kind": "pool", "when": when, "assign": assign })
    };
    let pool = |method: &str, minds_hours: bool| {
        let members = serde_json::json!({ "of": "team", "team": "desk" });
        serde_json::json!({ "to": "pool", "pool": { "members": members, "method": method, "minds_hours": minds_hours } })
    };
    let rows = serde_json::json!([
        row("named", Some("A"), serde_json::json!({ "to": "person", "person": "p0" })),
        row("weighted", Some("B"), pool("weighted", false)),
        row("balanced", Some("C"), pool("load_balanced", true)),
        row("turns", None, pool("round_robin", false)),
        row("rest", None, serde_json::json!({ "to": "queue", "queue": "desk" })),
    ]);
    policy.handoffs[0].routing.rows = serde_json::from_value(rows).unwrap();
    scenario
}

/// What everybody holds when a record is routed, counted anew from all the records before.
fn loads(policy: &Policy, records: &[&HandoffRecord], rows: &[Option<usize>], now: Instant) -> BTreeMap<String, Load> {
    let of = |person: &Person| {
        let mut load = Load::default();
        for (record, row) in records.iter().zip(rows) {
            let given = record.at(Moment::Assigned).filter(|&at| at < now);
            let (Some(given), true) = (given, record.owner.as_deref() == Some(&person.name)) else { continue };
            load.today += u32::from(given.div_euclid(DAY) == now.div_euclid(DAY));
            // Who takes from the queue holds it from then on, without having been given it by a pool.
            load.open += u32::from(record.at(Moment::NextStep).is_none_or(|done| done > now));
            load.given += u32::from(*row == Some(1));
            load.last_given = load.last_given.max(Some(given));
        }
        (person.key.clone(), load)
    };
    policy.people.iter().map(of).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn leads_go_where_routing_sends_them(
        people in prop::collection::vec(somebody(), 1..6),
        leads in prop::collection::vec((0i64..11 * 1_440, 0u32..4), 1..120),
        handling in 1.5f64..200.5,
    ) {
        let scenario = scenario(&people, &leads, handling);
        let policy = scenario.policy_played(None).unwrap();
        let model = Model::new(&scenario, None).unwrap();
        let records = Experiment::new(&model, &AtomicBool::new(false)).unwrap().trace(0).records;
        let mut records: Vec<&HandoffRecord> = records.iter().collect();
        records.sort_by_key(|record| record.at(Moment::Started));
        let mut rows: Vec<Option<usize>> = Vec::new();
        for place in 0..records.len() {
            let record = records[place];
            let now = record.at(Moment::Started).unwrap();
            // A record is routed blank: owner and instants are what routing gives it.
            let bare = HandoffRecord { attributes: record.attributes.clone(), ..HandoffRecord::default() };
            // Those taken from the queue later than they came count by when they were taken: all records are looked at.
            let known: Vec<Option<usize>> = (0..records.len()).map(|other| rows.get(other).copied().flatten()).collect();
            let loads = loads(&policy, &records, &known, now);
            let told = Told { now, zone: Zone::utc() };
            let situation = Situation { told: &told, loads: &loads, duplicate: None, account: None };
            let routed = route(&policy, &policy.handoffs[0], &bare, &situation);
            rows.push(routed.row);
            let expected = match &routed.target {
                Target::Person { name, .. } => Some(name.as_str()),
                Target::Queue { .. } => None,
                other => panic!("{other:?}"),
            };
            let found = record.owner.as_deref().filter(|_| record.at(Moment::Assigned) == Some(now));
            match expected {
                Some(name) => prop_assert_eq!(found, Some(name), "{} {:?}", record.record_id, routed.because),
                // Whoever is free takes it at once, or nobody yet.
                None => prop_assert!(routed.row == Some(4)),
            }
        }
    }
}
