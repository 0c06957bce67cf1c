//! The use cases: try and import.

use super::error::ImportError;
use super::mapping::Mapping;
use super::read::plan::assign_paths;
use super::read::{ReadSummary, read};
use super::report::{BatchFile, ImportReport, Progress};
use super::source::encoding::file_name;
use super::store::{ChunkSink, ReadTotals, StoreMode, Stored, Watch, store};
use crate::open_regular;
use crate::workspace::Workspace;
use playbook::Instant;
use sha2::{Digest, Sha256};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Reads and checks everything, compares it with the workspace, stores nothing.
pub async fn dry_run(workspace: &Workspace, paths: &[PathBuf], mapping: &Mapping) -> Result<ImportReport, ImportError> {
    dry_run_watched(workspace, paths, mapping, &Watch::nobody()).await
}

/// [`dry_run`] with progress and cancel.
pub async fn dry_run_watched(
    workspace: &Workspace,
    paths: &[PathBuf],
    mapping: &Mapping,
    watch: &Watch,
) -> Result<ImportReport, ImportError> {
    run(workspace, paths, mapping, StoreMode::DryRun, 0, watch).await
}

/// Stores every good row in one transaction. `now` is written as the time of the import.
pub async fn import(
    workspace: &Workspace,
    paths: &[PathBuf],
    mapping: &Mapping,
    now: Instant,
) -> Result<ImportReport, ImportError> {
    import_watched(workspace, paths, mapping, now, &Watch::nobody()).await
}

/// [`import`] with progress and cancel; cancelled, the workspace is as it was.
pub async fn import_watched(
    workspace: &Workspace,
    paths: &[PathBuf],
    mapping: &Mapping,
    now: Instant,
    watch: &Watch,
) -> Result<ImportReport, ImportError> {
    run(workspace, paths, mapping, StoreMode::Write, now, watch).await
}

async fn run(
    workspace: &Workspace,
    paths: &[PathBuf],
    mapping: &Mapping,
    mode: StoreMode,
    now: Instant,
    watch: &Watch,
) -> Result<ImportReport, ImportError> {
    let mapping = &mapping.in_zone_of_workspace(&workspace.policy().time_zone);
    let told: Arc<Mutex<ReadSummary>> = Arc::default();
    let (tell, ours, mapped) = (Arc::clone(&told), watch.clone(), mapping.clone());
    let paths = paths.to_vec();
    let reading = move |sink: &mut ChunkSink<'_>| -> Result<ReadTotals, ImportError> {
        let mut progress = |at: Progress| (ours.progress)(at);
        let mut asking = |chunk| if ours.cancelled() { ControlFlow::Break(()) } else { sink(chunk) };
        let given_up = AtomicBool::new(false);
        let (summary, files) = std::thread::scope(|scope| {
            // Beside the reading, which mostly waits for the storing.
            let files = match mode {
                StoreMode::Write => Some(scope.spawn(|| fingerprints(&assign_paths(&paths, &mapped)?, &given_up))),
                StoreMode::DryRun => None,
            };
            let read = read(&paths, &mapped, &mut progress, &mut asking);
            let whole = read.as_ref().is_ok_and(|summary| !summary.stopped);
            given_up.store(!whole, Ordering::Relaxed);
            let files = files.map(|files| files.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            (read, files)
        });
        let summary = summary?;
        if summary.stopped {
            return Err(ImportError::Cancelled);
        }
        let mut files = files.unwrap_or_else(|| Ok(Vec::new()))?;
        for (file, rows) in files.iter_mut().zip(&summary.file_rows) {
            file.rows = *rows;
        }
        let totals = ReadTotals {
            files,
            headers: summary.headers.clone(),
            rows: summary.rows,
            rejected: summary.rejected,
            as_of: summary.as_of,
        };
        *tell.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = summary;
        Ok(totals)
    };
    let stored = store(workspace, mapping, mode, now, watch, reading).await?;
    if stored.batch.is_some() {
        workspace.desk_after_change(now).await;
        workspace.review_after_change().await;
    }
    let summary = std::mem::take(&mut *told.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
    Ok(report(summary, stored))
}

fn report(summary: ReadSummary, stored: Stored) -> ImportReport {
    ImportReport {
        rows: summary.rows,
        accepted: stored.accepted,
        updated: stored.updated,
        unchanged: stored.unchanged + summary.repeated,
        rejected: summary.rejected,
        problems: summary.problems,
        problems_total: summary.problems_total,
        new_handoffs: stored.new_handoffs,
        flagged: summary.flagged,
        as_of: summary.as_of,
        batch: stored.batch,
    }
}

/// What a batch keeps of its files: name, SHA-256, size; their rows are not counted yet. Ends early, with less, once `given_up`.
fn fingerprints(paths: &[PathBuf], given_up: &AtomicBool) -> Result<Vec<BatchFile>, ImportError> {
    let fingerprint = |path: &PathBuf| {
        let open = |cause| ImportError::Open { path: path.clone(), cause };
        let mut file = open_regular(path).map_err(open)?;
        let (mut hasher, mut block, mut size_bytes) = (Sha256::new(), vec![0_u8; 256 * 1024], 0_u64);
        while !given_up.load(Ordering::Relaxed) {
            let length = file.read(&mut block).map_err(open)?;
            if length == 0 {
                break;
            }
            size_bytes += length as u64;
            hasher.update(&block[..length]);
        }
        let sha256 = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(BatchFile { name: file_name(path), sha256, size_bytes, rows: 0 })
    };
    paths.iter().map(fingerprint).collect()
}
