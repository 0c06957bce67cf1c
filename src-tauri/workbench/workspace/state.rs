//! What describes the whole of an open workspace: read with the file's one row, and again after every change.

use super::WorkspaceError;
use crate::policies;
use playbook::Instant;
use playbook::policy::{Policy, Versions};
use sqlx::{Row, SqliteConnection};
use std::sync::Arc;

/// What the file's one row of `workspace` says, with the policy in force.
#[derive(Clone)]
pub(crate) struct State {
    pub policy_version: i64,
    /// The version saved last.
    pub policy: Arc<Policy>,
    /// The versions that records are judged under.
    pub versions: Arc<Versions>,
    pub data_version: i64,
    pub records_version: i64,
    pub records: u64,
    pub as_of: Option<Instant>,
}

/// Reads the one row of `workspace`, and the policy where it is not the known one.
pub(super) async fn read_state(
    connection: &mut SqliteConnection,
    known: Option<&State>,
) -> Result<(String, State), WorkspaceError> {
    let row = sqlx::query("select id, policy_version, data_version, records_version, records, as_of from workspace")
        .fetch_optional(&mut *connection)
        .await?
        .ok_or(WorkspaceError::Unreadable { what: "workspace", cause: "its description is missing".into() })?;
    let policy_version: i64 = row.try_get("policy_version")?;
    let versions = match known {
        Some(state) if state.policy_version == policy_version => state.versions.clone(),
        Some(state) => {
            Arc::new(policies::store::read_versions(connection, policy_version, Some(&state.versions)).await?)
        }
        None => Arc::new(policies::store::read_versions(connection, policy_version, None).await?),
    };
    let state = State {
        policy_version,
        policy: versions.latest().clone(),
        versions,
        data_version: row.try_get("data_version")?,
        records_version: row.try_get("records_version")?,
        records: row.try_get::<i64, _>("records")?.try_into().unwrap_or(0),
        as_of: row.try_get("as_of")?,
    };
    Ok((row.try_get("id")?, state))
}
