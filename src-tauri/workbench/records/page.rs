//! Windows of records: for the screen, and one after the other for exports.

use super::badge;
use super::find;
use super::load::{Measurement, in_background};
use super::query::{RecordPage, RecordQuery, RecordRow};
use super::row::{self, COLUMNS};
use crate::workspace::raw::{Bind, Raw, Statement};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::metrics::{ClockChoice, Dimension, Metric};
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
        let (offset, limit) = (query.offset as usize, query.limit.min(MAX_PAGE) as usize);
        let (searched, asked) = (measurement.clone(), query.clone());
        let (total, window) = in_background(move || Ok(find::window(&searched, &asked, offset, limit))).await?;
        let names = self.read_rows(&measurement, window.clone(), "record_id, cycle", |row| {
            Ok((row.text(0).unwrap_or_default().to_owned(), row.int(1) as u32))
        });
        let rows = window.iter().zip(names.await?).map(|(&at, name)| page_row(&measurement, at, name)).collect();
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
        let (_, rows) = in_background(move || Ok(find::window(&searched, &asked, 0, usize::MAX))).await?;
        for chunk in rows.chunks(EXPORT_CHUNK) {
            for record in self.read_rows(&measurement, chunk.to_vec(), COLUMNS, |row| row::read(row, 0)).await? {
                if visit(&record).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Reads some columns of rows of the file, told by their place in memory.
    async fn read_rows<T: Send + 'static>(
        &self,
        measurement: &Arc<Measurement>,
        rows: Vec<u32>,
        columns: &'static str,
        read: fn(&Statement<'_>) -> Result<T, WorkspaceError>,
    ) -> Result<Vec<T>, WorkspaceError> {
        let mut connection = self.readers().acquire().await?;
        let measured = measurement.columns().clone();
        let runtime = tokio::runtime::Handle::current();
        in_background(move || {
            let mut handle = runtime.block_on(connection.lock_handle())?;
            let raw = Raw::new(&mut handle);
            let mut by_id = raw.prepare(&format!("select {columns} from records where id = $1"))?;
            let mut found = Vec::with_capacity(rows.len());
            for at in rows {
                let id = measured.row_id(at);
                if !by_id.query(&[Bind::Int(id.into())])? {
                    // The import it came with was undone between the search and this read.
                    return Err(WorkspaceError::NoSuchRecord(id.to_string()));
                }
                found.push(read(&by_id)?);
                by_id.reset();
            }
            Ok(found)
        })
        .await
    }
}

/// A row of the list: everything but its name and passage is in memory.
fn page_row(measurement: &Measurement, at: u32, (record_id, cycle): (String, u32)) -> RecordRow {
    let (measured, columns) = (measurement.measured(), measurement.columns());
    let text = |dimension| columns.value(at, dimension).map(str::to_owned);
    RecordRow {
        id: columns.row_id(at).to_string(),
        record_id,
        handoff: badge(measurement.policy(), columns.value(at, Dimension::Handoff).unwrap_or_default()),
        cycle,
        started_at: columns.at(at, Moment::Started).unwrap_or_default(),
        owner: text(Dimension::Owner),
        owner_group: text(Dimension::OwnerGroup),
        source: text(Dimension::Source),
        segment: text(Dimension::Segment),
        intent: text(Dimension::Intent),
        time_to_accept_ms: measured.duration(at, Metric::TimeToAccept),
        time_to_first_touch_ms: measured.duration(at, Metric::TimeToFirstTouch),
        state: measured.row_state(at),
        disposition: columns.disposition(at),
    }
}
