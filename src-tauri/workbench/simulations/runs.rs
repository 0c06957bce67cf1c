//! Runs of a scenario: what makes each repeatable, and what came out.

use super::scenarios::read_body;
use crate::policies::store::digest;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use serde::Serialize;
use serde_json::Value;
use sqlx::{Connection, Row, SqliteConnection};
use ts_rs::TS;
use uuid::Uuid;

/// Runs kept of a scenario; older ones go.
const KEPT: i64 = 50;

/// A run to be kept.
#[derive(Debug, Clone)]
pub struct NewRun {
    pub policy_version: i64,
    pub seed: u64,
    /// The engine's version: another one may give other figures for the same seed.
    pub engine: String,
    /// What came out.
    pub summary: Value,
}

/// A run that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "SimulationRunKept")]
pub struct RunKept {
    pub id: String,
    #[ts(type = "number")]
    pub ran_at: Instant,
    #[ts(type = "number")]
    pub policy_version: i64,
    #[ts(type = "number")]
    pub seed: u64,
    pub engine: String,
    /// True = the scenario was edited since.
    pub outdated: bool,
    #[ts(type = "unknown")]
    pub summary: Value,
}

impl Workspace {
    /// Keeps what came out of a scenario as it stands.
    pub async fn keep_run(&self, scenario: &str, run: NewRun, now: Instant) -> Result<RunKept, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let digest = digest(&read_body(&mut change, scenario).await?);
        let id = Uuid::now_v7().to_string();
        let summary = serde_json::to_string(&run.summary).map_err(WorkspaceError::unreadable("run"))?;
        sqlx::query(
            "insert into simulation_runs (id, scenario, ran_at, digest, policy_version, seed, engine, summary) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(scenario)
        .bind(now)
        .bind(&digest)
        .bind(run.policy_version)
        // The bits of the seed: the column has a sign.
        .bind(run.seed.cast_signed())
        .bind(&run.engine)
        .bind(summary)
        .execute(&mut *change)
        .await?;
        sqlx::query(
            "delete from simulation_runs where scenario = $1 and id not in \
             (select id from simulation_runs where scenario = $1 order by ran_at desc, id desc limit $2)",
        )
        .bind(scenario)
        .bind(KEPT)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        let NewRun { policy_version, seed, engine, summary } = run;
        Ok(RunKept { id, ran_at: now, policy_version, seed, engine, outdated: false, summary })
    }
}

/// The runs of a scenario whose text has this digest, the latest first.
pub(super) async fn latest_runs(
    connection: &mut SqliteConnection,
    scenario: &str,
    digest: &str,
) -> Result<Vec<RunKept>, WorkspaceError> {
    let rows = sqlx::query(
        "select id, ran_at, digest, policy_version, seed, engine, summary from simulation_runs \
         where scenario = $1 order by ran_at desc, id desc limit $2",
    )
    .bind(scenario)
    .bind(KEPT)
    .fetch_all(connection)
    .await?;
    let read = |row: &sqlx::sqlite::SqliteRow| -> Result<RunKept, WorkspaceError> {
        let summary: String = row.try_get("summary")?;
        Ok(RunKept {
            id: row.try_get("id")?,
            ran_at: row.try_get("ran_at")?,
            policy_version: row.try_get("policy_version")?,
            seed: row.try_get::<i64, _>("seed")?.cast_unsigned(),
            engine: row.try_get("engine")?,
            outdated: row.try_get::<String, _>("digest")? != digest,
            summary: serde_json::from_str(&summary).map_err(WorkspaceError::unreadable("run"))?,
        })
    };
    rows.iter().map(read).collect()
}
