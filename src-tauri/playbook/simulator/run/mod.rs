//! One replication: the loop over what happens.
//!
//! A handoff passes buffer, routing, its owner's line or a queue, notice, decision, first touch, handling and completion; ladders act
//! meanwhile. What somebody has begun, that person ends, in their own working time. Nothing is allocated for an event: leads, lines and
//! heap are reused.

mod areas;
mod arrivals;
mod backlog;
mod events;
#[cfg(test)]
mod held;
mod ladder;
mod lead;
mod passage;
mod queues;
mod staff;
mod tally;
mod waiting;

pub(crate) use areas::HOURS;
pub(crate) use backlog::{Beat, Growth};
pub(crate) use lead::{End, Lead as TracedLead};
pub(crate) use tally::{Cell, Tally};

use super::model::{Model, NONE};
use super::random::{Purpose, Stream, Streams};
use super::trace::Trace;
use crate::calendar::Near;
use crate::routing::people::Candidate;
use crate::{HOUR, Instant, Millis, SECOND, policy::ClockKind};
use areas::Areas;
use arrivals::Arriving;
use backlog::Backlog;
use events::{Events, What};
use ladder::{LadderQueue, SingleTimer};
use lead::Lead;
use staff::Desk;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use waiting::WaitingLine;

/// Events at one instant, after which a replication is thought to go round in circles.
const MOST_AT_ONCE: u64 = 5_000_000;

/// After so many events it is asked whether to go on.
const LOOK_EVERY: u64 = 4_096;

/// Why a replication ended before its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The scenario's bound on events.
    Events,
    /// The scenario's bound on leads under way.
    UnderWay,
    /// So much at one instant that time would never pass.
    Circle,
    /// More comes than is ever dealt with, and there is much time left.
    Backlog,
    Cancelled,
}

/// What a replication is asked for beside its counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ask<'a> {
    pub replication: u32,
    /// Passages and time before it are not counted.
    pub count_from: Instant,
    /// Note the number under way so often; 0 = not.
    pub sample_every: Millis,
    pub traced: bool,
    pub cancel: &'a AtomicBool,
}

/// What came of a replication.
#[derive(Debug)]
pub(crate) struct Ran {
    pub tally: Tally,
    pub areas: Areas,
    pub events: u64,
    /// Leads that came, that have gone, and that are somewhere still.
    pub created: u64,
    pub ended: u64,
    pub remaining: u64,
    pub stop: Option<(Stop, Instant)>,
    pub samples: Vec<u32>,
    /// By group: what its backlog did.
    pub grown: Vec<Growth>,
    pub trace: Option<Trace>,
}

/// Plays one replication.
pub(crate) fn run(model: &Model, ask: Ask<'_>) -> Ran {
    let mut run = Run::new(model, ask);
    let stop = run.play();
    run.close(stop)
}

struct Run<'m> {
    model: &'m Model,
    ask: Ask<'m>,
    streams: Streams,
    now: Instant,
    events: Events,
    happened: u64,
    number: u64,
    arriving: Vec<Arriving>,
    /// By source: who was given a lead of it last, at the handoff point where its leads come in.
    last_owner: Vec<u32>,
    leads: Vec<Lead>,
    free: Vec<u32>,
    /// By lead and handoff point: how often it has come there.
    cycles: Vec<u16>,
    desks: Vec<Desk>,
    /// By rota: the shift that runs, or the next one.
    shift: Vec<usize>,
    people_of_rota: Vec<Vec<u32>>,
    queues: Vec<queues::QueueState>,
    /// By pool and member: how many it has given.
    given: Vec<Vec<u32>>,
    /// Whom a pool has to choose from: their places among its members, and what is known of them. Kept for their room only.
    there: Vec<u32>,
    candidates: Vec<Candidate>,
    /// By handoff point: where on its calendar those who wait were placed last.
    near: Vec<[Near; 2]>,
    lines: Vec<LadderQueue>,
    singles: Vec<SingleTimer>,
    free_singles: Vec<u32>,
    pauses: HashMap<u32, Vec<(Instant, Instant)>>,
    tally: Tally,
    areas: Areas,
    created: u64,
    ended: u64,
    samples: Vec<u32>,
    /// By group: how many have been taken up.
    taken: Vec<u64>,
    backlog: Backlog,
    trace: Option<Trace>,
}

