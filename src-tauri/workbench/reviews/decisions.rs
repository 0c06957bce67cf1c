//! Decisions: what a council decides, with the figure that it should move.

use super::sittings::{name_of, refuse, refuse_signed, text_of, told};
use crate::audit::{Done, append};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::{Decision, DecisionStatus, Expects};
use playbook::metrics::{Basis, ClockChoice, Metric, Month};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sqlx::{Connection, Row, SqliteConnection};
use ts_rs::TS;
use uuid::Uuid;

/// A decision as somebody writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DecisionDraft {
    /// `None` = a new one.
    #[serde(default)]
    pub id: Option<String>,
    /// The version that was edited; none for a new one.
    #[serde(default)]
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    pub text: String,
    pub status: DecisionStatus,
    /// The reviewed month.
    #[ts(type = "string")]
    pub made_in: Month,
    /// Handoff key; `None` = all handoffs together.
    #[serde(default)]
    pub handoff: Option<String>,
    pub metric: Metric,
    pub expects: Expects,
    #[serde(default)]
    #[ts(type = "number | null")]
    pub policy_version: Option<i64>,
}

impl Workspace {
    /// Writes down a decision, or changes one. Its baseline is measured when it is decided, and stays.
    pub async fn decision_save(
        &self,
        draft: &DecisionDraft,
        by: &str,
        now: Instant,
    ) -> Result<Decision, WorkspaceError> {
        let (by, text) = (name_of(by)?, text_of(&draft.text, "decision")?.to_owned());
        if let Some(handoff) = &draft.handoff
            && self.policy().handoff(handoff).is_none()
        {
            return refuse(format!("the policy has no handoff point {handoff}. Choose one of its own."));
        }
        if draft.expects.target.is_some_and(|target| !target.is_finite()) {
            return refuse("the target is no number. Correct it.".into());
        }
        if let Some(version) = draft.policy_version {
            let known = self.policy_versions().await?;
            if known.iter().all(|other| other.version != version) {
                return Err(WorkspaceError::NoSuchVersion(version));
            }
        }
        let measured = match draft.status {
            DecisionStatus::Decided => self.figure(draft).await?,
            DecisionStatus::Proposed | DecisionStatus::Withdrawn => None,
        };
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        refuse_signed(&mut change, draft.made_in).await?;
        let before = match &draft.id {
            Some(id) => Some(read(&mut change, id).await?),
            None => None,
        };
        if let Some(before) = &before {
            if Some(before.version) != draft.version {
                return Err(WorkspaceError::ItemMoved(format!("decision D-{}", before.number)));
            }
            refuse_signed(&mut change, before.made_in).await?;
        }
        let number: u32 = match &before {
            Some(before) => before.number,
            None => {
                sqlx::query_scalar("select coalesce(max(number), 0) + 1 from decisions").fetch_one(&mut *change).await?
            }
        };
        // Another figure or month has another baseline; the same one keeps what was measured when it was decided.
        let kept = before.as_ref().filter(|before| {
            before.status == DecisionStatus::Decided
                && (before.made_in, before.metric, &before.handoff) == (draft.made_in, draft.metric, &draft.handoff)
        });
        let decision = Decision {
            id: before.as_ref().map_or_else(|| Uuid::now_v7().to_string(), |before| before.id.clone()),
            number,
            text,
            status: draft.status,
            made_in: draft.made_in,
            made_at: before.as_ref().map_or(now, |before| before.made_at),
            by: before.as_ref().map_or_else(|| by.to_owned(), |before| before.by.clone()),
            handoff: draft.handoff.clone(),
            metric: draft.metric,
            baseline: kept.map_or(measured, |kept| kept.baseline),
            expects: draft.expects,
            policy_version: draft.policy_version,
            version: before.as_ref().map_or(1, |before| before.version + 1),
        };
        sqlx::query(
            "insert into decisions (id, number, month, status, body, version) values ($1, $2, $3, $4, $5, $6) \
             on conflict (id) do update set month = excluded.month, status = excluded.status, body = excluded.body, \
             version = excluded.version",
        )
        .bind(&decision.id)
        .bind(decision.number)
        .bind(decision.made_in.0)
        .bind(decision.status.name())
        .bind(serde_json::to_string(&decision).map_err(WorkspaceError::unreadable("decision"))?)
        .bind(decision.version)
        .execute(&mut *change)
        .await?;
        let done = Done {
            at: now,
            actor: by,
            act: if before.is_some() { "decision.changed" } else { "decision.made" },
            subject: &format!("D-{number}"),
            said: Value::Null,
            before: told(&before)?,
            after: told(&decision)?,
        };
        append(&mut change, done).await?;
        change.commit().await?;
        Ok(decision)
    }

    /// Takes a decision out that should not stand there. What was decided and given up is withdrawn instead.
    pub async fn decision_remove(
        &self,
        id: &str,
        version: i64,
        by: &str,
        now: Instant,
    ) -> Result<Decision, WorkspaceError> {
        let by = name_of(by)?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let decision = read(&mut change, id).await?;
        if decision.version != version {
            return Err(WorkspaceError::ItemMoved(format!("decision D-{}", decision.number)));
        }
        refuse_signed(&mut change, decision.made_in).await?;
        sqlx::query("delete from decisions where id = $1").bind(id).execute(&mut *change).await?;
        let done = Done {
            at: now,
            actor: by,
            act: "decision.removed",
            subject: &format!("D-{}", decision.number),
            said: Value::Null,
            before: told(&decision)?,
            after: Value::Null,
        };
        append(&mut change, done).await?;
        change.commit().await?;
        Ok(decision)
    }

    /// Every decision, by number.
    pub async fn decisions(&self) -> Result<Vec<Decision>, WorkspaceError> {
        all(&mut *self.readers().acquire().await?).await
    }

    /// The figure that a decision is about, in its month.
    async fn figure(&self, draft: &DecisionDraft) -> Result<Option<f64>, WorkspaceError> {
        let (basis, clock) = (Basis::default(), ClockChoice::default());
        let cell = self.cell(draft.handoff.as_deref(), draft.metric, Some(draft.made_in), basis, clock).await?;
        Ok(cell.value)
    }
}

pub(super) async fn all(connection: &mut SqliteConnection) -> Result<Vec<Decision>, WorkspaceError> {
    let rows = sqlx::query("select body from decisions order by number").fetch_all(connection).await?;
    rows.iter().map(|row| parse(row.try_get::<&str, _>("body")?)).collect()
}

async fn read(connection: &mut SqliteConnection, id: &str) -> Result<Decision, WorkspaceError> {
    let body: Option<String> =
        sqlx::query_scalar("select body from decisions where id = $1").bind(id).fetch_optional(connection).await?;
    parse(&body.ok_or_else(|| WorkspaceError::NoSuchItem("such decision".into()))?)
}

fn parse(body: &str) -> Result<Decision, WorkspaceError> {
    serde_json::from_str(body).map_err(WorkspaceError::unreadable("decision"))
}
