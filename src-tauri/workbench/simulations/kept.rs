//! Whole answers that are kept with the last run of a scenario, so that they are there again after a restart.

use super::runs::{RunKept, latest_runs, sign};
use super::scenarios::read_body;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::policy::Policy;
use playbook::simulator::{ENGINE, Scenario, WhatIf};
use serde::{Deserialize, Serialize};
use sqlx::{Row, SqliteConnection};
use ts_rs::TS;

/// An answer and what it rests on beside its scenario.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptAnswer {
    /// Of the workspace, when it was played.
    pub data_version: i64,
    pub what_if: WhatIf,
}

/// The last answer of a kept scenario, as it was when it was played; nothing that it rests on has changed.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "SimulationLast")]
pub struct LastAnswer {
    /// Of the scenario.
    pub key: String,
    pub scenario: Scenario,
    /// With the scenario's changes.
    pub policy: Policy,
    pub run: RunKept,
    pub answer: WhatIf,
}

/// What stands beside the summary in the file.
#[derive(Deserialize)]
struct Beside {
    answer: Option<KeptAnswer>,
}

/// Takes the whole answer out of the runs of a scenario: the next one takes its place.
pub(super) async fn forget_answers(connection: &mut SqliteConnection, scenario: &str) -> Result<(), WorkspaceError> {
    let rows = sqlx::query("select id, summary from simulation_runs where scenario = $1 and summary like $2")
        .bind(scenario)
        .bind("%\"answer\":{%")
        .fetch_all(&mut *connection)
        .await?;
    for row in rows {
        let (id, summary): (String, String) = (row.try_get("id")?, row.try_get("summary")?);
        // What cannot be read is no answer, and goes when the runs after it have filled its place.
        let Ok(mut summary) = serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&summary) else {
            continue;
        };
        summary.remove("answer");
        let summary = serde_json::to_string(&summary).map_err(WorkspaceError::unreadable("run"))?;
        sqlx::query("update simulation_runs set summary = $2 where id = $1")
            .bind(id)
            .bind(summary)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

impl Workspace {
    /// The last answer that is kept: of one scenario, or of whichever was played last. `None` where there is none of this engine, or
    /// the scenario, the policy or the records are others now.
    ///
    /// # Errors
    /// Where the workspace cannot be read.
    pub async fn simulation_last(&self, key: Option<&str>) -> Result<Option<LastAnswer>, WorkspaceError> {
        let state = self.state();
        let mut reading = self.readers().begin().await?;
        let key: Option<String> = match key {
            Some(key) => Some(key.to_owned()),
            None => {
                sqlx::query_scalar("select scenario from simulation_runs order by ran_at desc, id desc limit 1")
                    .fetch_optional(&mut *reading)
                    .await?
            }
        };
        let Some(key) = key else { return Ok(None) };
        let body = match read_body(&mut reading, &key).await {
            Err(WorkspaceError::NoSuchScenario(_)) => return Ok(None),
            body => body?,
        };
        let scenario = Scenario::read(&body).map_err(WorkspaceError::unreadable("scenario"))?;
        let run = latest_runs(&mut reading, &key, &sign(&scenario)?).await?.into_iter().next();
        let is_true = |run: &RunKept| {
            !run.outdated && run.policy_version == state.policy_version && run.engine == ENGINE.to_string()
        };
        let Some(run) = run.filter(is_true) else { return Ok(None) };
        let text: String = sqlx::query_scalar("select summary from simulation_runs where id = $1")
            .bind(&run.id)
            .fetch_one(&mut *reading)
            .await?;
        // A file from elsewhere may hold anything here; the figures can be had again.
        let beside: Option<Beside> = serde_json::from_str(&text).ok();
        let answer = beside.and_then(|beside| beside.answer).filter(|it| it.data_version == state.data_version);
        let policy = scenario.policy_played(Some(&state.policy)).ok();
        let both = answer.zip(policy);
        Ok(both.map(|(answer, policy)| LastAnswer { key, scenario, policy, run, answer: answer.what_if }))
    }
}