/// Where a level stands among the areas: under way by handoff point; then by group waiting, in work, and there to work.
impl Model {
    pub(crate) fn under_way(&self, point: usize) -> usize {
        point
    }
    pub(crate) fn waiting(&self, group: usize) -> usize {
        self.points.len() + group
    }
    /// In work by people who are there.
    pub(crate) fn busy(&self, group: usize) -> usize {
        self.points.len() + self.groups.len() + group
    }
    /// What the people who are there can work on at once.
    pub(crate) fn places(&self, group: usize) -> usize {
        self.points.len() + 2 * self.groups.len() + group
    }
    fn levels(&self) -> usize {
        self.points.len() + 3 * self.groups.len()
    }
}

impl<'m> Run<'m> {
    fn new(model: &'m Model, ask: Ask<'m>) -> Run<'m> {
        let streams = Streams::new(model.scenario.seed, ask.replication);
        let mut people_of_rota = vec![Vec::new(); model.rotas.len()];
        for (person, worker) in model.people.iter().enumerate() {
            people_of_rota[worker.rota as usize].push(person as u32);
        }
        let mut run = Run {
            model,
            ask,
            streams,
            now: model.start,
            events: Events::until(model.end),
            happened: 0,
            number: 0,
            arriving: (0..model.sources.len() as u64).map(|source| Arriving::new(streams, source)).collect(),
            last_owner: vec![NONE; model.sources.len()],
            leads: Vec::new(),
            free: Vec::new(),
            cycles: Vec::new(),
            desks: staff::desks(model),
            shift: vec![0; model.rotas.len()],
            people_of_rota,
            queues: queues::states(model),
            given: model.pools.iter().map(|pool| vec![0; pool.members.len()]).collect(),
            there: Vec::new(),
            candidates: Vec::new(),
            near: vec![[Near::default(); 2]; model.points.len()],
            lines: (0..model.lines.len()).map(|_| LadderQueue::default()).collect(),
            singles: Vec::new(),
            free_singles: Vec::new(),
            pauses: HashMap::new(),
            tally: Tally::new(model, ask.count_from),
            areas: Areas::new(model.levels(), model.start),
            created: 0,
            ended: 0,
            samples: Vec::new(),
            taken: vec![0; model.groups.len()],
            backlog: Backlog::new(model),
            trace: ask.traced.then(Trace::default),
        };
        run.open();
        run
    }

    /// Plans what happens by itself.
    fn open(&mut self) {
        for rota in 0..self.model.rotas.len() {
            match self.model.rotas[rota].shifts.first() {
                _ if self.model.rotas[rota].calendar.is_none() => self.open_shift(rota),
                Some(&(open, _)) => self.events.plan(open, What::ShiftOpen, rota as u32, 0),
                None => {}
            }
        }
        for (person, worker) in self.model.people.iter().enumerate() {
            if worker.capacity.is_some() {
                self.events.plan(self.model.start, What::Midnight, person as u32, 0);
            }
        }
        if self.ask.count_from > self.model.start {
            self.events.plan(self.ask.count_from, What::WarmedUp, 0, 0);
        }
        self.events.plan(self.next_hour(), What::Hour, 0, 0);
        if self.ask.sample_every > 0 {
            self.events.plan(self.model.start, What::Sample, 0, 0);
        }
        for source in 0..self.model.sources.len() {
            self.plan_arrival(source);
        }
    }

    fn play(&mut self) -> Option<(Stop, Instant)> {
        let mut round = (self.happened, self.now);
        let mut look_at = LOOK_EVERY.min(self.model.scenario.most_events);
        while let Some(event) = self.events.next() {
            self.now = event.at();
            self.happened += 1;
            if self.happened >= look_at {
                if let Some(stop) = self.is_over(&mut round) {
                    return Some((stop, self.now));
                }
                look_at = (self.happened + LOOK_EVERY).min(self.model.scenario.most_events);
            }
            let (a, b) = (event.a, event.b);
            match event.what() {
                What::Arrive => self.arrive(a as usize),
                What::Finish => self.finish(a),
                What::Begin if self.is_current(a, b) => self.begin(a),
                What::Routed if self.is_current(a, b) => self.route_on(a),
                What::Notice if self.is_current(a, b) => self.noticed(a),
                What::Patience if self.is_current(a, b) => self.lose_patience(a),
                What::TouchDone => self.touch_done(a),
                What::WaitOver if self.is_current(a, b) => self.ready(a),
                What::Complete => self.complete(a),
                What::ShiftOpen => self.open_shift(a as usize),
                What::ShiftClose => self.close_shift(a as usize),
                What::Midnight => self.midnight(a as usize),
                What::LineHead => self.line_head(a as usize),
                What::Timer => self.single_timer(a as usize),
                What::Hour => {
                    self.hour();
                    if let Some(stop) = self.watch_backlog() {
                        return Some((stop, self.now));
                    }
                }
                What::WarmedUp => self.areas.forget(self.now),
                What::Sample => {
                    self.samples.push((self.leads.len() - self.free.len()) as u32);
                    self.events.plan(self.now + self.ask.sample_every, What::Sample, 0, 0);
                }
                What::Begin | What::Routed | What::Notice | What::Patience | What::WaitOver => {}
            }
        }
        None
    }

    /// Why nothing further is to be played. `round`: how much had happened when time last passed, as far as it has been looked at, and
    /// when that was.
    #[cold]
    fn is_over(&self, round: &mut (u64, Instant)) -> Option<Stop> {
        if self.now != round.1 {
            *round = (self.happened, self.now);
        }
        if self.happened >= self.model.scenario.most_events {
            return Some(Stop::Events);
        }
        if self.happened - round.0 > MOST_AT_ONCE {
            return Some(Stop::Circle);
        }
        if self.ask.cancel.load(Ordering::Relaxed) {
            return Some(Stop::Cancelled);
        }
        let under_way = self.leads.len() - self.free.len();
        (under_way > self.model.scenario.most_under_way as usize).then_some(Stop::UnderWay)
    }

    /// Counts what is still under way.
    fn close(mut self, stop: Option<(Stop, Instant)>) -> Ran {
        self.now = stop.map_or(self.model.end, |(_, at)| at);
        let hour = self.hour_of_week(self.now - 1);
        self.areas.book(self.now, hour);
        if stop.is_none() {
            // The last week ends with the horizon.
            self.watch_backlog();
        }
        for lead in 0..self.leads.len() as u32 {
            if self.leads[lead as usize].started != lead::NOT_YET {
                self.settle(lead);
            }
        }
        Ran {
            tally: self.tally,
            areas: self.areas,
            events: self.happened,
            created: self.created,
            ended: self.ended,
            remaining: (self.leads.len() - self.free.len()) as u64,
            stop,
            samples: self.samples,
            grown: self.backlog.grown(self.model.groups.len()),
            trace: self.trace,
        }
    }

    #[inline]
    fn is_current(&self, lead: u32, stamp: u32) -> bool {
        self.leads[lead as usize].stamp == stamp
    }

    #[inline]
    fn stream(&self, purpose: Purpose, lead: u32) -> Stream {
        self.streams.of(purpose, self.leads[lead as usize].key)
    }

    /// Plans something for a lead as it stands now.
    #[inline]
    fn plan(&mut self, at: Instant, what: What, lead: u32) {
        self.events.plan(at, what, lead, self.leads[lead as usize].stamp);
    }

    /// The hour of the week, in the policy's zone.
    fn hour_of_week(&self, at: Instant) -> usize {
        let local = at + i64::from(self.model.zone.offset_seconds(at)) * SECOND;
        // 1970-01-01 was a Thursday.
        (local / HOUR + 72).rem_euclid(HOURS as i64) as usize
    }

    fn next_hour(&self) -> Instant {
        let local = self.now + i64::from(self.model.zone.offset_seconds(self.now)) * SECOND;
        self.now + HOUR - local.rem_euclid(HOUR)
    }

    fn hour(&mut self) {
        let hour = self.hour_of_week(self.now - 1);
        self.areas.book(self.now, hour);
        self.events.plan(self.next_hour(), What::Hour, 0, 0);
    }

    /// True while the event that ends a clock has not come, at this instant or before.
    fn is_running(&self, clock: ClockKind, lead: &Lead) -> bool {
        let ends = match clock {
            ClockKind::Assign => lead.assigned,
            ClockKind::Accept => lead.accepted,
            ClockKind::FirstTouch => lead.touched,
            ClockKind::NextStep => lead.next_step,
            ClockKind::Complete => lead.completed,
        };
        ends > self.now && lead.rejected > self.now
    }
}

type Line = WaitingLine;
