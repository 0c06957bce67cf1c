//! Key figures of the templates: what each tells, and the metric that measures it where Baton does.

use crate::HOUR;
use crate::policy::{Kpi, KpiDirection, KpiTarget};

use KpiDirection::{Higher, Lower};

/// Key, name, metric, which way is better, what it tells.
type Row = (&'static str, &'static str, Option<&'static str>, KpiDirection, &'static str);

const ROWS: &[Row] = &[
    ("valid_lead_rate", "Valid lead rate", None, Higher, "Leads that pass the entry criteria, of all inquiries."),
    ("time_to_assign", "Time to owner assignment", Some("time_to_assign"), Lower, "How fast routing is."),
    ("time_to_accept", "Time to owner acceptance", Some("time_to_accept"), Lower, "How fast somebody answers for it."),
    (
        "time_to_first_touch",
        "Time to first touch",
        Some("time_to_first_touch"),
        Lower,
        "How fast the buyer hears from somebody.",
    ),
    ("time_to_next_step", "Time to next step", Some("time_to_next_step"), Lower, "How fast acceptance becomes action."),
    ("time_to_first_meeting", "Time to first meeting", None, Lower, "How fast interest becomes a conversation."),
    ("time_to_kickoff", "Time to kickoff", None, Lower, "How fast a signature becomes work."),
    ("time_to_onboard", "Time to onboard", None, Lower, "How long until the customer is live."),
    ("time_to_value", "Time to value", None, Lower, "How long until the customer has what was promised."),
    ("time_to_resolution", "Time to resolution", None, Lower, "How long the customer waits for an answer that helps."),
    ("sla_attainment", "SLA attainment", Some("sla_accept"), Higher, "How reliable the process is."),
    ("sla_breach_rate", "SLA breach rate", Some("sla_accept"), Lower, "How often a promise is not kept."),
    ("completion_rate", "Handoff completion rate", Some("completion_rate"), Higher, "How healthy the workflow is."),
    (
        "meeting_booked_rate",
        "Meeting booked after handoff",
        Some("meeting_booked_rate"),
        Higher,
        "How good the follow-up is.",
    ),
    (
        "opportunity_rate",
        "Opportunity creation rate",
        Some("opportunity_creation_rate"),
        Higher,
        "How good qualification is.",
    ),
    (
        "sql_to_opportunity",
        "SQL to opportunity rate",
        Some("opportunity_creation_rate"),
        Higher,
        "Meetings that become deals.",
    ),
    ("mql_to_sal", "MQL to SAL", Some("acceptance_rate"), Higher, "What sales takes of what marketing sends."),
    ("sal_to_sql", "SAL to SQL", Some("conversion"), Higher, "What qualification confirms."),
    ("opportunity_to_won", "Opportunity to Closed/Won", Some("conversion"), Higher, "What deals come to."),
    ("won_to_kickoff", "Closed/Won to kickoff", Some("completion_rate"), Higher, "Signatures that become projects."),
    ("stage_conversion", "Stage conversion", Some("conversion"), Higher, "What goes on from each stage."),
    ("drop_off", "Drop-off by stage", Some("drop_off"), Lower, "What is lost between two stages."),
    (
        "stage_aging",
        "Stage aging after handoff",
        Some("stage_aging_after_handoff"),
        Lower,
        "How much momentum is lost.",
    ),
    ("time_lost", "Time lost in handoff", Some("time_lost_in_handoff"), Lower, "How much of the journey is waiting."),
    (
        "reassignment_rate",
        "Reassignment rate",
        Some("reassignment_rate"),
        Lower,
        "How often the first owner was the wrong one.",
    ),
    (
        "rejection_rate",
        "Rejection rate, by reason",
        Some("rejection_rate"),
        Lower,
        "What the receiver cannot use, and why.",
    ),
    (
        "source_conversion",
        "Conversion by source and trigger",
        Some("conversion"),
        Higher,
        "Which signals are worth something.",
    ),
    (
        "touched_share",
        "MQLs actively touched",
        Some("untouched_share"),
        Lower,
        "How many fall into the void: those untouched.",
    ),
    ("packet_fill_rate", "Packet fill rate", Some("packet_fill_rate"), Higher, "How much context travels."),
    ("duplicate_rate", "Duplicate rate", Some("duplicate_rate"), Lower, "How clean identities are."),
    ("forecast_accuracy", "Forecast accuracy", None, Higher, "How far forecast and result lie apart."),
    ("net_revenue_retention", "Net revenue retention", None, Higher, "What customers are worth a year later."),
];

fn target(key: &str) -> Option<KpiTarget> {
    match key {
        "sla_attainment" | "completion_rate" | "packet_fill_rate" => Some(KpiTarget::Share { per_mille: 900 }),
        "sla_breach_rate" | "reassignment_rate" => Some(KpiTarget::Share { per_mille: 100 }),
        "time_to_accept" => Some(KpiTarget::Duration { ms: 2 * HOUR }),
        "time_to_first_touch" => Some(KpiTarget::Duration { ms: 4 * HOUR }),
        "touched_share" => Some(KpiTarget::Share { per_mille: 50 }),
        _ => None,
    }
}

pub(super) fn kpis() -> Vec<Kpi> {
    let kpi = |&(key, name, metric, direction, meaning): &Row| Kpi {
        key: key.into(),
        name: name.into(),
        metric: metric.map(str::to_owned),
        meaning: meaning.into(),
        direction,
        target: target(key),
    };
    ROWS.iter().map(kpi).collect()
}
