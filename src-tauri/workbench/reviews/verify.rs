//! What `baton verify` asks of sign-offs: each holds what was signed, and the audit trail tells of it.

use super::items;
use super::sign_offs::{parse, read_book};
use crate::workspace::WorkspaceError;
use playbook::council::{Action, Decision};
use sqlx::{Row, SqliteConnection};

/// The number of sign-offs, and what is wrong with the first that is damaged.
pub(crate) async fn check(connection: &mut SqliteConnection) -> Result<(usize, Option<String>), WorkspaceError> {
    let rows = sqlx::query("select number, month, said, digest, body, reopened_at from sign_offs order by number")
        .fetch_all(&mut *connection)
        .await?;
    let mut wrong = None;
    for row in &rows {
        let number: i64 = row.try_get("number")?;
        let mut is_wrong = |why: String| {
            wrong.get_or_insert(format!("sign-off {number}: {why}"));
        };
        let signed = match parse(row.try_get("said")?) {
            Ok(signed) => signed,
            Err(error) => {
                is_wrong(error.to_string());
                continue;
            }
        };
        let columns: (i32, String, Option<i64>) =
            (row.try_get("month")?, row.try_get("digest")?, row.try_get("reopened_at")?);
        let said = (signed.month.0, signed.digest.clone(), signed.reopened.as_ref().map(|reopened| reopened.at));
        if signed.number != number || columns != said {
            is_wrong("what it says of itself differs from how it is kept".to_owned());
            continue;
        }
        if let Err(error) = read_book(row.try_get("body")?, &signed) {
            is_wrong(error.to_string());
            continue;
        }
        let told: Vec<String> =
            sqlx::query_scalar("select entry from audit where act = 'review.signed' and subject = $1")
                .bind(super::sittings::subject(signed.month))
                .fetch_all(&mut *connection)
                .await?;
        if !told.iter().any(|entry| entry.contains(&signed.digest)) {
            is_wrong("the audit trail does not tell of it".to_owned());
        }
    }
    // What is decided and given out has to be readable as well.
    for read in [items::all::<Decision>(connection).await.map(drop), items::all::<Action>(connection).await.map(drop)] {
        match read {
            Ok(()) => {}
            Err(error @ WorkspaceError::Unreadable { .. }) => {
                wrong.get_or_insert(error.to_string());
            }
            Err(other) => return Err(other),
        }
    }
    Ok((rows.len(), wrong))
}
