//! Bringing an older workspace file up to this format: a copy first, then every migration that it lacks, in one transaction.

use super::backups::{BackupReason, Backups};
use super::hold::{self, Taken};
use super::{WorkspaceError, connect, door, schema};
use sqlx::Connection;
use std::path::Path;

/// Brings the file up to this format after a copy was kept. A file of this format is left alone. Cut short at any moment, the
/// file is as it was.
pub async fn upgrade(path: &Path, backups: &Backups) -> Result<(), WorkspaceError> {
    let format = door::check_header(path)?;
    if format < schema::FORMAT {
        run(path, format, backups, schema::MIGRATIONS).await?;
    }
    Ok(())
}

async fn run(path: &Path, format: u32, backups: &Backups, migrations: &[&'static str]) -> Result<(), WorkspaceError> {
    // The lock belongs to the file, not to the name by which it was reached.
    let path = std::fs::canonicalize(path).map_err(WorkspaceError::file("Opening", path))?;
    let _hold = match hold::take(&path)? {
        Taken::Ours(hold) => hold,
        Taken::Theirs(holder) => return Err(WorkspaceError::NotUpgraded { path, holder }),
    };
    door::check_contents(&path, true).await?;
    let now = chrono::Utc::now().timestamp_millis();
    backups.keep(&path, BackupReason::Upgrade, now, || true).await?;
    let mut connection = connect::laying(&path).await?;
    let mut change = connection.begin_with("begin exclusive").await?;
    schema::run(&mut change, migrations, format as usize).await?;
    let difference = schema::difference(&schema::found(&mut change).await?, &schema::expected(migrations).await?);
    if let Some(what) = difference {
        // Dropped, the transaction is rolled back.
        return Err(WorkspaceError::Altered { path, what });
    }
    change.commit().await?;
    connection.close().await?;
    Ok(())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail where it stands.
mod tests {
    use super::*;
    use crate::workspace::{Workspace, verify};
    use playbook::policy::Policy;
    use sqlx::SqliteConnection;
    use tempfile::TempDir;

    const NOTES: &str =
        "create table notes (body text not null); insert into notes values ('laid by the second migration')";
    const BROKEN: &str = "create table half (a); insert into nowhere values (1)";

    /// A folder with a workspace of the first format, and the copies to come.
    async fn first_format() -> (TempDir, std::path::PathBuf, Backups) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.baton");
        Workspace::create(&path, "Meridian", "UTC").await.unwrap().close().await.unwrap();
        let backups = Backups::in_folder(&folder.path().join("copies"));
        (folder, path, backups)
    }

    async fn number(path: &Path, sql: &'static str) -> i64 {
        let mut connection: SqliteConnection = connect::checking(path, true).await.unwrap();
        sqlx::query_scalar(sql).fetch_one(&mut connection).await.unwrap()
    }

    #[tokio::test]
    async fn an_older_file_is_copied_and_brought_up_to_date() {
        let (_folder, path, backups) = first_format().await;
        let migrations = [schema::MIGRATIONS, &[NOTES]].concat();
        run(&path, schema::FORMAT, &backups, &migrations).await.unwrap();
        assert_eq!(number(&path, "pragma user_version").await, i64::from(schema::FORMAT) + 1);
        assert_eq!(number(&path, "select count(*) from notes").await, 1);
        assert_eq!(number(&path, "select count(*) from policy_versions").await, 1, "what was there stays");
        let kept = backups.list();
        assert_eq!((kept.len(), kept[0].reason, kept[0].company.as_str()), (1, BackupReason::Upgrade, "Meridian"));
        let (_, copy) = backups.find(&kept[0].id).unwrap();
        assert!(verify(&copy).await.unwrap().sound, "the copy is of the format that the file had");
        // To this Baton the upgraded file is a newer one's.
        let refused = Workspace::open(&path).await.map(|_| ()).unwrap_err().to_string();
        assert!(refused.contains("newer Baton"), "{refused}");
    }

    /// Lays a file of an older format with two versions of a policy, the second of which has another currency.
    async fn older(path: &Path, format: usize) {
        let mut connection = connect::laying(path).await.unwrap();
        schema::run(&mut connection, &schema::MIGRATIONS[..format], 0).await.unwrap();
        for (version, currency) in [(1_i64, "EUR"), (2, "USD")] {
            let policy = Policy { currency: currency.into(), ..Policy::new("Meridian", "UTC") };
            let body = serde_json::to_string(&policy).unwrap();
            sqlx::query("insert into policy_versions (version, digest, author, reason, saved_at, effective_from, body) values ($1, $2, '', '', $3, $3, $4)")
                .bind(version)
                .bind(crate::policies::store::digest(&body))
                .bind(1_780_000_000_000 + version)
                .bind(body)
                .execute(&mut connection)
                .await
                .unwrap();
        }
        let described = "insert into workspace (id, created_at, policy_version, data_version, records_version, records) values ($1, 1, 2, 1, 1, 0)";
        sqlx::query(described).bind(uuid::Uuid::now_v7().to_string()).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    }

    #[tokio::test]
    async fn versions_of_the_first_format_still_apply_to_all_records_and_drafts_can_be_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.baton");
        older(&path, 1).await;

        let backups = Backups::in_folder(&folder.path().join("copies"));
        let workspace = Workspace::open_with(&path, &backups).await.unwrap();
        assert_eq!(backups.list().len(), 1, "a copy was kept first");
        assert_eq!(workspace.policy_in_force().at(0).number, 2, "the latest corrects the one before for all records");
        assert_eq!(workspace.draft().await.unwrap().policy.currency, "USD");
        workspace.branch_new("What if").await.unwrap();
        workspace.close().await.unwrap();
        assert!(verify(&path).await.unwrap().sound);
    }

    #[tokio::test]
    async fn a_file_of_the_second_format_keeps_its_drafts_and_can_keep_scenarios() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.baton");
        older(&path, 2).await;
        let mut connection: SqliteConnection = connect::checking(&path, false).await.unwrap();
        sqlx::query("insert into drafts values ('What if', 2, 3, 0, true, '[]')")
            .execute(&mut connection)
            .await
            .unwrap();
        connection.close().await.unwrap();

        let backups = Backups::in_folder(&folder.path().join("copies"));
        let workspace = Workspace::open_with(&path, &backups).await.unwrap();
        assert_eq!(backups.list().len(), 1, "a copy was kept first");
        assert_eq!(workspace.draft().await.unwrap().branch, "What if");
        let scenario = playbook::simulator::scenario::Example::Mmc.scenario();
        let kept = workspace.scenario_save(None, scenario.clone(), 1).await.unwrap();
        assert_eq!((workspace.scenario(&kept.key).await.unwrap(), kept.policy_version), (scenario, 2));
        workspace.close().await.unwrap();
        assert!(verify(&path).await.unwrap().sound);
    }

    #[tokio::test]
    async fn a_migration_that_fails_leaves_the_file_as_it_was() {
        let (_folder, path, backups) = first_format().await;
        let before = std::fs::read(&path).unwrap();
        let migrations = [schema::MIGRATIONS, &[NOTES, BROKEN]].concat();
        run(&path, schema::FORMAT, &backups, &migrations).await.unwrap_err();
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert_eq!(Workspace::open(&path).await.unwrap().summary().await.unwrap().read_only, None, "nobody holds it");
    }

    #[tokio::test]
    async fn a_file_that_is_open_elsewhere_is_not_touched() {
        let (_folder, path, backups) = first_format().await;
        let open = Workspace::open(&path).await.unwrap();
        let migrations = [schema::MIGRATIONS, &[NOTES]].concat();
        let refused = run(&path, schema::FORMAT, &backups, &migrations).await.unwrap_err().to_string();
        assert!(refused.contains("open by") && refused.contains("Nothing was written to it"), "{refused}");
        assert!(backups.list().is_empty());
        open.close().await.unwrap();
    }

    #[tokio::test]
    async fn without_a_place_for_a_copy_nothing_is_upgraded() {
        let (folder, path, _) = first_format().await;
        let before = std::fs::read(&path).unwrap();
        std::fs::write(folder.path().join("file"), "in the way").unwrap();
        let backups = Backups::in_folder(&folder.path().join("file/copies"));
        let migrations = [schema::MIGRATIONS, &[NOTES]].concat();
        run(&path, schema::FORMAT, &backups, &migrations).await.unwrap_err();
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }
}
