//! Copies that Baton keeps by itself, in a folder of the program's own: before the first change of a day, before a file is brought
//! up to a newer format, before a restore, and when asked. They are kept by workspace id, so that a file that was moved or lost
//! still finds its copies.
//!
//! An import makes no copy of its own: it is one transaction, and keeps the rows that it replaces, so that undoing it gives back
//! exactly what was; the day's copy stands behind it. A restore never writes over anything: it makes a new file.

use super::copy::copy;
use super::hold::beside;
use super::{WorkspaceError, connect, door, place_new};
use playbook::Instant;
use serde::{Deserialize, Serialize};
use sqlx::{Connection, Row};
use std::path::{Path, PathBuf};
use std::time::Duration;
use ts_rs::TS;

/// Of each file, so many copies are kept.
const MOST_OF_A_FILE: usize = 10;

/// All copies together, in bytes. Beyond it the oldest go, but never the latest of a file.
const MOST_BYTES: u64 = 4 << 30;

/// What a copy that was never finished is called; whoever began it is long gone after [`STALE`].
const UNFINISHED: &str = "unfinished-";
const STALE: Duration = Duration::from_secs(24 * 60 * 60);

/// The program's own folder, under the one that the system gives for data: the identifier in `tauri.conf.json`.
const PROGRAM: &str = "org.baton.workbench";

/// Why a copy was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum BackupReason {
    /// Before the first change of a day.
    Daily,
    /// Before the file was brought up to a newer format.
    Upgrade,
    /// Before an older copy of the same workspace was restored.
    Restore,
    /// A person wanted it.
    Asked,
}

/// A copy that was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Backup {
    /// Names it when it is restored or removed.
    #[serde(default)]
    pub id: String,
    pub workspace_id: String,
    pub company: String,
    #[ts(type = "number")]
    pub made_at: Instant,
    pub reason: BackupReason,
    /// The file that it is a copy of, where it lay then.
    pub from: PathBuf,
    #[ts(type = "number")]
    pub records: u64,
    /// The instant up to which its data is known.
    #[ts(type = "number | null")]
    pub as_of: Option<Instant>,
    #[ts(type = "number")]
    pub policy_version: i64,
    #[ts(type = "number")]
    pub data_version: i64,
    #[serde(default)]
    #[ts(type = "number")]
    pub size_bytes: u64,
}

/// The folder of copies.
#[derive(Debug, Clone)]
pub struct Backups {
    folder: PathBuf,
    most_bytes: u64,
}

impl Backups {
    pub fn in_folder(folder: &Path) -> Backups {
        Backups { folder: folder.to_path_buf(), most_bytes: MOST_BYTES }
    }

    /// Those of the person who runs the program. `None` = the system names no folder for data.
    pub fn of_this_user() -> Option<Backups> {
        dirs::data_dir().map(|data| Backups::in_folder(&data.join(PROGRAM).join("backups")))
    }

    /// Where they lie.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Every copy, the latest first. One whose description is gone or unreadable is passed over.
    pub fn list(&self) -> Vec<Backup> {
        let mut found: Vec<Backup> = entries(&self.folder)
            .into_iter()
            .filter(|folder| workspace_of(folder).is_some())
            .flat_map(|folder| entries(&folder))
            .filter(|path| path.extension().is_some_and(|extension| extension == "baton"))
            .filter_map(|path| self.read(&path))
            .collect();
        found.sort_by(|a, b| (b.made_at, &b.id).cmp(&(a.made_at, &a.id)));
        found
    }

    fn read(&self, path: &Path) -> Option<Backup> {
        let text = std::fs::read_to_string(description_of(path)).ok()?;
        let told: Backup = serde_json::from_str(&text).ok()?;
        let id = path.strip_prefix(&self.folder).ok()?.to_str()?.to_owned();
        let size_bytes = std::fs::metadata(path).ok()?.len();
        Some(Backup { id, workspace_id: workspace_of(path.parent()?)?, size_bytes, ..told })
    }

    /// The copy of that name, with where it lies. Only what is listed can be named.
    pub fn find(&self, id: &str) -> Result<(Backup, PathBuf), WorkspaceError> {
        let found = self.list().into_iter().find(|backup| backup.id == id);
        let found = found.ok_or(WorkspaceError::NoSuchBackup)?;
        let path = self.folder.join(&found.id);
        Ok((found, path))
    }

