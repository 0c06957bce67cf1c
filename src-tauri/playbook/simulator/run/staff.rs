//! People: who is there, who is free, who takes what next.

use super::events::What;
use super::lead::{Lead, NOT_YET, Place};
use super::waiting::Waiting;
use super::{Line, Run};
use crate::simulator::model::{Model, NONE};
use crate::simulator::random::{Purpose, Sampler};
use crate::simulator::scenario::AcceptWhen;
use crate::{Instant, Millis};

/// A person at work.
#[derive(Debug)]
pub(super) struct Desk {
    pub is_there: bool,
    /// When the shift ends in which the person is there.
    shift_ends: Instant,
    /// How much more can be worked on at once.
    pub free: u32,
    pub in_work: u32,
    /// Leads held that nobody has dealt with.
    pub open: u32,
    pub today: u32,
    /// Leads a day at most; [`NONE`] = any number.
    capacity: u32,
    /// Until when `today` and `is_away` are true.
    day_ends: Instant,
    is_away: bool,
    /// Whether it matters which day it is.
    counts_days: bool,
    /// Place of the level that counts the group's people in work.
    busy: usize,
    pub last_given: Option<Instant>,
    pub ready: Line,
    is_available: bool,
    /// Queues taken from, and the place among those who do.
    queues: Vec<(u32, u32)>,
}

pub(super) fn desks(model: &Model) -> Vec<Desk> {
    let desk = |(person, worker): (usize, &crate::simulator::model::Worker)| Desk {
        is_there: false,
        shift_ends: Instant::MIN,
        free: worker.parallel,
        in_work: 0,
        open: 0,
        today: 0,
        capacity: worker.capacity.unwrap_or(NONE),
        day_ends: Instant::MIN,
        is_away: false,
        counts_days: worker.capacity.is_some() || !worker.absences.is_empty(),
        busy: model.busy(worker.group as usize),
        last_given: None,
        ready: Line::default(),
        is_available: false,
        queues: worker
            .queues
            .iter()
            .map(|&queue| {
                let members = &model.queues[queue as usize].members;
                // Ascending, as the people are.
                (queue, members.binary_search(&(person as u32)).unwrap_or(0) as u32)
            })
            .collect(),
    };
    model.people.iter().enumerate().map(desk).collect()
}

