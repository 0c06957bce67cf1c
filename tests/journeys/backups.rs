//! Copies that are kept by themselves: before the first change of a day and before a restore; how many stay; and that a restore
//! makes a new file.

use baton_tests::rows::{TestRow, import, stored_rows};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tempfile::TempDir;
use workbench::imports::store::StoreMode;
use workbench::workspace::{Backup, BackupReason, Backups, Workspace, WorkspaceError, verify};

fn rows(count: u32, owner: &str) -> Vec<TestRow> {
    (0..count).map(|record| TestRow::new(record, "MQL -> SDR", 1, owner)).collect()
}

/// A closed workspace with 200 records of Ada, and a folder for copies in which there are none yet.
async fn with_records() -> (TempDir, PathBuf, Backups) {
    let folder = TempDir::new().unwrap();
    let path = std::fs::canonicalize(folder.path()).unwrap().join("Meridian.baton");
    let workspace = Workspace::create(&path, "Meridian", "Europe/Berlin").await.unwrap();
    import(&workspace, rows(200, "Ada"), StoreMode::Write).await.unwrap();
    workspace.close().await.unwrap();
    let backups = Backups::in_folder(&folder.path().join("data/backups"));
    (folder, path, backups)
}

async fn records_in(backups: &Backups, backup: &Backup) -> Vec<TestRow> {
    let (_, copy) = backups.find(&backup.id).unwrap();
    assert!(verify(&copy).await.unwrap().sound);
    let opened = Workspace::open(&copy).await.unwrap();
    let rows = stored_rows(&opened).await;
    opened.close().await.unwrap();
    rows
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files_below(&path)) } else { found.push(path) }
    }
    found
}

#[tokio::test]
async fn the_first_change_of_a_day_is_preceded_by_a_copy_and_the_next_ones_are_not() {
    let (_folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    assert!(backups.list().is_empty(), "opening a workspace copies nothing");
    import(&workspace, rows(300, "Bo"), StoreMode::Write).await.unwrap();
    import(&workspace, rows(400, "Cy"), StoreMode::Write).await.unwrap();
    let kept = backups.list();
    assert_eq!(kept.len(), 1, "{kept:?}");
    let told = (kept[0].reason, kept[0].records, kept[0].company.as_str(), kept[0].from.as_path());
    assert_eq!(told, (BackupReason::Daily, 200, "Meridian", path.as_path()));
    assert_eq!(records_in(&backups, &kept[0]).await, rows(200, "Ada"));
    workspace.close().await.unwrap();

    let again = Workspace::open_with(&path, &backups).await.unwrap();
    import(&again, rows(10, "Di"), StoreMode::Write).await.unwrap();
    assert_eq!(backups.list().len(), 1, "another start on the same day makes no other copy");
    again.close().await.unwrap();
}

#[tokio::test]
async fn a_day_without_a_change_makes_no_second_copy_of_the_same() {
    let (_folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    workspace.keep_backup(BackupReason::Asked).await.unwrap();
    workspace.close().await.unwrap();
    back_date(&backups, &backups.list()[0], 40);
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    workspace.keep_daily(&Arc::default()).await.unwrap();
    assert_eq!(backups.list().len(), 1, "the copy of forty days ago says the same");
    import(&workspace, rows(300, "Bo"), StoreMode::Write).await.unwrap();
    workspace.close().await.unwrap();
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    workspace.keep_daily(&Arc::default()).await.unwrap();
    assert_eq!(backups.list().len(), 2, "since then something changed, and the day has no copy");
    workspace.close().await.unwrap();
}

/// Makes a copy so many days older.
fn back_date(backups: &Backups, backup: &Backup, days: i64) {
    let (_, copy) = backups.find(&backup.id).unwrap();
    let description = copy.with_extension("json");
    let mut told: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&description).unwrap()).unwrap();
    told["made_at"] = (backup.made_at - days * 86_400_000).into();
    std::fs::write(description, told.to_string()).unwrap();
}

#[tokio::test]
async fn a_new_workspace_in_which_nothing_was_changed_is_not_copied() {
    let folder = TempDir::new().unwrap();
    let backups = Backups::in_folder(&folder.path().join("backups"));
    let path = folder.path().join("new.baton");
    Workspace::create(&path, "Meridian", "UTC").await.unwrap().close().await.unwrap();
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    import(&workspace, rows(10, "Ada"), StoreMode::Write).await.unwrap();
    assert!(backups.list().is_empty());
}

