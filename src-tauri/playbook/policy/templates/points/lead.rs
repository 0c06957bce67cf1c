//! From the first sign of interest to a meeting.

use crate::policy::templates::build::*;
use crate::policy::templates::stages::{is_lead, is_qualified};
use crate::policy::*;
use crate::{HOUR, MINUTE};
use TriggerKind::{Event, FieldChange, StageChange, Threshold};

const SALES_DECIDES: &[&str] =
    &["accepted", "timing", "budget", "feature_gap", "not_icp", "wrong_owner", "context_missing"];

/// A few automated minutes before anybody is alerted.
pub(super) fn buffer() -> EnrichmentBuffer {
    let outcome = |when, act, reason: &str| BufferOutcome { when, act, reason: reason.into() };
    EnrichmentBuffer {
        at_least_minutes: 3,
        at_most_minutes: 5,
        enriches: texts(&["employees", "industry", "tech_stack", "region", "segment"]),
        outcomes: vec![
            outcome(
                yes("has_open_opportunity"),
                BufferAct::ExistingOwner { field: "open_opportunity_owner".into() },
                "The company has an open deal: past routing, to its owner.",
            ),
            outcome(
                any([not_yes("icp_fit"), less_than("employees", 200)]),
                BufferAct::Nurture { stage: "nurture".into() },
                "Does not fit the profile: long-term nurture, nobody is alerted.",
            ),
            outcome(Criterion::default(), BufferAct::RouteOn, "Fits: routed with what was found."),
        ],
    }
}

fn low_intent() -> RoutingRow {
    row(
        "low-intent",
        RoutingKind::NoPerson,
        is("intent", "low"),
        Assignment::Stage { stage: "nurture".into() },
        "Nurtured until fit or intent grows.",
    )
}

/// Whoever is there, once the owner did not answer. Low intent is nobody's turn.
pub(super) fn overdue_routing() -> Vec<RoutingRow> {
    let mut rows = vec![low_intent()];
    rows.extend(pool_and_fallback("sdr", PoolMethod::LoadBalanced, "sdr_lead"));
    rows
}

/// Who gets a qualified lead.
pub(super) fn lead_routing() -> Vec<RoutingRow> {
    let mut rows = relations_first();
    rows.push(low_intent());
    rows.push(row(
        "enterprise",
        RoutingKind::Territory,
        all([is("region", "EMEA"), is("segment", "Enterprise")]),
        pool("sdr", PoolMethod::PerformanceWeighted),
        "Enterprise accounts of the home territory go to whoever does best with them.",
    ));
    rows.push(row(
        "technical-interest",
        RoutingKind::Product,
        is("product_interest", "Services"),
        pool("sdr", PoolMethod::RoundRobin),
        "Services are sold by turns.",
    ));
    rows.extend(pool_and_fallback("sdr", PoolMethod::LoadBalanced, "sdr_lead"));
    rows
}

pub(super) fn lead_promises() -> Vec<SlaTarget> {
    promises(
        [business(2 * HOUR), business(4 * HOUR), business(4 * HOUR)],
        [business(8 * HOUR), business_days(2), business_days(2)],
    )
}

pub(super) const ACCEPTING: &[&str] = &[
    "Accept the lead",
    "Update its status",
    "Create the next action",
    "Log the first touch",
    "Move it to a working stage",
];

pub(super) fn points() -> Vec<Point> {
    vec![
        inquiry_to_lead(),
        signal_to_lead(),
        marketing_to_sdr(),
        unaccepted_to_pool(),
        lead_to_meeting(),
        recycled_to_nurture(),
    ]
}

