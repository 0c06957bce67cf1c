//! Actions: who does what by when.

use super::items::{self, all, edited, next_number, read, written};
use super::sittings::{name_of, refuse_signed, text_of};
use crate::workspace::{Workspace, WorkspaceError};
use chrono::NaiveDate;
use playbook::Instant;
use playbook::council::Action;
use playbook::metrics::Month;
use serde::{Deserialize, Serialize};
use sqlx::{Connection, SqliteConnection};
use ts_rs::TS;
use uuid::Uuid;

/// An action as somebody writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ActionDraft {
    /// `None` = a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// The version that was edited; none for a new one.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    pub text: String,
    /// Person key of the policy, or a name.
    pub owner: String,
    #[ts(type = "string")]
    pub due: NaiveDate,
    /// The reviewed month.
    #[ts(type = "string")]
    pub made_in: Month,
    /// Id of the decision that it serves.
    #[serde(default)]
    pub decision: Option<String>,
}

impl Workspace {
    /// Gives out an action, or changes one. One that was carried into a later month can be changed though its own month is signed.
    pub async fn action_save(&self, draft: &ActionDraft, by: &str, now: Instant) -> Result<Action, WorkspaceError> {
        let (by, owner) = (name_of(by)?, name_of(&draft.owner)?.to_owned());
        let text = text_of(&draft.text, "action")?.to_owned();
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let before: Option<Action> = edited(&mut change, draft.id.as_deref(), draft.version).await?;
        if before.is_none() {
            refuse_signed(&mut change, draft.made_in).await?;
        }
        if let Some(decision) = &draft.decision {
            let known: i64 = sqlx::query_scalar("select count(*) from decisions where id = $1")
                .bind(decision)
                .fetch_one(&mut *change)
                .await?;
            if known == 0 {
                return Err(WorkspaceError::NoSuchItem("such decision".into()));
            }
        }
        let number = match &before {
            Some(before) => before.number,
            None => next_number::<Action>(&mut change).await?,
        };
        let action = Action {
            id: before.as_ref().map_or_else(|| Uuid::now_v7().to_string(), |before| before.id.clone()),
            number,
            text,
            owner,
            due: draft.due,
            // What was given out in a month stays of that month, wherever it is carried.
            made_in: before.as_ref().map_or(draft.made_in, |before| before.made_in),
            made_at: before.as_ref().map_or(now, |before| before.made_at),
            made_by: before.as_ref().map_or_else(|| by.to_owned(), |before| before.made_by.clone()),
            decision: draft.decision.clone(),
            done_at: before.as_ref().and_then(|before| before.done_at),
            done_by: before.as_ref().and_then(|before| before.done_by.clone()),
            version: before.as_ref().map_or(1, |before| before.version + 1),
        };
        let act = if before.is_some() { "action.changed" } else { "action.given" };
        write(&mut change, &action, act, before.as_ref(), by, now).await?;
        change.commit().await?;
        Ok(action)
    }

    /// Marks an action as done, or as not done after all.
    pub async fn action_done(
        &self,
        id: &str,
        version: i64,
        done: bool,
        by: &str,
        now: Instant,
    ) -> Result<Action, WorkspaceError> {
        let by = name_of(by)?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let before: Action = read(&mut change, id, version).await?;
        let action = Action {
            done_at: done.then_some(now),
            done_by: done.then(|| by.to_owned()),
            version: before.version + 1,
            ..before.clone()
        };
        let act = if done { "action.done" } else { "action.reopened" };
        write(&mut change, &action, act, Some(&before), by, now).await?;
        change.commit().await?;
        Ok(action)
    }

    /// Takes an action out that should not stand there.
    pub async fn action_remove(
        &self,
        id: &str,
        version: i64,
        by: &str,
        now: Instant,
    ) -> Result<Action, WorkspaceError> {
        let by = name_of(by)?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let action: Action = read(&mut change, id, version).await?;
        refuse_signed(&mut change, action.made_in).await?;
        items::remove(&mut change, &action, by, now).await?;
        change.commit().await?;
        Ok(action)
    }

    /// Every action, by number.
    pub async fn actions(&self) -> Result<Vec<Action>, WorkspaceError> {
        all(&mut *self.readers().acquire().await?).await
    }
}

async fn write(
    connection: &mut SqliteConnection,
    action: &Action,
    act: &str,
    before: Option<&Action>,
    by: &str,
    now: Instant,
) -> Result<(), WorkspaceError> {
    sqlx::query(
        "insert into actions (id, number, month, due_on, done_at, body, version) values ($1, $2, $3, $4, $5, $6, $7) \
         on conflict (id) do update set due_on = excluded.due_on, done_at = excluded.done_at, body = excluded.body, \
         version = excluded.version",
    )
    .bind(&action.id)
    .bind(action.number)
    .bind(action.made_in.0)
    .bind(action.due.to_string())
    .bind(action.done_at)
    .bind(items::body(action)?)
    .bind(action.version)
    .execute(&mut *connection)
    .await?;
    written(connection, act, before, action, by, now).await
}
