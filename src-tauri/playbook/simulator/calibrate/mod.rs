//! A scenario out of what happened: who came and when, how soon people answered, what they decided, what followed, and what waiting
//! cost. Fitted on the first part of a history and judged on the rest.
//!
//! Waiting is fitted as it was: the time from a handoff's start to the decision, of those who had so much to do then. How long the work
//! itself takes is not in any export, so that a calibrated scenario answers what another target, ladder, calendar, routing table or volume
//! would do at the same habits, and not yet what more people would: for that, handling times and how many leads one works at once are
//! to be entered. The fit says so ([`Fit::limits`]). Deliberately absent: files, and the engine's own figures; what is
//! predicted is measured by the functions that measure what happened.

mod arrivals;
mod conversion;
mod follow;
mod history;
mod judged;
mod mix;
mod predict;
mod times;

pub use arrivals::ArrivalFit;
pub use conversion::ConversionFit;
pub use history::History;
pub use judged::{HeldOut, Judgement, Spread, WeekFit, judge};
pub use predict::predict;
pub use times::{TimeFit, TimeOf};

use crate::calendar::Zone;
use crate::policy::Policy;
use crate::simulator::Model;
use crate::simulator::scenario::{
    AcceptWhen, Crew, Horizon, Reactions, Replications, SCENARIO_SCHEMA, Scenario, WarmUp, WorkRule, most_cycles,
    most_events, most_under_way,
};
use crate::{DAY, Instant};
use serde::Serialize;
use ts_rs::TS;

/// Fewer handoffs than these in the fitted part say too little.
pub const FEWEST_RECORDS: u32 = 200;
/// Fewer days than these hold no week of which the next can be told.
pub const FEWEST_DAYS: i64 = 56;

/// A scenario fitted to a history, and how well each part of it fits.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "CalibrationFit")]
pub struct Fit {
    pub scenario: Scenario,
    /// Handoffs that started from here …
    #[ts(type = "number")]
    pub from: Instant,
    /// … until here, as they were known then.
    #[ts(type = "number")]
    pub until: Instant,
    pub records: u32,
    pub arrivals: Vec<ArrivalFit>,
    pub times: Vec<TimeFit>,
    pub conversion: Option<ConversionFit>,
    /// What the history does not say, in sentences.
    pub limits: Vec<String>,
}

/// Why nothing can be fitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalibrationError {
    #[error(
        "the history has {records} handoffs with a start in the part that is fitted; {FEWEST_RECORDS} at least say something. Import a longer export"
    )]
    TooFew { records: u32 },
    #[error(
        "the history covers {days} days in the part that is fitted; {FEWEST_DAYS} at least say something. Import a longer export"
    )]
    TooShort { days: i64 },
    #[error("the policy's time zone \"{0}\" is not known")]
    Zone(String),
}

impl History {
    /// Fits a scenario to the handoffs that started before an instant, as they were known then.
    ///
    /// # Errors
    /// Where the history is too short to say anything.
    pub fn fit(&self, policy: &Policy, until: Instant) -> Result<Fit, CalibrationError> {
        let zone = Zone::named(&policy.time_zone).map_err(|_| CalibrationError::Zone(policy.time_zone.clone()))?;
        let seen = self.until(until);
        let records = u32::try_from(seen.rows.len()).unwrap_or(u32::MAX);
        if records < FEWEST_RECORDS {
            return Err(CalibrationError::TooFew { records });
        }
        let from = seen.rows.first().map_or(until, |row| row.started);
        let days = (until - from) / DAY;
        if days < FEWEST_DAYS {
            return Err(CalibrationError::TooShort { days });
        }
        let mut limits = vec![
            "Waiting is as it was, whatever the load: other staffing shows once handling times are entered".to_owned(),
            "What a reminder or an alert changes cannot be told from a history without one; they change nothing here"
                .into(),
        ];
        let (sources, arrivals) = seen.arrivals(policy, &zone, (from, until), &mut limits);
        let (mut work, times) = seen.times(policy, until);
        seen.decisions(policy, &mut work);
        let (conversion, conversion_fit) = seen.conversion(policy, until, &mut limits);
        let scenario = Scenario {
            schema: SCENARIO_SCHEMA,
            name: "As it was".into(),
            note: format!("Fitted to {records} handoffs."),
            policy: None,
            changes: Vec::new(),
            horizon: Horizon { start: zone.date_of(until), days: 91.0 },
            warm_up: WarmUp::Automatic,
            replications: Replications::default(),
            seed: 1,
            sources,
            people: seen.crews(policy, &mut limits),
            without: Vec::new(),
            work: std::iter::once(as_noticed()).chain(work).collect(),
            flow: seen.flow(policy, until),
            queues: Vec::new(),
            returns: seen.returns(policy),
            reactions: Reactions { reminder_speed: 1.0, alert_speed: 1.0, reminder_wakes: 0.0, alert_wakes: 0.0 },
            conversion,
            most_cycles: most_cycles(),
            most_events: most_events(),
            most_under_way: most_under_way(),
        };
        limits.extend(left_to_nobody(&scenario, policy));
        Ok(Fit { scenario, from, until, records, arrivals, times, conversion: conversion_fit, limits })
    }
}

/// How many of the fitted leads are of kinds for which the routing table has no row: they lie there until a step of a ladder moves them,
/// whatever became of them in the history.
fn left_to_nobody(scenario: &Scenario, policy: &Policy) -> Option<String> {
    let model = Model::new(scenario, Some(policy)).ok()?;
    let (mut all, mut nobodys, mut points) = (0.0, 0.0, Vec::new());
    for (source, of) in scenario.sources.iter().zip(&model.sources) {
        for (kind, part) in (of.first_kind..).zip(&source.mix) {
            all += part.weight;
            if model.points[of.point as usize].routes[kind as usize].is_nobodys() {
                nobodys += part.weight;
                points.push(source.handoff.as_str());
            }
        }
    }
    points.sort_unstable();
    points.dedup();
    (nobodys > 0.0).then(|| {
        format!(
            "The routing table leaves {nobodys:.0} of {all:.0} leads to nobody, at {}; here they wait for a step of the ladder, whoever had them in the history. A row for the rest changes that",
            points.join(", ")
        )
    })
}

/// The decision falls when the owner has noticed, however much else there is to do: what there was to do is in the times themselves.
fn as_noticed() -> WorkRule {
    WorkRule { accepts: Some(AcceptWhen::Noticed), ..WorkRule::default() }
}

/// So many leads at once that nobody has to wait for somebody: the waiting is fitted already.
const NO_LIMIT: u32 = 1_000;

/// A crew that works as the rules say.
fn crew(key: String, name: String) -> Crew {
    Crew { parallel: NO_LIMIT, ..Crew::new(key, name) }
}
