//! A quarter of the sample replayed under a changed policy, through the command line.

use baton_tests::{Ran, baton};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

struct Sample {
    folder: tempfile::TempDir,
    file: PathBuf,
    policy: Value,
}

fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("sample.baton");
    baton(["sample".as_ref(), file.as_os_str()]).ok();
    let policy = baton(["policy".as_ref(), "export".as_ref(), file.as_os_str()]).ok();
    let mut policy: Value = serde_json::from_str(&policy).unwrap();
    // The policy of the quarter that is replayed: the enrichment buffer came with the version of October.
    assert!(policy["handoffs"][0]["buffer"].is_object(), "{policy:#}");
    policy["handoffs"][0]["buffer"] = Value::Null;
    Sample { folder, file, policy }
}

impl Sample {
    fn draft(&self, policy: &Value) -> PathBuf {
        let path = self.folder.path().join("draft.json");
        fs::write(&path, serde_json::to_string(policy).unwrap()).unwrap();
        path
    }

    fn replay(&self, draft: &Path, from: &str, to: &str, more: &[&str]) -> Ran {
        let mut arguments: Vec<OsString> = vec!["replay".into(), self.file.clone().into()];
        arguments.extend(["--policy".into(), draft.into(), "--from".into(), from.into(), "--to".into(), to.into()]);
        arguments.extend(more.iter().map(Into::into));
        baton(arguments)
    }

    fn json(&self, draft: &Path, from: &str, to: &str) -> Value {
        serde_json::from_str(&self.replay(draft, from, to, &["--json"]).ok()).unwrap()
    }

    /// Met and breached acceptances of these months, as `baton metrics` counts them.
    fn accepts(&self, from: &str, to: &str) -> (u64, u64) {
        let arguments: [OsString; 6] =
            ["metrics".into(), self.file.clone().into(), "--from".into(), from.into(), "--to".into(), to.into()];
        let text = baton(arguments).ok();
        let mut counts = (0, 0);
        for row in csv::Reader::from_reader(text.as_bytes()).records() {
            let row = row.unwrap();
            let figure = || row[5].parse::<f64>().unwrap() as u64;
            match (&row[3], &row[4]) {
                ("sla_accept", "met") => counts.0 += figure(),
                ("sla_accept", "breached") => counts.1 += figure(),
                _ => {}
            }
        }
        counts
    }
}

/// The policy with every acceptance window halved.
fn halved(policy: &Value) -> Value {
    let mut draft = policy.clone();
    for point in draft["handoffs"].as_array_mut().unwrap() {
        for target in point["targets"].as_array_mut().unwrap() {
            if target["clock"] == "accept"
                && let Some(ms) = target["target"]["ms"].as_i64()
            {
                target["target"]["ms"] = (ms / 2).into();
            }
        }
    }
    assert_ne!(&draft, policy, "the sample has acceptance windows");
    draft
}

fn sum<'a>(flips: impl Iterator<Item = &'a Value>) -> u64 {
    flips.map(|flip| flip["n"].as_u64().unwrap()).sum()
}

#[test]
fn a_quarter_is_replayed_under_a_changed_policy() {
    let sample = sample();
    let (from, to) = ("2026-07", "2026-09");
    let same = sample.json(&sample.draft(&sample.policy), from, to);
    assert_eq!(same["flips"], Value::Array(Vec::new()));
    assert_eq!(same["examples"], Value::Array(Vec::new()));

    let draft = sample.draft(&halved(&sample.policy));
    let replayed = sample.json(&draft, from, to);
    assert_eq!(replayed, sample.json(&draft, from, to), "the same question has the same answer");
    assert!(replayed["records"].as_u64().unwrap() > 0);
    assert_eq!(replayed["records"], same["records"]);
    let accept = &replayed["outcomes"]["accept"];
    let count = |side: &str, what: &str| accept[side][what].as_u64().unwrap();
    // What was in force then is what the review measures.
    assert_eq!((count("then", "met"), count("then", "breached")), sample.accepts(from, to));
    assert_eq!(same["outcomes"]["accept"]["then"], accept["then"]);
    let flips = replayed["flips"].as_array().unwrap();
    let sla = || flips.iter().filter(|flip| flip["kind"] == "sla" && flip["target"] == "accept");
    assert_eq!(count("then", "met") - count("draft", "met"), sum(sla().filter(|flip| flip["from"] == "met")));
    assert!(sum(sla()) > 0);
    for flip in flips {
        assert_eq!(sum(flip["by_segment"].as_array().unwrap().iter()), flip["n"].as_u64().unwrap());
    }
    let examples = replayed["examples"].as_array().unwrap();
    assert_eq!(examples.len(), 10);
    for example in examples {
        let started = example["started_at"].as_str().unwrap();
        assert!(("2026-06-30"..="2026-10-01").contains(&started), "{started}");
        assert_ne!(example["then"], example["draft"]);
    }

    // The months add up to the quarter, and so do its days.
    let records = |from: &str, to: &str| sample.json(&draft, from, to)["records"].as_u64().unwrap();
    let months: u64 = ["2026-07", "2026-08", "2026-09"].iter().map(|month| records(month, month)).sum();
    assert_eq!(months, replayed["records"].as_u64().unwrap());
    assert_eq!(records("2026-07-01", "2026-09-30"), months);
    assert_eq!(records(replayed["from"].as_str().unwrap(), replayed["to"].as_str().unwrap()), months);

    let page = sample.replay(&draft, from, to, &[]).ok();
    assert!(page.contains("What flips") && page.contains("Acceptance") && page.contains("met → met late"), "{page}");
    assert!(sample.replay(&sample.draft(&sample.policy), from, to, &[]).ok().contains("Nothing flips"));
}

