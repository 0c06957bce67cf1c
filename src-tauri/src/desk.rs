//! What the window holds while it runs: the open workspace, what was open before, the files that a person chose, and the flag
//! that cancels long work. One value for the whole program, managed by Tauri; no rule and no SQL.

use crate::picks::Picks;
use crate::recents::Recents;
use crate::{DoorError, Recent};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tauri::ipc::Channel;
use tokio::sync::{OwnedRwLockWriteGuard, RwLock};
use workbench::imports::report::Progress;
use workbench::imports::store::Watch;
use workbench::workspace::{Backups, Summary, Workspace};

pub struct Desk {
    /// Held for writing while a workspace opens: whoever asks for it meanwhile waits instead of seeing none.
    open: Arc<RwLock<Option<Workspace>>>,
    recents: Mutex<Recents>,
    /// Files that the view may name: chosen in a dialog, dropped on the window, given when started, or open before. A view gone
    /// astray could otherwise have any file read.
    chosen: Mutex<HashSet<PathBuf>>,
    /// Of the import that runs now.
    cancel: Mutex<Arc<AtomicBool>>,
    /// Of the simulation that runs now. Not the import's: whoever moves a lever calls off no import.
    simulating: Mutex<Arc<AtomicBool>>,
    trouble: Mutex<Option<DoorError>>,
    /// `~/Baton/Sample.baton`
    sample: PathBuf,
    pub backups: Backups,
    pub picks: Picks,
}

/// How long after opening the day's copy is made: the first picture goes before.
const COPY_AFTER: Duration = Duration::from_secs(5);

/// The place of the open workspace, held.
pub type Held = OwnedRwLockWriteGuard<Option<Workspace>>;

impl Desk {
    /// `config` is the folder where the program remembers, `home` the one where a person keeps files.
    pub fn new(config: &Path, home: &Path, backups: Backups, picks: Picks) -> Desk {
        Desk {
            open: Arc::default(),
            recents: Mutex::new(Recents::load(&config.join("recents.json"))),
            chosen: Mutex::default(),
            cancel: Mutex::default(),
            simulating: Mutex::default(),
            trouble: Mutex::default(),
            sample: home.join("Baton").join("Sample.baton"),
            backups,
            picks,
        }
    }

    /// The open workspace.
    pub async fn workspace(&self) -> Result<Workspace, DoorError> {
        self.open.read().await.clone().ok_or_else(DoorError::no_workspace)
    }

    /// The open workspace in a few words, if there is one.
    pub async fn summary(&self) -> Result<Option<Summary>, DoorError> {
        match &*self.open.read().await {
            Some(workspace) => Ok(Some(workspace.summary().await?)),
            None => Ok(None),
        }
    }

    /// Makes whoever asks for the workspace wait, from now until it is given back. `None` where somebody holds it already.
    pub fn hold(&self) -> Option<Held> {
        self.open.clone().try_write_owned().ok()
    }

    /// Opens the workspace at `path` in place of the one that is open. Where that fails, the open one stays.
    pub async fn open(&self, path: &Path) -> Result<Summary, DoorError> {
        let held = self.open.clone().write_owned().await;
        self.open_held(held, path).await
    }

    /// [`Desk::open`] by who holds the workspace already.
    pub async fn open_held(&self, mut open: Held, path: &Path) -> Result<Summary, DoorError> {
        let same = std::fs::canonicalize(path).ok();
        if let Some(workspace) = open.as_ref().filter(|workspace| same.as_deref() == Some(workspace.path())) {
            return Ok(workspace.summary().await?);
        }
        let next = Workspace::open_with(path, &self.backups).await?;
        self.replace(&mut open, next).await
    }

    /// Puts a workspace that was just made in place of the one that is open.
    pub async fn open_made<E: Into<DoorError>>(
        &self,
        making: impl Future<Output = Result<Workspace, E>>,
    ) -> Result<Summary, DoorError> {
        let mut open = self.open.write().await;
        let made = making.await.map_err(Into::into)?;
        let path = made.path().to_path_buf();
        // Opened as any other, with the copies that belong to it.
        made.close().await?;
        let next = Workspace::open_with(&path, &self.backups).await?;
        self.replace(&mut open, next).await
    }

    /// Opens the sample; makes it first where it is not.
    pub async fn open_sample(&self) -> Result<Summary, DoorError> {
        if self.sample.exists() {
            return self.open(&self.sample).await;
        }
        if let Some(folder) = self.sample.parent() {
            std::fs::create_dir_all(folder).map_err(|cause| DoorError::file("Making the folder", folder, cause))?;
        }
        self.open_made(workbench::sample::create(&self.sample)).await
    }

