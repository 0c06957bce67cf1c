//! Scenarios that cannot be simulated get a sentence with place and next step; what is only hopeless ends by itself.

use playbook::policy::{Assignment, Policy};
use playbook::simulator::scenario::{Arrivals, Distribution, Example, FlowRule, QueueOrder, QueueRule, WarmUp};
use playbook::simulator::{FigureKey, Measure, Model, Options, Report, Scenario, ScenarioError, simulate};
use std::sync::atomic::AtomicBool;

fn policy(scenario: &mut Scenario) -> &mut Policy {
    scenario.policy.as_mut().unwrap()
}

fn refused(name: &str, spoil: impl FnOnce(&mut Scenario)) -> String {
    let mut scenario = Example::Mmc.scenario();
    spoil(&mut scenario);
    let error = Model::new(&scenario, None).err().unwrap_or_else(|| panic!("{name} is taken")).to_string();
    assert!([". ", "; "].iter().any(|mark| error.contains(mark)), "{name} says what to do: {error}");
    error
}

fn played(scenario: &Scenario) -> Report {
    let model = Model::new(scenario, None).unwrap_or_else(|error| panic!("{error}"));
    let cancel = AtomicBool::new(false);
    simulate(&model, Options { threads: 2, cancel: &cancel, progress: &|_| {} }).unwrap()
}

#[test]
fn nobody_works() {
    assert!(refused("no staff", |it| it.people.clear()).contains("nobody works"));
    assert!(refused("a crew of none", |it| it.people[0].count = 0).contains("nobody works"));
    let said = refused("a queue that nobody takes from", |it| it.people[0].roles.clear());
    assert!(said.contains("handoff point H1") && said.contains("the queue desk"), "{said}");
}

#[test]
fn nobody_comes() {
    assert!(
        refused("rate 0", |it| it.sources[0].arrivals = Arrivals::Rate { per_hour: 0.0 })
            .contains("no lead ever comes")
    );
    let silent = Arrivals::Weekly { zone: None, per_hour: vec![1.0; 168], by_month: vec![0.0; 12] };
    assert!(refused("months of nothing", |it| it.sources[0].arrivals = silent).contains("no lead ever comes"));
    assert!(
        refused("an empty list", |it| it.sources[0].arrivals = Arrivals::Exact { leads: vec![] })
            .contains("no lead ever comes")
    );
}

