//! The door of a workspace: what a file must show before it is opened for writing.
//!
//! First the header is read as bytes, without SQLite; then the contents through a connection that can only read, with SQLite's
//! defences up. Only a file that passes both is opened for writing, so that a refused file is never written to.

use super::error::WorkspaceError;
use super::hold::beside;
use super::{connect, schema};
use sqlx::{Connection, Row, SqliteConnection};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long the quick check may take before the file counts as sound so far. `baton verify` checks everything.
const QUICK_CHECK_LIMIT: Duration = Duration::from_millis(150);

const CHOOSE: &str = "Choose a .baton file, or import this one as data.";
const BACKUP: &str = "Open a backup, or ask for the file again.";

/// Checks the first hundred bytes: a SQLite file, ours, of a format we know, and as long as it says. Gives the format.
pub(crate) fn check_header(path: &Path) -> Result<u32, WorkspaceError> {
    let not_ours = |why: &str, next| WorkspaceError::NotAWorkspace { path: path.into(), why: why.into(), next };
    let meta = std::fs::metadata(path).map_err(|cause| match cause.kind() {
        std::io::ErrorKind::NotFound => WorkspaceError::Missing(path.into()),
        _ => WorkspaceError::file("Opening", path)(cause),
    })?;
    if meta.is_dir() {
        return Err(not_ours("it is a folder", CHOOSE));
    }
    if !meta.is_file() {
        return Err(not_ours("it is a device, not a file", CHOOSE));
    }
    let mut header = Vec::with_capacity(100);
    File::open(path)
        .and_then(|file| file.take(100).read_to_end(&mut header))
        .map_err(WorkspaceError::file("Opening", path))?;
    if header.is_empty() {
        return Err(not_ours("it is empty", BACKUP));
    }
    if !header.starts_with(b"SQLite format 3\0") {
        let why = match std::str::from_utf8(&header) {
            Ok(text) if !text.chars().any(|c| c.is_control() && !c.is_whitespace()) => "it is a text file",
            _ => "its first bytes are not a database's",
        };
        return Err(not_ours(why, CHOOSE));
    }
    let Ok(header): Result<[u8; 100], _> = header.try_into() else {
        return Err(WorkspaceError::Damaged {
            path: path.into(),
            why: "it ends within its first hundred bytes".into(),
        });
    };
    let word = |at: usize| u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
    let (application_id, format) = (word(68), word(60));
    if application_id != schema::APPLICATION_ID {
        return Err(not_ours(
            "it is another program's database",
            "Choose a .baton file, or export the data as CSV and import that.",
        ));
    }
    if format > schema::FORMAT {
        return Err(WorkspaceError::Newer { path: path.into(), found: format.into(), known: schema::FORMAT.into() });
    }
    if format == 0 {
        return Err(not_ours("its format number is missing", BACKUP));
    }
    let page_size = match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    // The page count is valid only where it was written together with the last change.
    let pages = if word(24) == word(92) { u64::from(word(28)) } else { 0 };
    let promised = pages * page_size;
    if meta.len() < promised && !in_use(path) {
        let why = format!("{} of its {promised} bytes are there", meta.len());
        return Err(WorkspaceError::Damaged { path: path.into(), why });
    }
    Ok(format)
}

/// True while a journal or log lies beside the file: then its own bytes are not the whole story.
fn in_use(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|suffix| std::fs::metadata(beside(path, suffix)).is_ok_and(|meta| meta.len() > 0))
}

/// Checks the contents without writing. Where a crash left a rollback journal, a copy is rolled back and checked instead.
pub(crate) async fn check_contents(path: &Path, held: bool) -> Result<(), WorkspaceError> {
    let journal = beside(path, "-journal");
    if !held || !std::fs::metadata(&journal).is_ok_and(|meta| meta.len() > 0) {
        return check_open(path, path, true).await;
    }
    let copy = beside(path, &format!(".check-{}", std::process::id()));
    let copies = [
        (path.to_path_buf(), copy.clone()),
        (journal, beside(&copy, "-journal")),
        (beside(path, "-wal"), beside(&copy, "-wal")),
    ];
    let copied =
        copies.iter().filter(|(from, _)| from.exists()).try_for_each(|(from, to)| std::fs::copy(from, to).map(|_| ()));
    let checked = match copied {
        Ok(()) => check_open(&copy, path, false).await,
        Err(cause) => Err(WorkspaceError::file("Checking a copy after a crash", &copy)(cause)),
    };
    for suffix in ["", "-journal", "-wal", "-shm"] {
        let _ = std::fs::remove_file(beside(&copy, suffix));
    }
    checked
}

/// `path` is opened, `named` is the file that people know.
async fn check_open(path: &Path, named: &Path, read_only: bool) -> Result<(), WorkspaceError> {
    let damaged = |cause: sqlx::Error| refusal(named, cause);
    let mut connection = connect::checking(path, read_only).await.map_err(damaged)?;
    let verdict = check_connection(&mut connection, named).await;
    // A connection that met a damaged file may fail to close; the verdict has been reached.
    let _ = connection.close().await;
    verdict
}

async fn check_connection(connection: &mut SqliteConnection, named: &Path) -> Result<(), WorkspaceError> {
    let refuse = |cause: sqlx::Error| refusal(named, cause);
    let number = |sql: &'static str| sqlx::query_scalar::<_, i64>(sql);
    let application_id = number("pragma application_id").fetch_one(&mut *connection).await.map_err(refuse)?;
    let format = number("pragma user_version").fetch_one(&mut *connection).await.map_err(refuse)?;
    if application_id != i64::from(schema::APPLICATION_ID) {
        let why = "it is another program's database".into();
        return Err(WorkspaceError::NotAWorkspace { path: named.into(), why, next: CHOOSE });
    }
    let laid = usize::try_from(format).ok().and_then(|format| schema::MIGRATIONS.get(..format));
    let Some(laid) = laid else {
        return Err(WorkspaceError::Newer { path: named.into(), found: format, known: schema::FORMAT.into() });
    };
    let found = schema::found(connection).await.map_err(refuse)?;
    if let Some(what) = schema::difference(&found, &schema::expected(laid).await?) {
        return Err(WorkspaceError::Altered { path: named.into(), what });
    }
    let deadline = Instant::now() + QUICK_CHECK_LIMIT;
    connection.lock_handle().await.map_err(refuse)?.set_progress_handler(1_000, move || Instant::now() < deadline);
    let checked = sqlx::query("pragma quick_check(1)").fetch_one(&mut *connection).await;
    connection.lock_handle().await.map_err(refuse)?.remove_progress_handler();
    match checked.and_then(|row| row.try_get::<String, _>(0)) {
        Ok(words) if words == "ok" => Ok(()),
        Ok(words) => Err(WorkspaceError::Damaged { path: named.into(), why: words }),
        Err(cause) if connect::interrupted(&cause) => Ok(()),
        Err(cause) => Err(refuse(cause)),
    }
}

fn refusal(path: &Path, cause: sqlx::Error) -> WorkspaceError {
    // An import into an empty workspace lets nobody read until it is done.
    if primary_code(&cause) == Some(5) {
        return WorkspaceError::Busy(path.into());
    }
    let words = cause.as_database_error().map_or_else(|| cause.to_string(), |error| error.message().to_owned());
    WorkspaceError::Damaged { path: path.into(), why: words }
}

/// SQLite's result code without its details.
fn primary_code(cause: &sqlx::Error) -> Option<i32> {
    let code = cause.as_database_error()?.code()?;
    code.parse::<i32>().ok().map(|code| code & 0xff)
}
