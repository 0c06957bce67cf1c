//! Escalation ladders as lines of timers.
//!
//! All leads of one step wait the same business time from their start, so they come due in the order in which they started: a queue
//! holds them, and only its head stands among the events. A step that cannot come before another one of its ladder waits for that one
//! to fire, so that most leads, which need no step at all, stand in a single queue.

use super::points::{Point, holders};
use super::{Kind, NONE};
use crate::calendar::{CompiledCalendar, Counting, Due, Near, Pauses, Target, after_breach, due_at, reminder_at};
use crate::policy::criteria::Told;
use crate::policy::{ClockKind, EscalationStep, HandoffPoint, Policy, Reach, StepAct, StepTime};
use crate::{Instant, Millis};
use std::sync::Arc;

/// One step of a ladder, for the tiers that share its target.
#[derive(Debug)]
pub(crate) struct LadderLine {
    pub point: u32,
    pub clock: ClockKind,
    /// Places of the ladder within its handoff point and of the step within the ladder.
    pub ladder: u32,
    pub step: u32,
    pub at: StepTime,
    pub act: StepAct,
    pub mover: Mover,
    target: Target,
    calendar: Arc<CompiledCalendar>,
    /// The business time from the start of the clock to the step, where that is all there is to it.
    wait: Option<Millis>,
    /// By kind of lead: whether what must hold beside the running clock does.
    pub holds: Vec<bool>,
    /// The line that a lead goes to when this one has come due, or [`NONE`].
    pub next: u32,
}

/// Whom a step gives the lead to.
#[derive(Debug)]
pub(crate) enum Mover {
    Nobody,
    People(Vec<u32>),
    Queue(u32),
    /// Through the routing table again.
    Table,
}

impl LadderLine {
    /// When the step falls for a clock that started then. `None` = never.
    pub fn due(&self, start: Instant, pauses: &Pauses, [from, to]: &mut [Near; 2]) -> Option<Instant> {
        if let Some(wait) = self.wait.filter(|_| pauses.is_empty()) {
            return self.calendar.due_near(start, wait, from, to);
        }
        match self.at {
            StepTime::Share { percent } => reminder_at(&self.calendar, &self.target, percent, start, pauses).at(),
            StepTime::AfterBreach { ms, counting } => match due_at(&self.calendar, &self.target, start, pauses) {
                Due::At(due) => after_breach(&self.calendar, counting, due, ms, pauses).at(),
                Due::Never | Due::Paused => None,
            },
            StepTime::Regularly { .. } => None,
        }
    }

    /// True where another step, later in the ladder, cannot fall before this one.
    fn is_before(&self, other: &EscalationStep) -> bool {
        match (&self.at, &other.at) {
            (StepTime::Share { percent }, StepTime::Share { percent: later }) => percent <= later,
            (StepTime::Share { percent }, StepTime::AfterBreach { ms, .. }) => *percent <= 100 && *ms >= 0,
            (StepTime::AfterBreach { ms, counting }, StepTime::AfterBreach { ms: later, counting: other }) => {
                counting == other && ms <= later
            }
            (StepTime::AfterBreach { .. } | StepTime::Regularly { .. }, _) | (_, StepTime::Regularly { .. }) => false,
        }
    }
}

/// Business time upon business time is their sum.
fn business_wait(at: &StepTime, target: &Target) -> Option<Millis> {
    let Target::Business { ms: promised } = *target else { return None };
    let promised = promised.max(0);
    match *at {
        StepTime::Share { percent } => Millis::try_from(i128::from(promised) * i128::from(percent) / 100).ok(),
        StepTime::AfterBreach { ms, counting: Counting::Business } => promised.checked_add(ms.max(0)),
        StepTime::AfterBreach { counting: Counting::Elapsed, .. } | StepTime::Regularly { .. } => None,
    }
}

