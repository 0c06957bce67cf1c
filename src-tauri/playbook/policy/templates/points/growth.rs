//! What grows after a renewal, and what is learnt from customers.

use crate::HOUR;
use crate::policy::templates::build::*;
use crate::policy::*;
use TriggerKind::{FieldChange, Threshold};

pub(super) const EXPANSION_DECIDES: &[&str] =
    &["accepted", "timing", "budget", "feature_gap", "wrong_owner", "context_missing"];

pub(super) fn points() -> Vec<Point> {
    vec![renewal_to_expansion(), cs_to_am(), product_signal_to_sales(), support_to_product()]
}

pub(super) fn with_account_owner() -> Vec<RoutingRow> {
    let mut rows = vec![row(
        "existing-customer",
        RoutingKind::ExistingCustomer,
        filled("account_owner"),
        owner_in("account_owner"),
        "Whoever owns the account.",
    )];
    rows.extend(pool_and_fallback("account_manager", PoolMethod::LoadBalanced, "am_lead"));
    rows
}

fn renewal_to_expansion() -> Point {
    point("Renewal -> Expansion", ["AM", "AM"], ["renewal", "expansion"])
        .starts(trigger(
            FieldChange,
            "The renewal is agreed and there is a reason to grow",
            all([is("renewal_stage", "Agreed"), filled("expansion_triggers")]),
            "CRM: renewal stage",
        ))
        .owned_by("account_manager", "am_lead")
        .accepted_when(filled("expansion_triggers"), &["Open the expansion", "Name who decides this time"])
        .carries("renewal-to-expansion")
        .routed(with_account_owner())
        .promises(promises(
            [business(8 * HOUR), business_days(2), business_days(3)],
            [business_days(2), business_days(5), business_days(10)],
        ))
        .escalates(ladder("am_lead", "am_pool"))
        .may_be(EXPANSION_DECIDES)
        .contacts()
        .risks("The best moment to grow passes unused.", "Renewal is taken for the end.")
        .kept_by(
            "Each agreed renewal is looked at for a reason to grow.",
            "What follows a renewal.",
            &["Expansion as a stage of its own"],
        )
        .judged_by("source_conversion", Outcome::Opportunity)
}

fn cs_to_am() -> Point {
    point("Customer success -> Account manager", ["CS", "AM"], ["adoption", "expansion"])
        .starts(trigger(
            FieldChange,
            "The customer success manager wrote down a reason to expand",
            filled("expansion_triggers"),
            "CS platform: reasons to expand",
        ))
        .owned_by("account_manager", "am_lead")
        .accepted_when(
            all_filled(&["expansion_triggers", "stakeholder_map", "usage_adoption"]),
            &["Accept the expansion", "Agree who talks to whom"],
        )
        .carries("success-to-renewal")
        .routed(with_account_owner())
        .promises(promises(
            [business(8 * HOUR), business_days(2), business_days(3)],
            [business_days(2), business_days(4), business_days(7)],
        ))
        .escalates(ladder("am_lead", "am_pool"))
        .may_be(EXPANSION_DECIDES)
        .contacts()
        .risks(
            "Nobody knows who owns the expansion, so nobody asks.",
            "Success and account management each wait for the other.",
        )
        .kept_by(
            "Rules of account ownership and renewal that name one owner.",
            "Accounts with two owners, and with none.",
            &["Ownership rules by account", "Renewal rules"],
        )
        .judged_by("reassignment_rate", Outcome::Opportunity)
}

fn product_signal_to_sales() -> Point {
    point("Product signal -> Sales", ["PRD", "AM"], ["adoption", "expansion"])
        .starts(trigger(
            Threshold,
            "Usage passed the threshold of the plan, and three or more people of one department became active",
            all([at_least("product_usage", 80), at_least("new_active_users", 3)]),
            "Product analytics",
        ))
        .owned_by("account_manager", "am_lead")
        .accepted_when(
            all([at_least("product_usage", 80), filled("account_owner")]),
            &["Accept the signal", "Look at who uses what", "Talk to the customer's manager first"],
        )
        .carries("usage-signal")
        .routed(with_account_owner())
        .promises(promises(
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
            [business(8 * HOUR), business_days(2), business_days(4)],
        ))
        .escalates(ladder("am_lead", "am_pool"))
        .may_be(EXPANSION_DECIDES)
        .contacts()
        .risks(
            "The customer's intent to grow shows in the product and nowhere else.",
            "Signals disappear between success and account management.",
        )
        .kept_by(
            "An alert to the account's owner when usage passes a threshold.",
            "Which usage is a signal, and what became of each.",
            &["Usage by account in the CRM", "Alerts by threshold"],
        )
        .judged_by("opportunity_rate", Outcome::Opportunity)
}

fn support_to_product() -> Point {
    point("Support and success -> Product and marketing", ["SUP", "PRD"], ["adoption", "feedback"])
        .starts(trigger(
            Threshold,
            "Three cases of one theme came in a quarter",
            at_least("theme_count", 3),
            "Feedback board: theme",
        ))
        .owned_by("product_manager", "product_lead")
        .accepted_when(
            all_filled(&["recurring_friction", "feature_gaps", "voice_of_customer"]),
            &["Accept the theme", "Say whether and when", "Tell those who asked"],
        )
        .carries("feedback")
        .routed(vec![
            row(
                "pool",
                RoutingKind::Pool,
                Criterion::default(),
                pool("product_manager", PoolMethod::RoundRobin),
                "Whoever is next.",
            ),
            row(
                "fallback",
                RoutingKind::Fallback,
                Criterion::default(),
                whoever_holds("product_lead"),
                "Nobody was to be had.",
            ),
        ])
        .promises(promises(
            [business_days(2), business_days(3), business_days(5)],
            [business_days(5), business_days(10), business_days(15)],
        ))
        .escalates(ladder("product_lead", "feedback_board"))
        .may_be(&["accepted", "wrong_owner", "context_missing", "feature_gap"])
        .risks(
            "The same friction costs every next customer.",
            "What customers say is an anecdote by the time it arrives.",
        )
        .kept_by(
            "A theme with a count, examples and an answer.",
            "Themes without an answer, and proof points that are out of date.",
            &["Feedback board", "Link from a case to its theme"],
        )
        .judged_by("completion_rate", Outcome::Completed)
}
