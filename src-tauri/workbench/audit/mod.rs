//! The audit trail in the file: appended in the transaction of the change that it tells of, gone through from the first link, exported
//! so that an outsider can check it.

mod export;

pub use export::export;

use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::exception::audit::{BEGINNING, Chain, Entry, Link, Verified};
use serde_json::Value;
use sqlx::{Row, SqliteConnection};
use tokio::sync::Mutex;

/// Something that was done, before it has its place in the chain.
#[derive(Debug, Clone)]
pub(crate) struct Done<'a> {
    pub at: Instant,
    /// Empty = Baton itself.
    pub actor: &'a str,
    pub act: &'a str,
    pub subject: &'a str,
    pub said: Value,
    pub before: Value,
    pub after: Value,
}

/// The end of the chain, for appending several entries in one transaction.
pub(crate) struct Tail {
    number: i64,
    head: String,
}

impl Tail {
    pub async fn of(connection: &mut SqliteConnection) -> Result<Tail, WorkspaceError> {
        let last = sqlx::query("select number, hash from audit order by number desc limit 1")
            .fetch_optional(connection)
            .await?;
        Ok(match last {
            Some(row) => Tail { number: row.try_get("number")?, head: row.try_get("hash")? },
            None => Tail { number: 0, head: BEGINNING.into() },
        })
    }

    /// The last hash.
    pub fn head(&self) -> &str {
        &self.head
    }

    pub async fn append(&mut self, connection: &mut SqliteConnection, done: Done<'_>) -> Result<(), WorkspaceError> {
        let Done { at, actor, act, subject, said, before, after } = done;
        let number = self.number + 1;
        let entry =
            Entry { number, at, actor: actor.into(), act: act.into(), subject: subject.into(), said, before, after };
        let link = entry.link(&self.head).map_err(WorkspaceError::unreadable("audit entry"))?;
        sqlx::query(
            "insert into audit (number, previous, hash, at, act, subject, entry) values ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(number)
        .bind(&link.previous)
        .bind(&link.hash)
        .bind(at)
        .bind(act)
        .bind(subject)
        .bind(&link.entry)
        .execute(connection)
        .await?;
        (self.number, self.head) = (number, link.hash);
        Ok(())
    }
}

/// Appends one entry.
pub(crate) async fn append(connection: &mut SqliteConnection, done: Done<'_>) -> Result<(), WorkspaceError> {
    let mut tail = Tail::of(connection).await?;
    tail.append(connection, done).await
}

/// Links that are read at once.
const PAGE: i64 = 1_000;

/// Shows every link after a number, in order.
pub(crate) async fn each(
    connection: &mut SqliteConnection,
    mut after: i64,
    mut visit: impl FnMut(i64, &Link) -> Result<(), WorkspaceError>,
) -> Result<(), WorkspaceError> {
    loop {
        let rows =
            sqlx::query("select number, previous, hash, entry from audit where number > $1 order by number limit $2")
                .bind(after)
                .bind(PAGE)
                .fetch_all(&mut *connection)
                .await?;
        for row in &rows {
            after = row.try_get("number")?;
            let link =
                Link { previous: row.try_get("previous")?, hash: row.try_get("hash")?, entry: row.try_get("entry")? };
            visit(after, &link)?;
        }
        if (rows.len() as i64) < PAGE {
            return Ok(());
        }
    }
}

/// Goes through the whole chain.
pub(crate) async fn verify(connection: &mut SqliteConnection) -> Result<Verified, WorkspaceError> {
    let mut chain = Chain::default();
    follow(connection, &mut chain, i64::MIN).await?;
    Ok(chain.finish())
}

async fn follow(connection: &mut SqliteConnection, chain: &mut Chain, after: i64) -> Result<(), WorkspaceError> {
    each(connection, after, |number, link| {
        chain.follow(number, link);
        Ok(())
    })
    .await
}

/// How far the chain was gone through since the workspace was opened.
#[derive(Default)]
pub(crate) struct Followed(Mutex<Chain>);

impl Workspace {
    /// Whether the audit trail is as it was written, with its length and its head.
    pub async fn audit_verify(&self) -> Result<Verified, WorkspaceError> {
        verify(&mut *self.readers().acquire().await?).await
    }

    /// The same, where what was gone through since the workspace was opened is not gone through again.
    pub(crate) async fn audit_state(&self) -> Result<Verified, WorkspaceError> {
        let mut chain = self.followed().0.lock().await;
        let after = chain.entries();
        follow(&mut *self.readers().acquire().await?, &mut chain, after).await?;
        Ok(chain.clone().finish())
    }

    /// What was done to a subject (`EX-12`), in order; `None` = everything, the latest `most` of it.
    pub async fn audit_entries(&self, subject: Option<&str>, most: u32) -> Result<Vec<Entry>, WorkspaceError> {
        let rows: Vec<String> = match subject {
            Some(subject) => {
                sqlx::query_scalar("select entry from audit where subject = $1 order by number desc limit $2")
                    .bind(subject)
                    .bind(most)
                    .fetch_all(self.readers())
                    .await?
            }
            None => {
                sqlx::query_scalar("select entry from audit order by number desc limit $1")
                    .bind(most)
                    .fetch_all(self.readers())
                    .await?
            }
        };
        let read = |entry: &String| serde_json::from_str(entry).map_err(WorkspaceError::unreadable("audit entry"));
        rows.iter().rev().map(read).collect()
    }
}