#[test]
fn a_calendar_never_opens() {
    let said = refused("a calendar that never opens", |it| {
        let calendar = &mut policy(it).calendars[0];
        calendar.weekly = Default::default();
    });
    assert!(said.contains("Office hours"), "{said}");
    let said = refused("away all the time", |it| {
        it.people[0].absences =
            serde_json::from_str(r#"[{ "from": "2023-12-01", "until": "2024-02-01", "reason": "strike" }]"#).unwrap();
    });
    assert!(said.contains("nobody is ever there"), "{said}");
}

#[test]
fn handoffs_lead_round_in_a_circle() {
    let said = refused("a circle without time", |it| {
        let mut point = policy(it).handoffs[0].clone();
        (point.key, point.name) = ("H2".into(), "Back".into());
        policy(it).handoffs.push(point);
        it.work.clear();
        let follows = |from: &str, to: &str| FlowRule {
            from: from.into(),
            to: to.into(),
            tier: None,
            share: 1.0,
            after: Distribution::default(),
        };
        it.flow = vec![follows("H1", "H2"), follows("H2", "H1")];
    });
    assert!(said.contains("H1 → H2 → H1"), "{said}");
}

/// The same circle with a little time in it ends, because a lead passes a handoff point a limited number of times.
#[test]
fn a_circle_with_time_ends() {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 1.0;
    scenario.warm_up = WarmUp::None;
    scenario.replications.count = 1;
    scenario.sources[0].arrivals = Arrivals::Rate { per_hour: 5.0 };
    scenario.most_cycles = 4;
    scenario.flow =
        vec![FlowRule { from: "H1".into(), to: "H1".into(), tier: None, share: 1.0, after: Distribution::default() }];
    let report = played(&scenario);
    assert!(report.handoffs > 3 * report.ended && report.handoffs <= 4 * report.leads, "{report:?}");
}

/// Twice as many come as can be dealt with, over years, with unlimited room: it stops at the bound and says so.
#[test]
fn an_unbounded_queue_over_years_stops_at_the_bound() {
    let mut scenario = Example::Mmc.scenario();
    scenario.people[0].count = 5;
    scenario.horizon.days = 3_650.0;
    scenario.replications.count = 1;
    scenario.most_under_way = 50_000;
    let stopped = played(&scenario).stopped.unwrap();
    assert!(stopped.because.contains("Add people"), "{}", stopped.because);
}

#[test]
fn durations_of_nothing_and_of_a_century_are_played() {
    let mut scenario = Example::Mmc.scenario();
    scenario.horizon.days = 0.5;
    scenario.replications.count = 1;
    scenario.warm_up = WarmUp::None;
    scenario.work[0].handling = Some(Distribution::Fixed { minutes: 52_560_000.0 });
    scenario.queues = vec![QueueRule { queue: None, order: QueueOrder::FirstCome, room: Some(3), patience: None }];
    let report = played(&scenario);
    assert_eq!(report.under_way, 13, "ten in work, three waiting");
    let lost = report.figure(&FigureKey::of("H1", Measure::Lost)).unwrap().mean;
    assert!(lost > 0.99);
    scenario.work.clear();
    assert_eq!(played(&scenario).under_way, 0);
}

#[test]
fn a_changed_policy_must_be_one() {
    let mut scenario = Example::Mmc.scenario();
    scenario.changes = serde_json::from_str(r#"[{ "op": "remove", "noun": "handoff", "key": "H7" }]"#).unwrap();
    assert!(matches!(Model::new(&scenario, None), Err(ScenarioError::Change { number: 1, .. })));
    let mut away = Example::Mmc.scenario();
    policy(&mut away).handoffs[0].routing.rows[0].assign = Assignment::Queue { queue: "nowhere".into() };
    assert!(matches!(Model::new(&away, None), Err(ScenarioError::Policy(_))));
}

#[test]
fn what_is_too_much_or_upside_down_is_refused_at_its_place() {
    let crowd = refused("two million people", |it| {
        let crew = it.people[0].clone();
        it.people = (0..200)
            .map(|number| playbook::simulator::scenario::Crew {
                key: format!("c{number}"),
                count: 10_000,
                ..crew.clone()
            })
            .collect();
    });
    assert!(crowd.contains("people, their number together is 2000000"), "{crowd}");
    let late = refused("a horizon beyond the calendars", |it| {
        it.horizon.start = chrono::NaiveDate::from_ymd_opt(2059, 12, 31).unwrap();
    });
    assert!(late.contains("7 from 2059-12-31") && late.contains("before 2060"), "{late}");
    let reversed = refused("an absence that ends before it begins", |it| {
        it.people[0].absences = serde_json::from_str(r#"[{ "from": "2024-02-01", "until": "2024-01-01" }]"#).unwrap();
    });
    assert!(reversed.contains("people, agent, absences is until 2024-01-01"), "{reversed}");
    assert!(refused("nobody may be under way", |it| it.most_under_way = 0).contains("most_under_way is 0"));
    assert!(
        refused("a name that moves the cursor", |it| it.name = "\u{1b}[2Jgone".into()).contains("control characters")
    );
    assert!(refused("more money than there is", |it| it.people[0].cost_per_hour = 1e308).contains("cost_per_hour"));
}

#[test]
fn a_key_that_comes_twice_is_refused_with_its_line() {
    let json = serde_json::to_string_pretty(&Example::Mmc.scenario()).unwrap();
    let twice = json.replacen("\"seed\":", "\"seed\": 5,\n  \"seed\":", 1);
    let said = Scenario::read(&twice).unwrap_err().to_string();
    let line = twice.lines().take_while(|line| !line.starts_with("  \"seed\": 1")).count() + 1;
    assert!(
        said.starts_with(&format!("line {line}, ")) && said.contains("\"seed\" comes twice, the first time as 5"),
        "{said}"
    );
    let inside = json.replacen("\"per_hour\":", "\"per_hour\": 3, \"per_hour\":", 1);
    let said = Scenario::read(&inside).unwrap_err().to_string();
    assert!(said.contains("sources, entry 1, arrivals: \"per_hour\" comes twice"), "{said}");
    assert!(Scenario::read(&json).is_ok());
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(Scenario::read(&deep).unwrap_err().to_string().contains("recursion limit"));
}
