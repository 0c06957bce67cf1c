//! The first import into a workspace is written otherwise than later ones: straight into the file, with the index last where the
//! ids come in any order. None of that may show.

#![allow(clippy::unwrap_used, clippy::err_expect)] // A test may fail where it stands.

use baton_tests::crash::FIRST_RECORDS;
use baton_tests::rows::{START, TestRow, deliver, import, mapping, stored_rows};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use workbench::imports::ImportError;
use workbench::imports::store::{ReadTotals, StoreMode, Stored, Watch, store};
use workbench::workspace::{Workspace, verify};

async fn empty_workspace(folder: &TempDir) -> Workspace {
    Workspace::create(&folder.path().join("first.baton"), "Meridian", "UTC").await.expect("a workspace")
}

async fn close_and_verify(workspace: Workspace) {
    let path = workspace.path().to_owned();
    workspace.close().await.expect("closing");
    let report = verify(&path).await.expect("verifying");
    assert!(report.sound, "{report:?}");
}

fn rows() -> impl Strategy<Value = Vec<TestRow>> {
    let row = (0u32..400, prop_oneof![Just("MQL -> SDR"), Just("Onboarding")], 1u32..3, "[a-c]")
        .prop_map(|(record, handoff, cycle, owner)| TestRow::new(record, handoff, cycle, &owner));
    // As they come, in order, or the newest first; repeats far apart and none at all.
    (prop::collection::vec(row, 0..300), 0..3, any::<bool>()).prop_map(|(mut rows, order, once)| {
        let key = |row: &TestRow| (row.record_id.clone(), row.handoff.clone(), row.cycle);
        if once {
            let mut seen = std::collections::BTreeSet::new();
            rows.retain(|row| seen.insert(key(row)));
        }
        match order {
            0 => {}
            1 => rows.sort_by_key(key),
            _ => rows.sort_by_key(|row| std::cmp::Reverse(key(row))),
        }
        rows
    })
}

async fn import_into_empty(rows: Vec<TestRow>) {
    let folder = TempDir::new().expect("a folder");
    let workspace = empty_workspace(&folder).await;
    let (mut model, mut counts) = (BTreeMap::new(), (0, 0, 0));
    for row in &rows {
        match model.insert((row.record_id.clone(), row.handoff.clone(), row.cycle), row.clone()) {
            None => counts.0 += 1,
            Some(before) if before.owner == row.owner => counts.2 += 1,
            Some(_) => counts.1 += 1,
        }
    }
    let stored = import(&workspace, rows.clone(), StoreMode::Write).await.expect("an import");
    assert_eq!((stored.accepted, stored.updated, stored.unchanged), counts);
    let mut expected: Vec<TestRow> = model.into_values().collect();
    expected.sort();
    assert_eq!(stored_rows(&workspace).await, expected);
    let again = import(&workspace, expected.clone(), StoreMode::Write).await.expect("an import");
    assert_eq!((again.accepted, again.updated, again.unchanged), (0, 0, expected.len() as u64));
    if let Some(batch) = stored.batch {
        let undone = workspace.undo_batch(&batch, START).await.expect("an undo");
        assert_eq!((undone.removed, undone.restored), (expected.len() as u64, 0));
    }
    assert_eq!(stored_rows(&workspace).await, []);
    close_and_verify(workspace).await;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Law: in whatever order rows come, and however often a passage among them, an empty workspace then holds the last row of
    /// each passage, and its index is the one that the format prescribes.
    #[test]
    fn rows_in_any_order_are_stored_and_indexed(rows in rows()) {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
        runtime.block_on(import_into_empty(rows));
    }
}

/// An import of [`first_import`]'s size that stops in the middle until it is told how to go on.
struct Halfway {
    reached: Receiver<()>,
    go_on: Sender<()>,
    watch: Watch,
    import: tokio::task::JoinHandle<Result<Stored, ImportError>>,
}

fn halfway(workspace: &Workspace) -> Halfway {
    let ((reach, reached), (go_on, gone_on)) = (channel(), channel());
    let (workspace, watch) = (workspace.clone(), Watch::nobody());
    let watching = watch.clone();
    let import = tokio::spawn(async move {
        let read = move |sink: &mut workbench::imports::store::ChunkSink<'_>| {
            let text = "a text of some length ".repeat(400);
            let rows: Vec<_> = (0..FIRST_RECORDS).map(|record| TestRow::new(record, "MQL -> SDR", 1, &text)).collect();
            let (first, rest) = rows.split_at(rows.len() * 3 / 4);
            deliver(first, 50, sink)?;
            let _ = reach.send(());
            let _ = gone_on.recv();
            deliver(rest, 50, sink)?;
            Ok(ReadTotals { rows: rows.len() as u64, as_of: Some(START), ..ReadTotals::default() })
        };
        store(&workspace, &mapping(), StoreMode::Write, START, &watching, read).await
    });
    Halfway { reached, go_on, watch, import }
}

