//! What an import changes on the desk: findings against cases. The same findings twice change nothing the second time.

use super::{Finding, FindingId};
use crate::{DAY, Instant, Millis};
use std::collections::BTreeMap;

/// A finding that had ended more than this before the data's own instant when it is first seen is history: it is counted in the
/// measures and not put in the queue. Otherwise the first import of a year would bury the desk under what nobody can change any more.
pub const HISTORY: Millis = 7 * DAY;

/// So is one that stands, but arose more than this before the data's own instant when it is first seen: nobody waits for it any more. Once
/// the data comes more often than this, the clause takes nothing from the desk.
pub const OLD: Millis = 30 * DAY;

/// What the desk knows of a case that a rule raised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: FindingId,
    pub fate: Fate,
    /// The finding stood in the data when it was last looked.
    pub stands: bool,
}

/// Where a case is in its life, as far as the data's changes ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// On the desk, disputed ones included.
    Open,
    /// A person resolved it.
    Resolved,
    /// The record was corrected.
    Corrected,
}

/// What has to be done.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reconciled<'f> {
    pub raise: Vec<&'f Finding>,
    /// The case stays as it is; what it says of the record may be out of date.
    pub keep: Vec<&'f Finding>,
    /// Nothing is found any more: closed with a note, because the record was corrected.
    pub close: Vec<FindingId>,
    /// Found again after the data had it corrected.
    pub reopen: Vec<&'f Finding>,
    /// Resolved by a person, and no longer found: should it come back, it is a new occurrence.
    pub gone: Vec<FindingId>,
    /// Not on the desk, because it was over or old before anybody looked: see [`HISTORY`] and [`OLD`].
    pub history: Vec<&'f Finding>,
}

/// Compares what was found as of an instant with the cases that rules raised before.
pub fn reconcile<'f>(findings: &'f [Finding], cases: &[Known], as_of: Instant) -> Reconciled<'f> {
    let mut known: BTreeMap<&FindingId, &Known> = cases.iter().map(|case| (&case.id, case)).collect();
    let mut result = Reconciled::default();
    for finding in findings {
        match known.remove(&finding.id) {
            None if is_history(finding, as_of) => result.history.push(finding),
            None => result.raise.push(finding),
            Some(case) => match (case.fate, case.stands) {
                // What a person resolved stays so while it stands, and is open again once it came back.
                (Fate::Open, _) | (Fate::Resolved, true) => result.keep.push(finding),
                (Fate::Resolved, false) | (Fate::Corrected, _) => result.reopen.push(finding),
            },
        }
    }
    for (id, case) in known {
        match (case.fate, case.stands) {
            (Fate::Open, _) => result.close.push(id.clone()),
            (Fate::Resolved, true) => result.gone.push(id.clone()),
            (Fate::Resolved, false) | (Fate::Corrected, _) => {}
        }
    }
    result
}

fn is_history(finding: &Finding, as_of: Instant) -> bool {
    let before = |at: Instant, ago: Millis| at < as_of.saturating_sub(ago);
    before(finding.arose, OLD) || finding.ended.is_some_and(|ended| before(ended, HISTORY))
}
