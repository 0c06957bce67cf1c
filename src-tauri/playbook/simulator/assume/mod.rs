//! A scenario where nobody has measured one: what the policy says, what records say of who comes, and assumptions for the rest, each of
//! them said. Nothing that comes of it is a forecast; what two of its scenarios differ by shows which way a rule pulls.

mod journey;
mod people;

use super::experiment::{Experiment, Options};
use super::figures::{FigureKey, Measure};
use super::model::Model;
use super::scenario::{
    Conversion, Crew, Distribution, Horizon, Reactions, Replications, SCENARIO_SCHEMA, Scenario, Source,
    TierConversion, WarmUp, WorkRule, default_decay, most_cycles, most_events, most_under_way,
};
use crate::calendar::{CompiledCalendar, Zone};
use crate::metrics::words;
use crate::policy::{HandoffPoint, Policy};
use crate::{DAY, HOUR};
use chrono::NaiveDate;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;

/// How much of their shifts people are taken to be at work on handoffs: the rest goes to meetings and everything that no handoff began.
pub const BUSY: f64 = 0.5;
/// Minutes of working time until somebody notices a record that was given to them.
pub const NOTICE_MINUTES: f64 = 20.0;
/// Share of the records that goes unnoticed until a reminder or an alert.
pub const UNNOTICED: f64 = 0.05;
/// Minutes from taking a record up to the first touch.
pub const FIRST_TOUCH_MINUTES: f64 = 10.0;
/// What an hour of a shift costs, in the policy's currency.
pub const COST_PER_HOUR: f64 = 45.0;
/// What a conversion is worth where no record says so, in the policy's currency.
pub const WORTH: f64 = 10_000.0;
/// Share that converts with an immediate response where no record says so.
pub const CONVERTS: f64 = 0.1;
/// Leads an office hour at every handoff point where a journey begins, where no record says so.
pub const LEADS_AN_HOUR: f64 = 4.0;
/// How many go on to the next handoff point, where no record says so.
pub const GOES_ON: f64 = 0.5;
/// People of a team that the policy names nobody of.
pub const PEOPLE: u32 = 4;
/// Nobody is at work on one record for longer than a day of it.
const LONGEST_WORK_MINUTES: f64 = 480.0;
/// The half-width of the overall attainment that is enough: a change smaller than a point decides nothing.
pub const WANTED_HALF_WIDTH: f64 = 0.01;
const DAYS: f64 = 91.0;
/// More replications than these are not waited for.
const MOST_REPLICATIONS: u32 = 200;

/// A scenario and what it takes for granted.
#[derive(Debug, Clone, PartialEq)]
pub struct Assumed {
    pub scenario: Scenario,
    /// What is known and what is assumed, in sentences.
    pub because: Vec<String>,
}

/// As often as a what-if is played: until the overall attainment is known to a point.
pub fn replications() -> Replications {
    Replications { count: 20, half_width: Some(WANTED_HALF_WIDTH), most: MOST_REPLICATIONS }
}

/// A scenario of a policy that begins on a local date. `learned`, which may fit as poorly as it likes, says who comes and what is decided;
/// how long people take is assumed, because waiting and working cannot be told apart in records.
pub fn assume(policy: &Policy, learned: Option<&Scenario>, start: NaiveDate) -> Assumed {
    let mut because = Vec::new();
    let (people, without) = people::staff(policy, &mut because);
    let journey::Journey { sources, flow, without: not_given } = match learned {
        Some(learned) => {
            let (sources, flow) = (learned.sources.clone(), learned.flow.clone());
            journey::Journey { sources, flow, without: BTreeSet::new() }
        }
        None => {
            let zone = Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc());
            journey::journey(policy, zone.first_instant_of(start).unwrap_or_default())
        }
    };
    let mut scenario = Scenario {
        schema: SCENARIO_SCHEMA,
        name: "Assumed".into(),
        note: String::new(),
        policy: None,
        changes: Vec::new(),
        horizon: Horizon { start, days: DAYS },
        warm_up: WarmUp::Automatic,
        replications: replications(),
        seed: 1,
        sources,
        people,
        without,
        work: learned.map_or_else(Vec::new, decided),
        flow,
        queues: Vec::new(),
        returns: learned.map_or_else(Vec::new, |learned| learned.returns.clone()),
        reactions: Reactions::default(),
        conversion: learned.and_then(|learned| learned.conversion.clone()).or_else(|| conversion(policy)),
        most_cycles: most_cycles(),
        most_events: most_events(),
        most_under_way: most_under_way(),
    };
    because.insert(
        0,
        if learned.is_some() {
            "Who comes, when, of which kind, and what is decided is as the records say.".into()
        } else {
            format!(
                "No records say who comes: {LEADS_AN_HOUR} leads an office hour begin each journey, and {:.0} % go on to the next handoff.",
                GOES_ON * 100.0
            )
        },
    );
    work(policy, &mut scenario);
    keep_busy(policy, &mut scenario);
    because.push(format!(
        "How long work takes is chosen so that each team is at work for {:.0} % of its shifts; a record is noticed after {NOTICE_MINUTES:.0} working minutes on average, and {:.0} % go unnoticed until somebody is reminded.",
        BUSY * 100.0,
        UNNOTICED * 100.0
    ));
    if learned.is_none() {
        because.push(kinds(policy, &scenario, &not_given));
    }
    worth(policy, &mut scenario, &mut because);
    Assumed { scenario, because }
}

