//! Making the file of a new workspace: laid whole under another name, then given its own.

use super::{WorkspaceError, connect, schema};
use crate::policies;
use crate::policies::store::{Effective, Saving};
use playbook::policy::{BEGINNING, Policy};
use sqlx::Connection;
use std::path::Path;

/// Writes a new workspace to `path` and closes it.
pub(super) async fn lay_file(path: &Path, policy: &Policy) -> Result<(), WorkspaceError> {
    let _ = std::fs::remove_file(path);
    let mut connection = connect::laying(path).await?;
    let now = chrono::Utc::now().timestamp_millis();
    let mut change = connection.begin().await?;
    schema::lay(&mut change).await?;
    // The first version covers all history, however old the records are that will be imported.
    let saving = Saving { author: "", reason: "new", now, effective: Effective::From(BEGINNING) };
    let version = policies::store::append(&mut change, policy, None, saving).await?;
    sqlx::query("insert into workspace (id, created_at, policy_version, data_version, records_version, records) values ($1, $2, $3, 1, 1, 0)")
        .bind(uuid::Uuid::now_v7().to_string())
        .bind(now)
        .bind(version)
        .execute(&mut *change)
        .await?;
    change.commit().await?;
    connection.close().await?;
    Ok(())
}

/// Gives a finished file its name unless the name was taken meanwhile.
pub(crate) fn place_new(laid: &Path, path: &Path) -> Result<(), WorkspaceError> {
    match std::fs::hard_link(laid, path) {
        Ok(()) => Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::AlreadyExists => Err(WorkspaceError::Exists(path.into())),
        // Not every file system knows links; there the look and the move are two steps.
        Err(_) if path.exists() => Err(WorkspaceError::Exists(path.into())),
        Err(_) => std::fs::rename(laid, path).map_err(WorkspaceError::file("Writing", path)),
    }
}
