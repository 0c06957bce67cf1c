//! The versions of the policy that a review tells of, each with the one before it.

use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::policy::Policy;
use sqlx::{Row, SqliteConnection};
use std::sync::Arc;

/// So many versions a review tells of.
const MOST: i64 = 12;

/// A published version with the one before it.
pub(super) struct Published {
    pub version: i64,
    pub published_at: Instant,
    pub effective_from: Instant,
    pub author: String,
    pub reason: String,
    pub before: Arc<Policy>,
    pub after: Arc<Policy>,
}

/// The last versions, the latest first; the first version of all changed nothing. None ever changes, so that they are read once.
pub(super) type Versions = Vec<Arc<Published>>;

impl Workspace {
    pub(super) async fn published(&self) -> Result<Arc<Versions>, WorkspaceError> {
        let latest = self.state().policy_version;
        if let Some(known) = self.sat().published(latest) {
            return Ok(known);
        }
        let mut reading = self.readers().acquire().await?;
        let versions = Arc::new(read(&mut reading, latest).await?);
        self.sat().keep_published(latest, &versions);
        Ok(versions)
    }
}

async fn read(connection: &mut SqliteConnection, latest: i64) -> Result<Versions, WorkspaceError> {
    let rows = sqlx::query(
        "select version, parent, author, reason, saved_at, effective_from from policy_versions \
         where version <= $1 and parent is not null order by version desc limit $2",
    )
    .bind(latest)
    .bind(MOST)
    .fetch_all(&mut *connection)
    .await?;
    let mut read: Vec<(i64, Arc<Policy>)> = Vec::new();
    let mut versions = Vec::new();
    for row in &rows {
        let mut pair = Vec::new();
        for number in [row.try_get("parent")?, row.try_get("version")?] {
            let known = read.iter().find(|(version, _)| *version == number).map(|known| known.1.clone());
            pair.push(match known {
                Some(policy) => policy,
                None => {
                    let policy = Arc::new(crate::policies::store::read(connection, number).await?);
                    read.push((number, policy.clone()));
                    policy
                }
            });
        }
        let (Some(after), Some(before)) = (pair.pop(), pair.pop()) else { continue };
        versions.push(Arc::new(Published {
            version: row.try_get("version")?,
            published_at: row.try_get("saved_at")?,
            effective_from: row.try_get("effective_from")?,
            author: row.try_get("author")?,
            reason: row.try_get("reason")?,
            before,
            after,
        }));
    }
    Ok(versions)
}
