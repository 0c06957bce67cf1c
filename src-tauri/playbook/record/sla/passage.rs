//! What the SLA rules need to know of a record.

use crate::calendar::Pauses;
use crate::metrics::columns::NEVER;
use crate::record::{Disposition, Moment};
use crate::{HOUR, Instant, Millis};

/// A civil day is never longer than this: a date-only instant stands for up to so much time after it.
pub(crate) const LONGEST_DAY: Millis = 25 * HOUR;

/// What the rules need to know of a record. Instants that did not happen, or not yet at `as_of`, are [`NEVER`].
#[derive(Debug, Clone)]
pub(crate) struct Passage<'a> {
    pub moments: [Instant; 10],
    /// Set of [`Moment::bit`].
    pub date_only: u16,
    pub disposition: Disposition,
    pub truncated: bool,
    pub own_verdict: Option<bool>,
    pub pauses: Pauses,
    /// Tier code at the start.
    pub tier: u32,
    /// Later tiers, by time.
    pub tier_changes: &'a [(Instant, u32)],
}

impl Passage<'_> {
    /// Nothing happened.
    pub(crate) const BLANK: Passage<'static> = Passage {
        moments: [NEVER; 10],
        date_only: 0,
        disposition: Disposition::Open,
        truncated: false,
        own_verdict: None,
        pauses: Pauses::none(),
        tier: 0,
        tier_changes: &[],
    };

    #[inline]
    pub(crate) fn at(&self, moment: Moment) -> Instant {
        self.moments[moment.index()]
    }

    #[inline]
    pub(crate) fn has(&self, moment: Moment) -> bool {
        self.at(moment) != NEVER
    }

    /// Takes back what happened after an instant.
    pub(crate) fn forget_later(&mut self, as_of: Instant) {
        let later = |at: Instant| at != NEVER && at > as_of;
        let (decided, completed) =
            (later(self.at(Moment::Accepted)) || later(self.at(Moment::Rejected)), later(self.at(Moment::Completed)));
        for at in &mut self.moments {
            if later(*at) {
                *at = NEVER;
            }
        }
        if decided || (completed && self.disposition == Disposition::Completed) {
            self.disposition = Disposition::Open;
        }
        if completed {
            self.own_verdict = None;
        }
    }

    #[inline]
    pub(crate) fn is_date_only(&self, moment: Moment) -> bool {
        self.date_only & moment.bit() != 0
    }

    /// The receiver turned it down, by disposition or by instant.
    #[inline]
    pub(crate) fn is_rejected(&self) -> bool {
        match self.disposition {
            Disposition::Rejected | Disposition::Recycled => true,
            Disposition::Accepted | Disposition::Completed => false,
            Disposition::Open => self.has(Moment::Rejected) && !self.has(Moment::Accepted),
        }
    }

    /// The receiver took it, by disposition or by instant.
    #[inline]
    pub(crate) fn is_accepted(&self) -> bool {
        match self.disposition {
            Disposition::Accepted | Disposition::Completed => true,
            Disposition::Rejected | Disposition::Recycled => false,
            Disposition::Open => self.has(Moment::Accepted),
        }
    }

    /// Reached its end, by disposition or by instant.
    #[inline]
    pub(crate) fn is_completed(&self) -> bool {
        matches!(self.disposition, Disposition::Completed) || self.has(Moment::Completed)
    }

    /// True where `later` is known to lie before `earlier`, which cannot be. A date without a time may be any instant of its day.
    #[inline]
    pub(crate) fn is_out_of_order(&self, later: Moment, earlier: Moment) -> bool {
        let (after, before) = (self.at(later), self.at(earlier));
        if after == NEVER || before == NEVER || after >= before {
            return false;
        }
        !self.is_date_only(later) || after + LONGEST_DAY <= before
    }
}
