//! Which clocks the data says the end of at all. Where no record has a first touch, no import brought them, and none is late.

use crate::policy::ClockKind;
use crate::record::{HandoffRecord, Moment};

/// What some record of the data has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ends {
    /// Set of [`Moment::bit`].
    pub moments: u16,
    /// The source's own verdict on the completion.
    pub verdicts: bool,
}

impl Ends {
    /// Counts what a record has.
    pub fn add(&mut self, record: &HandoffRecord) {
        let had = Moment::ALL.into_iter().filter(|&moment| record.at(moment).is_some());
        self.moments |= had.map(Moment::bit).sum::<u16>();
        self.verdicts |= record.own_verdict.is_some();
    }

    /// True where the data says when this clock ends.
    pub fn says(self, clock: ClockKind) -> bool {
        let has = |moment: Moment| self.moments & moment.bit() != 0;
        match clock {
            ClockKind::Assign => has(Moment::Assigned),
            ClockKind::Accept => has(Moment::Accepted) || has(Moment::Rejected),
            ClockKind::FirstTouch => has(Moment::FirstTouch),
            ClockKind::NextStep => has(Moment::NextStep) && has(Moment::Accepted),
            ClockKind::Complete => has(Moment::Completed) || self.verdicts,
        }
    }
}
