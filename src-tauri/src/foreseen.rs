//! A what-if in the window, through the commands: the real handler, permissions and engine, no display.

use crate::test_window::TestWindow;
use serde_json::{Value, json};

/// A window on the sample, and what its simulations start from.
fn sample() -> (TestWindow, Value) {
    let window = TestWindow::new();
    window.call("workspace_sample", json!({})).unwrap();
    let start = window.call("simulation_start", json!({})).unwrap();
    (window, start)
}

/// The ground on which people count.
fn assumed(start: &Value) -> Value {
    let grounds = start["grounds"].as_array().unwrap();
    grounds.iter().find(|ground| ground["basis"] == "assumptions").unwrap()["scenario"].clone()
}

fn simulate(window: &TestWindow, scenario: &Value, key: Value, rough: bool) -> Result<Value, Value> {
    let arguments =
        json!({ "scenario": scenario.to_string(), "key": key, "rough": rough, "onProgress": "__CHANNEL__:1" });
    window.call("simulate", arguments)
}

/// What every target together keeps.
fn overall(figures: &Value) -> Value {
    let is = |one: &&Value| one["measure"] == "attainment" && one["handoff"].is_null() && one["group"].is_null();
    figures.as_array().unwrap().iter().find(is).unwrap().clone()
}

#[test]
fn a_lever_is_moved_answered_kept_and_asked_about() {
    let (window, start) = sample();
    let mut scenario = assumed(&start);
    let people = scenario["people"].as_array().unwrap();
    let sdr = people.iter().position(|crew| crew["key"] == "sdr").unwrap();
    let count = people[sdr]["count"].as_u64().unwrap();
    scenario["people"][sdr]["count"] = json!(count - 1);
    scenario["name"] = json!("One leaves");
    let saved = window.call("scenario_save", json!({ "key": null, "scenario": scenario.to_string() })).unwrap();

    let rough = simulate(&window, &scenario, saved["key"].clone(), true).unwrap();
    assert_eq!(
        (&rough["rough"], &rough["report"]["replications"], &rough["kept"]),
        (&json!(true), &json!(4), &json!(null))
    );
    let found = overall(&rough["report"]["figures"]);
    assert!(found["low"].as_f64() < found["mean"].as_f64() && found["mean"].as_f64() < found["high"].as_f64());

    let fine = simulate(&window, &scenario, saved["key"].clone(), false).unwrap();
    assert_eq!(fine["rough"], false);
    assert!(overall(&fine["differences"])["difference"]["mean"].as_f64().unwrap() < 0.0, "one fewer keeps fewer");
    let kept = &window.call("simulation_start", json!({})).unwrap()["saved"][0]["runs"][0];
    assert_eq!((&kept["id"], &kept["outdated"]), (&fine["kept"]["id"], &json!(false)));

    let lever = json!([{ "name": "one fewer", "scenario": scenario.to_string() }]);
    let ranked = window.call("simulate_rank", json!({ "levers": lever, "onProgress": "__CHANNEL__:2" })).unwrap();
    assert_eq!(ranked[0]["name"], "one fewer");
    let day = window.call("simulate_day", json!({ "scenario": scenario.to_string() })).unwrap();
    assert_eq!(day["handoffs"][0]["handoff"]["key"], "H1");
    let figure = json!({ "handoff": "H1", "tier": "high", "group": null, "measure": "attainment", "clock": "accept", "step": null });
    let asked = json!({ "scenario": scenario.to_string(), "crew": "sdr", "figure": figure, "atLeast": 0.5, "onProgress": "__CHANNEL__:3" });
    let staffing = window.call("simulate_staffing", asked).unwrap();
    let enough = staffing["count"].as_u64().unwrap();
    let tried = staffing["tried"].as_array().unwrap();
    assert!(tried.iter().all(|one| (one[0].as_u64().unwrap() >= enough) == one[2].as_bool().unwrap()), "{tried:?}");

    window.call("scenario_remove", json!({ "key": saved["key"] })).unwrap();
    window.call("simulate_cancel", json!({})).unwrap();
}

#[test]
fn whatever_the_view_sends_gets_a_sentence() {
    let (window, start) = sample();
    let whole = assumed(&start);
    let with = |pointer: &str, value: Value| {
        let mut changed = whole.clone();
        *changed.pointer_mut(pointer).unwrap() = value;
        changed
    };
    for (what, scenario, said) in [
        ("a text", json!("scenario"), "not an object"),
        ("nobody", with("/people", json!([])), "nobody works"),
        // What JSON makes of NaN.
        ("no number", with("/horizon/days", Value::Null), "horizon.days"),
        ("a thousand years", with("/horizon/days", json!(365_000)), "horizon"),
        ("four billion people", with("/people/0/count", json!(4_000_000_000_u32)), "up to 10,000"),
    ] {
        let refusals = [
            simulate(&window, &scenario, Value::Null, true).unwrap_err(),
            window.call("simulate_day", json!({ "scenario": scenario.to_string() })).unwrap_err(),
        ];
        for error in refusals {
            assert_eq!(error["code"], "invalid", "{what}: {error}");
            let message = error["message"].as_str().unwrap();
            assert!(message.starts_with("Nothing was simulated: ") && message.contains(said), "{what}: {message}");
        }
    }
    let twice = whole.to_string().replacen("\"seed\":", "\"seed\":7,\"seed\":", 1);
    for (command, more) in [("scenario_save", json!({ "key": null })), ("simulate_day", json!({}))] {
        let mut asked = more;
        asked["scenario"] = json!(twice);
        let error = window.call(command, asked).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains("\"seed\" comes twice, the first time as 7"), "{error}");
    }
    let figure = json!({ "handoff": "H1", "tier": null, "group": null, "measure": "attainment", "clock": "accept", "step": null });
    for (crew, at_least, said) in
        [("nobody", 0.9, "no crew"), ("sdr", 1.0, "between 0 and 1"), ("sdr", -1.0, "between 0 and 1")]
    {
        let asked = json!({ "scenario": whole.to_string(), "crew": crew, "figure": figure, "atLeast": at_least, "onProgress": "__CHANNEL__:1" });
        let error = window.call("simulate_staffing", asked).unwrap_err();
        assert!(error["message"].as_str().unwrap().contains(said), "{error}");
    }
}
