//! People: who is there, who is free, who takes what next.

use super::events::What;
use super::lead::{Lead, NOT_YET, Place};
use super::waiting::Waiting;
use super::{Line, Run};
use crate::Instant;
use crate::simulator::model::{Model, NONE};
use crate::simulator::random::{Purpose, Sampler};
use crate::simulator::scenario::AcceptWhen;

/// A person at work.
#[derive(Debug)]
pub(super) struct Desk {
    /// How much more can be worked on at once.
    pub free: u32,
    pub in_work: u32,
    /// Leads held that nobody has dealt with.
    pub open: u32,
    pub today: u32,
    /// Until when `today` and `is_away` are true.
    day_ends: Instant,
    is_away: bool,
    pub last_given: Option<Instant>,
    pub ready: Line,
    is_available: bool,
    /// Queues taken from, and the place among those who do.
    queues: Vec<(u32, u32)>,
}

pub(super) fn desks(model: &Model) -> Vec<Desk> {
    let desk = |(person, worker): (usize, &crate::simulator::model::Worker)| Desk {
        free: worker.parallel,
        in_work: 0,
        open: 0,
        today: 0,
        day_ends: Instant::MIN,
        is_away: false,
        last_given: None,
        ready: Line::default(),
        is_available: false,
        queues: worker
            .queues
            .iter()
            .map(|&queue| {
                let members = &model.queues[queue as usize].members;
                (queue, members.iter().position(|&member| member == person as u32).unwrap_or(0) as u32)
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
        let Some(most) = self.model.people[person].capacity else { return false };
        self.roll_day(person);
        self.desks[person].today >= most
    }

    pub(super) fn is_there(&self, person: usize) -> bool {
        self.there[self.model.people[person].rota as usize]
    }

    /// Says to the queues whether a person can take from them.
    pub(super) fn refresh(&mut self, person: usize) {
        let can = self.is_there(person) && self.desks[person].free > 0 && !self.is_full(person);
        let desk = &mut self.desks[person];
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
        self.there[rota] = true;
        if let Some(&(_, close)) = self.model.rotas[rota].shifts.get(self.shift[rota]) {
            self.events.plan(close, What::ShiftClose, rota as u32, 0);
        }
        self.count_shift(rota, 1);
        for place in 0..self.people_of_rota[rota].len() {
            self.take_work(self.people_of_rota[rota][place] as usize);
        }
    }

    pub(super) fn close_shift(&mut self, rota: usize) {
        self.there[rota] = false;
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

    fn count_busy(&mut self, person: usize, change: i64) {
        if self.is_there(person) {
            let level = self.model.busy(self.model.people[person].group as usize);
            self.areas.levels[level].add(self.now, change);
        }
    }

    /// Takes work while there is some and the person is there and free.
    pub(super) fn take_work(&mut self, person: usize) {
        while self.is_there(person) && self.desks[person].free > 0 {
            let own = self.desks[person].ready.first(&self.leads);
            let mut best: Option<(u32, usize, Waiting)> = own.map(|(tier, waiting)| (NONE, tier, waiting));
            if !self.desks[person].queues.is_empty() && !self.is_full(person) {
                for place in 0..self.desks[person].queues.len() {
                    let queue = self.desks[person].queues[place].0;
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
            self.take(person, waiting.lead);
        }
        self.refresh(person);
    }

    /// Makes a person the owner of a lead.
    pub(super) fn own(&mut self, lead: u32, person: usize) {
        self.roll_day_if_counted(person);
        let desk = &mut self.desks[person];
        desk.today += 1;
        desk.last_given = Some(self.now);
        let slot = &mut self.leads[lead as usize];
        let before = std::mem::replace(&mut slot.owner, person as u32);
        if slot.assigned == NOT_YET {
            slot.assigned = self.now;
            slot.first_owner = person as u32;
        } else if before != person as u32 {
            slot.reassigned += 1;
        }
        if self.model.points[slot.point as usize].automatic {
            self.accept(lead);
        }
    }

    fn roll_day_if_counted(&mut self, person: usize) {
        let worker = &self.model.people[person];
        if worker.capacity.is_some() || !worker.absences.is_empty() {
            self.roll_day(person);
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
        if self.model.work(point, tier, person).accepts == AcceptWhen::Noticed && !self.decide(lead, person) {
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
        if slot.accepted == NOT_YET && !self.decide(lead, person) {
            self.turn_down(lead);
            return;
        }
        let worker = &model.people[person];
        let rota = &model.rotas[worker.rota as usize];
        let paced =
            |length: i64| if worker.speed == 1.0 { length } else { (length as f64 / worker.speed).round() as i64 };
        self.desks[person].free -= 1;
        self.desks[person].in_work += 1;
        self.count_busy(person, 1);

        let has_been_touched = self.leads[lead as usize].touched != NOT_YET;
        let mut at = self.now;
        if !has_been_touched {
            at = rota.due(at, paced(work.first_touch.draw(|| self.stream(Purpose::FirstTouch, lead))));
        }
        let waits = !has_been_touched
            && work.wait_share > 0.0
            && self.stream(Purpose::BuyerWait, lead).unit() < work.wait_share;
        let ends =
            if waits { at } else { rota.due(at, paced(work.handling.draw(|| self.stream(Purpose::Handling, lead)))) };
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        slot.place = Place::Working;
        if !has_been_touched {
            slot.touched = at;
        }
        if waits {
            self.plan(ends, What::TouchDone, lead);
        } else {
            slot.next_step = ends;
            self.plan(ends, What::Finish, lead);
        }
    }

    fn set_free(&mut self, person: usize) {
        self.desks[person].free += 1;
        self.desks[person].in_work -= 1;
        self.count_busy(person, -1);
    }

    /// The work on a lead is done: the person is free for the next one.
    pub(super) fn finish(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.place = Place::Done;
        let person = slot.owner as usize;
        let work = self.model.work(slot.point as usize, slot.tier as usize, person);
        let length = work.completion.draw(|| self.stream(Purpose::Completion, lead));
        self.leads[lead as usize].completed = self.now + length;
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
