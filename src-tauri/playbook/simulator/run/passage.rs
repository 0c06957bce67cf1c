//! A lead's way through a handoff point: begun, routed, decided, ended; and what follows.

use super::Run;
use super::events::What;
use super::lead::{End, NOT_YET, Place};
use crate::Instant;
use crate::policy::criteria::Told;
use crate::policy::{OnDuplicate, PoolMethod};
use crate::record::HandoffRecord;
use crate::routing::Load;
use crate::routing::people::{Candidate, next_place};
use crate::simulator::model::{After, BufferPlan, Choice, NONE, RoutePlan, Work};
use crate::simulator::random::{Purpose, Sampler};
use chrono::Days;

impl Run<'_> {
    /// A lead comes to its handoff point.
    pub(super) fn begin(&mut self, lead: u32) {
        let model = self.model;
        let point = self.leads[lead as usize].point as usize;
        let cycles = &mut self.cycles[lead as usize * model.points.len() + point];
        if u32::from(*cycles) >= model.scenario.most_cycles {
            self.leave(lead);
            return;
        }
        *cycles += 1;
        let cycle = *cycles;
        let slot = &mut self.leads[lead as usize];
        slot.begin(self.now, cycle);
        let tier = slot.tier as usize;
        self.areas.levels[model.under_way(point)].add(self.now, 1);
        let of = &model.points[point];
        for &line in &of.tiers[tier].roots {
            self.enter_line(line as usize, lead, self.now);
        }
        let length = of.buffer.as_ref().map_or(0, |usual| {
            let own = model.work_of_nobody(point, tier).buffer.as_ref();
            own.unwrap_or(usual).draw(|| self.stream(Purpose::Buffer, lead))
        });
        if length == 0 {
            return self.route_on(lead);
        }
        self.leads[lead as usize].place = Place::Buffer;
        self.plan(self.now + length, What::Routed, lead);
    }

    /// The buffer's outcome, then the table.
    #[inline]
    pub(super) fn route_on(&mut self, lead: u32) {
        let model = self.model;
        let slot = &mut self.leads[lead as usize];
        slot.place = Place::Nowhere;
        if slot.is_duplicate {
            let owner = self.last_owner[slot.source()];
            match model.points[slot.point as usize].on_duplicate {
                Some(OnDuplicate::Join) if owner != NONE => return self.assign(lead, owner as usize),
                // It lies there until somebody merges them, or a step of the ladder moves it.
                Some(OnDuplicate::Hold) if owner != NONE => return,
                Some(OnDuplicate::Join | OnDuplicate::Hold | OnDuplicate::RouteAnyway) | None => {}
            }
        }
        let slot = &self.leads[lead as usize];
        let plan = &model.points[slot.point as usize].routes[slot.kind as usize];
        match plan.buffer {
            BufferPlan::Nurture => self.nurture(lead),
            BufferPlan::Owner(person) => self.assign(lead, person as usize),
            BufferPlan::RouteOn => self.route_by(lead, plan),
        }
    }

    /// Through the table.
    pub(super) fn route(&mut self, lead: u32) {
        let slot = &self.leads[lead as usize];
        self.route_by(lead, &self.model.points[slot.point as usize].routes[slot.kind as usize]);
    }

    /// The first row that is for it and has somebody to give.
    #[inline(always)]
    fn route_by(&mut self, lead: u32, plan: &RoutePlan) {
        for choice in &plan.choices {
            match choice {
                Choice::Queue(queue) => return self.enqueue(lead, *queue),
                Choice::Person { person, though_away } => {
                    if *though_away || !self.is_away(*person as usize) {
                        return self.assign(lead, *person as usize);
                    }
                }
                Choice::Role { holders, though_away } => {
                    if let Some(person) = self.first_there(holders, *though_away) {
                        return self.assign(lead, person);
                    }
                }
                Choice::Pool(pool) => {
                    if let Some(person) = self.next_of_pool(*pool as usize) {
                        return self.assign(lead, person);
                    }
                }
                Choice::System => {
                    let slot = &mut self.leads[lead as usize];
                    slot.accepted = slot.accepted.min(self.now);
                    slot.touched = slot.touched.min(self.now);
                    slot.next_step = self.now;
                    slot.completed = self.now;
                    return self.complete(lead);
                }
                Choice::Nurture => return self.nurture(lead),
            }
        }
        // Nobody: it lies there until a step of the ladder moves it.
    }

    /// The first who is not away.
    pub(super) fn first_there(&mut self, holders: &[u32], though_away: bool) -> Option<usize> {
        let there = holders.iter().map(|&person| person as usize).find(|&person| !self.is_away(person));
        there.or_else(|| holders.first().filter(|_| though_away).map(|&person| person as usize))
    }

    fn next_of_pool(&mut self, pool: usize) -> Option<usize> {
        let model = self.model;
        let of = &model.pools[pool];
        let mut there = std::mem::take(&mut self.there);
        let mut candidates = std::mem::take(&mut self.candidates);
        there.clear();
        candidates.clear();
        for (place, &member) in of.members.iter().enumerate() {
            let (person, worker) = (member as usize, &model.people[member as usize]);
            let share = match of.method {
                PoolMethod::RoundRobin | PoolMethod::LoadBalanced => 1,
                PoolMethod::Weighted => worker.weight,
                PoolMethod::PerformanceWeighted => worker.performance_percent,
            };
            if share == 0
                || (of.minds_absences && self.is_away(person))
                || (of.minds_capacity && self.is_full(person))
                || (of.minds_hours && !self.desks[person].is_there)
            {
                continue;
            }
            let desk = &self.desks[person];
            let load = Load {
                today: desk.today,
                open: desk.open + desk.in_work,
                given: self.given[pool][place],
                last_given: desk.last_given,
            };
            there.push(place as u32);
            candidates.push(Candidate { load, share, capacity: worker.capacity });
        }
        let chosen = next_place(of.method, &candidates).and_then(|place| there.get(place).copied());
        (self.there, self.candidates) = (there, candidates);
        let place = chosen? as usize;
        self.given[pool][place] += 1;
        Some(of.members[place] as usize)
    }

    #[inline(always)]
    pub(super) fn accept(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        if slot.accepted != NOT_YET {
            return;
        }
        slot.accepted = self.now;
        let model = self.model;
        for &line in &model.points[slot.point as usize].tiers[slot.tier as usize].accepted_roots {
            self.enter_line(line as usize, lead, self.now);
        }
    }

    /// The receiver's decision; false = turned down.
    #[inline(always)]
    pub(super) fn decide(&mut self, lead: u32, work: &Work) -> bool {
        let slot = &mut self.leads[lead as usize];
        if slot.accepted != NOT_YET {
            return true;
        }
        if !work.decisions.is_empty()
            && let Some(place) = work.decisions.draw(self.streams.of(Purpose::Decision, slot.key).unit())
        {
            let (is_recycled, reason) = work.decided[place];
            slot.end = if is_recycled { End::Recycled } else { End::Rejected };
            slot.reason = reason.unwrap_or(NONE);
            return false;
        }
        self.accept(lead);
        true
    }

    /// Ends a passage that was rejected or recycled; the reason says who comes back.
    pub(super) fn turn_down(&mut self, lead: u32) {
        let reasons = self.model.policy.dispositions.len();
        let slot = &mut self.leads[lead as usize];
        slot.rejected = self.now;
        let place = if slot.reason == NONE { reasons } else { slot.reason as usize };
        let end = slot.end;
        self.end_passage(lead, end);
        self.come_back(lead, place);
    }

    /// To a stage where nobody works on it.
    fn nurture(&mut self, lead: u32) {
        let slot = &mut self.leads[lead as usize];
        slot.rejected = self.now;
        self.end_passage(lead, End::Recycled);
        self.come_back(lead, self.model.policy.dispositions.len() + 1);
    }

    fn come_back(&mut self, lead: u32, place: usize) {
        let model = self.model;
        let turned = &model.points[self.leads[lead as usize].point as usize].turned[place];
        let mut stream = self.stream(Purpose::Return, lead);
        if stream.unit() >= turned.share {
            self.leave(lead);
            return;
        }
        let at = match &turned.after {
            After::Length(length) => self.now + length.draw(|| stream),
            After::Days(days) => {
                let local = model.zone.local(self.now).checked_add_days(Days::new(u64::from(*days)));
                local.map_or(Instant::MAX, |local| model.zone.instants_of(local).earliest())
            }
        };
        self.plan(at.max(self.now), What::Begin, lead);
    }

    /// No room, or no patience left.
    pub(super) fn lose(&mut self, lead: u32) {
        self.end_passage(lead, End::Lost);
        self.leave(lead);
    }

    pub(super) fn lose_patience(&mut self, lead: u32) {
        self.detach(lead);
        self.lose(lead);
    }

    /// A handoff is complete; perhaps another one follows.
    pub(super) fn complete(&mut self, lead: u32) {
        let model = self.model;
        let (point, tier) = self.end_passage(lead, End::Completed);
        let flow = &model.points[point].tiers[tier].flow;
        if flow.shares.is_empty() {
            return self.leave(lead);
        }
        let mut stream = self.stream(Purpose::Flow, lead);
        let Some((to, after)) = flow.shares.draw(stream.unit()).map(|place| &flow.next[place]) else {
            return self.leave(lead);
        };
        let length = Sampler::draw(after, || stream);
        self.leads[lead as usize].point = *to;
        if length == 0 { self.begin(lead) } else { self.plan(self.now + length, What::Begin, lead) }
    }

    /// Ends a passage and counts it; gives the handoff point and the tier that it was of.
    #[inline(always)]
    fn end_passage(&mut self, lead: u32, end: End) -> (usize, usize) {
        let model = self.model;
        let slot = &mut self.leads[lead as usize];
        slot.end = end;
        let (point, tier) = (slot.point as usize, slot.tier as usize);
        self.areas.levels[model.under_way(point)].add(self.now, -1);
        if slot.has_paused || self.trace.is_some() {
            self.settle_with_pauses(lead);
            self.leads[lead as usize].close(model.converts_at);
        } else {
            self.tally.passage(model, slot, &[]);
            slot.close(model.converts_at);
        }
        (point, tier)
    }

    /// Counts a passage that has not ended.
    pub(super) fn settle(&mut self, lead: u32) {
        let slot = &self.leads[lead as usize];
        if slot.has_paused || self.trace.is_some() {
            return self.settle_with_pauses(lead);
        }
        self.tally.passage(self.model, slot, &[]);
    }

    #[cold]
    fn settle_with_pauses(&mut self, lead: u32) {
        let slot = &self.leads[lead as usize];
        let pauses = self.pauses.remove(&lead).unwrap_or_default();
        self.tally.passage(self.model, slot, &pauses);
        if let Some(trace) = &mut self.trace {
            trace.passage(self.model, slot, &pauses);
        }
    }

    /// A lead that passes through nothing is gone for good, and its place is free.
    #[inline(always)]
    fn leave(&mut self, lead: u32) {
        let points = self.model.points.len();
        match points {
            1 => self.cycles[lead as usize] = 0,
            _ => self.cycles[lead as usize * points..][..points].fill(0),
        }
        self.ended += 1;
        self.free.push(lead);
    }

    /// Stops the clocks until the buyer answers, where the policy's pause conditions hold of the record meanwhile.
    pub(super) fn pause(&mut self, lead: u32, work: &Work, until: Instant) {
        if work.wait_fields.is_empty() {
            return;
        }
        let slot = &self.leads[lead as usize];
        let of = &self.model.policy.handoffs[slot.point as usize];
        let mut record: HandoffRecord = self.model.kinds[slot.kind as usize].facts.clone();
        record.attributes.extend(work.wait_fields.iter().cloned());
        let told = Told { now: self.now, zone: self.model.zone.clone() };
        let conditions = of.clock_conditions.iter().flat_map(|conditions| &conditions.pauses);
        let mut conditions = conditions.map(|pause| &pause.when);
        if conditions.any(|when| when.truth(&record, &self.model.policy.fields, &told).is_true()) {
            self.pauses.entry(lead).or_default().push((self.now, until));
            self.leads[lead as usize].has_paused = true;
        }
    }
}
