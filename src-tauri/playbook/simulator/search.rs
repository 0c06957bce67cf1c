//! Questions put to the simulator: how many people are enough, which lever moves most, where it pays.

use super::experiment::{Cancelled, Experiment, Interval, Options, Progress};
use super::figures::{FigureKey, Measure};
use super::model::Model;
use super::report::{Difference, compare};
use super::scenario::{Scenario, ScenarioError};
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
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
    #[error("\"{0}\" is one person of the policy, of whom there cannot be more. Name a crew")]
    OnePerson(String),
    #[error("the simulation has no such figure. Name a handoff point and a clock that has a target")]
    NoFigure,
    #[error("{place} is {value}; it must be {must}. Correct it there")]
    OutOfRange { place: &'static str, value: f64, must: &'static str },
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

/// The smallest number of people of a crew, up to `most`, with whom a target holds. All numbers meet the same leads. Progress counts
/// replications; how many there will be is known only as far as the next number of people.
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
    if scenario.people[place].person.is_some() {
        return Err(SearchError::OnePerson(crew.into()));
    }
    for (place, value) in [("the share that is wanted", wanted.at_least), ("the confidence", wanted.confidence)] {
        if !(value > 0.0 && value < 1.0) {
            return Err(SearchError::OutOfRange { place, value, must: "between 0 and 1" });
        }
    }
    let replications = scenario.replications.count.max(2);
    let mut tried: Vec<(u32, Interval, bool)> = Vec::new();
    let mut holds = |count: u32| -> Result<bool, SearchError> {
        let before = tried.len() as u32 * replications;
        let progress = |Progress { done, of }: Progress| {
            (options.progress)(Progress { done: before + done, of: before + of });
        };
        let mut changed = scenario.clone();
        changed.people[place].count = count;
        let model = Model::new(&changed, in_force)?;
        let mut experiment = Experiment::new(&model, options.cancel)?;
        experiment.play(replications, Options { progress: &progress, ..options })?;
        // One-sided: the two-sided interval of twice the doubt has its lower end there.
        let interval = experiment.figure(&wanted.figure, 1.0 - 2.0 * (1.0 - wanted.confidence));
        let interval = interval.ok_or(SearchError::NoFigure)?;
        let holds = interval.low.is_some_and(|low| low >= wanted.at_least);
        tried.push((count, interval, holds));
        Ok(holds)
    };
    // From as many as there are: doubled until it holds, then halved in between.
    let (mut short, mut enough) = (0, scenario.people[place].count.clamp(1, most.max(1)));
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

fn overall(differences: &[Difference], measure: Measure) -> Option<&Difference> {
    differences.iter().find(|it| it.key == FigureKey::overall(measure))
}

impl Effect {
    /// From what changes between two scenarios.
    pub fn of(name: &str, differences: &[Difference]) -> Effect {
        let of = |measure| overall(differences, measure).cloned();
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

/// On which side of the break-even a change pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Pays {
    /// It costs more and brings more: where a conversion is worth as much, or more.
    Above,
    /// It saves and loses: where a conversion is worth as much, or less.
    Below,
}

/// What a conversion has to be worth for a change to pay: the cost that it adds over the conversions that it brings, or the cost that it
/// saves over those that it loses. In the policy's currency.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedBreakEven")]
pub struct BreakEven {
    pub pays: Pays,
    pub worth: f64,
    /// Where the conversions moved are at the far and the near end of their 95 % interval; `None` = at that end there is no such worth,
    /// because it reaches zero, or there was a single replication.
    pub least: Option<f64>,
    pub most: Option<f64>,
}

impl BreakEven {
    /// `None` where cost and conversions do not both rise or both fall.
    pub fn of(differences: &[Difference]) -> Option<BreakEven> {
        let (cost, moved) = (
            overall(differences, Measure::Cost)?.difference.mean,
            overall(differences, Measure::Conversions)?.difference,
        );
        let pays = match (cost > 0.0 && moved.mean > 0.0, cost < 0.0 && moved.mean < 0.0) {
            (true, _) => Pays::Above,
            (_, true) => Pays::Below,
            (false, false) => return None,
        };
        let worth = |conversions: f64| Some(cost / conversions).filter(|worth| worth.is_finite() && *worth > 0.0);
        let (far, near) = match pays {
            Pays::Above => (moved.high, moved.low),
            Pays::Below => (moved.low, moved.high),
        };
        Some(BreakEven { pays, worth: worth(moved.mean)?, least: far.and_then(worth), most: near.and_then(worth) })
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
    let sides = levers.len() as u32 + 1;
    let first = |Progress { done, of }: Progress| (options.progress)(Progress { done, of: of * sides });
    let model = Model::new(baseline, in_force)?;
    let mut before = Experiment::new(&model, options.cancel)?;
    before.play_all(Options { progress: &first, ..options })?;
    let n = before.replications();
    let mut effects = Vec::with_capacity(levers.len());
    for (lever, place) in levers.iter().zip(1..) {
        let progress = |Progress { done, .. }: Progress| {
            (options.progress)(Progress { done: place * n + done, of: sides * n });
        };
        let model = Model::new(&lever.scenario, in_force)?;
        let mut after = Experiment::like(&model, &before);
        after.play(n, Options { progress: &progress, ..options })?;
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
