//! Drafts: what is being designed and not in force yet. One a branch, kept in the file edit by edit, so that undo and redo have no
//! limit and survive a restart.
//!
//! A draft stands on a version. When a later one is saved, its edits are made again on that; those that no longer fit are set aside
//! and named. What is published becomes a version, and the draft begins anew on it. No rule of what a policy may be is in here.

mod branches;
mod draft;
mod publish;
mod store;
pub(crate) mod verify;

pub use publish::Publishing;

use crate::workspace::{Workspace, WorkspaceError};
use draft::Draft;
use playbook::policy::{Noun, Operation, Policy, PolicyDiff};
use serde::Serialize;
use sqlx::{Connection, SqliteConnection};
use std::sync::{Arc, Mutex, PoisonError};
use store::Stored;
use ts_rs::TS;

/// The branch that is always there.
pub const MAIN: &str = "main";

/// What a draft is called in errors.
const DRAFT: &str = "draft";

/// The draft of the policy as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DraftView {
    pub branch: String,
    /// `main` first, the others by name.
    pub branches: Vec<String>,
    /// The version that the edits stand on: the one saved last.
    #[ts(type = "number")]
    pub base: i64,
    /// The version in force now.
    #[ts(type = "number")]
    pub in_force: i64,
    /// Grows with every change; an edit names the one that it was made on.
    #[ts(type = "number")]
    pub revision: i64,
    /// Edits since the base.
    pub edits: usize,
    /// What would be taken back, in a sentence.
    pub undo: Option<String>,
    /// What would be done again, in a sentence.
    pub redo: Option<String>,
    pub policy: Policy,
    /// Edits that did not fit a later version and were set aside, in sentences.
    pub conflicts: Vec<String>,
}

/// The draft read last, which mostly is asked for again.
#[derive(Default)]
pub(crate) struct Drafted(Mutex<Option<Draft>>);

impl Drafted {
    fn find(&self, stored: &Stored) -> Option<Draft> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.as_ref().filter(|draft| draft.read_from == *stored).cloned()
    }

    fn keep(&self, draft: &Draft) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(draft.clone());
    }
}

