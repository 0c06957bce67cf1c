//! The lead lifecycle with three states: qualified by automation, routed and enriched, accepted by sales.

use super::lead::{ACCEPTING, buffer, lead_routing, overdue_routing};
use crate::HOUR;
use crate::calendar::Target;
use crate::policy::templates::build::*;
use crate::policy::templates::stages::is_qualified;
use crate::policy::*;
use TriggerKind::{Event, FieldChange, StageChange, Threshold};

/// The receiver accepts or recycles. There is no third way, and ignoring is answered by the ladder.
const ACCEPT_OR_RECYCLE: &[&str] = &["accepted", "timing", "budget", "feature_gap", "not_icp"];

const WINDOW: Target = Target::Business { ms: 2 * HOUR };

pub(super) fn points() -> Vec<Point> {
    vec![qualified(), enriched(), accepted(), overdue(), recycled()]
}

fn system(point: Point, within: Target, manager: &str) -> Point {
    let steps = vec![EscalationStep {
        at: StepTime::Share { percent: 100 },
        act: StepAct::Alert,
        to: Reach::Role { role: manager.into() },
        when: Criterion::default(),
        note: "A system is late.".into(),
    }];
    point.automatic().promises(vec![completes(within)]).escalates(vec![Ladder {
        clock: ClockKind::Complete,
        tier: None,
        steps,
    }])
}

fn nobody(key: &str, when: Criterion, stage: &str, reason: &str) -> RoutingRow {
    row(key, RoutingKind::NoPerson, when, Assignment::Stage { stage: stage.into() }, reason)
}

fn qualified() -> Point {
    let point = point("Lead -> AQL", ["MKT", "OPS"], ["lead", "aql"])
        .starts(trigger(
            Threshold,
            "Profile and behaviour passed both thresholds",
            is_qualified(),
            "Scoring: profile and behaviour",
        ))
        .owned_by("marketing_ops", "marketing_lead")
        .accepted_when(is_qualified(), &["Set the stage", "Open the enrichment buffer"])
        .carries("qualified")
        .routed(vec![nobody("aql", Criterion::default(), "aql", "A system validates it, not a person.")])
        .may_be(&["not_icp"])
        .risks(
            "Marketing sends what sales throws away, and nobody wrote down what was meant.",
            "Two definitions of a qualified lead: a score here, a head count there.",
        )
        .kept_by(
            "One written definition, evaluated by a system.",
            "Thresholds, reviewed every quarter against wins, churn and capacity.",
            &["Scoring of profile and behaviour", "Required fields before the stage"],
        )
        .judged_by("mql_to_sal", Outcome::Completed);
    system(point, Target::Elapsed { ms: HOUR }, "marketing_lead")
}

fn enriched() -> Point {
    let point = point("AQL -> Routing", ["OPS", "OPS"], ["aql", "routing"])
        .starts(trigger(StageChange, "The lead became Automation Qualified", is_qualified(), "CRM: lifecycle stage"))
        .owned_by("revops", "sales_ops")
        .accepted_when(all_filled(&["employees", "industry"]), &["Enrich", "Match the profile", "Match the account"])
        .carries("enriched")
        .buffered(buffer())
        .routed(vec![nobody("routing", Criterion::default(), "routing", "Nobody assigns by hand.")])
        .may_be(&["not_icp"])
        .risks(
            "A rep opens a bare form with a private address instead of a buyer with context.",
            "Leads lie in a queue until a person shares them out from a spreadsheet.",
        )
        .kept_by(
            "Three to five automated minutes in which nobody is alerted.",
            "How complete the record is when the buffer ends.",
            &["Enrichment vendor", "Profile matching", "Account deduplication"],
        )
        .judged_by("packet_fill_rate", Outcome::Completed);
    system(point, Target::Elapsed { ms: 5 * crate::MINUTE }, "revops")
}