#[test]
fn a_policy_that_cannot_be_read_changes_nothing() {
    let sample = sample();
    let before = baton(["policy".as_ref(), "history".as_ref(), sample.file.as_os_str()]).ok();
    let draft = sample.folder.path().join("draft.json");
    for (text, why) in [("{\"schema\": 2, \"company", "JSON"), ("[]", "policy"), ("", "JSON")] {
        fs::write(&draft, text).unwrap();
        let ran = sample.replay(&draft, "2026-07", "2026-09", &[]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""), "{text}");
        assert!(ran.err.contains("draft.json was not taken") && ran.err.contains(why), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
    }
    let good = sample.draft(&sample.policy);
    let reversed = sample.replay(&good, "2026-09", "2026-07", &[]);
    assert_eq!(reversed.code, Some(1));
    assert!(reversed.err.contains("ends before it begins"), "{}", reversed.err);
    assert_eq!(sample.replay(&good, "July", "2026-09", &[]).code, Some(2));
    assert_eq!(baton(["policy".as_ref(), "history".as_ref(), sample.file.as_os_str()]).ok(), before);
}

/// The sample's last months are worse than those before, as somebody planted them, and its table leaves some leads to nobody.
#[test]
fn a_history_that_does_not_foresee_its_last_weeks_gives_no_forecast() {
    let sample = sample();
    let ran = baton(["simulate".as_ref(), sample.file.as_os_str()]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), ""));
    assert!(ran.err.contains("is a poor fit") && ran.err.contains("was predicted"), "{}", ran.err);
    let fit = baton(["scenario".as_ref(), "fit".as_ref(), sample.file.as_os_str(), "--json".as_ref()]).ok();
    let fit: Value = serde_json::from_str(&fit).unwrap();
    assert_eq!(fit["judgement"]["good"], Value::Bool(false));
    for point in fit["judgement"]["points"].as_array().unwrap() {
        assert!(point["actual"]["started"].as_f64().unwrap() > 0.0, "{point}");
    }
    // The first handoff was steady until the part that is judged: there the fit foresees as many leads, and their times.
    let first = &fit["judgement"]["points"][0];
    let ratio = |what: &str| first["predicted"][what].as_f64().unwrap() / first["actual"][what].as_f64().unwrap();
    assert!((0.85..1.18).contains(&ratio("started")) && (0.8..1.25).contains(&ratio("p50_ms")), "{first}");

    // What was fitted is a scenario like any other, to be corrected and played.
    let scenario = sample.folder.path().join("scenario.json");
    fs::write(&scenario, baton(["scenario".as_ref(), "fit".as_ref(), sample.file.as_os_str()]).ok()).unwrap();
    let mut arguments: Vec<OsString> = vec!["simulate".into(), sample.file.clone().into(), "--scenario".into()];
    arguments.extend([scenario.into(), "--replications".into(), "2".into(), "--json".into()]);
    let report: Value = serde_json::from_str(&baton(arguments).ok()).unwrap();
    assert!(report["handoffs"].as_u64().unwrap() > 1_000, "{report}");
}
