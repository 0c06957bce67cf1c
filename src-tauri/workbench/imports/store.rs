//! Storing checked rows: one transaction, a reading thread ahead of the writing one, and nothing kept of an import that fails
//! or is cancelled.
//!
//! A row is known by record, handoff point and cycle. One that is there with the same content is left alone; one that changed
//! is replaced, and the replaced row is kept until the import is undone.
//!
//! No copy of the file is made before an import: the transaction guards against failure, and the kept rows against regret, at
//! the cost of the rows that change instead of all of them.

use super::mapping::Mapping;
use super::points::Points;
use super::report::{BatchFile, Phase, Progress};
use super::upsert::{Comparing, Fates, Incoming, ROWS_AT_ONCE, Writing};
use super::{Chunk, ImportError};
use crate::policies::store::{Effective, Saving, put_in_force};
use crate::records::load::in_background;
use crate::records::row;
use crate::workspace::raw::Raw;
use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::policy::{HandoffPoint, Policy};
use sqlx::{Connection, SqliteConnection};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant as Now};

/// Chunks that may wait between the threads: enough to even out a stall, little enough to hold no file in memory.
const WAITING_CHUNKS: usize = 32;

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Page cache of an import in KiB: room for the passages' index of a million records, whose keys come in any order.
pub(super) const IMPORT_CACHE_KIB: u32 = 48 * 1024;

/// SQLite asks whether to go on after so many of its steps, some tenths of a millisecond.
const ASK_EVERY: i32 = 10_000;

/// What the reader knows once it has read everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadTotals {
    pub files: Vec<BatchFile>,
    /// Column names of each file.
    pub headers: Vec<Vec<String>>,
    /// Data rows read.
    pub rows: u64,
    pub rejected: u64,
    /// Latest instant in the data.
    pub as_of: Option<Instant>,
}

/// What became of the rows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stored {
    pub accepted: u64,
    pub updated: u64,
    pub unchanged: u64,
    /// Names that the policy did not know, in order of first sight.
    pub new_handoffs: Vec<String>,
    /// `None` where nothing had to be written, and after a dry run.
    pub batch: Option<String>,
    pub totals: ReadTotals,
}

/// Whether rows are written or only compared with what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoreMode {
    DryRun,
    Write,
}

/// What tells of progress and asks whether to go on; shared by the reading and the writing thread.
#[derive(Clone)]
pub struct Watch {
    pub progress: Arc<dyn Fn(Progress) + Send + Sync>,
    pub cancel: Arc<AtomicBool>,
}

impl Watch {
    /// Nobody watches, nobody cancels.
    pub fn nobody() -> Watch {
        Watch { progress: Arc::new(|_| ()), cancel: Arc::default() }
    }

    pub fn cancelled(&self) -> bool {
        self.cancel.load(Ordering::Relaxed)
    }
}

/// Where the reader puts its chunks. `Break` = stop reading: cancelled, or storing failed.
pub type ChunkSink<'a> = dyn FnMut(Chunk) -> ControlFlow<()> + 'a;

