//! The packets of the templates: what must travel, and what should.

use super::build::{at_least, one_of};
use crate::policy::{Criterion, PacketField, PacketTemplate};

/// Key, name, what it adds to, required fields, optional fields.
type Row = (&'static str, &'static str, Option<&'static str>, &'static [&'static str], &'static [&'static str]);

const ROWS: &[Row] = &[
    (
        "identity",
        "Who and where from",
        None,
        &["email", "company", "source", "region"],
        &[
            "campaign",
            "buyer_name",
            "buyer_title",
            "employees",
            "industry",
            "tech_stack",
            "icp_fit",
            "score",
            "has_open_opportunity",
            "consent",
            "intent",
        ],
    ),
    (
        "lead",
        "Inquiry or signal that became a lead",
        Some("identity"),
        &["is_duplicate", "is_suppressed"],
        &["is_target_account", "account_engagement"],
    ),
    ("qualified", "Lead that automation qualified", Some("identity"), &["employees", "icp_fit", "score"], &[]),
    ("enriched", "Lead that was enriched", Some("qualified"), &["industry"], &["segment"]),
    (
        "common",
        "Common context",
        None,
        &[
            "buyer_name",
            "buyer_title",
            "company",
            "account_status",
            "source",
            "intent_signals",
            "lifecycle_stage",
            "owner",
            "consent",
        ],
        &[
            "campaign",
            "previous_touchpoints",
            "backup_owner",
            "sla_deadline",
            "relationship_history",
            "region",
            "segment",
            "product_interest",
            "is_customer",
            "is_named_account",
            "has_open_opportunity",
            "account_owner",
            "customer_success_owner",
        ],
    ),
    (
        "marketing-to-sdr",
        "Marketing to SDR or BDR",
        Some("common"),
        &[
            "icp_fit",
            "signal",
            "intent",
            "employees",
            "region",
            "score",
            "content_engaged",
            "routing_reason",
            "next_best_action",
            "requested_next_step",
        ],
        &[
            "buyer_role",
            "business_problem",
            "urgency",
            "qualification_notes",
            "timeline",
            "industry",
            "tech_stack",
            "is_target_account",
            "account_engagement",
            "last_activity_at",
        ],
    ),
    ("overdue", "Taken from the shared pool", Some("marketing-to-sdr"), &["missed_window"], &["accepted_at"]),
    (
        "meeting",
        "Meeting that a buyer agreed to",
        Some("marketing-to-sdr"),
        &["meeting_status", "confirmed_pains"],
        &["stakeholders", "buying_stage", "objections"],
    ),
    (
        "sdr-to-sales",
        "SDR or BDR to sales",
        Some("common"),
        &[
            "confirmed_pains",
            "stakeholders",
            "buying_stage",
            "timeline",
            "meeting_notes",
            "meeting_status",
            "meeting_outcome",
            "success_criteria",
            "qualification_notes",
            "requested_next_step",
            "sdr_checklist_done",
        ],
        &["objections", "buying_committee", "buyer_role", "urgency", "goals", "next_steps", "intent"],
    ),
    (
        "opportunity",
        "Meeting that became a deal",
        Some("sdr-to-sales"),
        &["amount", "close_date", "identified_pain"],
        &["decision_process", "economic_buyer"],
    ),
    (
        "qualification",
        "Qualified deal",
        Some("common"),
        &[
            "amount",
            "close_date",
            "identified_pain",
            "decision_metrics",
            "economic_buyer",
            "decision_criteria",
            "decision_process",
            "champion",
        ],
        &["competition", "forecast_category", "buying_committee", "stakeholders", "next_steps", "opportunity_stage"],
    ),
    (
        "sales-to-solution",
        "Sales to solution engineering",
        Some("common"),
        &[
            "use_case",
            "requirements",
            "constraints",
            "evaluation_plan",
            "proof_needed",
            "technical_request",
            "opportunity_stage",
        ],
        &["stakeholders", "timeline", "tech_stack", "complexity", "amount"],
    ),
    (
        "sales-to-legal",
        "Sales to legal and finance",
        Some("common"),
        &["review_requested", "amount", "close_date", "contract_terms", "stakeholders", "identified_pain"],
        &["discount_percent", "decision_process", "constraints", "next_steps"],
    ),
    (
        "contract",
        "Signed contract",
        Some("common"),
        &["contract_signed", "amount", "close_date", "contract_terms", "approval_status"],
        &["forecast_category", "win_loss_insights"],
    ),
    (
        "sales-to-implementation",
        "Sales to implementation and onboarding",
        Some("common"),
        &[
            "scope",
            "promised_outcomes",
            "integrations",
            "timeline",
            "risks",
            "stakeholders",
            "stakeholder_map",
            "definition_of_done",
            "handoff_form_done",
            "contract_signed",
        ],
        &["project_template", "requirements", "constraints", "goals", "next_steps"],
    ),
    (
        "implementation-to-success",
        "Implementation to customer success",
        Some("common"),
        &[
            "adoption_plan",
            "enablement_artifacts",
            "baseline_metrics",
            "open_issues",
            "next_milestones",
            "go_live_done",
        ],
        &["promised_outcomes", "stakeholder_map", "risks", "kickoff_at"],
    ),
    (
        "success-to-support",
        "Customer success to support, and back",
        Some("common"),
        &["case_severity", "business_impact", "environment", "case_history", "troubleshooting_performed", "comms_plan"],
        &["health_score", "stakeholders"],
    ),
    (
        "support-to-success",
        "Solved case, back to the customer's manager",
        Some("success-to-support"),
        &["case_status", "resolution"],
        &["recurring_friction"],
    ),
    (
        "success-to-renewal",
        "Customer success to renewal and expansion",
        Some("common"),
        &[
            "value_realization",
            "usage_adoption",
            "stakeholder_map",
            "risks",
            "contract_terms",
            "expansion_triggers",
            "renewal_date",
            "health_score",
        ],
        &["next_milestones"],
    ),
    (
        "usage-signal",
        "Usage that shows a wish to grow",
        Some("common"),
        &["product_usage", "new_active_users", "account_owner"],
        &["usage_adoption", "expansion_triggers", "stakeholder_map"],
    ),
    ("renewal-to-expansion", "Agreed renewal", Some("success-to-renewal"), &["renewal_stage"], &["renewal_outcome"]),
    (
        "feedback",
        "Support and success to product and marketing",
        None,
        &["recurring_friction", "feature_gaps", "voice_of_customer", "theme_count"],
        &["win_loss_insights", "proof_points", "company", "segment", "amount", "account_status"],
    ),
    (
        "recycle",
        "Rejected or recycled",
        None,
        &["email", "company", "disposition", "reason", "source", "consent"],
        &["qualification_notes", "next_steps", "owner"],
    ),
];

/// What a value must fulfil beyond being there, and what to tell whoever fills it in.
const DETAILS: &[(&str, &str)] = &[
    ("next_best_action", "One action that somebody can do tomorrow, with a date."),
    ("meeting_notes", "What was said, not that it was nice."),
    ("promised_outcomes", "As the customer would repeat them."),
    ("definition_of_done", "How both sides will know that onboarding is over."),
    ("risks", "What sales already worries about."),
    ("business_problem", "In the buyer's words."),
    ("comms_plan", "Who tells the customer what, and when next."),
    ("qualification_notes", "Nuance that no field holds; facts belong in fields."),
];

fn validation(field: &str) -> Criterion {
    match field {
        "employees" | "amount" => at_least(field, 1),
        "meeting_outcome" => one_of(field, &["Qualified", "Not qualified", "To be repeated"]),
        _ => Criterion::default(),
    }
}

pub(super) fn packets() -> Vec<PacketTemplate> {
    let field = |required: bool| {
        move |key: &&str| PacketField {
            field: (*key).to_owned(),
            required,
            validation: validation(key),
            help: DETAILS.iter().find(|(of, _)| of == key).map_or_else(String::new, |(_, help)| (*help).to_owned()),
        }
    };
    let packet = |&(key, name, extends, required, optional): &Row| PacketTemplate {
        key: key.into(),
        name: name.into(),
        extends: extends.map(str::to_owned),
        fields: required.iter().map(field(true)).chain(optional.iter().map(field(false))).collect(),
    };
    ROWS.iter().map(packet).collect()
}
