//! `baton simulate` and `baton scenario` as scripts meet them.

use crate::{baton, text};
use playbook::policy::Policy;
use playbook::simulator::Scenario;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A workspace, and an example of few days beside it, changed as asked.
fn prepared(example: &str, change: impl FnOnce(&mut Value)) -> (TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let (file, path) = (folder.path().join("acme.baton"), folder.path().join("scenario.json"));
    baton(&["new", text(&file), "--time-zone", "UTC"]).unwrap();
    let mut scenario: Value = serde_json::from_str(&baton(&["scenario", "example", example]).unwrap()).unwrap();
    scenario["horizon"]["days"] = json!(14.0);
    scenario["replications"]["count"] = json!(3);
    change(&mut scenario);
    std::fs::write(&path, scenario.to_string()).unwrap();
    (folder, file, path)
}

#[test]
fn every_example_is_played_from_the_command_line() {
    for example in ["mmc", "erlang-a", "priority", "handoff", "whole-policy"] {
        let (_folder, file, scenario) = prepared(example, |_| {});
        let told = baton(&["simulate", text(&file), "--scenario", text(&scenario)]).unwrap();
        assert!(told.contains("3 replications of 14 days") && told.contains("H1"), "{example}: {told}");
    }
    let schema: Value = serde_json::from_str(&baton(&["scenario", "schema"]).unwrap()).unwrap();
    assert_eq!(schema["title"], "Scenario");
    assert!(baton(&["scenario", "example", "everything"]).unwrap_err().contains("whole-policy"));
}

#[test]
fn the_same_seed_prints_the_same_bytes_at_any_number_of_threads() {
    let (_folder, file, scenario) = prepared("whole-policy", |_| {});
    let asked = |more: &[&str]| {
        baton(&[&["simulate", text(&file), "--scenario", text(&scenario), "--json"], more].concat()).unwrap()
    };
    let first = asked(&["--threads", "1"]);
    assert_eq!(asked(&["--threads", "4"]), first);
    assert_ne!(asked(&["--seed", "7"]), first);
    let report: Value = serde_json::from_str(&asked(&["--replications", "5"])).unwrap();
    assert_eq!(report["replications"], 5);
}

#[test]
fn figures_are_printed_as_tidy_csv() {
    let (_folder, file, scenario) = prepared("handoff", |_| {});
    let told = baton(&["simulate", text(&file), "--scenario", text(&scenario), "--csv"]).unwrap();
    let mut reader = csv::Reader::from_reader(told.as_bytes());
    let header = ["handoff", "tier", "group", "measure", "clock", "step", "mean", "low", "high", "replications"];
    assert_eq!(reader.headers().unwrap(), header.as_slice());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let attained = rows.iter().find(|row| &row[0] == "H1" && row[1].is_empty() && &row[3] == "attainment").unwrap();
    let share: f64 = attained[6].parse().unwrap();
    assert!((0.0..=1.0).contains(&share) && &attained[4] == "accept");

    // Lengths are in seconds here, as in the metrics' CSV, and in milliseconds in JSON.
    let report = baton(&["simulate", text(&file), "--scenario", text(&scenario), "--json"]).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let is_meant =
        |row: &csv::StringRecord| &row[0] == "H1" && row[1].is_empty() && row[2].is_empty() && &row[3] == "p90";
    let seconds: f64 = rows.iter().find(|row| is_meant(row)).unwrap()[6].parse().unwrap();
    let of_the_point = |figure: &&serde_json::Value| {
        let is = |name: &str, value: &str| figure[name].as_str().unwrap_or_default() == value;
        is("handoff", "H1") && is("measure", "p90") && is("tier", "") && is("group", "")
    };
    let figure = report["figures"].as_array().unwrap().iter().find(of_the_point).unwrap();
    let milliseconds = figure["mean"].as_f64().unwrap();
    assert!(seconds > 0.0 && (seconds * 1000.0 - milliseconds).abs() < 1e-6 * milliseconds, "{seconds} {milliseconds}");
    let keys: BTreeSet<Vec<&str>> = rows.iter().map(|row| row.iter().take(6).collect()).collect();
    assert_eq!(keys.len(), rows.len(), "no two rows are about the same");
    assert!(baton(&["simulate", text(&file), "--scenario", text(&scenario), "--csv", "--json"]).is_err());
}

