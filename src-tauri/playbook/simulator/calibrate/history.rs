//! The handoffs of a history, as far as a calibration looks at them: a few numbers each, so that a million fit in memory.

use super::mix::Kinds;
use crate::Instant;
use crate::metrics::dictionary::Dictionary;
use crate::policy::Policy;
use crate::record::{Disposition, Found, HandoffRecord, Moment};

/// Handoffs, in order of their start once [`History::until`] has looked at them.
#[derive(Debug, Default)]
pub struct History {
    pub(super) rows: Vec<Row>,
    pub(super) handoffs: Dictionary,
    pub(super) tiers: Dictionary,
    pub(super) sources: Dictionary,
    pub(super) owners: Dictionary,
    pub(super) reasons: Dictionary,
    records: Dictionary,
    pub(super) kinds: Kinds,
}

/// One handoff.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Codes.
    pub record: u32,
    pub handoff: u32,
    pub tier: u32,
    pub source: u32,
    pub owner: u32,
    pub reason: u32,
    /// Place among the kinds.
    pub kind: u32,
    pub started: Instant,
    pub assigned: Option<Instant>,
    pub accepted: Option<Instant>,
    pub rejected: Option<Instant>,
    pub touched: Option<Instant>,
    pub stepped: Option<Instant>,
    pub completed: Option<Instant>,
    pub disposition: Disposition,
    /// It reached what counts as conversion at its handoff point.
    pub converted: bool,
    pub amount: f64,
    /// True = every instant is known to the minute and in a possible order.
    pub exact: bool,
}

impl Row {
    /// When the receiver decided, accepted or not.
    pub fn decided(&self) -> Option<Instant> {
        match (self.accepted, self.rejected) {
            (Some(accepted), Some(rejected)) => Some(accepted.min(rejected)),
            (accepted, rejected) => accepted.or(rejected),
        }
    }

    /// Turned down.
    pub fn is_refused(&self) -> bool {
        match self.disposition {
            Disposition::Rejected | Disposition::Recycled => true,
            Disposition::Accepted | Disposition::Completed => false,
            Disposition::Open => self.rejected.is_some() && self.accepted.is_none(),
        }
    }
}

impl History {
    /// Adds a handoff; one without a start is of no use. `found` says where the policy's fields are.
    pub fn add(&mut self, record: &HandoffRecord, policy: &Policy, found: &Found) {
        let Some(started) = record.at(Moment::Started).filter(|_| record.date_only & Moment::Started.bit() == 0) else {
            return;
        };
        let point = policy.handoff(&record.handoff);
        let tier = record.intent.as_deref().filter(|tier| policy.tiers.iter().any(|known| known.key == **tier));
        let kind = self.kinds.place(record, tier, policy, point, found);
        let at = |moment: Moment| record.at(moment).filter(|_| record.date_only & moment.bit() == 0);
        let moments = [Moment::Assigned, Moment::Accepted, Moment::Rejected, Moment::FirstTouch];
        let in_order = moments.into_iter().all(|moment| record.at(moment).is_none_or(|at| at >= started));
        let reason = record.reason.as_deref().and_then(|said| {
            let is =
                |known: &&crate::policy::DispositionReason| known.key == said || known.name.eq_ignore_ascii_case(said);
            policy.dispositions.iter().find(is).map(|known| known.key.as_str())
        });
        self.rows.push(Row {
            record: self.records.code(Some(&record.record_id)),
            handoff: self.handoffs.code(point.map(|point| point.key.as_str())),
            tier: self.tiers.code(tier),
            source: self.sources.code(record.source.as_deref()),
            owner: self.owners.code(record.owner.as_deref()),
            reason: self.reasons.code(reason),
            kind,
            started,
            assigned: at(Moment::Assigned),
            accepted: at(Moment::Accepted),
            rejected: at(Moment::Rejected),
            touched: at(Moment::FirstTouch),
            stepped: at(Moment::NextStep),
            completed: at(Moment::Completed),
            disposition: record.disposition,
            converted: point.is_some_and(|point| converted(record, point.outcome)),
            amount: record.amount.filter(|amount| amount.is_finite() && *amount >= 0.0).unwrap_or(0.0),
            exact: record.date_only == 0 && !record.truncated && in_order,
        });
    }

    /// The first and the last start.
    pub fn span(&self) -> Option<(Instant, Instant)> {
        let starts = || self.rows.iter().map(|row| row.started);
        Some((starts().min()?, starts().max()?))
    }

    /// The handoffs of a point in the policy that started before an instant, as they were known then, in order of their start.
    pub(super) fn until(&self, until: Instant) -> History {
        let known = |at: Option<Instant>| at.filter(|&at| at <= until);
        let rows = self.rows.iter().filter(|row| row.started < until && row.handoff != 0);
        let mut rows: Vec<Row> = rows
            .map(|row| {
                let later = |at: Option<Instant>| at.is_some_and(|at| at > until);
                let undecided = later(row.accepted) || later(row.rejected) || later(row.completed);
                Row {
                    assigned: known(row.assigned),
                    accepted: known(row.accepted),
                    rejected: known(row.rejected),
                    touched: known(row.touched),
                    stepped: known(row.stepped),
                    completed: known(row.completed),
                    disposition: if undecided { Disposition::Open } else { row.disposition },
                    ..row.clone()
                }
            })
            .collect();
        rows.sort_by_key(|row| (row.started, row.record));
        History {
            rows,
            handoffs: self.handoffs.clone(),
            tiers: self.tiers.clone(),
            sources: self.sources.clone(),
            owners: self.owners.clone(),
            reasons: self.reasons.clone(),
            records: self.records.clone(),
            kinds: self.kinds.clone(),
        }
    }

    /// Codes of the handoff points that have rows, with their keys.
    pub(super) fn points(&self) -> Vec<(u32, String)> {
        let keys =
            (1..self.handoffs.len() as u32).filter_map(|code| Some((code, self.handoffs.value(code)?.to_owned())));
        keys.filter(|(code, _)| self.rows.iter().any(|row| row.handoff == *code)).collect()
    }
}

fn converted(record: &HandoffRecord, outcome: crate::policy::Outcome) -> bool {
    use crate::policy::Outcome;
    match outcome {
        Outcome::Won => record.won == Some(true) || record.at(Moment::Won).is_some(),
        Outcome::Completed => record.at(Moment::Completed).is_some() || record.disposition == Disposition::Completed,
        Outcome::Opportunity => record.at(Moment::Opportunity).is_some(),
        Outcome::Meeting => record.at(Moment::Meeting).is_some(),
    }
}
