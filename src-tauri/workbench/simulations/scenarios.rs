//! Scenarios kept in the workspace under a name.

use super::runs::{latest_runs, sign};
use super::{Basis, RunKept};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::simulator::Scenario;
use serde::Serialize;
use sqlx::{Connection, Row, SqliteConnection};
use ts_rs::TS;
use uuid::Uuid;

/// The longest name, in letters.
const LONGEST_NAME: usize = 120;
/// So many scenarios nobody tells apart.
const MOST_SCENARIOS: i64 = 500;

/// A scenario that is kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SavedScenario {
    pub key: String,
    pub basis: Basis,
    pub scenario: Scenario,
    /// The version of the policy that it was made on.
    #[ts(type = "number")]
    pub policy_version: i64,
    #[ts(type = "number")]
    pub created_at: Instant,
    #[ts(type = "number")]
    pub changed_at: Instant,
    /// The latest first.
    pub runs: Vec<RunKept>,
}

impl Workspace {
    /// The scenarios that are kept, by name.
    pub async fn scenarios(&self) -> Result<Vec<SavedScenario>, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        let rows = sqlx::query("select id from scenarios order by lower(name), id").fetch_all(&mut *reading).await?;
        let mut kept = Vec::new();
        for row in rows {
            kept.push(read_kept(&mut reading, row.try_get(0)?).await?);
        }
        Ok(kept)
    }

    /// One of them, whole.
    ///
    /// # Errors
    /// [`WorkspaceError::Unreadable`] where what stands in the file is no scenario.
    pub async fn scenario(&self, id: &str) -> Result<Scenario, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        Ok(read_kept(&mut reading, id.to_owned()).await?.scenario)
    }

    /// Keeps a scenario under the name that it bears; in the place of the one with this id, where there is one.
    ///
    /// # Errors
    /// [`WorkspaceError::ScenarioRefused`] where it could not be read again, or another one has its name.
    pub async fn scenario_save(
        &self,
        id: Option<&str>,
        mut scenario: Scenario,
        now: Instant,
    ) -> Result<SavedScenario, WorkspaceError> {
        scenario.name = scenario.name.trim().to_owned();
        let body = written(&scenario)?;
        Scenario::read(&body).map_err(|why| WorkspaceError::ScenarioRefused(why.to_string()))?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let id = match id {
            Some(id) => id.to_owned(),
            None => Uuid::now_v7().to_string(),
        };
        refuse_name(&mut change, &id, &scenario.name).await?;
        let known: i64 = sqlx::query_scalar("select count(*) from scenarios where id <> $1")
            .bind(&id)
            .fetch_one(&mut *change)
            .await?;
        if known >= MOST_SCENARIOS {
            let why = format!("there are {MOST_SCENARIOS} scenarios already. Remove one first");
            return Err(WorkspaceError::ScenarioRefused(why));
        }
        sqlx::query(
            "insert into scenarios (id, name, body, policy_version, created_at, changed_at) values ($1, $2, $3, $4, $5, $5) \
             on conflict (id) do update set name = excluded.name, body = excluded.body, \
             policy_version = excluded.policy_version, changed_at = excluded.changed_at",
        )
        .bind(&id)
        .bind(&scenario.name)
        .bind(body)
        .bind(self.state().policy_version)
        .bind(now)
        .execute(&mut *change)
        .await?;
        let kept = read_kept(&mut change, id).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Gives a scenario another name.
    pub async fn scenario_rename(&self, id: &str, name: &str, now: Instant) -> Result<SavedScenario, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let body = read_body(&mut change, id).await?;
        let name = name.trim();
        refuse_name(&mut change, id, name).await?;
        let mut scenario = Scenario::read(&body).map_err(WorkspaceError::unreadable("scenario"))?;
        scenario.name = name.to_owned();
        let body = written(&scenario)?;
        sqlx::query("update scenarios set name = $2, body = $3, changed_at = $4 where id = $1")
            .bind(id)
            .bind(name)
            .bind(body)
            .bind(now)
            .execute(&mut *change)
            .await?;
        let kept = read_kept(&mut change, id.to_owned()).await?;
        change.commit().await?;
        Ok(kept)
    }

    /// Removes a scenario with its runs. One that can no longer be read is removed as well.
    pub async fn scenario_remove(&self, id: &str) -> Result<(), WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        sqlx::query("delete from simulation_runs where scenario = $1").bind(id).execute(&mut *change).await?;
        let removed = sqlx::query("delete from scenarios where id = $1").bind(id).execute(&mut *change).await?;
        if removed.rows_affected() == 0 {
            return Err(WorkspaceError::NoSuchScenario(id.to_owned()));
        }
        Ok(change.commit().await?)
    }
}

/// A scenario as it stands in the file.
pub(super) fn written(scenario: &Scenario) -> Result<String, WorkspaceError> {
    serde_json::to_string(scenario).map_err(WorkspaceError::unreadable("scenario"))
}

async fn refuse_name(connection: &mut SqliteConnection, id: &str, name: &str) -> Result<(), WorkspaceError> {
    let names = sqlx::query("select name from scenarios where id <> $1").bind(id).fetch_all(connection).await?;
    let mut taken = false;
    for row in names {
        taken |= row.try_get::<String, _>(0)?.to_lowercase() == name.to_lowercase();
    }
    let why = if name.is_empty() {
        "it needs a name".to_owned()
    } else if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        format!("its name has at most {LONGEST_NAME} letters, in one line")
    } else if taken {
        format!("there is a scenario \"{name}\" already. Choose another name")
    } else {
        return Ok(());
    };
    Err(WorkspaceError::ScenarioRefused(why))
}

/// The text of a scenario.
pub(super) async fn read_body(connection: &mut SqliteConnection, id: &str) -> Result<String, WorkspaceError> {
    let body =
        sqlx::query_scalar("select body from scenarios where id = $1").bind(id).fetch_optional(connection).await?;
    body.ok_or_else(|| WorkspaceError::NoSuchScenario(id.to_owned()))
}

async fn read_kept(connection: &mut SqliteConnection, key: String) -> Result<SavedScenario, WorkspaceError> {
    let row = sqlx::query("select policy_version, created_at, changed_at, body from scenarios where id = $1")
        .bind(&key)
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(|| WorkspaceError::NoSuchScenario(key.clone()))?;
    let body: String = row.try_get("body")?;
    let scenario = Scenario::read(&body).map_err(WorkspaceError::unreadable("scenario"))?;
    let runs = latest_runs(connection, &key, &sign(&scenario)?).await?;
    Ok(SavedScenario {
        basis: Basis::of(&scenario),
        scenario,
        policy_version: row.try_get("policy_version")?,
        created_at: row.try_get("created_at")?,
        changed_at: row.try_get("changed_at")?,
        runs,
        key,
    })
}
