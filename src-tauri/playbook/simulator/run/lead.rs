//! A lead under way.

use crate::Instant;
use crate::record::Disposition;
use crate::simulator::model::NONE;

/// An instant that has not been decided yet.
pub(super) const NOT_YET: Instant = Instant::MAX;

/// Where a lead is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Between two handoffs, or away until it comes back.
    Between,
    Buffer,
    /// Nobody has it.
    Nowhere,
    /// Its owner has not noticed it.
    Unnoticed,
    /// In its owner's line.
    Ready,
    Queued(u32),
    Working,
    /// The buyer is waited for.
    Buyer,
    /// Done, and not complete yet.
    Done,
}

/// What became of a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    Open,
    Completed,
    Rejected,
    Recycled,
    /// It found no room, or lost patience.
    Lost,
}

/// Two cache lines, as a test holds.
#[derive(Debug, Clone)]
pub(crate) struct Lead {
    /// Its source and number: what its randomness is keyed by, whatever happens to the others.
    pub entity: u64,
    /// The same for this handoff and cycle.
    pub key: u64,
    pub kind: u32,
    pub tier: u16,
    pub point: u32,
    /// Changes whenever it goes somewhere else; what was planned for it before is then void.
    pub stamp: u32,
    /// Changes with every passage; ladder timers of an earlier one are then void.
    pub passage: u32,
    pub owner: u32,
    pub first_owner: u32,
    pub reassigned: u32,
    pub cycle: u16,
    pub reason: u32,
    pub place: Place,
    pub end: End,
    pub has_paused: bool,
    /// There already when it came in; known until its first handoff has ended.
    pub is_duplicate: bool,
    /// Its conversion has been counted.
    pub has_responded: bool,
    /// Moments may lie ahead: what has begun ends when it ends.
    pub started: Instant,
    pub assigned: Instant,
    pub accepted: Instant,
    pub rejected: Instant,
    pub touched: Instant,
    pub next_step: Instant,
    pub completed: Instant,
    pub notice_at: Instant,
}

impl Lead {
    pub const BLANK: Lead = Lead {
        entity: 0,
        key: 0,
        kind: 0,
        tier: 0,
        point: 0,
        stamp: 0,
        passage: 0,
        owner: NONE,
        first_owner: NONE,
        reassigned: 0,
        cycle: 0,
        reason: NONE,
        place: Place::Between,
        end: End::Open,
        has_paused: false,
        is_duplicate: false,
        has_responded: false,
        started: NOT_YET,
        assigned: NOT_YET,
        accepted: NOT_YET,
        rejected: NOT_YET,
        touched: NOT_YET,
        next_step: NOT_YET,
        completed: NOT_YET,
        notice_at: NOT_YET,
    };

    /// Place of its source.
    pub fn source(&self) -> usize {
        (self.entity >> 40) as usize
    }

    /// What the receiver has decided by the end.
    pub fn disposition(&self, end: Instant) -> Disposition {
        match self.end {
            End::Completed => Disposition::Completed,
            End::Rejected => Disposition::Rejected,
            End::Recycled => Disposition::Recycled,
            End::Open | End::Lost if self.accepted <= end => Disposition::Accepted,
            End::Open | End::Lost => Disposition::Open,
        }
    }

    /// Ends its passage: what was planned for it is void.
    #[inline]
    pub fn close(&mut self, converts_at: u32) {
        self.stamp = self.stamp.wrapping_add(1);
        self.passage = self.passage.wrapping_add(1);
        self.place = Place::Between;
        self.started = NOT_YET;
        self.is_duplicate = false;
        self.has_responded |= self.point == converts_at;
    }

    /// Begins a passage through its handoff point.
    #[inline]
    pub fn begin(&mut self, now: Instant, cycle: u16) {
        let turn = (u64::from(self.point) << 32 | u64::from(cycle)).wrapping_mul(0xa076_1d64_78bd_642f);
        self.key = self.entity ^ turn;
        self.stamp = self.stamp.wrapping_add(1);
        self.passage = self.passage.wrapping_add(1);
        (self.owner, self.first_owner, self.reason) = (NONE, NONE, NONE);
        (self.reassigned, self.cycle) = (0, cycle);
        (self.place, self.end, self.has_paused) = (Place::Between, End::Open, false);
        self.started = now;
        (self.assigned, self.accepted, self.rejected) = (NOT_YET, NOT_YET, NOT_YET);
        (self.touched, self.next_step, self.completed) = (NOT_YET, NOT_YET, NOT_YET);
        self.notice_at = NOT_YET;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lead_is_found_without_a_multiplication() {
        assert_eq!(size_of::<Lead>(), 128);
    }
}