impl Run<'_> {
    /// Counts a person's day anew where another has begun.
    pub(super) fn roll_day(&mut self, person: usize) {
        let (desk, worker) = (&mut self.desks[person], &self.model.people[person]);
        if self.now < desk.day_ends {
            return;
        }
        let today = worker.zone.date_of(self.now);
        let tomorrow = today.succ_opt().and_then(|day| worker.zone.first_instant_of(day));
        desk.day_ends = tomorrow.unwrap_or(Instant::MAX).max(self.now + 1);
        desk.is_away = worker.is_away(today);
        desk.today = 0;
    }

    pub(super) fn is_away(&mut self, person: usize) -> bool {
        if self.model.people[person].absences.is_empty() {
            return false;
        }
        self.roll_day(person);
        self.desks[person].is_away
    }

    pub(super) fn is_full(&mut self, person: usize) -> bool {
        if self.desks[person].capacity == NONE {
            return false;
        }
        self.roll_day(person);
        self.desks[person].today >= self.desks[person].capacity
    }

    /// Says to the queues whether a person can take from them.
    #[inline(always)]
    pub(super) fn refresh(&mut self, person: usize) {
        let mut desk = &mut self.desks[person];
        let mut can = desk.is_there && desk.free > 0;
        if can && desk.capacity != NONE {
            can = !self.is_full(person);
            desk = &mut self.desks[person];
        }
        if desk.is_available == can {
            return;
        }
        desk.is_available = can;
        for &(queue, place) in &desk.queues {
            self.queues[queue as usize].set_idle(place, can);
        }
    }

    pub(super) fn midnight(&mut self, person: usize) {
        self.roll_day(person);
        self.events.plan(self.desks[person].day_ends, What::Midnight, person as u32, 0);
        self.take_work(person);
    }

    pub(super) fn open_shift(&mut self, rota: usize) {
        let mut shift_ends = Instant::MAX;
        if let Some(&(_, close)) = self.model.rotas[rota].shifts.get(self.shift[rota]) {
            self.events.plan(close, What::ShiftClose, rota as u32, 0);
            shift_ends = close;
        }
        for &person in &self.people_of_rota[rota] {
            let desk = &mut self.desks[person as usize];
            (desk.is_there, desk.shift_ends) = (true, shift_ends);
        }
        self.count_shift(rota, 1);
        for place in 0..self.people_of_rota[rota].len() {
            self.take_work(self.people_of_rota[rota][place] as usize);
        }
    }

    pub(super) fn close_shift(&mut self, rota: usize) {
        for &person in &self.people_of_rota[rota] {
            self.desks[person as usize].is_there = false;
        }
        self.shift[rota] += 1;
        if let Some(&(open, _)) = self.model.rotas[rota].shifts.get(self.shift[rota]) {
            self.events.plan(open, What::ShiftOpen, rota as u32, 0);
        }
        self.count_shift(rota, -1);
        for place in 0..self.people_of_rota[rota].len() {
            self.refresh(self.people_of_rota[rota][place] as usize);
        }
    }

    fn count_shift(&mut self, rota: usize, sign: i64) {
        for &person in &self.people_of_rota[rota] {
            let worker = &self.model.people[person as usize];
            let (places, busy) = (self.model.places(worker.group as usize), self.model.busy(worker.group as usize));
            self.areas.levels[places].add(self.now, sign * i64::from(worker.parallel));
            self.areas.levels[busy].add(self.now, sign * i64::from(self.desks[person as usize].in_work));
        }
    }

    /// Takes work while there is some and the person is there and free.
    pub(super) fn take_work(&mut self, person: usize) {
        loop {
            let desk = &mut self.desks[person];
            if !desk.is_there || desk.free == 0 {
                break;
            }
            let own = desk.ready.first(&self.leads);
            let mut best: Option<(u32, usize, Waiting)> = own.map(|(tier, waiting)| (NONE, tier, waiting));
            if !desk.queues.is_empty() && !self.is_full(person) {
                for &(queue, _) in &self.desks[person].queues {
                    let Some((tier, waiting)) = self.queues[queue as usize].line.first(&self.leads) else { continue };
                    if best.is_none_or(|(_, other, than)| (tier, waiting) < (other, than)) {
                        best = Some((queue, tier, waiting));
                    }
                }
            }
            let Some((queue, tier, waiting)) = best else { break };
            let group = if queue == NONE {
                self.desks[person].ready.take(tier);
                self.model.people[person].group
            } else {
                self.queues[queue as usize].line.take(tier);
                self.model.queues[queue as usize].group
            };
            self.count_waiting(group, -1);
            self.taken[group as usize] += 1;
            self.take(person, waiting.lead);
        }
        self.refresh(person);
    }

    /// Makes a person the owner of a lead.
    #[inline(always)]
    pub(super) fn own(&mut self, lead: u32, person: usize) {
        if self.desks[person].counts_days {
            self.roll_day(person);
        }
        let desk = &mut self.desks[person];
        desk.today += 1;
        desk.last_given = Some(self.now);
        let slot = &mut self.leads[lead as usize];
        let before = std::mem::replace(&mut slot.owner, person as u32);
        if slot.assigned == NOT_YET {
            slot.assigned = self.now;
            slot.first_owner = person as u32;
            if self.model.has_duplicates {
                let source = slot.source();
                if slot.point == self.model.sources[source].point {
                    self.last_owner[source] = person as u32;
                }
            }
        } else if before != person as u32 {
            slot.reassigned += 1;
        }
        if self.model.points[slot.point as usize].automatic {
            self.accept(lead);
        }
    }

    /// Gives a lead to an owner, who may not notice at once.
    pub(super) fn assign(&mut self, lead: u32, person: usize) {
        self.own(lead, person);
        let model = self.model;
        self.desks[person].open += 1;
        let group = model.people[person].group;
        self.count_waiting(group, 1);
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        slot.place = Place::Unnoticed;
        let work = model.work(slot.point as usize, slot.tier as usize, person);
        if work.unnoticed > 0.0 && self.stream(Purpose::Unnoticed, lead).unit() < work.unnoticed {
            self.leads[lead as usize].notice_at = NOT_YET;
            return;
        }
        self.plan_notice(lead, person, &work.notice, work.accepts);
    }

    /// Plans when the owner notices, from now on.
    pub(super) fn plan_notice(&mut self, lead: u32, person: usize, notice: &Sampler, accepts: AcceptWhen) {
        let rota = &self.model.rotas[self.model.people[person].rota as usize];
        let length = notice.draw(|| self.stream(Purpose::Notice, lead));
        let mut at = rota.due(self.now, length);
        if accepts == AcceptWhen::Noticed {
            at = rota.there_from(at);
        }
        self.leads[lead as usize].notice_at = at;
        if at <= self.now { self.noticed(lead) } else { self.plan(at, What::Notice, lead) }
    }

    /// The owner has seen it.
    pub(super) fn noticed(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        let (person, point, tier) = (slot.owner as usize, slot.point as usize, slot.tier as usize);
        let work = self.model.work(point, tier, person);
        if work.accepts == AcceptWhen::Noticed && !self.decide(lead, work) {
            self.desks[person].open -= 1;
            self.count_waiting(self.model.people[person].group, -1);
            self.turn_down(lead);
            return;
        }
        self.leads[lead as usize].place = Place::Ready;
        self.push_ready(person as u32, lead);
        self.take_work(person);
    }

    /// Back in the owner's line after the buyer was waited for.
    pub(super) fn ready(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        slot.place = Place::Ready;
        let person = slot.owner;
        self.desks[person as usize].open += 1;
        self.count_waiting(self.model.people[person as usize].group, 1);
        self.push_ready(person, lead);
        self.take_work(person as usize);
    }

    /// A person begins with a lead: from their own line, or from a queue.
    pub(super) fn take(&mut self, person: usize, lead: u32) {
        let model = self.model;
        if matches!(self.leads[lead as usize].place, Place::Ready) {
            self.desks[person].open -= 1;
        } else {
            self.own(lead, person);
        }
        let slot: &Lead = &self.leads[lead as usize];
        let work = model.work(slot.point as usize, slot.tier as usize, person);
        if slot.accepted == NOT_YET && !self.decide(lead, work) {
            self.turn_down(lead);
            return;
        }
        let (worker, streams, now) = (&model.people[person], self.streams, self.now);
        let desk = &mut self.desks[person];
        desk.free -= 1;
        desk.in_work += 1;
        if desk.is_there {
            self.areas.levels[desk.busy].add(now, 1);
        }
        // Working time from an instant of this shift on; what the shift has no room for goes on in the next one.
        let shift_ends = if desk.is_there { desk.shift_ends } else { Instant::MIN };
        let worked = |from: Instant, length: Millis| {
            let length = if worker.speed == 1.0 { length } else { (length as f64 / worker.speed).round() as Millis };
            let at = from.saturating_add(length);
            if at <= shift_ends { at } else { model.rotas[worker.rota as usize].due(from, length) }
        };
        let slot = &mut self.leads[lead as usize];
        let (key, mut at) = (slot.key, now);
        let mut waits = false;
        if slot.touched == NOT_YET {
            at = worked(at, work.first_touch.draw(|| streams.of(Purpose::FirstTouch, key)));
            waits = work.wait_share > 0.0 && streams.of(Purpose::BuyerWait, key).unit() < work.wait_share;
            slot.touched = at;
        }
        slot.stamp = slot.stamp.wrapping_add(1);
        slot.place = Place::Working;
        let stamp = slot.stamp;
        if waits {
            self.events.plan(at, What::TouchDone, lead, stamp);
        } else {
            let ends = worked(at, work.handling.draw(|| streams.of(Purpose::Handling, key)));
            slot.next_step = ends;
            self.events.plan(ends, What::Finish, lead, stamp);
        }
    }

    #[inline(always)]
    fn set_free(&mut self, person: usize) {
        let desk = &mut self.desks[person];
        desk.free += 1;
        desk.in_work -= 1;
        if desk.is_there {
            self.areas.levels[desk.busy].add(self.now, -1);
        }
    }

    /// The work on a lead is done: the person is free for the next one.
    #[inline]
    pub(super) fn finish(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.place = Place::Done;
        let (person, streams, key) = (slot.owner as usize, self.streams, slot.key);
        let work = self.model.work(slot.point as usize, slot.tier as usize, person);
        let length = work.completion.draw(|| streams.of(Purpose::Completion, key));
        slot.completed = self.now + length;
        self.set_free(person);
        self.take_work(person);
        if length == 0 { self.complete(lead) } else { self.plan(self.now + length, What::Complete, lead) }
    }

    /// The first touch is done, and the buyer is waited for.
    pub(super) fn touch_done(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.place = Place::Buyer;
        let person = slot.owner as usize;
        let work = self.model.work(slot.point as usize, slot.tier as usize, person);
        let mut stream = self.stream(Purpose::BuyerWait, lead);
        // The first number of the stream decided that there is a wait.
        stream.unit();
        let over = self.now + work.wait.draw(|| stream);
        self.pause(lead, work, over);
        self.plan(over, What::WaitOver, lead);
        self.set_free(person);
        self.take_work(person);
    }
}