fn size(path: &Path) -> u64 {
    path.metadata().expect("the file").len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_cancelled_first_import_leaves_an_empty_workspace() {
    let folder = TempDir::new().expect("a folder");
    let workspace = empty_workspace(&folder).await;
    let before = workspace.summary().await.expect("a summary");
    let empty = size(workspace.path());
    let Halfway { reached, go_on, watch, import } = halfway(&workspace);
    reached.recv().expect("the middle of the import");
    assert!(size(workspace.path()) > 10 * empty, "nothing of the import is in the file yet");
    watch.cancel.store(true, Ordering::Relaxed);
    go_on.send(()).expect("an import");
    let words = import.await.expect("no panic").err().expect("a cancelled import is none").to_string();
    assert!(words.contains("cancelled"), "{words}");
    assert_eq!(workspace.summary().await.expect("a summary"), before);
    assert_eq!(size(workspace.path()), empty, "what was written is cut off again");
    import_again(&workspace).await;
    close_and_verify(workspace).await;
}

async fn import_again(workspace: &Workspace) {
    let rows = vec![TestRow::new(1, "MQL -> SDR", 1, "Ada")];
    assert_eq!(import(workspace, rows.clone(), StoreMode::Write).await.expect("an import").accepted, 1);
    assert_eq!(stored_rows(workspace).await, rows);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn who_reads_meanwhile_waits_and_who_opens_is_told() {
    let folder = TempDir::new().expect("a folder");
    let workspace = empty_workspace(&folder).await;
    let Halfway { reached, go_on, import, .. } = halfway(&workspace);
    reached.recv().expect("the middle of the import");
    let words = Workspace::open(workspace.path()).await.err().expect("nobody reads now").to_string();
    assert!(words.contains("being written by another program") && words.contains("Try again"), "{words}");
    let reading = tokio::spawn({
        let workspace = workspace.clone();
        async move { workspace.batches().await }
    });
    go_on.send(()).expect("an import");
    assert_eq!(import.await.expect("no panic").expect("an import").accepted, u64::from(FIRST_RECORDS));
    assert_eq!(reading.await.expect("no panic").expect("batches").len(), 1, "it waited for the import");
    close_and_verify(workspace).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn who_has_read_before_reads_on() {
    let folder = TempDir::new().expect("a folder");
    let workspace = empty_workspace(&folder).await;
    assert_eq!(workspace.batches().await.expect("batches"), []);
    let Halfway { reached, go_on, import, .. } = halfway(&workspace);
    reached.recv().expect("the middle of the import");
    assert_eq!(workspace.batches().await.expect("batches"), [], "as it was before the import");
    go_on.send(()).expect("an import");
    assert_eq!(import.await.expect("no panic").expect("an import").accepted, u64::from(FIRST_RECORDS));
    close_and_verify(workspace).await;
}

/// Processes killed at moments spread over the whole of a first import.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_first_import_leaves_nothing_or_everything() {
    const KILLS: u32 = 12;
    let folder = TempDir::new().expect("a folder");
    let began = Instant::now();
    let (path, done) = run_first_import(&folder, "whole", Duration::MAX).await;
    let whole = began.elapsed();
    assert!(done, "nobody killed it");
    let full = size(&path);
    let mut in_the_file = 0;
    for kill in 0..KILLS {
        let (path, done) = run_first_import(&folder, &format!("{kill}"), whole * kill / KILLS).await;
        in_the_file += u32::from(!done && size(&path) > full / 10);
        let workspace = Workspace::open(&path).await.unwrap_or_else(|error| panic!("kill {kill}: {error}"));
        let records = workspace.summary().await.expect("a summary").records;
        assert!(records == 0 || records == u64::from(FIRST_RECORDS), "kill {kill}: {records} records");
        assert!(!done || records > 0, "kill {kill}: said to be done, and nothing is there");
        if records == 0 {
            import_again(&workspace).await;
        }
        close_and_verify(workspace).await;
        std::fs::remove_file(&path).expect("removing");
    }
    assert!(in_the_file > 0, "no kill met an import that had begun to write");
}

/// Runs a first import in a process of its own, kills it so long after its first word, and says whether it was done.
async fn run_first_import(folder: &TempDir, name: &str, life: Duration) -> (std::path::PathBuf, bool) {
    let path = folder.path().join(format!("{name}.baton"));
    Workspace::create(&path, "Meridian", "UTC").await.expect("a workspace").close().await.expect("closing");
    let mut child = Command::new(env!("CARGO_BIN_EXE_crash-writer"))
        .arg(&path)
        .arg("first")
        .stdout(Stdio::piped())
        .spawn()
        .expect("the writer starts");
    let mut out = BufReader::new(child.stdout.take().expect("its words")).lines();
    assert_eq!(out.next().expect("its first word").expect("a word"), "begin 0");
    let (say, said) = channel();
    let listening = std::thread::spawn(move || {
        let _ = say.send(out.any(|word| word.is_ok_and(|word| word == "done 0")));
    });
    // Waiting for the moment of the kill is what is tested, not for anything to be ready.
    let done = said.recv_timeout(life).unwrap_or(false);
    child.kill().expect("killing");
    child.wait().expect("its end");
    listening.join().expect("no panic");
    (path, done)
}
