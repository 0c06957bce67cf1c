//! Who holds a workspace: one writer at a time, by an operating-system lock on a small file beside it.
//!
//! The lock dies with its process, so a crash never leaves a workspace held; the file's text only says who holds it.

use super::error::WorkspaceError;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use ts_rs::TS;

/// Why this process may only read, and who holds the workspace instead.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Holder {
    /// `open by tobias on lab-7 (process 4711) since 2026-11-21 07:10 UTC`
    pub words: String,
    /// `None` where nobody holds it, but the file or its folder cannot be written.
    pub by: Option<HeldBy>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct HeldBy {
    pub user: String,
    pub host: String,
    pub pid: u32,
    #[ts(type = "number")]
    pub since: playbook::Instant,
}

/// The right to write, until dropped.
#[derive(Debug)]
pub(crate) struct Hold {
    path: PathBuf,
    file: File,
}

pub(crate) enum Taken {
    Ours(Hold),
    Theirs(Holder),
}

/// Takes the right to write, or says who has it.
pub(crate) fn take(workspace: &Path) -> Result<Taken, WorkspaceError> {
    if let Err(cause) = OpenOptions::new().write(true).open(workspace) {
        let words = format!("the file cannot be written ({cause})");
        return Ok(Taken::Theirs(Holder { words, by: None }));
    }
    let path = beside(workspace, ".lock");
    // A holder that closes removes its lock file; a lock on a removed file excludes nobody, so such a lock is given back and
    // taken again on the file that stands there now. Each round means that somebody else closed in between.
    for _ in 0..100 {
        let mut file = match OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path) {
            Ok(file) => file,
            Err(cause) => {
                let words = format!("its folder cannot be written ({cause})");
                return Ok(Taken::Theirs(Holder { words, by: None }));
            }
        };
        match file.try_lock() {
            Ok(()) if !same_file(&file, &path) => continue,
            Ok(()) => {
                let me = HeldBy {
                    user: user_name(),
                    host: host_name(),
                    pid: std::process::id(),
                    since: chrono::Utc::now().timestamp_millis(),
                };
                let text = serde_json::to_string(&me).map_err(WorkspaceError::unreadable("lock"))?;
                file.set_len(0).map_err(WorkspaceError::file("Holding the workspace", &path))?;
                file.write_all(text.as_bytes()).map_err(WorkspaceError::file("Holding the workspace", &path))?;
                return Ok(Taken::Ours(Hold { path, file }));
            }
            Err(TryLockError::WouldBlock) => return Ok(Taken::Theirs(read_holder(&mut file))),
            Err(TryLockError::Error(cause)) => return Err(WorkspaceError::file("Holding the workspace", &path)(cause)),
        }
    }
    Ok(Taken::Theirs(Holder { words: "another program opens and closes it all the time".into(), by: None }))
}

impl Drop for Hold {
    fn drop(&mut self) {
        // Removed while still locked: whoever waits on the old file sees that it is no longer the one at the path.
        let _ = std::fs::remove_file(&self.path);
        let _ = self.file.unlock();
    }
}

/// `NAME.baton` → `NAME.baton.lock`: what SQLite and we put beside a workspace carries its whole name.
pub(crate) fn beside(workspace: &Path, suffix: &str) -> PathBuf {
    let mut name = workspace.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn read_holder(file: &mut File) -> Holder {
    let mut text = String::new();
    let _ = file.seek(SeekFrom::Start(0));
    let _ = file.take(4096).read_to_string(&mut text);
    match serde_json::from_str::<HeldBy>(&text) {
        Ok(by) => {
            let since = chrono::DateTime::from_timestamp_millis(by.since)
                .map(|at| at.format(" since %Y-%m-%d %H:%M UTC").to_string())
                .unwrap_or_default();
            Holder { words: format!("open by {} on {} (process {}){since}", by.user, by.host, by.pid), by: Some(by) }
        }
        Err(_) => Holder { words: "open in another program".into(), by: None },
    }
}

#[cfg(unix)]
fn same_file(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), std::fs::metadata(path)) {
        (Ok(held), Ok(there)) => held.dev() == there.dev() && held.ino() == there.ino(),
        _ => false,
    }
}

#[cfg(not(unix))]
fn same_file(_: &File, path: &Path) -> bool {
    // Where an open file cannot be removed, the path still names it.
    path.exists()
}

fn user_name() -> String {
    ["USER", "USERNAME", "LOGNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok())
        .unwrap_or_else(|| "somebody".into())
}

fn host_name() -> String {
    std::fs::read_to_string("/proc/sys/kernel/hostname")
        .map(|name| name.trim().to_owned())
        .or_else(|_| std::env::var("COMPUTERNAME"))
        .or_else(|_| std::env::var("HOSTNAME"))
        .unwrap_or_else(|_| "this computer".into())
}