/// A scenario without a policy is played under the one in force in the workspace.
#[test]
fn a_scenario_without_a_policy_takes_the_workspaces() {
    let (folder, file, path) = prepared("handoff", |_| {});
    let own = Scenario::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let policy = folder.path().join("policy.json");
    std::fs::write(&policy, serde_json::to_string(own.policy.as_deref().unwrap()).unwrap()).unwrap();
    let bare = folder.path().join("bare.json");
    std::fs::write(&bare, serde_json::to_string(&Scenario { policy: None, ..own }).unwrap()).unwrap();
    let asked = |file: &Path, scenario: &Path| baton(&["simulate", text(file), "--scenario", text(scenario), "--json"]);
    assert!(asked(&file, &bare).unwrap_err().contains("\"H1\""), "the workspace has no such handoff point yet");
    baton(&["policy", "import", text(&file), text(&policy), "--author", "Dana", "--reason", "Agreed"]).unwrap();
    assert_eq!(asked(&file, &bare).unwrap(), asked(&file, &path).unwrap());
    assert_eq!(asked(&policy, &bare).unwrap(), asked(&file, &path).unwrap());
}

/// One replication leaves as records, is imported, and has the same attainment and lengths to the last digit.
fn comes_back_the_same(change: impl FnOnce(&mut Value)) -> String {
    let (folder, file, path) = prepared("handoff", |scenario| {
        scenario["replications"]["count"] = json!(1);
        scenario["warm_up"] = json!({ "kind": "none" });
        // So that some are late.
        scenario["people"][0]["count"] = json!(14);
        scenario["name"] = json!("History");
        change(scenario);
    });
    let own = Scenario::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let policy: &Policy = own.policy.as_deref().unwrap();
    let [policy_file, trace, mapping] =
        ["policy.json", "trace.csv", "mapping.json"].map(|name| folder.path().join(name));
    std::fs::write(&policy_file, serde_json::to_string(policy).unwrap()).unwrap();
    baton(&["policy", "import", text(&file), text(&policy_file), "--author", "Dana", "--reason", "Agreed"]).unwrap();
    let asked = ["simulate", text(&file), "--scenario", text(&path), "--trace", text(&trace), "--json"];
    let report: Value = serde_json::from_str(&baton(&asked).unwrap()).unwrap();
    assert!(baton(&asked).unwrap_err().contains("trace.csv could not be written"), "nothing is overwritten");
    let figure = |measure: &str, clock: Option<&str>| {
        let figures = report["figures"].as_array().unwrap();
        let is = |it: &&Value| {
            it["handoff"] == "H1"
                && it["tier"].is_null()
                && it["group"].is_null()
                && it["measure"] == measure
                && it["clock"] == json!(clock)
        };
        figures.iter().find(is).unwrap_or_else(|| panic!("{measure} {clock:?}"))["mean"].as_f64().unwrap()
    };

    std::fs::write(&mapping, baton(&["mapping", "suggest", text(&trace)]).unwrap()).unwrap();
    let imported = baton(&["import", text(&file), text(&trace), "--mapping", text(&mapping), "--json"]).unwrap();
    let imported: Value = serde_json::from_str(&imported).unwrap();
    assert_eq!(imported["accepted"].as_f64().unwrap(), figure("started", None), "{imported}");

    // The horizon's end is where the simulation stopped knowing; 2024-01-01 and two weeks.
    let told =
        baton(&["metrics", text(&file), "--as-of", "2024-01-15T00:00:00Z", "--from", "2024-01", "--to", "2024-01"])
            .unwrap();
    let mut reader = csv::Reader::from_reader(told.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let imported = |metric: &str, statistic: &str| -> f64 {
        let row = rows.iter().find(|row| &row[3] == metric && &row[4] == statistic);
        row.unwrap_or_else(|| panic!("{metric} {statistic} is not in {told}"))[5].parse().unwrap()
    };
    for clock in policy.handoffs[0].targets.iter().map(|target| target.clock.name()).collect::<BTreeSet<_>>() {
        let [met, breached] = ["met", "breached"].map(|statistic| imported(&format!("sla_{clock}"), statistic));
        assert!(met > 0.0 && breached > 0.0, "{clock}: {met} met, {breached} breached");
        assert_eq!(met / (met + breached), figure("attainment", Some(clock)), "{clock}");
        // The metrics have no length of completion.
        if clock == "complete" {
            continue;
        }
        let length = format!("time_to_{clock}");
        assert_eq!(imported(&length, "p50"), figure("p50", Some(clock)) / 1_000.0, "{clock}");
        assert_eq!(imported(&length, "p90"), figure("p90", Some(clock)) / 1_000.0, "{clock}");
    }
    std::fs::read_to_string(&trace).unwrap()
}

#[test]
fn a_simulated_history_can_be_imported_and_has_the_same_outcomes() {
    let trace = comes_back_the_same(|_| {});
    assert!(!trace.contains("waiting for the buyer"));
}

/// A third wait for the buyer, for a day on the average and some of them over the end, while their clocks stand still.
#[test]
fn pauses_come_back_with_a_simulated_history() {
    let trace = comes_back_the_same(|scenario| {
        scenario["work"][0]["buyer_wait"] = json!({
            "share": 0.34,
            "duration": { "kind": "exponential", "mean": 1_500.0 },
            "fields": { "status": "awaiting" }
        });
        let policy = &mut scenario["policy"];
        let status = json!({ "key": "status", "name": "Status" });
        match policy["fields"].as_array_mut() {
            Some(fields) => fields.push(status),
            None => policy["fields"] = json!([status]),
        }
        let waits = json!({ "field": "status", "is": "equals", "value": "awaiting" });
        let point = &mut policy["handoffs"][0];
        point["clock_conditions"] = json!([{ "pauses": [{ "when": waits, "reason": "Waiting for the buyer" }] }]);
        for clock in ["next_step", "complete"] {
            let target = json!({ "kind": "business", "ms": 5_400_000 });
            let target = json!({ "clock": clock, "tier": null, "target": target, "reminder_percent": 50 });
            point["targets"].as_array_mut().unwrap().push(target);
        }
    });
    let paused = trace.lines().filter(|line| line.contains("waiting for the buyer")).count();
    assert!(paused > 100, "{paused} pauses");
    assert!(trace.lines().any(|line| line.contains("Z/ waiting for the buyer")), "some go on over the end");
}

/// As in the window: the ground that is assumed, with every assumption said before the figures.
#[test]
fn a_workspace_without_records_is_simulated_on_assumptions_that_are_said() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("tri.baton");
    baton(&["new", text(&file), "--template", "tri-state-lead-lifecycle", "--time-zone", "Europe/Berlin"]).unwrap();
    let asked = |more: &[&str]| baton(&[&["simulate", text(&file), "--replications", "2"], more].concat()).unwrap();
    let told = asked(&[]);
    for says in [
        "An assumption, not a forecast",
        "No records say who comes",
        "each kind as frequent",
        "As it is, on assumptions: 2 replications",
    ] {
        assert!(told.contains(says), "{says}: {told}");
    }
    let report: Value = serde_json::from_str(&asked(&["--json"])).unwrap();
    assert_eq!(report["scenario"], "As it is, on assumptions");
}

