//! The names of metrics, statistics and dimensions as they stand in JSON, in CSV and on the command line.

use super::{Dimension, Metric, Statistic};
use std::str::FromStr;

impl Metric {
    pub const ALL: [Metric; 24] = [
        Metric::Volume,
        Metric::TimeToAssign,
        Metric::TimeToAccept,
        Metric::TimeToFirstTouch,
        Metric::TimeToNextStep,
        Metric::TimeLostInHandoff,
        Metric::StageAgingAfterHandoff,
        Metric::SlaAssign,
        Metric::SlaAccept,
        Metric::SlaFirstTouch,
        Metric::SlaNextStep,
        Metric::SlaComplete,
        Metric::FirstTouchWithin5Minutes,
        Metric::AcceptanceRate,
        Metric::RejectionRate,
        Metric::UntouchedShare,
        Metric::CompletionRate,
        Metric::MeetingBookedRate,
        Metric::OpportunityCreationRate,
        Metric::ReassignmentRate,
        Metric::Conversion,
        Metric::DropOff,
        Metric::PacketFillRate,
        Metric::DuplicateRate,
    ];

    /// `time_to_accept`
    pub const fn name(self) -> &'static str {
        match self {
            Metric::Volume => "volume",
            Metric::TimeToAssign => "time_to_assign",
            Metric::TimeToAccept => "time_to_accept",
            Metric::TimeToFirstTouch => "time_to_first_touch",
            Metric::TimeToNextStep => "time_to_next_step",
            Metric::TimeLostInHandoff => "time_lost_in_handoff",
            Metric::StageAgingAfterHandoff => "stage_aging_after_handoff",
            Metric::SlaAssign => "sla_assign",
            Metric::SlaAccept => "sla_accept",
            Metric::SlaFirstTouch => "sla_first_touch",
            Metric::SlaNextStep => "sla_next_step",
            Metric::SlaComplete => "sla_complete",
            Metric::FirstTouchWithin5Minutes => "first_touch_within_5_minutes",
            Metric::AcceptanceRate => "acceptance_rate",
            Metric::RejectionRate => "rejection_rate",
            Metric::UntouchedShare => "untouched_share",
            Metric::CompletionRate => "completion_rate",
            Metric::MeetingBookedRate => "meeting_booked_rate",
            Metric::OpportunityCreationRate => "opportunity_creation_rate",
            Metric::ReassignmentRate => "reassignment_rate",
            Metric::Conversion => "conversion",
            Metric::DropOff => "drop_off",
            Metric::PacketFillRate => "packet_fill_rate",
            Metric::DuplicateRate => "duplicate_rate",
        }
    }
}

impl Statistic {
    pub const ALL: [Statistic; 12] = [
        Statistic::Count,
        Statistic::P50,
        Statistic::P90,
        Statistic::KmP50,
        Statistic::Rate,
        Statistic::Low,
        Statistic::High,
        Statistic::Met,
        Statistic::Breached,
        Statistic::Running,
        Statistic::CannotJudge,
        Statistic::Sum,
    ];

    /// `km_p50`
    pub const fn name(self) -> &'static str {
        match self {
            Statistic::Count => "count",
            Statistic::P50 => "p50",
            Statistic::P90 => "p90",
            Statistic::KmP50 => "km_p50",
            Statistic::Rate => "rate",
            Statistic::Low => "low",
            Statistic::High => "high",
            Statistic::Met => "met",
            Statistic::Breached => "breached",
            Statistic::Running => "running",
            Statistic::CannotJudge => "cannot_judge",
            Statistic::Sum => "sum",
        }
    }
}

impl Dimension {
    pub const ALL: [Dimension; 9] = [
        Dimension::All,
        Dimension::Handoff,
        Dimension::Source,
        Dimension::Trigger,
        Dimension::Segment,
        Dimension::OwnerGroup,
        Dimension::Owner,
        Dimension::Intent,
        Dimension::Reason,
    ];

    /// `owner_group`
    pub const fn name(self) -> &'static str {
        match self {
            Dimension::All => "all",
            Dimension::Handoff => "handoff",
            Dimension::Source => "source",
            Dimension::Trigger => "trigger",
            Dimension::Segment => "segment",
            Dimension::OwnerGroup => "owner_group",
            Dimension::Owner => "owner",
            Dimension::Intent => "intent",
            Dimension::Reason => "reason",
        }
    }
}

impl FromStr for Dimension {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Dimension::ALL.into_iter().find(|dimension| dimension.name() == text).ok_or_else(|| {
            let names: Vec<&str> = Dimension::ALL.iter().map(|dimension| dimension.name()).collect();
            format!("\"{text}\" is not a dimension; known are {}", names.join(", "))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_json() {
        for metric in Metric::ALL {
            assert_eq!(serde_json::to_value(metric).unwrap(), metric.name());
        }
        for statistic in Statistic::ALL {
            assert_eq!(serde_json::to_value(statistic).unwrap(), statistic.name());
        }
        for dimension in Dimension::ALL {
            assert_eq!(serde_json::to_value(dimension).unwrap(), dimension.name());
        }
    }
}
