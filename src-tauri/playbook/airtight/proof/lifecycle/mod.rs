//! The lifecycle of a record, gone through state by state, timers and rejections included: no state that a record can come to is without
//! an owner, a timer and an exit. What lacks one is the *handoff void*; the way into it is the witness.
//!
//! [`machine`] is the explorer: states and exits as data. `journey` makes a policy into one, for each intent tier, from where records
//! appear on:
//!
//! - In a **stage** a record waits for the handoffs that leave it. Having come there through a handoff to people, it needs a timer: that
//!   handoff's next-step, completion or first-touch target. At the start, after a recycle and in nurture, nothing has been promised and
//!   no timer is asked. A team also moves its records on to its next stage by itself.
//! - A **handoff** begins in its enrichment buffer, if it has one, whose outcomes are decided by proof. Then it seeks an owner: each row
//!   that a record of the tier can reach is an exit; where some record falls through the rows, or nobody in them may be there, it stays
//!   unowned. Offered to somebody, it waits for acceptance: the target is its timer; accepting, each reason to refuse, and what the
//!   ladder takes away from the owner are its exits. In a queue it is owned by whoever answers for the queue.
//! - A **reason** sends it where its next steps say. Suppression is an end. A reason without next steps leads nowhere.
//!
//! Between two steps the fields of a record may change, as people and enrichment fill them in: each step is decided for every record of
//! the tier, whatever it was before.
//!
//! Not followed: records held as duplicates until somebody merges them, and exceptions.

mod aside;
mod journey;
pub mod machine;
mod routes;

use super::{Budget, NotProved, Witness};
use crate::policy::Policy;
use crate::policy::criteria::Told;
use journey::Journey;
pub use machine::Lack;
use serde::Serialize;
use std::collections::HashSet;
use ts_rs::TS;

/// What going through the lifecycle found. Without voids and with `not_proved` empty, every record is always looked after.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Lifecycle {
    pub voids: Vec<Void>,
    /// Keys of the stages that no record comes to.
    pub unreached: Vec<String>,
    /// Keys of the handoff points of which it was too much to decide what their criteria let through; what is not decided is followed
    /// as if it were possible.
    pub not_proved: Vec<(String, NotProved)>,
}

/// A state that a record can come to and in which nobody looks after it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Void {
    /// Key of the handoff point, or of the stage where it is none's.
    pub handoff: Option<String>,
    pub stage: Option<String>,
    pub kind: Kind,
    /// Key of the reason for which it was refused, where it was.
    pub reason: Option<String>,
    /// What it is, in words: `SDR → AE: waiting for acceptance`.
    pub state: String,
    pub lacks: Vec<Lack>,
    /// Keys of the intent tiers whose records come there; empty where the policy has none.
    pub tiers: Vec<String>,
    /// A shortest way there, from where records appear.
    pub way: Vec<Step>,
}

/// A step of a way.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "LifecycleStep")]
pub struct Step {
    /// What led there; `None` for the beginning.
    pub by: Option<String>,
    pub state: String,
    /// A record that goes this way, where its fields decide.
    pub witness: Option<Witness>,
}

impl Void {
    /// The record of the last step that fields decide.
    pub fn witness(&self) -> Option<&Witness> {
        self.way.iter().rev().find_map(|step| step.witness.as_ref())
    }

    /// The way in one line: `Inquiry —form sent→ MQL → SDR: seeking an owner —no row takes it→ MQL → SDR: unowned`.
    pub fn way_words(&self) -> String {
        let steps = self.way.iter().map(|step| match &step.by {
            Some(by) => format!(" —{by}→ {}", step.state),
            None => step.state.clone(),
        });
        steps.collect()
    }
}

/// What sort of state a record is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LifecycleKind")]
pub enum Kind {
    /// In a stage.
    Stage,
    /// In the enrichment buffer.
    Buffer,
    /// Between two moments, while routing decides.
    Seeking,
    /// Nobody was found.
    Unowned,
    /// Waiting for acceptance.
    Offered,
    Queue,
    Accepted,
    Refused,
    Suppressed,
}

/// What a state of the machine stands for.
#[derive(Debug, Clone)]
struct Meaning {
    kind: Kind,
    reason: Option<String>,
    handoff: Option<String>,
    stage: Option<String>,
}

/// Goes through the lifecycle of a policy. One without stages has none.
pub fn lifecycle(policy: &Policy, told: &Told, budget: Budget) -> Lifecycle {
    let mut found = Lifecycle { voids: Vec::new(), unreached: Vec::new(), not_proved: Vec::new() };
    if policy.stages.is_empty() {
        return found;
    }
    let tiers: Vec<Option<&str>> = match policy.tiers.as_slice() {
        [] => vec![None],
        tiers => tiers.iter().map(|tier| Some(tier.key.as_str())).collect(),
    };
    let mut reached: HashSet<&str> = HashSet::new();
    for tier in tiers {
        let mut journey = Journey::new(policy, tier, told, budget);
        journey.go();
        reached.extend(&journey.reached);
        for undecided in std::mem::take(&mut journey.not_proved) {
            if !found.not_proved.contains(&undecided) {
                found.not_proved.push(undecided);
            }
        }
        add_voids(&mut found.voids, &journey, tier);
    }
    let parents = |stage: &str| policy.stage(stage).and_then(|stage| stage.parent.as_deref());
    let known = |stage: &str| reached.contains(stage) || parents(stage).is_some_and(|parent| reached.contains(parent));
    found.unreached = policy.stages.iter().map(|stage| stage.key.clone()).filter(|stage| !known(stage)).collect();
    found
}

/// Adds the holes of one tier's machine to those of the others: the same state lacking the same is one void.
fn add_voids(voids: &mut Vec<Void>, journey: &Journey<'_>, tier: Option<&str>) {
    let machine = &journey.machine;
    let explored = machine.explore();
    for holes in explored.holes.chunk_by(|a, b| a.state == b.state) {
        let state = &machine.states[holes[0].state];
        let Meaning { handoff, stage, kind, reason } = journey.meanings[holes[0].state].clone();
        let lacks: Vec<Lack> = holes.iter().map(|hole| hole.lack).collect();
        let tier = tier.map(str::to_owned);
        let same = |void: &&mut Void| {
            (&void.handoff, &void.stage, &void.state, &void.lacks) == (&handoff, &stage, &state.name, &lacks)
        };
        if let Some(known) = voids.iter_mut().find(same) {
            known.tiers.extend(tier);
            continue;
        }
        let way = &holes[0].way;
        let followed = machine.follow(way).unwrap_or_default();
        // What led to a state is an exit of the one before.
        let taken = |place: usize| journey.shown.get(&(followed.get(place)?.1, *way.exits.get(place)?)).cloned();
        let steps = followed.iter().enumerate().map(|(place, (by, at))| Step {
            by: by.map(str::to_owned),
            state: machine.states[*at].name.clone(),
            witness: place.checked_sub(1).and_then(taken),
        });
        let way = steps.collect();
        let tiers = tier.into_iter().collect();
        voids.push(Void { handoff, stage, kind, reason, state: state.name.clone(), lacks, tiers, way });
    }
}
