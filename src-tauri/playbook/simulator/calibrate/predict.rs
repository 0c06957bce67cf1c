//! What a fit says of the time after it: handoffs as the simulator makes them.

use super::Fit;
use crate::calendar::Zone;
use crate::policy::Policy;
use crate::record::HandoffRecord;
use crate::simulator::scenario::{Horizon, Scenario, WarmUp};
use crate::simulator::{Experiment, Model, ScenarioError};
use crate::{DAY, Instant};
use std::sync::atomic::AtomicBool;

/// Simulated before the time that is told of, so that desks are not empty when it begins.
const LEAD_IN: i64 = 28 * DAY;
/// Histories made up: their mean is near enough to what would come of many.
const REPLICATIONS: u32 = 5;

/// The handoffs from before the fit's end until an instant, a list a replication. Whoever cancels is given none.
///
/// # Errors
/// Where the fitted scenario cannot be simulated under the policy.
pub fn predict(
    fit: &Fit,
    policy: &Policy,
    until: Instant,
    cancel: &AtomicBool,
) -> Result<Vec<Vec<HandoffRecord>>, ScenarioError> {
    let zone = Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc());
    let start = zone.date_of(fit.until - LEAD_IN);
    let begins = zone.first_instant_of(start).unwrap_or(fit.until - LEAD_IN);
    let scenario = Scenario {
        horizon: Horizon { start, days: (until - begins) as f64 / DAY as f64 },
        warm_up: WarmUp::None,
        ..fit.scenario.clone()
    };
    let model = Model::new(&scenario, Some(policy))?;
    let Ok(experiment) = Experiment::new(&model, cancel) else { return Ok(Vec::new()) };
    Ok((0..REPLICATIONS).map(|replication| experiment.trace(replication).records).collect())
}
