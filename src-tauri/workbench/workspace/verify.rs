//! Proving a workspace: everything that can be checked about the file, each check with what it found.

use super::{WorkspaceError, connect, door, schema};
use crate::policies;
use playbook::policy::Policy;
use serde::Serialize;
use sqlx::{Connection, Row, SqliteConnection};
use std::path::{Path, PathBuf};

/// What `baton verify` prints.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct VerifyReport {
    pub path: PathBuf,
    pub sound: bool,
    pub checks: Vec<Check>,
    pub records: u64,
    pub batches: u64,
    pub policy_versions: u64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
    /// `pages and indexes`
    pub name: &'static str,
    pub passed: bool,
    /// What was counted, or what is wrong.
    pub found: String,
}

/// Checks a workspace file without changing it. Refused as by opening where it is no workspace at all.
pub async fn verify(path: &Path) -> Result<VerifyReport, WorkspaceError> {
    if door::check_header(path)? < schema::FORMAT {
        return Err(WorkspaceError::Older(path.into()));
    }
    let mut connection = connect::checking(path, true).await?;
    let report = verify_connection(&mut connection, path).await;
    let _ = connection.close().await;
    report
}

async fn verify_connection(connection: &mut SqliteConnection, path: &Path) -> Result<VerifyReport, WorkspaceError> {
    let mut checks = Vec::new();
    let mut check = |name, wrong: Option<String>, right: String| {
        checks.push(Check { name, passed: wrong.is_none(), found: wrong.unwrap_or(right) });
    };
    let difference =
        schema::difference(&schema::found(connection).await?, &schema::expected(schema::MIGRATIONS).await?);
    let other_schema = difference.is_some();
    check("schema", difference.map(|what| format!("found {what}")), format!("format {}", schema::FORMAT));
    let pages = first_text(connection, "pragma integrity_check(1)").await?;
    check("pages and indexes", (pages != "ok").then_some(pages), "every page and index entry in place".into());
    if other_schema {
        // The further questions are put to tables that may not be ours.
        return Ok(VerifyReport {
            path: path.into(),
            sound: false,
            checks,
            records: 0,
            batches: 0,
            policy_versions: 0,
        });
    }
    let dangling = sqlx::query("pragma foreign_key_check").fetch_all(&mut *connection).await?.len();
    check(
        "references",
        (dangling > 0).then(|| format!("{dangling} rows point to nothing")),
        "every row's batch and policy exist".into(),
    );

    let records = count(connection, "select count(*) from records").await?;
    let said = count(connection, "select coalesce(sum(records), -1) from workspace").await?;
    check(
        "record count",
        (records != said).then(|| format!("{records} rows, but the workspace says {said}")),
        format!("{records} records"),
    );

    let batches = count(connection, "select count(*) from batches").await?;
    let sums = count(
        connection,
        "select count(*) from batches where row_count < accepted + updated + unchanged or accepted < 0 or updated < 0",
    )
    .await?;
    check(
        "batch sums",
        (sums > 0).then(|| format!("{sums} batches do not add up")),
        format!("{batches} batches add up"),
    );
    let stood =
        count(connection, "select coalesce(cast(sum(accepted) as bigint), 0) from batches where undone_at is null")
            .await?;
    check(
        "batches and records",
        (stood != records).then(|| format!("the batches brought {stood} records, {records} are there")),
        "the batches brought every record".into(),
    );
    let orphans = count(
        connection,
        "select count(*) from records join batches on batches.id = records.batch where batches.undone_at is not null",
    )
    .await?;
    check(
        "undone batches",
        (orphans > 0).then(|| format!("{orphans} records belong to an undone import")),
        "none left a record".into(),
    );

    let (policy_versions, wrong) = policies_wrong(connection).await?;
    check("policy digests", wrong, format!("{policy_versions} policy versions unchanged since they were saved"));
    let (branches, wrong) = policies::drafts::verify::check(connection).await?;
    check("drafts", wrong, format!("{branches} drafts can be read, and every edit taken back"));
    let trail = crate::audit::verify(connection).await?;
    check(
        "audit trail",
        trail.broken.map(|broken| format!("it breaks at entry {}: {}", broken.number, broken.what)),
        format!("{} entries, each bound to the one before", trail.entries),
    );
    let (signed, wrong) = crate::reviews::verify::check(connection).await?;
    check(
        "signed reviews",
        wrong,
        format!("{signed} sign-offs hold what was signed, and the audit trail tells of each"),
    );
    let unknown = handoffs_unknown(connection).await?;
    check("handoff points", unknown, "every record's handoff point is in the policy".into());

    let sound = checks.iter().all(|check| check.passed);
    let number = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(VerifyReport {
        path: path.into(),
        sound,
        checks,
        records: number(records),
        batches: number(batches),
        policy_versions: number(policy_versions),
    })
}

async fn policies_wrong(connection: &mut SqliteConnection) -> Result<(i64, Option<String>), WorkspaceError> {
    let rows =
        sqlx::query("select version, digest, body from policy_versions order by version").fetch_all(connection).await?;
    let mut wrong = None;
    for row in &rows {
        let (version, digest, body): (i64, String, String) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        if policies::store::digest(&body) != digest {
            wrong = Some(format!("policy version {version} is not what was saved"));
        } else if let Err(cause) = Policy::read_stored(&body) {
            wrong = Some(format!("policy version {version} cannot be read: {cause}"));
        }
    }
    Ok((rows.len() as i64, wrong))
}

async fn handoffs_unknown(connection: &mut SqliteConnection) -> Result<Option<String>, WorkspaceError> {
    let version = count(connection, "select coalesce(max(policy_version), 0) from workspace").await?;
    let policy = match policies::store::read(connection, version).await {
        Ok(policy) => policy,
        Err(error) => return Ok(Some(error.to_string())),
    };
    let rows = sqlx::query("select distinct handoff from records").fetch_all(connection).await?;
    for row in rows {
        let key: String = row.try_get(0)?;
        if policy.handoff(&key).is_none() {
            return Ok(Some(format!("records name the handoff point \"{key}\", which the policy does not have")));
        }
    }
    Ok(None)
}

async fn count(connection: &mut SqliteConnection, sql: &'static str) -> Result<i64, sqlx::Error> {
    sqlx::query_scalar(sql).fetch_one(connection).await
}

async fn first_text(connection: &mut SqliteConnection, sql: &'static str) -> Result<String, sqlx::Error> {
    sqlx::query_scalar(sql).fetch_one(connection).await
}
