//! What simulations of a workspace stand on: the scenario that its records give, and one that assumes what they cannot say.

use super::calibrate::{Calibrated, Calibration};
use crate::imports::store::Watch;
use crate::workspace::{State, Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::policy::Policy;
use playbook::simulator::{Kept, Model, Scenario, assume, replications};
use serde::Serialize;
use std::sync::{Arc, Mutex, PoisonError};
use ts_rs::TS;

/// What a scenario rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SimulationBasis")]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Waiting is as the records show it, whatever the load: rules can be asked about, people cannot.
    Records,
    /// People work on one record after another, for as long as is assumed.
    Assumptions,
}

impl Basis {
    pub fn of(scenario: &Scenario) -> Basis {
        if scenario.waits_as_it_did() { Basis::Records } else { Basis::Assumptions }
    }
}

/// The policy as it is, with people as they are.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "SimulationGround")]
pub struct Ground {
    pub basis: Basis,
    pub scenario: Scenario,
    /// What it knows and what it takes for granted, in sentences.
    pub because: Vec<String>,
}

/// Everything that scenarios of the workspace are held against.
#[derive(Debug)]
pub(super) struct Grounds {
    pub policy: Arc<Policy>,
    /// The one to begin with first.
    pub all: Vec<Ground>,
    pub calibrated: Calibrated,
}

impl Grounds {
    pub fn of(&self, basis: Basis) -> Option<&Ground> {
        self.all.iter().find(|ground| ground.basis == basis)
    }
}

/// Replications of a ground that were played before.
#[derive(Debug)]
struct Known {
    policy: Arc<Policy>,
    scenario: Scenario,
    model: Arc<Model>,
    kept: Option<Kept>,
}

/// What was found for the workspace as it stood.
#[derive(Debug, Default)]
pub(crate) struct Simulated {
    grounds: tokio::sync::Mutex<Option<(i64, Arc<Grounds>)>>,
    known: Mutex<Vec<Known>>,
}

/// A rough and a fine one of either basis, and as many again for a scenario of an earlier import.
const MOST_KNOWN: usize = 8;

impl Simulated {
    fn known(&self) -> std::sync::MutexGuard<'_, Vec<Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The model of a ground, and what was played of it.
    pub(super) fn recall(&self, policy: &Arc<Policy>, scenario: &Scenario) -> Option<(Arc<Model>, Option<Kept>)> {
        let known = self.known();
        let found = known.iter().find(|it| Arc::ptr_eq(&it.policy, policy) && it.scenario == *scenario)?;
        Some((found.model.clone(), found.kept.clone()))
    }

    pub(super) fn remember(&self, policy: &Arc<Policy>, scenario: &Scenario, model: Arc<Model>, kept: Option<Kept>) {
        let mut known = self.known();
        known.retain(|it| Arc::ptr_eq(&it.policy, policy) && it.scenario != *scenario);
        if known.len() >= MOST_KNOWN {
            known.remove(0);
        }
        known.push(Known { policy: policy.clone(), scenario: scenario.clone(), model, kept });
    }
}

impl Workspace {
    /// What scenarios are held against; found on first use and after a change. `now` is the day on which a simulation begins where no
    /// records say when they end.
    pub(super) async fn grounds(&self, now: Instant, watch: Watch) -> Result<Arc<Grounds>, WorkspaceError> {
        let state = self.state();
        // Held while fitting: whoever else asks waits for this fit instead of starting another.
        let mut known = self.simulated().grounds.lock().await;
        if let Some((of, grounds)) = &*known
            && *of == state.data_version
            && Arc::ptr_eq(&grounds.policy, &state.policy)
        {
            return Ok(grounds.clone());
        }
        let calibrated = self.calibrated(watch).await?;
        let data_version = state.data_version;
        let grounds = crate::records::load::in_background(move || lay(&state, calibrated, now)).await?;
        let grounds = Arc::new(grounds);
        *known = Some((data_version, grounds.clone()));
        Ok(grounds)
    }
}

fn lay(state: &State, calibrated: Calibrated, now: Instant) -> Result<Grounds, WorkspaceError> {
    let policy = state.policy.clone();
    let zone = Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))?;
    let start = zone.date_of(state.as_of.unwrap_or(now));
    let (fitted, is_good) = match &calibrated {
        Calibrated::Fitted(calibration) => (Some(of_records(calibration)), calibration.judgement.good),
        Calibrated::Not(_) => (None, false),
    };
    let learned = fitted.as_ref().map(|ground| &ground.scenario);
    // What records say of who comes may not fit the policy of today; then nothing is taken from them.
    let assumed = [learned, None].into_iter().map(|learned| assume(&policy, learned, start));
    let assumed = assumed.filter(|it| Model::new(&it.scenario, Some(&policy)).is_ok()).map(|it| Ground {
        basis: Basis::Assumptions,
        scenario: it.scenario,
        because: it.because,
    });
    let assumed = assumed.into_iter().next();
    let mut all: Vec<Ground> = fitted.into_iter().chain(assumed).collect();
    if !is_good {
        all.reverse();
    }
    Ok(Grounds { policy, all, calibrated })
}

fn of_records(Calibration { baseline, fit, .. }: &Calibration) -> Ground {
    let scenario = Scenario { name: "As it was".into(), replications: replications(), ..baseline.clone() };
    let because = fit.limits.iter().map(|limit| format!("{limit}.")).collect();
    Ground { basis: Basis::Records, scenario, because }
}
