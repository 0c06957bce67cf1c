//! A hundred processes killed at random moments of importing, undoing and saving a policy: after each, the workspace opens,
//! holds the state before or after the act that was cut short, and passes every check.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

use baton_tests::crash::{Act, Holding};
use baton_tests::rows::stored_rows;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
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
        let words = run_and_kill(&path, next, Duration::from_micros(random.below(LONGEST_LIFE)));
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

/// Starts the writer, kills it so long after its first word, and gives what it said.
fn run_and_kill(path: &std::path::Path, next: u32, life: Duration) -> Vec<(String, u32)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_crash-writer"))
        .arg(path)
        .arg(next.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer starts");
    let mut out = BufReader::new(child.stdout.take().expect("its words"));
    let mut words = String::new();
    out.read_line(&mut words).expect("its first word");
    assert!(words.starts_with("begin"), "the writer could not begin");
    // Waiting for the moment of the kill is what is tested, not for anything to be ready.
    let (timer, _open) = std::sync::mpsc::channel::<()>();
    let _ = _open.recv_timeout(life);
    drop(timer);
    child.kill().expect("killing");
    child.wait().expect("its end");
    std::io::Read::read_to_string(&mut out, &mut words).expect("its last words");
    // The last line may have been cut by the kill.
    let whole = words.rfind('\n').map_or("", |end| &words[..end]);
    whole
        .lines()
        .map(|line| {
            let (what, number) = line.split_once(' ').expect("two words a line");
            (what.to_owned(), number.parse().expect("a number"))
        })
        .collect()
}

/// A seeded generator, so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }
}
