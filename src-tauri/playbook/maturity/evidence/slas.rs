//! SLAs and alerts: promises, who is told when they are not kept, and whether they are.

use super::{KEPT, PROMISES, all, attainment, held, measured_points, no_error, point_name};
use crate::maturity::{Evidence, Facts, Level};
use crate::policy::{HandoffPoint, StepTime};

pub(super) fn slas(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = &facts.policy.handoffs;
    let promised = || points.iter().filter(|point| !point.targets.is_empty());
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every handoff point has a target",
            "handoff points",
            "Promise how soon each handoff is taken over.",
            points,
            point_name,
            |point| !point.targets.is_empty(),
        )],
        Level::BuiltIn => {
            let steps = |point: &HandoffPoint, wanted: fn(&StepTime) -> bool| {
                point.escalation.iter().flat_map(|ladder| &ladder.steps).any(|step| wanted(&step.at))
            };
            vec![
                all(
                    "Every promise has a reminder",
                    "handoff points",
                    "Remind the owner at half of the window.",
                    promised(),
                    point_name,
                    |point| steps(point, |at| matches!(at, StepTime::Share { percent } if *percent < 100)),
                ),
                all(
                    "Every promise has a step at or after its breach",
                    "handoff points",
                    "Say who is told when a promise is broken.",
                    promised(),
                    point_name,
                    |point| {
                        steps(point, |at| {
                            matches!(at, StepTime::Share { percent } if *percent >= 100)
                                || matches!(at, StepTime::AfterBreach { .. })
                        })
                    },
                ),
            ]
        }
        Level::Measured => vec![measured_points(
            facts,
            "Attainment of every handoff point is measured",
            "Map the columns that say when a handoff was accepted and touched.",
            &PROMISES,
        )],
        Level::Operationalised => vec![
            held(
                "Nine of ten promises are kept",
                "Start with the handoff point whose breaches weigh most: the review names it.",
                attainment(facts.review, |_| true),
                KEPT,
                true,
            ),
            no_error(
                facts,
                "Every escalation reaches somebody",
                "Mend what the check finds in the ladders.",
                &["escalation-reaches-nobody", "sla-without-escalation"],
            ),
        ],
    }
}
