//! Questions put to the simulator: how many people are enough, which lever moves most, where it pays.

use super::experiment::{Cancelled, Experiment, Interval, Options};
use super::figures::{FigureKey, Measure};
use super::model::Model;
use super::report::{Difference, compare};
use super::scenario::{Scenario, ScenarioError};
use crate::policy::Policy;
use serde::Serialize;
use ts_rs::TS;

/// Why a question has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    #[error(transparent)]
    Scenario(#[from] ScenarioError),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    #[error("there is no crew \"{0}\" in the scenario. Add it under \"people\", or name one that is there")]
    NoCrew(String),
    #[error("the simulation has no such figure. Name a handoff point and a clock that has a target")]
    NoFigure,
}

/// How many people a target needs.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "SmallestStaffing")]
pub struct Staffing {
    /// Key of the crew.
    pub crew: String,
    /// `None` = not even the most that were tried are enough.
    pub count: Option<u32>,
    /// What was tried, by number of people: the figure's interval, and whether its lower end holds the target.
    pub tried: Vec<(u32, Interval, bool)>,
}

/// What has to hold.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// A figure that grows with people, an attainment for one.
    pub figure: FigureKey,
    pub at_least: f64,
    /// That the target holds in the long run: the lower end of the one-sided interval lies above it.
    pub confidence: f64,
}

/// The smallest number of people of a crew, up to `most`, with whom a target holds. All numbers meet the same leads.
///
/// # Errors
/// [`SearchError`].
pub fn smallest_staffing(
    scenario: &Scenario,
    in_force: Option<&Policy>,
    crew: &str,
    wanted: &Wanted,
    most: u32,
    options: Options<'_>,
) -> Result<Staffing, SearchError> {
    let place = scenario.people.iter().position(|it| it.key == crew).ok_or_else(|| SearchError::NoCrew(crew.into()))?;
    let mut tried: Vec<(u32, Interval, bool)> = Vec::new();
    let mut holds = |count: u32| -> Result<bool, SearchError> {
        let mut changed = scenario.clone();
        changed.people[place].count = count;
        let model = Model::new(&changed, in_force)?;
        let mut experiment = Experiment::new(&model, options.cancel)?;
        experiment.play(scenario.replications.count.max(2), options)?;
        // One-sided: the two-sided interval of twice the doubt has its lower end there.
        let interval = experiment.figure(&wanted.figure, 1.0 - 2.0 * (1.0 - wanted.confidence));
        let interval = interval.ok_or(SearchError::NoFigure)?;
        let holds = interval.low.is_some_and(|low| low >= wanted.at_least);
        tried.push((count, interval, holds));
        Ok(holds)
    };
    // Doubled until it holds, then halved in between.
    let (mut short, mut enough) = (0, 1);
    while !holds(enough)? {
        short = enough;
        if enough >= most {
            return Ok(Staffing { crew: crew.into(), count: None, tried });
        }
        enough = (enough * 2).min(most);
    }
    while enough - short > 1 {
        let middle = short + (enough - short) / 2;
        if holds(middle)? { enough = middle } else { short = middle }
    }
    Ok(Staffing { crew: crew.into(), count: Some(enough), tried })
}

/// A change whose effect is asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// As people call it: `one SDR more`.
    pub name: String,
    pub scenario: Scenario,
}

/// What a lever moves, against the scenario without it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "LeverEffect")]
pub struct Effect {
    pub name: String,
    /// Overall attainment, a share.
    pub attainment: Option<Difference>,
    pub value: Option<Difference>,
    pub cost: Option<Difference>,
    pub margin: Option<Difference>,
    /// How much of the value gained pays for the cost added: below 1 it pays. None where nothing is gained or nothing added.
    pub break_even: Option<f64>,
}

impl Effect {
    /// From what changes between two scenarios.
    pub fn of(name: &str, differences: &[Difference]) -> Effect {
        let of = |measure| differences.iter().find(|it| it.key == FigureKey::overall(measure)).cloned();
        let (value, cost) = (of(Measure::Value), of(Measure::Cost));
        let gained = value.as_ref().map_or(0.0, |it| it.difference.mean);
        let added = cost.as_ref().map_or(0.0, |it| it.difference.mean);
        Effect {
            name: name.into(),
            attainment: of(Measure::Attainment),
            margin: of(Measure::Margin),
            break_even: (gained > 0.0 && added > 0.0).then(|| added / gained),
            value,
            cost,
        }
    }
}

/// The levers by how far they move the overall attainment, the farthest first; of those alike, by value.
///
/// # Errors
/// [`SearchError`].
pub fn rank_levers(
    baseline: &Scenario,
    levers: &[Lever],
    in_force: Option<&Policy>,
    options: Options<'_>,
) -> Result<Vec<Effect>, SearchError> {
    let model = Model::new(baseline, in_force)?;
    let mut before = Experiment::new(&model, options.cancel)?;
    before.play_all(options)?;
    let mut effects = Vec::with_capacity(levers.len());
    for lever in levers {
        let model = Model::new(&lever.scenario, in_force)?;
        let mut after = Experiment::like(&model, &before);
        after.play(before.replications(), options)?;
        effects.push(Effect::of(&lever.name, &compare(&before, &after)));
    }
    let moved = |effect: &Effect, part: fn(&Effect) -> &Option<Difference>| {
        part(effect).as_ref().map_or(0.0, |difference| difference.difference.mean.abs())
    };
    effects.sort_by(|a, b| {
        let by = |part: fn(&Effect) -> &Option<Difference>| moved(b, part).total_cmp(&moved(a, part));
        by(|effect| &effect.attainment).then_with(|| by(|effect| &effect.value))
    });
    Ok(effects)
}