/// Of which kinds those are who come, and where none of them is given to anybody.
fn kinds(policy: &Policy, scenario: &Scenario, without: &BTreeSet<String>) -> String {
    let shares: Vec<String> = scenario
        .sources
        .iter()
        .map(|source| {
            let (name, kinds) = (policy.handoff(&source.handoff).map_or("", |point| &point.name), source.mix.len());
            format!("{kinds} at {name}")
        })
        .collect();
    let mut because = format!(
        "Nor do they say of which kind: leads are made up that the policy's buffers and routing tables go on with, one for each tier and row that gives to somebody, each kind as frequent as the others ({}).",
        shares.join(", ")
    );
    if !without.is_empty() {
        let names: Vec<&str> =
            without.iter().filter_map(|key| policy.handoff(key)).map(|point| point.name.as_str()).collect();
        because.push_str(&format!(" None was found that also passes {}.", names.join(", ")));
    }
    because
}

/// What of the work was decided and took its time by itself; how long people took is in the records together with how long they let wait.
fn decided(learned: &Scenario) -> Vec<WorkRule> {
    let part = |rule: &WorkRule| WorkRule {
        handoff: rule.handoff.clone(),
        tier: rule.tier.clone(),
        crew: rule.crew.clone(),
        buffer: rule.buffer.clone(),
        decisions: rule.decisions.clone(),
        completion: rule.completion.clone(),
        ..WorkRule::default()
    };
    let says = |rule: &WorkRule| rule.buffer.is_some() || rule.decisions.is_some() || rule.completion.is_some();
    learned.work.iter().map(part).filter(says).collect()
}

/// How long the work of each handoff takes, so that its team is busy.
fn work(policy: &Policy, scenario: &mut Scenario) {
    let passages = passages(policy, scenario);
    let team_of = |point: &HandoffPoint| policy.receiver_team(point).map(|team| team.key.clone());
    let lognormal = |mean| Some(Distribution::Lognormal { mean, sigma: 0.8 });
    let mut rules = vec![WorkRule {
        notice: Some(Distribution::Exponential { mean: NOTICE_MINUTES }),
        unnoticed: Some(UNNOTICED),
        first_touch: lognormal(FIRST_TOUCH_MINUTES),
        ..WorkRule::default()
    }];
    for point in &policy.handoffs {
        let team = team_of(point);
        let of_team = policy.handoffs.iter().zip(&passages).filter(|(other, _)| team_of(other) == team);
        let weekly: f64 = of_team.map(|(_, weekly)| weekly).sum();
        let minutes = BUSY * hours(policy, scenario, team.as_ref()) * 60.0 / weekly.max(f64::MIN_POSITIVE);
        let handling = (minutes.min(LONGEST_WORK_MINUTES) - FIRST_TOUCH_MINUTES).max(1.0).round();
        rules.push(WorkRule { handoff: Some(point.key.clone()), handling: lognormal(handling), ..WorkRule::default() });
    }
    rules.append(&mut scenario.work);
    scenario.work = rules;
}

/// Corrects the work by what a short trial shows of it: not everybody who comes is given to somebody, and not to everybody of a team.
fn keep_busy(policy: &Policy, scenario: &mut Scenario) {
    let Ok(model) = Model::new(&scenario.rough(), Some(policy)) else { return };
    let cancel = AtomicBool::new(false);
    let options = Options { threads: 1, cancel: &cancel, progress: &|_| {} };
    let Ok(mut trial) = Experiment::new(&model, &cancel) else { return };
    if trial.play(1, options).is_err() {
        return;
    }
    for point in &policy.handoffs {
        let team = policy.receiver_team(point).map_or(String::new(), |team| team.key.clone());
        let key = FigureKey { group: Some(team), ..FigureKey::overall(Measure::Utilisation) };
        let Some(busy) = trial.figure(&key, 0.95).map(|busy| busy.mean).filter(|busy| *busy > 0.0) else { continue };
        for rule in scenario.work.iter_mut().filter(|rule| rule.handoff.as_ref() == Some(&point.key)) {
            if let Some(Distribution::Lognormal { mean, .. }) = &mut rule.handling {
                // The first touch is work as well.
                let whole = (*mean + FIRST_TOUCH_MINUTES) * BUSY / busy;
                *mean = (whole.min(LONGEST_WORK_MINUTES) - FIRST_TOUCH_MINUTES).max(1.0).round();
            }
        }
    }
}

