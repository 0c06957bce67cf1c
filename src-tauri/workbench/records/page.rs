//! Windows of records: for the screen, and one after the other for exports.

use super::badge;
use super::find::{matching, sort_window};
use super::load::{Measurement, in_background};
use super::query::{RecordPage, RecordQuery, RecordRow};
use super::row::{self, COLUMNS};
use crate::workspace::raw::{Bind, Raw};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::metrics::{ClockChoice, Metric};
use playbook::record::{HandoffRecord, Moment};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The most rows one page brings.
const MAX_PAGE: u32 = 1_000;

/// Records read from the file in one go by an export.
const EXPORT_CHUNK: usize = 2_000;

impl Workspace {
    /// A filtered, sorted window of records.
    pub async fn records_page(&self, query: &RecordQuery) -> Result<RecordPage, WorkspaceError> {
        let measurement = self.measured(ClockChoice::default()).await?;
        let (asked, offset, limit) = (query.clone(), query.offset as usize, query.limit.min(MAX_PAGE) as usize);
        let searched = measurement.clone();
        let (total, window) = in_background(move || {
            let mut rows = matching(&searched, &asked);
            let total = rows.len();
            sort_window(&searched, &asked, &mut rows, offset, limit);
            Ok((total, rows.into_iter().skip(offset).take(limit).collect::<Vec<u32>>()))
        })
        .await?;
        let records = self.read_rows(&measurement, window.clone()).await?;
        let rows = window.iter().zip(&records).map(|(&at, record)| page_row(&measurement, at, record)).collect();
        Ok(RecordPage { total: total as u64, offset: query.offset, rows })
    }

    /// Every record that the query means, in its order, its offset and limit aside; `visit` may break off. Records name their
    /// handoff point by its key.
    pub async fn visit_records(
        &self,
        query: &RecordQuery,
        mut visit: impl FnMut(&HandoffRecord) -> ControlFlow<()>,
    ) -> Result<(), WorkspaceError> {
        let measurement = self.measured(ClockChoice::default()).await?;
        let (searched, asked) = (measurement.clone(), query.clone());
        let rows = in_background(move || {
            let mut rows = matching(&searched, &asked);
            let all = rows.len();
            sort_window(&searched, &asked, &mut rows, 0, all);
            Ok(rows)
        })
        .await?;
        for chunk in rows.chunks(EXPORT_CHUNK) {
            for record in self.read_rows(&measurement, chunk.to_vec()).await? {
                if visit(&record).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Reads rows of the file by their place in the columns.
    async fn read_rows(
        &self,
        measurement: &Arc<Measurement>,
        rows: Vec<u32>,
    ) -> Result<Vec<HandoffRecord>, WorkspaceError> {
        let mut connection = self.readers().acquire().await?;
        let columns = measurement.columns().clone();
        let runtime = tokio::runtime::Handle::current();
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let mut by_id = raw.prepare(&format!("select {COLUMNS} from records where id = $1"))?;
            let mut records = Vec::with_capacity(rows.len());
            for at in rows {
                let id = columns.row_id(at);
                if !by_id.query(&[Bind::Int(id.into())])? {
                    // The import it came with was undone between the search and this read.
                    return Err(WorkspaceError::NoSuchRecord(id.to_string()));
                }
                records.push(row::read(&by_id, 0)?);
                by_id.reset();
            }
            Ok(records)
        })
        .await
    }
}

fn page_row(measurement: &Measurement, at: u32, record: &HandoffRecord) -> RecordRow {
    let measured = measurement.measured();
    RecordRow {
        id: measurement.columns().row_id(at).to_string(),
        record_id: record.record_id.clone(),
        handoff: badge(measurement.policy(), &record.handoff),
        cycle: record.cycle,
        started_at: record.at(Moment::Started).unwrap_or_default(),
        owner: record.owner.clone(),
        owner_group: record.owner_group.clone(),
        source: record.source.clone(),
        segment: record.segment.clone(),
        intent: record.intent.clone(),
        time_to_accept_ms: measured.duration(at, Metric::TimeToAccept),
        time_to_first_touch_ms: measured.duration(at, Metric::TimeToFirstTouch),
        state: measured.row_state(at),
        disposition: record.disposition,
    }
}
