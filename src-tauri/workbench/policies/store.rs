//! Policy versions in the file: appended, never changed.

use crate::audit::{self, Done};
use crate::records::load::in_background;
use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::airtight::{Evidence, check};
use playbook::calendar::Zone;
use playbook::policy::criteria::Told;
use playbook::policy::{BEGINNING, Policy, PolicyDiff, Version, Versions};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sqlx::{Connection, Row, SqliteConnection};
use std::sync::Arc;
use ts_rs::TS;

/// So many versions of the history are checked when it is asked for; each takes a few hundredths of a second.
const CHECKED_VERSIONS: usize = 8;

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
    pub published_at: Instant,
    /// Records that started from here on are judged under it; -62135596800000 = since ever.
    #[ts(type = "number")]
    pub effective_from: Instant,
    /// Whether the check has no error left; `None` where it was not asked.
    pub airtight: Option<bool>,
    /// How many problems the check lists.
    pub problems: Option<usize>,
}

/// Who saves, why and when, and from when on it counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Saving<'a> {
    pub author: &'a str,
    pub reason: &'a str,
    pub now: Instant,
    pub effective: Effective,
}

/// When a version takes force.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effective {
    /// When its parent did: it corrects that one, for all records that were judged under it.
    AsParent,
    From(Instant),
}

impl Workspace {
    /// Saves a policy as the next version and puts it in force. `base` is the version that the edit began with; if another was
    /// saved since, nothing is saved. `None` = whatever is there. It corrects the version before it: it takes force when that one did.
    /// A policy equal to the one before is not saved again.
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
        let saving = Saving { author, reason, now, effective: Effective::AsParent };
        let version = put_in_force(&mut change, policy, state.policy_version, saving).await?;
        touch(&mut change, Changed::Policy).await?;
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        self.desk_after_change(now).await;
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
                published_at: row.try_get("saved_at")?,
                effective_from: row.try_get("effective_from")?,
                airtight: None,
                problems: None,
            })
        };
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }

    /// [`Workspace::policy_versions`], the latest ones with what the check says to them.
    pub async fn policy_history(&self) -> Result<Vec<PolicyVersion>, WorkspaceError> {
        let mut versions = self.policy_versions().await?;
        let now = chrono::Utc::now().timestamp_millis();
        for version in versions.iter_mut().take(CHECKED_VERSIONS) {
            let policy = self.policy_at(version.version).await?;
            // A policy without a zone that exists was never saved; were there one, it would not be checked.
            let Ok(zone) = Zone::named(&policy.time_zone) else { continue };
            let report = in_background(move || Ok(check(&policy, &Evidence::default(), &Told { now, zone }))).await?;
            (version.airtight, version.problems) = (Some(report.airtight), Some(report.problems.len()));
        }
        Ok(versions)
    }

    /// One version.
    pub async fn policy_at(&self, version: i64) -> Result<Policy, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let known: bool = sqlx::query_scalar("select count(*) > 0 from policy_versions where version = $1")
            .bind(version)
            .fetch_one(&mut *reading)
            .await?;
        if known { read(&mut reading, version).await } else { Err(WorkspaceError::NoSuchVersion(version)) }
    }

    /// How a version differs from another.
    pub async fn policy_diff(&self, from: i64, to: i64) -> Result<PolicyDiff, WorkspaceError> {
        let (from, to) = (self.policy_at(from).await?, self.policy_at(to).await?);
        Ok(PolicyDiff::between(&from, &to))
    }
}

/// Appends a version and makes it the latest.
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

/// Appends a version, and tells the audit trail.
pub(crate) async fn append(
    connection: &mut SqliteConnection,
    policy: &Policy,
    parent: Option<i64>,
    saving: Saving<'_>,
) -> Result<i64, WorkspaceError> {
    let body = serde_json::to_string(policy).map_err(WorkspaceError::unreadable("policy"))?;
    let effective_from = match (saving.effective, parent) {
        (Effective::From(instant), _) => instant,
        (Effective::AsParent, None) => BEGINNING,
        (Effective::AsParent, Some(parent)) => {
            sqlx::query_scalar("select effective_from from policy_versions where version = $1")
                .bind(parent)
                .fetch_one(&mut *connection)
                .await?
        }
    };
    let version: i64 = sqlx::query_scalar(
        "insert into policy_versions (version, digest, parent, author, reason, saved_at, effective_from, body) \
         select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $6, $7 from policy_versions returning version",
    )
    .bind(digest(&body))
    .bind(parent)
    .bind(saving.author)
    .bind(saving.reason)
    .bind(saving.now)
    .bind(effective_from)
    .bind(&body)
    .fetch_one(&mut *connection)
    .await?;
    let before: Option<String> = sqlx::query_scalar("select digest from policy_versions where version = $1")
        .bind(parent)
        .fetch_optional(&mut *connection)
        .await?;
    let published = Done {
        at: saving.now,
        actor: saving.author,
        act: "policy.published",
        subject: &format!("policy {version}"),
        said: json!({ "reason": saving.reason, "effective_from": effective_from }),
        before: parent.map_or(Value::Null, |parent| json!({ "version": parent, "digest": before })),
        after: json!({ "version": version, "digest": digest(&body) }),
    };
    audit::append(connection, published).await?;
    Ok(version)
}

/// Reads the versions that records are judged under; those in `known` are not read again, for none ever changes.
pub(crate) async fn read_versions(
    connection: &mut SqliteConnection,
    latest: i64,
    known: Option<&Versions>,
) -> Result<Versions, WorkspaceError> {
    let saved: Vec<(i64, Instant)> =
        sqlx::query_as("select version, effective_from from policy_versions where version <= $1 order by version")
            .bind(latest)
            .fetch_all(&mut *connection)
            .await?;
    let mut versions = Vec::new();
    for (number, effective_from) in Versions::needed(&saved) {
        let kept = known.and_then(|known| known.terms().iter().find(|version| version.number == number));
        let policy = match kept {
            Some(version) => version.policy.clone(),
            None => Arc::new(read(connection, number).await?),
        };
        versions.push(Version { number, effective_from, policy });
    }
    Versions::new(versions)
        .filter(|versions| versions.terms().iter().any(|version| version.number == latest))
        .ok_or_else(|| WorkspaceError::Unreadable { what: "policy", cause: format!("version {latest} is missing") })
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
pub(crate) async fn refuse_orphans(
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
