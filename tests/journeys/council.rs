//! The monthly review through the command line: what is prepared, decided, done and signed, and that what was signed stays.

use baton_tests::{Ran, baton};
use serde_json::{Value, json};
use std::ffi::OsString;
use std::path::PathBuf;

struct Sample {
    folder: tempfile::TempDir,
    file: PathBuf,
}

impl Sample {
    fn new() -> Sample {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sample.baton");
        baton(["sample".as_ref(), file.as_os_str()]).ok();
        Sample { folder, file }
    }

    fn run(&self, command: &str, more: &[&str]) -> Ran {
        let mut arguments: Vec<OsString> = vec![command.into(), self.file.clone().into()];
        arguments.extend(more.iter().map(Into::into));
        baton(arguments)
    }

    fn json(&self, command: &str, more: &[&str]) -> Value {
        let arguments = [more, &["--json"]].concat();
        serde_json::from_str(&self.run(command, &arguments).ok()).unwrap()
    }
}

#[test]
fn a_month_is_reviewed_decided_and_signed() {
    let sample = Sample::new();
    let september = sample.json("council", &["--month", "2026-09"]);
    assert_eq!(
        (&september["state"], &september["sign_offs"][0]["signatures"][1]["by"]),
        (&json!("signed"), &json!("ravi-anand"))
    );
    assert_eq!(september["differences"], json!([]));

    let october = sample.json("council", &[]);
    assert_eq!((&october["month"], &october["state"]), (&json!("2026-10"), &json!("open")));
    let buffer = october["decisions"].as_array().unwrap().iter().find(|row| row["name"] == "D-4").unwrap();
    assert_eq!(
        (&buffer["effect"]["verdict"], &buffer["effect"]["as_expected"]),
        (&json!("signal"), &json!(true)),
        "{buffer:#}"
    );
    let shipped = &october["changes"][0];
    assert_eq!(
        (&shipped["version"], &shipped["author"], &shipped["since_last_review"], &shipped["decisions"]),
        (&json!(2), &json!("Ravi Anand"), &json!(true), &json!(["D-4"])),
        "the buffer went live after the last review: {shipped:#}"
    );
    let effect = &shipped["effects"][0];
    assert_eq!(
        (&effect["handoff"]["key"], &effect["effect"]["verdict"]),
        (&json!("H1"), &json!("signal")),
        "{effect:#}"
    );
    let parts = october["figures"]["waterfalls"][0]["parts"].as_array().unwrap();
    let sum: i64 = parts.iter().map(|part| part["ms"].as_i64().unwrap()).sum();
    assert_eq!(json!(sum), october["figures"]["waterfalls"][0]["total_ms"]);

    let decision = json!({
        "text": "Hand over before 16:00", "status": "decided", "made_in": "2026-10", "handoff": "H2",
        "metric": "sla_accept", "expects": { "way": "fall", "target": 0.15 },
    });
    assert_eq!(sample.run("decide", &[&decision.to_string(), "--as", "vera-stein"]).ok(), "D-7: decided.\n");
    let action = json!({ "text": "Tell the pods", "owner": "marco-salvi", "due": "2026-11-20", "made_in": "2026-10" });
    assert_eq!(sample.run("action", &[&action.to_string(), "--as", "vera-stein"]).ok(), "A-7: due 20 Nov 2026.\n");
    assert_eq!(sample.run("action", &["--done", "A-7", "--as", "marco-salvi"]).ok(), "A-7: done.\n");
    let refused = sample.run("decide", &["{}", "--as", "vera-stein"]);
    assert_eq!(refused.code, Some(1));
    assert!(refused.err.contains("missing field"), "{}", refused.err);

    let before = sample.json("review", &["--month", "2026-10"]);
    let signed = sample.run("sign-off", &["--month", "2026-10", "--as", "vera-stein"]).ok();
    assert!(signed.starts_with("October 2026 is signed off (1 signature)"), "{signed}");
    let late = sample.run("decide", &[&decision.to_string(), "--as", "vera-stein"]);
    assert!(late.err.contains("October 2026 is signed off") && late.err.contains("Reopen it first"), "{}", late.err);
    let review = sample.json("review", &["--month", "2026-10"]);
    assert!(is_same(&review, &before), "what was signed is what was shown");
    assert_eq!(sample.json("review", &["--month", "2026-10"]), review, "and stays so");
    let carried = sample.run("decide", &["--carried-out", "D-7", "--policy-version", "1", "--as", "vera-stein"]).ok();
    assert_eq!(carried, "D-7: carried out by policy version 1.\n", "also in a signed month");
    let unknown = sample.run("decide", &["--carried-out", "D-70", "--policy-version", "1", "--as", "vera-stein"]);
    assert!(unknown.err.contains("there is no decision D-70"), "{}", unknown.err);
    sample.run("verify", &[]).ok();

    let opened = sample.run("reopen", &["--month", "2026-10", "--as", "vera-stein", "--reason", "a late export"]).ok();
    assert!(opened.contains("is open again"), "{opened}");
    let text = sample.run("council", &[]).ok();
    assert!(text.contains("October 2026: reopened.") && text.contains("a late export"), "{text}");
}

/// The same but for the last digit of a number, which storing may cost.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            let (one, other) = (one.as_f64().unwrap(), other.as_f64().unwrap());
            (one - other).abs() <= 1e-9 * one.abs()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| is_same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, one)| other.get(key).is_some_and(|other| is_same(one, other)))
        }
        (one, other) => one == other,
    }
}

#[test]
fn what_is_due_and_what_was_missed_are_listed() {
    let sample = Sample::new();
    let out = sample.folder.path().join("reviews.ics");
    let out = out.to_str().unwrap();
    sample.run("cadence", &["--ical", out]).ok();
    let calendar = std::fs::read_to_string(out).unwrap();
    assert!(
        calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("RRULE:FREQ=WEEKLY;BYDAY=MO"),
        "{calendar}"
    );
    assert!(sample.run("cadence", &["--ical", out]).err.contains("Choose another name"));
    assert!(sample.json("cadence", &[]).is_array());

    let week = sample.json("missed", &["--week", "2026-W43"]);
    let csv = sample.run("missed", &["--week", "2026-W43", "--csv"]).ok();
    assert_eq!(csv.lines().count(), 1 + week["records"].as_array().unwrap().len());
    assert!(week["missed"].as_u64() > Some(0), "{week:#}");
    assert_eq!(sample.run("missed", &["--week", "October"]).code, Some(2));
    let quarter = sample.json("quarterly", &["--quarter", "2026-Q3"]);
    assert!(quarter["records"].as_u64() > Some(1_000), "{quarter:#}");
    assert!(quarter["loads"].as_array().is_some_and(|loads| loads.len() > 10), "{quarter:#}");
    let missing: Vec<&str> = quarter["missing"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(
        missing.iter().any(|line| line.starts_with("Churn: the policy has no handoff point into a renewal")),
        "{missing:?}"
    );

    let maturity = sample.json("maturity", &[]);
    let slas =
        maturity["capabilities"].as_array().unwrap().iter().find(|one| one["capability"] == "slas_and_alerts").unwrap();
    assert_eq!((&slas["level"], &slas["judged"]["by"]), (&json!("built_in"), &json!("vera-stein")));
    assert!(sample.run("maturity", &[]).ok().contains("Next"));
}
