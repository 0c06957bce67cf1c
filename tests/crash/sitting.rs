//! What the crash test does to a workspace with a month at the desk and before the council: a detection, and sittings.

#[path = "../../src-tauri/workbench/tests/support/lead_to_sdr.rs"]
mod lead_to_sdr;

use crate::rows::{START, TestRow, mapping, view};
use lead_to_sdr::lead_to_sdr;
use playbook::metrics::Month;
use playbook::policy::Policy;
use playbook::policy::templates::Template;
use playbook::record::{Disposition, Moment};
use playbook::{DAY, HOUR, Instant};
use std::path::Path;
use workbench::imports::store::{ReadTotals, StoreMode, Watch, store};
use workbench::imports::{Chunk, RecordView};
use workbench::workspace::Workspace;

/// What the records are of.
pub const JANUARY: Month = Month::new(2026, 1);

/// 1 February 2026, 09:00 UTC: what the data knows, and when everything is done, so that the same acts leave the same trail.
pub const NOW: Instant = START + 27 * DAY;

/// Acts of a sitting that a process goes through: signed, signed by a second person, reopened, and again.
pub const ACTS: u32 = 9;

pub const RECORDS: u32 = 450;

fn policy() -> Policy {
    let mut policy = Template::TriStateLeadLifecycle.policy("Kestrel", "UTC");
    policy.handoffs.push(lead_to_sdr("T1"));
    policy
}

/// A workspace with a month of records of which every third is open, late and nobody's, and which nobody has looked through.
pub async fn january(path: &Path) {
    let workspace = Workspace::create_with(path, &policy()).await.expect("a workspace");
    bring(&workspace, false).await;
    workspace.close().await.expect("closing");
}

/// Imports the month: as it was first, or with every open record taken up by somebody.
pub async fn bring(workspace: &Workspace, corrected: bool) {
    let mut rows: Vec<TestRow> = (0..RECORDS).map(|record| TestRow::new(record, "Lead to SDR", 1, "Ada")).collect();
    // So long that what a detection writes does not fit into memory: some of it is in the log before it is done.
    rows.iter_mut().for_each(|row| row.record_id.push_str(&"-long".repeat(400)));
    let read = move |sink: &mut workbench::imports::store::ChunkSink<'_>| {
        for (part, rows) in rows.chunks(50).enumerate() {
            let mut filled = Chunk::default();
            for (at, row) in rows.iter().enumerate() {
                let record = part * 50 + at;
                filled.push(&seen(row, record as u64, corrected));
            }
            if sink(filled).is_break() {
                break;
            }
        }
        Ok(ReadTotals { rows: rows.len() as u64, as_of: Some(NOW), ..ReadTotals::default() })
    };
    store(workspace, &mapping(), StoreMode::Write, NOW, &Watch::nobody(), read).await.expect("an import");
}

fn seen(row: &TestRow, record: u64, corrected: bool) -> RecordView<'_> {
    let started = START + (record % 25) as i64 * DAY;
    let accepted = view(row, record + 2);
    let mut moments = [None; 10];
    moments[Moment::Started.index()] = Some(started);
    if record.is_multiple_of(3) && !corrected {
        return RecordView { moments, owner: None, disposition: Disposition::Open, ..accepted };
    }
    moments[Moment::Accepted.index()] = Some(started + HOUR);
    RecordView { moments, ..accepted }
}

pub async fn detect(workspace: &Workspace) {
    workspace.detect_exceptions(NOW, &Watch::nobody()).await.expect("a detection");
}

/// Does an act of the sittings.
pub async fn act(workspace: &Workspace, number: u32) {
    match number % 3 {
        0 => drop(workspace.sign_off(JANUARY, "Dana Okafor", NOW).await.expect("a sign-off")),
        1 => drop(workspace.sign_off(JANUARY, "Priya Sen", NOW).await.expect("a second signature")),
        _ => drop(workspace.reopen(JANUARY, "Dana Okafor", "A late import", NOW).await.expect("a reopening")),
    }
}
