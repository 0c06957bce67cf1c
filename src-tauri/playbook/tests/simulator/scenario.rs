//! Scenario files: what is read, what is refused and in which words, and that the schema says what the types say.

use playbook::json::JsonError;
use playbook::policy::Policy;
use playbook::simulator::scenario::{Arrivals, Distribution, Example, schema};
use playbook::simulator::{Scenario, ScenarioError};
use serde_json::{Value, json};

fn json_of(scenario: &Scenario) -> Value {
    serde_json::to_value(scenario).unwrap()
}

fn policy_of(scenario: &Scenario) -> Policy {
    scenario.policy_played(None).unwrap()
}

#[test]
fn every_example_is_read_back_and_can_be_played() {
    for example in Example::ALL {
        let scenario = example.scenario();
        let read = Scenario::read(&json_of(&scenario).to_string()).unwrap();
        assert_eq!(read, scenario, "{}", example.name());
        read.check(&policy_of(&read)).unwrap_or_else(|error| panic!("{}: {error}", example.name()));
        assert_eq!(Example::named(example.name()), Some(example));
    }
}

/// What of JSON Schema our own schema uses; a keyword that is not known here fails the test.
fn violation(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    let Value::Object(keywords) = schema else { return (schema == &json!(false)).then(|| "false".into()) };
    for (keyword, says) in keywords {
        let wrong = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" | "format" => None,
            "$ref" => {
                let name = says.as_str().unwrap().strip_prefix("#/$defs/").unwrap();
                violation(value, &root["$defs"][name], root)
            }
            "type" => {
                let is = |name: &Value| match name.as_str().unwrap() {
                    "object" => value.is_object(),
                    "array" => value.is_array(),
                    "string" => value.is_string(),
                    "number" => value.is_number(),
                    "integer" => value.is_i64() || value.is_u64(),
                    "boolean" => value.is_boolean(),
                    "null" => value.is_null(),
                    other => panic!("unknown type {other}"),
                };
                let holds = says.as_array().map_or_else(|| is(says), |names| names.iter().any(is));
                (!holds).then(|| format!("{value} is no {says}"))
            }
            "const" => (value != says).then(|| format!("{value} is not {says}")),
            "enum" => (!says.as_array().unwrap().contains(value)).then(|| format!("{value} is none of {says}")),
            "minimum" => value.as_f64().filter(|value| *value < says.as_f64().unwrap()).map(|it| format!("{it}")),
            "maximum" => value.as_f64().filter(|value| *value > says.as_f64().unwrap()).map(|it| format!("{it}")),
            "items" => value.as_array().into_iter().flatten().find_map(|item| violation(item, says, root)),
            "oneOf" | "anyOf" => {
                let wrong: Vec<_> =
                    says.as_array().unwrap().iter().filter_map(|one| violation(value, one, root)).collect();
                (wrong.len() == says.as_array().unwrap().len()).then(|| wrong.join(" / "))
            }
            "required" => says
                .as_array()
                .unwrap()
                .iter()
                .find(|name| value.is_object() && value.get(name.as_str().unwrap()).is_none())
                .map(|name| format!("{name} is missing")),
            "properties" => says
                .as_object()
                .unwrap()
                .iter()
                .find_map(|(name, part)| value.get(name).and_then(|value| violation(value, part, root))),
            "additionalProperties" => {
                let known = keywords.get("properties");
                value.as_object().into_iter().flatten().find_map(|(name, value)| {
                    let is_known = known.is_some_and(|known| known.get(name).is_some());
                    (!is_known).then(|| violation(value, says, root).map(|why| format!("{name}: {why}"))).flatten()
                })
            }
            other => panic!("the schema uses {other}, which this test does not know"),
        };
        if wrong.is_some() {
            return wrong;
        }
    }
    None
}

#[test]
fn the_schema_takes_every_example_and_refuses_what_reading_refuses() {
    let schema = schema();
    let all = Example::ALL.map(|example| json_of(&example.scenario()));
    for value in &all {
        assert_eq!(violation(value, &schema, &schema), None);
    }
    type Spoil = fn(&mut Value);
    let spoiled: [(&str, Spoil); 5] = [
        ("a stranger", |value| value["colour"] = json!("red")),
        ("a stranger inside", |value| value["people"][0]["colour"] = json!("red")),
        ("a text for a number", |value| value["seed"] = json!("one")),
        ("no sources", |value| {
            value.as_object_mut().unwrap().remove("sources");
        }),
        ("an unknown distribution", |value| value["work"][0]["handling"] = json!({ "kind": "cauchy" })),
    ];
    for (name, spoil) in spoiled {
        let mut value = all[0].clone();
        spoil(&mut value);
        assert!(violation(&value, &schema, &schema).is_some(), "the schema takes {name}");
        assert!(Scenario::read(&value.to_string()).is_err(), "reading takes {name}");
    }
}

