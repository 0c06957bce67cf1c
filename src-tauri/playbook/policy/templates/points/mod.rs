//! The handoff points of the templates, by where in the journey they stand.

mod customer;
mod deal;
mod growth;
mod lead;
mod tri_state;

use super::build::Point;
use crate::policy::HandoffPoint;

/// The points of the full journey, in its order.
pub(super) fn journey() -> Vec<HandoffPoint> {
    let parts = [lead::points(), deal::points(), customer::points(), growth::points()];
    parts.into_iter().flatten().map(|Point(point)| point).collect()
}

/// From sales straight to customer success, where nobody implements between them.
pub(super) fn sales_to_cs() -> HandoffPoint {
    customer::sales_to_cs().0
}

/// The points of the lead lifecycle that has three states.
pub(super) fn tri_state() -> Vec<HandoffPoint> {
    tri_state::points().into_iter().map(|Point(point)| point).collect()
}
