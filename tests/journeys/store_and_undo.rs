//! Storing and undoing imports, against a model that is nothing but a stack of maps.

use baton_tests::rows::{START, TestRow, deliver, import, mapping, stored_rows};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::atomic::Ordering;
use tempfile::TempDir;
use workbench::imports::store::{StoreMode, Watch, store};
use workbench::workspace::{Workspace, WorkspaceError, verify};

type Key = (String, String, u32);

/// Record → what it says, and the import that wrote it last.
type Model = BTreeMap<Key, (String, usize)>;

/// An import of the model: what it wrote, with what stood there before.
struct Imported {
    before: BTreeMap<Key, Option<(String, usize)>>,
    id: String,
    undone: bool,
}

#[derive(Debug, Clone)]
enum Act {
    Import(Vec<TestRow>),
    /// Undo the import at this place, counted round.
    Undo(usize),
}

fn row() -> impl Strategy<Value = TestRow> {
    (0u32..12, prop_oneof![Just("MQL -> SDR"), Just("SDR → AE"), Just("Onboarding")], 1u32..3, "[a-c]")
        .prop_map(|(record, handoff, cycle, owner)| TestRow::new(record, handoff, cycle, &owner))
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => prop::collection::btree_map((0u32..12, 0usize..3, 1u32..3), row(), 0..15).prop_map(|rows| {
            // A reader hands over each passage once.
            let mut rows: Vec<TestRow> = rows.into_values().collect();
            rows.sort();
            rows.dedup_by(|a, b| key(a) == key(b));
            Act::Import(rows)
        }),
        2 => (0usize..8).prop_map(Act::Undo),
    ]
}

fn key(row: &TestRow) -> Key {
    (row.record_id.clone(), row.handoff.clone(), row.cycle)
}

fn rows_of(model: &Model) -> Vec<TestRow> {
    let row = |((record_id, handoff, cycle), (owner, _)): (&Key, &(String, usize))| TestRow {
        record_id: record_id.clone(),
        handoff: handoff.clone(),
        cycle: *cycle,
        owner: owner.clone(),
    };
    let mut rows: Vec<_> = model.iter().map(row).collect();
    rows.sort();
    rows
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
}

async fn follow(acts: Vec<Act>) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("model.baton");
    let workspace = Workspace::create(&path, "Meridian", "UTC").await.expect("a workspace");
    let designed = workspace.policy();
    let mut model = Model::new();
    let mut imports: Vec<Imported> = Vec::new();
    for act in acts {
        match act {
            Act::Import(rows) => {
                let expected = rows.iter().fold((0, 0, 0), |(new, changed, same), row| match model.get(&key(row)) {
                    None => (new + 1, changed, same),
                    Some((owner, _)) if *owner == row.owner => (new, changed, same + 1),
                    Some(_) => (new, changed + 1, same),
                });
                let dry = import(&workspace, rows.clone(), StoreMode::DryRun).await.expect("a dry run");
                let stored = import(&workspace, rows.clone(), StoreMode::Write).await.expect("an import");
                assert_eq!((stored.accepted, stored.updated, stored.unchanged), expected, "counts of {rows:?}");
                assert_eq!((dry.accepted, dry.updated, dry.unchanged), expected, "the dry run foretells the import");
                assert_eq!(
                    stored.batch.is_some(),
                    expected.0 + expected.1 > 0,
                    "a batch only where something was written"
                );
                if let Some(id) = stored.batch {
                    let number = imports.len();
                    let mut before = BTreeMap::new();
                    for row in &rows {
                        if model.get(&key(row)).is_none_or(|(owner, _)| *owner != row.owner) {
                            before.insert(key(row), model.insert(key(row), (row.owner.clone(), number)));
                        }
                    }
                    imports.push(Imported { before, id, undone: false });
                }
            }
            Act::Undo(place) if !imports.is_empty() => {
                let number = place % imports.len();
                let last_writer =
                    imports[number].before.keys().all(|key| model.get(key).is_some_and(|(_, by)| *by == number));
                let outcome = workspace.undo_batch(&imports[number].id, START).await;
                match outcome {
                    Err(WorkspaceError::UndoneAlready(_)) => assert!(imports[number].undone, "undone once only"),
                    Err(WorkspaceError::LaterImports { .. }) => {
                        assert!(!last_writer, "refused although nothing later touched its records")
                    }
                    Err(error) => panic!("undoing failed: {error}"),
                    Ok(undone) => {
                        assert!(last_writer && !imports[number].undone, "undone although a later import stands on it");
                        let restored = imports[number].before.values().flatten().count() as u64;
                        let removed = imports[number].before.len() as u64 - restored;
                        assert_eq!((undone.removed, undone.restored), (removed, restored));
                        imports[number].undone = true;
                        for (key, before) in std::mem::take(&mut imports[number].before) {
                            match before {
                                Some(before) => model.insert(key, before),
                                None => model.remove(&key),
                            };
                        }
                    }
                }
            }
            Act::Undo(_) => {}
        }
        assert_eq!(stored_rows(&workspace).await, rows_of(&model));
        assert_eq!(workspace.summary().await.expect("a summary").records, model.len() as u64);
        let used: std::collections::BTreeSet<&str> = model.keys().map(|(_, handoff, _)| handoff.as_str()).collect();
        for point in &workspace.policy().handoffs {
            assert!(used.contains(point.name.as_str()), "{} outlived its last record", point.name);
        }
    }
    for imported in imports.iter().rev().filter(|imported| !imported.undone) {
        workspace.undo_batch(&imported.id, START).await.expect("undoing from the last to the first");
    }
    assert_eq!(*workspace.policy(), *designed, "with every import undone the policy is the one before them");
    workspace.close().await.expect("closing");
    let report = verify(&path).await.expect("verifying");
    assert!(report.sound && report.records == 0, "{report:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Law: after any sequence of imports and undos, the workspace holds what the same sequence gives on a stack of maps.
    #[test]
    fn imports_and_undos_do_what_a_stack_of_maps_does(acts in prop::collection::vec(act(), 1..10)) {
        runtime().block_on(follow(acts));
    }
}

