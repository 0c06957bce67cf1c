//! Replications: as many as are asked for, on as many threads as are given, with the same result on any number of them.

use super::figures::{FigureKey, figures};
use super::model::Model;
use super::report::{GroupHours, Growing, Hours, Report, Stopped};
use super::run::{Ask, Growth, HOURS, Ran, Stop, run};
use super::scenario::WarmUp;
use super::student::student;
use super::trace::Trace;
use super::warm_up::count_from;
use crate::{DAY, Instant};
use serde::{Deserialize, Serialize};
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use ts_rs::TS;

/// Events in a replication that did not come to its end, after which no further one is tried.
const MUCH: u64 = 200_000;
/// A backlog grows where it has grown, on the average of the replications, by so many spreads of what chance does in as long a time; by as
/// many more as follow where there is a single replication. That of people who are only just not busy enough comes to 0.8.
const SPREADS: f64 = 2.0;
const SPREADS_OF_ONE: f64 = 4.0;

/// How far a simulation has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SimulationProgress")]
pub struct Progress {
    /// Replications.
    pub done: u32,
    /// As far as is known: a wanted precision may ask for more.
    pub of: u32,
}

/// What a simulation is run with.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    /// At least one is used.
    pub threads: usize,
    pub cancel: &'a AtomicBool,
    /// Called from any thread after every replication.
    pub progress: &'a (dyn Fn(Progress) + Sync),
}

/// The caller asked to stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the simulation was cancelled; nothing was kept")]
pub struct Cancelled;

/// A mean over replications with its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "SimulatedInterval")]
pub struct Interval {
    pub mean: f64,
    /// Student's t; none with a single replication.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Replications in which there was a value.
    pub n: u32,
}

impl Interval {
    /// `None` where no replication has a value.
    pub fn of(values: impl Iterator<Item = f64>, confidence: f64) -> Option<Interval> {
        // Welford's recurrence: no loss of digits, one pass.
        let (mut n, mut mean, mut squares) = (0u32, 0.0, 0.0);
        for value in values.filter(|value| value.is_finite()) {
            n += 1;
            let off = value - mean;
            mean += off / f64::from(n);
            squares += off * (value - mean);
        }
        if n == 0 {
            return None;
        }
        let half = (n > 1).then(|| {
            let error = (squares / f64::from(n - 1) / f64::from(n)).sqrt();
            // No spread, no doubt, however few there are.
            if error == 0.0 { 0.0 } else { student(confidence, n - 1) * error }
        });
        Some(Interval { mean, low: half.map(|half| mean - half), high: half.map(|half| mean + half), n })
    }

    pub fn half_width(&self) -> Option<f64> {
        self.high.map(|high| high - self.mean)
    }
}

/// One replication, as far as it is remembered.
#[derive(Debug, Clone, PartialEq)]
struct Played {
    values: Vec<f64>,
    hours: Vec<Hours>,
    leads: u64,
    ended: u64,
    under_way: u64,
    handoffs: u64,
    events: u64,
    stop: Option<(Stop, Instant)>,
    sketched: bool,
    /// By group: what its backlog did.
    grown: Vec<Growth>,
}

impl Played {
    fn is_hopeless(&self) -> bool {
        self.stop.is_some() && self.events >= MUCH
    }
}

/// The replications of one model. They can be looked at, and more of them played: the first ones stay what they are.
#[derive(Debug)]
pub struct Experiment<'m> {
    model: &'m Model,
    count_from: Instant,
    keys: Vec<FigureKey>,
    played: Vec<Played>,
}

/// Replications without their model, to be taken up again later.
#[derive(Debug, Clone)]
pub struct Kept {
    count_from: Instant,
    keys: Vec<FigureKey>,
    played: Vec<Played>,
}