/// The first of twenty replications shows it after some weeks of nine thousand days, and none follows.
#[test]
fn years_of_too_much_get_their_sentence_early() {
    let (_folder, file, scenario) = prepared("mmc", |scenario| {
        scenario["people"][0]["count"] = json!(1);
        scenario["sources"][0]["arrivals"] = json!({ "kind": "rate", "per_hour": 300 });
        scenario["work"][0]["handling"] = json!({ "kind": "exponential", "mean": 0.25 });
        scenario["horizon"]["days"] = json!(9_000);
        scenario["replications"]["count"] = json!(20);
    });
    let told = baton(&["simulate", text(&file), "--scenario", text(&scenario)]).unwrap();
    for says in ["1 replication of 9000 days", "no further one was played", "a load of 1.2", "shows no steady state"] {
        assert!(told.contains(says), "{says}: {told}");
    }
}

#[test]
fn what_cannot_be_simulated_gets_one_sentence_with_the_files_name() {
    type Spoil = fn(&mut Value);
    let cases: [(Spoil, &str); 6] = [
        (|it| it["people"] = json!([]), "nobody works"),
        (|it| it["sources"][0]["arrivals"] = json!({ "kind": "rate", "per_hour": -3 }), "per_hour is -3"),
        (|it| it["sources"][0]["arrivals"] = json!({ "kind": "rate", "per_hour": 0 }), "no lead ever comes"),
        (|it| it["colour"] = json!("red"), "unknown field `colour`"),
        (|it| it["schema"] = json!(9), "newer"),
        (|it| it["policy"]["calendars"][1]["24x7"] = json!(false), "Always open"),
    ];
    for (spoil, says) in cases {
        let (_folder, file, scenario) = prepared("mmc", spoil);
        let said = baton(&["simulate", text(&file), "--scenario", text(&scenario)]).unwrap_err();
        assert!(said.contains("scenario.json cannot be simulated") && said.contains(says), "{says}: {said}");
    }
    let (folder, file, _) = prepared("mmc", |_| {});
    assert!(baton(&["simulate", text(&file)]).unwrap_err().contains("baton scenario example"));
    let nowhere = folder.path().join("nowhere.json");
    assert!(baton(&["simulate", text(&file), "--scenario", text(&nowhere)]).is_err());
    assert!(baton(&["simulate", "--help"]).unwrap_err().contains("--scenario <S.json>"));
}