fn accepted() -> Point {
    point("Routing -> SDR", ["OPS", "SDR"], ["routing", "sal"])
        .starts(trigger(
            Event,
            "Routing gave the enriched lead to an owner",
            all([filled("owner"), is_qualified()]),
            "Routing: owner",
        ))
        .owned_by("sdr_lead", "sales_manager")
        .accepted_when(all([is_qualified(), yes("consent")]), ACCEPTING)
        .carries("marketing-to-sdr")
        .routed(lead_routing())
        .promises(window())
        .pauses(not_yes("consent"), "Waiting for consent")
        .escalates(tri_state_ladder())
        .may_be(ACCEPT_OR_RECYCLE)
        .contacts()
        .risks(
            "Between qualified and met, intent decays while everybody believes somebody else is on it.",
            "Notifications are ignored, and the timer lives in a document.",
        )
        .kept_by(
            "A window in which the only moves are to accept or to recycle.",
            "Who accepts within the window, and what happens to the rest.",
            &["SLA timer that acts", "Acceptance as a state of the record", "Disposition from a list"],
        )
        .judged_by("time_to_accept", Outcome::Meeting)
}

/// Two hours for high intent; the others have the window that their intent deserves.
fn window() -> Vec<SlaTarget> {
    promises([WINDOW, business(3 * HOUR), business(4 * HOUR)], [business(8 * HOUR), business_days(2), business_days(2)])
}

/// Overdue and in the managers' channel when the window ends, in the shared pool as much later again, and kept for coaching.
fn tri_state_ladder() -> Vec<Ladder> {
    let mut ladders = ladder("sales_manager", "shark_tank");
    for ladder in ladders.iter_mut().filter(|ladder| ladder.clock == ClockKind::Accept) {
        for step in &mut ladder.steps {
            if step.act == StepAct::Alert {
                step.to = Reach::Channel { channel: "#sales-managers".into() };
                step.note = "Flagged overdue where managers look.".into();
            }
        }
    }
    ladders
}

fn overdue() -> Point {
    point("Overdue -> Shark Tank", ["SDR", "SDR"], ["routing", "sal"])
        .starts(trigger(
            FieldChange,
            "Two hours after the window ended, nobody has accepted",
            all([yes("missed_window"), blank("accepted_at")]),
            "SLA timer",
        ))
        .owned_by("sdr_lead", "sales_manager")
        .accepted_when(filled("next_best_action"), ACCEPTING)
        .carries("overdue")
        .routed(overdue_routing())
        .promises(promises(
            [business(HOUR), business(2 * HOUR), business(4 * HOUR)],
            [business(4 * HOUR), business(8 * HOUR), business_days(2)],
        ))
        .escalates(ladder("sales_manager", "shark_tank"))
        .may_be(ACCEPT_OR_RECYCLE)
        .contacts()
        .risks(
            "The first owner's absence becomes the buyer's wait.",
            "Nobody takes a lead away from whoever ignores it.",
        )
        .kept_by(
            "The lead moves by itself; the non-response is kept for a talk, not for a punishment.",
            "How much of the pool is taken, and how fast.",
            &["SLA timer that re-routes", "A pool of available reps"],
        )
        .judged_by("touched_share", Outcome::Meeting)
}

fn recycled() -> Point {
    let point = point("Recycled -> Nurture", ["SDR", "MKT"], ["sal", "nurture"])
        .starts(trigger(
            StageChange,
            "A lead was recycled or rejected with a structured reason",
            all([one_of("disposition", &["rejected", "recycled"]), filled("reason")]),
            "CRM: disposition",
        ))
        .owned_by("marketing_ops", "marketing_lead")
        .accepted_when(filled("reason"), &["Enrol in the reason's track", "Set the day or event of the return"])
        .carries("recycle")
        .routed(vec![
            nobody("not-icp", is("reason", "not_icp"), "suppressed", "Suppressed until its review."),
            nobody("track", Criterion::default(), "nurture", "The lead moves to another state of the system, no more."),
        ])
        .may_be(&["timing", "budget", "feature_gap", "not_icp"])
        .contacts()
        .risks("Pipeline that said *later* is thrown away.", "*Not interested* ends the journey: no way back is built.")
        .kept_by(
            "A reason from a list, and a track that was made for it.",
            "What comes back, and from which reason.",
            &["Reasons as a list", "Nurture tracks", "Triggers for the return"],
        )
        .judged_by("rejection_rate", Outcome::Meeting);
    system(point, Target::Elapsed { ms: HOUR }, "marketing_lead")
}
