//! What the desk measures.

use super::store;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::exception::desk::{Case, Effect};
use playbook::exception::impact::{Downstream, ImpactCount, impacts};
use playbook::exception::measures::{Counted, ExceptionMeasures, Gone, PauseOf, measures};
use playbook::metrics::Month;
use playbook::record::Pause;
use sqlx::{Row, SqliteConnection};
use std::collections::BTreeMap;

impl Workspace {
    /// The desk's measures as of the data.
    pub async fn exception_measures(&self) -> Result<ExceptionMeasures, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let cases = store::read_all(&mut reading).await?;
        let rows = sqlx::query("select month, exception_type, severity, findings from exception_history")
            .fetch_all(&mut *reading)
            .await?;
        let mut history = Vec::new();
        for row in &rows {
            history.push(Counted {
                month: Month(row.try_get("month")?),
                exception_type: row.try_get("exception_type")?,
                severity: row.try_get("severity")?,
                count: row.try_get::<i64, _>("findings")? as u64,
            });
        }
        let impact = read_impact(&mut reading).await?;
        let imported: Vec<String> =
            sqlx::query_scalar("select pauses from records where pauses is not null").fetch_all(&mut *reading).await?;
        drop(reading);
        let mut pauses: Vec<PauseOf> = cases.iter().flat_map(by_people).collect();
        for list in &imported {
            let list: Vec<Pause> = serde_json::from_str(list).map_err(WorkspaceError::unreadable("record"))?;
            pauses.extend(list.into_iter().map(|pause| PauseOf { person: String::new(), pause }));
        }
        let state = self.state();
        let as_of = state.as_of.unwrap_or_default();
        let gone = Gone { history: &history, impact: &impact };
        Ok(measures(&state.policy, &self.zone()?, &cases, gone, &pauses, state.records, as_of))
    }
}

impl Workspace {
    /// What exceptions of a case's type came to, at its handoff point and in the month in which its record started: a sentence by the
    /// number of the case. Of a record that no import brings any more nothing can be said.
    pub async fn impact_of(&self, numbers: &[u32]) -> Result<BTreeMap<u32, String>, WorkspaceError> {
        let mut reading = self.readers().acquire().await?;
        let counts = read_impact(&mut reading).await?;
        let rows: Vec<(u32, String, String, i64)> = sqlx::query_as(
            "select exceptions.number, exceptions.handoff, exceptions.exception_type, records.started_at \
             from exceptions join records on records.record_id = exceptions.record_id \
             and records.handoff = exceptions.handoff and records.cycle = exceptions.cycle \
             where exceptions.number in (select value from json_each($1)) and records.started_at is not null",
        )
        .bind(serde_json::to_string(numbers).map_err(WorkspaceError::unreadable("exception"))?)
        .fetch_all(&mut *reading)
        .await?;
        drop(reading);
        let (policy, zone) = (self.policy(), self.zone()?);
        let said: BTreeMap<(Month, String, String), String> = impacts(&policy, &counts)
            .into_iter()
            .filter_map(|one| Some(((one.month, one.handoff, one.exception_type?), one.sentence)))
            .collect();
        let sentence = |(number, handoff, kind, started): (u32, String, String, i64)| {
            Some((number, said.get(&(zone.month_of(started), handoff, kind))?.clone()))
        };
        Ok(rows.into_iter().filter_map(sentence).collect())
    }
}

/// What became of the records of a month, handoff point and type: with an exception, and without.
type Groups = (Downstream, Downstream);

async fn read_impact(connection: &mut SqliteConnection) -> Result<Vec<ImpactCount>, WorkspaceError> {
    let rows =
        sqlx::query("select month, handoff, exception_type, body from exception_impact").fetch_all(connection).await?;
    let read = |row: &sqlx::sqlite::SqliteRow| {
        let (with, without): Groups =
            serde_json::from_str(row.try_get("body")?).map_err(WorkspaceError::unreadable("measure of exceptions"))?;
        let kind: String = row.try_get("exception_type")?;
        Ok(ImpactCount {
            month: Month(row.try_get("month")?),
            handoff: row.try_get("handoff")?,
            exception_type: (!kind.is_empty()).then_some(kind),
            with,
            without,
        })
    };
    rows.iter().map(read).collect()
}

/// Writes anew what became of records with an exception.
pub(super) async fn write_impact(
    connection: &mut SqliteConnection,
    counts: &[ImpactCount],
) -> Result<(), WorkspaceError> {
    sqlx::query("delete from exception_impact").execute(&mut *connection).await?;
    for count in counts {
        let groups: Groups = (count.with, count.without);
        let body = serde_json::to_string(&groups).map_err(WorkspaceError::unreadable("measure of exceptions"))?;
        sqlx::query("insert into exception_impact (month, handoff, exception_type, body) values ($1, $2, $3, $4)")
            .bind(count.month.0)
            .bind(&count.handoff)
            .bind(count.exception_type.as_deref().unwrap_or_default())
            .bind(body)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Pauses in force that people made, with the reason that they gave.
fn by_people(case: &Case) -> Vec<PauseOf> {
    let made = case.overrides.iter().filter(|made| made.taken_back_at.is_none());
    made.filter_map(|made| match made.effect {
        Some(Effect::Pause { from, to }) => {
            Some(PauseOf { person: made.actor.clone(), pause: Pause { from, to, reason: made.reason.clone() } })
        }
        Some(Effect::Merge { .. }) | None => None,
    })
    .collect()
}
