//! Which stage comes after which: the order in which the policy lists its handoff points, as far as records went that way.

use super::Dimension;
use super::columns::Columns;
use crate::policy::Policy;

/// By code of a handoff, the one after it.
///
/// A stage is a handoff point that some record has; the next stage is the next such point in the policy's order. There is none
/// after the last, none for a handoff that the policy does not know, and none where no record ever entered the one after the
/// other: such points are no two stages of one way, but side by side or known under other record ids.
pub(super) fn next_stages(columns: &Columns, policy: &Policy) -> Vec<Option<u32>> {
    let Some(handoffs) = columns.dictionary(Dimension::Handoff) else { return Vec::new() };
    let mut next = vec![None; handoffs.len()];
    let stages: Vec<u32> = policy.handoffs.iter().filter_map(|point| handoffs.find(&point.key)).collect();
    for pair in stages.windows(2) {
        if columns.journeys().is_way(pair[0], pair[1]) {
            next[pair[0] as usize] = Some(pair[1]);
        }
    }
    next
}
