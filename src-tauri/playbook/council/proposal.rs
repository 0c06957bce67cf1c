//! A repeated exception as a proposed change of a rule: what can be named without knowing the business. It opens as a draft; a person
//! decides.

use crate::HOUR;
use crate::calendar::Counting;
use crate::exception::Rule;
use crate::exception::desk::Case;
use crate::metrics::review::Review;
use crate::policy::criteria::Condition;
use crate::policy::{
    AcceptanceMode, Assignment, ClockKind, Criterion, EscalationStep, FieldKind, HandoffPoint, IfAway, Ladder, MatchBy,
    Noun, OnDuplicate, Operation, Policy, Reach, RoutingKind, RoutingRow, StepAct, StepTime,
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A change of a rule that a repeated exception suggests.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "RuleProposal")]
pub struct Proposal {
    /// `Remind the owner at half of the acceptance window of H2.`
    pub sentence: String,
    /// To be made on the draft.
    pub operation: Operation,
}

/// The change that repeated exceptions at a handoff point suggest, where one fits the policy and would change it.
pub(super) fn proposal(policy: &Policy, review: &Review, handoff: &str, cases: &[&Case]) -> Option<Proposal> {
    let point = policy.handoff(handoff)?;
    let mut rules: BTreeMap<Rule, usize> = BTreeMap::new();
    for case in cases {
        *rules.entry(case.rule).or_default() += 1;
    }
    let (rule, _) = rules.into_iter().max_by_key(|(rule, count)| (*count, std::cmp::Reverse(*rule)))?;
    let proposed = match rule {
        Rule::Unowned => fallback(policy, point),
        Rule::MissingFields => filled_before_acceptance(policy, review, point),
        Rule::Duplicate => duplicates(point),
        Rule::SlaBreach | Rule::Stuck => escalation(policy, point, clock_of(cases)),
        Rule::ConsentGap => consent(policy, point),
        Rule::Contradiction => explicit_acceptance(point),
        Rule::Bounced | Rule::Reported => None,
    }?;
    // What a policy refuses, or has already, is no proposal.
    let (after, _) = proposed.operation.apply(policy).ok()?;
    (after != *policy).then_some(proposed)
}

fn set(point: &HandoffPoint, field: &str, value: Value) -> Operation {
    Operation::Set { noun: Noun::Handoff, key: point.key.clone(), field: field.into(), value }
}

/// The clock that most of the cases are about.
fn clock_of(cases: &[&Case]) -> ClockKind {
    let of = |clock: &ClockKind| cases.iter().filter(|case| case.part == clock.name()).count();
    ClockKind::ALL.into_iter().max_by_key(|clock| (of(clock), std::cmp::Reverse(*clock))).unwrap_or(ClockKind::Accept)
}

/// Whatever is left goes to whoever answers for it.
fn fallback(policy: &Policy, point: &HandoffPoint) -> Option<Proposal> {
    let rows = &point.routing.rows;
    let role = point.accountable_roles.iter().find_map(|key| policy.role(key))?;
    if rows.iter().any(|row| row.kind == RoutingKind::Fallback) {
        return None;
    }
    let taken = |key: &str| rows.iter().any(|row| row.key == key);
    let key = std::iter::once("fallback".to_owned())
        .chain((2..).map(|number| format!("fallback-{number}")))
        .find(|key| !taken(key))?;
    let mut rows = rows.clone();
    rows.push(RoutingRow {
        key,
        kind: RoutingKind::Fallback,
        when: Criterion::default(),
        assign: Assignment::Role { role: role.key.clone(), if_away: IfAway::Assign },
        reason: "Nobody else was named for it.".into(),
    });
    Some(Proposal {
        sentence: format!("Route whatever no row of {} takes to the {}.", point.key, role.name),
        operation: set(point, "routing/rows", json!(rows)),
    })
}

/// What is asked of a record before it may be accepted, with one more test.
fn with_tests(point: &HandoffPoint, tests: Vec<Criterion>) -> Option<Operation> {
    let mut all = match &point.acceptance.criteria {
        Criterion::All(parts) => parts.clone(),
        other => vec![other.clone()],
    };
    let new: Vec<Criterion> = tests.into_iter().filter(|test| !all.contains(test)).collect();
    if new.is_empty() {
        return None;
    }
    all.extend(new);
    Some(set(point, "acceptance/criteria", json!(Criterion::All(all))))
}

