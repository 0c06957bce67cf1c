//! Routing and ownership: every record has somebody.

use super::{UNTOUCHED, all, held, measured_points, no_error, point_name, together};
use crate::maturity::{Evidence, Facts, Level};
use crate::metrics::Metric;
use crate::policy::{ReceiverKind, RoutingKind};

pub(super) fn routing(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = &facts.policy.handoffs;
    let people = || points.iter().filter(|point| point.receiver_kind == ReceiverKind::Person);
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![
            all(
                "Every handoff point has one accountable role",
                "handoff points",
                "Name the one role that answers for each handoff.",
                points,
                point_name,
                |point| point.accountable_roles.len() == 1,
            ),
            all(
                "Every handoff point has a backup",
                "handoff points",
                "Name who steps in.",
                points,
                point_name,
                |point| point.backup_role.is_some(),
            ),
        ],
        Level::BuiltIn => vec![
            all(
                "Every handoff point has a routing table",
                "handoff points",
                "Write down who gets what.",
                people(),
                point_name,
                |point| !point.routing.rows.is_empty(),
            ),
            all(
                "Every routing table ends with a fallback",
                "handoff points",
                "Add a last row that takes whatever is left.",
                people(),
                point_name,
                |point| point.routing.rows.iter().any(|row| row.kind == RoutingKind::Fallback),
            ),
        ],
        Level::Measured => vec![measured_points(
            facts,
            "Time to assignment or first touch of every handoff point is measured",
            "Map the columns that say when a record was assigned and touched.",
            &[Metric::TimeToAssign, Metric::TimeToFirstTouch],
        )],
        Level::Operationalised => vec![
            no_error(
                facts,
                "No record can be left without an owner",
                "Mend what the check finds in the routing tables.",
                &["routing-not-total", "no-routing", "accountable-owner", "handoff-void"],
            ),
            held(
                "At most one of twenty lies untouched past its target",
                "Find out who lets them lie: the weekly list names them.",
                together(facts.review, &[Metric::UntouchedShare], |_| true),
                UNTOUCHED,
                false,
            ),
        ],
    }
}
