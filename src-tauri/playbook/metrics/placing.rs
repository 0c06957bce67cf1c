//! In which part of each metric a record is, and its durations.

use super::columns::NEVER;
use super::measure::{Measured, ends};
use super::parts::{Part, Parts, bit, censored};
use super::{ClockChoice, Dimension, Metric};
use crate::calendar::{Counting, used};
use crate::policy::Outcome;
use crate::record::sla::SlaState;
use crate::record::sla::judge::Passage;
use crate::record::sla::rules::HandoffRules;
use crate::record::{Disposition, Moment};
use crate::{Instant, MINUTE, Millis};

/// The time lost is the time to accept under another name: summed, not ranked.
#[inline]
pub(super) fn time_lost(bits: Parts) -> Parts {
    let same =
        |part| if bits & bit(Metric::TimeToAccept, part) != 0 { bit(Metric::TimeLostInHandoff, part) } else { 0 };
    same(Part::Yes) | same(Part::CannotJudge)
}

/// A clock's state as the part of its breach rate.
#[inline]
pub(super) fn sla_part(metric: Metric, state: SlaState) -> Parts {
    match state {
        SlaState::Met => bit(metric, Part::No),
        SlaState::MetLate | SlaState::BreachedOpen => bit(metric, Part::Yes),
        SlaState::Running | SlaState::AtRisk | SlaState::Paused => bit(metric, Part::Running),
        SlaState::CannotJudge => bit(metric, Part::CannotJudge),
        SlaState::NotApplicable => 0,
    }
}

