//! The lifecycle of small random policies, against going through every record and every way by hand.

use crate::lifecycle_random::policy;
use playbook::airtight::proof::Budget;
use playbook::airtight::proof::lifecycle::{Lack, lifecycle};
use playbook::calendar::Zone;
use playbook::policy::criteria::{Criterion, Example, Given, Told};
use playbook::policy::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn told() -> Told {
    Told { now: 1_774_780_200_000, zone: Zone::utc() }
}

/// Every record there can be, as far as the criteria of these policies tell them apart.
fn records(tier: Option<&str>) -> Vec<Example> {
    let mut records = Vec::new();
    let intents = [None, Some("high"), Some("low")];
    for intent in intents.into_iter().filter(|intent| tier.is_none() || *intent == tier) {
        for region in [None, Some("a"), Some("b")] {
            for seller in [None, Some("ann")] {
                let fields = [("intent", intent), ("region", region), ("seller", seller)];
                let given = |(key, value): (&str, Option<&str>)| Some((key.to_owned(), Given::Text(value?.to_owned())));
                records.push(Example(fields.into_iter().filter_map(given).collect::<BTreeMap<_, _>>()));
            }
        }
    }
    records
}

/// A state by its name: what it needs and has, and the names of those that follow. Nothing is shared with what is tested.
struct Slow<'a> {
    policy: &'a Policy,
    tier: &'a str,
    found: BTreeMap<String, Node>,
}

#[derive(Default)]
struct Node {
    end: bool,
    lacks_owner: bool,
    lacks_timer: bool,
    next: BTreeSet<String>,
}

impl<'a> Slow<'a> {
    fn passes(&self, criterion: &Criterion, record: &Example) -> bool {
        criterion.truth(record, &self.policy.fields, &told()).is_true()
    }

    fn can(&self, criterion: &Criterion) -> bool {
        records(None).iter().any(|record| self.passes(criterion, record))
    }

    fn timed(&self, point: &HandoffPoint, clocks: &[ClockKind]) -> bool {
        clocks.iter().any(|&clock| point.target(clock, Some(self.tier)).is_some())
    }

    fn enter(&mut self, name: String, make: impl FnOnce(&mut Self, &mut Node)) -> String {
        if !self.found.contains_key(&name) {
            self.found.insert(name.clone(), Node::default());
            let mut node = Node::default();
            make(self, &mut node);
            self.found.insert(name.clone(), node);
        }
        name
    }

    fn stage(&mut self, key: &str, after: Option<&'a HandoffPoint>) -> String {
        let stage = self.policy.stage(key).unwrap();
        let name = after.map_or(stage.name.clone(), |point| format!("{}, after {}", stage.name, point.name));
        self.enter(name, |slow, node| {
            node.end = key == "won";
            let owned = stage.team.is_some() || after.is_some_and(|point| !point.accountable_roles.is_empty());
            node.lacks_owner = !node.end && !owned;
            let promised = after.filter(|point| point.receiver_kind == ReceiverKind::Person && key != "rest");
            let clocks = [ClockKind::NextStep];
            node.lacks_timer = !node.end && promised.is_some_and(|point| !slow.timed(point, &clocks));
            node.next = slow.out_of(stage);
        })
    }

    /// The handoffs that begin in a stage, and where its team moves records on by itself.
    fn out_of(&mut self, stage: &'a Stage) -> BTreeSet<String> {
        let mut next = BTreeSet::new();
        if stage.kind == StageKind::Won || !self.can(&stage.exit) {
            return next;
        }
        for point in self.policy.handoffs.iter().filter(|point| point.from_stage.as_ref() == Some(&stage.key)) {
            next.insert(self.begin(point));
        }
        if let Some(to) = self.policy.flows().iter().find(|(from, _)| from.key == stage.key).map(|(_, to)| &to.key) {
            next.insert(self.stage(to, None));
        }
        next
    }

    fn begin(&mut self, point: &'a HandoffPoint) -> String {
        let Some(buffer) = &point.buffer else { return self.seek(point) };
        self.enter(format!("{}: in the enrichment buffer", point.name), |slow, node| {
            node.lacks_timer = buffer.at_most_minutes == 0;
            for record in records(Some(slow.tier)) {
                let act =
                    buffer.outcomes.iter().find(|outcome| slow.passes(&outcome.when, &record)).map(|found| &found.act);
                node.next.insert(match act {
                    Some(BufferAct::Nurture { stage }) => slow.stage(stage, None),
                    Some(BufferAct::ExistingOwner { .. }) => slow.offer(point),
                    Some(BufferAct::RouteOn) | None => slow.seek(point),
                });
            }
        })
    }

