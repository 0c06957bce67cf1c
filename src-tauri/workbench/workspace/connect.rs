//! Connections to a workspace file, every one with SQLite's defences up before it reads a byte of schema.

use super::raw;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqliteConnection};
use std::path::Path;
use std::time::Duration;

/// Connections that only read; the writer has its own.
pub(crate) const READERS: u32 = 3;

fn options(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        // Schema text is data from outside: no function in it may do more than compute.
        .pragma("trusted_schema", "off")
        .pragma("cell_size_check", "on")
        // A file that changes under a memory map kills the process instead of failing a read.
        .pragma("mmap_size", "0")
        .foreign_keys(true)
        // Another process may be checkpointing.
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(50)
        .disable_statement_logging()
}

async fn open(options: &SqliteConnectOptions) -> Result<SqliteConnection, sqlx::Error> {
    let mut connection = options.connect().await?;
    raw::harden(&mut connection.lock_handle().await?).map_err(|cause| sqlx::Error::Protocol(cause.to_string()))?;
    Ok(connection)
}

/// For the checks at the door.
pub(crate) async fn checking(path: &Path, read_only: bool) -> Result<SqliteConnection, sqlx::Error> {
    open(&options(path).read_only(read_only).create_if_missing(false)).await
}

/// For laying a new file: an ordinary journal, one file when done.
pub(crate) async fn laying(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    open(&options(path).create_if_missing(true).journal_mode(SqliteJournalMode::Delete)).await
}

/// The one that writes.
pub(crate) async fn writing(path: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = options(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        // Full: a commit that was confirmed survives a power cut too. Commits are few and large here.
        .synchronous(SqliteSynchronous::Full);
    open(&options).await
}

/// Those that read beside it. They connect on first use.
pub(crate) fn reading(path: &Path) -> SqlitePool {
    SqlitePoolOptions::new()
        .max_connections(READERS)
        .min_connections(0)
        // A workspace is one local file: a connection neither ages nor goes away.
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
        .after_connect(|connection, _| {
            Box::pin(async move {
                raw::harden(&mut connection.lock_handle().await?)
                    .map_err(|cause| sqlx::Error::Protocol(cause.to_string()))
            })
        })
        .connect_lazy_with(options(path).read_only(true).create_if_missing(false))
}

/// True where a progress handler ended a query, not the file.
pub(crate) fn interrupted(cause: &sqlx::Error) -> bool {
    cause.as_database_error().and_then(|error| error.code()).is_some_and(|code| code == "9")
}
