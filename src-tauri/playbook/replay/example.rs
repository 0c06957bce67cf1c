//! One record in full, under both policies.

use super::{Replayer, Side, owner_words};
use crate::Instant;
use crate::policy::{Assignment, ClockKind, HandoffPoint};
use crate::record::sla::{SlaState, StepFate, clock_sheets};
use crate::record::{HandoffRecord, Moment};
use crate::routing::{Reasons, Routed};
use serde::Serialize;
use ts_rs::TS;

/// A record under both policies.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReplayedRecord {
    /// Row id, as the records screen has it.
    pub id: String,
    pub record_id: String,
    /// Key of the handoff point.
    pub handoff: String,
    pub cycle: u32,
    #[ts(type = "number | null")]
    pub started_at: Option<Instant>,
    pub segment: Option<String>,
    pub intent: Option<String>,
    /// Who owned it, by the record itself.
    pub owner: Option<String>,
    pub then: RecordSide,
    pub draft: RecordSide,
}

/// A record under one policy.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct RecordSide {
    /// To whom routing gives it, in words; `None` = nobody knows.
    pub owner: Option<String>,
    /// Why, or what is not known.
    pub because: String,
    /// The clocks that have a target.
    pub outcomes: Vec<ReplayedClock>,
    /// The steps of its ladders in the order in which they are due.
    pub ladder: Vec<ReplayedStep>,
}

/// How one clock came out.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReplayedClock {
    pub target: ClockKind,
    pub state: SlaState,
    #[ts(type = "number | null")]
    pub due_at: Option<Instant>,
    pub because: String,
}

/// A step of a ladder.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReplayedStep {
    pub target: ClockKind,
    /// `reminder to the owner at 50 % of the target`
    pub step: String,
    /// `None` where it never falls due.
    #[ts(type = "number | null")]
    pub at: Option<Instant>,
    pub fate: StepFate,
}

impl Replayer {
    /// A record in full; `id` is its row.
    pub fn example(&self, id: u32, record: &HandoffRecord) -> ReplayedRecord {
        ReplayedRecord {
            id: id.to_string(),
            record_id: record.record_id.clone(),
            handoff: record.handoff.clone(),
            cycle: record.cycle,
            started_at: record.at(Moment::Started),
            segment: record.segment.clone(),
            intent: record.intent.clone(),
            owner: record.owner.clone(),
            then: self.then.example(record),
            draft: self.draft.example(record),
        }
    }
}

impl Side {
    fn example(&self, record: &HandoffRecord) -> RecordSide {
        let standing = self.judging.standing(record);
        let (owner, because) = match standing.point {
            None => (None, "the policy does not have its handoff point".into()),
            Some(point) => match self.routed(standing.term, point, record, Reasons::Worded) {
                Ok(routed) => (Some(owner_words(standing.policy, point, &routed)), because(point, routed)),
                Err(field) => (None, format!("routing asks for {field}, which no import brought")),
            },
        };
        let outcomes = clock_sheets(record, self.judging.versions(), self.judging.as_of());
        let outcomes = outcomes.into_iter().map(|sheet| ReplayedClock {
            target: sheet.clock,
            state: sheet.state,
            due_at: sheet.due_at,
            because: sheet.because,
        });
        let ladder = standing.steps.iter().map(|step| ReplayedStep {
            target: step.clock,
            step: standing.policy.step_words(step.step),
            at: step.at,
            fate: step.fate,
        });
        RecordSide { owner, because, outcomes: outcomes.collect(), ladder: ladder.collect() }
    }
}

/// Why routing decides so. Of a pool the row alone: who was next depends on what everybody held, which is not known.
fn because(point: &HandoffPoint, routed: Routed) -> String {
    match routed.row.map(|place| (place, &point.routing.rows[place])) {
        Some((place, row)) if matches!(row.assign, Assignment::Pool { .. }) => {
            let named = if row.reason.trim().is_empty() { row.kind.word() } else { row.reason.trim() };
            format!("row {} ({named})", place + 1)
        }
        Some(_) | None => routed.because,
    }
}