/// Runs `read` on its own thread and stores, or compares, what it yields. `now` is written as the time of the import.
pub async fn store<R>(
    workspace: &Workspace,
    mapping: &Mapping,
    mode: StoreMode,
    now: Instant,
    watch: &Watch,
    read: R,
) -> Result<Stored, ImportError>
where
    R: FnOnce(&mut ChunkSink<'_>) -> Result<ReadTotals, ImportError> + Send + 'static,
{
    let (to_storing, from_reading) = sync_channel(WAITING_CHUNKS);
    let cancel = watch.clone();
    let reading = tokio::task::spawn_blocking(move || deliver(read, &to_storing, &cancel));
    let job = Job { policy: workspace.policy(), mapping: mapping.clone(), now, watch: watch.clone(), from_reading };
    let stored = match mode {
        StoreMode::Write => write(workspace, job).await,
        StoreMode::DryRun => compare(workspace, job).await,
    };
    let read = reading.await.map_err(|cause| WorkspaceError::Unreadable { what: "file", cause: cause.to_string() })?;
    // A reader's refusal is the cause, a storing that then found no end only its consequence.
    read?;
    if watch.cancelled() && stored.is_err() {
        return Err(ImportError::Cancelled);
    }
    Ok(stored?)
}

/// What crosses the channel.
enum Delivery {
    /// Rows with the hashes of their content, which the reading thread has the time to compute.
    Rows(Chunk, Vec<i64>),
    End(ReadTotals),
}

fn deliver<R>(read: R, to_storing: &SyncSender<Delivery>, watch: &Watch) -> Result<(), ImportError>
where
    R: FnOnce(&mut ChunkSink<'_>) -> Result<ReadTotals, ImportError>,
{
    let mut sink = |chunk: Chunk| {
        let contents = chunk.iter().map(|view| row::content(&view)).collect();
        match to_storing.send(Delivery::Rows(chunk, contents)) {
            Ok(()) if !watch.cancelled() => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    };
    let totals = read(&mut sink)?;
    // Fails where storing has stopped already, which then tells why.
    let _ = to_storing.send(Delivery::End(totals));
    Ok(())
}

/// An import on its way.
struct Job {
    policy: Arc<Policy>,
    mapping: Mapping,
    now: Instant,
    watch: Watch,
    from_reading: Receiver<Delivery>,
}

async fn compare(workspace: &Workspace, job: Job) -> Result<Stored, WorkspaceError> {
    let mut connection = workspace.readers().acquire().await?;
    let nothing_there = workspace.state().records == 0;
    let runtime = tokio::runtime::Handle::current();
    in_background(move || {
        let mut handle = runtime.block_on(connection.lock_handle())?;
        let raw = Raw::new(&mut handle);
        let mut comparing = Comparing::new(&raw, nothing_there)?;
        let (stored, _) = consume(&job, |rows| comparing.rows(rows))?;
        Ok(stored)
    })
    .await
}

async fn write(workspace: &Workspace, job: Job) -> Result<Stored, WorkspaceError> {
    let mut writer = workspace.writer().await?;
    let nothing_there = workspace.state().records == 0;
    let alone = if nothing_there { workspace.without_readers().await? } else { None };
    let runtime = tokio::runtime::Handle::current();
    let (stored, writer) = in_background(move || {
        let connection = writer.connection()?;
        let stored = runtime.block_on(write_all(connection, job, nothing_there, alone.is_some()));
        drop(alone);
        Ok((stored, writer))
    })
    .await?;
    let mut writer = writer;
    workspace.refresh(writer.connection()?).await?;
    stored
}

/// The transaction, with the connection set up for bulk before it and for everyday use after it.
async fn write_all(
    connection: &mut SqliteConnection,
    job: Job,
    nothing_there: bool,
    alone: bool,
) -> Result<Stored, WorkspaceError> {
    // Every row points to the one batch row written in the same transaction; looking it up a million times proves nothing.
    set(connection, &format!("pragma foreign_keys = off; pragma cache_size = -{IMPORT_CACHE_KIB}")).await?;
    // What is added to the file's end needs no undoing but cutting it off: with a journal each page is written once, into the
    // file, where the log would have it written into the log, read and written again. Refused while another process reads.
    let journal = alone && set(connection, "pragma journal_mode = delete").await.is_ok();
    let stored = write_in_transaction(connection, &job, nothing_there).await;
    set(connection, "pragma foreign_keys = on; pragma cache_size = -2000; pragma shrink_memory").await?;
    if journal {
        // Refused while another process reads: then the journal serves until the workspace is closed.
        let _ = set(connection, "pragma journal_mode = wal").await;
        return stored;
    }
    // The log has grown to the size of the import: fold it in while the person still looks at a progress bar.
    set(connection, "pragma wal_checkpoint(truncate)").await?;
    stored
}

async fn set(connection: &mut SqliteConnection, pragmas: &str) -> Result<(), WorkspaceError> {
    sqlx::raw_sql(sqlx::AssertSqlSafe(pragmas.to_owned())).execute(connection).await?;
    Ok(())
}

async fn write_in_transaction(
    connection: &mut SqliteConnection,
    job: &Job,
    nothing_there: bool,
) -> Result<Stored, WorkspaceError> {
    let mut change = connection.begin_with("begin immediate").await?;
    let batch: i64 = sqlx::query_scalar("select coalesce(max(id), 0) + 1 from batches").fetch_one(&mut *change).await?;
    let (mut stored, added) = {
        let mut handle = change.lock_handle().await?;
        let watch = job.watch.clone();
        handle.set_progress_handler(ASK_EVERY, move || !watch.cancelled());
        let written = write_rows(&Raw::new(&mut handle), job, batch, nothing_there);
        handle.remove_progress_handler();
        written?
    };
    if stored.accepted + stored.updated == 0 {
        change.rollback().await?;
        return Ok(stored);
    }
    if !added.is_empty() {
        let mut policy = Policy::clone(&job.policy);
        policy.handoffs.extend(added.iter().cloned());
        let reason = format!("Import of {}", job.mapping.source);
        let version: i64 = sqlx::query_scalar("select policy_version from workspace").fetch_one(&mut *change).await?;
        // Its records may be as old as any: they are judged as the version before would have judged them.
        let saving = Saving { author: "", reason: &reason, now: job.now, effective: Effective::AsParent };
        put_in_force(&mut change, &policy, version, saving).await?;
    }
    let keys: Vec<&str> = added.iter().map(|point| point.key.as_str()).collect();
    super::batches::insert(&mut change, batch, &job.mapping, &stored, &keys, job.now).await?;
    let known: Option<Instant> = sqlx::query_scalar("select as_of from workspace").fetch_one(&mut *change).await?;
    sqlx::query("update workspace set records = records + $1, as_of = $2")
        .bind(stored.accepted as i64)
        .bind(known.max(stored.totals.as_of))
        .execute(&mut *change)
        .await?;
    touch(&mut change, Changed::Records).await?;
    if job.watch.cancelled() {
        change.rollback().await?;
        return Err(WorkspaceError::Cancelled);
    }
    (job.watch.progress)(Progress { phase: Phase::Writing, done: 0, total: 0 });
    change.commit().await?;
    stored.batch = Some(batch.to_string());
    Ok(stored)
}

fn write_rows(
    raw: &Raw<'_>,
    job: &Job,
    batch: i64,
    nothing_there: bool,
) -> Result<(Stored, Vec<HandoffPoint>), WorkspaceError> {
    let mut writing = Writing::new(raw, batch, nothing_there)?;
    let written = consume(job, |rows| writing.rows(rows))?;
    if writing.has_to_index() {
        (job.watch.progress)(Progress { phase: Phase::Indexing, done: 0, total: 0 });
    }
    writing.finish()?;
    Ok(written)
}

/// Takes rows until the reader ends; gives the counts and the handoff points that the policy lacks.
fn consume(
    job: &Job,
    mut store: impl FnMut(&[Incoming<'_>]) -> Result<Fates, WorkspaceError>,
) -> Result<(Stored, Vec<HandoffPoint>), WorkspaceError> {
    let mut stored = Stored::default();
    let mut points = Points::new(&job.policy);
    let mut told = Now::now();
    // A closed channel without an end means that the reader failed or was told to stop.
    while let Ok(delivery) = job.from_reading.recv() {
        match delivery {
            Delivery::End(totals) => {
                stored.new_handoffs = points.added.iter().map(|point| point.name.clone()).collect();
                stored.totals = totals;
                return Ok((stored, points.added));
            }
            Delivery::Rows(chunk, contents) => {
                let numbers: Vec<usize> = chunk.handoffs().map(|name| points.number(name)).collect();
                let mut rows = chunk.iter().zip(numbers).zip(contents).map(|((view, number), content)| Incoming {
                    view,
                    key: points.key(number),
                    content,
                });
                loop {
                    let together: Vec<Incoming<'_>> = rows.by_ref().take(ROWS_AT_ONCE).collect();
                    if together.is_empty() {
                        break;
                    }
                    let fates = store(&together)?;
                    stored.accepted += fates.accepted;
                    stored.updated += fates.updated;
                    stored.unchanged += fates.unchanged;
                }
            }
        }
        if job.watch.cancelled() {
            break;
        }
        if told.elapsed() >= TELL_EVERY {
            told = Now::now();
            let done = stored.accepted + stored.updated + stored.unchanged;
            (job.watch.progress)(Progress { phase: Phase::Storing, done, total: 0 });
        }
    }
    Err(WorkspaceError::Cancelled)
}