    async fn replace(&self, open: &mut Option<Workspace>, next: Workspace) -> Result<Summary, DoorError> {
        let summary = next.summary().await?;
        keep_copy_soon(next.clone());
        read_ahead(next.clone());
        let before = open.replace(next);
        lock(&self.recents).opened(&summary.path, &summary.company);
        // The next one is open whatever becomes of the closing, and what was saved is safe: a log left beside the file is read
        // again when it is opened.
        if let Some(before) = before {
            before.close().await?;
        }
        Ok(summary)
    }

    /// After a change of the open workspace: reads again what the next questions need.
    pub fn changed(&self) {
        // A workspace that is just being opened or closed has its own reading ahead, or none.
        if let Ok(open) = self.open.try_read()
            && let Some(workspace) = &*open
        {
            read_ahead(workspace.clone());
        }
    }

    /// Closes the open workspace, so that it is one file again.
    pub async fn close(&self) -> Result<(), DoorError> {
        match self.open.write().await.take() {
            Some(workspace) => Ok(workspace.close().await?),
            None => Ok(()),
        }
    }

    /// Lets the view name these files.
    pub fn choose<'a>(&self, paths: impl IntoIterator<Item = &'a PathBuf>) {
        lock(&self.chosen).extend(paths.into_iter().cloned());
    }

    /// Refuses files that nobody chose.
    pub fn check_chosen<'a>(&self, paths: impl IntoIterator<Item = &'a PathBuf>) -> Result<(), DoorError> {
        let chosen = lock(&self.chosen);
        let recents = lock(&self.recents);
        for path in paths {
            if !chosen.contains(path) && !recents.knows(path) {
                return Err(DoorError::invalid(format!(
                    "{} was not chosen in this window. Nothing was read. Choose it again, or drop it on the window.",
                    path.display()
                )));
            }
        }
        Ok(())
    }

    pub fn recents(&self) -> Vec<Recent> {
        lock(&self.recents).list()
    }

    /// Remembers what the open workspace holds.
    pub fn remember(&self, summary: &Summary) {
        lock(&self.recents).seen(summary);
    }

    pub fn forget(&self, path: &Path) {
        lock(&self.recents).forget(path);
    }

    pub fn pin(&self, path: &Path, pinned: bool) {
        lock(&self.recents).pin(path, pinned);
    }

    /// Work that tells `channel` how far it is, and that [`Desk::cancel`] stops.
    pub fn watch(&self, channel: Channel<Progress>) -> Watch {
        let cancel = Arc::new(AtomicBool::new(false));
        *lock(&self.cancel) = cancel.clone();
        // A view that is gone hears nothing; the work goes on.
        Watch { progress: Arc::new(move |progress| drop(channel.send(progress))), cancel }
    }

    pub fn cancel(&self) {
        lock(&self.cancel).store(true, Ordering::Relaxed);
    }

    /// A simulation that tells `channel` how far it is. It calls off the one before, whose answer nobody waits for any more.
    pub fn simulates(&self, channel: Channel<Progress>) -> Watch {
        let cancel = Arc::new(AtomicBool::new(false));
        let before = std::mem::replace(&mut *lock(&self.simulating), cancel.clone());
        before.store(true, Ordering::Relaxed);
        Watch { progress: Arc::new(move |progress| drop(channel.send(progress))), cancel }
    }

    /// Calls off the simulation that runs now.
    pub fn stop_simulating(&self) {
        lock(&self.simulating).store(true, Ordering::Relaxed);
    }

    /// Keeps a refusal that no command can return, until the view asks.
    pub fn keep_trouble(&self, trouble: DoorError) {
        *lock(&self.trouble) = Some(trouble);
    }

    pub fn take_trouble(&self) -> Option<DoorError> {
        lock(&self.trouble).take()
    }
}

/// Keeps the day's copy early, so that the first change need not wait for it.
fn keep_copy_soon(workspace: Workspace) {
    let keeping = tauri::async_runtime::spawn(async move {
        tokio::time::sleep(COPY_AFTER).await;
        // What went wrong is in the summary.
        let _ = workspace.keep_daily(&Arc::default()).await;
    });
    drop(keeping);
}

/// Has the records read and measured while the window is still being drawn.
fn read_ahead(workspace: Workspace) {
    let reading = tauri::async_runtime::spawn(async move {
        // What cannot be read is said to whoever asks for it.
        let _ = workspace.get_ready().await;
    });
    drop(reading);
}

/// A value behind a lock is whole even if a thread died holding it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