    /// Copies the workspace file at `from`. `now` is written as the time of the copy; `go_on` is asked all the while.
    pub(crate) async fn keep(
        &self,
        from: &Path,
        reason: BackupReason,
        now: Instant,
        go_on: impl FnMut() -> bool + Send + 'static,
    ) -> Result<Backup, WorkspaceError> {
        private_folder(&self.folder)?;
        let made = self.folder.join(format!("{UNFINISHED}{}-{now}", std::process::id()));
        let _ = std::fs::remove_file(&made);
        let kept = match copy(from, &made, go_on).await {
            Ok(()) => self.place(&made, from, reason, now).await,
            Err(error) => Err(error),
        };
        let _ = std::fs::remove_file(&made);
        self.thin_out();
        kept
    }

    /// Describes a finished copy and puts it among the others.
    async fn place(
        &self,
        made: &Path,
        from: &Path,
        reason: BackupReason,
        now: Instant,
    ) -> Result<Backup, WorkspaceError> {
        let mut backup = describe(made).await?;
        let folder = self.folder.join(&backup.workspace_id);
        private_folder(&folder)?;
        (backup.from, backup.reason, backup.made_at) = (from.to_path_buf(), reason, now);
        let target = (0..).map(|more| folder.join(format!("{}.baton", now + more))).find(|path| !path.exists());
        let target = target.unwrap_or_default();
        let text = serde_json::to_string_pretty(&backup).map_err(WorkspaceError::unreadable("description"))?;
        // The description first: a copy without one is not listed.
        let described = description_of(&target);
        std::fs::write(&described, text).map_err(WorkspaceError::file("Keeping a copy", &described))?;
        place_new(made, &target)?;
        self.read(&target).ok_or(WorkspaceError::NoSuchBackup)
    }

    /// Makes a new file of a copy. An existing file is never replaced, and a copy that is damaged makes none.
    pub async fn restore(&self, id: &str, to: &Path) -> Result<(), WorkspaceError> {
        let (_, path) = self.find(id)?;
        if to.exists() {
            return Err(WorkspaceError::Exists(to.into()));
        }
        door::check_header(&path)?;
        door::check_contents(&path, false).await?;
        let made = beside(to, &format!(".new-{}", std::process::id()));
        let written = std::fs::copy(&path, &made)
            .and_then(|_| std::fs::File::open(&made)?.sync_all())
            .map_err(WorkspaceError::file("Restoring to", to));
        let placed = written.and_then(|()| place_new(&made, to));
        let _ = std::fs::remove_file(&made);
        placed
    }

    /// Removes a copy for good.
    pub fn remove(&self, id: &str) -> Result<(), WorkspaceError> {
        let (_, path) = self.find(id)?;
        std::fs::remove_file(&path).map_err(WorkspaceError::file("Removing the copy", &path))?;
        let _ = std::fs::remove_file(description_of(&path));
        Ok(())
    }

    /// Lets go of what is too much: of each file all but its latest ten, then the oldest of all until the rest fits.
    /// What cannot be removed stays, and is tried again with the next copy.
    fn thin_out(&self) {
        let (mut kept, mut gone) = (Vec::<Backup>::new(), Vec::new());
        for backup in self.list() {
            let same = kept.iter().filter(|other| same_file(other, &backup)).count();
            if same < MOST_OF_A_FILE { kept.push(backup) } else { gone.push(backup) }
        }
        let mut bytes: u64 = kept.iter().map(|backup| backup.size_bytes).sum();
        // `kept` is in order, the latest first: what has one of its file before it is not the latest of that file.
        for at in (0..kept.len()).rev() {
            let latest = !kept[..at].iter().any(|other| same_file(other, &kept[at]));
            if bytes > self.most_bytes && !latest {
                bytes -= kept[at].size_bytes;
                gone.push(kept[at].clone());
            }
        }
        for backup in gone {
            let _ = self.remove(&backup.id);
        }
        let unfinished = |path: &PathBuf| {
            let named = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED));
            let written = std::fs::metadata(path).and_then(|meta| meta.modified());
            named && written.is_ok_and(|at| at.elapsed().is_ok_and(|age| age > STALE))
        };
        for path in entries(&self.folder).iter().filter(|path| unfinished(path)) {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// Copies of one file share its workspace and its place; a file that was copied by hand has the workspace in common alone.
fn same_file(one: &Backup, other: &Backup) -> bool {
    (&one.workspace_id, &one.from) == (&other.workspace_id, &other.from)
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let read = std::fs::read_dir(folder).into_iter().flatten();
    read.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect()
}

/// The workspace whose copies lie in a folder. An id comes out of a file, and only a real one becomes part of a path.
fn workspace_of(folder: &Path) -> Option<String> {
    let name = folder.file_name()?.to_str()?;
    uuid::Uuid::parse_str(name).ok().map(|_| name.to_owned())
}

fn description_of(copy: &Path) -> PathBuf {
    copy.with_extension("json")
}

/// Makes a folder that only its owner may look into: copies hold what people imported.
fn private_folder(folder: &Path) -> Result<(), WorkspaceError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(WorkspaceError::file("Keeping a copy", folder))
}

