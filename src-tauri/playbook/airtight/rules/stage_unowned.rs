//! Every stage has a team.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;

pub(super) const PAGE: Page = Page {
    title: "A stage has no owner",
    why: "A record in a stage that nobody owns waits for somebody to notice.",
    good: "SAL belongs to the SDR team.",
    bad: "MQL belongs to marketing and sales, more or less.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for stage in asked.policy.stages.iter().filter(|stage| stage.team.is_none() && !stage.kind.is_end()) {
        found.stage(stage, Part::Lifecycle, format!("no team owns the stage {}", stage.name));
    }
}
