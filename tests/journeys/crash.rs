//! A hundred processes killed at random moments of importing, undoing and saving a policy: after each, the workspace opens,
//! holds the state before or after the act that was cut short, and passes every check.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

use baton_tests::crash::{Act, Holding, Kill, Random, run_and_kill};
use baton_tests::rows::stored_rows;
use std::time::Duration;
use tempfile::TempDir;
use workbench::workspace::{Workspace, verify};

const KILLS: u32 = 100;

/// Longest life of a process after its first word, in microseconds: some twenty acts.
const LONGEST_LIFE: u64 = 150_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_process_leaves_the_state_before_or_after_its_act() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("crash.baton");
    Workspace::create(&path, "0", "UTC").await.expect("a workspace").close().await.expect("closing");
    let mut holding = Holding::new("0");
    let mut next = 0;
    let mut random = Random(0x5EED);
    let mut cut_short = 0;
    for kill in 0..KILLS {
        let life = Kill::After(Duration::from_micros(random.below(LONGEST_LIFE)));
        let words = run_and_kill(env!("CARGO_BIN_EXE_crash-writer"), &path, &next.to_string(), &life);
        // Everything said to be done is there; the act begun last may or may not be.
        let mut begun = None;
        for (what, number) in words {
            match what.as_str() {
                "begin" => begun = Some(number),
                _ => {
                    holding.perform(&Act::numbered(number));
                    (begun, next) = (None, number + 1);
                }
            }
        }
        let workspace = Workspace::open(&path).await.unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        let summary = workspace.summary().await.expect("a summary");
        assert_eq!(summary.read_only, None, "kill {kill}: a dead process still holds the workspace");
        let found = (
            summary.company,
            stored_rows(&workspace).await.into_iter().map(|row| (row.record_id, row.owner)).collect(),
        );
        if found != (holding.company.clone(), holding.records.clone()) {
            let number = begun.unwrap_or_else(|| panic!("kill {kill}: neither before nor after act {next}"));
            holding.perform(&Act::numbered(number));
            assert_eq!(found, (holding.company.clone(), holding.records.clone()), "kill {kill}: half of act {number}");
            next = number + 1;
        }
        cut_short += u32::from(begun.is_some());
        drop(workspace);
        let report = verify(&path).await.unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        assert!(report.sound, "kill {kill}: {report:?}");
    }
    assert!(next > KILLS, "the processes lived too short to do anything: {next} acts");
    assert!(cut_short > KILLS / 2, "only {cut_short} of {KILLS} kills cut an act short");
}
