//! What a pack is made of.

use crate::policies::store::PolicyVersion;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::council::ReviewBook;
use playbook::metrics::Month;
use playbook::policy::Policy;

/// A month's review whole, with the policy that it ended under.
#[derive(Debug, Clone)]
pub struct PackParts {
    pub book: ReviewBook,
    pub policy: Policy,
    /// `None` = the file does not tell of the version.
    pub version: Option<PolicyVersion>,
}

impl Workspace {
    /// What the pack of a month is made of; `None` as month = the one that a review without a month is of. `None` = no record has a month.
    pub async fn pack_parts(&self, month: Option<Month>, now: Instant) -> Result<Option<PackParts>, WorkspaceError> {
        let Some(book) = self.review_book(month, now).await? else { return Ok(None) };
        let in_force = book.provenance.in_force;
        let policy = self.policy_at(in_force).await?;
        let version = self.policy_versions().await?.into_iter().find(|version| version.version == in_force);
        Ok(Some(PackParts { book, policy, version }))
    }
}
