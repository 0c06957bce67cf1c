//! What is counted of each passage when it has ended, or when the time is up.

use super::lead::{End, Lead, NOT_YET};
use crate::calendar::{Counting, Pauses, used};
use crate::metrics::columns::NEVER;
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::SlaState;
use crate::record::sla::judge::{Passage, judge};
use crate::simulator::lengths::Lengths;
use crate::simulator::model::{Model, NONE};
use crate::{Instant, MINUTE};

/// The lengths that are measured, as in the metrics: from start to assignment, acceptance, first touch; from acceptance to the next
/// step; from start to completion. In the order of the clocks.
pub(crate) const LENGTHS: [(Moment, Moment); 5] = [
    (Moment::Started, Moment::Assigned),
    (Moment::Started, Moment::Accepted),
    (Moment::Started, Moment::FirstTouch),
    (Moment::Accepted, Moment::NextStep),
    (Moment::Started, Moment::Completed),
];

/// The passages of one handoff point, tier and group.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    pub started: u64,
    pub assigned: u64,
    pub accepted: u64,
    pub rejected: u64,
    pub recycled: u64,
    pub touched: u64,
    pub completed: u64,
    pub lost: u64,
    /// Without a first touch although its target is past; where there is no target, without a first touch at all.
    pub untouched: u64,
    /// Had another owner than the first one.
    pub reassigned: u64,
    pub reassignments: u64,
    /// By clock and state.
    pub states: [[u64; 8]; 5],
    pub lengths: [Lengths; 5],
    /// Leads whose response counts for conversion.
    pub responses: u64,
    pub conversions: f64,
    pub value: f64,
}

impl Cell {
    /// Everything but the lengths, which are added apart.
    pub fn add_counts(&mut self, other: &Cell) {
        self.started += other.started;
        self.assigned += other.assigned;
        self.accepted += other.accepted;
        self.rejected += other.rejected;
        self.recycled += other.recycled;
        self.touched += other.touched;
        self.completed += other.completed;
        self.lost += other.lost;
        self.untouched += other.untouched;
        self.reassigned += other.reassigned;
        self.reassignments += other.reassignments;
        for (own, other) in self.states.iter_mut().flatten().zip(other.states.iter().flatten()) {
            *own += other;
        }
        self.responses += other.responses;
        self.conversions += other.conversions;
        self.value += other.value;
    }
}

/// Counts of one replication.
#[derive(Debug)]
pub(crate) struct Tally {
    /// By handoff point, tier and group.
    pub cells: Vec<Cell>,
    /// By ladder line and tier: how often it fired.
    pub fired: Vec<u64>,
    /// Passages that began earlier are not counted.
    pub from: Instant,
    /// Handoffs that ended or were under way at the end, counted or not.
    pub passages: u64,
}

impl Tally {
    pub fn new(model: &Model, from: Instant) -> Tally {
        let cells = model.points.len() * (model.tiers + 1) * model.groups.len();
        let fired = vec![0; model.lines.len() * (model.tiers + 1)];
        Tally { cells: vec![Cell::default(); cells], fired, from, passages: 0 }
    }

    /// Counts a passage as it stands at the end of the horizon, from which on nothing is known.
    pub fn passage(&mut self, model: &Model, lead: &Lead, pauses: &[(Instant, Instant)]) {
        self.passages += 1;
        if lead.started < self.from {
            return;
        }
        let group = if lead.owner == NONE { 0 } else { model.people[lead.owner as usize].group as usize };
        let place = (lead.point as usize * (model.tiers + 1) + lead.tier as usize) * model.groups.len() + group;
        let (cell, point) = (&mut self.cells[place], &model.points[lead.point as usize]);
        let passage = as_passage(lead, model, pauses);
        let has = |moment: Moment| passage.moments[moment.index()] != NEVER;
        cell.started += 1;
        cell.assigned += u64::from(has(Moment::Assigned));
        cell.accepted += u64::from(has(Moment::Accepted));
        cell.touched += u64::from(has(Moment::FirstTouch));
        cell.completed += u64::from(has(Moment::Completed));
        match lead.end {
            End::Rejected => cell.rejected += 1,
            End::Recycled => cell.recycled += 1,
            End::Lost => cell.lost += 1,
            End::Open | End::Completed => {}
        }
        cell.reassigned += u64::from(lead.reassigned > 0);
        cell.reassignments += u64::from(lead.reassigned);

        let calendar = point.rules.calendar.as_deref();
        let mut business = [None; 5];
        // Several moments often fall together.
        let mut last = (NEVER, NEVER, 0);
        for (slot, (from, to)) in LENGTHS.into_iter().enumerate() {
            let (from, to) = (passage.moments[from.index()], passage.moments[to.index()]);
            if from == NEVER || to == NEVER {
                continue;
            }
            let length = match calendar {
                _ if from == to => 0,
                _ if (from, to) == (last.0, last.1) => last.2,
                Some(calendar) => used(calendar, Counting::Business, from, to, &passage.pauses),
                None => to - from,
            };
            last = (from, to, length);
            business[slot] = Some(length);
            cell.lengths[slot].push(length);
        }
        let mut is_untouched = !has(Moment::FirstTouch);
        for &clock in &point.clocks {
            // A rejection answers the acceptance clock; the judge then measures for itself.
            let known = business[clock.index()].filter(|_| calendar.is_some() && lead.rejected == NOT_YET);
            let state = judge(clock, &passage, NEVER, Some(&point.rules), model.end, known).state;
            cell.states[clock.index()][state as usize] += 1;
            if clock == ClockKind::FirstTouch && state != SlaState::NotApplicable {
                is_untouched = state == SlaState::BreachedOpen;
            }
        }
        let is_turned_down = matches!(lead.end, End::Rejected | End::Recycled);
        cell.untouched += u64::from(is_untouched && !is_turned_down);

        if lead.point == model.converts_at && !lead.has_responded {
            cell.responses += 1;
            if has(Moment::FirstTouch)
                && let Some(conversion) = &model.scenario.conversion
            {
                let minutes = (lead.touched - lead.started) as f64 / MINUTE as f64;
                let (base, amount) = model.worth[lead.kind as usize];
                let converts = base * conversion.decay_at(minutes);
                cell.conversions += converts;
                cell.value += converts * amount;
            }
        }
    }
}

/// A lead's passage as the SLA judge reads it: nothing after the end is known.
#[inline]
fn as_passage<'a>(lead: &Lead, model: &Model, pauses: &[(Instant, Instant)]) -> Passage<'a> {
    let known = |at: Instant| if at <= model.end { at } else { NEVER };
    let mut passage = Passage::BLANK;
    passage.moments[Moment::Started.index()] = lead.started;
    passage.moments[Moment::Assigned.index()] = known(lead.assigned);
    passage.moments[Moment::Accepted.index()] = known(lead.accepted);
    passage.moments[Moment::Rejected.index()] = known(lead.rejected);
    passage.moments[Moment::FirstTouch.index()] = known(lead.touched);
    passage.moments[Moment::NextStep.index()] = known(lead.next_step);
    passage.moments[Moment::Completed.index()] = known(lead.completed);
    passage.disposition = lead.disposition(model.end);
    // Codes of the rules: tiers from 1, 0 = none.
    passage.tier = if lead.tier as usize == model.tiers { 0 } else { lead.tier + 1 };
    if !pauses.is_empty() {
        let known = |&(from, to): &(Instant, Instant)| (from, Some(to).filter(|&to| to <= model.end));
        passage.pauses = Pauses::union(pauses.iter().map(known).collect());
    }
    passage
}
