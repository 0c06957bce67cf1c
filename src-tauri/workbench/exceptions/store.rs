//! Cases as rows.

use crate::workspace::WorkspaceError;
use playbook::exception::desk::Case;
use sqlx::{Row, SqliteConnection};

/// Reads one case.
pub(super) async fn read(connection: &mut SqliteConnection, number: u32) -> Result<Case, WorkspaceError> {
    let body: Option<String> = sqlx::query_scalar("select body from exceptions where number = $1")
        .bind(number)
        .fetch_optional(connection)
        .await?;
    parse(&body.ok_or_else(|| WorkspaceError::NoSuchCase(format!("EX-{number}")))?)
}

/// Reads every case, by number.
pub(crate) async fn read_all(connection: &mut SqliteConnection) -> Result<Vec<Case>, WorkspaceError> {
    let rows = sqlx::query("select body from exceptions order by number").fetch_all(connection).await?;
    rows.iter().map(|row| parse(row.try_get::<&str, _>("body")?)).collect()
}

fn parse(body: &str) -> Result<Case, WorkspaceError> {
    serde_json::from_str(body).map_err(WorkspaceError::unreadable("exception"))
}

/// Writes a case that is there already, or a new one.
pub(super) async fn write(connection: &mut SqliteConnection, case: &Case) -> Result<(), WorkspaceError> {
    let body = serde_json::to_string(case).map_err(WorkspaceError::unreadable("exception"))?;
    sqlx::query(
        "insert into exceptions (number, record_id, handoff, cycle, rule, part, status, exception_type, severity, owner, arose, raised_at, \
         due_at, resolved_at, body) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) \
         on conflict (number) do update set status = excluded.status, exception_type = excluded.exception_type, \
         severity = excluded.severity, owner = excluded.owner, arose = excluded.arose, raised_at = excluded.raised_at, \
         due_at = excluded.due_at, resolved_at = excluded.resolved_at, body = excluded.body",
    )
    .bind(case.number)
    .bind(&case.passage.record_id)
    .bind(&case.passage.handoff)
    .bind(case.passage.cycle)
    .bind(case.rule.name())
    .bind(&case.part)
    .bind(case.status.name())
    .bind(&case.exception_type)
    .bind(&case.severity)
    .bind(&case.owner)
    .bind(case.arose)
    .bind(case.raised_at)
    .bind(case.due_at)
    .bind(case.resolved_at)
    .bind(body)
    .execute(connection)
    .await?;
    Ok(())
}
