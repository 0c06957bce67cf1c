//! A time's records held against a draft.

use super::Period;
use crate::imports::store::Watch;
use crate::policies::evidence::{Started, Which};
use crate::workspace::{Workspace, WorkspaceError};
use playbook::calendar::Zone;
use playbook::policy::Policy;
use playbook::replay::{Replay, Tally};
use std::sync::Arc;

impl Workspace {
    /// Holds the records that started in a time against the policy in force when each started, and against a draft as if that had been
    /// in force. Changes nothing.
    ///
    /// # Errors
    /// [`WorkspaceError::NotReplayed`] where the time ends before it begins, [`WorkspaceError::Cancelled`] where `watch` says so.
    pub async fn replay(&self, period: Period, draft: Arc<Policy>, watch: Watch) -> Result<Replay, WorkspaceError> {
        let zone = &self.policy().time_zone;
        let zone = Zone::named(zone).map_err(|_| WorkspaceError::UnknownZone(zone.clone()))?;
        let (from, to) = period.instants(&zone).map_err(WorkspaceError::NotReplayed)?;
        let replayer = Arc::new(self.replayer(&draft).await?);
        let as_of = replayer.as_of();
        let bare = !replayer.reads_fields();
        let which = Which::Started(Started { handoffs: None, from, until: to, bare });
        let judging = replayer.clone();
        let tally = self
            .each_record(which, watch, Tally::default(), move |tally, id, record| {
                if let Some(replayed) = judging.replay(&record) {
                    tally.add(id, &record, replayed);
                }
            })
            .await?;
        let without_start: i64 = sqlx::query_scalar("select count(*) from records where started_at is null")
            .fetch_one(self.readers())
            .await?;
        let (mut replay, shown) = tally.finish((from, to), as_of, u32::try_from(without_start).unwrap_or(u32::MAX));
        let adjustments = self.adjustments().await?;
        for id in shown {
            // A record that an import took away meanwhile is not shown.
            if let Some((record, ..)) = self.read_one(id).await? {
                let record = adjustments.adjusted(id.into(), record);
                replay.examples.push(replayer.example(id, &record));
            }
        }
        Ok(replay)
    }
}
