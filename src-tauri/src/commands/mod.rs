//! The commands of the window, a few lines each: what the view may ask, in the words of the workbench. Each waits on its own
//! thread of the runtime, so that none holds up the window.

pub mod app;
pub mod backups;
pub mod council;
pub mod drafts;
pub mod exceptions;
pub mod imports;
pub mod journey;
pub mod judgement;
pub mod packs;
pub mod pictures;
pub mod records;
pub mod review;
pub mod settings;
pub mod simulations;

use crate::DoorError;
use crate::desk::Desk;
use tauri::{AppHandle, Emitter, Manager, Runtime};

/// Told after every change of the open workspace: what was asked before is old.
pub const WORKSPACE_CHANGED: &str = "workspace-changed";

/// Tells the view that the open workspace changed, and has read ahead what it will ask for.
pub fn tell_changed<R: Runtime>(app: &AppHandle<R>) -> Result<(), DoorError> {
    app.state::<Desk>().changed();
    app.emit(WORKSPACE_CHANGED, ()).map_err(DoorError::unexpected)
}

/// The time of an act, from the clock that the rules are never allowed to read.
fn now() -> playbook::Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

/// Runs work that computes or waits for the disk, away from the threads that answer.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DoorError> + Send + 'static,
) -> Result<T, DoorError> {
    tauri::async_runtime::spawn_blocking(work).await.map_err(DoorError::unexpected)?
}
