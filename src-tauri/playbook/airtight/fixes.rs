//! What repairs a problem at a keystroke: changes of the draft that a rule can name without knowing the business.

use super::inquiry::Inquiry;
use super::problem::Findings;
use crate::HOUR;
use crate::calendar::{Counting, LocalTime, Target};
use crate::policy::{
    Assignment, ClockKind, Criterion, EscalationStep, HandoffPoint, IfAway, Ladder, Noun, Operation, PacketField,
    Policy, Reach, RoutingKind, RoutingRow, SlaTarget, StepAct, StepTime,
};
use serde::Serialize;
use serde_json::{Value, json};
use ts_rs::TS;

/// A repair.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[ts(rename = "QuickFix")]
pub struct Fix {
    /// `Make SDR Manager the backup`
    pub label: String,
    pub operation: Operation,
}

/// Choices offered where several would do.
const CHOICES: usize = 3;

/// Sets a part of something.
pub(super) fn set(noun: Noun, key: &str, field: &str, value: Value) -> Operation {
    Operation::Set { noun, key: key.into(), field: field.into(), value }
}

/// Sets a part of a handoff point.
pub(super) fn set_in(point: &HandoffPoint, field: &str, value: Value) -> Operation {
    set(Noun::Handoff, &point.key, field, value)
}

/// Roles that somebody holds, those of the receiver's team first.
fn held_roles<'a>(asked: &Inquiry<'a>, point: &HandoffPoint) -> Vec<(&'a str, &'a str)> {
    let team = asked.policy.receiver_team(point).map(|team| team.key.as_str());
    let mut roles: Vec<_> = asked.policy.roles.iter().filter(|role| asked.is_held(&role.key)).collect();
    roles.sort_by_key(|role| team.is_none() || role.team.as_deref() != team);
    roles.into_iter().map(|role| (role.key.as_str(), role.name.as_str())).collect()
}

/// Offers roles to be accountable.
pub(super) fn accountable(asked: &Inquiry<'_>, point: &HandoffPoint, found: &mut Findings<'_>) {
    let backup = point.backup_role.as_deref();
    for (key, name) in held_roles(asked, point).into_iter().filter(|(key, _)| Some(*key) != backup).take(CHOICES) {
        found.fix(format!("Make {name} accountable"), set_in(point, "accountable_roles", json!([key])));
    }
}

/// Offers roles to be the backup: whom the accountable one reports to comes first.
pub(super) fn backup(asked: &Inquiry<'_>, point: &HandoffPoint, found: &mut Findings<'_>) {
    let mut roles = held_roles(asked, point);
    roles.retain(|(key, _)| !point.accountable_roles.iter().any(|accountable| accountable == key));
    let over = point.accountable_roles.first().and_then(|key| asked.policy.role(key)?.reports_to.as_deref());
    roles.sort_by_key(|(key, _)| Some(*key) != over);
    for (key, name) in roles.into_iter().take(CHOICES) {
        found.fix(format!("Make {name} the backup"), set_in(point, "backup_role", json!(key)));
    }
}

/// Offers a last row that gives whatever is left to somebody who answers for it.
pub(super) fn fallback(asked: &Inquiry<'_>, point: &HandoffPoint, found: &mut Findings<'_>) {
    let accountable =
        point.accountable_roles.iter().filter(|key| asked.is_held(key)).filter_map(|key| asked.policy.role(key));
    let accountable = accountable.map(|role| (role.key.as_str(), role.name.as_str()));
    let Some((role, name)) = accountable.chain(held_roles(asked, point)).next() else { return };
    let rows = &point.routing.rows;
    let mut rows = rows.clone();
    rows.push(RoutingRow {
        key: free_key("fallback", |key| rows.iter().any(|row| row.key == key)),
        kind: RoutingKind::Fallback,
        when: Criterion::default(),
        assign: Assignment::Role { role: role.into(), if_away: IfAway::Assign },
        reason: String::new(),
    });
    found.fix(format!("Give whatever is left to {name}"), set_in(point, "routing/rows", json!(rows)));
}

/// `fallback`, else `fallback-2` …
pub(super) fn free_key(wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let others = (2..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_owned()).chain(others).find(|key| !is_taken(key)).unwrap_or_default()
}

