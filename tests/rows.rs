//! Rows for the store without a file around them: what a reader would yield.

use playbook::record::{Disposition, Moment};
use std::ops::ControlFlow;
use workbench::imports::mapping::{MAPPING_FORMAT, Mapping, Shape};
use workbench::imports::store::{ChunkSink, ReadTotals, StoreMode, Stored, Watch, store};
use workbench::imports::{Chunk, ImportError, RecordView};
use workbench::workspace::Workspace;

/// A row reduced to what storing distinguishes: who it is, and what it says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TestRow {
    pub record_id: String,
    /// The handoff's name.
    pub handoff: String,
    pub cycle: u32,
    /// Stands for all content.
    pub owner: String,
}

impl TestRow {
    pub fn new(record: u32, handoff: &str, cycle: u32, owner: &str) -> TestRow {
        TestRow { record_id: format!("R-{record:06}"), handoff: handoff.into(), cycle, owner: owner.into() }
    }
}

/// 2026-01-05T09:00:00Z.
pub const START: i64 = 1_767_603_600_000;

/// Hands the rows over in chunks of `chunk` as a reader would, `line` by `line`.
pub fn deliver(rows: &[TestRow], chunk: usize, sink: &mut ChunkSink<'_>) -> Result<ReadTotals, ImportError> {
    for (part, rows) in rows.chunks(chunk).enumerate() {
        let mut filled = Chunk::default();
        for (at, row) in rows.iter().enumerate() {
            filled.push(&view(row, (part * chunk + at) as u64 + 2));
        }
        if sink(filled).is_break() {
            break;
        }
    }
    Ok(ReadTotals { rows: rows.len() as u64, as_of: Some(START + 3_600_000), ..ReadTotals::default() })
}

/// Imports the rows, or compares them.
pub async fn import(workspace: &Workspace, rows: Vec<TestRow>, mode: StoreMode) -> Result<Stored, ImportError> {
    store(workspace, &mapping(), mode, START, &Watch::nobody(), move |sink| deliver(&rows, 50, sink)).await
}

/// Every record of the workspace, as rows, sorted; a handoff by its name.
pub async fn stored_rows(workspace: &Workspace) -> Vec<TestRow> {
    let policy = workspace.policy();
    let mut rows = Vec::new();
    let visited = workspace
        .visit_records(&Default::default(), |record| {
            let handoff = policy.handoff(&record.handoff).map_or(record.handoff.clone(), |point| point.name.clone());
            rows.push(TestRow {
                record_id: record.record_id.clone(),
                handoff,
                cycle: record.cycle,
                owner: record.owner.clone().unwrap_or_default(),
            });
            ControlFlow::Continue(())
        })
        .await;
    visited.expect("the workspace can be read");
    rows.sort();
    rows
}

pub fn mapping() -> Mapping {
    Mapping {
        baton_mapping: MAPPING_FORMAT,
        source: "test rows".into(),
        shape: Shape::Wide,
        time_zone: "UTC".into(),
        missing: Vec::new(),
        files: Vec::new(),
        events: None,
        fields: Default::default(),
        dispositions: Default::default(),
        pauses: Vec::new(),
        attributes: Vec::new(),
    }
}

/// The row as a reader yields it: accepted an hour after [`START`].
pub fn view(row: &TestRow, line: u64) -> RecordView<'_> {
    let mut moments = [None; 10];
    moments[Moment::Started.index()] = Some(START);
    moments[Moment::Accepted.index()] = Some(START + 3_600_000);
    RecordView {
        file: 0,
        line,
        record_id: &row.record_id,
        handoff: &row.handoff,
        cycle: row.cycle,
        moments,
        date_only: 0,
        disposition: Disposition::Accepted,
        reason: None,
        owner: Some(&row.owner),
        owner_group: Some("EMEA"),
        first_owner: None,
        reassign_count: Some(1),
        source: Some("Web"),
        trigger: None,
        segment: None,
        intent: Some("high"),
        amount: Some(12.5),
        won: None,
        own_due: [None; 5],
        own_verdict: None,
        truncated: false,
        tier_changes: &[],
        pauses: &[],
        attributes: r#"{"Account":"Ärzte → GmbH"}"#,
    }
}