    /// Every record of the tier is routed twice: with everybody there, and with nobody there who need not be.
    fn seek(&mut self, point: &'a HandoffPoint) -> String {
        self.enter(format!("{}: seeking an owner", point.name), |slow, node| {
            for record in records(Some(slow.tier)) {
                for all_there in [true, false] {
                    let takes = |row: &&RoutingRow| slow.passes(&row.when, &record) && (all_there || slow.sure(row));
                    let to = match point.routing.rows.iter().find(takes).map(|row| &row.assign) {
                        None => slow.nobody(point),
                        // With nobody away, the first row has it.
                        Some(_) if !all_there => continue,
                        Some(Assignment::Queue { queue }) => slow.queue(point, queue),
                        Some(Assignment::Stage { stage }) => slow.stage(stage, None),
                        Some(_) => slow.offer(point),
                    };
                    node.next.insert(to);
                }
            }
        })
    }

    fn sure(&self, row: &RoutingRow) -> bool {
        match &row.assign {
            Assignment::OwnerIn { field, .. } => {
                let passing = records(None).into_iter().filter(|record| self.passes(&row.when, record));
                passing.into_iter().all(|record| record.0.contains_key(field))
            }
            Assignment::Role { if_away, .. } => *if_away == IfAway::Assign,
            _ => true,
        }
    }

    fn nobody(&mut self, point: &'a HandoffPoint) -> String {
        self.enter(format!("{}: unowned", point.name), |slow, node| {
            node.lacks_owner = true;
            node.lacks_timer = !slow.timed(point, &[ClockKind::Assign]);
            node.next = slow.taken_away(point, ClockKind::Assign);
        })
    }

    fn taken_away(&mut self, point: &'a HandoffPoint, clock: ClockKind) -> BTreeSet<String> {
        let ladders = || point.escalation.iter().filter(|ladder| ladder.clock == clock);
        let own = ladders().find(|ladder| ladder.tier.as_deref() == Some(self.tier));
        let ladder = own.or_else(|| ladders().find(|ladder| ladder.tier.is_none()));
        let mut next = BTreeSet::new();
        for step in ladder.map(|ladder| &ladder.steps).into_iter().flatten() {
            if self.can(&step.when) {
                next.insert(match &step.to {
                    Reach::Queue { queue } => self.queue(point, queue),
                    _ => self.seek(point),
                });
            }
        }
        next
    }

    fn offer(&mut self, point: &'a HandoffPoint) -> String {
        if point.acceptance.mode == AcceptanceMode::Automatic || point.receiver_kind == ReceiverKind::System {
            return self.accept(point);
        }
        self.enter(format!("{}: waiting for acceptance", point.name), |slow, node| {
            node.lacks_timer = !slow.timed(point, &[ClockKind::Accept]);
            node.next = slow.taken_away(point, ClockKind::Accept);
            if slow.can(&point.acceptance.criteria) {
                node.next.insert(slow.accept(point));
            }
            for key in &point.dispositions {
                let reason = slow.policy.dispositions.iter().find(|reason| reason.key == *key).unwrap();
                node.next.insert(slow.refuse(point, reason));
            }
        })
    }

    fn queue(&mut self, point: &'a HandoffPoint, key: &str) -> String {
        let queue = self.policy.queues.iter().find(|queue| queue.key == key).unwrap();
        self.enter(format!("{}: waiting in {}", point.name, queue.name), |slow, node| {
            node.lacks_owner = queue.owner_role.is_none() && queue.worked_by.is_empty();
            node.lacks_timer = !slow.timed(point, &[ClockKind::Assign, ClockKind::Accept]);
            if !queue.worked_by.is_empty() {
                node.next.insert(slow.accept(point));
            }
        })
    }

    fn accept(&mut self, point: &'a HandoffPoint) -> String {
        if let Some(stage) = &point.to_stage {
            return self.stage(stage, Some(point));
        }
        self.enter(format!("{}: accepted", point.name), |slow, node| {
            node.lacks_owner = point.accountable_roles.is_empty();
            node.lacks_timer = !slow.timed(point, &[ClockKind::NextStep]);
        })
    }