/// The two required fields that the month's packets lack most have to be there before acceptance.
fn filled_before_acceptance(policy: &Policy, review: &Review, point: &HandoffPoint) -> Option<Proposal> {
    let required = policy.required_fields(point);
    let mut lacking: Vec<(u64, &str)> = review
        .packet_fields
        .iter()
        .filter(|field| field.handoff.key == point.key && required.contains(&field.field))
        .map(|field| (field.share.n - field.share.numerator.min(field.share.n), field.field.as_str()))
        .filter(|(lacking, field)| *lacking > 0 && policy.field(field).is_some())
        .collect();
    lacking.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    lacking.truncate(2);
    let name = |key: &str| policy.field(key).map_or_else(|| key.to_owned(), |field| field.name.clone());
    let names: Vec<String> = lacking.iter().map(|(_, field)| name(field)).collect();
    let tests = lacking.iter().map(|(_, field)| Criterion::test(field, Condition::IsFilled)).collect();
    Some(Proposal {
        sentence: format!(
            "Let nobody accept {} before {} {} filled in.",
            point.key,
            names.join(" and "),
            if names.len() == 1 { "is" } else { "are" }
        ),
        operation: with_tests(point, tests)?,
    })
}

/// Duplicates are looked for by address, and wait for somebody who may merge.
fn duplicates(point: &HandoffPoint) -> Option<Proposal> {
    let matching = &point.routing.matching;
    if !matching.duplicate_by.is_empty() && matching.on_duplicate != OnDuplicate::RouteAnyway {
        return None;
    }
    let mut changed = matching.clone();
    if changed.duplicate_by.is_empty() {
        changed.duplicate_by = vec![MatchBy::CrmId, MatchBy::Email];
    }
    changed.on_duplicate = OnDuplicate::Hold;
    Some(Proposal {
        sentence: format!("Look for duplicates before {} is routed, and hold them for whoever may merge.", point.key),
        operation: set(point, "routing/matching", json!(changed)),
    })
}

/// The first step that the clock's ladder lacks: a reminder at half of the window, the manager at breach, the backup four hours later.
fn escalation(policy: &Policy, point: &HandoffPoint, clock: ClockKind) -> Option<Proposal> {
    if !point.targets.iter().any(|target| target.clock == clock) {
        return None;
    }
    let at = point.escalation.iter().position(|ladder| ladder.clock == clock && ladder.tier.is_none());
    let known = at.map_or(&[] as &[EscalationStep], |at| &point.escalation[at].steps);
    let step = |at, act, to| EscalationStep { at, act, to, when: Criterion::default(), note: String::new() };
    let accountable = point.accountable_roles.iter().find_map(|key| policy.role(key));
    let manager = accountable.and_then(|role| policy.role(role.reports_to.as_deref()?));
    let early = known.iter().any(|step| matches!(step.at, StepTime::Share { percent } if percent < 100));
    let breach = known.iter().any(|step| matches!(step.at, StepTime::Share { percent } if percent >= 100));
    let later = known.iter().any(|step| matches!(step.act, StepAct::AssignBackup | StepAct::Reroute));
    let what = super::failures::clock_title(clock).to_lowercase();
    let (place, new, sentence) = if !early {
        let new = step(StepTime::Share { percent: 50 }, StepAct::Remind, Reach::Owner);
        (0, new, format!("Remind the owner at half of the {what} window of {}.", point.key))
    } else if let (false, Some(manager)) = (breach, manager) {
        let new = step(StepTime::Share { percent: 100 }, StepAct::Alert, Reach::Role { role: manager.key.clone() });
        (1, new, format!("Tell the {} when the {what} window of {} is over.", manager.name, point.key))
    } else if !later && point.backup_role.is_some() {
        let time = StepTime::AfterBreach { ms: 4 * HOUR, counting: Counting::Business };
        let new = step(time, StepAct::AssignBackup, Reach::Backup);
        (
            known.len(),
            new,
            format!("Give it to the backup of {} four business hours after the {what} window.", point.key),
        )
    } else {
        return None;
    };
    let mut ladders = point.escalation.clone();
    match at {
        Some(at) => {
            let place = place.min(ladders[at].steps.len());
            ladders[at].steps.insert(place, new);
        }
        None => ladders.push(Ladder { clock, tier: None, steps: vec![new] }),
    }
    Some(Proposal { sentence, operation: set(point, "escalation", json!(ladders)) })
}

/// Nobody accepts what may not be contacted.
fn consent(policy: &Policy, point: &HandoffPoint) -> Option<Proposal> {
    let field = policy.field(point.consent_field.as_deref()?)?;
    let condition = match field.kind {
        FieldKind::Boolean => Condition::IsTrue,
        _ => Condition::IsFilled,
    };
    Some(Proposal {
        sentence: format!("Let nobody accept {} without {}.", point.key, field.name.to_lowercase()),
        operation: with_tests(point, vec![Criterion::test(&field.key, condition)])?,
    })
}

/// The receiver says yes or no, so that no disposition stands against its moments.
fn explicit_acceptance(point: &HandoffPoint) -> Option<Proposal> {
    (point.acceptance.mode == AcceptanceMode::Automatic).then(|| Proposal {
        sentence: format!(
            "Ask the receiver of {} to accept or reject, instead of taking assignment for acceptance.",
            point.key
        ),
        operation: set(point, "acceptance/mode", json!(AcceptanceMode::Required)),
    })
}