/// Passages a week by handoff point: who comes there and who comes on.
fn passages(policy: &Policy, scenario: &Scenario) -> Vec<f64> {
    let own = |point: &HandoffPoint| -> f64 {
        let here = scenario.sources.iter().filter(|source| source.handoff == point.key).cloned().collect();
        7.0 * Scenario { sources: here, ..scenario.clone() }.leads_a_day()
    };
    let own: Vec<f64> = policy.handoffs.iter().map(own).collect();
    let place = |key: &String| policy.handoffs.iter().position(|point| point.key == *key);
    let mut passages = own.clone();
    // So often that what comes in first has come through; of a circle, so many rounds.
    for _ in &policy.handoffs {
        let mut next = own.clone();
        for rule in &scenario.flow {
            if let (Some(from), Some(to)) = (place(&rule.from), place(&rule.to)) {
                let of_tier = if rule.tier.is_none() { 1.0 } else { 1.0 / policy.tiers.len().max(1) as f64 };
                next[to] += passages[from] * rule.share * of_tier;
            }
        }
        passages = next;
    }
    passages
}

/// Hours of shifts a week of the people of a team.
fn hours(policy: &Policy, scenario: &Scenario, team: Option<&String>) -> f64 {
    const WEEKS: i64 = 4;
    let zone = Zone::named(&policy.time_zone).unwrap_or_else(|_| Zone::utc());
    let from = zone.first_instant_of(scenario.horizon.start).unwrap_or_default();
    let of = |crew: &Crew| {
        let person = crew.person.as_ref().and_then(|key| policy.people.iter().find(|person| person.key == *key));
        let (own, calendar) = match person {
            Some(person) => (&person.team, &person.calendar),
            None => (&crew.team, &crew.calendar),
        };
        if own.as_ref() != team {
            return 0.0;
        }
        let key = calendar.as_ref().unwrap_or(&policy.default_calendar);
        let calendar = policy.calendars.iter().find(|calendar| calendar.key == *key);
        let compiled = calendar.and_then(|calendar| CompiledCalendar::shared(calendar).ok());
        let open = compiled.map_or(0, |calendar| calendar.elapsed(from, from + WEEKS * 7 * DAY));
        f64::from(crew.count) * open as f64 / HOUR as f64 / WEEKS as f64
    };
    scenario.people.iter().map(of).sum()
}

/// At the handoff point where most journeys begin.
fn conversion(policy: &Policy) -> Option<Conversion> {
    let handoff = policy.handoffs.first()?.key.clone();
    let tiers = vec![TierConversion { tier: None, share: CONVERTS }];
    Some(Conversion { handoff, tiers, decay: default_decay(), empty_packet: 1.0 })
}

/// Gives every lead an amount where those that the records name are none.
fn worth(policy: &Policy, scenario: &mut Scenario, because: &mut Vec<String>) {
    let Some(conversion) = &scenario.conversion else { return };
    let amounts = scenario.sources.iter().flat_map(|source| &source.mix).filter(|part| part.amount > 0.0);
    let (weights, sum) =
        amounts.fold((0.0, 0.0), |(weights, sum), part| (weights + part.weight, sum + part.weight * part.amount));
    let counted: Vec<&Source> = scenario.sources.iter().filter(|it| it.handoff == conversion.handoff).collect();
    let cost = format!("An hour of a shift costs {COST_PER_HOUR:.0} {}", policy.currency);
    if counted.iter().flat_map(|source| &source.mix).any(|part| part.amount > 0.0) {
        because.push(format!("{cost}; what a conversion is worth is as the records say."));
        return;
    }
    let each = if weights > 0.0 { (sum / weights).round() } else { WORTH };
    let of_others = if weights > 0.0 { ", which is what records of other handoffs are worth on average" } else { "" };
    because.push(format!(
        "{cost}; a conversion at {} is worth {} {}{of_others}.",
        conversion.handoff,
        words::count(each as u64),
        policy.currency
    ));
    for source in &mut scenario.sources {
        if source.mix.is_empty() {
            continue;
        }
        source.mix.iter_mut().filter(|part| part.amount == 0.0).for_each(|part| part.amount = each);
    }
}
