//! A simulated history, passage by passage: as handoff records, which can be imported like any other.

use super::model::{Model, NONE};
use super::run::{End, TracedLead};
use crate::Instant;
use crate::record::{HandoffRecord, Moment, Pause};

/// What happened in one replication.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Passages in the order in which they ended; those that were under way at the end come last.
    pub records: Vec<HandoffRecord>,
    /// Ladder steps in the order in which they fired.
    pub steps: Vec<TracedStep>,
}

/// A step of a ladder that fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TracedStep {
    pub at: Instant,
    pub record_id: String,
    /// Key of the handoff point.
    pub handoff: String,
    pub cycle: u32,
    /// Places, from 0, of the ladder within its handoff point and of the step within the ladder.
    pub ladder: usize,
    pub step: usize,
}

/// `web-17`: the source and the number of the lead.
fn record_id(model: &Model, lead: &TracedLead) -> String {
    let source = &model.scenario.sources[(lead.entity >> 40) as usize];
    format!("{}-{}", source.key, (lead.entity & ((1 << 40) - 1)) + 1)
}

impl Trace {
    pub(super) fn passage(&mut self, model: &Model, lead: &TracedLead, pauses: &[(Instant, Instant)]) {
        let facts = &model.kinds[lead.kind as usize].facts;
        let person = |person: u32| (person != NONE).then(|| &model.people[person as usize]);
        let mut record = HandoffRecord {
            record_id: record_id(model, lead),
            handoff: model.points[lead.point as usize].key.clone(),
            cycle: u32::from(lead.cycle),
            disposition: lead.disposition(model.end),
            owner: person(lead.owner).map(|worker| worker.name.clone()),
            owner_group: person(lead.owner)
                .map(|worker| model.groups[worker.group as usize].clone())
                .filter(|group| !group.is_empty()),
            first_owner: person(lead.first_owner).map(|worker| worker.name.clone()),
            reassign_count: Some(lead.reassigned),
            reason: model.policy.dispositions.get(lead.reason as usize).map(|reason| reason.key.clone()),
            ..facts.clone()
        };
        let moments = [
            (Moment::Started, lead.started),
            (Moment::Assigned, lead.assigned),
            (Moment::Accepted, lead.accepted),
            (Moment::Rejected, lead.rejected),
            (Moment::FirstTouch, lead.touched),
            (Moment::NextStep, lead.next_step),
            (Moment::Completed, lead.completed),
        ];
        for (moment, at) in moments {
            record.set(moment, Some(at).filter(|&at| at <= model.end));
        }
        let pause = |&(from, to): &(Instant, Instant)| Pause {
            from,
            to: Some(to).filter(|&to| to <= model.end),
            reason: "waiting for the buyer".into(),
        };
        record.pauses = pauses.iter().map(pause).collect();
        debug_assert!(lead.end != End::Completed || record.at(Moment::Completed).is_some());
        self.records.push(record);
    }

    pub(super) fn step(&mut self, at: Instant, model: &Model, lead: &TracedLead, line: u32) {
        let line = &model.lines[line as usize];
        self.steps.push(TracedStep {
            at,
            record_id: record_id(model, lead),
            handoff: model.points[lead.point as usize].key.clone(),
            cycle: u32::from(lead.cycle),
            ladder: line.ladder as usize,
            step: line.step as usize,
        });
    }
}
