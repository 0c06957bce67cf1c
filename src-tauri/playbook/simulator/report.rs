//! What a simulation says, with its uncertainty and its limits.

use super::experiment::{Experiment, Interval};
use super::figures::{FigureKey, Measure};
use super::model::Model;
use super::run::Stop;
use super::scenario::{Scenario, WarmUp};
use crate::metrics::words;
use crate::{DAY, Instant};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Changes whenever the same scenario and seed would give other bytes.
pub const ENGINE: u32 = 3;

/// What came of a simulation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulationReport")]
pub struct Report {
    pub scenario: String,
    /// With scenario, seed and policy it decides every figure.
    pub engine: u32,
    #[ts(type = "number")]
    pub seed: u64,
    pub replications: u32,
    /// Of all replications together, warm-up included.
    #[ts(type = "number")]
    pub leads: u64,
    /// Of these, gone for good, and somewhere still at the end: under way, or away until they come back.
    #[ts(type = "number")]
    pub ended: u64,
    #[ts(type = "number")]
    pub under_way: u64,
    #[ts(type = "number")]
    pub handoffs: u64,
    #[ts(type = "number")]
    pub events: u64,
    /// Elapsed days of a replication, those left out included.
    pub days: f64,
    /// Elapsed days left out at the beginning, and why so many.
    pub warm_up_days: f64,
    pub warm_up_because: String,
    /// A bound was hit; the figures are of the time before.
    pub stopped: Option<Stopped>,
    /// Teams whose backlog grew all the time: what is reported is of this time only, and no steady state.
    pub growing: Vec<Growing>,
    /// Quantiles of some lengths are within half a per cent, because there were more than a million in a replication.
    pub sketched: bool,
    pub figures: Vec<Figure>,
    /// By team, hour by hour of the week.
    pub hours: Vec<GroupHours>,
}

/// One figure with its 95 % interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedFigure")]
pub struct Figure {
    #[serde(flatten)]
    pub key: FigureKey,
    #[serde(flatten)]
    pub interval: Interval,
}

/// Replications that ended before their time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulationStopped")]
pub struct Stopped {
    pub replications: u32,
    /// When the first of them did.
    #[ts(type = "number")]
    pub at: Instant,
    /// Why, and what to do.
    pub because: String,
}

/// A team for whom more comes than is dealt with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedGrowth")]
pub struct Growing {
    /// Team key; empty = nobody's.
    pub group: String,
    /// How many wait at the end for somebody who is busy, and how many more in a week.
    pub waiting: f64,
    pub a_week: f64,
    /// What comes over what is dealt with; none = nothing was dealt with.
    pub load: Option<f64>,
    /// The same in sentences.
    pub because: String,
}

impl Growing {
    pub(crate) fn of(model: &Model, group: usize, waiting: f64, a_week: f64, taken_a_week: f64) -> Growing {
        let group = model.groups[group].clone();
        let team = model.policy.teams.iter().find(|team| team.key == group);
        let whose = team.map_or_else(|| "people without a team".to_owned(), |team| team.name.clone());
        let count = |number: f64| words::count(number.round().max(0.0) as u64);
        let load = (taken_a_week > 0.0).then(|| (taken_a_week + a_week) / taken_a_week);
        let comes = load.map_or_else(String::new, |load| {
            let (comes, taken) = (count(taken_a_week + a_week), count(taken_a_week));
            format!(": {comes} come a week and {taken} are dealt with, a load of {load:.2}")
        });
        let because = format!(
            "More comes to {whose} than is dealt with{comes}. {} wait at the end, {} more every week: the figures are of this time only, and a longer one gives worse",
            count(waiting),
            count(a_week)
        );
        Growing { group, waiting, a_week, load, because }
    }
}

/// The hours of the week of one team, from Monday 00:00 in the policy's zone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedHours")]
pub struct GroupHours {
    /// Team key; empty = nobody's.
    pub group: String,
    /// Mean number of leads that wait.
    pub waiting: Vec<f64>,
    /// Mean number in work by people who are there.
    pub busy: Vec<f64>,
    /// Busy of what the people who are there can work on at once; none = nobody is there.
    pub utilisation: Vec<Option<f64>>,
}

/// The same of one replication.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Hours {
    pub group: String,
    pub waiting: Vec<f64>,
    pub busy: Vec<f64>,
    pub places: Vec<f64>,
}

impl GroupHours {
    pub(crate) fn mean<'a>(all: impl Iterator<Item = &'a Hours> + Clone) -> GroupHours {
        let n = all.clone().count().max(1) as f64;
        let mean = |part: fn(&Hours) -> &Vec<f64>| -> Vec<f64> {
            let hours = all.clone().next().map_or(0, |first| part(first).len());
            (0..hours).map(|hour| all.clone().map(|it| part(it)[hour]).sum::<f64>() / n).collect()
        };
        let (busy, places) = (mean(|it| &it.busy), mean(|it| &it.places));
        let used = busy.iter().zip(&places).map(|(busy, places)| (*places > 0.0).then(|| busy / places));
        GroupHours {
            group: all.clone().next().map_or(String::new(), |first| first.group.clone()),
            waiting: mean(|it| &it.waiting),
            utilisation: used.collect(),
            busy,
        }
    }
}