#[test]
fn every_part_is_described_with_its_unit_or_meaning() {
    let schema = schema();
    let scenario = schema["properties"].as_object().unwrap();
    assert!(scenario.len() > 15);
    assert!(schema["$defs"]["Distribution"]["description"].as_str().unwrap().contains("minutes"));
}

#[test]
fn what_is_impossible_is_refused_with_place_value_and_next_step() {
    type Spoil = fn(&mut Scenario);
    let cases: [(&str, Spoil, &str); 12] = [
        (
            "negative rate",
            |it| it.sources[0].arrivals = Arrivals::Rate { per_hour: -1.0 },
            "source leads, arrivals, per_hour is -1",
        ),
        (
            "rate that is no number",
            |it| it.sources[0].arrivals = Arrivals::Rate { per_hour: f64::NAN },
            "per_hour is NaN",
        ),
        (
            "negative handling",
            |it| it.work[0].handling = Some(Distribution::Exponential { mean: -2.0 }),
            "work, entry 1, handling, mean is -2",
        ),
        ("no source", |it| it.sources.clear(), "no source"),
        ("unknown handoff", |it| it.sources[0].handoff = "H9".into(), "the handoff point \"H9\", which is not there"),
        ("unknown role", |it| it.people[0].roles = vec!["queen".into()], "the role \"queen\""),
        ("no time", |it| it.horizon.days = 0.0, "horizon, days is 0"),
        ("endless time", |it| it.horizon.days = f64::INFINITY, "horizon, days is inf"),
        ("no replication", |it| it.replications.count = 0, "replications, count is 0"),
        (
            "ten rates",
            |it| it.sources[0].arrivals = Arrivals::Weekly { zone: None, per_hour: vec![1.0; 10], by_month: vec![] },
            "the number of rates is 10",
        ),
        (
            "unknown zone",
            |it| {
                it.sources[0].arrivals =
                    Arrivals::Weekly { zone: Some("Mars/Olympus".into()), per_hour: vec![1.0; 7], by_month: vec![] }
            },
            "Mars/Olympus",
        ),
        (
            "warm-up beyond the end",
            |it| it.warm_up = playbook::simulator::scenario::WarmUp::Days { days: 7.0 },
            "warm_up, days is 7",
        ),
    ];
    for (name, spoil, says) in cases {
        let mut scenario = Example::Mmc.scenario();
        let policy = policy_of(&scenario);
        spoil(&mut scenario);
        let error = scenario.check(&policy).expect_err(name).to_string();
        assert!(error.contains(says), "{name}: {error}");
        let has_next_step = [". ", "; "].iter().any(|mark| error.contains(mark));
        assert!(!error.ends_with('.') && has_next_step, "{name} says what to do next: {error}");
    }
}

#[test]
fn what_is_no_scenario_is_named_with_its_place() {
    let mmc = json_of(&Example::Mmc.scenario());
    let with = |key: &str, value: Value| {
        let mut spoiled = mmc.clone();
        spoiled[key] = value;
        Scenario::read(&spoiled.to_string()).unwrap_err()
    };
    assert!(matches!(Scenario::read("{").unwrap_err(), ScenarioError::Json(JsonError::Malformed { line: 1, .. })));
    assert!(matches!(Scenario::read("[]").unwrap_err(), ScenarioError::NotAScenario { .. }));
    assert_eq!(with("schema", json!(2)), ScenarioError::Newer { found: 2, known: 1 });
    assert!(matches!(with("schema", json!("1")), ScenarioError::NotAScenario { .. }));
    let ScenarioError::Malformed { place, .. } = with("sources", json!([{ "key": "a", "handoff": 7 }])) else {
        panic!()
    };
    assert_eq!(place, "sources[0].handoff");
    assert!(matches!(with("policy", json!({ "schema": 99 })), ScenarioError::Policy(_)));
    let without = Scenario { policy: None, ..Example::Mmc.scenario() };
    assert_eq!(without.policy_played(None), Err(ScenarioError::NoPolicy));
}
