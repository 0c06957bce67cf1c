//! Everything about one record.

use super::badge;
use super::load::{InMemory, in_background};
use super::query::RecordPageDetail;
use super::row::{self, COLUMNS, at};
use super::timeline::timeline;
use crate::workspace::raw::{Bind, Raw};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::metrics::{ClockChoice, Measured};
use playbook::record::HandoffRecord;
use playbook::record::sla::{SlaState, clock_sheets};
use sqlx::Row;

/// Passages shown of a record; one that came back more often than this has another problem.
const MAX_PASSAGES: i64 = 100;

impl Workspace {
    /// One record by its row id, with its clocks, its timeline and all of its passages.
    pub async fn record(&self, id: &str) -> Result<RecordPageDetail, WorkspaceError> {
        let missing = || WorkspaceError::NoSuchRecord(id.to_owned());
        let row_id: u32 = id.parse().map_err(|_| missing())?;
        let (record, batch, line) = self.read_one(row_id).await?.ok_or_else(missing)?;
        let record = self.adjustments().await?.adjusted(row_id.into(), record);
        let state = self.state();
        let measurement = self.measured(ClockChoice::default()).await?;
        let InMemory { columns, .. } = self.in_memory().await?;
        let policy = state.policy.clone();
        let as_of = state.as_of.or(columns.as_of()).unwrap_or_default();
        let all = sqlx::query(
            "select id, handoff, cycle from records where record_id = $1 order by started_at nulls last, id limit $2",
        )
        .bind(&record.record_id)
        .bind(MAX_PASSAGES)
        .fetch_all(self.readers())
        .await?;
        let mut passages = Vec::with_capacity(all.len());
        for passage in &all {
            let (id, handoff, cycle): (i64, String, i64) =
                (passage.try_get(0)?, passage.try_get(1)?, passage.try_get(2)?);
            let state = state_of(measurement.measured(), id as u32);
            passages.push((id.to_string(), badge(&policy, &handoff), cycle as u32, state));
        }
        let clocks = clock_sheets(&record, &*state.versions, as_of);
        let (batch_source, imported_at) = self.batch_source(batch, line).await?;
        Ok(RecordPageDetail {
            id: id.to_owned(),
            handoff: badge(&policy, &record.handoff),
            passages,
            timeline: timeline(&record, &clocks, as_of),
            clocks,
            batch_source,
            imported_at,
            batch: Some(batch.to_string()),
            as_of,
            record,
        })
    }

    pub(crate) async fn read_one(&self, id: u32) -> Result<Option<(HandoffRecord, i64, i64)>, WorkspaceError> {
        let mut connection = self.readers().acquire().await?;
        let runtime = tokio::runtime::Handle::current();
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let mut by_id = raw.prepare(&format!("select {COLUMNS} from records where id = $1"))?;
            if !by_id.query(&[Bind::Int(id.into())])? {
                return Ok(None);
            }
            Ok(Some((row::read(&by_id, 0)?, by_id.int(at::BATCH), by_id.int(at::SOURCE_LINE))))
        })
        .await
    }

    /// `Salesforce leads, leads.csv line 214`, and when it was imported.
    async fn batch_source(&self, batch: i64, line: i64) -> Result<(String, Option<Instant>), WorkspaceError> {
        let batches = sqlx::query("select source, files, imported_at from batches where id = $1")
            .bind(batch)
            .fetch_optional(self.readers())
            .await?;
        let Some(row) = batches else { return Ok((String::new(), None)) };
        let files: Vec<crate::imports::report::BatchFile> =
            serde_json::from_str(&row.try_get::<String, _>("files")?).map_err(WorkspaceError::unreadable("batch"))?;
        let file = files.first().map_or(String::new(), |file| format!(", {} line {line}", file.name));
        Ok((format!("{}{file}", row.try_get::<String, _>("source")?), row.try_get("imported_at")?))
    }
}

/// The state of a row by its id.
fn state_of(measured: &Measured<'_>, id: u32) -> SlaState {
    measured.columns().row_of(id).map_or(SlaState::NotApplicable, |row| measured.row_state(row))
}
