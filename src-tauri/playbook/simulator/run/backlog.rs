//! Who waits for people that are busy, looked at once a week: whether more comes than is ever dealt with.
//!
//! Against it stands the line of somebody who is just not busy enough: a random walk that is pushed up at zero. After n weeks it is as far
//! up as the root of n times the spread of a week, whatever it does in between; a line to which more is added than taken grows with n. A
//! line whose room or patience ends is left out: it cannot grow for ever. So is who has not been noticed: nobody was too busy for that.

use super::{Run, Stop};
use crate::simulator::model::{Model, NONE};
use crate::simulator::scenario::Arrivals;
use crate::{DAY, HOUR, Instant, Millis};

/// A replication that would go on for longer than this many events ends where its backlog is found to grow for ever.
const WORTH_ENDING: f64 = 5e6;
/// So long anything is played, however hopeless: what a month of too much does is a fair question.
const ALWAYS_PLAYED: Millis = 35 * DAY;
/// So much of what is counted, at least, where it ends early.
const ALWAYS_COUNTED: Millis = 7 * DAY;
/// Weeks, or what stands for them, after which it is asked, and how many spreads of a week's change, times the root of their number, the
/// backlog must have grown by: all the while, and in either half.
const ENOUGH_BEATS: usize = 8;
const SPREADS: f64 = 8.0;
const SPREADS_OF_HALF: f64 = 4.0;

/// How often the backlog is looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Beat {
    pub every: Millis,
    /// From when on the future is like the past; `None` = never.
    even_from: Option<Instant>,
}

impl Beat {
    /// A week, because hours and weekdays differ; where none do, the twentieth part of the time, or three days.
    pub fn of(model: &Model) -> Beat {
        let (start, end) = (model.start, model.end);
        let even = |values: &[f64]| values.windows(2).all(|pair| pair[0] == pair[1]);
        let (mut is_level, mut has_seasons) = (true, false);
        for source in &model.scenario.sources {
            match &source.arrivals {
                Arrivals::Rate { .. } => {}
                Arrivals::Weekly { per_hour, by_month, .. } => {
                    is_level &= even(per_hour);
                    has_seasons |= !even(by_month);
                }
                Arrivals::Exact { .. } => (is_level, has_seasons) = (false, true),
            }
        }
        is_level &= model.rotas.iter().all(|rota| rota.calendar.is_none());
        is_level &= model.people.iter().all(|worker| worker.capacity.is_none() && worker.absences.is_empty());
        let every =
            if is_level && !has_seasons { ((end - start) / 20 / HOUR * HOUR).clamp(HOUR, 3 * DAY) } else { 7 * DAY };
        // Whoever is away for long leaves a backlog that is worked off later.
        let turns = model.people.iter().flat_map(|worker| {
            let days = worker.absences.iter().flat_map(|absence| [Some(absence.from), absence.until.succ_opt()]);
            days.flatten().filter_map(|day| worker.zone.first_instant_of(day))
        });
        let last = turns.filter(|turn| *turn < end).max().unwrap_or(start).max(start);
        Beat { every, even_from: (!has_seasons).then_some(last) }
    }
}

/// How many wait, beat by beat.
#[derive(Debug)]
pub(super) struct Backlog {
    next: Instant,
    /// By beat and group.
    marks: Vec<Vec<u32>>,
    /// By beat and group: how many have been taken up until then.
    taken: Vec<Vec<u64>>,
}

/// What a group's backlog has done from the first beat to the last.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Growth {
    pub from: u32,
    pub to: u32,
    pub beats: u32,
    /// Of the changes from beat to beat: the sum of their squares.
    pub squares: f64,
    /// How many were taken up a beat.
    pub taken: f64,
}

impl Growth {
    fn over(marks: &[Vec<u32>], taken: &[Vec<u64>], group: usize) -> Growth {
        let at = |beat: usize| marks.get(beat).map_or(0, |mark| mark[group]);
        let beats = marks.len().saturating_sub(1);
        let change = |beat: usize| f64::from(at(beat + 1)) - f64::from(at(beat));
        let until = |taken: Option<&Vec<u64>>| taken.map_or(0, |taken| taken[group]);
        let took = until(taken.last()) - until(taken.first());
        Growth {
            from: at(0),
            to: at(beats),
            beats: beats as u32,
            squares: (0..beats).map(|beat| change(beat).powi(2)).sum(),
            taken: took as f64 / beats.max(1) as f64,
        }
    }