    fn refuse(&mut self, point: &'a HandoffPoint, reason: &'a DispositionReason) -> String {
        let moving = || reason.next.iter().filter(|step| step.act != NextAct::Alert);
        let now = moving().find(|step| step.when == NextWhen::Now);
        let later = reason.next.iter().any(|step| step.when != NextWhen::Now);
        match now {
            Some(step) if step.act == NextAct::Suppress => return self.send(point, reason, step),
            Some(step) if !later && step.act != NextAct::Nurture => return self.send(point, reason, step),
            _ => {}
        }
        self.enter(format!("{}: refused for {}", point.name, reason.name), |slow, node| {
            let waits_in = now.and_then(|step| match (&step.stage, step.act) {
                (Some(stage), _) => Some(stage.as_str()),
                (None, NextAct::Nurture) => Some("rest"),
                (None, _) => None,
            });
            let pile = now.is_some_and(|step| step.queue.is_some());
            let queue = &slow.policy.queues[0];
            let queue_owned = queue.owner_role.is_some() || !queue.worked_by.is_empty();
            let stage = waits_in.or(point.from_stage.as_deref());
            let owned = stage.is_some_and(|stage| slow.policy.stage(stage).unwrap().team.is_some());
            node.lacks_owner = reason.next.is_empty() || !(if pile { queue_owned } else { owned });
            for step in moving().filter(|step| step.when != NextWhen::Now) {
                node.next.insert(slow.send(point, reason, step));
            }
            if let Some(stage) = waits_in {
                node.next.extend(slow.out_of(slow.policy.stage(stage).unwrap()));
            }
        })
    }

    fn send(&mut self, point: &'a HandoffPoint, reason: &DispositionReason, step: &NextStep) -> String {
        match step.act {
            NextAct::Suppress => self.enter(format!("suppressed for {}", reason.name), |_, node| node.end = true),
            NextAct::Reassign if step.queue.is_none() => self.offer(point),
            NextAct::Reassign => self.queue(point, "pile"),
            NextAct::Reroute => self.seek(point),
            NextAct::Enrich => self.begin(point),
            NextAct::Recycle | NextAct::Nurture | NextAct::Alert => {
                let stage = step.stage.as_deref().or(point.from_stage.as_deref()).unwrap();
                self.stage(stage, None)
            }
        }
    }

    /// Name and lack of every void.
    fn voids(&self) -> BTreeSet<(String, Vec<Lack>)> {
        let mut ending: BTreeSet<&str> =
            self.found.iter().filter(|(_, node)| node.end).map(|(name, _)| name.as_str()).collect();
        loop {
            let more =
                self.found.iter().filter(|(_, node)| node.next.iter().any(|next| ending.contains(next.as_str())));
            let more: Vec<&str> = more.map(|(name, _)| name.as_str()).filter(|name| !ending.contains(name)).collect();
            if more.is_empty() {
                break;
            }
            ending.extend(more);
        }
        let lacks = |(name, node): (&String, &Node)| {
            let stuck = !node.end && node.next.is_empty();
            let lacks = [
                (Lack::Owner, node.lacks_owner),
                (Lack::Timer, node.lacks_timer),
                (Lack::Exit, stuck),
                (Lack::End, !stuck && !ending.contains(name.as_str())),
            ];
            let lacks: Vec<Lack> = lacks.into_iter().filter(|(_, lacking)| *lacking).map(|(lack, _)| lack).collect();
            (!lacks.is_empty()).then(|| (name.clone(), lacks))
        };
        self.found.iter().filter_map(lacks).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    /// Every void is one that going through all records finds, none is missed, and each record on the way takes the way.
    #[test]
    fn voids_are_those_of_every_record_gone_through(policy in policy()) {
        let found = lifecycle(&policy, &told(), Budget::default());
        prop_assert_eq!(&found.not_proved, &[]);
        for tier in ["high", "low"] {
            let mut slow = Slow { policy: &policy, tier, found: BTreeMap::new() };
            slow.stage("new", None);
            let of_tier = found.voids.iter().filter(|void| void.tiers.iter().any(|known| known == tier));
            let said: BTreeSet<(String, Vec<Lack>)> =
                of_tier.map(|void| (void.state.clone(), void.lacks.clone())).collect();
            prop_assert_eq!(said, slow.voids(), "tier {}", tier);
            for void in &found.voids {
                for pair in void.way.windows(2) {
                    let slow_next = slow.found.get(&pair[0].state).map(|node| &node.next);
                    if void.tiers[0] == tier {
                        prop_assert!(slow_next.is_some_and(|next| next.contains(&pair[1].state)), "{}", void.way_words());
                    }
                }
            }
        }
        for step in found.voids.iter().flat_map(|void| &void.way) {
            let (Some(witness), Some(name)) = (&step.witness, step.state.strip_suffix(": unowned")) else { continue };
            let point = policy.handoffs.iter().find(|point| point.name == name).unwrap();
            let slow = Slow { policy: &policy, tier: "high", found: BTreeMap::new() };
            let takes = |row: &RoutingRow| row.when.truth(&witness.record, &policy.fields, &told()).is_true() && slow.sure(row);
            prop_assert!(!point.routing.rows.iter().any(takes), "{}", witness.sentence(&policy.fields, &told()));
        }
    }
}
