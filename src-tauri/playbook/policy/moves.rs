//! The ways from stage to stage: by handoff, by what follows from a disposition, out of the enrichment buffer, and on within a team.

use super::{Assignment, BufferAct, HandoffPoint, Policy, ReceiverKind, Stage, StageKind};
use std::collections::HashSet;

/// A way that a record can take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move<'a> {
    /// Stage keys.
    pub from: &'a str,
    pub to: &'a str,
    pub by: MoveBy<'a>,
}

/// What moves the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoveBy<'a> {
    /// A handoff point's key.
    Handoff(&'a str),
    /// Keys of a handoff point and of the disposition reason that was chosen at it.
    Disposition { handoff: &'a str, reason: &'a str },
    /// A handoff point's key: its buffer or its routing sends the record to a stage instead of to a person.
    NoPerson(&'a str),
    /// The owner moves it on, within one team.
    Team,
}

/// Every way of a policy.
#[derive(Debug, Clone, Default)]
pub struct Moves<'a> {
    all: Vec<Move<'a>>,
}

impl<'a> Moves<'a> {
    pub fn all(&self) -> &[Move<'a>] {
        &self.all
    }

    /// The ways out of a stage.
    pub fn from<'b>(&'b self, stage: &'b str) -> impl Iterator<Item = &'b Move<'a>> {
        self.all.iter().filter(move |way| way.from == stage)
    }

    /// True where a record in the one stage can come to the other, or is there already.
    pub fn lead(&self, from: &str, to: &str) -> bool {
        let mut seen: HashSet<&str> = HashSet::from([from]);
        let mut next = vec![from];
        while let Some(stage) = next.pop() {
            if stage == to {
                return true;
            }
            next.extend(self.all.iter().filter(|way| way.from == stage && seen.insert(way.to)).map(|way| way.to));
        }
        false
    }
}

impl Policy {
    /// The ways that records can take.
    pub fn moves(&self) -> Moves<'_> {
        let mut all = Vec::new();
        for point in &self.handoffs {
            let Some(from) = point.from_stage.as_deref() else { continue };
            if let Some(to) = point.to_stage.as_deref().filter(|to| *to != from) {
                all.push(Move { from, to, by: MoveBy::Handoff(&point.key) });
            }
            // A person who refuses has the record already, in the stage that it was handed to.
            let refused =
                point.to_stage.as_deref().filter(|_| point.receiver_kind == ReceiverKind::Person).unwrap_or(from);
            for reason in self.dispositions.iter().filter(|reason| point.dispositions.contains(&reason.key)) {
                let to = reason.next.iter().filter_map(|next| next.stage.as_deref());
                let by = MoveBy::Disposition { handoff: &point.key, reason: &reason.key };
                all.extend(to.map(|to| Move { from: refused, to, by }));
            }
            all.extend(point.stages_instead().map(|to| Move { from, to, by: MoveBy::NoPerson(&point.key) }));
        }
        all.extend(self.flows().into_iter().map(|(from, to)| Move { from: &from.key, to: &to.key, by: MoveBy::Team }));
        Moves { all }
    }

    /// Stages that follow each other in the policy, in one team, without a handoff between them: the team moves records on itself.
    pub fn flows(&self) -> Vec<(&Stage, &Stage)> {
        let handed = |from: &Stage, to: &Stage| {
            self.handoffs.iter().any(|point| {
                let ends = (point.from_stage.as_deref(), point.to_stage.as_deref());
                ends == (Some(from.key.as_str()), Some(to.key.as_str()))
            })
        };
        let follow = |from: &Stage, to: &Stage| {
            let ends = from.kind.is_end() || (from.kind != StageKind::Nurture && to.kind == StageKind::Start);
            from.team.is_some() && from.team == to.team && !ends && !handed(from, to)
        };
        self.stages.windows(2).map(|pair| (&pair[0], &pair[1])).filter(|(from, to)| follow(from, to)).collect()
    }
}

impl HandoffPoint {
    /// Stages to which buffer and routing send records instead of to a person.
    fn stages_instead(&self) -> impl Iterator<Item = &str> {
        let buffered =
            self.buffer.iter().flat_map(|buffer| &buffer.outcomes).filter_map(|outcome| match &outcome.act {
                BufferAct::Nurture { stage } => Some(stage.as_str()),
                BufferAct::ExistingOwner { .. } | BufferAct::RouteOn => None,
            });
        let routed = self.routing.rows.iter().filter_map(|row| match &row.assign {
            Assignment::Stage { stage } => Some(stage.as_str()),
            Assignment::OwnerIn { .. }
            | Assignment::Person { .. }
            | Assignment::Role { .. }
            | Assignment::Pool { .. }
            | Assignment::Queue { .. } => None,
        });
        buffered.chain(routed)
    }

    /// True where routing has to find a person.
    pub fn routes_to_people(&self) -> bool {
        self.receiver_kind == ReceiverKind::Person
    }
}
