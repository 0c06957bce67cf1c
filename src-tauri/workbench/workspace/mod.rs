//! One workspace, one file: making, opening, closing, copying and proving it.
//!
//! A workspace has one writer. While it is open, SQLite keeps a log beside the file; closing folds it in, so that a closed
//! workspace is a single file again. No figure is computed here, and no row is read but those that describe the whole.

mod backups;
mod connect;
mod copy;
mod door;
mod error;
mod hold;
mod keeping;
mod laying;
pub(crate) mod raw;
mod schema;
mod state;
mod upgrade;
mod verify;

pub use backups::{Backup, BackupReason, Backups};
pub use error::WorkspaceError;
pub use hold::{HeldBy, Holder};
pub(crate) use laying::place_new;
pub(crate) use state::State;
pub use upgrade::upgrade;
pub use verify::{Check, VerifyReport, verify};

use crate::policies;
use hold::{Hold, Taken, beside};
use keeping::Keeping;
use laying::lay_file;
use playbook::Instant;
use playbook::policy::{Policy, Template, Versions};
use serde::Serialize;
use sqlx::pool::PoolConnection;
use sqlx::sqlite::SqlitePool;
use sqlx::{Connection, Sqlite, SqliteConnection};
use state::read_state;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{Mutex, OwnedMutexGuard};
use ts_rs::TS;

/// An open workspace. Clones share it.
#[derive(Clone)]
pub struct Workspace {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    id: String,
    readers: SqlitePool,
    /// `None` once closed, and where the workspace is open for reading only.
    writer: Arc<Mutex<Option<SqliteConnection>>>,
    read_only: Option<Holder>,
    state: RwLock<State>,
    loaded: crate::records::load::Loaded,
    underway: Arc<crate::records::reading::Underway>,
    keeping: Option<Keeping>,
    reviewed: crate::reviews::Reviewed,
    sat: crate::reviews::Sat,
    checked: crate::maturity::Checked,
    drafted: crate::policies::drafts::Drafted,
    filled: crate::policies::evidence::Filled,
    followed: crate::audit::Followed,
    held: crate::policies::evidence::Held,
    simulated: crate::simulations::Simulated,
    // Last: given back after the connections are gone.
    hold: std::sync::Mutex<Option<Hold>>,
}

/// A workspace in a few words.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "WorkspaceSummary")]
pub struct Summary {
    pub path: PathBuf,
    pub workspace_id: String,
    pub company: String,
    pub time_zone: String,
    #[ts(type = "number")]
    pub records: u64,
    /// The instant up to which the data is known; `None` while nothing is imported.
    #[ts(type = "number | null")]
    pub as_of: Option<Instant>,
    #[ts(type = "number")]
    pub policy_version: i64,
    /// Grows with every change of records or policy.
    #[ts(type = "number")]
    pub data_version: i64,
    /// Set where this process may only read, with who holds the workspace.
    pub read_only: Option<Holder>,
    /// Why no copy could be kept before the first change of the day; nothing else suffers from it.
    pub backup_trouble: Option<String>,
}

impl Workspace {
    /// Makes a workspace file with an empty policy and opens it. An existing file is never replaced.
    pub async fn create(path: &Path, company: &str, time_zone: &str) -> Result<Workspace, WorkspaceError> {
        Workspace::create_with(path, &Policy::new(company, time_zone)).await
    }

    /// Makes a workspace file that starts with a template, or with an empty policy, and opens it.
    pub async fn create_from(
        path: &Path,
        company: &str,
        time_zone: &str,
        template: Option<Template>,
    ) -> Result<Workspace, WorkspaceError> {
        let policy = match template {
            Some(template) => template.policy(company, time_zone),
            None => Policy::new(company, time_zone),
        };
        Workspace::create_with(path, &policy).await
    }

    /// Makes a workspace file that starts with this policy and opens it.
    pub async fn create_with(path: &Path, policy: &Policy) -> Result<Workspace, WorkspaceError> {
        if path.exists() {
            return Err(WorkspaceError::Exists(path.into()));
        }
        policies::check(policy)?;
        // Laid under another name, so that a crash halfway leaves no broken workspace under the right one.
        let laid = beside(path, &format!(".new-{}", std::process::id()));
        let written = lay_file(&laid, policy).await;
        let placed = match written {
            Ok(()) => place_new(&laid, path),
            Err(error) => Err(error),
        };
        let _ = std::fs::remove_file(&laid);
        placed?;
        Workspace::open(path).await
    }

