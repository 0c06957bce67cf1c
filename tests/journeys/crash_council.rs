//! Processes killed while the desk is brought up to date and while a month is signed off: the workspace opens, its trail holds, and what was
//! under way is done whole or not begun; done again, it comes to the same.

#![allow(clippy::unwrap_used)] // A test may fail where it stands.

use baton_tests::crash::sitting::{ACTS, JANUARY, NOW, RECORDS, act, bring, detect, january};
use baton_tests::crash::{Kill, Random, run_and_kill};
use playbook::council::CouncilState;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use workbench::exceptions::{CaseQuery, Detected, MOST_ROWS, Standing};
use workbench::imports::store::Watch;
use workbench::workspace::{Workspace, verify};

const KILLS: u64 = 12;
const WRITER: &str = env!("CARGO_BIN_EXE_crash-writer");

/// The desk and the trail, as far as two detections of the same can be told apart.
#[derive(Debug, Clone, PartialEq)]
struct Desk {
    standing: Standing,
    /// Name, status and version of each case.
    cases: Vec<String>,
    history: usize,
    entries: i64,
    head: String,
}

async fn desk(workspace: &Workspace) -> Desk {
    let trail = workspace.audit_verify().await.unwrap();
    assert_eq!(trail.broken, None, "the trail holds");
    let shown = workspace.desk(&CaseQuery::default(), NOW, MOST_ROWS).await.unwrap();
    let mut cases: Vec<String> = shown.rows.iter().map(|row| serde_json::to_string(&row.case).unwrap()).collect();
    cases.sort();
    Desk {
        standing: workspace.desk_standing().await.unwrap(),
        cases,
        history: shown.history,
        entries: trail.entries,
        head: trail.head,
    }
}

/// A copy of a workspace, closed, for one process to be killed on.
fn copied(from: &Path, folder: &TempDir, name: &str) -> PathBuf {
    let path = folder.path().join(format!("{name}.baton"));
    std::fs::copy(from, &path).unwrap();
    path
}

async fn sound(path: &Path, kill: &str) {
    let report = verify(path).await.unwrap_or_else(|error| panic!("kill {kill}: {error}"));
    assert!(report.sound, "kill {kill}: {report:?}");
}

async fn opened(path: &Path, kill: &str) -> Workspace {
    let workspace = Workspace::open(path).await.unwrap_or_else(|error| panic!("kill {kill}: {error}"));
    let held = workspace.summary().await.unwrap().read_only;
    assert_eq!(held, None, "kill {kill}: a dead process still holds the workspace");
    workspace
}

/// How long a process works after its first word when nobody kills it.
fn whole(path: &Path, what: &str) -> Duration {
    let mut child = Command::new(WRITER).arg(path).arg(what).stdout(Stdio::piped()).spawn().unwrap();
    let mut words = BufReader::new(child.stdout.take().unwrap()).lines();
    assert!(words.next().unwrap().unwrap().starts_with("begin"));
    let began = Instant::now();
    words.for_each(|word| drop(word.unwrap()));
    let length = began.elapsed();
    assert!(child.wait().unwrap().success(), "{what} does not come to its end");
    length
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_detection_is_whole_or_not_begun_and_done_again_comes_to_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let first = folder.path().join("first.baton");
    january(&first).await;
    // A second state: what was found is corrected by an import, and nobody has looked again.
    let second = copied(&first, &folder, "second");
    let workspace = Workspace::open(&second).await.unwrap();
    detect(&workspace).await;
    bring(&workspace, true).await;
    workspace.close().await.unwrap();
    for (base, what) in [(&first, "first"), (&second, "corrected")] {
        killed_while_detecting(&folder, base, what).await;
    }
}

