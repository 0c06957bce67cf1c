//! One simulated day at a glance, for showing a workshop how a queue builds up.

use super::model::Model;
use super::run::{Ask, run};
use super::scenario::{Scenario, WarmUp};
use super::trace::{Trace, TracedStep};
use crate::calendar::{Zone, duration_words, weekday_name};
use crate::metrics::review::HandoffBadge;
use crate::policy::{ClockKind, EscalationStep, Policy, StepAct, StepTime};
use crate::record::sla::Clocks;
use crate::record::{Disposition, HandoffRecord, Moment};
use crate::{DAY, HOUR, Instant, MINUTE, Millis};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use std::sync::atomic::AtomicBool;
use ts_rs::TS;

/// Simulated before the week out of which a day is shown, so that desks are as full as they usually are.
const LEAD_IN_DAYS: f64 = 28.0;
/// About so many steps in a day.
const STEPS: i64 = 72;
/// Lengths of a step in minutes.
const STEP_MINUTES: [i64; 5] = [5, 10, 15, 20, 30];
/// What is told of a day at most: nobody reads more.
const MOST_TOLD: usize = 400;

/// One simulated day in steps of the same length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SimulatedDay")]
pub struct Day {
    /// `Tuesday`
    pub day: String,
    pub step_minutes: u32,
    /// Local time of the first step, in minutes after midnight.
    pub from_minute: u32,
    pub handoffs: Vec<DayHandoff>,
    /// What happened, the first first.
    pub events: Vec<DayEvent>,
}

/// One handoff point, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SimulatedDayHandoff")]
pub struct DayHandoff {
    pub handoff: HandoffBadge,
    /// Neither accepted nor turned down yet.
    pub waiting: Vec<u32>,
    /// Accepted, and the next step not taken yet.
    pub working: Vec<u32>,
    /// Of those who wait, the ones whose target has passed.
    pub breached: Vec<u32>,
    /// Turned down or brought to the next step since the day began.
    pub done: Vec<u32>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SimulatedDayEvent")]
pub struct DayEvent {
    pub step: u32,
    pub words: String,
}

impl Scenario {
    /// As it is played to show one day of it: up to there and no further.
    pub fn for_a_day(&self) -> Scenario {
        let mut short = self.clone();
        short.horizon.days = self.horizon.days.min(LEAD_IN_DAYS + 7.0);
        short.warm_up = WarmUp::None;
        short
    }
}

/// The day of the last simulated week on which most begins. The model is that of [`Scenario::for_a_day`]; it is the first replication.
pub fn day(model: &Model, cancel: &AtomicBool) -> Day {
    let ask = Ask { replication: 0, count_from: model.start, sample_every: 0, traced: true, cancel };
    let trace = run(model, ask).trace.unwrap_or_default();
    let zone = &model.zone;
    let date = busiest(&trace, zone, (model.end - 7 * DAY).max(model.start), model.end);
    let (midnight, next) = zone.day_bounds(date).unwrap_or((model.start, model.start + DAY));
    let (from, until) = hours(model, midnight, next);
    let minutes = (until - from) / MINUTE;
    let step_minutes =
        STEP_MINUTES.into_iter().find(|step| minutes / step <= STEPS).unwrap_or(STEP_MINUTES[STEP_MINUTES.len() - 1]);
    let steps = (minutes / step_minutes).max(1) as usize + 1;
    let frame = Frame { midnight, from, step: step_minutes * MINUTE, steps };
    Day {
        day: weekday_name(date.weekday()).into(),
        step_minutes: step_minutes as u32,
        from_minute: ((from - midnight) / MINUTE) as u32,
        handoffs: frame.handoffs(&model.policy, &trace.records),
        events: frame.events(model, &trace),
    }
}

/// The local date within a time on which most records start; of several alike the first.
fn busiest(trace: &Trace, zone: &Zone, from: Instant, until: Instant) -> NaiveDate {
    let mut counts = std::collections::BTreeMap::<NaiveDate, i64>::new();
    let starts = trace.records.iter().filter_map(|record| record.at(Moment::Started));
    // A whole day before the end is a whole day.
    for at in starts.filter(|at| (from..until - DAY).contains(at)) {
        *counts.entry(zone.date_of(at)).or_default() += 1;
    }
    // Of equals, `max_by_key` takes the last.
    let busiest = counts.iter().rev().max_by_key(|(_, count)| **count);
    busiest.map_or_else(|| zone.date_of(from), |(date, _)| *date)
}

/// From half an hour before the first shift of a day opens until half an hour after the last closes; the whole day where somebody is
/// always there, or nobody is.
fn hours(model: &Model, midnight: Instant, next: Instant) -> (Instant, Instant) {
    let mut bounds: Option<(Instant, Instant)> = None;
    for rota in &model.rotas {
        if rota.calendar.is_none() {
            return (midnight, next);
        }
        for &(open, close) in rota.shifts.iter().filter(|(open, close)| *open < next && *close > midnight) {
            let (first, last) = bounds.unwrap_or((open, close));
            bounds = Some((first.min(open), last.max(close)));
        }
    }
    let Some((first, last)) = bounds else { return (midnight, next) };
    let whole = |at: Instant| midnight + (at - midnight).div_euclid(30 * MINUTE) * 30 * MINUTE;
    (whole(first - HOUR / 2).max(midnight), whole(last + HOUR - 1).min(next))
}

/// The instants that are shown.
struct Frame {
    midnight: Instant,
    from: Instant,
    step: Millis,
    steps: usize,
}

impl Frame {
    fn at(&self, step: usize) -> Instant {
        self.from + step as i64 * self.step
    }

