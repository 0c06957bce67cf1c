//! A policy held against the records that were imported: how many meet its criteria, who would own them, what publishing a draft would
//! change. Counted in memory, stored nowhere.
//!
//! Where a field's value is found in a record, [`playbook::record::Found`] says for this and for the figures alike.

mod alike;
mod criteria;
mod fill;
mod flips;
mod ladders;
pub(crate) mod records;
mod routing;

pub use alike::RecordsLike;
pub(crate) use criteria::Held;
pub use criteria::{CountOf, CriteriaEvidence, CriteriaGate, SplitCount, TestedOn};
pub(crate) use fill::Filled;
pub use fill::PacketFilled;
pub use flips::{Flip, FlipKind, FlipPreview};
pub use ladders::LadderFired;
pub(crate) use records::{Started, Which};
pub use routing::{RoutingHits, RoutingTried, Tried};

use crate::workspace::{Workspace, WorkspaceError};
use playbook::airtight::{Evidence, Report, check};
use playbook::calendar::Zone;
use playbook::metrics::Month;
use playbook::policy::criteria::Told;
use playbook::policy::{HandoffPoint, Policy};
use playbook::{DAY, Instant};
use std::sync::Arc;

/// The time that is looked at unless another is named: a quarter, to the end of the data.
const QUARTER: i64 = 92 * DAY;

/// What is judged.
#[derive(Clone)]
pub struct Judged {
    pub policy: Arc<Policy>,
    /// Grows with every change of the draft.
    pub revision: i64,
}

impl Workspace {
    /// The policy that is being designed.
    pub async fn judged(&self) -> Result<Judged, WorkspaceError> {
        let view = self.draft().await?;
        Ok(Judged { policy: Arc::new(view.policy), revision: view.revision })
    }

    /// What could still fail in a policy, with what the records say about it.
    pub async fn checked(&self, policy: Arc<Policy>, now: Instant) -> Result<Report, WorkspaceError> {
        let evidence = match self.state().records {
            0 => Evidence::default(),
            _ => self.fill_evidence(&policy).await?,
        };
        let told = told(&policy, now)?;
        crate::records::load::in_background(move || Ok(check(&policy, &evidence, &told))).await
    }

    /// The month asked for, else the last one that has records.
    async fn month_or_last(&self, month: Option<Month>) -> Result<Option<Month>, WorkspaceError> {
        if month.is_some() || self.state().records == 0 {
            return Ok(month);
        }
        let columns = self.columns().await?;
        let as_of = self.state().as_of.or(columns.as_of()).unwrap_or_default();
        Ok(crate::reviews::last_month(&columns, as_of))
    }
}

fn told(policy: &Policy, now: Instant) -> Result<Told, WorkspaceError> {
    let zone = Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))?;
    Ok(Told { now, zone })
}

fn point<'a>(policy: &'a Policy, handoff: &str) -> Result<&'a HandoffPoint, WorkspaceError> {
    policy.handoff(handoff).ok_or_else(|| WorkspaceError::PolicyRefused(format!("it has no handoff point {handoff}")))
}
