//! What decisions and actions share: numbered things that a council writes down, each with the version that was last written.

use super::sittings::told;
use crate::audit::{Done, append};
use crate::workspace::WorkspaceError;
use playbook::Instant;
use playbook::council::{Action, Decision};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{Row, SqliteConnection};

/// Something that a council writes down.
pub(super) trait Item: Serialize + DeserializeOwned {
    /// `decision`
    const NOUN: &'static str;
    /// Of its table: every body by number, one body by id, the next number, the removal of one.
    const ALL: &'static str;
    const ONE: &'static str;
    const NEXT: &'static str;
    const REMOVE: &'static str;

    fn id(&self) -> &str;
    fn version(&self) -> i64;
    /// `D-12`
    fn name(&self) -> String;
}

impl Item for Decision {
    const NOUN: &'static str = "decision";
    const ALL: &'static str = "select body from decisions order by number";
    const ONE: &'static str = "select body from decisions where id = $1";
    const NEXT: &'static str = "select coalesce(max(number), 0) + 1 from decisions";
    const REMOVE: &'static str = "delete from decisions where id = $1";

    fn id(&self) -> &str {
        &self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn name(&self) -> String {
        format!("D-{}", self.number)
    }
}

impl Item for Action {
    const NOUN: &'static str = "action";
    const ALL: &'static str = "select body from actions order by number";
    const ONE: &'static str = "select body from actions where id = $1";
    const NEXT: &'static str = "select coalesce(max(number), 0) + 1 from actions";
    const REMOVE: &'static str = "delete from actions where id = $1";

    fn id(&self) -> &str {
        &self.id
    }

    fn version(&self) -> i64 {
        self.version
    }

    fn name(&self) -> String {
        format!("A-{}", self.number)
    }
}

/// Every item, by number.
pub(super) async fn all<I: Item>(connection: &mut SqliteConnection) -> Result<Vec<I>, WorkspaceError> {
    let rows = sqlx::query(I::ALL).fetch_all(connection).await?;
    rows.iter().map(|row| parse(row.try_get::<&str, _>("body")?)).collect()
}

/// The item with this id, whoever wrote it last.
pub(super) async fn any_version<I: Item>(connection: &mut SqliteConnection, id: &str) -> Result<I, WorkspaceError> {
    let body: Option<String> = sqlx::query_scalar(I::ONE).bind(id).fetch_optional(connection).await?;
    parse(&body.ok_or_else(|| WorkspaceError::NoSuchItem(format!("such {}", I::NOUN)))?)
}

/// The item with this id as it was written in this version, refused where another was written since.
pub(super) async fn read<I: Item>(
    connection: &mut SqliteConnection,
    id: &str,
    version: i64,
) -> Result<I, WorkspaceError> {
    let item: I = any_version(connection, id).await?;
    match item.version() == version {
        true => Ok(item),
        false => Err(WorkspaceError::ItemMoved(format!("{} {}", I::NOUN, item.name()))),
    }
}

/// The item that somebody edits: `None` for a new one, refused where another wrote a version since.
pub(super) async fn edited<I: Item>(
    connection: &mut SqliteConnection,
    id: Option<&str>,
    version: Option<i64>,
) -> Result<Option<I>, WorkspaceError> {
    let Some(id) = id else { return Ok(None) };
    // Whoever names no version edits none that was written.
    Ok(Some(read(connection, id, version.unwrap_or_default()).await?))
}

/// The number of a new item.
pub(super) async fn next_number<I: Item>(connection: &mut SqliteConnection) -> Result<u32, WorkspaceError> {
    Ok(sqlx::query_scalar(I::NEXT).fetch_one(connection).await?)
}

/// Takes an item out, and says so in the audit trail.
pub(super) async fn remove<I: Item>(
    connection: &mut SqliteConnection,
    item: &I,
    by: &str,
    now: Instant,
) -> Result<(), WorkspaceError> {
    sqlx::query(I::REMOVE).bind(item.id()).execute(&mut *connection).await?;
    let act = format!("{}.removed", I::NOUN);
    append(connection, Done { before: told(item)?, ..done(&act, &item.name(), by, now) }).await
}

/// Says in the audit trail that an item was written.
pub(super) async fn written<I: Item>(
    connection: &mut SqliteConnection,
    act: &str,
    before: Option<&I>,
    after: &I,
    by: &str,
    now: Instant,
) -> Result<(), WorkspaceError> {
    let name = after.name();
    append(connection, Done { before: told(&before)?, after: told(after)?, ..done(act, &name, by, now) }).await
}

fn done<'a>(act: &'a str, subject: &'a str, by: &'a str, now: Instant) -> Done<'a> {
    Done { at: now, actor: by, act, subject, said: Value::Null, before: Value::Null, after: Value::Null }
}

/// An item as its table keeps it.
pub(super) fn body<I: Item>(item: &I) -> Result<String, WorkspaceError> {
    serde_json::to_string(item).map_err(WorkspaceError::unreadable(I::NOUN))
}

fn parse<I: Item>(body: &str) -> Result<I, WorkspaceError> {
    serde_json::from_str(body).map_err(WorkspaceError::unreadable(I::NOUN))
}