    /// How many more there are after a beat, on the average.
    pub fn a_beat(&self) -> f64 {
        (f64::from(self.to) - f64::from(self.from)) / f64::from(self.beats.max(1))
    }

    /// Growth in spreads of what chance would do in as many beats. `spread` = the variance of a beat's change.
    pub fn spreads(&self, variance: f64) -> f64 {
        self.a_beat() * f64::from(self.beats).sqrt() / variance.sqrt().max(f64::MIN_POSITIVE)
    }

    /// The variance of a beat's change: as it was found, where there are enough of them, and never less than that of so many who come and
    /// go independently.
    pub fn variance(all: &[Growth]) -> f64 {
        let beats: f64 = all.iter().map(|it| f64::from(it.beats)).sum();
        let mean = all.iter().map(|it| f64::from(it.beats) * it.a_beat()).sum::<f64>() / beats.max(1.0);
        let taken = all.iter().map(|it| it.taken).sum::<f64>() / all.len().max(1) as f64;
        let squares: f64 = all.iter().map(|it| it.squares).sum();
        let found = if beats < ENOUGH_BEATS as f64 { 0.0 } else { (squares - beats * mean * mean) / (beats - 1.0) };
        found.max(2.0 * taken + mean.abs())
    }
}

impl Backlog {
    pub fn new(model: &Model) -> Backlog {
        Backlog { next: model.start + model.beat.every, marks: Vec::new(), taken: Vec::new() }
    }

    /// By group.
    pub fn grown(&self, groups: usize) -> Vec<Growth> {
        (0..groups).map(|group| Growth::over(&self.marks, &self.taken, group)).collect()
    }
}

impl Run<'_> {
    /// Looks at the backlog, where it is time. Whoever calls has booked the hour.
    pub(super) fn watch_backlog(&mut self) -> Option<Stop> {
        if self.now < self.backlog.next {
            return None;
        }
        let model = self.model;
        let mut waiting = vec![0; model.groups.len()];
        for (queue, state) in model.queues.iter().zip(&self.queues) {
            if queue.room == NONE && queue.patience.is_none() {
                waiting[queue.group as usize] += state.line.alive;
            }
        }
        for (worker, desk) in model.people.iter().zip(&self.desks) {
            waiting[worker.group as usize] += desk.ready.alive;
        }
        let backlog = &mut self.backlog;
        backlog.marks.push(waiting);
        backlog.taken.push(self.taken.clone());
        backlog.next += model.beat.every;
        let counted = if self.ask.count_from < model.end { self.ask.count_from } else { model.start };
        let at_least = (model.start + ALWAYS_PLAYED).max(counted + ALWAYS_COUNTED);
        let lasted = (self.now - model.start) as f64;
        let whole = self.happened as f64 * (model.end - model.start) as f64 / lasted;
        let even_from = model.beat.even_from?;
        if self.now < at_least || whole < WORTH_ENDING {
            return None;
        }
        let uneven = ((even_from - model.start) / model.beat.every) as usize;
        let (marks, taken) = (backlog.marks.get(uneven..)?, backlog.taken.get(uneven..)?);
        if marks.len() <= ENOUGH_BEATS {
            return None;
        }
        let half = marks.len() / 2;
        let grows = |group: usize| {
            let all = Growth::over(marks, taken, group);
            let variance = Growth::variance(&[all]);
            let of_half = |from: usize, to: usize| {
                Growth::over(&marks[from..=to], &taken[from..=to], group).spreads(variance) >= SPREADS_OF_HALF
            };
            all.spreads(variance) >= SPREADS && of_half(0, half) && of_half(half, marks.len() - 1)
        };
        (0..model.groups.len()).any(grows).then_some(Stop::Backlog)
    }
}
