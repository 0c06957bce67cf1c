//! Exceptions of the templates: types, severities, who may do what, and root causes.

use super::build::{business_days, texts};
use crate::HOUR;
use crate::calendar::Target;
use crate::policy::*;

const SAME_DAY: Target = Target::SameBusinessDay { cut_off: None };

pub(crate) fn severities() -> Vec<Severity> {
    let severity = |key: &str, name: &str, meaning: &str, target| Severity {
        key: key.into(),
        name: name.into(),
        meaning: meaning.into(),
        target: Some(target),
    };
    vec![
        severity("p0", "P0", "Blocks revenue.", SAME_DAY),
        severity("p1", "P1", "High risk.", business_days(1)),
        severity("p2", "P2", "Friction in the process.", business_days(5)),
    ]
}

/// A type without its targets: key, name, meaning, owner, helpers, how often it is gone through, subtypes, audit fields.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    Cadence,
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

const TYPES: &[Row] = &[
    (
        "ownership_conflict",
        "Ownership conflict",
        "Two claim one record, or nobody knows whose it is.",
        "sales_ops",
        &["revops"],
        Cadence::Daily,
        &[
            ("territory_change", "Territory changed"),
            ("named_account", "Named account"),
            ("partner_claim", "Claim of a partner or channel"),
            ("split_rules", "Rules of split ownership"),
        ],
        &[("override_reason", "Override reason"), ("approver", "Approver")],
    ),
    (
        "routing_failure",
        "Routing failure",
        "The rules gave it to the wrong team or person, or to nobody.",
        "revops",
        &["sales_ops"],
        Cadence::Daily,
        &[
            ("wrong_team", "Wrong team or rep"),
            ("missing_routing_field", "Region or industry missing"),
            ("queue_overload", "Queue overloaded"),
            ("round_robin_misfire", "Round robin misfired"),
        ],
        &[("root_cause", "Root cause")],
    ),
    (
        "duplicate_identity",
        "Duplicate or identity",
        "One person or account is there more than once, or two are one.",
        "data_steward",
        &["revops"],
        Cadence::Weekly,
        &[
            ("several_leads", "Several leads of one person or account"),
            ("wrong_merge", "Merged wrongly"),
            ("conflicting_enrichment", "Enrichment contradicts itself"),
        ],
        &[("merge_notes", "Merge notes"), ("impacted_objects", "Objects affected")],
    ),
    (
        "definition_mismatch",
        "Definition mismatch",
        "Two teams mean different things by one stage or disposition.",
        "revops",
        &["enablement", "marketing_ops"],
        Cadence::Weekly,
        &[
            ("accepted_or_rejected", "Accepted or rejected is unclear"),
            ("inconsistent_stages", "Stages or dispositions are used differently"),
        ],
        &[("definition_meant", "Definition that was meant")],
    ),
    (
        "data_missing",
        "Data missing",
        "A field is blank without which nobody can go on.",
        "marketing_ops",
        &["data_steward"],
        Cadence::Weekly,
        &[("missing_packet_field", "Packet field blank"), ("stale_value", "Value out of date")],
        &[("missing_fields", "List of missing fields")],
    ),
    (
        "compliance_constraint",
        "Compliance constraint",
        "Law or policy forbids the next action.",
        "legal_lead",
        &["revops", "marketing_ops"],
        Cadence::Daily,
        &[
            ("consent_gap", "Consent is missing"),
            ("suppression_list", "On a suppression list"),
            ("privacy_region", "Privacy rules of a region"),
            ("restricted_industry", "Restricted industry"),
        ],
        &[("compliance_reason", "Reason or policy that forbids it")],
    ),
    (
        "sla_breach",
        "SLA breach",
        "A promise was not kept.",
        "sales_manager",
        &["sales_ops"],
        Cadence::Daily,
        &[
            ("backlog", "Backlog"),
            ("coverage_gap", "Holiday or gap in coverage"),
            ("stalled_sequence", "Sequence stalled"),
            ("no_touch", "Never touched"),
        ],
        &[("breach_reason", "Reason of the breach"), ("corrective_action", "What was done about it")],
    ),
];

/// The targets that a type has of its own, by severity.
fn targets(kind: &str) -> Vec<ExceptionTarget> {
    let own: &[(&str, Target)] = match kind {
        "ownership_conflict" => &[("p0", SAME_DAY), ("p1", SAME_DAY)],
        "routing_failure" => &[("p0", Target::Elapsed { ms: 24 * HOUR }), ("p1", Target::Elapsed { ms: 48 * HOUR })],
        "duplicate_identity" => &[("p1", Target::Elapsed { ms: 48 * HOUR }), ("p2", Target::Elapsed { ms: 48 * HOUR })],
        "definition_mismatch" => &[("p2", Target::Business { ms: 40 * HOUR })],
        "data_missing" => &[("p1", Target::Elapsed { ms: 72 * HOUR }), ("p2", Target::Elapsed { ms: 72 * HOUR })],
        "compliance_constraint" => &[("p0", Target::Business { ms: 4 * HOUR })],
        "sla_breach" => &[("p0", SAME_DAY), ("p1", SAME_DAY)],
        _ => &[],
    };
    own.iter().map(|&(severity, target)| ExceptionTarget { severity: severity.into(), target }).collect()
}