impl<'m> Experiment<'m> {
    /// Finds the warm-up, which takes a few trial replications where the scenario leaves it to the simulator.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn new(model: &'m Model, cancel: &AtomicBool) -> Result<Experiment<'m>, Cancelled> {
        let count_from = count_from(model, cancel);
        if cancel.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        Ok(Experiment { model, count_from, keys: Vec::new(), played: Vec::new() })
    }

    /// As another experiment, so that both leave out the same beginning and can be compared replication by replication.
    pub fn like(model: &'m Model, other: &Experiment<'_>) -> Experiment<'m> {
        Experiment { model, count_from: other.count_from, keys: Vec::new(), played: Vec::new() }
    }

    /// Takes up replications of the same model where they were left.
    pub fn resumed(model: &'m Model, Kept { count_from, keys, played }: Kept) -> Experiment<'m> {
        Experiment { model, count_from, keys, played }
    }

    /// Puts the replications aside.
    pub fn kept(self) -> Kept {
        Kept { count_from: self.count_from, keys: self.keys, played: self.played }
    }

    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// How many replications there are.
    pub fn replications(&self) -> u32 {
        self.played.len() as u32
    }

    /// Plays on until there are so many replications. One that took long and yet did not come to its end is the last: the others would not
    /// either.
    ///
    /// # Errors
    /// [`Cancelled`]; the replications of earlier calls are kept.
    pub fn play(&mut self, replications: u32, options: Options<'_>) -> Result<(), Cancelled> {
        let first = self.replications();
        if self.is_hopeless() {
            return Ok(());
        }
        let missing = replications.saturating_sub(first) as usize;
        let last = AtomicU32::new(u32::MAX);
        let (model, count_from) = (self.model, self.count_from);
        let next = AtomicU32::new(first);
        let done = AtomicU32::new(first);
        let found: Mutex<Vec<(u32, Vec<FigureKey>, Played)>> = Mutex::new(Vec::with_capacity(missing));
        let work = || {
            loop {
                let replication = next.fetch_add(1, Ordering::Relaxed);
                let is_wanted = replication < replications && replication <= last.load(Ordering::Relaxed);
                if !is_wanted || options.cancel.load(Ordering::Relaxed) {
                    return;
                }
                let ask = Ask { replication, count_from, sample_every: 0, traced: false, cancel: options.cancel };
                let (keys, played) = remembered(model, run(model, ask));
                if played.is_hopeless() {
                    last.fetch_min(replication, Ordering::Relaxed);
                }
                found.lock().unwrap_or_else(PoisonError::into_inner).push((replication, keys, played));
                let done = done.fetch_add(1, Ordering::Relaxed) + 1;
                (options.progress)(Progress { done, of: replications });
            }
        };
        let threads = options.threads.clamp(1, missing.max(1));
        std::thread::scope(|scope| {
            (1..threads).for_each(|_| drop(scope.spawn(work)));
            work();
        });
        let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
        if options.cancel.load(Ordering::Relaxed) {
            return Err(Cancelled);
        }
        found.sort_by_key(|(replication, ..)| *replication);
        // Whatever was begun beside it: the same are kept at any number of threads.
        for (_, keys, played) in
            found.into_iter().filter(|(replication, ..)| *replication <= last.load(Ordering::Relaxed))
        {
            if self.keys.is_empty() {
                self.keys = keys;
            }
            self.played.push(played);
        }
        Ok(())
    }

    /// Plays as many replications as the scenario asks for: its count, or until the interval of the overall attainment is narrow enough.
    ///
    /// # Errors
    /// [`Cancelled`].
    pub fn play_all(&mut self, options: Options<'_>) -> Result<(), Cancelled> {
        let wanted = &self.model.scenario.replications;
        let (count, most) = (wanted.count, wanted.most.max(wanted.count));
        let Some(width) = wanted.half_width else { return self.play(count, options) };
        self.play(count.max(5).min(most), options)?;
        loop {
            let half = self.overall_attainment().and_then(|interval| interval.half_width());
            let n = self.replications();
            let goes_on = n < most && !self.is_hopeless();
            let Some(half) = half.filter(|half| *half > width && goes_on) else { return Ok(()) };
            // The half-width falls with the root of the number; never more than twice as many before looking again.
            let enough = (f64::from(n) * (half / width).powi(2)).ceil();
            let next = if enough < f64::from(2 * n) { enough as u32 } else { 2 * n };
            self.play(next.max(n + 1).min(most), options)?;
        }
    }

    /// Whether nothing would come of playing more replications.
    fn is_hopeless(&self) -> bool {
        self.played.last().is_some_and(Played::is_hopeless)
    }

    /// Met / (met + breached) of all clocks and handoff points together.
    pub fn overall_attainment(&self) -> Option<Interval> {
        let key = self.keys.iter().position(FigureKey::is_overall_attainment)?;
        self.interval(key, 0.95)
    }

    fn interval(&self, figure: usize, confidence: f64) -> Option<Interval> {
        Interval::of(self.played.iter().map(|played| played.values[figure]), confidence)
    }

    /// A figure's interval at any confidence; `None` where there is no such figure or no value of it.
    pub fn figure(&self, key: &FigureKey, confidence: f64) -> Option<Interval> {
        self.interval(self.keys.iter().position(|known| known == key)?, confidence)
    }

    /// The figures and their values, replication by replication.
    pub(crate) fn values(&self) -> impl Iterator<Item = (&FigureKey, impl Iterator<Item = f64>)> {
        self.keys.iter().enumerate().map(|(place, key)| (key, self.played.iter().map(move |it| it.values[place])))
    }

    /// What has been found so far.
    pub fn report(&self) -> Report {
        let figures = self.keys.iter().enumerate().filter_map(|(place, key)| Some((key, self.interval(place, 0.95)?)));
        let stops = self.played.iter().filter_map(|played| played.stop);
        let sum = |part: fn(&Played) -> u64| self.played.iter().map(part).sum();
        let stopped = Stopped::of(stops, &self.model.scenario);
        let blank = Report::new(self.model, self.count_from, self.replications(), figures);
        Report {
            warm_up_because: match &stopped {
                Some(_) if self.model.scenario.warm_up == WarmUp::Automatic && self.count_from == self.model.start => {
                    "a trial did not come to its end either, and shows no steady state".into()
                }
                Some(_) | None => blank.warm_up_because,
            },
            leads: sum(|played| played.leads),
            ended: sum(|played| played.ended),
            under_way: sum(|played| played.under_way),
            handoffs: sum(|played| played.handoffs),
            events: sum(|played| played.events),
            sketched: self.played.iter().any(|played| played.sketched),
            stopped,
            growing: self.growing(),
            hours: self.hours(),
            ..blank
        }
    }

    /// Teams for whom more came than was dealt with, as far as no chance explains it.
    fn growing(&self) -> Vec<Growing> {
        let n = self.played.len() as f64;
        let of = |group: usize| -> Option<Growing> {
            let grown: Vec<Growth> = self.played.iter().map(|it| it.grown[group]).filter(|it| it.beats > 0).collect();
            let variance = Growth::variance(&grown);
            let spreads = grown.iter().map(|it| it.spreads(variance)).sum::<f64>() / grown.len().max(1) as f64;
            if grown.is_empty() || spreads < SPREADS + SPREADS_OF_ONE / n.sqrt() {
                return None;
            }
            let mean = |part: fn(&Growth) -> f64| grown.iter().map(part).sum::<f64>() / grown.len() as f64;
            let weekly = (7 * DAY) as f64 / self.model.beat.every as f64;
            let (a_week, taken) = (mean(Growth::a_beat) * weekly, mean(|it| it.taken) * weekly);
            Some(Growing::of(self.model, group, mean(|it| f64::from(it.to)), a_week, taken))
        };
        (0..self.model.groups.len()).filter_map(of).collect()
    }

    fn hours(&self) -> Vec<GroupHours> {
        let Some(first) = self.played.first() else { return Vec::new() };
        // Of a team without people there is something to say only where somebody waits for it.
        let is_worth_it = |group: &usize| {
            let has_people = self.model.people.iter().any(|worker| worker.group as usize == *group);
            has_people || self.played.iter().any(|it| it.hours[*group].waiting.iter().any(|waiting| *waiting > 0.0))
        };
        let groups = (0..first.hours.len()).filter(is_worth_it);
        groups.map(|group| GroupHours::mean(self.played.iter().map(|it| &it.hours[group]))).collect()
    }

    /// One replication once more, passage by passage; it is the same as the one that was counted.
    pub fn trace(&self, replication: u32) -> Trace {
        let cancel = AtomicBool::new(false);
        let ask = Ask { replication, count_from: self.count_from, sample_every: 0, traced: true, cancel: &cancel };
        run(self.model, ask).trace.unwrap_or_default()
    }
}

