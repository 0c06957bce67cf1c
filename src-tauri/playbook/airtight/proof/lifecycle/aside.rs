//! What becomes of a record that its receiver refuses: the next steps of the reason.

use super::journey::{At, Journey, begin, offered};
use crate::policy::{
    DispositionReason, HandoffPoint, NextAct, NextStep, NextWhen, Policy, ReceiverDecision, StageKind,
};

impl<'a> Journey<'a> {
    /// Where a record goes that is refused for a reason.
    pub fn refused(&self, point: &'a HandoffPoint, reason: &'a DispositionReason) -> Option<(String, At<'a>)> {
        if reason.decision == ReceiverDecision::Accepted {
            return None;
        }
        let by = format!("refused for {}", reason.name);
        let first = reason.next.iter().find(|step| step.when == NextWhen::Now && moves(step.act));
        let later = reason.next.iter().any(|step| step.when != NextWhen::Now);
        let to = match first {
            Some(step) if !later && step.act != NextAct::Nurture => self.sent(point, reason, step),
            Some(step) if step.act == NextAct::Suppress => At::Suppressed(&reason.key),
            Some(_) | None => At::Aside(&point.key, &reason.key),
        };
        Some((by, to))
    }

    /// What ends the waiting of a record that was refused: later steps, and the handoffs of the stage where it waits.
    pub fn out_of_aside(&self, point: &'a HandoffPoint, reason: &'a DispositionReason) -> Vec<(String, At<'a>)> {
        let later = reason.next.iter().filter(|step| step.when != NextWhen::Now && moves(step.act));
        let mut exits: Vec<_> = later.map(|step| (when(step), self.sent(point, reason, step))).collect();
        if let Some(stage) = self.aside_stage(reason) {
            exits.extend(self.handoffs_from(stage));
        }
        exits
    }

    /// The stage where a record waits that was refused for a reason.
    pub fn aside_stage(&self, reason: &'a DispositionReason) -> Option<&'a str> {
        place(self.policy, reason).and_then(|place| place.stage)
    }

    /// Who answers for a record that was refused: whose stage or queue it waits in, else who sent it. Nobody, where nothing follows.
    pub fn aside_owner(&self, point: &HandoffPoint, reason: &DispositionReason) -> Option<String> {
        if reason.next.is_empty() {
            return None;
        }
        let place = place(self.policy, reason);
        let queue = place.as_ref().and_then(|place| place.queue);
        if let Some(queue) = queue.and_then(|key| self.policy.queues.iter().find(|queue| queue.key == key)) {
            return self.queue_owner(queue);
        }
        let stage = place.and_then(|place| place.stage).or(point.from_stage.as_deref())?;
        self.team(self.policy.stage(stage)?)
    }

    /// Where a step sends a record.
    fn sent(&self, point: &'a HandoffPoint, reason: &'a DispositionReason, step: &'a NextStep) -> At<'a> {
        let queued = step.queue.as_deref().map(|queue| At::Queued(&point.key, queue));
        let stage = step.stage.as_deref().or(point.from_stage.as_deref());
        let in_stage = stage.map(|stage| At::In(stage, None));
        match step.act {
            NextAct::Suppress => At::Suppressed(&reason.key),
            NextAct::Reassign => queued.unwrap_or(offered(point)),
            NextAct::Enrich => begin(point),
            NextAct::Reroute => queued.unwrap_or(At::Seeking(&point.key)),
            NextAct::Recycle | NextAct::Nurture | NextAct::Alert => in_stage.or(queued).unwrap_or(begin(point)),
        }
    }
}

/// Where a record waits that was refused.
struct Waiting<'a> {
    stage: Option<&'a str>,
    queue: Option<&'a str>,
}

/// The place of the first step that is taken at once; a nurture that names no stage is the policy's nurture stage.
fn place<'a>(policy: &'a Policy, reason: &'a DispositionReason) -> Option<Waiting<'a>> {
    let step = reason.next.iter().find(|step| step.when == NextWhen::Now && moves(step.act))?;
    let nurture =
        || policy.stages.iter().find(|stage| stage.kind == StageKind::Nurture).map(|stage| stage.key.as_str());
    let stage = step.stage.as_deref();
    let stage = if step.act == NextAct::Nurture && step.queue.is_none() { stage.or_else(nurture) } else { stage };
    Some(Waiting { stage, queue: step.queue.as_deref() })
}

/// True for what takes the record elsewhere.
const fn moves(act: NextAct) -> bool {
    match act {
        NextAct::Nurture
        | NextAct::Enrich
        | NextAct::Suppress
        | NextAct::Reroute
        | NextAct::Reassign
        | NextAct::Recycle => true,
        NextAct::Alert => false,
    }
}

fn when(step: &NextStep) -> String {
    match &step.when {
        NextWhen::Now => "at once".into(),
        NextWhen::AfterDays { days } => format!("after {days} days"),
        NextWhen::On { trigger } => trigger.text.clone(),
    }
}
