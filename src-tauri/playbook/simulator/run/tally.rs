//! What is counted of each passage when it has ended, or when the time is up.

use super::lead::{End, Lead, NOT_YET};
use crate::calendar::{Counting, Near, Pauses, used};
use crate::metrics::columns::NEVER;
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::SlaState;
use crate::record::sla::judge::{Passage, judge, judge_by_used};
use crate::simulator::lengths::{ClockLengths, UNKNOWN};
use crate::simulator::model::{Model, NONE, Point};
use crate::{Instant, MINUTE, Millis};

/// The moments of a passage that lengths are measured between: its start, then the event that ends each clock, in the clocks' order.
const MOMENTS: [Moment; 6] =
    [Moment::Started, Moment::Assigned, Moment::Accepted, Moment::FirstTouch, Moment::NextStep, Moment::Completed];

/// By clock, the place among [`MOMENTS`] from which its length is measured, as in the metrics: the next step's from acceptance.
const FROM: [usize; 5] = [0, 0, 0, 2, 0];

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
    pub lengths: ClockLengths,
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
    /// By handoff point and moment: where on its calendar the last passage had it.
    near: Vec<[Near; 6]>,
}

impl Tally {
    pub fn new(model: &Model, from: Instant) -> Tally {
        let cells = model.points.len() * (model.tiers + 1) * model.groups.len();
        let fired = vec![0; model.lines.len() * (model.tiers + 1)];
        Tally {
            cells: vec![Cell::default(); cells],
            fired,
            from,
            passages: 0,
            near: vec![Default::default(); model.points.len()],
        }
    }

    /// Counts a passage as it stands at the end of the horizon, from which on nothing is known.
    pub fn passage(&mut self, model: &Model, lead: &Lead, pauses: &[(Instant, Instant)]) {
        self.passages += 1;
        if lead.point == model.converts_at && !lead.has_responded {
            self.convert(model, lead);
        }
        if lead.started < self.from {
            return;
        }
        let (cell, point) = (&mut self.cells[place(model, lead)], &model.points[lead.point as usize]);
        let end = model.end;
        cell.started += 1;
        cell.assigned += u64::from(lead.assigned <= end);
        cell.accepted += u64::from(lead.accepted <= end);
        cell.touched += u64::from(lead.touched <= end);
        cell.completed += u64::from(lead.completed <= end);
        let is_turned_down = match lead.end {
            End::Rejected | End::Recycled => {
                cell.rejected += u64::from(lead.end == End::Rejected);
                cell.recycled += u64::from(lead.end == End::Recycled);
                true
            }
            End::Lost => {
                cell.lost += 1;
                false
            }
            End::Open | End::Completed => false,
        };
        if lead.reassigned > 0 {
            cell.reassigned += 1;
            cell.reassignments += u64::from(lead.reassigned);
        }

        let known = |at: Instant| if at <= end { at } else { NEVER };
        let moments = [
            lead.started,
            known(lead.assigned),
            known(lead.accepted),
            known(lead.touched),
            known(lead.next_step),
            known(lead.completed),
        ];
        let lengths = lengths(point, &moments, pauses, &mut self.near[lead.point as usize]);
        cell.lengths.push(lengths);
        let mut is_untouched = lead.touched > end;
        // Nothing but the time between two moments decides.
        let is_plain = pauses.is_empty() && lead.rejected == NOT_YET && point.rules.calendar.is_some();
        let mut passage = None;
        for (clock, rule) in &point.tiers[lead.tier as usize].promises {
            let place = clock.index();
            let (start, event, used) = (moments[FROM[place]], moments[place + 1], lengths[place]);
            let quick = match rule {
                Some(rule) if is_plain && used != UNKNOWN => {
                    judge_by_used(rule, &point.rules, start, event, Some(used))
                }
                Some(_) | None => None,
            };
            let state = match quick {
                Some(verdict) => verdict.state,
                None => {
                    let passage = passage.get_or_insert_with(|| as_passage(lead, model, pauses));
                    judge(*clock, passage, NEVER, Some(&point.rules), end, None).state
                }
            };
            cell.states[place][state as usize] += 1;
            if *clock == ClockKind::FirstTouch && state != SlaState::NotApplicable {
                is_untouched = state == SlaState::BreachedOpen;
            }
        }
        cell.untouched += u64::from(is_untouched && !is_turned_down);
    }

