//! What simulations of a workspace start from.

use super::calibrate::{Calibrated, Calibration};
use super::{Ground, SavedScenario};
use crate::imports::store::Watch;
use crate::workspace::{Workspace, WorkspaceError};
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::metrics::Month;
use playbook::policy::Policy;
use serde::Serialize;
use ts_rs::TS;

/// The policy, what the history says, and the scenarios that are kept.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SimulationStart {
    /// The policy saved last, whose edits the scenarios' changes are.
    pub policy: Policy,
    /// What scenarios stand on, the one to begin with first: what the records give under it where they foresee their own last weeks, and
    /// what is assumed otherwise. Empty where the policy cannot be simulated.
    pub grounds: Vec<Ground>,
    pub fit: SimulationFit,
    pub saved: Vec<SavedScenario>,
}

/// How well what was fitted on the first part of the history foresees the rest.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SimulationFit {
    pub verdict: FitVerdict,
    /// Why, in sentences; what weighs most is the first.
    pub because: Vec<String>,
    #[ts(type = "[from: string, to: string] | null")]
    pub fitted_months: Option<[Month; 2]>,
    #[ts(type = "[from: string, to: string] | null")]
    pub judged_months: Option<[Month; 2]>,
    pub figures: Vec<FitFigure>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FitVerdict {
    Good,
    /// Nothing is forecast from it.
    Poor,
    /// There is too little to fit, or to judge.
    Unknown,
}

/// A figure of the part that is judged.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct FitFigure {
    pub what: String,
    pub foreseen: f64,
    pub found: f64,
    pub unit: FitUnit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FitUnit {
    Share,
    /// Milliseconds.
    Duration,
}

impl Workspace {
    /// The policy, what scenarios stand on, how well the records foresee, and the scenarios that are kept. `now` is the day on which a
    /// simulation begins where there are no records.
    pub async fn simulation_start(&self, now: Instant, watch: Watch) -> Result<SimulationStart, WorkspaceError> {
        let saved = self.scenarios().await?;
        let grounds = self.grounds(now, watch).await?;
        let policy = Policy::clone(&grounds.policy);
        let zone = Zone::named(&policy.time_zone).map_err(|_| WorkspaceError::UnknownZone(policy.time_zone.clone()))?;
        let fit = match &grounds.calibrated {
            Calibrated::Fitted(calibration) => SimulationFit::of(calibration, &zone),
            Calibrated::Not(why) => SimulationFit::unknown(why),
        };
        Ok(SimulationStart { policy, grounds: grounds.all.clone(), fit, saved })
    }
}

impl SimulationFit {
    fn unknown(why: &str) -> SimulationFit {
        SimulationFit {
            verdict: FitVerdict::Unknown,
            because: vec![format!("Nothing can be fitted: {why}.")],
            fitted_months: None,
            judged_months: None,
            figures: Vec::new(),
        }
    }

    /// What a calibration says of itself.
    pub fn of(Calibration { fit, judgement, .. }: &Calibration, zone: &Zone) -> SimulationFit {
        let months = |from: Instant, until: Instant| Some([zone.month_of(from), zone.month_of(until - 1)]);
        let mut figures = Vec::new();
        for point in &judgement.points {
            let mut add = |what: &str, foreseen: Option<f64>, found: Option<f64>, unit| {
                if let (Some(foreseen), Some(found)) = (foreseen, found) {
                    figures.push(FitFigure { what: format!("{} {what}", point.handoff), foreseen, found, unit });
                }
            };
            let (said, was) = (point.predicted, point.actual);
            add("SLA attainment", said.attainment, was.attainment, FitUnit::Share);
            add("time to accept, median", said.p50_ms, was.p50_ms, FitUnit::Duration);
            add("time to accept, ninth decile", said.p90_ms, was.p90_ms, FitUnit::Duration);
        }
        SimulationFit {
            verdict: if judgement.good { FitVerdict::Good } else { FitVerdict::Poor },
            because: judgement.because.clone(),
            fitted_months: months(fit.from, fit.until),
            judged_months: months(judgement.from, judgement.until),
            figures,
        }
    }
}
