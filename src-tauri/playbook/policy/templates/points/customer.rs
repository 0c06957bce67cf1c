//! From a signature to renewal.

use super::growth::{EXPANSION_DECIDES, with_account_owner};
use crate::HOUR;
use crate::policy::templates::build::*;
use crate::policy::*;
use TriggerKind::{Event, FieldChange, StageChange, Threshold};

const COLLEAGUES_DECIDE: &[&str] = &["accepted", "wrong_owner", "context_missing"];

pub(super) fn points() -> Vec<Point> {
    vec![
        won_to_onboarding(),
        onboarding_to_adoption(),
        implementation_to_cs(),
        cs_to_support(),
        case_to_resolution(),
        cs_to_renewal(),
    ]
}

/// The customer's own manager first.
fn customers_manager() -> RoutingRow {
    row(
        "existing-customer",
        RoutingKind::ExistingCustomer,
        filled("customer_success_owner"),
        owner_in("customer_success_owner"),
        "Whoever knows the customer.",
    )
}

fn with_manager_first(role: &str, lead: &str) -> Vec<RoutingRow> {
    let mut rows = vec![customers_manager()];
    rows.extend(pool_and_fallback(role, PoolMethod::LoadBalanced, lead));
    rows
}

fn service_promises() -> Vec<SlaTarget> {
    promises(
        [business(4 * HOUR), business(8 * HOUR), business_days(2)],
        [business(8 * HOUR), business_days(2), business_days(5)],
    )
}