impl Stopped {
    pub(crate) fn of(stops: impl Iterator<Item = (Stop, Instant)>, scenario: &Scenario) -> Option<Stopped> {
        let stops: Vec<(Stop, Instant)> = stops.collect();
        let (stop, at) = *stops.iter().min_by_key(|(_, at)| *at)?;
        let because = match stop {
            Stop::Events => format!(
                "the bound of {} events was reached. Shorten the horizon, or raise \"most_events\"",
                scenario.most_events
            ),
            Stop::UnderWay => format!(
                "more than {} leads were under way at once: more come than are ever dealt with. Add people, give the queue a room or a patience, or raise \"most_under_way\"",
                scenario.most_under_way
            ),
            Stop::Circle => {
                "leads go round without time passing. Give one of the steps that follow each other a time".into()
            }
            Stop::Backlog => {
                "more leads come than are ever dealt with, and years of it would say no more. Add people, give the queue a room or a patience, or ask of 35 days or less".into()
            }
            Stop::Cancelled => "it was cancelled".into(),
        };
        Some(Stopped { replications: stops.len() as u32, at, because })
    }
}

impl Report {
    pub(crate) fn new<'a>(
        model: &Model,
        count_from: Instant,
        replications: u32,
        figures: impl Iterator<Item = (&'a FigureKey, Interval)>,
    ) -> Report {
        let warm_up_days = (count_from - model.start) as f64 / DAY as f64;
        let scenario = &model.scenario;
        Report {
            scenario: scenario.name.clone(),
            engine: ENGINE,
            seed: scenario.seed,
            replications,
            leads: 0,
            ended: 0,
            under_way: 0,
            handoffs: 0,
            events: 0,
            days: scenario.horizon.days,
            warm_up_days,
            warm_up_because: match scenario.warm_up {
                WarmUp::None => "the scenario leaves nothing out".into(),
                WarmUp::Days { .. } => "the scenario says so".into(),
                WarmUp::Automatic if count_from == model.start => {
                    "MSER-5 on the number under way finds the beginning like the rest".into()
                }
                WarmUp::Automatic => "MSER-5 on the number under way finds the beginning unlike the rest".into(),
            },
            stopped: None,
            growing: Vec::new(),
            sketched: false,
            figures: figures.map(|(key, interval)| Figure { key: key.clone(), interval }).collect(),
            hours: Vec::new(),
        }
    }

    /// A figure by its key.
    pub fn figure(&self, key: &FigureKey) -> Option<&Interval> {
        self.figures.iter().find(|figure| figure.key == *key).map(|figure| &figure.interval)
    }
}

/// How a figure of one scenario differs from the same one of another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedDifference")]
pub struct Difference {
    #[serde(flatten)]
    pub key: FigureKey,
    /// The first scenario's and the second's mean.
    pub before: f64,
    pub after: f64,
    /// Of the differences replication by replication: the same leads in both.
    pub difference: Interval,
    /// True where the 95 % interval leaves out zero.
    pub is_signal: bool,
}

/// What changes from one scenario to another, over the replications that both have played with the same seed. A figure that only one of
/// them has is left out.
pub fn compare(before: &Experiment<'_>, after: &Experiment<'_>) -> Vec<Difference> {
    let theirs: std::collections::HashMap<&FigureKey, Vec<f64>> =
        after.values().map(|(key, values)| (key, values.collect())).collect();
    let mut differences = Vec::new();
    for (key, values) in before.values() {
        let Some(others) = theirs.get(key) else { continue };
        let pairs: Vec<(f64, f64)> = values
            .zip(others.iter().copied())
            .filter(|(value, other)| value.is_finite() && other.is_finite())
            .collect();
        let n = pairs.len().max(1) as f64;
        let Some(difference) = Interval::of(pairs.iter().map(|(value, other)| other - value), 0.95) else { continue };
        differences.push(Difference {
            key: key.clone(),
            before: pairs.iter().map(|pair| pair.0).sum::<f64>() / n,
            after: pairs.iter().map(|pair| pair.1).sum::<f64>() / n,
            is_signal: difference.low.is_some_and(|low| low > 0.0) || difference.high.is_some_and(|high| high < 0.0),
            difference,
        });
    }
    differences
}

impl FigureKey {
    /// A figure of everything together.
    pub fn overall(measure: Measure) -> FigureKey {
        FigureKey { handoff: None, tier: None, group: None, measure, clock: None, step: None }
    }

    /// A figure of one handoff point.
    pub fn of(handoff: &str, measure: Measure) -> FigureKey {
        FigureKey { handoff: Some(handoff.into()), ..FigureKey::overall(measure) }
    }

    pub(crate) fn is_overall_attainment(&self) -> bool {
        *self == FigureKey::overall(Measure::Attainment)
    }
}
