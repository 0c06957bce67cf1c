//! A policy as a machine, for the records of one intent tier.

use super::machine::{Machine, State, Stay};
use super::routes::Routes;
use super::{Kind, Meaning};
use crate::airtight::proof::{Budget, NotProved, Proof, Witness};
use crate::policy::criteria::{Criterion, Told};
use crate::policy::{
    AcceptanceMode, Assignment, BufferAct, BufferOutcome, ClockKind, DispositionReason, HandoffPoint, Ladder, Policy,
    Queue, Reach, ReceiverKind, RoutingRow, Stage, StageKind, StepAct,
};
use std::collections::{HashMap, HashSet, VecDeque};

/// What ends the buffer where none of its outcomes does.
const TIME_UP: &str = "the time is up";

/// What a record can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum At<'a> {
    /// In a stage, having come there through this handoff; `None` = at the start, recycled, or moved by a system.
    In(&'a str, Option<&'a str>),
    Buffer(&'a str),
    Seeking(&'a str),
    Unowned(&'a str),
    Offered(&'a str),
    Queued(&'a str, &'a str),
    /// Taken over, with no stage named that it moves to.
    Accepted(&'a str),
    /// Refused for this reason, and waiting for what the reason names.
    Aside(&'a str, &'a str),
    Suppressed(&'a str),
}

/// What criteria that are read from the top let through.
struct Decided<'a> {
    exits: Vec<Exit<'a>>,
    /// A record that passes none.
    beside: Option<Witness>,
    not_proved: bool,
}

/// The machine while it is made: only what a record can come to is in it.
pub(super) struct Journey<'a> {
    pub policy: &'a Policy,
    pub machine: Machine,
    pub meanings: Vec<Meaning>,
    /// Keys of the stages that records come to.
    pub reached: HashSet<&'a str>,
    pub not_proved: Vec<(String, NotProved)>,
    tier: Option<&'a str>,
    routes: Routes<'a>,
    flows: Vec<(&'a Stage, &'a Stage)>,
    known: HashMap<At<'a>, usize>,
    open: VecDeque<At<'a>>,
    /// By state and place among its exits: a record that takes it, where fields decide.
    pub shown: HashMap<(usize, usize), Witness>,
}

/// A way out: by what, whereto, and a record that takes it where fields decide.
type Exit<'a> = (String, At<'a>, Option<Witness>);

impl<'a> Journey<'a> {
    pub fn new(policy: &'a Policy, tier: Option<&'a str>, told: &'a Told, budget: Budget) -> Journey<'a> {
        Journey {
            policy,
            machine: Machine::default(),
            meanings: Vec::new(),
            reached: HashSet::new(),
            not_proved: Vec::new(),
            tier,
            routes: Routes::new(policy, tier, told, budget),
            flows: policy.flows(),
            known: HashMap::new(),
            open: VecDeque::new(),
            shown: HashMap::new(),
        }
    }

    /// Makes the machine, from the stages where records appear and the handoffs that begin anywhere.
    pub fn go(&mut self) {
        let policy = self.policy;
        let stages = policy.stages.iter().filter(|stage| stage.kind == StageKind::Start);
        let starts = stages.map(|stage| At::In(&stage.key, None));
        let anywhere = policy.handoffs.iter().filter(|point| point.from_stage.is_none()).map(begin);
        for start in starts.chain(anywhere).collect::<Vec<_>>() {
            let number = self.number(start);
            self.machine.starts.push(number);
        }
        while let Some(at) = self.open.pop_front() {
            let from = self.known[&at];
            for (place, (by, to, witness)) in self.exits(at).into_iter().enumerate() {
                let to = self.number(to);
                self.machine.connect(from, &by, to);
                self.shown.extend(witness.map(|witness| ((from, place), witness)));
            }
        }
    }

    /// The number of a state, new or known.
    fn number(&mut self, at: At<'a>) -> usize {
        if let Some(&number) = self.known.get(&at) {
            return number;
        }
        let (state, meaning) = self.state(at);
        let stage = match at {
            At::In(stage, _) => Some(stage),
            At::Aside(_, reason) => self.reason(reason).and_then(|reason| self.aside_stage(reason)),
            At::Buffer(_)
            | At::Seeking(_)
            | At::Unowned(_)
            | At::Offered(_)
            | At::Queued(..)
            | At::Accepted(_)
            | At::Suppressed(_) => None,
        };
        self.reached.extend(stage);
        let number = self.machine.add(state);
        self.meanings.push(meaning);
        self.known.insert(at, number);
        self.open.push_back(at);
        number
    }

    fn point(&self, key: &str) -> Option<&'a HandoffPoint> {
        self.policy.handoff(key)
    }

    fn state(&self, at: At<'a>) -> (State, Meaning) {
        let (handoff, stage) = match at {
            At::In(stage, after) => (after, Some(stage)),
            At::Suppressed(_) => (None, None),
            At::Buffer(point)
            | At::Seeking(point)
            | At::Unowned(point)
            | At::Offered(point)
            | At::Queued(point, _)
            | At::Accepted(point)
            | At::Aside(point, _) => (Some(point), None),
        };
        let point = handoff.and_then(|key| self.point(key));
        let called = |what: &str| format!("{}: {what}", point.map_or("", |point| &point.name));
        let state = |name: String, stay, owner: Option<String>, timer: Option<String>| State {
            name,
            stay,
            owner,
            timer,
            exits: Vec::new(),
        };
        let timer = |clocks: &[ClockKind]| self.timer(point, clocks);
        let worked = [ClockKind::NextStep, ClockKind::Complete, ClockKind::FirstTouch];
        let state = match at {
            At::In(key, after) => {
                let stage = self.policy.stage(key);
                let name = stage.map_or(key, |stage| &stage.name);
                let name = point.map_or(name.to_owned(), |point| format!("{name}, after {}", point.name));
                let kind = stage.map_or(StageKind::Normal, |stage| stage.kind);
                let people = point.is_some_and(|point| point.receiver_kind == ReceiverKind::Person);
                let stay = match kind {
                    StageKind::Won | StageKind::Lost => Stay::End,
                    StageKind::Nurture => Stay::Idle,
                    StageKind::Start | StageKind::Normal if after.is_some() && people => Stay::Waiting,
                    StageKind::Start | StageKind::Normal => Stay::Idle,
                };
                let owner = self.accountable(point).or_else(|| stage.and_then(|stage| self.team(stage)));
                state(name, stay, owner, timer(&worked))
            }
            At::Buffer(_) => {
                let minutes = point.and_then(|point| point.buffer.as_ref()).map_or(0, |buffer| buffer.at_most_minutes);
                let timer = (minutes > 0).then(|| format!("{minutes} minutes"));
                state(called("in the enrichment buffer"), Stay::Waiting, Some("a system".into()), timer)
            }
            At::Seeking(_) => state(called("seeking an owner"), Stay::Passing, None, None),
            At::Unowned(_) => state(called("unowned"), Stay::Waiting, None, timer(&[ClockKind::Assign])),
            At::Offered(_) => {
                let owner = Some("whoever routing chose".into());
                state(called("waiting for acceptance"), Stay::Waiting, owner, timer(&[ClockKind::Accept]))
            }
            At::Queued(_, queue) => {
                let queue = self.policy.queues.iter().find(|known| known.key == queue);
                let name = queue.map_or("a queue", |queue| &queue.name);
                let clocks = [ClockKind::Assign, ClockKind::Accept];
                let owner = queue.and_then(|queue| self.queue_owner(queue));
                state(called(&format!("waiting in {name}")), Stay::Waiting, owner, timer(&clocks))
            }
            At::Accepted(_) => state(called("accepted"), Stay::Waiting, self.accountable(point), timer(&worked)),
            At::Aside(_, reason) => {
                let name = self.reason(reason).map_or(reason, |reason| &reason.name);
                let owner = point.zip(self.reason(reason)).and_then(|(point, reason)| self.aside_owner(point, reason));
                state(called(&format!("refused for {name}")), Stay::Idle, owner, None)
            }
            At::Suppressed(reason) => {
                let name = self.reason(reason).map_or(reason, |reason| &reason.name);
                state(format!("suppressed for {name}"), Stay::End, None, None)
            }
        };
        let (kind, reason) = match at {
            At::In(..) => (Kind::Stage, None),
            At::Buffer(_) => (Kind::Buffer, None),
            At::Seeking(_) => (Kind::Seeking, None),
            At::Unowned(_) => (Kind::Unowned, None),
            At::Offered(_) => (Kind::Offered, None),
            At::Queued(..) => (Kind::Queue, None),
            At::Accepted(_) => (Kind::Accepted, None),
            At::Aside(_, reason) => (Kind::Refused, Some(reason)),
            At::Suppressed(reason) => (Kind::Suppressed, Some(reason)),
        };
        let key = |key: Option<&str>| key.map(str::to_owned);
        (state, Meaning { kind, reason: key(reason), handoff: key(handoff), stage: key(stage) })
    }

    /// The ways out of a state.
    fn exits(&mut self, at: At<'a>) -> Vec<Exit<'a>> {
        let plain = |exits: Vec<(String, At<'a>)>| exits.into_iter().map(|(by, to)| (by, to, None)).collect();
        match at {
            At::In(stage, _) => plain(self.handoffs_from(stage)),
            At::Buffer(point) => self.point(point).map(|point| self.out_of_buffer(point)).unwrap_or_default(),
            At::Seeking(point) => self.point(point).map(|point| self.routed(point)).unwrap_or_default(),
            At::Unowned(point) => {
                plain(self.point(point).map(|point| self.escalated(point, ClockKind::Assign)).unwrap_or_default())
            }
            At::Offered(point) => plain(self.point(point).map(|point| self.answered(point)).unwrap_or_default()),
            At::Queued(point, queue) => {
                let worked = self
                    .policy
                    .queues
                    .iter()
                    .any(|known| known.key == queue && (!known.worked_by.is_empty() || known.team.is_some()));
                let point = self.point(point).filter(|_| worked);
                plain(point.map(|point| ("somebody takes it".into(), accepted(point))).into_iter().collect())
            }
            At::Aside(point, reason) => {
                let both = self.point(point).zip(self.reason(reason));
                plain(both.map(|(point, reason)| self.out_of_aside(point, reason)).unwrap_or_default())
            }
            At::Accepted(_) | At::Suppressed(_) => Vec::new(),
        }
    }

    /// The handoffs that leave a stage, or one that it is part of.
    pub fn handoffs_from(&self, stage: &str) -> Vec<(String, At<'a>)> {
        let mut exits = Vec::new();
        let mut next = self.policy.stage(stage);
        // No stage is part of itself in a sound policy; the bound holds for the others.
        for _ in 0..self.policy.stages.len() {
            let Some(stage) = next else { break };
            if self.routes.possible(&stage.exit) {
                let from = |point: &&HandoffPoint| point.from_stage.as_deref() == Some(&stage.key);
                exits.extend(self.policy.handoffs.iter().filter(from).map(|point| (started(point), begin(point))));
                let flows = self.flows.iter().filter(|(from, _)| from.key == stage.key);
                exits.extend(flows.map(|(_, to)| ("its team moves it on".to_owned(), At::In(&to.key, None))));
            }
            next = stage.parent.as_deref().and_then(|parent| self.policy.stage(parent));
        }
        exits
    }

    fn out_of_buffer(&mut self, point: &'a HandoffPoint) -> Vec<Exit<'a>> {
        let Some(buffer) = &point.buffer else { return Vec::new() };
        let way = |outcome: &'a BufferOutcome| match &outcome.act {
            BufferAct::Nurture { stage } => (named(&outcome.reason, "not for a person yet"), At::In(stage, None)),
            BufferAct::ExistingOwner { .. } => (named(&outcome.reason, "it has an owner"), offered(point)),
            BufferAct::RouteOn => (named(&outcome.reason, TIME_UP), At::Seeking(&point.key)),
        };
        let criteria: Vec<&Criterion> = buffer.outcomes.iter().map(|outcome| &outcome.when).collect();
        let decided = self.decided(point, &criteria, buffer.outcomes.iter().map(way).collect());
        let mut exits = decided.exits;
        if decided.beside.is_some() || decided.not_proved {
            exits.push((TIME_UP.into(), At::Seeking(&point.key), decided.beside));
        }
        exits
    }

    /// Which of these ways are taken, by criteria that are read from the top.
    fn decided(&mut self, point: &HandoffPoint, criteria: &[&Criterion], ways: Vec<(String, At<'a>)>) -> Decided<'a> {
        let mut whereto: Vec<At<'a>> = Vec::new();
        let mut place = |to: At<'a>| {
            whereto.iter().position(|&known| known == to).unwrap_or_else(|| {
                whereto.push(to);
                whereto.len() - 1
            })
        };
        let numbers: Vec<usize> = ways.iter().map(|&(_, to)| place(to)).collect();
        let decided = self.routes.decide(criteria, &numbers);
        self.not_proved.extend(decided.not_proved.map(|why| (point.key.clone(), why)));
        let exit = |(row, witness): (usize, Option<Witness>)| {
            let (by, to) = ways.get(row)?;
            Some((by.clone(), *to, witness))
        };
        let not_proved = decided.not_proved.is_some();
        Decided { exits: decided.reached.into_iter().filter_map(exit).collect(), beside: decided.beside, not_proved }
    }

    fn routed(&mut self, point: &'a HandoffPoint) -> Vec<Exit<'a>> {
        let rows = &point.routing.rows;
        let way = |row: &'a RoutingRow| {
            let to = match &row.assign {
                Assignment::OwnerIn { .. }
                | Assignment::Person { .. }
                | Assignment::Role { .. }
                | Assignment::Pool { .. } => offered(point),
                Assignment::Queue { queue } => At::Queued(&point.key, queue),
                Assignment::Stage { stage } => At::In(stage, None),
            };
            (named(&row.reason, &row.key), to)
        };
        let criteria: Vec<&Criterion> = rows.iter().map(|row| &row.when).collect();
        let decided = self.decided(point, &criteria, rows.iter().map(way).collect());
        let mut exits = decided.exits;
        if decided.beside.is_some() {
            exits.push(("no row takes it".into(), At::Unowned(&point.key), decided.beside));
            return exits;
        }
        let firm: Vec<&Criterion> = rows.iter().filter(|row| self.routes.is_firm(row)).map(|row| &row.when).collect();
        match self.routes.total(&firm) {
            Proof::Proved => {}
            Proof::Refuted { witness } => {
                let by = "nobody whom its rows name is to be had".to_owned();
                exits.push((by, At::Unowned(&point.key), Some(witness)));
            }
            Proof::NotProved { why } => self.not_proved.push((point.key.clone(), why)),
        }
        exits
    }

    /// What becomes of a record that was offered to somebody.
    fn answered(&self, point: &'a HandoffPoint) -> Vec<(String, At<'a>)> {
        let mut exits = Vec::new();
        let entry = point.to_stage.as_deref().and_then(|stage| self.policy.stage(stage)).map(|stage| &stage.entry);
        if self.routes.possible(&point.acceptance.criteria) && entry.is_none_or(|entry| self.routes.possible(entry)) {
            exits.push(("accepted".into(), accepted(point)));
        }
        for reason in point.dispositions.iter().filter_map(|key| self.reason(key)) {
            exits.extend(self.refused(point, reason));
        }
        exits.extend(self.escalated(point, ClockKind::Accept));
        exits
    }

    /// Where a ladder takes a record away to.
    fn escalated(&self, point: &'a HandoffPoint, clock: ClockKind) -> Vec<(String, At<'a>)> {
        let steps = self.ladder(point, clock).map(|ladder| ladder.steps.as_slice()).unwrap_or_default();
        let taken = steps.iter().filter(|step| step.act == StepAct::Reroute && self.routes.possible(&step.when));
        let exit = |to: &'a Reach| match to {
            Reach::Queue { queue } => ("not answered in time".to_owned(), At::Queued(&point.key, queue)),
            Reach::Owner | Reach::Backup | Reach::Role { .. } | Reach::Person { .. } | Reach::Channel { .. } => {
                ("not answered in time".to_owned(), At::Seeking(&point.key))
            }
        };
        taken.map(|step| exit(&step.to)).collect()
    }

    /// The tier's own ladder for a clock, else the one for every tier.
    fn ladder(&self, point: &'a HandoffPoint, clock: ClockKind) -> Option<&'a Ladder> {
        point.ladder(clock, self.tier)
    }

    /// The first of these clocks that promises something, in words.
    fn timer(&self, point: Option<&HandoffPoint>, clocks: &[ClockKind]) -> Option<String> {
        let target = clocks.iter().find_map(|&clock| point?.target(clock, self.tier));
        target.map(|target| target.target.words())
    }

    fn accountable(&self, point: Option<&HandoffPoint>) -> Option<String> {
        let role = point?.accountable_roles.first()?;
        self.policy.role(role).map(|role| role.name.clone())
    }

    pub fn team(&self, stage: &Stage) -> Option<String> {
        let team = stage.team.as_deref()?;
        self.policy.teams.iter().find(|known| known.key == team).map(|team| team.name.clone())
    }

    pub fn queue_owner(&self, queue: &Queue) -> Option<String> {
        let role = queue.owner_role.as_ref().or(queue.worked_by.first())?;
        self.policy.role(role).map(|role| role.name.clone())
    }

    fn reason(&self, key: &str) -> Option<&'a DispositionReason> {
        self.policy.reason(key)
    }
}

/// Where a handoff begins.
pub(super) fn begin(point: &HandoffPoint) -> At<'_> {
    if point.buffer.is_some() { At::Buffer(&point.key) } else { At::Seeking(&point.key) }
}

/// Where a record is that has been given to somebody: what need not be accepted is.
pub(super) fn offered(point: &HandoffPoint) -> At<'_> {
    let waits = point.acceptance.mode == AcceptanceMode::Required && point.receiver_kind == ReceiverKind::Person;
    if waits { At::Offered(&point.key) } else { accepted(point) }
}

fn accepted(point: &HandoffPoint) -> At<'_> {
    match &point.to_stage {
        Some(stage) => At::In(stage, Some(&point.key)),
        None => At::Accepted(&point.key),
    }
}

fn started(point: &HandoffPoint) -> String {
    named(&point.trigger.text, &point.name)
}

/// The text, or what stands for it where it is empty.
fn named(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.into() } else { text.trim().into() }
}
