//! A scenario and its policy made ready to run: keys as numbers, criteria judged once for each kind of lead, calendars compiled.

mod ladder;
mod people;
mod points;
mod sources;
mod work;

pub(crate) use ladder::{LadderLine, Mover};
pub(crate) use people::{QueueModel, Rota, Worker};
pub(crate) use points::{After, BufferPlan, Choice, Point, RoutePlan};
pub(crate) use sources::{Kind, Schedule, SourceModel};
pub(crate) use work::Work;

use super::random::Sampler;
use super::run::Beat;
use super::scenario::{Conversion, Scenario, ScenarioError};
use crate::calendar::{CompiledCalendar, Zone};
use crate::policy::criteria::Told;
use crate::policy::{Policy, PoolMethod};
use crate::{DAY, Instant, Millis};
use std::sync::Arc;

/// Nobody, nothing, nowhere: where a number stands for something.
pub(crate) const NONE: u32 = u32::MAX;

/// A pool of a routing row.
#[derive(Debug)]
pub(crate) struct PoolModel {
    /// People, in the policy's order.
    pub members: Vec<u32>,
    pub method: PoolMethod,
    pub minds_absences: bool,
    pub minds_capacity: bool,
    pub minds_hours: bool,
}

/// Everything a replication needs, shared by all of them.
#[derive(Debug)]
pub struct Model {
    /// As played, with the scenario's people.
    pub(crate) policy: Policy,
    pub(crate) scenario: Scenario,
    pub(crate) zone: Zone,
    pub(crate) start: Instant,
    pub(crate) end: Instant,
    /// How many tiers; the number after the last stands for "no tier".
    pub(crate) tiers: usize,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) sources: Vec<SourceModel>,
    /// Some leads are there already when they come in.
    pub(crate) has_duplicates: bool,
    pub(crate) points: Vec<Point>,
    pub(crate) people: Vec<Worker>,
    pub(crate) rotas: Vec<Rota>,
    pub(crate) queues: Vec<QueueModel>,
    pub(crate) pools: Vec<PoolModel>,
    pub(crate) lines: Vec<LadderLine>,
    pub(crate) works: Vec<Work>,
    /// By handoff point, tier and person.
    work_of: Vec<u32>,
    /// Team keys; the first stands for nobody's.
    pub(crate) groups: Vec<String>,
    /// Place of the handoff point whose response counts for conversion.
    pub(crate) converts_at: u32,
    /// By kind: conversion before the response counts, amount.
    pub(crate) worth: Vec<(f64, f64)>,
    /// How often it is asked whether the backlog grows.
    pub(crate) beat: Beat,
}

impl Model {
    /// Makes a scenario ready under the policy in force, which is not asked where the scenario brings its own.
    ///
    /// # Errors
    /// Whatever makes it impossible: see [`ScenarioError`].
    pub fn new(scenario: &Scenario, in_force: Option<&Policy>) -> Result<Model, ScenarioError> {
        let mut policy = scenario.policy_played(in_force)?;
        scenario.check(&policy)?;
        let zone = zone_named(&policy.time_zone, "the policy")?;
        let start = zone.first_instant_of(scenario.horizon.start).unwrap_or_default();
        let end = start + (scenario.horizon.days * DAY as f64) as Millis;
        let told = Told { now: start, zone: zone.clone() };

        let crews = people::engage(scenario, &mut policy)?;
        let people::Crowd { workers: people, rotas, groups } = people::crowd(&policy, &crews, (start, end))?;
        let queues = people::queues(&policy, scenario, &people, &groups);
        let (kinds, sources) = sources::compile(scenario, &policy, (start, end))?;
        let mut pools = Vec::new();
        let mut points = points::compile(scenario, &policy, &told, &kinds, &mut pools);
        points::somebody_for_all(&policy, &points, &sources, &kinds, &pools, &queues)?;
        let lines = ladder::compile(&policy, &told, &kinds, &mut points);
        let (works, work_of) = work::compile(scenario, &policy, &crews);
        points::no_circle(scenario, &policy, &works)?;

        let converts_at = scenario.conversion.as_ref().and_then(|it| place_of(&policy, &it.handoff)).unwrap_or(NONE);
        let worth = |kind: &Kind| {
            let base = |conversion: &Conversion| conversion.base(kind.facts.intent.as_deref(), kind.packet);
            (scenario.conversion.as_ref().map_or(0.0, base), kind.facts.amount.unwrap_or(0.0))
        };
        let mut model = Model {
            tiers: policy.tiers.len(),
            worth: kinds.iter().map(worth).collect(),
            scenario: scenario.clone(),
            policy,
            zone,
            start,
            end,
            kinds,
            has_duplicates: sources.iter().any(|source| source.duplicates > 0.0),
            sources,
            points,
            people,
            rotas,
            queues,
            pools,
            lines,
            works,
            work_of,
            groups,
            converts_at,
            beat: Beat::default(),
        };
        model.beat = Beat::of(&model);
        Ok(model)
    }

    /// How a person does the work of a handoff point and tier.
    #[inline]
    pub(crate) fn work(&self, point: usize, tier: usize, person: usize) -> &Work {
        let place = (point * (self.tiers + 1) + tier) * (self.people.len() + 1) + person;
        &self.works[self.work_of[place] as usize]
    }

    /// The same without a person.
    #[inline]
    pub(crate) fn work_of_nobody(&self, point: usize, tier: usize) -> &Work {
        self.work(point, tier, self.people.len())
    }

    /// The policy that is played.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }
}

fn place_of(policy: &Policy, handoff: &str) -> Option<u32> {
    policy.handoffs.iter().position(|point| point.key == handoff).map(|place| place as u32)
}

fn zone_named(name: &str, place: &str) -> Result<Zone, ScenarioError> {
    Zone::named(name).map_err(|cause| ScenarioError::Calendar { place: place.into(), cause })
}

/// A calendar made ready; a policy's calendars have been checked.
fn compiled(calendar: &crate::calendar::Calendar, place: &str) -> Result<Arc<CompiledCalendar>, ScenarioError> {
    CompiledCalendar::shared(calendar).map_err(|cause| ScenarioError::Calendar { place: place.into(), cause })
}

/// What follows a completed handoff, for one tier.
#[derive(Debug, Default)]
pub(crate) struct Flow {
    pub shares: super::random::Shares,
    /// Place of the next handoff point, and how long until it starts.
    pub next: Vec<(u32, Sampler)>,
}
