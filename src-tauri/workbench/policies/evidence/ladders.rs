//! How often the steps of escalation ladders fired.

use super::records::{Started, Which};
use super::{QUARTER, Workspace, WorkspaceError, point};
use crate::imports::store::Watch;
use crate::records::load::in_background;
use playbook::Instant;
use playbook::policy::{EscalationStep, HandoffPoint, Policy, StepTime, Versions};
use playbook::record::sla::{Judging, SlaState, Standing, StepFate};
use serde::Serialize;
use std::sync::Arc;
use ts_rs::TS;

/// In how many records of a time the steps of a handoff point's ladders fired.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, TS)]
pub struct LadderFired {
    /// Records that started in the time.
    pub records: u32,
    /// Of these, those of which the data cannot say when one of the ladders' clocks ran.
    pub cannot_judge: u32,
    /// By ladder, then step, in the policy's order; `null` for a step that lists many records at once.
    pub ladders: Vec<Vec<Option<u32>>>,
}

impl Workspace {
    /// Counts the records that started at a handoff point in a time; without one, those of the last quarter of the data. Targets and
    /// ladders are those of the policy that is passed, for all of them. A step that asks for something besides is counted where that held
    /// of the record as it stood when the step fell due.
    pub async fn ladder_fired(
        &self,
        policy: Arc<Policy>,
        handoff: &str,
        from: Option<Instant>,
        to: Option<Instant>,
    ) -> Result<LadderFired, WorkspaceError> {
        let counts = LadderFired::nothing(point(&policy, handoff)?);
        if self.state().records == 0 {
            return Ok(counts);
        }
        let as_of = match self.state().as_of {
            Some(as_of) => as_of,
            None => self.columns().await?.as_of().unwrap_or_default(),
        };
        let until = to.unwrap_or(as_of + 1);
        let from = from.unwrap_or(until - QUARTER);
        let asks = point(&policy, handoff)?.escalation.iter().flat_map(|ladder| &ladder.steps);
        let bare = asks.clone().all(|step| step.when.is_always());
        let (brought, ends) = (self.brought().await?, self.ends().await?);
        let judging = in_background(move || {
            let versions = Arc::new(Versions::one(policy));
            Ok(Judging::new(versions, as_of, ends, |policy| brought.found(policy)))
        })
        .await?;
        let which = Which::Started(Started { handoffs: Some(vec![handoff.to_owned()]), from, until, bare });
        self.each_record(which, Watch::nobody(), counts, move |counts, _, record| {
            counts.add(&judging.standing(&record))
        })
        .await
    }
}

impl LadderFired {
    fn nothing(point: &HandoffPoint) -> LadderFired {
        let none = |step: &EscalationStep| (!matches!(step.at, StepTime::Regularly { .. })).then_some(0);
        let ladders = point.escalation.iter().map(|ladder| ladder.steps.iter().map(none).collect()).collect();
        LadderFired { ladders, ..LadderFired::default() }
    }

    fn add(&mut self, standing: &Standing<'_>) {
        let Some(point) = standing.point else { return };
        self.records += 1;
        let is_unjudged = |clock| standing.state(clock) == SlaState::CannotJudge;
        self.cannot_judge += u32::from(point.escalation.iter().any(|ladder| is_unjudged(ladder.clock)));
        for fired in standing.steps.iter().filter(|step| step.fate == StepFate::Fired) {
            for (ladder, counts) in point.escalation.iter().zip(&mut self.ladders) {
                let place = ladder.steps.iter().position(|step| std::ptr::eq(step, fired.step));
                if let Some(count) = place.and_then(|place| counts[place].as_mut()) {
                    *count += 1;
                }
            }
        }
    }
}