    /// The first step at or after an instant.
    fn step_at(&self, at: Instant) -> usize {
        ((at - self.from + self.step - 1).div_euclid(self.step)).clamp(0, self.steps as i64) as usize
    }

    /// Counts one record in the steps from one instant, which is in it, to another, which is not.
    fn count(&self, counts: &mut [u32], from: Instant, until: Instant) {
        let (first, last) = (self.step_at(from), self.step_at(until));
        counts[first.min(last)..last].iter_mut().for_each(|count| *count += 1);
    }

    fn handoffs(&self, policy: &Policy, records: &[HandoffRecord]) -> Vec<DayHandoff> {
        const NEVER: Instant = Instant::MAX / 4;
        let clocks = Clocks::new(policy.into());
        let mut shown = Vec::new();
        for point in &policy.handoffs {
            let zeros = || vec![0; self.steps];
            let mut counts = [zeros(), zeros(), zeros(), zeros()];
            let mut came = false;
            for record in records.iter().filter(|record| record.handoff == point.key) {
                let Some(started) = record.at(Moment::Started) else { continue };
                let at = |moment| record.at(moment).unwrap_or(NEVER);
                let decided = at(Moment::Accepted).min(at(Moment::Rejected)).min(at(Moment::FirstTouch));
                let over = at(Moment::NextStep).min(at(Moment::Rejected)).min(at(Moment::Completed));
                if started >= self.at(self.steps) || over < self.midnight {
                    continue;
                }
                came = true;
                let [waiting, working, breached, done] = &mut counts;
                self.count(waiting, started, decided.min(over));
                self.count(working, decided.min(over), over);
                // Only who still waits when the day begins, or later, can be late in it.
                if decided > self.from {
                    let reading = clocks.read(record, started);
                    let due = reading.clocks.iter().find(|clock| clock.clock == ClockKind::Accept);
                    if let Some(due) = due.and_then(|clock| clock.due_at) {
                        self.count(breached, due.max(started), decided.max(due));
                    }
                }
                if over >= self.midnight {
                    self.count(done, over, NEVER);
                }
            }
            if came {
                let badge = HandoffBadge {
                    key: point.key.clone(),
                    name: point.name.clone(),
                    sender: point.sender.clone(),
                    receiver: point.receiver.clone(),
                };
                let [waiting, working, breached, done] = counts;
                shown.push(DayHandoff { handoff: badge, waiting, working, breached, done });
            }
        }
        shown
    }

    /// Shifts that open and close, steps that fire, and records that are turned down.
    fn events(&self, model: &Model, trace: &Trace) -> Vec<DayEvent> {
        let within = self.from..self.at(self.steps);
        let mut events: Vec<(Instant, String)> = Vec::new();
        let mut told = std::collections::BTreeSet::new();
        for worker in &model.people {
            let rota = &model.rotas[worker.rota as usize];
            let group = &model.groups[worker.group as usize];
            let team = model.policy.teams.iter().find(|team| team.key == *group).map_or("somebody", |it| &it.name);
            for &(open, close) in &rota.shifts {
                for (at, does) in [(open, "at work"), (close, "off work")] {
                    if within.contains(&at) && told.insert((at, does, team)) {
                        events.push((at, format!("{team}: {does}")));
                    }
                }
            }
        }
        for step in trace.steps.iter().filter(|step| within.contains(&step.at)) {
            events.extend(fired(&model.policy, step).map(|words| (step.at, words)));
        }
        for record in &trace.records {
            let Some(at) = record.at(Moment::Rejected).filter(|at| within.contains(at)) else { continue };
            let does = match record.disposition {
                Disposition::Recycled => "recycles",
                Disposition::Open | Disposition::Accepted | Disposition::Rejected | Disposition::Completed => "rejects",
            };
            let reason = record.reason.as_deref().and_then(|key| model.policy.reason(key));
            let why = reason.map_or(String::new(), |reason| format!(": {}", reason.name.to_lowercase()));
            let who = record.owner.as_deref().unwrap_or("Nobody in particular");
            events.push((at, format!("{}: {who} {does} a record{why}", record.handoff)));
        }
        events.sort();
        let event = |(at, words)| DayEvent { step: self.step_at(at).min(self.steps - 1) as u32, words };
        events.into_iter().take(MOST_TOLD).map(event).collect()
    }
}

/// `H2: an owner is reminded 1 h before the target has passed`, in the words of the step.
fn fired(policy: &Policy, traced: &TracedStep) -> Option<String> {
    let ladder = policy.handoff(&traced.handoff)?.escalation.get(traced.ladder)?;
    let EscalationStep { at, act, .. } = ladder.steps.get(traced.step)?;
    let when = match at {
        StepTime::Share { percent } if *percent < 100 => format!("{percent} % of the target have passed"),
        StepTime::Share { percent: 100 } => "the target has passed".into(),
        StepTime::Share { percent } => format!("{percent} % of the target have passed"),
        StepTime::AfterBreach { ms, .. } => format!("{} after the target has passed", duration_words(*ms)),
        StepTime::Regularly { .. } => "on its day".into(),
    };
    let does = match act {
        StepAct::Remind => "a reminder goes out",
        StepAct::Alert => "somebody is alerted",
        StepAct::Flag => "it is flagged",
        StepAct::AssignBackup => "the backup gets it",
        StepAct::Reroute => "it goes to another owner",
        StepAct::CreateTask => "a task is made",
        StepAct::LogForCoaching => "it is logged for coaching",
        StepAct::List => "it is listed",
    };
    Some(format!("{} {}: {does}, {when}", traced.handoff, traced.record_id))
}
