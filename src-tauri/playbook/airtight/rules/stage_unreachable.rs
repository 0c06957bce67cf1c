//! Every stage can be reached.

use super::{Findings, Inquiry, Page};
use crate::airtight::problem::Part;
use crate::policy::StageKind;

pub(super) const PAGE: Page = Page {
    title: "A stage cannot be reached",
    why: "A stage that no record can get to is a stage whose records got there by hand.",
    good: "SAL is reached through the routing handoff.",
    bad: "SAL stands on the map, and no handoff leads to it.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    let moves = asked.policy.moves();
    let starts: Vec<&str> = asked
        .policy
        .stages
        .iter()
        .filter(|stage| stage.kind == StageKind::Start)
        .map(|stage| stage.key.as_str())
        .collect();
    if let (true, Some(first)) = (starts.is_empty(), asked.policy.stages.first()) {
        found.stage(first, Part::Lifecycle, "no stage is marked as the one in which records appear");
        return;
    }
    for stage in asked.policy.stages.iter().filter(|stage| !starts.iter().any(|start| moves.lead(start, &stage.key))) {
        found.stage(stage, Part::Lifecycle, format!("no way leads to the stage {}", stage.name));
    }
}
