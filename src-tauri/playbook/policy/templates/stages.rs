//! The lifecycle of the templates: what each stage means and what it takes to come in. What it takes to leave follows from the stages
//! that come next.

use super::build::*;
use crate::policy::{Criterion, Stage, StageKind};

/// Known well enough to be a person at a company.
pub(super) fn is_lead() -> Criterion {
    all([all_filled(&["email", "company"]), not_yes("is_duplicate"), not_yes("is_suppressed")])
}

/// The one written definition of a qualified lead: size, profile and behaviour, each from a field that a system fills.
pub(super) fn is_qualified() -> Criterion {
    all([at_least("employees", 200), yes("icp_fit"), at_least("score", 65)])
}

/// The meeting took place and somebody said what came of it.
pub(super) fn is_sales_qualified() -> Criterion {
    all([is("meeting_status", "Held"), is("meeting_outcome", "Qualified"), filled("confirmed_pains")])
}

/// A deal with an amount and a date.
pub(super) fn is_opportunity() -> Criterion {
    all([at_least("amount", 1), filled("close_date"), filled("identified_pain")])
}

fn stage(key: &str, name: &str, team: &str, meaning: &str, entry: Criterion) -> Stage {
    Stage {
        key: key.into(),
        name: name.into(),
        team: Some(team.into()),
        meaning: meaning.into(),
        entry,
        ..Stage::default()
    }
}

fn of_kind(kind: StageKind, stage: Stage) -> Stage {
    Stage { kind, ..stage }
}

/// What must hold to leave, beside what the next stage asks.
fn until(exit: Criterion, stage: Stage) -> Stage {
    Stage { exit, ..stage }
}

fn asking_for(fields: &[&str], stage: Stage) -> Stage {
    Stage { required_fields: texts(fields), ..stage }
}

pub(super) fn stages() -> Vec<Stage> {
    let always = Criterion::default;
    vec![
        of_kind(StageKind::Start, stage("inquiry", "Inquiry", "marketing", "Somebody asked for something.", always())),
        of_kind(
            StageKind::Start,
            stage("signal", "Signal", "marketing", "An account or visitor behaves as buyers do.", always()),
        ),
        of_kind(
            StageKind::Nurture,
            stage("nurture", "Nurture", "marketing", "Not now: a track of its own keeps the contact warm.", always()),
        ),
        until(
            is_qualified(),
            stage(
                "lead",
                "Lead (MQL)",
                "marketing",
                "A known person at a company; marketing works towards intent.",
                is_lead(),
            ),
        ),
        stage(
            "aql",
            "Automation Qualified (AQL)",
            "operations",
            "A system, not a person, found that profile and behaviour pass the thresholds.",
            is_qualified(),
        ),
        stage(
            "routing",
            "Routing & Enrichment",
            "operations",
            "For a few minutes systems enrich, score and route; nobody assigns by hand.",
            is_qualified(),
        ),
        asking_for(
            &["disposition"],
            stage(
                "sal",
                "Sales Accepted (SAL)",
                "sdr",
                "A person answers for the next action.",
                all([is_qualified(), filled("owner")]),
            ),
        ),
        stage("meeting", "Meeting booked", "sdr", "A buyer gave a time.", is("meeting_status", "Booked")),
        stage(
            "sql",
            "Sales Qualified (SQL)",
            "ae",
            "A conversation confirmed that there is something to sell.",
            is_sales_qualified(),
        ),
        asking_for(
            &["decision_metrics", "economic_buyer", "decision_criteria", "decision_process", "champion", "close_date"],
            stage(
                "opportunity",
                "Opportunity",
                "ae",
                "A deal with an amount, a date and a way to a decision.",
                is_opportunity(),
            ),
        ),
        stage("negotiation", "Contract", "legal", "Terms are being agreed.", filled("review_requested")),
        stage(
            "closed_won",
            "Closed/Won",
            "ae",
            "The contract is signed; the promise is still in sales' heads.",
            yes("contract_signed"),
        ),
        stage(
            "onboarding",
            "Onboarding",
            "implementation",
            "The promise is being delivered.",
            all([yes("contract_signed"), all_filled(&["scope", "promised_outcomes", "definition_of_done"])]),
        ),
        stage("adoption", "Adoption", "cs", "The customer uses it and comes to value.", yes("go_live_done")),
        until(
            is("case_status", "Solved"),
            stage(
                "support_case",
                "Support case",
                "support",
                "Something does not work for the customer.",
                filled("case_severity"),
            ),
        ),
        stage("renewal", "Renewal", "am", "The contract ends within the renewal period.", filled("renewal_date")),
        stage("expansion", "Expansion", "am", "The customer may buy more.", filled("expansion_triggers")),
        of_kind(
            StageKind::Won,
            stage(
                "feedback",
                "Product feedback",
                "product",
                "What customers miss, with an answer to those who asked.",
                filled("recurring_friction"),
            ),
        ),
        of_kind(
            StageKind::Lost,
            stage(
                "suppressed",
                "Suppressed",
                "marketing",
                "Nobody contacts it, until its review says otherwise.",
                always(),
            ),
        ),
    ]
}
