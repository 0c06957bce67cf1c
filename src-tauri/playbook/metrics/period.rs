//! By period: a record's figure belongs to the month of the event that it is about, not to the month in which it started.

use super::Metric;
use super::columns::NEVER;
use super::measure::Measured;
use super::parts::{Part, any, bit};
use crate::Instant;
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::record::sla::judge::{due_under_tiers, event_of, start_of};

/// What dates a metric's records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Started,
    Assigned,
    Accepted,
    /// Accepted or rejected, whichever came first.
    Decided,
    FirstTouch,
    NextStep,
    /// Completed, or `as_of` while open.
    Aged,
    Clock(ClockKind),
}

impl Anchor {
    pub(super) const ALL: [Anchor; 12] = [
        Anchor::Started,
        Anchor::Assigned,
        Anchor::Accepted,
        Anchor::Decided,
        Anchor::FirstTouch,
        Anchor::NextStep,
        Anchor::Aged,
        Anchor::Clock(ClockKind::Assign),
        Anchor::Clock(ClockKind::Accept),
        Anchor::Clock(ClockKind::FirstTouch),
        Anchor::Clock(ClockKind::NextStep),
        Anchor::Clock(ClockKind::Complete),
    ];

    pub(super) const fn of(metric: Metric) -> Anchor {
        match metric {
            Metric::TimeToAssign | Metric::ReassignmentRate => Anchor::Assigned,
            Metric::TimeToAccept
            | Metric::TimeLostInHandoff
            | Metric::MeetingBookedRate
            | Metric::OpportunityCreationRate => Anchor::Accepted,
            Metric::AcceptanceRate | Metric::RejectionRate => Anchor::Decided,
            Metric::TimeToFirstTouch => Anchor::FirstTouch,
            Metric::TimeToNextStep => Anchor::NextStep,
            Metric::StageAgingAfterHandoff => Anchor::Aged,
            Metric::SlaAssign => Anchor::Clock(ClockKind::Assign),
            Metric::SlaAccept => Anchor::Clock(ClockKind::Accept),
            Metric::SlaFirstTouch => Anchor::Clock(ClockKind::FirstTouch),
            Metric::SlaNextStep => Anchor::Clock(ClockKind::NextStep),
            Metric::SlaComplete => Anchor::Clock(ClockKind::Complete),
            Metric::Volume
            | Metric::FirstTouchWithin5Minutes
            | Metric::UntouchedShare
            | Metric::CompletionRate
            | Metric::Conversion
            | Metric::DropOff
            | Metric::PacketFillRate
            | Metric::DuplicateRate => Anchor::Started,
        }
    }
}

impl Measured<'_> {
    /// The instant that dates a row: its event; `as_of` where it has not come; the breach where it came too late to come at all.
    pub(super) fn anchored_at(&self, anchor: Anchor, row: usize) -> Instant {
        let at = |moment| {
            let at = self.columns.moment(moment).get(row);
            if at > self.as_of { NEVER } else { at }
        };
        let or_as_of = |at: Instant| if at == NEVER { self.as_of } else { at };
        match anchor {
            Anchor::Started => at(Moment::Started),
            Anchor::Assigned => or_as_of(at(Moment::Assigned)),
            Anchor::Accepted => or_as_of(at(Moment::Accepted)),
            Anchor::FirstTouch => or_as_of(at(Moment::FirstTouch)),
            Anchor::NextStep => or_as_of(at(Moment::NextStep)),
            Anchor::Aged => or_as_of(at(Moment::Completed)),
            Anchor::Decided => match (at(Moment::Accepted), at(Moment::Rejected)) {
                (NEVER, NEVER) => at(Moment::Started),
                (NEVER, decided) | (decided, NEVER) => decided,
                (accepted, rejected) => accepted.min(rejected),
            },
            Anchor::Clock(clock) => self.clock_anchored_at(clock, row),
        }
    }

    fn clock_anchored_at(&self, clock: ClockKind, row: usize) -> Instant {
        let metric = super::sla_metric(clock);
        let parts = self.parts(row);
        if parts & any(metric) == 0 {
            return NEVER;
        }
        let passage = self.passage(row, self.is_clipped());
        let event = passage.at(event_of(clock, &passage));
        if event != NEVER {
            return event;
        }
        if parts & bit(metric, Part::Yes) == 0 {
            return self.as_of;
        }
        let own = self.columns.own_due(clock).get(row);
        if own != NEVER {
            return own;
        }
        let rules = self.rules_of(row);
        let start = passage.at(start_of(clock));
        match due_under_tiers(clock, &passage, rules, start, self.as_of) {
            Ok(Some((due, _))) => due.at().unwrap_or(self.as_of),
            Ok(None) | Err(_) => self.as_of,
        }
    }
}