/// What a copy holds, as it says itself, of whatever format it is: the columns asked for have been there from the first.
async fn describe(copy: &Path) -> Result<Backup, WorkspaceError> {
    let mut connection = connect::checking(copy, true).await?;
    let row = sqlx::query(
        "select id, records, as_of, policy_version, data_version, body from workspace \
         join policy_versions on version = policy_version",
    )
    .fetch_one(&mut connection)
    .await?;
    let policy: serde_json::Value =
        serde_json::from_str(row.try_get("body")?).map_err(WorkspaceError::unreadable("policy"))?;
    let workspace_id: String = row.try_get("id")?;
    if uuid::Uuid::parse_str(&workspace_id).is_err() {
        return Err(WorkspaceError::Unreadable { what: "workspace", cause: "its id is not one of ours".into() });
    }
    let described = Backup {
        id: String::new(),
        workspace_id,
        company: policy["company"].as_str().unwrap_or_default().to_owned(),
        made_at: 0,
        reason: BackupReason::Asked,
        from: PathBuf::new(),
        records: row.try_get::<i64, _>("records")?.try_into().unwrap_or(0),
        as_of: row.try_get("as_of")?,
        policy_version: row.try_get("policy_version")?,
        data_version: row.try_get("data_version")?,
        size_bytes: 0,
    };
    connection.close().await?;
    Ok(described)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // A test may fail where it stands.
mod tests {
    use super::*;

    const MADE_OF: &str = "0199a000-0000-7000-8000-00000000000a";

    /// Puts something that looks like a copy of `from` among the others, made `at`, of `bytes` bytes.
    fn put(backups: &Backups, from: &str, at: Instant, bytes: usize) {
        let copy = backups.folder.join(MADE_OF).join(format!("{at}.baton"));
        std::fs::create_dir_all(copy.parent().unwrap()).unwrap();
        std::fs::write(&copy, vec![0; bytes]).unwrap();
        let told = serde_json::json!({ "workspace_id": MADE_OF, "company": "Meridian", "made_at": at, "reason": "daily", "from": from,
            "records": 1, "as_of": null, "policy_version": 1, "data_version": at });
        std::fs::write(description_of(&copy), told.to_string()).unwrap();
    }

    fn left(backups: &Backups) -> Vec<Instant> {
        backups.list().iter().map(|backup| backup.made_at).collect()
    }

    #[test]
    fn the_oldest_go_where_all_are_too_large_but_never_the_latest_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups { most_bytes: 100, ..Backups::in_folder(folder.path()) };
        put(&backups, "/a.baton", 1, 60);
        put(&backups, "/b.baton", 2, 60);
        put(&backups, "/b.baton", 3, 30);
        put(&backups, "/b.baton", 4, 30);
        backups.thin_out();
        assert_eq!(left(&backups), [4, 1], "of b the two older ones went, and of a there is but one");
    }

    #[test]
    fn what_a_killed_program_left_is_swept_up_after_a_day() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::in_folder(folder.path());
        let (old, new) = (folder.path().join("unfinished-1-1"), folder.path().join("unfinished-2-2"));
        std::fs::write(&new, "on its way").unwrap();
        let file = std::fs::File::create(&old).unwrap();
        file.set_modified(std::time::SystemTime::now() - STALE - Duration::from_secs(60)).unwrap();
        put(&backups, "/a.baton", 1, 10);
        backups.thin_out();
        assert_eq!((old.exists(), new.exists(), left(&backups)), (false, true, vec![1]));
    }

    #[test]
    fn a_copy_without_a_readable_description_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let backups = Backups::in_folder(folder.path());
        for at in 1..=4 {
            put(&backups, "/a.baton", at, 10);
        }
        let of = |at: Instant| folder.path().join(MADE_OF).join(format!("{at}.json"));
        std::fs::remove_file(of(1)).unwrap();
        std::fs::write(of(2), "{ \"workspace_id\": ").unwrap();
        std::fs::remove_file(of(3).with_extension("baton")).unwrap();
        assert_eq!(left(&backups), [4]);
    }
}
