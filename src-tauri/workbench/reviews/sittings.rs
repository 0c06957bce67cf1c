//! A month's notes and attendance.

use crate::audit::{Done, append};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::{Attendance, Attendee, Notes};
use playbook::metrics::{Month, words};
use serde::Serialize;
use serde_json::{Value, json};
use sqlx::{Connection, Row, SqliteConnection};

/// The longest notes, in bytes.
const LONGEST_NOTES: usize = 200_000;

/// The longest text of a decision or action, and the longest name, in letters.
const LONGEST_TEXT: usize = 2_000;
const LONGEST_NAME: usize = 200;

/// A council is smaller.
const MOST_PEOPLE: usize = 100;

impl Workspace {
    /// Writes a month's notes. `version` is that of the notes that were edited.
    pub async fn notes_save(
        &self,
        month: Month,
        text: &str,
        version: i64,
        by: &str,
        now: Instant,
    ) -> Result<Notes, WorkspaceError> {
        let by = name_of(by)?;
        if text.len() > LONGEST_NOTES {
            return refuse(format!("the notes are longer than {LONGEST_NOTES} letters. Shorten them."));
        }
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        refuse_signed(&mut change, month).await?;
        let before = notes(&mut change, month).await?;
        if before.version != version {
            return Err(WorkspaceError::ItemMoved(format!("page of notes of {}", words::month(month))));
        }
        lay(&mut change, month).await?;
        sqlx::query(
            "update sittings set notes = $2, notes_by = $3, notes_at = $4, notes_version = notes_version + 1 where month = $1",
        )
        .bind(month.0)
        .bind(text)
        .bind(by)
        .bind(now)
        .execute(&mut *change)
        .await?;
        let done = Done {
            at: now,
            actor: by,
            act: "review.noted",
            subject: &subject(month),
            said: Value::Null,
            before: json!({ "notes": before.text }),
            after: json!({ "notes": text }),
        };
        append(&mut change, done).await?;
        let saved = notes(&mut change, month).await?;
        change.commit().await?;
        Ok(saved)
    }

    /// Writes who was asked to come to a month's review, and who came.
    pub async fn attendance_save(
        &self,
        month: Month,
        people: &[Attendee],
        version: i64,
        by: &str,
        now: Instant,
    ) -> Result<Attendance, WorkspaceError> {
        let by = name_of(by)?;
        let mut named: Vec<Attendee> = Vec::new();
        for attendee in people {
            let person = name_of(&attendee.person)?.to_owned();
            if named.iter().any(|other| other.person == person) {
                return refuse(format!("{person} is there twice. Name everybody once."));
            }
            named.push(Attendee { person, present: attendee.present });
        }
        if named.len() > MOST_PEOPLE {
            return refuse(format!("a review has at most {MOST_PEOPLE} people. Name fewer."));
        }
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        refuse_signed(&mut change, month).await?;
        let before = attendance(&mut change, month).await?;
        if before.version != version {
            return Err(WorkspaceError::ItemMoved(format!("attendance of {}", words::month(month))));
        }
        lay(&mut change, month).await?;
        sqlx::query(
            "update sittings set attendance = $2, attendance_version = attendance_version + 1 where month = $1",
        )
        .bind(month.0)
        .bind(serde_json::to_string(&named).map_err(WorkspaceError::unreadable("attendance"))?)
        .execute(&mut *change)
        .await?;
        let done = Done {
            at: now,
            actor: by,
            act: "review.attended",
            subject: &subject(month),
            said: Value::Null,
            before: json!(before.people),
            after: json!(named),
        };
        append(&mut change, done).await?;
        let saved = attendance(&mut change, month).await?;
        change.commit().await?;
        Ok(saved)
    }
}

/// `review 2026-10`: what the audit trail calls a month's review.
pub(super) fn subject(month: Month) -> String {
    format!("review {month}")
}

pub(super) fn refuse<T>(why: String) -> Result<T, WorkspaceError> {
    Err(WorkspaceError::ActRefused(why))
}

/// Who acts or is named: something readable, in one line.
pub(crate) fn name_of(name: &str) -> Result<&str, WorkspaceError> {
    let name = name.trim();
    if name.is_empty() {
        return refuse("it does not say who. Choose somebody first.".into());
    }
    if name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
        return refuse(format!("a name has at most {LONGEST_NAME} letters, in one line. Shorten it."));
    }
    Ok(name)
}

/// What is decided or to be done: something readable.
pub(crate) fn text_of<'t>(text: &'t str, what: &str) -> Result<&'t str, WorkspaceError> {
    let text = text.trim();
    if text.is_empty() {
        return refuse(format!("the {what} says nothing. Write a sentence."));
    }
    if text.chars().count() > LONGEST_TEXT {
        return refuse(format!("a {what} has at most {LONGEST_TEXT} letters. Shorten it, and use the notes."));
    }
    Ok(text)
}

/// A month that is signed off takes no more edits.
pub(super) async fn refuse_signed(connection: &mut SqliteConnection, month: Month) -> Result<(), WorkspaceError> {
    match super::sign_offs::in_force(connection, month).await? {
        Some(_) => Err(WorkspaceError::MonthSigned(words::month(month))),
        None => Ok(()),
    }
}

/// What the audit trail keeps: figures are not whole numbers, and stand in it as text.
pub(super) fn told(value: &impl Serialize) -> Result<Value, WorkspaceError> {
    fn whole(value: Value) -> Value {
        match value {
            Value::Number(number) if number.is_f64() => Value::String(number.to_string()),
            Value::Array(list) => Value::Array(list.into_iter().map(whole).collect()),
            Value::Object(object) => {
                Value::Object(object.into_iter().map(|(key, value)| (key, whole(value))).collect())
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
        }
    }
    serde_json::to_value(value).map(whole).map_err(WorkspaceError::unreadable("audit entry"))
}

async fn lay(connection: &mut SqliteConnection, month: Month) -> Result<(), WorkspaceError> {
    sqlx::query(
        "insert into sittings (month, notes, notes_by, notes_at, notes_version, attendance, attendance_version) \
         values ($1, '', '', null, 0, '[]', 0) on conflict (month) do nothing",
    )
    .bind(month.0)
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn notes(connection: &mut SqliteConnection, month: Month) -> Result<Notes, WorkspaceError> {
    let row = sqlx::query("select notes, notes_by, notes_at, notes_version from sittings where month = $1")
        .bind(month.0)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(Notes::default()) };
    Ok(Notes::new(
        row.try_get("notes")?,
        row.try_get("notes_by")?,
        row.try_get("notes_at")?,
        row.try_get("notes_version")?,
    ))
}

pub(super) async fn attendance(connection: &mut SqliteConnection, month: Month) -> Result<Attendance, WorkspaceError> {
    let row = sqlx::query("select attendance, attendance_version from sittings where month = $1")
        .bind(month.0)
        .fetch_optional(connection)
        .await?;
    let Some(row) = row else { return Ok(Attendance::default()) };
    let people: String = row.try_get("attendance")?;
    Ok(Attendance {
        people: serde_json::from_str(&people).map_err(WorkspaceError::unreadable("attendance"))?,
        version: row.try_get("attendance_version")?,
    })
}
