//! The order in which cases are worked: the most urgent severity first, then what is due first.

use super::Case;
use crate::exception::Taxonomy;
use std::cmp::Ordering;

/// Sorts cases for the desk.
pub fn in_order(taxonomy: &Taxonomy<'_>, cases: &mut [Case]) {
    cases.sort_by(|a, b| order(taxonomy, a, b));
}

/// Severity, then due instant (nothing promised comes last), then number. A total order.
pub fn order(taxonomy: &Taxonomy<'_>, a: &Case, b: &Case) -> Ordering {
    let key = |case: &Case| {
        (taxonomy.rank_of(&case.severity), case.due_at.is_none(), case.due_at.unwrap_or_default(), case.number)
    };
    key(a).cmp(&key(b))
}
