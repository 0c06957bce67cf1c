//! From a meeting to a signature.

use crate::HOUR;
use crate::policy::templates::build::*;
use crate::policy::templates::stages::{is_opportunity, is_sales_qualified};
use crate::policy::*;
use TriggerKind::{Event, FieldChange, StageChange};

const SALES_DECIDES: &[&str] =
    &["accepted", "timing", "budget", "feature_gap", "not_icp", "wrong_owner", "context_missing"];
const COLLEAGUES_DECIDE: &[&str] = &["accepted", "wrong_owner", "context_missing"];

pub(super) fn points() -> Vec<Point> {
    vec![sdr_to_ae(), meeting_to_opportunity(), ae_to_opportunity(), ae_to_se(), ae_to_legal(), opportunity_to_won()]
}

fn ae_promises() -> Vec<SlaTarget> {
    promises(
        [business(2 * HOUR), business(4 * HOUR), business(8 * HOUR)],
        [business(8 * HOUR), business_days(2), business_days(3)],
    )
}

fn deal_owner() -> RoutingRow {
    row(
        "open-opportunity",
        RoutingKind::OpenOpportunity,
        yes("has_open_opportunity"),
        owner_in("open_opportunity_owner"),
        "Whoever owns the deal goes on with it.",
    )
}

fn sdr_to_ae() -> Point {
    let mut rows = relations_first();
    rows.push(row(
        "enterprise",
        RoutingKind::Territory,
        is("segment", "Enterprise"),
        pool("ae", PoolMethod::PerformanceWeighted),
        "Enterprise deals go to whoever closes them.",
    ));
    rows.extend(pool_and_fallback("ae", PoolMethod::RoundRobin, "ae_lead"));
    point("SDR -> AE", ["SDR", "AE"], ["meeting", "sql"])
        .starts(trigger(
            FieldChange,
            "The SDR booked a qualified meeting, and it took place",
            is_sales_qualified(),
            "CRM: meeting outcome",
        ))
        .owned_by("ae", "ae_lead")
        .accepted_when(
            all([
                is_sales_qualified(),
                all_filled(&["qualification_notes", "requested_next_step"]),
                yes("sdr_checklist_done"),
            ]),
            &["Accept the meeting", "Read the notes", "Confirm the next step with the buyer"],
        )
        .carries("sdr-to-sales")
        .routed(rows)
        .promises(ae_promises())
        .escalates(ladder("ae_lead", "ae_pool"))
        .may_be(SALES_DECIDES)
        .contacts()
        .risks(
            "What discovery found is lost, and the buyer tells it all again.",
            "Meetings that block a calendar and qualify nothing.",
        )
        .kept_by(
            "Required notes and a meeting outcome before the stage changes.",
            "Qualification of the meeting, the notes, and a confirmed next step.",
            &["Meeting outcome fields", "Handoff checklist", "Automatic task for the next step"],
        )
        .judged_by("sql_to_opportunity", Outcome::Opportunity)
}

fn meeting_to_opportunity() -> Point {
    point("Meeting -> Opportunity", ["AE", "AE"], ["sql", "opportunity"])
        .starts(trigger(
            FieldChange,
            "The account executive wrote down an amount, a date and the pain",
            is_opportunity(),
            "CRM: opportunity",
        ))
        .owned_by("ae", "ae_lead")
        .accepted_when(is_opportunity(), &["Create the opportunity", "Name the next step and its date"])
        .carries("opportunity")
        .routed(own_deal("ae_lead"))
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(3)],
        ))
        .escalates(ladder("ae_lead", "ae_pool"))
        .may_be(SALES_DECIDES)
        .contacts()
        .risks("A good meeting is followed by silence.", "Opportunities made to please a report, or never made.")
        .kept_by(
            "No opportunity without amount, date and pain; no qualified meeting without a decision about one.",
            "What becomes of qualified meetings.",
            &["Required fields by stage", "A task for each qualified meeting"],
        )
        .judged_by("opportunity_rate", Outcome::Opportunity)
}

fn own_deal(fallback: &str) -> Vec<RoutingRow> {
    vec![
        deal_owner(),
        row(
            "owner",
            RoutingKind::NamedAccount,
            filled("account_owner"),
            owner_in("account_owner"),
            "Whoever owns the account.",
        ),
        row(
            "fallback",
            RoutingKind::Fallback,
            Criterion::default(),
            whoever_holds(fallback),
            "Nobody owns it: the lead decides who does.",
        ),
    ]
}

fn ae_to_opportunity() -> Point {
    point("AE -> Opportunity gates", ["AE", "AE"], ["opportunity", "opportunity"])
        .starts(trigger(
            StageChange,
            "The opportunity is to move to its next stage",
            filled("opportunity_stage"),
            "CRM: opportunity stage",
        ))
        .owned_by("ae", "ae_lead")
        .accepted_when(
            all_filled(&[
                "decision_metrics",
                "economic_buyer",
                "decision_criteria",
                "decision_process",
                "champion",
                "close_date",
            ]),
            &["Fill in the stage's fields", "Set a close date that somebody believes"],
        )
        .carries("qualification")
        .routed(own_deal("ae_lead"))
        .promises(promises(
            [business(8 * HOUR), business_days(2), business_days(3)],
            [business_days(2), business_days(3), business_days(5)],
        ))
        .escalates(ladder("ae_lead", "ae_pool"))
        .may_be(COLLEAGUES_DECIDE)
        .risks("The forecast promises what no buyer said.", "Stages are inflated and close dates go stale.")
        .kept_by(
            "A stage is reached by its fields, not by hope.",
            "Stage gates, qualification fields, and the hygiene of the forecast.",
            &["Stage validation", "Required fields by stage", "Rules for close dates"],
        )
        .judged_by("forecast_accuracy", Outcome::Won)
}

