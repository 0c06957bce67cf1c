//! Publishing: a draft becomes a version that takes force at an instant.

use super::draft::Draft;
use super::{DraftView, Stored, store};
use crate::policies::store::{Effective, Saving, put_in_force, refuse_orphans};
use crate::workspace::{Changed, Workspace, WorkspaceError, touch};
use playbook::Instant;
use playbook::policy::{BEGINNING, Policy};
use sqlx::{Connection, SqliteConnection};

/// Who publishes, why, and from when on it counts.
#[derive(Debug, Clone, Copy)]
pub struct Publishing<'a> {
    pub author: &'a str,
    pub reason: &'a str,
    /// In the past or to come; `None` = now. Records are judged by the version that was in force when they started.
    pub effective_from: Option<Instant>,
    /// Ids of the council's decisions that the version carries out.
    pub carries_out: &'a [String],
}

/// 9999-12-31 23:59:59 UTC: the last that dates are written for.
const LAST: Instant = 253_402_300_799_000;

impl Workspace {
    /// Makes the draft a version; the branch begins anew on it. Refused where records would lose their handoff point.
    pub async fn draft_publish(&self, publishing: Publishing<'_>) -> Result<DraftView, WorkspaceError> {
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let draft = self.read_draft(&mut change).await?;
        let now = chrono::Utc::now().timestamp_millis();
        let version = self.publish(&mut change, &draft.policy, publishing, now).await?;
        store::remove(&mut change, &draft.branch).await?;
        let begun = Stored { revision: draft.revision + 1, ..Stored::none(&draft.branch, version) };
        let begun = Draft::unedited(begun, version, draft.policy.clone());
        self.write(&mut change, &begun, 0).await?;
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        self.desk_after_change(now).await;
        self.review_after_change().await;
        self.draft().await
    }

    /// Makes a policy from elsewhere a version, past the draft, whose edits are made again on it. Gives its number.
    pub async fn publish_policy(&self, policy: &Policy, publishing: Publishing<'_>) -> Result<i64, WorkspaceError> {
        self.publish_policy_at(policy, publishing, chrono::Utc::now().timestamp_millis()).await
    }

    /// [`Workspace::publish_policy`] at an instant, which is what the history says.
    pub(crate) async fn publish_policy_at(
        &self,
        policy: &Policy,
        publishing: Publishing<'_>,
        now: Instant,
    ) -> Result<i64, WorkspaceError> {
        let mut writer = self.writer().await?;
        let connection = writer.connection()?;
        let mut change = connection.begin_with("begin immediate").await?;
        let version = self.publish(&mut change, policy, publishing, now).await?;
        change.commit().await?;
        self.refresh(connection).await?;
        drop(writer);
        self.desk_after_change(now).await;
        self.review_after_change().await;
        Ok(version)
    }

    async fn publish(
        &self,
        connection: &mut SqliteConnection,
        policy: &Policy,
        publishing: Publishing<'_>,
        now: Instant,
    ) -> Result<i64, WorkspaceError> {
        let Publishing { author, reason, effective_from, carries_out } = publishing;
        let (author, reason) = (author.trim(), reason.trim());
        let from = effective_from.unwrap_or(now);
        let state = self.state();
        let refuse = |why: &str| Err(WorkspaceError::NotPublished(why.to_owned()));
        if author.is_empty() {
            return refuse("nobody is named who publishes it. Say who you are");
        }
        if reason.is_empty() {
            return refuse("it says no reason. Write why, for whoever reads the history");
        }
        if !(BEGINNING..=LAST).contains(&from) {
            return refuse("it would take force beyond the years 1 to 9999. Choose another date");
        }
        if *policy == *state.policy {
            return refuse(&format!("it is the same as version {}, which was saved last", state.policy_version));
        }
        crate::policies::check(policy)?;
        refuse_orphans(connection, &state.policy, policy).await?;
        let saving = Saving { author, reason, now, effective: Effective::From(from) };
        let version = put_in_force(connection, policy, state.policy_version, saving).await?;
        crate::reviews::carry_out_all(connection, carries_out, version, author, now).await?;
        touch(connection, Changed::Policy).await?;
        Ok(version)
    }
}
