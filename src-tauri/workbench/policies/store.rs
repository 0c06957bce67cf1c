//! Policy versions in the file: appended, never changed.

use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::policy::Policy;
use serde::Serialize;
use sha2::{Digest, Sha256};
use sqlx::{Connection, Row, SqliteConnection};
use ts_rs::TS;

/// A saved version, without the policy itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PolicyVersion {
    #[ts(type = "number")]
    pub version: i64,
    #[ts(type = "number | null")]
    pub parent: Option<i64>,
    /// SHA-256 of the policy as stored.
    pub digest: String,
    pub author: String,
    pub reason: String,
    #[ts(type = "number")]
    pub saved_at: Instant,
    #[ts(type = "number")]
    pub effective_from: Instant,
}

/// Who saves, why and when.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saving<'a> {
    pub author: &'a str,
    pub reason: &'a str,
    pub now: Instant,
}

impl Workspace {
    /// Saves a policy as the next version and puts it in force. `base` is the version that the edit began with; if another was
    /// saved since, nothing is saved. `None` = whatever is there. A policy equal to the one in force is not saved again.
    pub async fn save_policy(
        &self,
        policy: &Policy,
        base: Option<i64>,
        author: &str,
        reason: &str,
    ) -> Result<i64, WorkspaceError> {
        super::check(policy)?;
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let state = self.state();
        if let Some(base) = base.filter(|base| *base != state.policy_version) {
            return Err(WorkspaceError::PolicyMoved { base, now: state.policy_version });
        }
        if *policy == *state.policy {
            return Ok(state.policy_version);
        }
        let mut change = connection.begin_with("begin immediate").await?;
        refuse_orphans(&mut change, &state.policy, policy).await?;
        let now = chrono::Utc::now().timestamp_millis();
        let version = put_in_force(&mut change, policy, state.policy_version, Saving { author, reason, now }).await?;
        touch(&mut change, Changed::Policy).await?;
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        self.review_after_change().await;
        Ok(version)
    }

    /// Every version saved so far, newest first.
    pub async fn policy_versions(&self) -> Result<Vec<PolicyVersion>, WorkspaceError> {
        let rows = sqlx::query(
            "select version, parent, digest, author, reason, saved_at, effective_from from policy_versions order by version desc",
        )
        .fetch_all(self.readers())
        .await?;
        let read = |row: &sqlx::sqlite::SqliteRow| -> Result<PolicyVersion, sqlx::Error> {
            Ok(PolicyVersion {
                version: row.try_get("version")?,
                parent: row.try_get("parent")?,
                digest: row.try_get("digest")?,
                author: row.try_get("author")?,
                reason: row.try_get("reason")?,
                saved_at: row.try_get("saved_at")?,
                effective_from: row.try_get("effective_from")?,
            })
        };
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }
}

/// Appends a version and makes it the one in force.
pub(crate) async fn put_in_force(
    connection: &mut SqliteConnection,
    policy: &Policy,
    parent: i64,
    saving: Saving<'_>,
) -> Result<i64, WorkspaceError> {
    let version = append(connection, policy, Some(parent), saving).await?;
    sqlx::query("update workspace set policy_version = $1").bind(version).execute(connection).await?;
    Ok(version)
}

/// Appends a version.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    policy: &Policy,
    parent: Option<i64>,
    saving: Saving<'_>,
) -> Result<i64, WorkspaceError> {
    let body = serde_json::to_string(policy).map_err(WorkspaceError::unreadable("policy"))?;
    let version = sqlx::query_scalar(
        "insert into policy_versions (version, digest, parent, author, reason, saved_at, effective_from, body) \
         select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $5, $6 from policy_versions returning version",
    )
    .bind(digest(&body))
    .bind(parent)
    .bind(saving.author)
    .bind(saving.reason)
    .bind(saving.now)
    .bind(body)
    .fetch_one(connection)
    .await?;
    Ok(version)
}

/// Reads one version.
pub(crate) async fn read(connection: &mut SqliteConnection, version: i64) -> Result<Policy, WorkspaceError> {
    let body: String = sqlx::query_scalar("select body from policy_versions where version = $1")
        .bind(version)
        .fetch_optional(connection)
        .await?
        .ok_or_else(|| WorkspaceError::Unreadable { what: "policy", cause: format!("version {version} is missing") })?;
    Policy::read_stored(&body).map_err(WorkspaceError::unreadable("policy"))
}

/// A policy's address: the SHA-256 of its stored text, in hex.
pub(crate) fn digest(body: &str) -> String {
    Sha256::digest(body.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Records keep their handoff point: a policy that drops one they name is refused.
async fn refuse_orphans(
    connection: &mut SqliteConnection,
    before: &Policy,
    after: &Policy,
) -> Result<(), WorkspaceError> {
    for point in before.handoffs.iter().filter(|point| after.handoff(&point.key).is_none()) {
        let records: i64 = sqlx::query_scalar("select count(*) from records where handoff = $1")
            .bind(&point.key)
            .fetch_one(&mut *connection)
            .await?;
        if records > 0 {
            let why = format!(
                "{records} records belong to the handoff point {} ({}), which it no longer has",
                point.key, point.name
            );
            return Err(WorkspaceError::PolicyRefused(why));
        }
    }
    Ok(())
}
