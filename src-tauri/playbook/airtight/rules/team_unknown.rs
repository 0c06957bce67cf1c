//! Sender and receiver are teams of the policy.

use super::{Findings, Inquiry, Page};
use crate::airtight::fixes;
use crate::airtight::problem::Part;
use crate::policy::{Entry, Noun, Operation, Team};
use serde_json::json;

pub(super) const PAGE: Page = Page {
    title: "A side of the handoff is no team",
    why: "A handoff to a word is a handoff to nobody in particular.",
    good: "SDR → AE, both teams of the policy.",
    bad: "Sales → whoever closes it.",
};

pub(super) fn check(asked: &Inquiry<'_>, found: &mut Findings<'_>) {
    for point in &asked.policy.handoffs {
        for (side, text, team) in [
            ("sender", &point.sender, asked.policy.sender_team(point)),
            ("receiver", &point.receiver, asked.policy.receiver_team(point)),
        ] {
            if team.is_none() {
                let named = if text.trim().is_empty() {
                    "is missing".into()
                } else {
                    format!("\"{text}\" is no team of the policy")
                };
                found.handoff(point, Part::Basics, format!("the {side} {named}"));
                for team in asked.policy.teams.iter().take(3) {
                    found.fix(format!("Make {} the {side}", team.name), fixes::set_in(point, side, json!(team.short)));
                }
                if !text.trim().is_empty() {
                    let name = text.trim().to_owned();
                    let key = fixes::free_key(&name.to_lowercase(), |key| asked.policy.has(Noun::Team, key));
                    let team = Team { key, short: name.clone(), name: name.clone() };
                    let at = asked.policy.teams.len();
                    let operation = Operation::Insert { at, entry: Entry::Team(Box::new(team)) };
                    found.fix(format!("Add the team {name}"), operation);
                }
            }
        }
    }
}
