//! The copies of an open workspace: one before the first change of each day, and whenever somebody asks.

use super::backups::{Backup, BackupReason, Backups};
use super::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// What an open workspace knows of its copies.
pub(super) struct Keeping {
    pub backups: Backups,
    /// The day whose copy was seen to; held while a copy is made.
    day: tokio::sync::Mutex<Option<chrono::NaiveDate>>,
    /// Set when the workspace closes: a copy on its way is given up.
    closing: Arc<AtomicBool>,
    /// Why the day has no copy.
    trouble: std::sync::Mutex<Option<String>>,
}

impl Keeping {
    pub fn new(backups: Backups) -> Keeping {
        Keeping { backups, day: Default::default(), closing: Default::default(), trouble: Default::default() }
    }

    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives up a copy that is on its way, and waits until it is.
    pub async fn stop(&self) {
        self.closing.store(true, Ordering::Relaxed);
        drop(self.day.lock().await);
    }

    /// Asked while a copy is made.
    fn going_on(&self, cancel: &Arc<AtomicBool>) -> impl FnMut() -> bool + Send + 'static {
        let (closing, cancel) = (self.closing.clone(), cancel.clone());
        move || !closing.load(Ordering::Relaxed) && !cancel.load(Ordering::Relaxed)
    }
}

/// How often a change that waits for the day's copy looks whether it was cancelled.
const LOOK_EVERY: Duration = Duration::from_millis(20);

impl Workspace {
    /// Sees to it that the workspace, as it was before the first change of the day, has a copy. Every change asks this first; a
    /// window asks it early, so that no change has to wait. A copy that cannot be made stops nothing:
    /// [`super::Summary::backup_trouble`] says why.
    ///
    /// # Errors
    /// [`WorkspaceError::Cancelled`] where `cancel` was set meanwhile.
    pub async fn keep_daily(&self, cancel: &Arc<AtomicBool>) -> Result<(), WorkspaceError> {
        let Some(keeping) = self.keeping().filter(|_| self.inner.read_only.is_none()) else { return Ok(()) };
        let mut seen_to = loop {
            if let Ok(seen_to) = keeping.day.try_lock() {
                break seen_to;
            }
            if cancel.load(Ordering::Relaxed) {
                return Err(WorkspaceError::Cancelled);
            }
            tokio::time::sleep(LOOK_EVERY).await;
        };
        let now = chrono::Utc::now().timestamp_millis();
        let today = day_of(self, now);
        if *seen_to == Some(today) || keeping.closing.load(Ordering::Relaxed) {
            return Ok(());
        }
        if !self.has_copy_of(today) {
            let kept = keeping.backups.keep(self.path(), BackupReason::Daily, now, keeping.going_on(cancel)).await;
            let trouble = match kept {
                Err(WorkspaceError::Cancelled) => return Err(WorkspaceError::Cancelled),
                kept => kept.err().map(|error| error.to_string()),
            };
            *keeping.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
        }
        *seen_to = Some(today);
        Ok(())
    }

    /// Keeps a copy of the workspace as it is now.
    pub async fn keep_backup(&self, reason: BackupReason) -> Result<Backup, WorkspaceError> {
        let keeping = self.keeping().ok_or(WorkspaceError::NoSuchBackup)?;
        let _one_at_a_time = keeping.day.lock().await;
        let now = chrono::Utc::now().timestamp_millis();
        keeping.backups.keep(self.path(), reason, now, keeping.going_on(&Arc::default())).await
    }

    /// True where nothing changed since the latest copy of this file, so that another would say the same.
    pub fn is_kept(&self) -> bool {
        self.latest_copy().is_some_and(|copy| copy.data_version == self.state().data_version)
    }

    fn has_copy_of(&self, day: chrono::NaiveDate) -> bool {
        // A workspace in which nothing was ever changed has nothing to lose.
        let untouched = self.state().data_version <= 1;
        untouched || self.is_kept() || self.latest_copy().is_some_and(|copy| day_of(self, copy.made_at) == day)
    }

    fn latest_copy(&self) -> Option<Backup> {
        let all = self.keeping()?.backups.list();
        all.into_iter().find(|copy| copy.workspace_id == self.id() && copy.from == self.path())
    }
}

/// The day of an instant where the workspace counts its days.
fn day_of(workspace: &Workspace, at: Instant) -> chrono::NaiveDate {
    let zone = Zone::named(&workspace.policy().time_zone).unwrap_or_else(|_| Zone::utc());
    zone.date_of(at)
}
