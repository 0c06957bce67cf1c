//! A handoff is judged by a figure.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "A handoff has no KPI",
    why: "What has no figure is discussed by anecdote.",
    good: "Marketing to SDR: time to first touch.",
    bad: "Marketing to SDR: it should go well.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in asked.policy.handoffs.iter().filter(|point| point.kpi.is_none()) {
        found.handoff(point, Part::Basics, "no figure says how well it works: choose a primary KPI");
    }
}