impl Measured<'_> {
    fn is_later(&self, at: Instant) -> bool {
        at != NEVER && at > self.as_of
    }

    /// Time on the measured clock; `None` where the handoff has no usable calendar.
    #[inline]
    fn spent(&self, rules: &HandoffRules, passage: &Passage, from: Instant, to: Instant) -> Option<Millis> {
        match self.clock {
            ClockChoice::Elapsed => Some(to - from),
            ClockChoice::Business => {
                let calendar = rules.calendar.as_deref()?;
                Some(if passage.pauses.is_empty() {
                    calendar.elapsed(from, to)
                } else {
                    used(calendar, Counting::Business, from, to, &passage.pauses)
                })
            }
        }
    }

    /// Part and duration of a waiting time: reached, still waiting, ended without the event, or not to be judged.
    #[inline(always)]
    pub(super) fn waiting_time(&self, metric: Metric, passage: &Passage, rules: &HandoffRules) -> (Parts, Millis) {
        let (from, to) = ends(metric);
        let (start, event) = (passage.at(from), passage.at(to));
        if start == NEVER {
            return (0, NEVER);
        }
        let cannot = (bit(metric, Part::CannotJudge), NEVER);
        if passage.truncated {
            return cannot;
        }
        let vague = passage.is_date_only(from);
        if event != NEVER {
            if vague || passage.is_date_only(to) || event < start {
                return cannot;
            }
            return match self.spent(rules, passage, start, event) {
                Some(spent) => (bit(metric, Part::Yes), spent),
                None => cannot,
            };
        }
        let (rejected, completed) = (passage.is_rejected(), passage.is_completed());
        if metric == Metric::TimeToAccept && passage.disposition == Disposition::Accepted {
            return cannot;
        }
        let is_answered = matches!(metric, Metric::TimeToAccept | Metric::TimeToNextStep) && completed;
        let part = if rejected || is_answered { 0 } else { bit(metric, Part::Running) };
        let end = match (rejected, completed) {
            (true, _) => Some(Moment::Rejected),
            (false, true) => Some(Moment::Completed),
            (false, false) => None,
        };
        let until = end.map_or(self.as_of, |end| passage.at(end));
        if vague || until < start || end.is_some_and(|end| passage.is_date_only(end)) {
            return (part, NEVER);
        }
        match self.spent(rules, passage, start, until) {
            Some(spent) => (part | censored(metric), spent),
            None => (part, NEVER),
        }
    }

    /// Accepted → completed, or → `as_of` while open.
    #[inline]
    pub(super) fn stage_aging(&self, passage: &Passage, rules: &HandoffRules) -> (Parts, Millis) {
        const METRIC: Metric = Metric::StageAgingAfterHandoff;
        let (start, end) = (passage.at(Moment::Accepted), passage.at(Moment::Completed));
        if start == NEVER || (end == NEVER && (passage.is_rejected() || passage.is_completed())) {
            return (0, NEVER);
        }
        let vague = passage.is_date_only(Moment::Accepted) || passage.is_date_only(Moment::Completed);
        let (part, until) = if end == NEVER { (Part::Yes, self.as_of) } else { (Part::No, end) };
        match self.spent(rules, passage, start, until) {
            Some(spent) if !vague && !passage.truncated && until >= start => (bit(METRIC, part), spent),
            Some(_) | None => (bit(METRIC, Part::CannotJudge), NEVER),
        }
    }

    /// Started → completed of a record whose time lost is known; [`NEVER`] for the others.
    #[inline]
    pub(super) fn total(&self, passage: &Passage, rules: &HandoffRules, bits: Parts) -> Millis {
        let (start, accepted, end) =
            (passage.at(Moment::Started), passage.at(Moment::Accepted), passage.at(Moment::Completed));
        let known = bits & bit(Metric::TimeLostInHandoff, Part::Yes) != 0;
        if !known || end == NEVER || end < accepted || passage.is_date_only(Moment::Completed) {
            return NEVER;
        }
        self.spent(rules, passage, start, end).unwrap_or(NEVER)
    }

    /// The parts of a record in the shares.
    #[inline]
    pub(super) fn shares(&self, row: usize, passage: &Passage, rules: &HandoffRules, bits: Parts) -> Parts {
        let available = &self.available;
        let yes_or_no = |metric, yes| bit(metric, if yes { Part::Yes } else { Part::No });
        let mut shares = 0;
        let (accepted, rejected) = (passage.is_accepted(), passage.is_rejected());
        if available.has(Metric::AcceptanceRate) && (accepted || rejected) {
            shares |= yes_or_no(Metric::AcceptanceRate, accepted) | yes_or_no(Metric::RejectionRate, rejected);
        }
        if available.has(Metric::FirstTouchWithin5Minutes) {
            shares |= self.within_5_minutes(passage);
        }
        if available.has(Metric::UntouchedShare) {
            shares |= bit(Metric::UntouchedShare, untouched(passage, bits));
        }
        if available.has(Metric::CompletionRate) {
            shares |= yes_or_no(Metric::CompletionRate, passage.is_completed());
        }
        if accepted && available.has(Metric::MeetingBookedRate) {
            shares |= yes_or_no(Metric::MeetingBookedRate, passage.has(Moment::Meeting));
        }
        if accepted && available.has(Metric::OpportunityCreationRate) {
            shares |= yes_or_no(Metric::OpportunityCreationRate, passage.has(Moment::Opportunity));
        }
        if available.has(Metric::ReassignmentRate)
            && (!available.knows(Moment::Assigned) || passage.has(Moment::Assigned))
            && let Some(count) = self.columns.reassign_count(row)
        {
            shares |= yes_or_no(Metric::ReassignmentRate, count > 0);
        }
        if available.converts(rules.outcome) {
            let converted = match rules.outcome {
                Outcome::Won => {
                    passage.has(Moment::Won)
                        || (self.columns.won_flag(row) == Some(true)
                            && !self.is_later(self.columns.moment(Moment::Won).get(row)))
                }
                Outcome::Completed => passage.is_completed(),
                Outcome::Opportunity => passage.has(Moment::Opportunity),
                Outcome::Meeting => passage.has(Moment::Meeting),
            };
            shares |= yes_or_no(Metric::Conversion, converted);
        }
        if available.has(Metric::PacketFillRate) && self.columns.packet(row).0 > 0 {
            let (required, filled) = self.columns.packet(row);
            shares |= yes_or_no(Metric::PacketFillRate, filled == required);
        }
        if available.has(Metric::DropOff)
            && self.next_stage(self.columns.code(row as u32, Dimension::Handoff)).is_some()
        {
            let entered = self.entered_next_at(row, passage.at(Moment::Started));
            shares |= yes_or_no(Metric::DropOff, entered.is_none());
        }
        if available.has(Metric::DuplicateRate) {
            let is_duplicate =
                self.is_confirmed_duplicate(row, passage) || self.columns.is_suspected_duplicate(row, self.as_of);
            shares |= yes_or_no(Metric::DuplicateRate, is_duplicate);
        }
        shares
    }

    /// Touched within five minutes of wall-clock time; untouched records count once five minutes have passed.
    fn within_5_minutes(&self, passage: &Passage) -> Parts {
        const METRIC: Metric = Metric::FirstTouchWithin5Minutes;
        let (start, touch) = (passage.at(Moment::Started), passage.at(Moment::FirstTouch));
        let vague = passage.is_date_only(Moment::Started) || passage.is_date_only(Moment::FirstTouch);
        if touch == NEVER && passage.is_rejected() {
            0
        } else if vague || passage.truncated || (touch != NEVER && touch < start) {
            bit(METRIC, Part::CannotJudge)
        } else if touch != NEVER {
            bit(METRIC, if touch - start <= 5 * MINUTE { Part::Yes } else { Part::No })
        } else {
            bit(METRIC, if self.as_of - start > 5 * MINUTE { Part::No } else { Part::Running })
        }
    }
}

/// In the void: no first touch, and its target is past. A record without such a target started all the same.
fn untouched(passage: &Passage, bits: Parts) -> Part {
    let is = |part| bits & bit(Metric::SlaFirstTouch, part) != 0;
    match passage.has(Moment::FirstTouch) {
        true => Part::No,
        false if is(Part::CannotJudge) => Part::CannotJudge,
        false if is(Part::Yes) => Part::Yes,
        false => Part::No,
    }
}