#[tokio::test]
async fn the_same_file_again_writes_nothing() {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(&folder.path().join("a.baton"), "Meridian", "UTC").await.expect("a workspace");
    let rows: Vec<_> = (0..3_000).map(|record| TestRow::new(record, "MQL -> SDR", 1, "Ada")).collect();
    let first = import(&workspace, rows.clone(), StoreMode::Write).await.expect("an import");
    assert_eq!((first.accepted, first.new_handoffs.as_slice()), (3_000, ["MQL -> SDR".to_owned()].as_slice()));
    let before = workspace.summary().await.expect("a summary");
    let again = import(&workspace, rows, StoreMode::Write).await.expect("an import");
    assert_eq!((again.accepted, again.updated, again.unchanged, again.batch), (0, 0, 3_000, None));
    assert_eq!(workspace.summary().await.expect("a summary"), before, "not even the version moved");
    assert_eq!(workspace.batches().await.expect("batches").len(), 1);
}

#[tokio::test]
async fn a_cancelled_import_leaves_the_workspace_as_it_was() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.baton");
    let workspace = Workspace::create(&path, "Meridian", "UTC").await.expect("a workspace");
    import(&workspace, vec![TestRow::new(1, "MQL -> SDR", 1, "Ada")], StoreMode::Write).await.expect("an import");
    let (before, rows_before) = (workspace.summary().await.expect("a summary"), stored_rows(&workspace).await);
    let watch = Watch::nobody();
    let cancel = watch.cancel.clone();
    let rows: Vec<_> = (0..20_000).map(|record| TestRow::new(record, "SDR -> AE", 1, "Bo")).collect();
    let cancelled = store(&workspace, &mapping(), StoreMode::Write, START, &watch, move |sink| {
        let mut chunks = 0;
        deliver(&rows, 100, &mut |chunk| {
            chunks += 1;
            // Half of the rows are on their way or stored by now.
            if chunks == 100 {
                cancel.store(true, Ordering::Relaxed);
            }
            sink(chunk)
        })
    })
    .await;
    let words = cancelled.err().expect("a cancelled import is none").to_string();
    assert!(words.contains("cancelled"), "{words}");
    assert_eq!(workspace.summary().await.expect("a summary"), before);
    assert_eq!(stored_rows(&workspace).await, rows_before);
    assert_eq!(workspace.policy().handoffs.len(), 1, "no handoff point of the cancelled import");
    workspace.close().await.expect("closing");
    assert!(verify(&path).await.expect("verifying").sound);
}

#[tokio::test]
async fn a_reader_that_fails_halfway_stores_nothing() {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(&folder.path().join("a.baton"), "Meridian", "UTC").await.expect("a workspace");
    let rows: Vec<_> = (0..500).map(|record| TestRow::new(record, "SDR -> AE", 1, "Bo")).collect();
    let failed = store(&workspace, &mapping(), StoreMode::Write, START, &Watch::nobody(), move |sink| {
        deliver(&rows, 100, sink)?;
        Err(workbench::imports::ImportError::NoFile)
    })
    .await;
    assert!(matches!(failed, Err(workbench::imports::ImportError::NoFile)), "{failed:?}");
    assert_eq!(workspace.summary().await.expect("a summary").records, 0);
}

#[tokio::test]
async fn a_policy_edit_that_began_with_an_older_version_is_refused() {
    let folder = TempDir::new().expect("a folder");
    let workspace = Workspace::create(&folder.path().join("a.baton"), "Meridian", "UTC").await.expect("a workspace");
    let base = workspace.summary().await.expect("a summary").policy_version;
    let mut one = (*workspace.policy()).clone();
    let mut other = one.clone();
    (one.company, other.company) = ("One".into(), "Other".into());
    workspace.save_policy(&one, Some(base), "Ada", "rename").await.expect("the first edit is saved");
    let refused =
        workspace.save_policy(&other, Some(base), "Bo", "rename").await.err().expect("the second is not").to_string();
    assert!(refused.contains("changed meanwhile"), "{refused}");
    assert_eq!(workspace.policy().company, "One");
    import(&workspace, vec![TestRow::new(1, "MQL -> SDR", 1, "Ada")], StoreMode::Write).await.expect("an import");
    let refused =
        workspace.save_policy(&one, None, "Ada", "drop").await.err().expect("records keep their point").to_string();
    assert!(refused.contains("1 records belong to the handoff point H1"), "{refused}");
}