/// Offers to take a routing row out, and, where that may help, to put it above another.
pub(super) fn row(point: &HandoffPoint, row: usize, above: Option<usize>, found: &mut Findings<'_>) {
    let rows = &point.routing.rows;
    let others =
        || rows.iter().enumerate().filter(|(at, _)| *at != row).map(|(_, row)| row.clone()).collect::<Vec<_>>();
    if let Some(above) = above.filter(|above| *above < row) {
        let mut moved = others();
        moved.insert(above, rows[row].clone());
        let label = format!("Move row {} above row {}", row + 1, above + 1);
        found.fix(label, set_in(point, "routing/rows", json!(moved)));
    } else {
        found.fix(format!("Remove row {}", row + 1), set_in(point, "routing/rows", json!(others())));
    }
}

/// Offers a target to tiers that have none: twice what the tier before has, starting with `first`.
pub(super) fn targets(
    policy: &Policy,
    point: &HandoffPoint,
    clock: ClockKind,
    first: Target,
    found: &mut Findings<'_>,
) {
    let mut targets = point.targets.clone();
    let mut last: Option<Target> = None;
    let mut words = Vec::new();
    for tier in &policy.tiers {
        match point.target(clock, Some(&tier.key)) {
            Some(known) => last = Some(known.target),
            None => {
                let target = last.as_ref().map_or(first, twice);
                words.push(format!("{} for {}", target.words(), tier.name.to_lowercase()));
                last = Some(target);
                targets.push(SlaTarget { clock, tier: Some(tier.key.clone()), target, reminder_percent: 50 });
            }
        }
    }
    if !words.is_empty() {
        found.fix(format!("Promise {}", words.join(", ")), set_in(point, "targets", json!(targets)));
    }
}

fn twice(target: &Target) -> Target {
    match target {
        Target::Elapsed { ms } => Target::Elapsed { ms: ms.saturating_mul(2) },
        Target::Business { ms } => Target::Business { ms: ms.saturating_mul(2) },
        Target::SameBusinessDay { .. } => Target::BusinessDays { days: 1, by: LocalTime::hm(17, 0) },
        Target::BusinessDays { days, by } => Target::BusinessDays { days: days.saturating_mul(2).max(1), by: *by },
    }
}

/// Offers a target of two business days for the next step.
pub(super) fn next_step(point: &HandoffPoint, found: &mut Findings<'_>) {
    let target = Target::BusinessDays { days: 2, by: LocalTime::hm(17, 0) };
    let mut targets = point.targets.clone();
    let label = format!("Promise the next step within {}", target.words());
    targets.push(SlaTarget { clock: ClockKind::NextStep, tier: None, target, reminder_percent: 50 });
    found.fix(label, set_in(point, "targets", json!(targets)));
}

/// Offers a ladder: the owner at half, who answers for it at breach, the backup two hours later.
pub(super) fn ladder(asked: &Inquiry<'_>, point: &HandoffPoint, clock: ClockKind, found: &mut Findings<'_>) {
    let held = point.accountable_roles.iter().find(|key| asked.is_held(key)).and_then(|key| asked.policy.role(key));
    let Some(role) = held else { return };
    let step = |at, act, to| EscalationStep { at, act, to, when: Criterion::default(), note: String::new() };
    let mut steps = vec![
        step(StepTime::Share { percent: 50 }, StepAct::Remind, Reach::Owner),
        step(StepTime::Share { percent: 100 }, StepAct::Alert, Reach::Role { role: role.key.clone() }),
    ];
    if point.backup_role.as_deref().is_some_and(|backup| asked.is_held(backup)) {
        let later = StepTime::AfterBreach { ms: 2 * HOUR, counting: Counting::Business };
        steps.push(step(later, StepAct::AssignBackup, Reach::Backup));
    }
    let mut ladders = point.escalation.clone();
    ladders.retain(|ladder| ladder.clock != clock || !ladder.steps.is_empty());
    ladders.push(Ladder { clock, tier: None, steps });
    found.fix(
        format!("Remind the owner at half, alert {} at breach", role.name),
        set_in(point, "escalation", json!(ladders)),
    );
}

/// Offers to require a field in the packet, or no longer.
pub(super) fn require(policy: &Policy, point: &HandoffPoint, key: &str, found: &mut Findings<'_>) {
    let name = policy.field(key).map_or(key, |field| &field.name);
    found.fix(format!("Require {name} in the packet"), required(policy, point, key));
}

/// Requires a field in the packet; what its template says of it is kept.
pub(super) fn required(policy: &Policy, point: &HandoffPoint, key: &str) -> Operation {
    let known = policy.packet(point).into_iter().find(|field| field.field == key);
    let field = PacketField { field: key.into(), required: true, ..known.unwrap_or_default() };
    let mut fields = point.packet.fields.clone();
    match fields.iter_mut().find(|known| known.field == key) {
        Some(known) => *known = field,
        None => fields.push(field),
    }
    set_in(point, "packet/fields", json!(fields))
}
