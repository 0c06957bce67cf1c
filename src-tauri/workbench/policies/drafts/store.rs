//! Drafts in the file: a row a branch, and its edits. What stands there may have been changed by anybody, so everything read is checked.

use super::draft::{Draft, Edit, SetAside};
use super::{DRAFT, MAIN};
use crate::workspace::WorkspaceError;
use playbook::Instant;
use playbook::policy::{MOST_BYTES, Operation};
use serde::de::DeserializeOwned;
use sqlx::{Row, SqliteConnection};

/// The longest operation that is read: another policy whole, with what surrounds it.
const LONGEST_OPERATION: i64 = MOST_BYTES as i64 + 4_096;

/// A branch as its row describes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub branch: String,
    pub base: i64,
    pub revision: i64,
    pub done: i64,
    pub conflicts: String,
}

impl Stored {
    /// The draft that has no row yet.
    pub fn none(branch: &str, latest: i64) -> Stored {
        Stored { branch: branch.into(), base: latest, revision: 0, done: 0, conflicts: "[]".into() }
    }
}

pub(crate) fn damaged(branch: &str, why: impl std::fmt::Display) -> WorkspaceError {
    WorkspaceError::DraftDamaged { branch: shown(branch), why: why.to_string() }
}

/// A name out of a file that anybody may have written, fit for a sentence.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_control()).take(60).collect()
}

/// Every branch with a row, by name.
pub(crate) async fn all(connection: &mut SqliteConnection) -> Result<Vec<Stored>, WorkspaceError> {
    let rows = sqlx::query("select branch, base, revision, done, conflicts from drafts order by branch")
        .fetch_all(connection)
        .await?;
    let read = |row: &sqlx::sqlite::SqliteRow| -> Result<Stored, sqlx::Error> {
        Ok(Stored {
            branch: row.try_get("branch")?,
            base: row.try_get("base")?,
            revision: row.try_get("revision")?,
            done: row.try_get("done")?,
            conflicts: row.try_get("conflicts")?,
        })
    };
    rows.iter().map(read).collect::<Result<_, _>>().map_err(|cause| damaged(DRAFT, cause))
}

/// The branch that is worked on.
pub(crate) async fn chosen(connection: &mut SqliteConnection) -> Result<String, WorkspaceError> {
    let chosen: Option<String> = sqlx::query_scalar("select branch from drafts where chosen order by branch limit 1")
        .fetch_optional(connection)
        .await?;
    Ok(chosen.unwrap_or_else(|| MAIN.to_owned()))
}

/// The branches that there are: `main` first, the others by name.
pub(crate) async fn branches(connection: &mut SqliteConnection) -> Result<Vec<String>, WorkspaceError> {
    let others: Vec<String> = sqlx::query_scalar("select branch from drafts where branch <> $1 order by branch")
        .bind(MAIN)
        .fetch_all(connection)
        .await?;
    Ok(std::iter::once(MAIN.to_owned()).chain(others).collect())
}

pub(crate) async fn stored(connection: &mut SqliteConnection, branch: &str) -> Result<Option<Stored>, WorkspaceError> {
    Ok(all(connection).await?.into_iter().find(|stored| stored.branch == branch))
}

/// The edits of a branch, in their order.
pub(crate) async fn edits(connection: &mut SqliteConnection, branch: &str) -> Result<Vec<Edit>, WorkspaceError> {
    let rows = sqlx::query(
        "select place, title, operation, back, length(operation) as long, length(back) as back_long \
         from draft_edits where branch = $1 order by place",
    )
    .bind(branch)
    .fetch_all(connection)
    .await?;
    let mut edits = Vec::with_capacity(rows.len());
    for (expected, row) in (1_i64..).zip(&rows) {
        let edit = read_edit(row, expected).map_err(|why| damaged(branch, format!("edit {expected} {why}")))?;
        edits.push(edit);
    }
    Ok(edits)
}

fn read_edit(row: &sqlx::sqlite::SqliteRow, expected: i64) -> Result<Edit, String> {
    let unreadable = |cause: sqlx::Error| format!("cannot be read ({cause})");
    let number = |name: &str| row.try_get::<i64, _>(name).map_err(unreadable);
    if number("place")? != expected {
        return Err("is missing".into());
    }
    if number("long")?.max(number("back_long")?) > LONGEST_OPERATION {
        return Err("is longer than any edit".into());
    }
    let text = |name: &str| row.try_get::<String, _>(name).map_err(unreadable);
    Ok(Edit { title: shown_title(&text("title")?), operation: json(&text("operation")?)?, back: json(&text("back")?)? })
}

/// The longest title that is shown.
pub(super) const LONGEST_TITLE: usize = 400;

fn shown_title(title: &str) -> String {
    title.chars().filter(|letter| !letter.is_control()).take(LONGEST_TITLE).collect()
}

fn json<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|cause| format!("cannot be read ({cause})"))
}

pub(crate) fn read_conflicts(stored: &Stored) -> Result<Vec<SetAside>, WorkspaceError> {
    json(&stored.conflicts).map_err(|why| damaged(&stored.branch, format!("the list of what was set aside {why}")))
}

/// Writes a branch's row; it becomes the one worked on.
pub(crate) async fn write_row(connection: &mut SqliteConnection, draft: &Draft) -> Result<(), WorkspaceError> {
    choose(connection, &draft.branch).await?;
    let conflicts = serde_json::to_string(&draft.conflicts).map_err(WorkspaceError::unreadable(DRAFT))?;
    sqlx::query(
        "insert into drafts (branch, base, revision, done, chosen, conflicts) values ($1, $2, $3, $4, true, $5) \
         on conflict (branch) do update set base = excluded.base, revision = excluded.revision, done = excluded.done, \
         chosen = true, conflicts = excluded.conflicts",
    )
    .bind(&draft.branch)
    .bind(draft.base)
    .bind(draft.revision)
    .bind(draft.done as i64)
    .bind(conflicts)
    .execute(connection)
    .await?;
    Ok(())
}

/// Works on a branch from now on; on `main` where it has no row.
pub(crate) async fn choose(connection: &mut SqliteConnection, branch: &str) -> Result<(), WorkspaceError> {
    sqlx::query("update drafts set chosen = (branch = $1)").bind(branch).execute(connection).await?;
    Ok(())
}

/// Writes the edits of a draft from a place on, counted from 0, in place of those that stood there.
pub(crate) async fn write_edits_from(
    connection: &mut SqliteConnection,
    draft: &Draft,
    first: usize,
    now: Instant,
) -> Result<(), WorkspaceError> {
    sqlx::query("delete from draft_edits where branch = $1 and place > $2")
        .bind(&draft.branch)
        .bind(first as i64)
        .execute(&mut *connection)
        .await?;
    for (place, edit) in draft.edits.iter().enumerate().skip(first) {
        let json = |operation: &Operation| serde_json::to_string(operation).map_err(WorkspaceError::unreadable(DRAFT));
        sqlx::query(
            "insert into draft_edits (branch, place, edited_at, title, operation, back) values ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&draft.branch)
        .bind(place as i64 + 1)
        .bind(now)
        .bind(&edit.title)
        .bind(json(&edit.operation)?)
        .bind(json(&edit.back)?)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Takes a branch and its edits out of the file, unread.
pub(crate) async fn remove(connection: &mut SqliteConnection, branch: &str) -> Result<(), WorkspaceError> {
    sqlx::query("delete from draft_edits where branch = $1").bind(branch).execute(&mut *connection).await?;
    sqlx::query("delete from drafts where branch = $1").bind(branch).execute(connection).await?;
    Ok(())
}
