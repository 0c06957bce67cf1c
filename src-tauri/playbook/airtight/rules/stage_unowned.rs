//! Every stage has a team.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::{HandoffPoint, Noun, Team};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A stage has no owner",
    why: "A record in a stage that nobody owns waits for somebody to notice.",
    good: "SAL belongs to the SDR team.",
    bad: "MQL belongs to marketing and sales, more or less.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for stage in asked.policy.stages.iter().filter(|stage| stage.team.is_none() && !stage.kind.is_end()) {
        found.stage(stage, Part::Lifecycle, format!("no team owns the stage {}", stage.name));
        // Whoever receives records into it comes first.
        let receives = |team: &Team| {
            let into = |point: &&HandoffPoint| point.to_stage.as_ref() == Some(&stage.key);
            asked.policy.handoffs.iter().filter(into).any(|point| asked.policy.receiver_team(point) == Some(team))
        };
        let mut teams: Vec<&Team> = asked.policy.teams.iter().collect();
        teams.sort_by_key(|team| !receives(team));
        for team in teams.into_iter().take(3) {
            found
                .fix(format!("Give it to {}", team.name), fixes::set(Noun::Stage, &stage.key, "team", json!(team.key)));
        }
    }
}