impl Workspace {
    /// The draft of the branch that is worked on.
    pub async fn draft(&self) -> Result<DraftView, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        let draft = self.read_draft(&mut reading).await?;
        self.view(&mut reading, &draft).await
    }

    /// The policy of the draft.
    pub async fn draft_policy(&self) -> Result<Arc<Policy>, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        Ok(self.read_draft(&mut reading).await?.policy)
    }

    /// Makes a change. `revision` is that of the view on which somebody decided it; of an older one nothing is changed.
    pub async fn draft_edit(&self, operation: Operation, revision: i64) -> Result<DraftView, WorkspaceError> {
        self.change(|draft| match draft.revision == revision {
            true => draft.edit(operation, None),
            false => Err(WorkspaceError::DraftMoved),
        })
        .await
    }

    /// Takes the last change back.
    pub async fn draft_undo(&self) -> Result<DraftView, WorkspaceError> {
        self.change(|draft| draft.undo().map(Some)).await
    }

    /// Makes again what was taken back last.
    pub async fn draft_redo(&self) -> Result<DraftView, WorkspaceError> {
        self.change(|draft| draft.redo().map(Some)).await
    }

    /// The change that takes something out of the draft, and its name from wherever it may be missing.
    pub async fn draft_removal(&self, noun: Noun, key: &str) -> Result<Operation, WorkspaceError> {
        let policy = self.draft_policy().await?;
        Operation::removal(&policy, noun, key).map_err(|why| WorkspaceError::EditRefused(why.to_string()))
    }

    /// How the draft differs from the version that it stands on.
    pub async fn draft_diff(&self) -> Result<PolicyDiff, WorkspaceError> {
        let mut reading = self.readers().begin().await?;
        let draft = self.read_draft(&mut reading).await?;
        let base = super::store::read(&mut reading, draft.base).await?;
        Ok(PolicyDiff::between(&base, &draft.policy))
    }

    /// Gives up all edits of the branch. Works for a draft that can no longer be read, too.
    pub async fn draft_discard(&self) -> Result<DraftView, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let branch = store::chosen(&mut change).await?;
        let revision = match store::stored(&mut change, &branch).await {
            Ok(stored) => stored.map_or(0, |stored| stored.revision),
            // Not even its row can be read: it goes all the same.
            Err(WorkspaceError::DraftDamaged { .. }) => 0,
            Err(other) => return Err(other),
        };
        store::remove(&mut change, &branch).await?;
        let state = self.state();
        let stored = Stored { revision: revision.saturating_add(1), ..Stored::none(&branch, state.policy_version) };
        let draft = Draft::unedited(stored, state.policy_version, state.policy);
        self.write(&mut change, &draft, 0).await?;
        let view = self.view(&mut change, &draft).await?;
        change.commit().await?;
        Ok(view)
    }

    /// Puts another policy in the place of the draft's, as one edit that can be taken back.
    async fn draft_replace(&self, policy: Policy, title: String) -> Result<DraftView, WorkspaceError> {
        let operation = Operation::Replace { policy: Box::new(policy) };
        self.change(|draft| draft.edit(operation, Some(title))).await
    }

    /// Brings an older version back, as an edit.
    pub async fn policy_restore(&self, version: i64) -> Result<DraftView, WorkspaceError> {
        let policy = self.policy_at(version).await?;
        self.draft_replace(policy, format!("Version {version} restored")).await
    }

    /// Takes a policy from JSON that anybody may have written into the draft, as one edit. Refused whole where anything is wrong.
    pub async fn policy_import(&self, json: &str) -> Result<DraftView, WorkspaceError> {
        let policy = Policy::read_draft(json).map_err(|why| WorkspaceError::EditRefused(why.to_string()))?;
        self.draft_replace(policy, "Policy imported".into()).await
    }

    /// The draft as it is in the file, on the version saved last.
    async fn read_draft(&self, connection: &mut SqliteConnection) -> Result<Draft, WorkspaceError> {
        let branch = store::chosen(connection).await?;
        self.read_branch(connection, &branch).await
    }

    async fn read_branch(&self, connection: &mut SqliteConnection, branch: &str) -> Result<Draft, WorkspaceError> {
        let state = self.state();
        let (latest, policy) = (state.policy_version, state.policy);
        let Some(stored) = store::stored(connection, branch).await? else {
            return Ok(Draft::unedited(Stored::none(branch, latest), latest, policy));
        };
        if let Some(known) = self.drafted().find(&stored) {
            return Ok(known.rebase(latest, &policy));
        }
        if stored.base > latest {
            return Err(store::damaged(branch, format!("it stands on version {}, which is not there", stored.base)));
        }
        let base = match stored.base == latest {
            true => policy.clone(),
            false => Arc::new(super::store::read(connection, stored.base).await?),
        };
        let edits = store::edits(connection, branch).await?;
        let draft = Draft::read(stored, edits, &base)?;
        self.drafted().keep(&draft);
        Ok(draft.rebase(latest, &policy))
    }

    /// Changes the draft and writes what is new of it. Where `make` gives nothing, nothing is written.
    async fn change(
        &self,
        make: impl FnOnce(&Draft) -> Result<Option<Draft>, WorkspaceError>,
    ) -> Result<DraftView, WorkspaceError> {
        let mut writer = self.writer().await?;
        let mut change = writer.connection()?.begin_with("begin immediate").await?;
        let draft = self.read_draft(&mut change).await?;
        let Some(next) = make(&draft)? else { return self.view(&mut change, &draft).await };
        let first = if draft.rebased { 0 } else { draft.in_common(&next) };
        let next = self.write(&mut change, &next, first).await?;
        let view = self.view(&mut change, &next).await?;
        change.commit().await?;
        self.drafted().keep(&next);
        Ok(view)
    }

    /// Writes a draft's row, and its edits from a place on. Gives the draft as it now stands in the file.
    async fn write(
        &self,
        connection: &mut SqliteConnection,
        draft: &Draft,
        first: usize,
    ) -> Result<Draft, WorkspaceError> {
        store::write_row(connection, draft).await?;
        store::write_edits_from(connection, draft, first, chrono::Utc::now().timestamp_millis()).await?;
        Ok(Draft { read_from: draft.stored()?, rebased: false, ..draft.clone() })
    }

    async fn view(&self, connection: &mut SqliteConnection, draft: &Draft) -> Result<DraftView, WorkspaceError> {
        Ok(DraftView {
            branch: draft.branch.clone(),
            branches: store::branches(connection).await?,
            base: draft.base,
            in_force: self.state().versions.at(chrono::Utc::now().timestamp_millis()).number,
            revision: draft.revision,
            edits: draft.done,
            undo: draft.undo_words(),
            redo: draft.redo_words(),
            policy: Policy::clone(&draft.policy),
            conflicts: draft.conflicts.iter().map(draft::SetAside::sentence).collect(),
        })
    }
}
