//! The workspace's own history as a scenario, judged on its last part.

use crate::imports::store::Watch;
use crate::policies::evidence::{Started, Which};
use crate::records::load::in_background;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::calendar::Zone;
use playbook::policy::Policy;
use playbook::record::{HandoffRecord, Moment};
use playbook::simulator::Scenario;
use playbook::simulator::calibrate::{Fit, History, Judgement, judge, predict};
use playbook::{DAY, Instant};
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// Weeks at the end that are judged, at most and at least; in between a quarter of the history.
const MOST_WEEKS: i64 = 13;
const FEWEST_WEEKS: i64 = 4;
const WEEK: i64 = 7 * DAY;

/// A scenario made of the workspace's records.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Calibration {
    /// Fitted to the whole history.
    pub baseline: Scenario,
    /// Fitted to its first part.
    pub fit: Fit,
    /// What that said of the rest.
    pub judgement: Judgement,
}

/// What the records give.
#[derive(Debug, Clone, PartialEq)]
pub enum Calibrated {
    Fitted(Box<Calibration>),
    /// Why nothing can be fitted, in a sentence without a full stop.
    Not(String),
}

impl Workspace {
    /// Fits a scenario to the records under the policy saved last, and judges it on the last weeks.
    ///
    /// # Errors
    /// [`WorkspaceError::Cancelled`], or where the records cannot be read.
    pub async fn calibrated(&self, watch: Watch) -> Result<Calibrated, WorkspaceError> {
        let policy = self.policy();
        let zone = Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))?;
        let as_of = match self.state().as_of {
            Some(as_of) => Some(as_of),
            None if self.state().records == 0 => None,
            None => self.columns().await?.as_of(),
        };
        let first: Option<Instant> =
            sqlx::query_scalar("select min(started_at) from records").fetch_one(self.readers()).await?;
        let (Some(as_of), Some(first)) = (as_of, first) else {
            return Ok(Calibrated::Not("there are no records with a start. Import an export first".into()));
        };
        let split = split(&zone, first, as_of);
        let found = self.brought().await?.found(&policy);
        let cancel = watch.cancel.clone();
        let reading = policy.clone();
        let which = Which::Started(Started { handoffs: None, from: first, until: as_of + 1, bare: false });
        let nothing: (History, Vec<HandoffRecord>) = Default::default();
        let kept = self
            .each_record(which, watch, nothing, move |(history, rest), _, record| {
                history.add(&record, &reading, &found);
                if record.at(Moment::Started).is_some_and(|at| at >= split) {
                    rest.push(record);
                }
            })
            .await?;
        in_background(move || {
            let (history, rest) = kept;
            Ok(fitted(&history, &rest, &policy, (split, as_of), &cancel))
        })
        .await
        .and_then(|calibrated| calibrated.ok_or(WorkspaceError::Cancelled))
    }
}

/// The Monday at which the part that is judged begins.
fn split(zone: &Zone, first: Instant, as_of: Instant) -> Instant {
    let weeks = ((as_of - first) / WEEK / 4).clamp(FEWEST_WEEKS, MOST_WEEKS);
    let date = zone.date_of(as_of - weeks * WEEK);
    let monday = date - chrono::Days::new(u64::from(chrono::Datelike::weekday(&date).num_days_from_monday()));
    zone.first_instant_of(monday).unwrap_or(as_of - weeks * WEEK)
}

/// `None` = cancelled.
fn fitted(
    history: &History,
    rest: &[HandoffRecord],
    policy: &Arc<Policy>,
    (split, as_of): (Instant, Instant),
    cancel: &std::sync::atomic::AtomicBool,
) -> Option<Calibrated> {
    let (fit, whole) = match (history.fit(policy, split), history.fit(policy, as_of + 1)) {
        (Ok(fit), Ok(whole)) => (fit, whole),
        (Err(why), _) | (_, Err(why)) => return Some(Calibrated::Not(why.to_string())),
    };
    let predicted = match predict(&fit, policy, as_of, cancel) {
        Ok(predicted) => predicted,
        Err(why) => return Some(Calibrated::Not(format!("what was fitted cannot be simulated: {why}"))),
    };
    if cancel.load(std::sync::atomic::Ordering::Relaxed) {
        return None;
    }
    let judgement = judge(policy, rest, &predicted, (split, as_of));
    Some(Calibrated::Fitted(Box::new(Calibration { baseline: whole.scenario, fit, judgement })))
}