pub(crate) fn exception_types() -> Vec<ExceptionType> {
    let subtype = |&(key, name): &(&str, &str)| ExceptionSubtype { key: key.into(), name: name.into() };
    let audit = |&(key, name): &(&str, &str)| AuditField { key: key.into(), name: name.into(), kind: FieldKind::Text };
    let kind = |&(key, name, meaning, owner, helpers, every, subtypes, audits): &Row| ExceptionType {
        key: key.into(),
        name: name.into(),
        meaning: meaning.into(),
        subtypes: subtypes.iter().map(subtype).collect(),
        owner_role: Some(owner.into()),
        helper_roles: texts(helpers),
        targets: targets(key),
        review_every: Some(every),
        audit_fields: audits.iter().map(audit).collect(),
    };
    TYPES.iter().map(kind).collect()
}

/// Verb, its name, and who holds the right: for a type of exception, or for every one.
type Right = (&'static str, &'static str, Option<&'static str>, &'static str, Option<&'static str>);

const RIGHTS: &[Right] = &[
    ("reassign", "Reassign, or change the owner", Some("ownership_conflict"), "sales_ops", Some("sales_manager")),
    ("lock_named_account", "Lock a named account", Some("ownership_conflict"), "sales_ops", Some("sales_leadership")),
    ("set_split_rules", "Set rules of split ownership", Some("ownership_conflict"), "sales_leadership", None),
    ("override_routing", "Override routing", None, "sales_manager", Some("revops")),
    ("edit_routing", "Edit routing rules", Some("routing_failure"), "revops", Some("rev_council")),
    ("requeue", "Put back into a queue", Some("routing_failure"), "revops", None),
    ("pause_sla", "Pause an SLA timer", None, "revops", Some("sales_manager")),
    ("reopen_stage", "Reopen a stage", None, "revops", Some("sales_manager")),
    ("merge", "Merge records", Some("duplicate_identity"), "data_steward", None),
    ("unmerge", "Take a merge apart", Some("duplicate_identity"), "data_steward", Some("revops")),
    ("set_dedupe_rules", "Set rules of deduplication", Some("duplicate_identity"), "revops", None),
    ("define_master", "Say which record is the master", Some("duplicate_identity"), "data_steward", None),
    ("settle_definition", "Settle a definition", Some("definition_mismatch"), "revops", Some("rev_council")),
    ("trigger_enrichment", "Trigger enrichment", Some("data_missing"), "marketing_ops", None),
    ("request_data", "Ask for data", Some("data_missing"), "marketing_ops", None),
    ("adjust_forms", "Adjust forms", Some("data_missing"), "marketing_ops", None),
    ("recycle_to_nurture", "Recycle to nurture", Some("data_missing"), "marketing_ops", None),
    ("suppress", "Suppress", Some("compliance_constraint"), "legal_lead", None),
    ("unsuppress", "Take off a suppression", Some("compliance_constraint"), "legal_lead", Some("revops")),
    ("restrict_channels", "Restrict channels", Some("compliance_constraint"), "legal_lead", None),
    ("update_consent_logic", "Change the consent logic", Some("compliance_constraint"), "legal_lead", Some("revops")),
    ("change_coverage", "Change coverage", Some("sla_breach"), "sales_manager", None),
    ("shift_capacity", "Shift capacity", Some("sla_breach"), "sales_manager", Some("sales_leadership")),
    ("escalate", "Escalate a dispute", None, "sales_leadership", None),
];

pub(super) fn verbs() -> Vec<Verb> {
    let verb = |&(key, name, ..): &Right| Verb { key: key.into(), name: name.into(), meaning: String::new() };
    RIGHTS.iter().map(verb).collect()
}

pub(super) fn decision_rights() -> Vec<DecisionRight> {
    let right = |&(verb, _, exception_type, role, approved_by): &Right| DecisionRight {
        key: verb.into(),
        verb: verb.into(),
        exception_type: exception_type.map(str::to_owned),
        severity: None,
        role: role.into(),
        approved_by: approved_by.map(str::to_owned),
    };
    RIGHTS.iter().map(right).collect()
}

pub(super) fn root_causes() -> Vec<RootCause> {
    [
        ("lead_quality", "Lead quality"),
        ("routing_logic", "Routing logic"),
        ("rep_capacity", "Capacity of the reps"),
        ("missing_fields", "Missing fields"),
        ("unclear_qualification", "Unclear rules of qualification"),
        ("weak_definitions", "Weak lifecycle definitions"),
        ("absence", "Owner out of office"),
        ("late_notice", "Noticed too late"),
    ]
    .map(|(key, name)| RootCause { key: key.into(), name: name.into() })
    .into()
}
