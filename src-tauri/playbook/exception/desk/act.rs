//! What people do to a case.

use super::effect::{check, undoing};
use super::{Case, Effect, Next, Status};
use crate::Instant;
use crate::exception::rights::{person, role_words};
use crate::exception::{Refusal, Taxonomy, may};
use crate::policy::Policy;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// An act on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case", deny_unknown_fields)]
#[ts(rename = "CaseAct")]
pub enum Act {
    /// `to` = a person, by key or name; `None` = nobody.
    Assign {
        to: Option<String>,
    },
    SetSeverity {
        severity: String,
        reason: String,
    },
    Note {
        text: String,
    },
    /// Disagrees, and carries it to whoever stands above.
    Dispute {
        text: String,
    },
    Resolve {
        reason: String,
        next_step: Next,
        #[serde(default)]
        root_cause: Option<String>,
        /// The type's audit fields, by key.
        #[serde(default)]
        #[ts(type = "Record<string, string>")]
        audit_fields: BTreeMap<String, String>,
    },
    Reopen {
        reason: String,
    },
    Override {
        /// Verb key.
        verb: String,
        reason: String,
        #[serde(default)]
        approver: Option<String>,
        next_step: Next,
        #[serde(default)]
        #[ts(type = "Record<string, string>")]
        audit_fields: BTreeMap<String, String>,
        #[serde(default)]
        effect: Option<Effect>,
        /// Resolves the case with it.
        #[serde(default)]
        resolves: bool,
        #[serde(default)]
        root_cause: Option<String>,
    },
    /// Takes an override back, by its place in [`Case::overrides`].
    TakeBack {
        place: usize,
        reason: String,
        #[serde(default)]
        approver: Option<String>,
    },
}

/// An override that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Override {
    pub verb: String,
    /// Key of the decision right.
    pub right: String,
    pub actor: String,
    pub approver: String,
    pub reason: String,
    pub next_step: Next,
    #[ts(type = "number")]
    pub at: Instant,
    pub effect: Option<Effect>,
    #[ts(type = "number | null")]
    pub taken_back_at: Option<Instant>,
}

/// What an act came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    pub case: Case,
    /// Key of the person who did it, or the name that was given where the policy names no people.
    pub actor: String,
    /// `case.assigned`: as it stands in the audit trail.
    pub act: &'static str,
    /// Place of the override that came into force or was taken back.
    pub effect_of: Option<usize>,
}

/// Does an act as a person, at an instant; or says why it cannot be, and who could.
pub fn do_act(policy: &Policy, case: &Case, act: &Act, actor: &str, at: Instant) -> Result<Deed, Refusal> {
    let actor = acting(policy, actor)?;
    let open = |what: &str| match case.status.is_open() {
        true => Ok(()),
        false => {
            Err(Refusal(format!("{} is {} and cannot be {what}. Reopen it first.", case.name(), case.status.name())))
        }
    };
    let mut next = case.clone();
    let mut effect_of = None;
    let name = match act {
        Act::Assign { to } => {
            open("assigned")?;
            next.owner = to.as_deref().map(|to| assignee(policy, to)).transpose()?;
            "case.assigned"
        }
        Act::SetSeverity { severity, reason } => {
            open("rated anew")?;
            said("reason", reason)?;
            if Taxonomy::of(policy).severity(severity).is_none() {
                return Err(Refusal(format!("The policy has no severity {severity}. Choose one of its own.")));
            }
            next.severity.clone_from(severity);
            next.due_at = next.due(policy);
            "case.severity_set"
        }
        Act::Note { text } => {
            said("note", text)?;
            next.notes += 1;
            "case.noted"
        }
        Act::Dispute { text } => {
            open("disputed")?;
            said("what is disputed", text)?;
            next.status = Status::Disputed;
            next.notes += 1;
            next.escalated_to = Some(above(policy, case)?);
            "case.disputed"
        }
        Act::Resolve { reason, next_step, root_cause, audit_fields } => {
            open("resolved")?;
            may_resolve(policy, case, &actor)?;
            said("reason", reason)?;
            said("next step", &next_step.text)?;
            resolve(policy, &mut next, root_cause.as_deref(), audit_fields, at)?;
            "case.resolved"
        }
        Act::Reopen { reason } => {
            if case.status.is_open() {
                return Err(Refusal(format!("{} is open already.", case.name())));
            }
            said("reason", reason)?;
            next.status = Status::Open;
            next.resolved_at = None;
            next.escalated_to = None;
            next.reopened += 1;
            next.notes += 1;
            "case.reopened"
        }
        Act::Override { verb, reason, approver, next_step, audit_fields, effect, resolves, root_cause } => {
            open("overridden")?;
            let permit = may(policy, &actor, verb, &case.exception_type, &case.severity, approver.as_deref())?;
            said("reason", reason)?;
            said("next step", &next_step.text)?;
            check(verb, effect.as_ref(), &case.passage)?;
            audited(policy, case, audit_fields)?;
            next.audit_fields.clone_from(audit_fields);
            next.overrides.push(Override {
                verb: verb.clone(),
                right: permit.right,
                actor: permit.actor,
                approver: permit.approver,
                reason: reason.clone(),
                next_step: next_step.clone(),
                at,
                effect: effect.clone(),
                taken_back_at: None,
            });
            effect_of = effect.as_ref().map(|_| next.overrides.len() - 1);
            if *resolves {
                resolve(policy, &mut next, root_cause.as_deref(), audit_fields, at)?;
            }
            "case.overridden"
        }
        Act::TakeBack { place, reason, approver } => {
            let Some(made) = next.overrides.get_mut(*place) else {
                return Err(Refusal(format!("{} has no override {}.", case.name(), place + 1)));
            };
            if made.taken_back_at.is_some() {
                return Err(Refusal(format!("Override {} of {} was taken back already.", place + 1, case.name())));
            }
            let verb = undoing(&made.verb, policy);
            may(policy, &actor, verb, &case.exception_type, &case.severity, approver.as_deref())?;
            said("reason", reason)?;
            made.taken_back_at = Some(at);
            effect_of = made.effect.as_ref().map(|_| *place);
            "case.override_taken_back"
        }
    };
    Ok(Deed { case: next, actor, act: name, effect_of })
}

