//! Storing checked rows: one transaction, a reading thread ahead of the writing one, and nothing kept of an import that fails
//! or is cancelled.
//!
//! A row is known by record, handoff point and cycle. One that is there with the same content is left alone; one that changed
//! is replaced, and the replaced row is kept until the import is undone.
//!
//! No copy of the file is made before an import: the transaction guards against failure, and the kept rows against regret, at
//! the cost of the rows that change instead of all of them.

use super::mapping::Mapping;
use super::report::{BatchFile, Phase, Progress};
use super::upsert::{Comparing, Fate, Points, Writing};
use super::{Chunk, ImportError, RecordView};
use crate::policies::store::{Saving, put_in_force};
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
const WAITING_CHUNKS: usize = 8;

/// How often progress is told.
const TELL_EVERY: Duration = Duration::from_millis(100);

/// Page cache of an import in KiB: room for the passages' index of a million records, whose keys come in any order.
const IMPORT_CACHE_KIB: u32 = 48 * 1024;

/// What the reader knows once it has read everything.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadTotals {
    pub files: Vec<BatchFile>,
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
        let (stored, _) = consume(&job, |view, key, content| comparing.row(view, key, content))?;
        Ok(stored)
    })
    .await
}

async fn write(workspace: &Workspace, job: Job) -> Result<Stored, WorkspaceError> {
    let mut writer = workspace.writer().await?;
    let nothing_there = workspace.state().records == 0;
    let runtime = tokio::runtime::Handle::current();
    let (stored, writer) = in_background(move || {
        let connection = writer.connection()?;
        let stored = runtime.block_on(write_all(connection, job, nothing_there));
        Ok((stored, writer))
    })
    .await?;
    let mut writer = writer;
    workspace.refresh(writer.connection()?).await?;
    stored
}

/// The transaction, with the connection set up for bulk before it and for everyday use after it.
async fn write_all(connection: &mut SqliteConnection, job: Job, nothing_there: bool) -> Result<Stored, WorkspaceError> {
    // Every row points to the one batch row written in the same transaction; looking it up a million times proves nothing.
    set(connection, &format!("pragma foreign_keys = off; pragma cache_size = -{IMPORT_CACHE_KIB}")).await?;
    let stored = write_in_transaction(connection, &job, nothing_there).await;
    set(connection, "pragma foreign_keys = on; pragma cache_size = -2000; pragma shrink_memory").await?;
    // The log has grown to the size of the import: fold it in while the person still looks at a progress bar.
    (job.watch.progress)(Progress { phase: Phase::Writing, done: 0, total: 0 });
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
        let raw = Raw::new(&mut handle);
        let mut writing = Writing::new(&raw, batch, nothing_there)?;
        consume(job, |view, key, content| writing.row(view, key, content))?
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
        put_in_force(&mut change, &policy, version, Saving { author: "", reason: &reason, now: job.now }).await?;
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
    change.commit().await?;
    stored.batch = Some(batch.to_string());
    Ok(stored)
}

/// Takes rows until the reader ends; gives the counts and the handoff points that the policy lacks.
fn consume(
    job: &Job,
    mut row: impl FnMut(&RecordView<'_>, &str, i64) -> Result<Fate, WorkspaceError>,
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
                for (view, content) in chunk.iter().zip(contents) {
                    let key = points.key(view.handoff);
                    match row(&view, key, content)? {
                        Fate::Accepted => stored.accepted += 1,
                        Fate::Updated => stored.updated += 1,
                        Fate::Unchanged => stored.unchanged += 1,
                    }
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
