//! "How is this computed?", in words, for every metric: the text that stands beside the number.

use super::Metric;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A metric's definition in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Definition {
    pub metric: Metric,
    /// `SLA breach rate, acceptance`
    pub name: String,
    /// From → to, or numerator / denominator.
    pub formula: String,
    /// What is left out, and what stands beside it.
    pub remarks: Vec<String>,
}

/// How a metric is computed.
pub fn definition(metric: Metric) -> Definition {
    let (formula, remarks) = words(metric);
    Definition {
        metric,
        name: metric.title().to_owned(),
        formula: formula.to_owned(),
        remarks: remarks.iter().map(|remark| (*remark).to_owned()).collect(),
    }
}

const QUANTILES: &str = "p50 and p90 are linear-interpolation quantiles (type 7, as Excel's PERCENTILE.INC) over the records that \
reached the event; n is their number.";
const KAPLAN_MEIER: &str = "The Kaplan–Meier median counts those still waiting as well: they are censored at the end of the data, or \
where a rejection or the completion ended the wait. Cohorts only.";
const BUSINESS: &str = "Business time is open time on the handoff's calendar less pauses; elapsed time is wall-clock time, pauses included.";
const JUDGED: &str = "Cannot judge: a date without a time, a history that the export cut off, or events in an impossible order. Such \
records are counted beside the figure and never guessed.";
const BREACHES: &str = "Breached: the event came after the due instant, or it has not come and the data reaches past it. Running clocks \
are in neither part and are counted beside it.";
const ATTAINMENT: &str = "Attainment is 1 − this rate.";
const DUE: &str = "A due instant that the record carries goes before the policy's target. A tier that changes on the way brings its own \
target, counted from the start; one that is thereby past is breached at the change.";
const WILSON: &str =
    "With its 95 % Wilson interval; under 10 in the denominator a review shows the counts and no rate.";
const BY_START: &str = "By cohort and by period alike a record belongs to the month in which it started.";

