//! Decisions: what a council decides, with the figure that it should move.

use super::items::{self, all, any_version, edited, next_number, read, written};
use super::sittings::{name_of, refuse, refuse_signed, text_of};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::{Decision, DecisionStatus, Expects};
use playbook::metrics::{Basis, ClockChoice, Metric, Month};
use serde::{Deserialize, Serialize};
use sqlx::{Connection, SqliteConnection};
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
            self.known_version(version).await?;
        }
        let measured = match draft.status {
            DecisionStatus::Decided => self.figure(draft).await?,
            DecisionStatus::Proposed | DecisionStatus::Withdrawn => None,
        };
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        refuse_signed(&mut change, draft.made_in).await?;
        let before: Option<Decision> = edited(&mut change, draft.id.as_deref(), draft.version).await?;
        if let Some(before) = &before {
            refuse_signed(&mut change, before.made_in).await?;
        }
        let number = match &before {
            Some(before) => before.number,
            None => next_number::<Decision>(&mut change).await?,
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
        let act = if before.is_some() { "decision.changed" } else { "decision.made" };
        write(&mut change, &decision, act, before.as_ref(), by, now).await?;
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
        let decision: Decision = read(&mut change, id, version).await?;
        refuse_signed(&mut change, decision.made_in).await?;
        items::remove(&mut change, &decision, by, now).await?;
        change.commit().await?;
        Ok(decision)
    }

    /// Says which policy version carries a decision out. Its month may be signed: what was decided stands, and is carried out later.
    pub async fn decision_carried_out(
        &self,
        id: &str,
        version: i64,
        policy_version: i64,
        by: &str,
        now: Instant,
    ) -> Result<Decision, WorkspaceError> {
        let by = name_of(by)?;
        self.known_version(policy_version).await?;
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let before: Decision = read(&mut change, id, version).await?;
        let decision = carry_out(&mut change, before, policy_version, by, now).await?;
        change.commit().await?;
        Ok(decision)
    }

    async fn known_version(&self, version: i64) -> Result<(), WorkspaceError> {
        let known = self.policy_versions().await?;
        match known.iter().any(|other| other.version == version) {
            true => Ok(()),
            false => Err(WorkspaceError::NoSuchVersion(version)),
        }
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

/// Writes down which version carries decisions out while that version is being published: all of them, or nothing is published.
pub(crate) async fn carry_out_all(
    connection: &mut SqliteConnection,
    ids: &[String],
    policy_version: i64,
    by: &str,
    now: Instant,
) -> Result<(), WorkspaceError> {
    for id in ids {
        let before = any_version(connection, id).await?;
        carry_out(connection, before, policy_version, by, now).await?;
    }
    Ok(())
}

async fn carry_out(
    connection: &mut SqliteConnection,
    before: Decision,
    policy_version: i64,
    by: &str,
    now: Instant,
) -> Result<Decision, WorkspaceError> {
    if before.status != DecisionStatus::Decided {
        let Decision { number, status, .. } = before;
        return refuse(format!(
            "D-{number} is {}, and only what was decided can be carried out. Decide it first.",
            status.name()
        ));
    }
    let decision = Decision { policy_version: Some(policy_version), version: before.version + 1, ..before.clone() };
    write(connection, &decision, "decision.carried_out", Some(&before), by, now).await?;
    Ok(decision)
}

async fn write(
    connection: &mut SqliteConnection,
    decision: &Decision,
    act: &str,
    before: Option<&Decision>,
    by: &str,
    now: Instant,
) -> Result<(), WorkspaceError> {
    sqlx::query(
        "insert into decisions (id, number, month, status, body, version) values ($1, $2, $3, $4, $5, $6) \
         on conflict (id) do update set month = excluded.month, status = excluded.status, body = excluded.body, \
         version = excluded.version",
    )
    .bind(&decision.id)
    .bind(decision.number)
    .bind(decision.made_in.0)
    .bind(decision.status.name())
    .bind(items::body(decision)?)
    .bind(decision.version)
    .execute(&mut *connection)
    .await?;
    written(connection, act, before, decision, by, now).await
}