fn inquiry_to_lead() -> Point {
    point("Inquiry -> Lead", ["MKT", "OPS"], ["inquiry", "lead"])
        .starts(trigger(
            Event,
            "A form, a call or a message left an address and a company",
            all_filled(&["email", "company"]),
            "Web form",
        ))
        .automatic()
        .owned_by("marketing_ops", "data_steward")
        .accepted_when(is_lead(), &["Match it to its account", "Join duplicates", "Validate the form's fields"])
        .carries("lead")
        .routed(vec![
            row(
                "suppressed",
                RoutingKind::NoPerson,
                yes("is_suppressed"),
                Assignment::Stage { stage: "suppressed".into() },
                "On a suppression list.",
            ),
            row(
                "marketing",
                RoutingKind::Fallback,
                Criterion::default(),
                whoever_holds("marketing_ops"),
                "Marketing answers for leads that are not qualified yet.",
            ),
        ])
        .promises(vec![completes(crate::calendar::Target::Elapsed { ms: HOUR })])
        .escalates(completion_ladder("marketing_lead"))
        .may_be(&["accepted", "not_icp", "context_missing"])
        .risks(
            "Real buyers drown among copies and strangers.",
            "Duplicates, and leads without the fields that routing needs.",
        )
        .kept_by(
            "One validated way in, with matching and suppression before anything else.",
            "Identity, deduplication, enrichment, and what lets a record into the lifecycle.",
            &["Validation rules", "Enrichment", "Suppression lists"],
        )
        .judged_by("valid_lead_rate", Outcome::Completed)
}

fn signal_to_lead() -> Point {
    point("Signal -> Lead", ["MKT", "OPS"], ["signal", "lead"])
        .starts(trigger(
            Threshold,
            "Engagement of a target account passed its threshold",
            all([yes("is_target_account"), at_least("account_engagement", 70)]),
            "Scoring",
        ))
        .automatic()
        .owned_by("marketing_ops", "marketing_lead")
        .accepted_when(is_lead(), &["Find the contacts behind the signal", "Write the signal into the record"])
        .carries("lead")
        .routed(vec![row(
            "marketing",
            RoutingKind::Fallback,
            Criterion::default(),
            whoever_holds("marketing_ops"),
            "A signal without a person is worked by marketing.",
        )])
        .promises(vec![completes(crate::calendar::Target::Elapsed { ms: 24 * HOUR })])
        .escalates(completion_ladder("marketing_lead"))
        .may_be(&["accepted", "not_icp", "context_missing"])
        .risks("Buyers who do not fill in forms are never met.", "Signals stay in a dashboard.")
        .kept_by(
            "A threshold for each signal, and a record for each that passes it.",
            "Which signals sales will act on.",
            &["Account scoring", "Alerts by threshold"],
        )
        .judged_by("source_conversion", Outcome::Opportunity)
}

fn completion_ladder(manager: &str) -> Vec<Ladder> {
    let to = || Reach::Role { role: manager.into() };
    let step = |percent, act, note: &str| EscalationStep {
        at: StepTime::Share { percent },
        act,
        to: to(),
        when: Criterion::default(),
        note: note.into(),
    };
    vec![Ladder {
        clock: ClockKind::Complete,
        tier: None,
        steps: vec![
            step(100, StepAct::Alert, "A system is late."),
            step(200, StepAct::CreateTask, "Look for the fault."),
        ],
    }]
}

fn marketing_to_sdr() -> Point {
    let asked = one_of("signal", &["Demo request", "Pricing inquiry", "Contact sales form", "Direct reply"]);
    let interested = all([yes("is_target_account"), at_least("account_engagement", 70)]);
    point("MQL -> SDR", ["MKT", "SDR"], ["lead", "sal"])
        .starts(trigger(
            Event,
            "A contact who fits asked for a demo, for prices or for a call, or their target account passed its threshold",
            all([is_qualified(), any([asked, interested, at_least("score", 65)])]),
            "Marketing automation: signal and score",
        ))
        .owned_by("sdr_lead", "sales_manager")
        .accepted_when(all([is_qualified(), yes("consent"), filled("next_best_action")]), ACCEPTING)
        .carries("marketing-to-sdr")
        .buffered(buffer())
        .routed(lead_routing())
        .promises(lead_promises())
        .pauses(not_yes("consent"), "Waiting for consent")
        .escalates(ladder("sdr_lead", "shark_tank"))
        .may_be(SALES_DECIDES)
        .contacts()
        .risks(
            "Buyers who asked to talk wait, and their intent decays.",
            "Slow response, and leads that nobody works.",
        )
        .kept_by(
            "Routing, scoring and SLA rules by intent.",
            "Routing logic, SLA, the context that travels, and what acceptance asks for.",
            &["Queues", "Assignment rules", "SLA timers", "Required fields"],
        )
        .judged_by("time_to_first_touch", Outcome::Meeting)
        .noted("Start here: demo requests and pricing inquiries are where momentum is lost first.")
}

