//! Who may do what about an exception, as the policy's decision rights say. Roles in a file guide people; they do not protect the file.

use super::Taxonomy;
use crate::policy::{DecisionRight, Person, Policy};

/// Why an act is refused, in a sentence that says who could.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refusal(pub String);

/// A right that was exercised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Permit {
    /// Key of the decision right.
    pub right: String,
    /// Key of the person who acts.
    pub actor: String,
    /// Key of who approved: the actor, where the right asks for nobody else.
    pub approver: String,
}

/// Somebody who works here, by key, else by name.
pub(super) fn person<'p>(policy: &'p Policy, called: &str) -> Option<&'p Person> {
    let called = called.trim();
    let active = || policy.people.iter().filter(|person| person.active);
    active().find(|person| person.key == called).or_else(|| active().find(|person| person.name == called))
}

/// Whether a person may do a verb about an exception of a type and severity, with this approver.
pub fn may(
    policy: &Policy,
    actor: &str,
    verb: &str,
    kind: &str,
    severity: &str,
    approver: Option<&str>,
) -> Result<Permit, Refusal> {
    let taxonomy = Taxonomy::of(policy);
    let name = policy.verbs.iter().find(|known| known.key == verb).map_or(verb, |known| &known.name);
    let what =
        format!("\"{name}\" on a case of the type {}, {}", taxonomy.kind_name(kind), taxonomy.severity_name(severity));
    let fits = |right: &&DecisionRight| {
        right.verb == verb
            && right.exception_type.as_deref().is_none_or(|of| of == kind)
            && right.severity.as_deref().is_none_or(|of| of == severity)
    };
    let rights: Vec<&DecisionRight> = policy.decision_rights.iter().filter(fits).collect();
    if rights.is_empty() {
        return Err(Refusal(format!(
            "Nobody may do {what}: the policy gives that right to no role. Give it to one, and publish the policy."
        )));
    }
    let who_could = || {
        let each: Vec<String> = rights.iter().map(|right| holder_words(policy, right)).collect();
        each.join("; ")
    };
    let Some(actor) = person(policy, actor) else {
        return Err(Refusal(format!(
            "{actor} is not among the policy's people and may not do {what}. {}.",
            who_could()
        )));
    };
    let held = rights.iter().filter(|right| actor.roles.contains(&right.role));
    let mut missing: Option<Refusal> = None;
    for right in held {
        match approved(policy, right, actor, approver, &what) {
            Ok(approver) => return Ok(Permit { right: right.key.clone(), actor: actor.key.clone(), approver }),
            Err(refusal) => missing = Some(refusal),
        }
    }
    Err(missing.unwrap_or_else(|| Refusal(format!("{} may not do {what}. {}.", actor.name, who_could()))))
}

/// Who approves: the right's own approver, somebody else than the actor.
fn approved(
    policy: &Policy,
    right: &DecisionRight,
    actor: &Person,
    approver: Option<&str>,
    what: &str,
) -> Result<String, Refusal> {
    let Some(role) = &right.approved_by else {
        return match approver.filter(|called| !called.trim().is_empty()) {
            None => Ok(actor.key.clone()),
            Some(called) => person(policy, called).map(|person| person.key.clone()).ok_or_else(|| {
                Refusal(format!("{called} is not among the policy's people and cannot approve. Name somebody who is."))
            }),
        };
    };
    let who = role_words(policy, role);
    let needs = |why: String| Err(Refusal(format!("{why} {what} needs the approval of {who}.")));
    let Some(called) = approver.filter(|called| !called.trim().is_empty()) else {
        return needs("Nobody is named who approved it:".into());
    };
    match person(policy, called) {
        None => needs(format!("{called} is not among the policy's people:")),
        Some(person) if person.key == actor.key => {
            needs(format!("{} cannot approve what they do themselves:", person.name))
        }
        Some(person) if !person.roles.contains(role) => needs(format!("{} does not hold that role:", person.name)),
        Some(person) => Ok(person.key.clone()),
    }
}

/// `RevOps (Ravi Anand) may, with the approval of Sales manager (Vera Stein)`
fn holder_words(policy: &Policy, right: &DecisionRight) -> String {
    let approval =
        right.approved_by.as_ref().map(|role| format!(", with the approval of {}", role_words(policy, role)));
    format!("{} may{}", role_words(policy, &right.role), approval.unwrap_or_default())
}

/// `RevOps (Ravi Anand)`, `Legal (held by nobody)`
pub(super) fn role_words(policy: &Policy, role: &str) -> String {
    let name = policy.role(role).map_or(role, |role| &role.name);
    let holders: Vec<&str> =
        policy.holders(role).filter(|person| person.active).map(|person| person.name.as_str()).collect();
    match holders.as_slice() {
        [] => format!("{name} (held by nobody)"),
        some => format!("{name} ({})", some.join(", ")),
    }
}
