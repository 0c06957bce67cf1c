//! What the desk measures.

use super::store;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::exception::desk::{Case, Effect};
use playbook::exception::measures::{Counted, ExceptionMeasures, PauseOf, measures};
use playbook::metrics::Month;
use playbook::record::Pause;
use sqlx::Row;

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
        Ok(measures(&state.policy, &self.zone()?, &cases, &history, &pauses, state.records, as_of))
    }
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
