//! Queues and lines: who waits where, and whose turn it is.

use super::events::What;
use super::lead::Place;
use super::waiting::Waiting;
use super::{Line, Run};
use crate::Instant;
use crate::calendar::{Pauses, Target, due_at};
use crate::simulator::model::Model;
use crate::simulator::random::Purpose;
use crate::simulator::scenario::QueueOrder;

/// A queue as it stands.
#[derive(Debug)]
pub(super) struct QueueState {
    pub line: Line,
    /// Who is free to take from it: a bit for each member; and how many they are.
    idle: Vec<u64>,
    idle_now: u32,
    /// After whom to look first, so that turns are taken.
    last: usize,
}

pub(super) fn states(model: &Model) -> Vec<QueueState> {
    let queue = |queue: &crate::simulator::model::QueueModel| QueueState {
        line: Line::default(),
        idle: vec![0; queue.members.len().div_ceil(64)],
        idle_now: 0,
        last: 0,
    };
    model.queues.iter().map(queue).collect()
}

impl QueueState {
    /// Somebody became free, or is no longer.
    pub fn set_idle(&mut self, place: u32, idle: bool) {
        self.idle[place as usize / 64] ^= 1u64 << (place % 64);
        if idle { self.idle_now += 1 } else { self.idle_now -= 1 }
    }

    /// Whoever is free next after the last one who was.
    #[inline]
    fn next_idle(&mut self) -> Option<usize> {
        if self.idle_now == 0 {
            return None;
        }
        let start = self.last + 1;
        let (mut word, mut mask) = (start / 64, u64::MAX << (start % 64));
        loop {
            let bits = match self.idle.get(word) {
                Some(bits) => bits & mask,
                None => {
                    (word, mask) = (0, u64::MAX);
                    continue;
                }
            };
            if bits != 0 {
                self.last = word * 64 + bits.trailing_zeros() as usize;
                return Some(self.last);
            }
            (word, mask) = (word + 1, u64::MAX);
        }
    }
}

impl Run<'_> {
    #[inline]
    pub(super) fn count_waiting(&mut self, group: u32, change: i64) {
        let level = self.model.waiting(group as usize);
        self.areas.levels[level].add(self.now, change);
    }

    /// Puts a lead into a queue, or straight into the hands of whoever is free.
    pub(super) fn enqueue(&mut self, lead: u32, queue: u32) {
        let model = self.model;
        let (of, state) = (&model.queues[queue as usize], &mut self.queues[queue as usize]);
        if let Some(place) = state.next_idle() {
            let person = of.members[place] as usize;
            self.taken[of.group as usize] += 1;
            self.take(person, lead);
            self.refresh(person);
            return;
        }
        if state.line.alive >= of.room {
            self.lose(lead);
            return;
        }
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        slot.place = Place::Queued(queue);
        let tier = slot.tier as usize;
        let waiting = self.waiting(lead, of.order);
        let lane = match of.order {
            QueueOrder::Priority => tier,
            QueueOrder::FirstCome => 0,
        };
        self.queues[queue as usize].line.push(lane, waiting, &self.leads);
        self.count_waiting(of.group, 1);
        if let Some(patience) = &of.patience {
            let length = patience.draw(|| self.stream(Purpose::Patience, lead));
            self.plan(self.now + length, What::Patience, lead);
        }
    }

    /// Takes a lead out of wherever it waits; what was planned for it there is void.
    pub(super) fn detach(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.stamp = slot.stamp.wrapping_add(1);
        let (place, owner) = (slot.place, slot.owner as usize);
        match place {
            Place::Queued(queue) => {
                self.queues[queue as usize].line.alive -= 1;
                self.count_waiting(self.model.queues[queue as usize].group, -1);
            }
            Place::Ready => {
                self.desks[owner].ready.alive -= 1;
                self.desks[owner].open -= 1;
                self.count_waiting(self.model.people[owner].group, -1);
            }
            Place::Unnoticed => {
                self.desks[owner].open -= 1;
                self.count_waiting(self.model.people[owner].group, -1);
            }
            Place::Between | Place::Buffer | Place::Nowhere | Place::Working | Place::Buyer | Place::Done => {}
        }
        self.leads[lead as usize].place = Place::Nowhere;
    }

    pub(super) fn push_ready(&mut self, person: u32, lead: u32) {
        let waiting = self.waiting(lead, QueueOrder::Priority);
        let tier = self.leads[lead as usize].tier as usize;
        self.desks[person as usize].ready.push(tier, waiting, &self.leads);
    }

    /// What decides when it is a lead's turn.
    #[inline(always)]
    fn waiting(&mut self, lead: u32, order: QueueOrder) -> Waiting {
        self.number += 1;
        let slot = &self.leads[lead as usize];
        let due = match order {
            QueueOrder::Priority => {
                let point = &self.model.points[slot.point as usize];
                match (point.tiers[slot.tier as usize].urgency, point.rules.calendar.as_deref()) {
                    (Some(Target::Business { ms }), Some(calendar)) => {
                        let [from, to] = &mut self.near[slot.point as usize];
                        calendar.due_near(slot.started, ms, from, to).unwrap_or(Instant::MAX)
                    }
                    (Some(target), Some(calendar)) => {
                        due_at(calendar, &target, slot.started, Pauses::NONE).at().unwrap_or(Instant::MAX)
                    }
                    (Some(_) | None, _) => slot.started,
                }
            }
            QueueOrder::FirstCome => 0,
        };
        Waiting { due, number: self.number, lead, stamp: slot.stamp }
    }
}