fn won_to_onboarding() -> Point {
    let mut rows = vec![row(
        "enterprise",
        RoutingKind::Territory,
        is("segment", "Enterprise"),
        pool("implementer", PoolMethod::Weighted),
        "Large projects go to whoever has done some.",
    )];
    rows.extend(pool_and_fallback("implementer", PoolMethod::LoadBalanced, "implementation_lead"));
    point("Closed/Won -> Onboarding", ["AE", "IMP"], ["closed_won", "onboarding"])
        .starts(trigger(
            FieldChange,
            "The contract is signed and the handoff form is complete",
            all([yes("contract_signed"), yes("handoff_form_done")]),
            "Contract system and handoff form",
        ))
        .owned_by("implementer", "implementation_lead")
        .accepted_when(
            all([
                all_filled(&["scope", "promised_outcomes", "definition_of_done", "stakeholder_map"]),
                yes("contract_signed"),
            ]),
            &["Accept the project", "Read what was promised", "Set the kickoff"],
        )
        .carries("sales-to-implementation")
        .routed(rows)
        .promises(service_promises())
        .escalates(ladder("implementation_lead", "onboarding"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks(
            "Onboarding starts without what sales knows: the customer explains again what was promised.",
            "Scope or context is missing, and the start is put off.",
        )
        .kept_by(
            "A Closed/Won checklist that travels with the record.",
            "Readiness for the kickoff, deliverables that were scoped, and the onboarding SLA.",
            &["Handoff form", "Project template", "Automatic kickoff task"],
        )
        .judged_by("time_to_kickoff", Outcome::Completed)
        .noted("One of the two handoffs that most often break the journey.")
}

/// Where nobody implements apart from customer success.
pub(super) fn sales_to_cs() -> Point {
    let Point(mut handed) = won_to_onboarding();
    handed.name = "Sales -> Customer success".into();
    handed.receiver = "CS".into();
    Point(handed)
        .owned_by("csm", "cs_lead")
        .routed(with_manager_first("csm", "cs_lead"))
        .escalates(ladder("cs_lead", "cs_pool"))
}

fn onboarding_to_adoption() -> Point {
    point("Onboarding -> Adoption", ["IMP", "CS"], ["onboarding", "adoption"])
        .starts(trigger(FieldChange, "The customer is live", yes("go_live_done"), "Project tool: go-live"))
        .owned_by("csm", "cs_lead")
        .accepted_when(
            all([yes("go_live_done"), filled("next_milestones")]),
            &["Accept the customer", "Plan the first milestone"],
        )
        .carries("implementation-to-success")
        .routed(with_manager_first("csm", "cs_lead"))
        .promises(service_promises())
        .escalates(ladder("cs_lead", "cs_pool"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks("A live system that nobody uses.", "Go-live is taken for success.")
        .kept_by(
            "Go-live counts with a next milestone and a date.",
            "The way from live to used.",
            &["Go-live checklist", "Usage by department"],
        )
        .judged_by("time_to_value", Outcome::Completed)
}

fn implementation_to_cs() -> Point {
    point("Implementation -> Customer success", ["IMP", "CS"], ["onboarding", "adoption"])
        .starts(trigger(
            StageChange,
            "Implementation handed over: plan, baseline and open issues are written down",
            all_filled(&["adoption_plan", "baseline_metrics", "open_issues"]),
            "CS platform: adoption plan",
        ))
        .owned_by("csm", "cs_lead")
        .accepted_when(
            all([
                all_filled(&["adoption_plan", "baseline_metrics", "open_issues", "next_milestones"]),
                yes("go_live_done"),
            ]),
            &["Accept the customer", "Meet the stakeholders", "Take over the open issues"],
        )
        .carries("implementation-to-success")
        .routed(with_manager_first("csm", "cs_lead"))
        .promises(service_promises())
        .escalates(ladder("cs_lead", "cs_pool"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks(
            "Customer success starts from zero, and the promise is forgotten.",
            "Outcomes, scope and risks are in nobody's packet.",
        )
        .kept_by(
            "No handover without plan, baseline and open issues.",
            "Rework after the handover.",
            &["Adoption plan template", "Baseline figures in the CS platform"],
        )
        .judged_by("time_to_onboard", Outcome::Completed)
        .noted("The other of the two handoffs that most often break the journey.")
}

fn cs_to_support() -> Point {
    let mut rows = vec![row(
        "critical",
        RoutingKind::Complexity,
        is("case_severity", "Critical"),
        whoever_holds("support_lead"),
        "Critical cases go to the lead at once.",
    )];
    rows.extend(pool_and_fallback("support_agent", PoolMethod::LoadBalanced, "support_lead"));
    point("Customer success -> Support", ["CS", "SUP"], ["adoption", "support_case"])
        .starts(trigger(
            Event,
            "A case was opened, or the health score fell below its threshold because something does not work",
            any([filled("case_severity"), less_than("health_score", 50)]),
            "Support desk and CS platform",
        ))
        .owned_by("support_agent", "support_lead")
        .accepted_when(
            all_filled(&["case_severity", "business_impact", "environment", "troubleshooting_performed"]),
            &["Accept the case", "Tell the customer who has it", "Agree when they hear next"],
        )
        .carries("success-to-support")
        .routed(rows)
        .promises(promises(
            [business(HOUR), business(2 * HOUR), business(4 * HOUR)],
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
        ))
        .pauses(is("case_status", "Waiting for the customer"), "Waiting for the customer")
        .escalates(ladder("support_lead", "support_desk"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks(
            "The customer describes the same fault to three people.",
            "History and what was tried do not travel, nor does the way back.",
        )
        .kept_by(
            "Severity, impact and what was tried are in the case before it moves, both ways.",
            "Cases that bounce between success and support.",
            &["Support desk in step with the CRM", "A way back to the customer's manager"],
        )
        .judged_by("sla_attainment", Outcome::Completed)
}

fn case_to_resolution() -> Point {
    point("Support case -> Resolution", ["SUP", "CS"], ["support_case", "adoption"])
        .starts(trigger(FieldChange, "The case is solved", is("case_status", "Solved"), "Support desk: case status"))
        .owned_by("csm", "cs_lead")
        .accepted_when(
            all([is("case_status", "Solved"), filled("resolution")]),
            &["Confirm with the customer", "Write down what solved it", "Note what recurs"],
        )
        .carries("support-to-success")
        .routed(with_manager_first("csm", "cs_lead"))
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(3)],
        ))
        .escalates(ladder("cs_lead", "cs_pool"))
        .may_be(COLLEAGUES_DECIDE)
        .contacts()
        .risks("Solved for support, not for the customer.", "Cases are closed without anybody asking.")
        .kept_by(
            "Solved means that the customer said so.",
            "Reopened cases.",
            &["Confirmation by the customer", "Resolution as a field"],
        )
        .judged_by("time_to_resolution", Outcome::Completed)
}

fn cs_to_renewal() -> Point {
    point("Customer success -> Renewal", ["CS", "AM"], ["adoption", "renewal"])
        .starts(trigger(
            Threshold,
            "The contract ends within 120 days, or the health score fell below its threshold",
            any([
                Criterion::test(
                    "renewal_date",
                    criteria::Condition::WithinNext(criteria::Span { n: 120, unit: criteria::SpanUnit::Days }),
                ),
                less_than("health_score", 50),
            ]),
            "Contract system and CS platform",
        ))
        .owned_by("account_manager", "am_lead")
        .accepted_when(
            all_filled(&["value_realization", "usage_adoption", "stakeholder_map", "contract_terms", "renewal_date"]),
            &["Accept the renewal", "Name the risks", "Plan the talk"],
        )
        .carries("success-to-renewal")
        .routed(with_account_owner())
        .promises(promises(
            [business(8 * HOUR), business_days(2), business_days(3)],
            [business_days(2), business_days(5), business_days(10)],
        ))
        .escalates(ladder("am_lead", "am_pool"))
        .may_be(EXPANSION_DECIDES)
        .contacts()
        .risks(
            "A renewal is discussed when the customer has already decided.",
            "The motion starts late and risks are not tracked.",
        )
        .kept_by(
            "A renewal starts by date and by health, not by memory.",
            "Who owns renewals, health signals, what triggers expansion, and when.",
            &["Health score", "Renewal stages", "Product usage in the CRM"],
        )
        .judged_by("net_revenue_retention", Outcome::Won)
}
