//! A handoff is judged by a figure.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A handoff has no KPI",
    why: "What has no figure is discussed by anecdote.",
    good: "Marketing to SDR: time to first touch.",
    bad: "Marketing to SDR: it should go well.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.kpi.is_none()) {
        found.handoff(point, Part::Basics, "no figure says how well it works: choose a primary KPI");
        for kpi in asked.policy.kpis.iter().take(3) {
            found.fix(format!("Measure it by {}", kpi.name), fixes::set_in(point, "kpi", json!(kpi.key)));
        }
    }
}
