//! What kind of number a metric is, which direction of it is worse, and what it is called.

use super::Metric;
use super::review::Unit;

/// Which direction of a metric is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Worse {
    Higher,
    Lower,
    /// More or less of it is neither good nor bad.
    Neither,
}

impl Metric {
    /// How the metric's figure in a review is written.
    pub const fn unit(self) -> Unit {
        match self {
            Metric::Volume => Unit::Count,
            Metric::TimeToAssign
            | Metric::TimeToAccept
            | Metric::TimeToFirstTouch
            | Metric::TimeToNextStep
            | Metric::TimeLostInHandoff
            | Metric::StageAgingAfterHandoff => Unit::Duration,
            Metric::SlaAssign
            | Metric::SlaAccept
            | Metric::SlaFirstTouch
            | Metric::SlaNextStep
            | Metric::SlaComplete
            | Metric::FirstTouchWithin5Minutes
            | Metric::AcceptanceRate
            | Metric::RejectionRate
            | Metric::UntouchedShare
            | Metric::CompletionRate
            | Metric::MeetingBookedRate
            | Metric::OpportunityCreationRate
            | Metric::ReassignmentRate
            | Metric::Conversion
            | Metric::DropOff
            | Metric::PacketFillRate
            | Metric::DuplicateRate => Unit::Share,
        }
    }

    pub const fn worse(self) -> Worse {
        match self {
            Metric::Volume => Worse::Neither,
            Metric::TimeToAssign
            | Metric::TimeToAccept
            | Metric::TimeToFirstTouch
            | Metric::TimeToNextStep
            | Metric::TimeLostInHandoff
            | Metric::StageAgingAfterHandoff
            | Metric::SlaAssign
            | Metric::SlaAccept
            | Metric::SlaFirstTouch
            | Metric::SlaNextStep
            | Metric::SlaComplete
            | Metric::RejectionRate
            | Metric::UntouchedShare
            | Metric::ReassignmentRate
            | Metric::DropOff
            | Metric::DuplicateRate => Worse::Higher,
            Metric::FirstTouchWithin5Minutes
            | Metric::AcceptanceRate
            | Metric::CompletionRate
            | Metric::MeetingBookedRate
            | Metric::OpportunityCreationRate
            | Metric::Conversion
            | Metric::PacketFillRate => Worse::Lower,
        }
    }

    /// What the metric is called where it stands alone: `Breach rate, acceptance`.
    pub const fn title(self) -> &'static str {
        match self {
            Metric::Volume => "Volume",
            Metric::TimeToAssign => "Time to assign",
            Metric::TimeToAccept => "Time to accept",
            Metric::TimeToFirstTouch => "Time to first touch",
            Metric::TimeToNextStep => "Time to next step",
            Metric::TimeLostInHandoff => "Time lost in handoff",
            Metric::StageAgingAfterHandoff => "Stage aging after handoff",
            Metric::SlaAssign => "Assignment breach rate",
            Metric::SlaAccept => "Acceptance breach rate",
            Metric::SlaFirstTouch => "First-touch breach rate",
            Metric::SlaNextStep => "Next-step breach rate",
            Metric::SlaComplete => "Completion breach rate",
            Metric::FirstTouchWithin5Minutes => "Touched within 5 minutes",
            Metric::AcceptanceRate => "Acceptance rate",
            Metric::RejectionRate => "Rejection rate",
            Metric::UntouchedShare => "Untouched share",
            Metric::CompletionRate => "Completion rate",
            Metric::MeetingBookedRate => "Meeting-booked rate",
            Metric::OpportunityCreationRate => "Opportunity rate",
            Metric::ReassignmentRate => "Reassignment rate",
            Metric::Conversion => "Conversion",
            Metric::DropOff => "Drop-off",
            Metric::PacketFillRate => "Packet fill rate",
            Metric::DuplicateRate => "Duplicate rate",
        }
    }

    /// What a share counts on its worse side, in the plural: `breaches`.
    pub(super) const fn worse_noun(self) -> &'static str {
        match self {
            Metric::SlaAssign
            | Metric::SlaAccept
            | Metric::SlaFirstTouch
            | Metric::SlaNextStep
            | Metric::SlaComplete => "breaches",
            Metric::FirstTouchWithin5Minutes => "touched later",
            Metric::AcceptanceRate | Metric::RejectionRate => "rejections",
            Metric::UntouchedShare => "untouched",
            Metric::CompletionRate => "not completed",
            Metric::MeetingBookedRate => "without a meeting",
            Metric::OpportunityCreationRate => "without an opportunity",
            Metric::ReassignmentRate => "reassigned",
            Metric::Conversion => "not converted",
            Metric::DropOff => "dropped",
            Metric::PacketFillRate => "incomplete packets",
            Metric::DuplicateRate => "duplicates",
            Metric::Volume
            | Metric::TimeToAssign
            | Metric::TimeToAccept
            | Metric::TimeToFirstTouch
            | Metric::TimeToNextStep
            | Metric::TimeLostInHandoff
            | Metric::StageAgingAfterHandoff => "records",
        }
    }
}
