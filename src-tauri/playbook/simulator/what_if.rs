//! A scenario held against what it changes: a rough answer at once, then one as sharp as is wanted.

use super::experiment::{Cancelled, Experiment, Kept, Options, Progress};
use super::model::Model;
use super::report::{Difference, Report, compare};
use super::scenario::{Arrivals, Crew, Replications, Scenario, WarmUp};
use super::search::BreakEven;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Replications of a rough answer: the fewest whose interval is not mostly doubt.
pub const ROUGH_REPLICATIONS: u32 = 4;

/// Leads in a replication of a rough answer. Four replications of both sides are then played in a tenth of a second.
pub const ROUGH_LEADS: f64 = 3_000.0;

/// A rough answer has at least a whole week, however many leads come in it: hours and weekdays differ too much.
const ROUGH_DAYS: f64 = 7.0;

/// A scenario beside what it changes, both with the same seed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulationRun")]
pub struct WhatIf {
    /// True = of a few short replications, to be followed by a finer one. The intervals say how little it is.
    pub rough: bool,
    pub baseline: Report,
    pub report: Report,
    /// From the baseline to the scenario; none where nothing is changed.
    pub differences: Vec<Difference>,
    /// `None` where what it costs and what it brings do not go against each other.
    pub break_even: Option<BreakEven>,
}

/// So many records at once that nobody ever waits for somebody.
const NO_LIMIT: u32 = 1_000;

impl Scenario {
    /// True where waiting is in the times themselves, as it is where they were fitted to records: the number of people moves nothing.
    pub fn waits_as_it_did(&self) -> bool {
        !self.people.is_empty() && self.people.iter().all(|crew| crew.parallel >= NO_LIMIT)
    }

    /// What it changes: the same leads, work and luck under the policy as it is, with these people. What an hour of theirs costs is taken for
    /// granted and not decided: it is as in the scenario.
    pub fn unchanged(&self, people: &[Crew], without: &[String]) -> Scenario {
        let as_paid = |crew: &Crew| {
            let own = self.people.iter().find(|own| own.key == crew.key);
            Crew { cost_per_hour: own.map_or(crew.cost_per_hour, |own| own.cost_per_hour), ..crew.clone() }
        };
        let people = people.iter().map(as_paid).collect();
        Scenario { changes: Vec::new(), people, without: without.to_vec(), ..self.clone() }
    }

    /// As it is played for a rough answer: a few replications, short where many leads come, the first quarter of them left out.
    pub fn rough(&self) -> Scenario {
        let enough = (ROUGH_LEADS / self.leads_a_day().max(f64::MIN_POSITIVE)).max(ROUGH_DAYS);
        let days = self.horizon.days.min(enough);
        let left_out = match self.warm_up {
            WarmUp::None => WarmUp::None,
            WarmUp::Days { days: own } => WarmUp::Days { days: own.min(days / 4.0) },
            WarmUp::Automatic => WarmUp::Days { days: days / 4.0 },
        };
        let mut rough = self.clone();
        rough.horizon.days = days;
        rough.warm_up = left_out;
        rough.replications = Replications { count: ROUGH_REPLICATIONS, half_width: None, most: ROUGH_REPLICATIONS };
        rough
    }

    /// How many leads come on an average day of the year, all sources together.
    pub fn leads_a_day(&self) -> f64 {
        let mean = |values: &[f64], none: f64| match values.len() {
            0 => none,
            n => values.iter().sum::<f64>() / n as f64,
        };
        let of = |arrivals: &Arrivals| match arrivals {
            Arrivals::Rate { per_hour } => 24.0 * per_hour,
            Arrivals::Weekly { per_hour, by_month, .. } => 24.0 * mean(per_hour, 0.0) * mean(by_month, 1.0),
            Arrivals::Exact { leads } => leads.len() as f64 / self.horizon.days.max(1.0),
        };
        self.sources.iter().map(|source| of(&source.arrivals)).sum()
    }
}

/// Plays a scenario as often as it says, and what it changes as often, over the same leads.
///
/// `known`: replications of `before`, played earlier; those of now are given back for the next question. Where `after` is none, nothing
/// is changed, and what it changes is the answer.
///
/// # Errors
/// [`Cancelled`].
pub fn what_if(
    before: &Model,
    after: Option<&Model>,
    known: Option<Kept>,
    options: Options<'_>,
) -> Result<(WhatIf, Kept), Cancelled> {
    let mut baseline = match known {
        Some(kept) => Experiment::resumed(before, kept),
        None => Experiment::new(before, options.cancel)?,
    };
    let Some(after) = after else {
        baseline.play_all(options)?;
        let report = baseline.report();
        let answer =
            WhatIf { rough: false, baseline: report.clone(), report, differences: Vec::new(), break_even: None };
        return Ok((answer, baseline.kept()));
    };
    let known = baseline.replications();
    let mut scenario = Experiment::like(after, &baseline);
    // What is left to do of the other side is counted with this one's.
    let both =
        |Progress { done, of }: Progress| (options.progress)(Progress { done, of: of + of.saturating_sub(known) });
    scenario.play_all(Options { progress: &both, ..options })?;
    let n = scenario.replications();
    let rest = |Progress { done, of }: Progress| {
        (options.progress)(Progress { done: n + done.saturating_sub(known), of: n + of.saturating_sub(known) });
    };
    baseline.play(n, Options { progress: &rest, ..options })?;
    let differences = compare(&baseline, &scenario);
    let break_even = BreakEven::of(&differences);
    let answer =
        WhatIf { rough: false, baseline: baseline.report(), report: scenario.report(), differences, break_even };
    Ok((answer, baseline.kept()))
}