    /// What the first response to a lead is worth, in the time in which it falls: that of a lead which came before is counted too, and that
    /// of one which is answered after the end is not.
    fn convert(&mut self, model: &Model, lead: &Lead) {
        let Some(conversion) = &model.scenario.conversion else { return };
        if lead.touched < self.from || lead.touched > model.end {
            return;
        }
        let minutes = (lead.touched - lead.started) as f64 / MINUTE as f64;
        let (base, amount) = model.worth[lead.kind as usize];
        let converts = base * conversion.decay_at(minutes);
        let place = place(model, lead);
        self.cells[place].conversions += converts;
        self.cells[place].value += converts * amount;
    }
}

/// The cell that a passage belongs to.
#[inline]
fn place(model: &Model, lead: &Lead) -> usize {
    let group = if lead.owner == NONE { 0 } else { model.people[lead.owner as usize].group as usize };
    (lead.point as usize * (model.tiers + 1) + lead.tier as usize) * model.groups.len() + group
}

/// The time that each clock counted between its two moments, pauses apart; [`UNKNOWN`] where one of them did not come.
#[inline]
fn lengths(point: &Point, moments: &[Instant; 6], pauses: &[(Instant, Instant)], near: &mut [Near; 6]) -> [Millis; 5] {
    let mut readings = *moments;
    if let Some(calendar) = point.rules.calendar.as_deref().filter(|_| !point.is_always_open || !pauses.is_empty()) {
        if !pauses.is_empty() {
            let pauses = Pauses::union(pauses.iter().map(|&(from, to)| (from, Some(to))).collect());
            return each_length(moments, |from, to| used(calendar, Counting::Business, from, to, &pauses));
        }
        for place in 0..6 {
            if moments[place] == NEVER {
                continue;
            }
            // Several moments often fall together.
            readings[place] = if place > 0 && moments[place] == moments[place - 1] {
                readings[place - 1]
            } else {
                calendar.reading(moments[place], &mut near[place])
            };
        }
    }
    std::array::from_fn(|clock| {
        let (from, to) = (FROM[clock], clock + 1);
        if moments[from] == NEVER || moments[to] == NEVER { UNKNOWN } else { readings[to] - readings[from] }
    })
}

#[cold]
fn each_length(moments: &[Instant; 6], length: impl Fn(Instant, Instant) -> Millis) -> [Millis; 5] {
    std::array::from_fn(|clock| {
        let (from, to) = (moments[FROM[clock]], moments[clock + 1]);
        if from == NEVER || to == NEVER { UNKNOWN } else { length(from, to) }
    })
}

/// The tier as the rules know it: from 1, 0 = none.
fn code(lead: &Lead, model: &Model) -> u32 {
    if lead.tier as usize == model.tiers { 0 } else { u32::from(lead.tier) + 1 }
}

/// A lead's passage as the SLA judge reads it: nothing after the end is known.
#[cold]
fn as_passage<'a>(lead: &Lead, model: &Model, pauses: &[(Instant, Instant)]) -> Passage<'a> {
    let known = |at: Instant| if at <= model.end { at } else { NEVER };
    let mut passage = Passage::BLANK;
    let moments = [lead.started, lead.assigned, lead.accepted, lead.touched, lead.next_step, lead.completed];
    for (moment, at) in MOMENTS.into_iter().zip(moments) {
        passage.moments[moment.index()] = known(at);
    }
    passage.moments[Moment::Rejected.index()] = known(lead.rejected);
    passage.disposition = lead.disposition(model.end);
    passage.tier = code(lead, model);
    if !pauses.is_empty() {
        let known = |&(from, to): &(Instant, Instant)| (from, Some(to).filter(|&to| to <= model.end));
        passage.pauses = Pauses::union(pauses.iter().map(known).collect());
    }
    passage
}
