//! Ladders at work: timers that come due, and what their steps do.

use super::Run;
use super::events::What;
use super::lead::{NOT_YET, Place};
use crate::Instant;
use crate::calendar::{Near, Pauses};
use crate::policy::StepAct;
use crate::simulator::model::{LadderLine, Mover, NONE};
use crate::simulator::random::Purpose;
use std::collections::VecDeque;

/// A lead that waits for a step to come due.
#[derive(Debug, Clone, Copy)]
struct Timed {
    lead: u32,
    passage: u32,
    start: Instant,
}

/// Those who wait for one step, in the order in which it comes due. Only the first stands among the events.
#[derive(Debug, Default)]
pub(super) struct LadderQueue {
    timed: VecDeque<Timed>,
    near: [Near; 2],
}

#[cfg(test)]
impl LadderQueue {
    /// Bytes held.
    pub fn held(&self) -> usize {
        self.timed.capacity() * size_of::<Timed>()
    }
}

/// A timer that does not come due in its turn, because the clock has been paused.
#[derive(Debug, Clone, Copy)]
pub(super) struct SingleTimer {
    timed: Timed,
    line: u32,
}

impl Run<'_> {
    /// Lets a lead wait for a step of a clock that started then.
    pub(super) fn enter_line(&mut self, line: usize, lead: u32, start: Instant) {
        let passage = self.leads[lead as usize].passage;
        let timed = &mut self.lines[line].timed;
        timed.push_back(Timed { lead, passage, start });
        if timed.len() == 1 {
            self.plan_head(line);
        }
    }

    /// Plans when the first of a line comes due. A step that never does is forgotten with everybody behind it, for whom the same holds.
    fn plan_head(&mut self, line: usize) {
        let model = self.model;
        while let Some(&first) = self.lines[line].timed.front() {
            if self.is_waited_for(line, first) {
                let near = &mut self.lines[line].near;
                if let Some(at) = model.lines[line].due(first.start, Pauses::NONE, near) {
                    return self.events.plan(at.max(self.now), What::LineHead, line as u32, 0);
                }
            }
            self.lines[line].timed.pop_front();
        }
    }

    fn is_waited_for(&self, line: usize, timed: Timed) -> bool {
        let lead = &self.leads[timed.lead as usize];
        lead.passage == timed.passage && self.is_running(self.model.lines[line].clock, lead)
    }

    pub(super) fn line_head(&mut self, line: usize) {
        if let Some(timed) = self.lines[line].timed.pop_front()
            && self.is_waited_for(line, timed)
        {
            self.come_due(line, timed);
        }
        self.plan_head(line);
    }

    pub(super) fn single_timer(&mut self, place: usize) {
        let SingleTimer { timed, line } = self.singles[place];
        self.free_singles.push(place as u32);
        if self.is_waited_for(line as usize, timed) {
            self.come_due(line as usize, timed);
        }
    }

    /// Where a timer is kept until it comes due.
    fn keep(&mut self, timer: SingleTimer) -> u32 {
        match self.free_singles.pop() {
            Some(place) => {
                self.singles[place as usize] = timer;
                place
            }
            None => {
                self.singles.push(timer);
                self.singles.len() as u32 - 1
            }
        }
    }

    /// A step is due, unless the clock has stood still meanwhile: then it is due later.
    fn come_due(&mut self, line: usize, timed: Timed) {
        let model = self.model;
        let lead = timed.lead as usize;
        if self.leads[lead].has_paused {
            let pauses = self.pauses.get(&timed.lead).map_or(&[][..], Vec::as_slice);
            let pauses = Pauses::union(pauses.iter().map(|&(from, to)| (from, Some(to))).collect());
            match model.lines[line].due(timed.start, &pauses, &mut self.lines[line].near) {
                Some(at) if at > self.now => {
                    // An event at the end or later never comes, and would never give its place back.
                    if at < model.end {
                        let place = self.keep(SingleTimer { timed, line: line as u32 });
                        self.events.plan(at, What::Timer, place, 0);
                    }
                    return;
                }
                Some(_) => {}
                None => return,
            }
        }
        let of = &model.lines[line];
        let kind = self.leads[lead].kind as usize;
        if of.holds[kind] {
            self.fire(line, of, timed.lead);
        }
        // Moved or not, the next step waits for the same clock.
        if of.next != NONE && self.leads[lead].passage == timed.passage {
            self.enter_line(of.next as usize, timed.lead, timed.start);
        }
    }

    fn fire(&mut self, line: usize, of: &LadderLine, lead: u32) {
        let (started, tier) = (self.leads[lead as usize].started, self.leads[lead as usize].tier as usize);
        if started >= self.tally.from {
            self.tally.fired[line * (self.model.tiers + 1) + tier] += 1;
        }
        if let Some(trace) = &mut self.trace {
            trace.step(self.now, self.model, &self.leads[lead as usize], line as u32);
        }
        let reactions = self.model.scenario.reactions;
        match of.act {
            StepAct::Remind => self.hasten(lead, line, reactions.reminder_speed, reactions.reminder_wakes),
            StepAct::Alert => self.hasten(lead, line, reactions.alert_speed, reactions.alert_wakes),
            StepAct::AssignBackup | StepAct::Reroute => self.give_away(lead, &of.mover),
            StepAct::Flag | StepAct::CreateTask | StepAct::LogForCoaching | StepAct::List => {}
        }
    }

    /// An owner who has not noticed yet notices sooner.
    fn hasten(&mut self, lead: u32, line: usize, speed: f64, wakes: f64) {
        let model = self.model;
        let slot = &self.leads[lead as usize];
        if slot.place != Place::Unnoticed {
            return;
        }
        let person = slot.owner as usize;
        let rota = &model.rotas[model.people[person].rota as usize];
        let work = model.work(slot.point as usize, slot.tier as usize, person);
        if slot.notice_at == NOT_YET {
            let key = slot.key ^ (line as u64 + 1).wrapping_mul(0xe703_7ed1_a0b4_28db);
            if self.streams.of(Purpose::Woken, key).unit() < wakes {
                self.plan_notice(lead, person, &work.notice, work.accepts);
            }
            return;
        }
        let left = (rota.elapsed(self.now, slot.notice_at) as f64 / speed).round() as i64;
        let at = rota.due(self.now, left);
        if at < slot.notice_at {
            let slot = &mut self.leads[lead as usize];
            slot.stamp = slot.stamp.wrapping_add(1);
            slot.notice_at = at;
            self.plan(at, What::Notice, lead);
        }
    }

    /// Another owner or a queue; whoever works on it already keeps it.
    fn give_away(&mut self, lead: u32, mover: &Mover) {
        let slot = &self.leads[lead as usize];
        match slot.place {
            Place::Working | Place::Buyer | Place::Done | Place::Between => return,
            Place::Queued(queue) if matches!(mover, Mover::Queue(to) if *to == queue) => return,
            Place::Buffer | Place::Nowhere | Place::Unnoticed | Place::Ready | Place::Queued(_) => {}
        }
        match mover {
            Mover::Nobody => {}
            Mover::Queue(queue) => {
                self.detach(lead);
                self.enqueue(lead, *queue);
            }
            Mover::Table => {
                self.detach(lead);
                self.route(lead);
            }
            Mover::People(people) => {
                let owner = slot.owner;
                let Some(person) = self.first_there(people, true) else { return };
                if person as u32 != owner || matches!(self.leads[lead as usize].place, Place::Queued(_)) {
                    self.detach(lead);
                    self.assign(lead, person);
                }
            }
        }
    }
}
