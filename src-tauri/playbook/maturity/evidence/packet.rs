//! The handoff packet: what is handed over, and whether it comes filled.

use super::{KEPT, all, held, measured_points, point_name, together, yes};
use crate::maturity::{Evidence, Facts, Level};
use crate::metrics::Metric;
use crate::metrics::words::share;
use crate::policy::{AcceptanceMode, ReceiverKind};

pub(super) fn packet(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let policy = facts.policy;
    let points = &policy.handoffs;
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![all(
            "Every handoff point has a packet",
            "handoff points",
            "Give each handoff point a packet template.",
            points,
            point_name,
            |point| !policy.packet(point).is_empty(),
        )],
        Level::BuiltIn => vec![
            all(
                "Every packet has required fields",
                "handoff points",
                "Say which fields of each packet are required.",
                points,
                point_name,
                |point| !policy.required_fields(point).is_empty(),
            ),
            all(
                "Where a person receives, acceptance is an act",
                "handoff points",
                "Ask the receiver to accept or reject.",
                points.iter().filter(|point| point.receiver_kind == ReceiverKind::Person),
                point_name,
                |point| point.acceptance.mode == AcceptanceMode::Required,
            ),
        ],
        Level::Measured => {
            let fill = together(facts.review, &[Metric::PacketFillRate], |_| true);
            vec![
                yes(
                    "How well packets are filled is measured",
                    "Map the columns of the required packet fields.",
                    fill.is_some(),
                    fill.map_or("No imported records say it yet".into(), |fill| {
                        format!("{} of required fields are filled", share(fill))
                    }),
                ),
                measured_points(
                    facts,
                    "Rejections are recorded",
                    "Map the column that says what the receiver decided.",
                    &[Metric::AcceptanceRate],
                ),
            ]
        }
        Level::Operationalised => {
            let worse = facts.review.and_then(|review| {
                review.signals.iter().find(|signal| signal.worse && signal.metric == Metric::AcceptanceRate)
            });
            vec![
                held(
                    "Nine of ten required fields are filled",
                    "Ask for the fields that are blank most often before acceptance.",
                    together(facts.review, &[Metric::PacketFillRate], |_| true),
                    KEPT,
                    true,
                ),
                yes(
                    "No handoff point is turned down more than usual",
                    "Talk about the signal with sender and receiver.",
                    facts.review.is_some() && worse.is_none(),
                    match worse {
                        Some(signal) => format!("{}: {}", signal.handoff.key, signal.claim),
                        None if facts.review.is_none() => "No imported records say it yet".into(),
                        None => "No signal for the worse".into(),
                    },
                ),
            ]
        }
    }
}
