//! Which metrics the data can give at all. One that no record has the data for is left out entirely, not shown as zero.

use super::columns::Columns;
use super::{Dimension, Metric};
use crate::policy::{ClockKind, Outcome};
use crate::record::sla::Ends;
use crate::record::sla::rules::RuleBook;
use crate::record::{Disposition, Moment};

/// The metrics that some record has the data for.
#[derive(Debug, Clone)]
pub(super) struct Available {
    metrics: u32,
    moments: u16,
    outcomes: [bool; 4],
}

impl Available {
    pub(super) fn of(columns: &Columns, rules: &RuleBook, next_stages: &[Option<u32>]) -> Available {
        let knows = |moment: Moment| !columns.moment(moment).is_empty();
        let has = |disposition| columns.has_disposition(disposition);
        let accepts = knows(Moment::Accepted) || has(Disposition::Accepted) || has(Disposition::Completed);
        let rejects = knows(Moment::Rejected) || has(Disposition::Rejected) || has(Disposition::Recycled);
        let completes = knows(Moment::Completed) || has(Disposition::Completed);
        let wins = knows(Moment::Won) || columns.has_won_flags();
        let handoffs = columns.dictionary(Dimension::Handoff).map_or(0, |dictionary| dictionary.len() as u32);
        let promises = |clock: ClockKind| {
            !columns.own_due(clock).is_empty()
                || (0..handoffs).any(|code| rules.of_all_versions(code).any(|rules| rules.has_target(clock)))
        };
        let outcome = |outcome| match outcome {
            Outcome::Won => wins,
            Outcome::Completed => completes,
            Outcome::Opportunity => knows(Moment::Opportunity),
            Outcome::Meeting => knows(Moment::Meeting),
        };
        let known = Moment::ALL.iter().filter(|&&moment| knows(moment)).map(|moment| moment.bit()).sum();
        let ends = Ends { moments: known, verdicts: columns.has_own_verdicts() };
        let judges = |clock: ClockKind| ends.says(clock) && promises(clock);
        let mut metrics = 0;
        for metric in Metric::ALL {
            let is_available = match metric {
                Metric::Volume => true,
                Metric::TimeToAssign => knows(Moment::Assigned),
                Metric::TimeToAccept | Metric::TimeLostInHandoff => knows(Moment::Accepted),
                Metric::TimeToFirstTouch | Metric::FirstTouchWithin5Minutes => knows(Moment::FirstTouch),
                Metric::TimeToNextStep => knows(Moment::NextStep) && knows(Moment::Accepted),
                Metric::StageAgingAfterHandoff => knows(Moment::Accepted) && knows(Moment::Completed),
                Metric::SlaAssign => judges(ClockKind::Assign),
                Metric::SlaAccept => judges(ClockKind::Accept),
                Metric::SlaFirstTouch | Metric::UntouchedShare => judges(ClockKind::FirstTouch),
                Metric::SlaNextStep => judges(ClockKind::NextStep),
                // The source's own verdict needs no promise.
                Metric::SlaComplete => judges(ClockKind::Complete) || columns.has_own_verdicts(),
                Metric::AcceptanceRate | Metric::RejectionRate => accepts && rejects,
                Metric::CompletionRate => completes,
                Metric::MeetingBookedRate => accepts && knows(Moment::Meeting),
                Metric::OpportunityCreationRate => accepts && knows(Moment::Opportunity),
                Metric::ReassignmentRate => columns.has_reassign_counts(),
                Metric::Conversion => {
                    (0..handoffs).any(|code| rules.of_all_versions(code).any(|rules| outcome(rules.outcome)))
                }
                Metric::PacketFillRate => columns.has_packets(),
                Metric::DropOff => next_stages.iter().any(Option::is_some),
                Metric::DuplicateRate => {
                    columns.has_contacts() || columns.duplicate_reasons().into_iter().any(|says| says)
                }
            };
            metrics |= u32::from(is_available) << metric as u32;
        }
        let outcomes = [Outcome::Won, Outcome::Completed, Outcome::Opportunity, Outcome::Meeting].map(outcome);
        Available { metrics, moments: known, outcomes }
    }

    #[inline]
    pub(super) fn has(&self, metric: Metric) -> bool {
        self.metrics & 1 << metric as u32 != 0
    }

    /// True = some record has this moment.
    #[inline]
    pub(super) fn knows(&self, moment: Moment) -> bool {
        self.moments & moment.bit() != 0
    }

    /// True = the data says whether handoffs with this outcome convert.
    #[inline]
    pub(super) fn converts(&self, outcome: Outcome) -> bool {
        self.outcomes[outcome as usize]
    }
}