/// The lines of every ladder; each point is told where its leads begin.
pub(crate) fn compile(policy: &Policy, told: &Told, kinds: &[Kind], points: &mut [Point]) -> Vec<LadderLine> {
    let mut lines: Vec<LadderLine> = Vec::new();
    for (place, (of, point)) in policy.handoffs.iter().zip(points).enumerate() {
        // Ladder, target and where its lines begin.
        let mut known: Vec<(u32, Target, Vec<u32>)> = Vec::new();
        for tier in 0..=policy.tiers.len() {
            let (mut started, mut accepted) = (Vec::new(), Vec::new());
            for clock in ClockKind::ALL {
                let key = policy.tiers.get(tier).map(|tier| tier.key.as_str());
                let Some((ladder, steps)) = ladder_of(of, clock, key) else { continue };
                let code = if tier == policy.tiers.len() { 0 } else { tier as u32 + 1 };
                let (Some(rule), Some(calendar)) = (point.rules.rule(clock, code), point.rules.calendar.as_ref())
                else {
                    continue;
                };
                let found = known.iter().find(|(other, target, _)| *other == ladder && *target == rule.target);
                let roots = match found {
                    Some((.., roots)) => roots.clone(),
                    None => {
                        let frame = Frame { policy, told, kinds, of, place: place as u32, clock, ladder, calendar };
                        let roots = frame.lines(steps, rule.target, &mut lines);
                        known.push((ladder, rule.target, roots.clone()));
                        roots
                    }
                };
                if clock == ClockKind::NextStep { accepted.extend(roots) } else { started.extend(roots) }
            }
            (point.tiers[tier].roots, point.tiers[tier].accepted_roots) = (started, accepted);
        }
    }
    lines
}

/// The ladder of a clock: the tier's own, else the one for every tier.
fn ladder_of<'a>(point: &'a HandoffPoint, clock: ClockKind, tier: Option<&str>) -> Option<(u32, &'a [EscalationStep])> {
    let of = |wanted: Option<&str>| {
        let mut ladders = point.escalation.iter().enumerate();
        ladders.find(|(_, ladder)| ladder.clock == clock && ladder.tier.as_deref() == wanted)
    };
    let (place, ladder) = tier.and_then(|tier| of(Some(tier))).or_else(|| of(None))?;
    Some((place as u32, &ladder.steps))
}

struct Frame<'a> {
    policy: &'a Policy,
    told: &'a Told,
    kinds: &'a [Kind],
    of: &'a HandoffPoint,
    place: u32,
    clock: ClockKind,
    ladder: u32,
    calendar: &'a Arc<CompiledCalendar>,
}

impl Frame<'_> {
    /// Adds a line for each step that falls for one lead at a time; gives those that no other one leads to.
    fn lines(&self, steps: &[EscalationStep], target: Target, lines: &mut Vec<LadderLine>) -> Vec<u32> {
        let mut roots = Vec::new();
        let mut last: Option<usize> = None;
        for (number, step) in steps.iter().enumerate() {
            if matches!(step.at, StepTime::Regularly { .. }) {
                continue;
            }
            let line = lines.len();
            match last.filter(|&last| lines[last].is_before(step)) {
                Some(last) => lines[last].next = line as u32,
                None => roots.push(line as u32),
            }
            lines.push(LadderLine {
                point: self.place,
                clock: self.clock,
                ladder: self.ladder,
                step: number as u32,
                at: step.at.clone(),
                act: step.act,
                mover: self.mover(step),
                target,
                wait: business_wait(&step.at, &target),
                calendar: self.calendar.clone(),
                holds: self
                    .kinds
                    .iter()
                    .map(|kind| step.when.truth(&kind.facts, &self.policy.fields, self.told).is_true())
                    .collect(),
                next: NONE,
            });
            last = Some(line);
        }
        roots
    }

    fn mover(&self, step: &EscalationStep) -> Mover {
        if !matches!(step.act, StepAct::AssignBackup | StepAct::Reroute) {
            return Mover::Nobody;
        }
        let backup = || self.of.backup_role.as_ref().map(|role| holders(self.policy, role)).unwrap_or_default();
        let people = match &step.to {
            Reach::Owner if step.act == StepAct::Reroute => return Mover::Table,
            Reach::Owner | Reach::Backup => backup(),
            Reach::Role { role } => holders(self.policy, role),
            Reach::Person { person } => {
                let found = self.policy.people.iter().position(|known| known.key == *person);
                found.map(|place| place as u32).into_iter().collect()
            }
            Reach::Queue { queue } => {
                let found = self.policy.queues.iter().position(|known| known.key == *queue);
                return found.map_or(Mover::Nobody, |place| Mover::Queue(place as u32));
            }
            Reach::Channel { .. } => return Mover::Nobody,
        };
        if people.is_empty() { Mover::Nobody } else { Mover::People(people) }
    }
}
