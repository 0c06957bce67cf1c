//! Changes of the policy that a quarter's figures suggest. They open as a draft; a person decides.

use super::capacity::Load;
use super::criteria::CriterionRow;
use super::win_loss::{Standing, WinLoss};
use crate::council::proposal::Proposal;
use crate::metrics::Dimension;
use crate::metrics::words::{count, share};
use crate::policy::criteria::{Condition, Constant};
use crate::policy::{Assignment, Criterion, HandoffPoint, Noun, Operation, Policy, Pool, PoolMembers};
use serde_json::json;
use std::collections::BTreeSet;

/// So many are proposed.
const MOST: usize = 8;

pub(super) fn proposals(
    policy: &Policy,
    parts: &[WinLoss],
    criteria: &[CriterionRow],
    loads: &[Load],
) -> Vec<Proposal> {
    let loosened = criteria.iter().filter(|row| row.tells_nothing).filter_map(|row| without(policy, row));
    let tightened =
        parts.iter().filter(|part| part.standing == Standing::Worse).filter_map(|part| keep_out(policy, part));
    let minded = mind_capacity(policy, loads);
    let mut proposals: Vec<Proposal> = loosened.chain(tightened).chain(minded).collect();
    // What a policy refuses, or has already, is no proposal.
    proposals.retain(|one| one.operation.apply(policy).is_ok_and(|(after, _)| after != *policy));
    proposals.truncate(MOST);
    proposals
}

fn accepted_when(point: &HandoffPoint, parts: Vec<Criterion>) -> Operation {
    let value = json!(Criterion::All(parts));
    Operation::Set { noun: Noun::Handoff, key: point.key.clone(), field: "acceptance/criteria".into(), value }
}

fn parts_of(point: &HandoffPoint) -> Vec<Criterion> {
    match &point.acceptance.criteria {
        Criterion::All(parts) => parts.clone(),
        other => vec![other.clone()],
    }
}

/// Without a test that tells nothing.
fn without(policy: &Policy, row: &CriterionRow) -> Option<Proposal> {
    let point = policy.handoff(&row.handoff)?;
    let mut parts = parts_of(point);
    if row.place >= parts.len() {
        return None;
    }
    parts.remove(row.place);
    let rate = |(won, n): (u64, u64)| format!("{} of {}", count(won), count(n));
    Some(Proposal {
        sentence: format!(
            "Stop asking {} that {}: {} who pass come to the outcome, {} who fail.",
            point.key,
            row.english,
            rate(row.passing),
            rate(row.failing)
        ),
        operation: accepted_when(point, parts),
    })
}

/// A part that comes to its outcome too seldom is not accepted as it is.
fn keep_out(policy: &Policy, part: &WinLoss) -> Option<Proposal> {
    let point = policy.handoff(&part.handoff.key)?;
    let key = match part.dimension {
        Dimension::Source => "source",
        Dimension::Segment => "segment",
        Dimension::Intent => "intent",
        Dimension::Trigger => "trigger",
        _ => return None,
    };
    let field = policy.field(key)?;
    let mut parts = parts_of(point);
    parts.push(Criterion::test(key, Condition::NotEquals(Constant::Text(part.value.clone()))));
    Some(Proposal {
        sentence: format!(
            "Accept nothing into {} of which {} is {}: {} come to the outcome (n {}) where all have {}.",
            point.key,
            field.name,
            part.value,
            share(part.share),
            count(part.n),
            share(part.whole)
        ),
        operation: accepted_when(point, parts),
    })
}

/// Pools that give to whoever is over capacity mind it.
fn mind_capacity(policy: &Policy, loads: &[Load]) -> Vec<Proposal> {
    let over: Vec<&Load> = loads.iter().filter(|load| load.is_over && load.people.is_none()).collect();
    let mut proposals = Vec::new();
    for point in &policy.handoffs {
        let mut rows = point.routing.rows.clone();
        let mut names: BTreeSet<&str> = BTreeSet::new();
        for row in &mut rows {
            let Assignment::Pool { pool } = &mut row.assign else { continue };
            if pool.minds_capacity {
                continue;
            }
            let members: Vec<&str> =
                over.iter().filter(|load| is_member(policy, pool, &load.key)).map(|load| load.name.as_str()).collect();
            pool.minds_capacity = !members.is_empty();
            names.extend(members);
        }
        if names.is_empty() {
            continue;
        }
        proposals.push(Proposal {
            sentence: format!(
                "Let the pools of {} mind capacity: {} had more than the policy allows.",
                point.key,
                names.into_iter().collect::<Vec<_>>().join(", ")
            ),
            operation: Operation::Set {
                noun: Noun::Handoff,
                key: point.key.clone(),
                field: "routing/rows".into(),
                value: json!(rows),
            },
        });
    }
    proposals
}

fn is_member(policy: &Policy, pool: &Pool, key: &str) -> bool {
    let Some(person) = policy.people.iter().find(|person| person.key == key) else { return false };
    match &pool.members {
        PoolMembers::Team { team } => person.team.as_ref() == Some(team),
        PoolMembers::Role { role } => person.roles.contains(role),
        PoolMembers::People { people } => people.iter().any(|known| known == key),
    }
}