async fn killed_while_detecting(folder: &TempDir, base: &Path, what: &str) {
    let path = copied(base, folder, &format!("{what}-whole"));
    let length = whole(&path, "detect");
    let untouched = copied(base, folder, &format!("{what}-untouched"));
    let (before, after) = (state(&untouched).await, state(&path).await);
    assert_eq!((before.standing, after.standing), (Standing::Outdated, Standing::Current), "{what}");
    assert!(
        after.entries >= before.entries + 300,
        "{what}: a step for each case: {} {}",
        before.entries,
        after.entries
    );

    let mut random = Random(0x0BAD_5EED);
    let (mut cut_short, mut wrote) = (0, 0);
    for kill in 0..KILLS {
        let name = format!("{what}-{kill}");
        let path = copied(base, folder, &name);
        let log = path.with_extension("baton-wal");
        let moment = match kill % 2 {
            0 => Kill::After(Duration::from_micros(random.below(length.as_micros() as u64))),
            _ => Kill::OnceWritten(log.clone()),
        };
        let said = run_and_kill(WRITER, &path, "detect", &moment);
        let done = said.iter().any(|(what, _)| what == "done");
        cut_short += u64::from(!done);
        wrote += u64::from(!done && std::fs::metadata(&log).is_ok_and(|log| log.len() > 0));
        let workspace = opened(&path, &name).await;
        let found = desk(&workspace).await;
        assert!(found == before || found == after, "kill {name}: half of a detection: {found:?}");
        assert!(!done || found == after, "kill {name}: said to be done, and it is not");
        detect(&workspace).await;
        assert_eq!(desk(&workspace).await, after, "kill {name}: done again, it comes to the same");
        let again = workspace.detect_exceptions(NOW, &Watch::nobody()).await.unwrap();
        assert_eq!(Detected { kept: 0, history: 0, ..again }, Detected::default(), "kill {name}: and to nothing more");
        assert_eq!(desk(&workspace).await, after, "kill {name}");
        workspace.close().await.unwrap();
        sound(&path, &name).await;
        std::fs::remove_file(&path).unwrap();
    }
    assert!(cut_short > KILLS / 4, "{what}: only {cut_short} of {KILLS} kills cut a detection short");
    assert!(wrote > 0, "{what}: no kill met a detection that had begun to write");
}

async fn state(path: &Path) -> Desk {
    let workspace = Workspace::open(path).await.unwrap();
    let found = desk(&workspace).await;
    workspace.close().await.unwrap();
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_sign_off_is_signed_with_everything_or_not_signed() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base.baton");
    january(&base).await;
    let workspace = Workspace::open(&base).await.unwrap();
    detect(&workspace).await;
    workspace.close().await.unwrap();

    // What each act leaves when nobody kills anything: the trail's head tells them apart.
    let path = copied(&base, &folder, "whole");
    let workspace = Workspace::open(&path).await.unwrap();
    let mut heads = vec![workspace.audit_verify().await.unwrap().head];
    for number in 0..ACTS {
        act(&workspace, number).await;
        heads.push(workspace.audit_verify().await.unwrap().head);
    }
    workspace.close().await.unwrap();
    let length = whole(&copied(&base, &folder, "timed"), "sit");

    let mut random = Random(0x0516_0FF5);
    let mut cut_short = 0;
    for kill in 0..KILLS {
        let name = kill.to_string();
        let path = copied(&base, &folder, &name);
        let life = Duration::from_micros(random.below(length.as_micros() as u64));
        let said = run_and_kill(WRITER, &path, "sit", &Kill::After(life));
        let done = said.iter().filter(|(what, _)| what == "done").count();
        cut_short += u64::from(said.len() > 2 * done);
        let workspace = opened(&path, &name).await;
        let trail = workspace.audit_verify().await.unwrap();
        assert_eq!(trail.broken, None, "kill {name}");
        let at = heads.iter().position(|head| *head == trail.head);
        let at = at.unwrap_or_else(|| panic!("kill {name}: a trail that no act leaves, after {done}"));
        assert!(at == done || at == done + 1, "kill {name}: {done} acts were done, and {at} are there");
        is_as_after(&workspace, at, &name).await;
        // Whoever comes next goes on where it stands.
        if at < ACTS as usize {
            act(&workspace, at as u32).await;
            assert_eq!(workspace.audit_verify().await.unwrap().head, heads[at + 1], "kill {name}: and goes on");
        }
        workspace.close().await.unwrap();
        sound(&path, &name).await;
        std::fs::remove_file(&path).unwrap();
    }
    assert!(cut_short > KILLS / 4, "only {cut_short} of {KILLS} kills cut an act short");
}

/// Whether the month is signed with everything that belongs to it, or not at all, as after so many acts.
async fn is_as_after(workspace: &Workspace, acts: usize, kill: &str) {
    let council = workspace.council(Some(JANUARY), NOW).await.unwrap().unwrap();
    let (expected, signatures) = match acts % 3 {
        0 if acts == 0 => (CouncilState::Open, 0),
        0 => (CouncilState::Reopened, 2),
        signatures => (CouncilState::Signed, signatures),
    };
    let last = council.sign_offs.last();
    let said = (council.state, last.map_or(0, |last| last.signatures.len()), council.sign_offs.len());
    assert_eq!(said, (expected, signatures, acts.div_ceil(3)), "kill {kill}");
    let book = workspace.review_book(Some(JANUARY), NOW).await.unwrap().unwrap();
    assert_eq!(book.review.records, u64::from(RECORDS), "kill {kill}: the whole month is in it");
    assert_eq!(book.provenance.signed.is_some(), expected == CouncilState::Signed, "kill {kill}");
    assert_eq!(council.differences, [], "kill {kill}: the numbers are those that were signed");
}
