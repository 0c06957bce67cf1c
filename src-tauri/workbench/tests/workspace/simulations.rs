//! Scenarios kept in a workspace, and a replay on a file small enough to count by hand.

use playbook::policy::Policy;
use playbook::simulator::scenario::Example;
use playbook::simulator::{Interval, Scenario};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use workbench::imports::store::Watch;
use workbench::imports::{import, inspect};
use workbench::policies::evidence::Judged;
use workbench::simulations::{NewRun, Period, RunSummary};
use workbench::workspace::{Workspace, verify};

fn named(name: &str) -> Scenario {
    Scenario { name: name.into(), ..Example::Mmc.scenario() }
}

fn run(seed: u64) -> NewRun {
    let attainment = Interval { mean: 0.5, low: Some(0.4), high: Some(0.6), n: 20 };
    let summary = RunSummary {
        replications: 20,
        weeks: 1.0,
        attainment: Some(attainment),
        attainment_moved: None,
        margin_moved: None,
        break_even: None,
        handoffs: Vec::new(),
    };
    NewRun { policy_version: 1, seed, engine: "1".into(), summary, answer: None }
}

#[tokio::test]
async fn scenarios_are_kept_by_name_with_what_their_runs_gave() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("w.baton");
    let workspace = Workspace::create(&path, "W", "UTC").await.unwrap();
    assert!(workspace.scenarios().await.unwrap().is_empty());
    let kept = workspace.scenario_save(None, named(" Ten people "), 10).await.unwrap();
    assert_eq!(
        (kept.scenario.name.as_str(), kept.created_at, kept.changed_at, kept.policy_version),
        ("Ten people", 10, 10, 1)
    );
    assert_eq!(workspace.scenario(&kept.key).await.unwrap(), named("Ten people"));

    for refused in ["ten people", " ", &"x".repeat(200), "two\nlines"] {
        let error = workspace.scenario_save(None, named(refused), 11).await.unwrap_err().to_string();
        assert!(error.starts_with("The scenario was not saved"), "{error}");
    }
    let other = workspace.scenario_save(None, named("Nine people"), 12).await.unwrap();
    assert!(workspace.scenario_rename(&other.key, "TEN PEOPLE", 13).await.is_err(), "the name is taken");
    let renamed = workspace.scenario_rename(&other.key, "Eight people", 13).await.unwrap();
    assert_eq!((renamed.scenario.name.as_str(), renamed.changed_at), ("Eight people", 13));
    assert_eq!(workspace.scenario(&other.key).await.unwrap().name, "Eight people", "the scenario bears it too");

    let largest = workspace.keep_run(&kept.key, &named("Ten people"), run(u64::MAX >> 11), 20).await.unwrap();
    workspace.keep_run(&kept.key, &named("Ten people"), run(2), 21).await.unwrap();
    let list = workspace.scenarios().await.unwrap();
    let names: Vec<&str> = list.iter().map(|kept| kept.scenario.name.as_str()).collect();
    assert_eq!(names, ["Eight people", "Ten people"]);
    assert_eq!(
        list[1].runs.iter().map(|run| (run.ran_at, run.outdated)).collect::<Vec<_>>(),
        [(21, false), (20, false)]
    );
    assert_eq!(list[1].runs[1], largest);
    let edited = Scenario { seed: 7, ..named("Ten people") };
    let edited = workspace.scenario_save(Some(&kept.key), edited, 30).await.unwrap();
    assert_eq!((edited.created_at, edited.changed_at, edited.runs.len()), (10, 30, 2));
    assert!(edited.runs.iter().all(|run| run.outdated), "it was edited since");
    for n in 0..60 {
        workspace.keep_run(&kept.key, &named("Ten people"), run(n), 100 + n as i64).await.unwrap();
    }
    let runs = workspace.scenarios().await.unwrap().swap_remove(1).runs;
    assert_eq!((runs.len(), runs[0].ran_at, runs[49].ran_at), (50, 159, 110), "the latest fifty");

    // It is all there when the file is opened again, and gone when it is removed.
    workspace.close().await.unwrap();
    assert!(verify(&path).await.unwrap().sound);
    let workspace = Workspace::open(&path).await.unwrap();
    assert_eq!(workspace.scenarios().await.unwrap().len(), 2);
    workspace.scenario_remove(&kept.key).await.unwrap();
    assert_eq!(workspace.scenarios().await.unwrap().len(), 1);
    for error in [
        workspace.scenario_remove(&kept.key).await.unwrap_err(),
        workspace.scenario(&kept.key).await.unwrap_err(),
        workspace.keep_run(&kept.key, &named("Ten people"), run(1), 1).await.unwrap_err(),
        workspace.scenario_rename(&kept.key, "A", 1).await.unwrap_err(),
    ] {
        assert!(error.to_string().starts_with("There is no scenario"), "{error}");
    }
    workspace.close().await.unwrap();
}