    /// Opens a workspace: for writing where nobody else holds it, else for reading, and the summary says who does.
    pub async fn open(path: &Path) -> Result<Workspace, WorkspaceError> {
        Workspace::open_keeping(path, None).await
    }

    /// [`Workspace::open`] with copies: one before an older file is brought up to date, and one before the first change of a day.
    pub async fn open_with(path: &Path, backups: &Backups) -> Result<Workspace, WorkspaceError> {
        upgrade(path, backups).await?;
        Workspace::open_keeping(path, Some(backups)).await
    }

    async fn open_keeping(path: &Path, backups: Option<&Backups>) -> Result<Workspace, WorkspaceError> {
        if door::check_header(path)? < schema::FORMAT {
            return Err(WorkspaceError::Older(path.into()));
        }
        // The lock belongs to the file, not to the name by which it was reached.
        let path = std::fs::canonicalize(path).map_err(WorkspaceError::file("Opening", path))?;
        let taken = hold::take(&path)?;
        let (hold, read_only) = match taken {
            Taken::Ours(hold) => (Some(hold), None),
            Taken::Theirs(holder) => (None, Some(holder)),
        };
        door::check_contents(&path, hold.is_some()).await?;
        let mut writer = match hold {
            Some(_) => Some(connect::writing(&path).await?),
            None => None,
        };
        let readers = connect::reading(&path);
        let (id, state) = match &mut writer {
            Some(connection) => read_state(connection, None).await?,
            None => read_state(&mut *readers.acquire().await?, None).await?,
        };
        Ok(Workspace {
            inner: Arc::new(Inner {
                path,
                id,
                readers,
                writer: Arc::new(Mutex::new(writer)),
                read_only,
                state: RwLock::new(state),
                loaded: Default::default(),
                underway: Default::default(),
                keeping: backups.cloned().map(Keeping::new),
                reviewed: Default::default(),
                sat: Default::default(),
                checked: Default::default(),
                drafted: Default::default(),
                filled: Default::default(),
                followed: Default::default(),
                held: Default::default(),
                simulated: Default::default(),
                hold: std::sync::Mutex::new(hold),
            }),
        })
    }

    /// Closes the workspace: waits for a running change, folds the log into the file and gives the file free. Other clones of
    /// the handle are closed with it.
    pub async fn close(self) -> Result<(), WorkspaceError> {
        if let Some(keeping) = self.keeping() {
            keeping.stop().await;
        }
        let mut writer = self.inner.writer.lock().await;
        self.inner.readers.close().await;
        if let Some(mut connection) = writer.take() {
            sqlx::query("pragma wal_checkpoint(truncate)").execute(&mut connection).await?;
            // Refused while another process reads along; the log is then empty, and the next writer to close removes it.
            let _ = sqlx::query("pragma journal_mode = delete").execute(&mut connection).await;
            connection.close().await?;
        }
        drop(self.inner.hold.lock().unwrap_or_else(PoisonError::into_inner).take());
        Ok(())
    }

    /// The workspace in a few words. Where another process writes, its changes are seen here.
    pub async fn summary(&self) -> Result<Summary, WorkspaceError> {
        if self.inner.read_only.is_some() {
            self.refresh(&mut *self.inner.readers.acquire().await?).await?;
        }
        let state = self.state();
        Ok(Summary {
            path: self.inner.path.clone(),
            workspace_id: self.inner.id.clone(),
            company: state.policy.company.clone(),
            time_zone: state.policy.time_zone.clone(),
            records: state.records,
            as_of: state.as_of,
            policy_version: state.policy_version,
            data_version: state.data_version,
            read_only: self.inner.read_only.clone(),
            backup_trouble: self.keeping().and_then(Keeping::trouble),
        })
    }

    pub fn path(&self) -> &Path {
        &self.inner.path
    }

    /// The workspace's own id, by which backups know it wherever the file goes.
    pub fn id(&self) -> &str {
        &self.inner.id
    }

    /// The versions of the policy that records are judged under.
    pub fn policy_in_force(&self) -> Arc<Versions> {
        self.state().versions
    }

    /// The version of the policy that was saved last: what is edited, and what imports are read by.
    pub fn policy(&self) -> Arc<Policy> {
        self.state().policy
    }