fn unaccepted_to_pool() -> Point {
    point("Unaccepted -> Shared pool", ["SDR", "SDR"], ["lead", "sal"])
        .starts(trigger(
            FieldChange,
            "Twice the acceptance window has passed and nobody accepted",
            all([yes("missed_window"), blank("accepted_at")]),
            "SLA timer",
        ))
        .owned_by("sdr_lead", "sales_manager")
        .accepted_when(filled("next_best_action"), ACCEPTING)
        .carries("overdue")
        .routed(overdue_routing())
        .promises(promises(
            [business(30 * MINUTE), business(HOUR), business(2 * HOUR)],
            [business(2 * HOUR), business(4 * HOUR), business(8 * HOUR)],
        ))
        .escalates(ladder("sales_manager", "shark_tank"))
        .may_be(SALES_DECIDES)
        .contacts()
        .risks("A buyer waits for somebody who will not come.", "Leads lie with an owner who does not respond.")
        .kept_by(
            "The system takes the lead away and gives it to whoever is free.",
            "How often owners let the window pass, and why: first the system, then the person.",
            &["SLA timers that act", "A shared pool", "A log of non-responses"],
        )
        .judged_by("touched_share", Outcome::Meeting)
}

fn lead_to_meeting() -> Point {
    point("Lead -> Meeting", ["SDR", "SDR"], ["sal", "meeting"])
        .starts(trigger(
            FieldChange,
            "The buyer agreed to a time",
            is("meeting_status", "Booked"),
            "Calendar: meeting status",
        ))
        .owned_by("sdr", "sdr_lead")
        .accepted_when(
            all([is("meeting_status", "Booked"), filled("confirmed_pains")]),
            &["Confirm the time with the buyer", "Send the agenda", "Log the meeting"],
        )
        .carries("meeting")
        .routed(vec![
            row(
                "owner",
                RoutingKind::ExistingCustomer,
                filled("owner"),
                owner_in("owner"),
                "Whoever won the meeting prepares it.",
            ),
            row(
                "fallback",
                RoutingKind::Fallback,
                Criterion::default(),
                whoever_holds("sdr_lead"),
                "The owner is gone: the meeting is not.",
            ),
        ])
        .promises(promises(
            [business(HOUR), business(4 * HOUR), business(8 * HOUR)],
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
        ))
        .escalates(ladder("sdr_lead", "shark_tank"))
        .may_be(SALES_DECIDES)
        .contacts()
        .risks("Interest cools between the yes and the date.", "Meetings are held in calendars and nowhere else.")
        .kept_by(
            "A meeting counts when it has an agenda and a confirmed attendee.",
            "Time to the first meeting, and those that are missed.",
            &["Calendar in step with the CRM", "Reminders to the buyer"],
        )
        .judged_by("meeting_booked_rate", Outcome::Meeting)
}

fn recycled_to_nurture() -> Point {
    point("Recycled -> Nurture", ["SDR", "MKT"], ["sal", "nurture"])
        .starts(trigger(
            StageChange,
            "A lead was rejected or recycled with a reason",
            all([one_of("disposition", &["rejected", "recycled"]), filled("reason")]),
            "CRM: disposition",
        ))
        .automatic()
        .owned_by("marketing_ops", "marketing_lead")
        .accepted_when(filled("reason"), &["Enrol in the reason's track", "Set the day or event of the return"])
        .carries("recycle")
        .routed(vec![
            row(
                "not-icp",
                RoutingKind::NoPerson,
                is("reason", "not_icp"),
                Assignment::Stage { stage: "suppressed".into() },
                "Suppressed until its review.",
            ),
            row(
                "track",
                RoutingKind::NoPerson,
                Criterion::default(),
                Assignment::Stage { stage: "nurture".into() },
                "Each reason has a track of its own.",
            ),
        ])
        .promises(vec![completes(crate::calendar::Target::Elapsed { ms: HOUR })])
        .escalates(completion_ladder("marketing_lead"))
        .may_be(&["timing", "budget", "feature_gap", "not_icp"])
        .contacts()
        .risks(
            "Somebody who said *not now* is never asked again.",
            "*Not interested* ends the journey: no reason, no way back.",
        )
        .kept_by(
            "A structured reason, and a next step that follows from it.",
            "Who comes back, in which month, for which reason.",
            &["A list of reasons without free text", "A track a reason", "Triggers for the return"],
        )
        .judged_by("rejection_rate", Outcome::Meeting)
        .noted("Closed/Lost and records without an owner hold pipeline that can be won back.")
}