/// The person who acts. Where the policy names nobody, whoever gives a name; rights then have no holders.
fn acting(policy: &Policy, actor: &str) -> Result<String, Refusal> {
    let actor = actor.trim();
    if actor.is_empty() {
        return Err(Refusal("Nobody is named who does it. Say who you are.".into()));
    }
    if policy.people.is_empty() {
        return Ok(actor.to_owned());
    }
    let known = person(policy, actor).map(|person| person.key.clone());
    known.ok_or_else(|| {
        Refusal(format!("{actor} is not among the policy's people. Act as one of them, or add the name to the policy."))
    })
}

fn assignee(policy: &Policy, to: &str) -> Result<String, Refusal> {
    acting(policy, to).map_err(|_| {
        Refusal(format!("{to} is not among the policy's people and cannot own a case. Choose one of them."))
    })
}

fn said(what: &str, text: &str) -> Result<(), Refusal> {
    match text.trim().is_empty() {
        true => Err(Refusal(format!("It says no {what}. Write it down, for whoever looks at the audit trail."))),
        false => Ok(()),
    }
}

/// Everything that the type wants written down.
fn audited(policy: &Policy, case: &Case, fields: &BTreeMap<String, String>) -> Result<(), Refusal> {
    let taxonomy = Taxonomy::of(policy);
    let wanted = taxonomy.kind(&case.exception_type).map_or(&[] as &[_], |kind| &kind.audit_fields);
    let is_blank = |key: &String| fields.get(key).is_none_or(|text| text.trim().is_empty());
    let missing: Vec<&str> =
        wanted.iter().filter(|field| is_blank(&field.key)).map(|field| field.name.as_str()).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let kind = taxonomy.kind_name(&case.exception_type);
    Err(Refusal(format!("A case of the type {kind} is not closed or overridden without: {}.", missing.join(", "))))
}

fn resolve(
    policy: &Policy,
    case: &mut Case,
    root_cause: Option<&str>,
    fields: &BTreeMap<String, String>,
    at: Instant,
) -> Result<(), Refusal> {
    audited(policy, case, fields)?;
    if let Some(cause) = root_cause {
        let is_known = policy.root_causes.is_empty() || policy.root_causes.iter().any(|known| known.key == cause);
        if !is_known {
            return Err(Refusal(format!("The policy has no root cause {cause}. Choose one of its own.")));
        }
        case.root_cause = Some(cause.to_owned());
    }
    case.audit_fields.clone_from(fields);
    case.status = Status::Resolved;
    case.resolved_at = Some(at.max(case.raised_at));
    case.escalated_to = None;
    Ok(())
}

/// Who may resolve: while it is disputed, who holds the role that it came to; else who owns it or holds a role of its type. Where
/// nobody holds any of them, whoever acts.
fn may_resolve(policy: &Policy, case: &Case, actor: &str) -> Result<(), Refusal> {
    let taxonomy = Taxonomy::of(policy);
    let roles: Vec<&str> = match &case.escalated_to {
        Some(role) => vec![role],
        None => taxonomy.kind(&case.exception_type).map_or_else(Vec::new, |kind| {
            kind.owner_role.iter().chain(&kind.helper_roles).map(String::as_str).collect()
        }),
    };
    let held = |role: &&str| policy.holders(role).any(|person| person.active);
    let holds = |role: &&str| policy.holders(role).any(|person| person.active && person.key == actor);
    let owns = case.escalated_to.is_none() && case.owner.as_deref() == Some(actor);
    if owns || roles.iter().any(holds) || !roles.iter().any(held) {
        return Ok(());
    }
    let who: Vec<String> = roles.iter().filter(|role| held(role)).map(|role| role_words(policy, role)).collect();
    let name = person(policy, actor).map_or(actor, |person| &person.name);
    let what = match case.escalated_to {
        Some(_) => "is disputed, and",
        None => "may be resolved by its owner or by who answers for its type;",
    };
    Err(Refusal(format!("{} {what} {name} is not one of them: {}.", case.name(), who.join("; "))))
}

/// The role to which a dispute goes: the next one up from whoever decided last that somebody holds.
fn above(policy: &Policy, case: &Case) -> Result<String, Refusal> {
    let taxonomy = Taxonomy::of(policy);
    let kind = taxonomy.kind(&case.exception_type);
    let first = case.escalated_to.clone().or_else(|| kind.and_then(|kind| kind.owner_role.clone()));
    let Some(from) = first else {
        return Err(Refusal(format!(
            "{} cannot be disputed: no role answers for its type, so that nobody stands above. Give the type an owner in the policy.",
            case.name()
        )));
    };
    let up = |role: &str| policy.role(role).and_then(|role| role.reports_to.clone());
    let mut role = up(&from);
    // A circle of roles ends: no path is longer than there are roles.
    for _ in 0..policy.roles.len() {
        let Some(found) = role else { break };
        if policy.people.is_empty() || policy.holders(&found).any(|person| person.active) {
            return Ok(found);
        }
        role = up(&found);
    }
    Err(Refusal(format!(
        "{} has come to the top: nobody stands above {}. They decide, or the council does.",
        case.name(),
        role_words(policy, &from)
    )))
}