    pub(crate) fn state(&self) -> State {
        self.inner.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn loaded(&self) -> &crate::records::load::Loaded {
        &self.inner.loaded
    }

    pub(crate) fn underway(&self) -> &Arc<crate::records::reading::Underway> {
        &self.inner.underway
    }

    pub(crate) fn simulated(&self) -> &crate::simulations::Simulated {
        &self.inner.simulated
    }

    /// True where another process holds the workspace, so that this one may only read.
    pub(crate) fn is_read_only(&self) -> bool {
        self.inner.read_only.is_some()
    }

    fn keeping(&self) -> Option<&Keeping> {
        self.inner.keeping.as_ref()
    }

    pub(crate) fn reviewed(&self) -> &crate::reviews::Reviewed {
        &self.inner.reviewed
    }

    pub(crate) fn sat(&self) -> &crate::reviews::Sat {
        &self.inner.sat
    }

    pub(crate) fn errors_kept(&self) -> &crate::maturity::Checked {
        &self.inner.checked
    }

    pub(crate) fn filled(&self) -> &crate::policies::evidence::Filled {
        &self.inner.filled
    }

    pub(crate) fn followed(&self) -> &crate::audit::Followed {
        &self.inner.followed
    }

    pub(crate) fn held_last(&self) -> &crate::policies::evidence::Held {
        &self.inner.held
    }

    pub(crate) fn drafted(&self) -> &crate::policies::drafts::Drafted {
        &self.inner.drafted
    }

    pub(crate) fn readers(&self) -> &SqlitePool {
        &self.inner.readers
    }

    /// The connection that writes, once no other change runs and the day has its copy. Call [`Workspace::refresh`] after a commit.
    pub(crate) async fn writer(&self) -> Result<Writer, WorkspaceError> {
        if let Some(holder) = &self.inner.read_only {
            return Err(WorkspaceError::ReadOnly(holder.clone()));
        }
        self.keep_daily(&Default::default()).await?;
        let guard = self.inner.writer.clone().lock_owned().await;
        if guard.is_none() {
            return Err(sqlx::Error::PoolClosed.into());
        }
        Ok(Writer(guard))
    }

    /// All places of the readers, where none of them has read yet: until they are given back no connection of this process but
    /// the writer's touches the file, and whoever wants to read waits. `None` where somebody has read: then they may go on.
    pub(crate) async fn without_readers(&self) -> Result<Option<Vec<PoolConnection<Sqlite>>>, WorkspaceError> {
        let readers = &self.inner.readers;
        if readers.size() > 0 {
            return Ok(None);
        }
        let mut places = Vec::new();
        for _ in 0..connect::READERS {
            places.push(readers.acquire().await?);
        }
        Ok(Some(places))
    }

    /// The connection that writes, where this process may write and no change runs.
    pub(crate) fn writer_if_free(&self) -> Option<Writer> {
        let guard = self.inner.writer.clone().try_lock_owned().ok()?;
        guard.is_some().then_some(Writer(guard))
    }

    /// Reads again what describes the whole, after a change.
    pub(crate) async fn refresh(&self, connection: &mut SqliteConnection) -> Result<(), WorkspaceError> {
        let known = self.state();
        let (_, state) = read_state(connection, Some(&known)).await?;
        *self.inner.state.write().unwrap_or_else(PoisonError::into_inner) = state;
        Ok(())
    }
}

/// The right to change the workspace, for one change.
pub(crate) struct Writer(OwnedMutexGuard<Option<SqliteConnection>>);

impl Writer {
    pub fn connection(&mut self) -> Result<&mut SqliteConnection, WorkspaceError> {
        self.0.as_mut().ok_or(WorkspaceError::Database(sqlx::Error::PoolClosed))
    }
}

/// What a change changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Changed {
    Records,
    Policy,
}

/// Ends every change: counts it, and empties the cache of reviews, which are of before.
pub(crate) async fn touch(connection: &mut SqliteConnection, changed: Changed) -> Result<(), WorkspaceError> {
    let count = match changed {
        Changed::Records => {
            "update workspace set data_version = data_version + 1, records_version = records_version + 1"
        }
        Changed::Policy => "update workspace set data_version = data_version + 1",
    };
    sqlx::query(count).execute(&mut *connection).await?;
    sqlx::query("delete from reviews").execute(connection).await?;
    Ok(())
}
