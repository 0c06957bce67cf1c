//! Continuity after the sale.

use super::{KEPT, after_the_sale, at_least, attainment, held, together, yes};
use crate::maturity::{Evidence, Facts, Level};
use crate::metrics::Metric;

pub(super) fn continuity(level: Level, facts: &Facts<'_>) -> Vec<Evidence> {
    let points = after_the_sale(facts);
    let is_one = |key: &str| points.iter().any(|point| point.key == key);
    match level {
        Level::AdHoc => Vec::new(),
        Level::Documented => vec![at_least(
            "There is a handoff point from the sale into onboarding or success",
            "Draw the handoff from the sale into onboarding.",
            points.len() as u64,
            1,
            "handoff points",
        )],
        Level::BuiltIn => {
            let asks = |word: &'static str, text: &str, step: &str| {
                let found = points.iter().find(|point| {
                    facts.policy.required_fields(point).iter().any(|field| {
                        let name = facts.policy.field(field).map_or(field.as_str(), |field| field.name.as_str());
                        format!("{field} {name}").to_lowercase().contains(word)
                    })
                });
                let shown = match found {
                    Some(point) => format!("{} requires it", point.key),
                    None => "No packet after the sale requires it".to_owned(),
                };
                yes(text, step, found.is_some(), shown)
            };
            vec![
                asks(
                    "outcome",
                    "A packet after the sale requires the promised outcomes",
                    "Require the promised outcomes in the packet into onboarding.",
                ),
                asks(
                    "risk",
                    "A packet after the sale requires the risks",
                    "Require the risks in the packet into onboarding.",
                ),
                asks(
                    "stakeholder",
                    "A packet after the sale requires the stakeholders",
                    "Require the stakeholders in the packet into onboarding.",
                ),
            ]
        }
        Level::Measured => {
            let records = facts
                .review
                .map_or(0, |review| review.rows.iter().filter(|row| is_one(&row.handoff.key)).map(|row| row.n).sum());
            vec![at_least(
                "Handoffs after the sale are imported",
                "Import the records of onboarding and success.",
                records,
                1,
                "records in the reviewed month",
            )]
        }
        Level::Operationalised => vec![
            held(
                "Nine of ten required fields after the sale are filled",
                "Ask for what is blank most often before the deal is closed.",
                together(facts.review, &[Metric::PacketFillRate], is_one),
                KEPT,
                true,
            ),
            held(
                "Nine of ten promises after the sale are kept",
                "Look at the worst breaches of onboarding.",
                attainment(facts.review, is_one),
                KEPT,
                true,
            ),
        ],
    }
}