fn words(metric: Metric) -> (&'static str, &'static [&'static str]) {
    match metric {
        Metric::Volume => ("Handoffs started in the month.", &["A record without a start belongs to no month."]),
        Metric::TimeToAssign => (
            "From the start to the first assignment to a person.",
            &[QUANTILES, KAPLAN_MEIER, BUSINESS, "Running: no assignment and no rejection.", JUDGED],
        ),
        Metric::TimeToAccept => (
            "From the start to the receiver's acceptance.",
            &[QUANTILES, KAPLAN_MEIER, BUSINESS, "Running: not accepted, rejected or completed.", JUDGED],
        ),
        Metric::TimeToFirstTouch => (
            "From the start to the receiver's first outreach.",
            &[QUANTILES, KAPLAN_MEIER, BUSINESS, "Running: no first touch and no rejection.", JUDGED],
        ),
        Metric::TimeToNextStep => (
            "From the acceptance to the next step recorded or booked.",
            &[QUANTILES, KAPLAN_MEIER, BUSINESS, "Running: accepted, no next step, not completed.", JUDGED],
        ),
        Metric::TimeLostInHandoff => (
            "The time from start to acceptance, summed over the accepted records.",
            &[
                "Its share is taken of the time from start to completion, over the records that have both; n of the share is their number.",
                BUSINESS,
                JUDGED,
            ],
        ),
        Metric::StageAgingAfterHandoff => (
            "From the acceptance to the completion, or to the end of the data while open.",
            &[
                "p50 and p90 over open and completed records together; running counts the open ones.",
                "A review gives p50 and p90 of the open ones alone, whenever they started, and the ten oldest.",
                BUSINESS,
                JUDGED,
            ],
        ),
        Metric::SlaAssign => (
            "Breached / (met + breached) of the assignment clock, which runs from the start to the first assignment.",
            &[
                BREACHES,
                ATTAINMENT,
                DUE,
                "A rejection before any assignment ends the clock: not applicable.",
                JUDGED,
                WILSON,
            ],
        ),
        Metric::SlaAccept => (
            "Breached / (met + breached) of the acceptance clock, which runs from the start to the receiver's decision.",
            &[
                BREACHES,
                ATTAINMENT,
                DUE,
                "A rejection answers the clock as an acceptance does, by its own instant; a rejection without an instant cannot be judged.",
                JUDGED,
                WILSON,
            ],
        ),
        Metric::SlaFirstTouch => (
            "Breached / (met + breached) of the first-touch clock, which runs from the start to the first outreach.",
            &[
                BREACHES,
                ATTAINMENT,
                DUE,
                "A rejection before any touch ends the clock: not applicable.",
                JUDGED,
                WILSON,
            ],
        ),
        Metric::SlaNextStep => (
            "Breached / (met + breached) of the next-step clock, which runs from the acceptance to the next step.",
            &[BREACHES, ATTAINMENT, DUE, "It starts with the acceptance: not applicable before.", JUDGED, WILSON],
        ),
        Metric::SlaComplete => (
            "Breached / (met + breached) of the completion clock, which runs from the start to the completion.",
            &[
                BREACHES,
                ATTAINMENT,
                DUE,
                "Where the source gives its own verdict and no due instant, the verdict counts.",
                JUDGED,
                WILSON,
            ],
        ),
        Metric::FirstTouchWithin5Minutes => (
            "Touched within five minutes of wall-clock time / started at least five minutes before the end of the data.",
            &["Records rejected without a touch are left out.", BY_START, JUDGED, WILSON],
        ),
        Metric::AcceptanceRate => (
            "Accepted / (accepted + rejected + recycled).",
            &["Completed counts as accepted. By period: decided in the month.", WILSON],
        ),
        Metric::RejectionRate => (
            "Rejected or recycled / (accepted + rejected + recycled).",
            &[
                "By reason: rejected or recycled for that reason / all that were decided.",
                "By period: decided in the month.",
                WILSON,
            ],
        ),
        Metric::UntouchedShare => (
            "Without a first touch although its target is past / started.",
            &[
                "The void: nobody has reached out, and the promise is broken.",
                "What has no first-touch target can break none, and is among those that started.",
                BY_START,
                JUDGED,
                WILSON,
            ],
        ),
        Metric::CompletionRate => ("Completed / started.", &[BY_START, WILSON]),
        Metric::MeetingBookedRate => ("With a meeting / accepted.", &["By period: accepted in the month.", WILSON]),
        Metric::OpportunityCreationRate => {
            ("With an opportunity / accepted.", &["By period: accepted in the month.", WILSON])
        }
        Metric::ReassignmentRate => (
            "Owner changed at least once after the first assignment / assigned.",
            &[
                "The sum is the number of changes. Where the data has no assignment instants at all, every record with a count of \
                 changes is taken as assigned.",
                "By period: assigned in the month.",
                WILSON,
            ],
        ),
        Metric::Conversion => {
            ("Reached the handoff's outcome (won, unless the policy names another) / started.", &[BY_START, WILSON])
        }
        Metric::DropOff => (
            "1 − entered the next stage / entered this stage, per cohort.",
            &[
                "The stages are the handoff points that have records, in the policy's order. A record has entered the next one where \
                 the same record id starts there at or after its start here.",
                "There is none for the last stage, nor where no record ever went from one point to the next.",
                BY_START,
                WILSON,
            ],
        ),
        Metric::PacketFillRate => (
            "Required packet fields filled / required packet fields.",
            &[
                "The denominator counts fields; behind it are the records that have required fields.",
                "A field that no import brought is not counted: nobody knows whether it is filled.",
                BY_START,
                WILSON,
            ],
        ),
        Metric::DuplicateRate => (
            "Records in a confirmed or suspected duplicate group / records.",
            &[
                "Confirmed: turned down for a reason that says duplicate. Suspected: another record has the same e-mail address \
                     at the same handoff point. Near matches are not looked for.",
                BY_START,
                WILSON,
            ],
        ),
    }
}