fn ae_to_se() -> Point {
    let mut rows = vec![
        row(
            "analytics",
            RoutingKind::Product,
            is("product_interest", "Analytics"),
            pool("se", PoolMethod::LoadBalanced),
            "Analytics needs somebody who knows it.",
        ),
        row(
            "apac",
            RoutingKind::Region,
            is("region", "APAC"),
            pool("se", PoolMethod::RoundRobin),
            "Somebody who is awake at the buyer's hours.",
        ),
        row(
            "complex",
            RoutingKind::Complexity,
            any([is("complexity", "High"), at_least("amount", 100_000)]),
            whoever_holds("se_lead"),
            "Complex or large deals go to the lead.",
        ),
    ];
    rows.extend(pool_and_fallback("se", PoolMethod::LoadBalanced, "se_lead"));
    let asked = one_of(
        "technical_request",
        &["API documentation", "Integration requirements", "Security questions", "Proof of concept"],
    );
    point("AE -> Sales engineer", ["AE", "SE"], ["opportunity", "opportunity"])
        .starts(trigger(
            StageChange,
            "The opportunity entered technical validation and the buyer asked a technical question, such as for API documentation",
            all([is("opportunity_stage", "Technical validation"), asked]),
            "CRM: opportunity stage and technical request",
        ))
        .owned_by("se", "se_lead")
        .accepted_when(
            all_filled(&["use_case", "requirements", "evaluation_plan", "proof_needed"]),
            &["Accept the request", "Agree the evaluation plan", "Name the proof that will decide"],
        )
        .carries("sales-to-solution")
        .routed(rows)
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(4)],
        ))
        .escalates(ladder("se_lead", "se_requests"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks(
            "Technical validation begins when the deal has already slowed.",
            "Solution engineers are called in late, by chat, without requirements.",
        )
        .kept_by(
            "A request that the stage makes, with use case and requirements in it.",
            "How early solution engineering joins, and with what.",
            &["Request workflow by stage", "Fields for use case, requirements and proof"],
        )
        .judged_by("stage_aging", Outcome::Won)
}

fn ae_to_legal() -> Point {
    let rows = vec![
        row(
            "legal",
            RoutingKind::Complexity,
            one_of("review_requested", &["Security", "Legal"]),
            whoever_holds("legal_lead"),
            "Terms and security are counsel's.",
        ),
        row(
            "finance",
            RoutingKind::Complexity,
            any([is("review_requested", "Finance"), at_least("discount_percent", 20)]),
            whoever_holds("finance"),
            "Money and large discounts are finance's.",
        ),
        row(
            "fallback",
            RoutingKind::Fallback,
            Criterion::default(),
            whoever_holds("deal_desk"),
            "The deal desk sees to the rest.",
        ),
    ];
    point("AE -> Legal or finance", ["AE", "LEG"], ["opportunity", "negotiation"])
        .starts(trigger(
            Event,
            "The buyer asked for a review by security, legal or procurement",
            one_of("review_requested", &["Security", "Legal", "Procurement", "Finance"]),
            "CRM: review requested",
        ))
        .owned_by("deal_desk", "legal_lead")
        .accepted_when(
            all([all_filled(&["contract_terms", "stakeholders"]), is_opportunity()]),
            &["Accept the review", "Say by when", "Name who approves"],
        )
        .carries("sales-to-legal")
        .routed(rows)
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(5)],
        ))
        .escalates(ladder("sales_leadership", "deal_desk"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks("A won buyer waits for paper.", "Contracts lie in a general task queue; nobody sees where.")
        .kept_by(
            "Approvals with a route, and a deal desk that everybody can look into.",
            "How long a review lies, and with whom.",
            &["Approval routing", "Deal desk view"],
        )
        .judged_by("time_lost", Outcome::Won)
}

fn opportunity_to_won() -> Point {
    point("Opportunity -> Closed/Won", ["LEG", "AE"], ["negotiation", "closed_won"])
        .starts(trigger(FieldChange, "The contract is signed", yes("contract_signed"), "Contract system: signature"))
        .owned_by("ae", "ae_lead")
        .accepted_when(
            all([yes("contract_signed"), is("approval_status", "Approved")]),
            &["File the contract", "Set the stage", "Start the onboarding form"],
        )
        .carries("contract")
        .routed(own_deal("ae_lead"))
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(3)],
        ))
        .escalates(ladder("ae_lead", "ae_pool"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks(
            "The customer's first week begins with a gap.",
            "A stage set without a signature, or a signature without a stage.",
        )
        .kept_by(
            "Closed/Won only with a signed contract in the system.",
            "Contract artefacts, amounts and dates at the close.",
            &["Stage validation by the contract system", "Onboarding form made at the close"],
        )
        .judged_by("opportunity_to_won", Outcome::Won)
}