const EXPORT: &str = "\
Record ID,Handoff,Created At,Accepted At,Owner,Segment
R1,Lead to SDR,2026-09-30T23:30:00Z,2026-10-01T01:00:00Z,Ann,SMB
R2,Lead to SDR,2026-10-01T08:00:00Z,2026-10-01T09:30:00Z,Ann,SMB
R3,Lead to SDR,2026-10-05T08:00:00Z,2026-10-05T08:30:00Z,Bo,Enterprise
R4,Lead to SDR,2026-10-31T23:30:00Z,2026-11-01T01:00:00Z,Bo,SMB
R5,Lead to SDR,,2026-10-05T08:30:00Z,Bo,SMB
";

/// Vienna is two hours ahead of UTC until 25 October, one hour after.
async fn imported(folder: &Path) -> (Workspace, Policy) {
    let path = folder.join("leads.csv");
    std::fs::write(&path, EXPORT).unwrap();
    let workspace = Workspace::create(&folder.join("w.baton"), "W", "Europe/Vienna").await.unwrap();
    let mapping = inspect(std::slice::from_ref(&path), &[], "Europe/Vienna").unwrap().mapping;
    let report = import(&workspace, &[path], &mapping, 0).await.unwrap();
    assert_eq!(report.accepted + report.rejected, 5, "{report:?}");
    let mut policy = Policy::clone(&*workspace.policy());
    policy.handoffs[0].targets = serde_json::from_value(json!([
        {"clock": "accept", "tier": null, "target": {"kind": "elapsed", "ms": 7_200_000}, "reminder_percent": 50},
    ]))
    .unwrap();
    workspace.save_policy(&policy, None, "Ann", "test").await.unwrap();
    (workspace, policy)
}

#[tokio::test]
async fn a_month_is_bound_by_the_records_starts_in_the_workspace_zone() {
    let folder = tempfile::tempdir().unwrap();
    let (workspace, mut policy) = imported(folder.path()).await;
    policy.handoffs[0].targets[0].target = serde_json::from_value(json!({"kind": "elapsed", "ms": 3_600_000})).unwrap();
    let draft = Arc::new(policy);
    let replay = |from: &str, to: &str| {
        let (workspace, period, draft) = (workspace.clone(), Period::read(from, to), draft.clone());
        async move { workspace.replay(period.unwrap(), draft, Watch::nobody()).await.unwrap() }
    };
    // R1 started at 01:30 on 1 October in Vienna, R4 at 00:30 on 1 November.
    let october = replay("2026-10", "2026-10").await;
    let flips: Vec<(&str, &str, u32, usize)> = october
        .flips
        .iter()
        .map(|flip| (flip.from.as_str(), flip.to.as_str(), flip.n, flip.by_segment.len()))
        .collect();
    assert_eq!((october.records, flips), (3, vec![("met", "met late", 2, 1)]));
    assert_eq!(october.examples.iter().map(|example| example.record_id.as_str()).collect::<Vec<_>>(), ["R1", "R2"]);
    assert_eq!(replay("2026-11", "2026-11").await.records, 1);
    assert_eq!(replay("2026-10-01", "2026-10-01").await.records, 2);
    assert_eq!(replay("2026-10-01T08:00:00Z", "2026-10-05T08:00:00Z").await.records, 1, "the end is not counted");

    let reversed = workspace.replay(Period::read("2026-11", "2026-10").unwrap(), draft.clone(), Watch::nobody()).await;
    assert!(reversed.unwrap_err().to_string().contains("ends before it begins"));
    let watch = Watch::nobody();
    watch.cancel.store(true, Ordering::Relaxed);
    // Cancelled before it began; so few records would be done before anybody looked.
    let cancelled = workspace.replay(Period::read("2026-10", "2026-10").unwrap(), draft.clone(), watch).await;
    assert!(cancelled.unwrap_err().to_string().starts_with("Cancelled"));

    // The preview and the replay count the same flips.
    let preview = workspace.flip_preview(Judged { policy: draft.clone(), revision: 1 }, Watch::nobody()).await.unwrap();
    let all = replay("2026-01", "2026-12").await;
    let previewed: Vec<u32> = preview.flips.iter().map(|flip| flip.past + flip.open).collect();
    assert_eq!(previewed, all.flips.iter().map(|flip| flip.n).collect::<Vec<_>>());
    // A branch is replayed whichever is worked on.
    assert_eq!(*workspace.branch_policy("main").await.unwrap(), *workspace.policy());
    assert!(workspace.branch_policy("nobody's").await.is_err());
}
