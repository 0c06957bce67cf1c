//! Copies of a workspace that are whole: made by SQLite itself, because a plain copy of an open file loses what is still in its log.

use super::hold::beside;
use super::{Workspace, WorkspaceError, connect, place_new};
use sqlx::Connection;
use std::path::Path;

impl Workspace {
    /// Writes a copy of the workspace, as it is now, to a new file. An existing file is never replaced.
    pub async fn backup(&self, to: &Path) -> Result<(), WorkspaceError> {
        if to.exists() {
            return Err(WorkspaceError::Exists(to.into()));
        }
        let made = beside(to, &format!(".new-{}", std::process::id()));
        let _ = std::fs::remove_file(&made);
        let copied = copy(self.path(), &made, || true).await;
        let placed = match copied {
            Ok(()) => place_new(&made, to),
            Err(error) => Err(error),
        };
        let _ = std::fs::remove_file(&made);
        placed
    }
}

/// How often, in SQLite's own steps, a copy asks whether to go on: some hundred times a second.
const ASK_EVERY: i32 = 20_000;

/// Copies through a connection of its own, so that neither readers nor the writer wait for a large copy. `go_on` is asked all
/// the while; where it says no, the copy is given up, and what was written of it is the caller's to remove.
pub(super) async fn copy(
    from: &Path,
    to: &Path,
    go_on: impl FnMut() -> bool + Send + 'static,
) -> Result<(), WorkspaceError> {
    let mut connection = connect::checking(from, true).await?;
    connection.lock_handle().await?.set_progress_handler(ASK_EVERY, go_on);
    let copied = sqlx::query("vacuum into $1").bind(to.to_string_lossy().into_owned()).execute(&mut connection).await;
    match copied {
        Err(cause) if connect::interrupted(&cause) => return Err(WorkspaceError::Cancelled),
        copied => copied?,
    };
    connection.close().await?;
    std::fs::File::open(to).and_then(|file| file.sync_all()).map_err(WorkspaceError::file("Writing the copy", to))
}
