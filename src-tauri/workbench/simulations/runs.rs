//! Runs of a scenario: what makes each repeatable, and what came out.

use super::kept::{KeptAnswer, forget_answers};
use super::scenarios::read_body;
use crate::policies::store::digest;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::ClockKind;
use playbook::simulator::search::BreakEven;
use playbook::simulator::{FigureKey, Interval, Measure, Report, Scenario, WhatIf};
use serde::{Deserialize, Serialize};
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
    pub summary: RunSummary,
    /// The whole of it; kept with the last run of a scenario alone.
    pub answer: Option<KeptAnswer>,
}

/// As it stands in the file.
#[derive(Serialize)]
struct Written<'a> {
    #[serde(flatten)]
    summary: &'a RunSummary,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<&'a KeptAnswer>,
}

/// What is kept of an answer: enough to tell scenarios apart in a list, and handoff points on a map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulationRunSummary")]
pub struct RunSummary {
    pub replications: u32,
    /// Weeks that were counted in a replication.
    pub weeks: f64,
    /// Of all targets together, as a share; then its difference from the ground.
    pub attainment: Option<Interval>,
    pub attainment_moved: Option<Interval>,
    /// Value less cost of all the time that was counted, as a difference.
    pub margin_moved: Option<Interval>,
    pub break_even: Option<BreakEven>,
    pub handoffs: Vec<HandoffRun>,
}

/// One handoff point in a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulationRunHandoff")]
pub struct HandoffRun {
    pub handoff: String,
    /// Records in the time that was counted.
    pub started: f64,
    pub clock: ClockKind,
    /// Share that kept this clock's target; then its difference from the ground.
    pub attainment: Interval,
    pub attainment_moved: Option<Interval>,
}

impl RunSummary {
    pub fn of(WhatIf { report, differences, break_even, .. }: &WhatIf) -> RunSummary {
        let moved = |key: &FigureKey| differences.iter().find(|it| it.key == *key).map(|it| it.difference);
        let overall = FigureKey::overall(Measure::Attainment);
        RunSummary {
            replications: report.replications,
            weeks: (report.days - report.warm_up_days) / 7.0,
            attainment: report.figure(&overall).copied(),
            attainment_moved: moved(&overall),
            margin_moved: moved(&FigureKey::overall(Measure::Margin)),
            break_even: *break_even,
            handoffs: handoffs(report, moved),
        }
    }
}

/// By the earliest promise that each handoff point makes.
fn handoffs(report: &Report, moved: impl Fn(&FigureKey) -> Option<Interval>) -> Vec<HandoffRun> {
    let mut found: Vec<HandoffRun> = Vec::new();
    let clocks =
        [ClockKind::Accept, ClockKind::FirstTouch, ClockKind::Assign, ClockKind::NextStep, ClockKind::Complete];
    for (clock, figure) in clocks.into_iter().flat_map(|clock| report.figures.iter().map(move |figure| (clock, figure)))
    {
        let Some(handoff) = figure.key.handoff.clone() else { continue };
        let key = FigureKey { clock: Some(clock), ..FigureKey::of(&handoff, Measure::Attainment) };
        if figure.key != key || found.iter().any(|other| other.handoff == handoff) {
            continue;
        }
        let started = report.figure(&FigureKey::of(&handoff, Measure::Started)).map_or(0.0, |started| started.mean);
        let attainment_moved = moved(&key);
        found.push(HandoffRun { handoff, started, clock, attainment: figure.interval, attainment_moved });
    }
    found
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
    /// `None` where another version of Baton kept something else.
    pub summary: Option<RunSummary>,
}

impl Workspace {
    /// Keeps what came of a scenario, which may not be what stands in the file any more, or not yet.
    pub async fn keep_run(
        &self,
        key: &str,
        scenario: &Scenario,
        run: NewRun,
        now: Instant,
    ) -> Result<RunKept, WorkspaceError> {
        let digest = sign(scenario)?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let outdated = digest_of(&mut change, key).await? != digest;
        let id = Uuid::now_v7().to_string();
        let whole = Written { summary: &run.summary, answer: run.answer.as_ref() };
        let summary = serde_json::to_string(&whole).map_err(WorkspaceError::unreadable("run"))?;
        forget_answers(&mut change, key).await?;
        sqlx::query(
            "insert into simulation_runs (id, scenario, ran_at, digest, policy_version, seed, engine, summary) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(&id)
        .bind(key)
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
        .bind(key)
        .bind(KEPT)
        .execute(&mut *change)
        .await?;
        change.commit().await?;
        let NewRun { policy_version, seed, engine, summary, answer: _ } = run;
        Ok(RunKept { id, ran_at: now, policy_version, seed, engine, outdated, summary: Some(summary) })
    }
}

/// What a scenario is kept as now.
async fn digest_of(connection: &mut SqliteConnection, key: &str) -> Result<String, WorkspaceError> {
    let body = read_body(connection, key).await?;
    sign(&Scenario::read(&body).map_err(WorkspaceError::unreadable("scenario"))?)
}

/// By what a scenario is told from another: all of it, numbers to nine digits. What is read from JSON may differ from what was written in
/// the last bit of a number, and that is no edit.
pub(super) fn sign(scenario: &Scenario) -> Result<String, WorkspaceError> {
    let mut json = serde_json::to_value(scenario).map_err(WorkspaceError::unreadable("scenario"))?;
    round(&mut json);
    Ok(digest(&json.to_string()))
}

fn round(json: &mut Value) {
    match json {
        Value::Number(number) => {
            if let Some(value) = number.as_f64().filter(|_| number.is_f64()) {
                *json = Value::String(format!("{value:.8e}"));
            }
        }
        Value::Array(entries) => entries.iter_mut().for_each(round),
        Value::Object(entries) => entries.values_mut().for_each(round),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
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
            // A file from elsewhere may hold anything here; the figures can be had again.
            summary: serde_json::from_str(&summary).ok(),
        })
    };
    rows.iter().map(read).collect()
}