fn remembered(model: &Model, ran: Ran) -> (Vec<FigureKey>, Played) {
    let sketched = ran.tally.cells.iter().any(|cell| cell.lengths.is_sketched());
    let figures = figures(model, &ran);
    let group = |group: usize| {
        let by_hour = |level: usize| {
            let hour = |hour: usize| ran.areas.by_hour[level][hour] as f64 / ran.areas.lasted[hour].max(1) as f64;
            (0..HOURS).map(hour).collect()
        };
        Hours {
            group: model.groups[group].clone(),
            waiting: by_hour(model.waiting(group)),
            busy: by_hour(model.busy(group)),
            places: by_hour(model.places(group)),
        }
    };
    let played = Played {
        hours: (0..model.groups.len()).map(group).collect(),
        leads: ran.created,
        ended: ran.ended,
        under_way: ran.remaining,
        handoffs: ran.tally.passages,
        events: ran.events,
        stop: ran.stop,
        sketched,
        grown: ran.grown,
        values: figures.iter().map(|(_, value)| *value).collect(),
    };
    (figures.into_iter().map(|(key, _)| key).collect(), played)
}

/// Plays a scenario as it says, and reports.
///
/// # Errors
/// [`Cancelled`].
pub fn simulate(model: &Model, options: Options<'_>) -> Result<Report, Cancelled> {
    let mut experiment = Experiment::new(model, options.cancel)?;
    experiment.play_all(options)?;
    Ok(experiment.report())
}