#[tokio::test]
async fn a_restore_makes_a_new_file_and_leaves_the_workspace_as_it_is() {
    let (folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    import(&workspace, rows(300, "Bo"), StoreMode::Write).await.unwrap();
    let kept = backups.list().remove(0);
    let restored = folder.path().join("Meridian of yesterday.baton");
    backups.restore(&kept.id, &restored).await.unwrap();
    let opened = Workspace::open_with(&restored, &backups).await.unwrap();
    assert_eq!(stored_rows(&opened).await, rows(200, "Ada"));
    assert_eq!(stored_rows(&workspace).await, rows(300, "Bo"));
    for there in [&restored, &path] {
        let before = std::fs::metadata(there).unwrap().modified().unwrap();
        let refused = backups.restore(&kept.id, there).await.unwrap_err().to_string();
        assert!(refused.contains("exists already"), "{refused}");
        assert_eq!(std::fs::metadata(there).unwrap().modified().unwrap(), before);
    }
    // The restored file has days of its own: its changes are preceded by its own copy.
    import(&opened, rows(5, "Di"), StoreMode::Write).await.unwrap();
    assert_eq!(stored_rows(&workspace).await, rows(300, "Bo"));
    opened.close().await.unwrap();
    workspace.close().await.unwrap();
}

#[tokio::test]
async fn ten_copies_of_a_file_stay_the_latest_ones() {
    let (_folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    let mut made = Vec::new();
    for _ in 0..13 {
        made.push(workspace.keep_backup(BackupReason::Asked).await.unwrap().id);
    }
    let mut kept: Vec<String> = backups.list().into_iter().map(|backup| backup.id).collect();
    kept.reverse();
    assert_eq!(kept, made[3..]);
    assert_eq!(
        files_below(&path.parent().unwrap().join("data")).len(),
        20,
        "each with its description, and nothing else"
    );
}

#[tokio::test]
async fn a_removed_copy_is_gone_and_only_listed_copies_can_be_named() {
    let (folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    let kept = workspace.keep_backup(BackupReason::Asked).await.unwrap();
    for id in ["../../Meridian.baton", &format!("../{}", kept.id), "", "/etc/passwd"] {
        assert!(matches!(backups.remove(id), Err(WorkspaceError::NoSuchBackup)), "{id}");
        let to = folder.path().join("stolen.baton");
        assert!(matches!(backups.restore(id, &to).await, Err(WorkspaceError::NoSuchBackup)), "{id}");
        assert!(!to.exists() && path.exists());
    }
    backups.remove(&kept.id).unwrap();
    assert!(backups.list().is_empty());
    assert!(files_below(&folder.path().join("data")).is_empty());
}

#[tokio::test]
async fn an_id_that_is_a_path_leads_nowhere() {
    let (folder, path, backups) = with_records().await;
    let sql = "update workspace set id = '../../../planted'";
    assert!(Command::new("sqlite3").arg(&path).arg(sql).status().unwrap().success());
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    let refused = workspace.keep_backup(BackupReason::Asked).await.unwrap_err().to_string();
    assert!(refused.contains("its id is not one of ours"), "{refused}");
    let names: Vec<_> =
        files_below(folder.path()).into_iter().filter(|path| path.to_string_lossy().contains("planted")).collect();
    assert!(names.is_empty(), "{names:?}");
}

#[tokio::test]
async fn a_damaged_copy_is_not_restored() {
    let (folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    let kept = workspace.keep_backup(BackupReason::Asked).await.unwrap();
    let (_, copy) = backups.find(&kept.id).unwrap();
    let mut bytes = std::fs::read(&copy).unwrap();
    bytes[8_192..].fill(0xA5);
    std::fs::write(&copy, bytes).unwrap();
    let to = folder.path().join("restored.baton");
    let refused = backups.restore(&kept.id, &to).await.unwrap_err().to_string();
    assert!(refused.contains("is damaged"), "{refused}");
    assert!(!to.exists());
}

#[tokio::test]
async fn where_no_copy_can_be_kept_the_change_is_made_and_the_summary_says_why() {
    let (folder, path, _) = with_records().await;
    std::fs::write(folder.path().join("data"), "a file where the folder should be").unwrap();
    let backups = Backups::in_folder(&folder.path().join("data/backups"));
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    import(&workspace, rows(300, "Bo"), StoreMode::Write).await.unwrap();
    let summary = workspace.summary().await.unwrap();
    assert_eq!(summary.records, 300);
    assert!(summary.backup_trouble.unwrap().contains("Keeping a copy failed"));
}

#[tokio::test]
async fn a_cancelled_copy_leaves_nothing_and_is_made_again() {
    let (folder, path, backups) = with_records().await;
    let filling = Workspace::open(&path).await.unwrap();
    import(&filling, rows(20_000, "Ada"), StoreMode::Write).await.unwrap();
    filling.close().await.unwrap();
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    let refused = workspace.keep_daily(&Arc::new(AtomicBool::new(true))).await;
    assert!(matches!(refused, Err(WorkspaceError::Cancelled)), "{refused:?}");
    assert!(files_below(&folder.path().join("data")).is_empty());
    workspace.keep_daily(&Arc::default()).await.unwrap();
    assert_eq!(backups.list()[0].records, 20_000);
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_may_look_into_the_copies() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path, backups) = with_records().await;
    let workspace = Workspace::open_with(&path, &backups).await.unwrap();
    workspace.keep_backup(BackupReason::Asked).await.unwrap();
    let mode = std::fs::metadata(folder.path().join("data/backups")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
