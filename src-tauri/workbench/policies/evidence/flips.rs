//! What publishing a draft would change of the records that are there: SLA states, owners, criteria.

use super::records::Which;
use super::{Judged, Workspace, WorkspaceError};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use playbook::metrics::review::HandoffBadge;
use playbook::policy::Policy;
use playbook::record::Moment;
use playbook::record::sla::Ends;
use playbook::replay::{CannotJudge, FlipGroup, FlipOf, Flips, RecordFlip, Replayer, SegmentCount, Tally};
use serde::Serialize;
use sqlx::Row;
use std::sync::Arc;
use ts_rs::TS;

/// What a draft would change.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FlipPreview {
    /// Records that have come to their end, and those still open, that were looked at.
    pub past: u32,
    pub open: u32,
    /// Records of which everything that the draft changes could be judged.
    pub judged: u32,
    /// Most records first.
    pub flips: Vec<Flip>,
    /// Most records first.
    pub cannot_judge: Vec<CannotJudge>,
}

/// Records that would become something else.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Flip {
    pub handoff: HandoffBadge,
    pub kind: FlipKind,
    /// In words: `met`, `the queue Shark tank`, `fails acceptance`.
    pub from: String,
    pub to: String,
    pub past: u32,
    pub open: u32,
    /// Most first; blank where a record has none.
    pub by_segment: Vec<SegmentCount>,
    /// Row ids, as the records screen has them; the first hundred.
    pub records: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FlipKind {
    Sla,
    Routing,
    Criteria,
}

impl Workspace {
    /// Holds every record against the policy in force when it started and against the draft, as if that had been in force. What a replay
    /// says record by record is counted here by the state of a record as a whole.
    pub async fn flip_preview(&self, draft: Judged, watch: Watch) -> Result<FlipPreview, WorkspaceError> {
        let policy = draft.policy;
        if self.state().records == 0 {
            return Ok(FlipPreview { past: 0, open: 0, judged: 0, flips: Vec::new(), cannot_judge: Vec::new() });
        }
        let replayer = self.replayer(&policy).await?;
        let which = if replayer.reads_fields() { Which::All } else { Which::AllBare };
        let counts = (Tally::default(), Flips::default());
        let (mut tally, flips) = self
            .each_record(which, watch, counts, move |(tally, flips), id, record| {
                let Some(replayed) = replayer.replay(&record) else { return };
                tally.count(&record, &replayed);
                let shown = |flip: &RecordFlip| matches!(flip.of, FlipOf::Owner | FlipOf::Criteria);
                for flip in replayed.headline_flip().into_iter().chain(replayed.flips.into_iter().filter(shown)) {
                    flips.add(id, &record, flip);
                }
            })
            .await?;
        Ok(FlipPreview {
            past: tally.past,
            open: tally.open,
            judged: tally.judged,
            flips: flips.sorted().into_iter().filter_map(|flip| shown(&policy, flip)).collect(),
            cannot_judge: tally.unjudged(),
        })
    }

    /// The versions in force and a draft, ready to be held against the records.
    pub(crate) async fn replayer(&self, draft: &Arc<Policy>) -> Result<Replayer, WorkspaceError> {
        let as_of = match self.state().as_of {
            Some(as_of) => as_of,
            None => self.columns().await?.as_of().unwrap_or_default(),
        };
        let (versions, draft, brought) = (self.policy_in_force(), draft.clone(), self.brought().await?);
        let ends = self.ends().await?;
        // A policy of many calendars takes a moment to be made ready.
        in_background(move || Ok(Replayer::new(versions, draft, as_of, ends, |policy| brought.found(policy)))).await
    }
}

impl Workspace {
    /// Which clocks' ends some record has.
    pub(crate) async fn ends(&self) -> Result<Ends, WorkspaceError> {
        let columns = Moment::ALL.map(|moment| format!("count({}) > 0", moment.field())).join(", ");
        let row = sqlx::query(sqlx::AssertSqlSafe(format!("select {columns}, count(own_verdict) > 0 from records")))
            .fetch_one(self.readers())
            .await?;
        let mut ends = Ends { moments: 0, verdicts: row.try_get(Moment::ALL.len())? };
        for moment in Moment::ALL {
            if row.try_get(moment.index())? {
                ends.moments |= moment.bit();
            }
        }
        Ok(ends)
    }
}

/// A group of flips as the preview shows it.
fn shown(policy: &Arc<Policy>, ((handoff, flip), group): ((String, RecordFlip), FlipGroup)) -> Option<Flip> {
    let kind = match flip.of {
        FlipOf::Headline => FlipKind::Sla,
        FlipOf::Owner => FlipKind::Routing,
        FlipOf::Criteria => FlipKind::Criteria,
        FlipOf::Sla(_) | FlipOf::Ladder(..) => return None,
    };
    Some(Flip {
        handoff: crate::records::badge(policy, &handoff),
        kind,
        from: flip.from,
        to: flip.to,
        past: group.past,
        open: group.open,
        by_segment: group.by_segment(),
        records: group.records.iter().map(u32::to_string).collect(),
    })
}
