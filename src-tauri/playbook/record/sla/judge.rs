//! One SLA clock of one record: its state at `as_of`, and the reason.

use super::SlaState;
pub(crate) use super::passage::{LONGEST_DAY, Passage};
use super::rules::{HandoffRules, Rule};
use crate::calendar::{Due, Target, due_at, reminder_at};
use crate::metrics::columns::NEVER;
use crate::policy::ClockKind;
use crate::record::Moment;
use crate::{Instant, Millis};

/// Why a clock is in its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Because {
    InTime,
    Late,
    PastDue,
    NotYetDue,
    PastReminder,
    PauseOpen,
    /// Completion implies acceptance, and it came before the due instant.
    CompletedInTime,
    SourceSaysMet,
    SourceSaysBreached,
    NoTarget,
    NotAcceptedYet,
    RejectionEndedIt,
    NoStart,
    StartIsDateOnly,
    EventIsDateOnly,
    HistoryCutOff,
    ImpossibleOrder,
    /// The disposition says that it happened, no timestamp says when.
    InstantUnknown,
    NoCalendar,
    /// No record of the data says when it happens.
    NotBrought,
}

/// The state of one clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub state: SlaState,
    pub because: Because,
}

const fn verdict(state: SlaState, because: Because) -> Verdict {
    Verdict { state, because }
}

pub(crate) const fn cannot(because: Because) -> Verdict {
    verdict(SlaState::CannotJudge, because)
}

/// When a clock starts.
pub(crate) const fn start_of(clock: ClockKind) -> Moment {
    match clock {
        ClockKind::NextStep => Moment::Accepted,
        ClockKind::Assign | ClockKind::Accept | ClockKind::FirstTouch | ClockKind::Complete => Moment::Started,
    }
}

/// What ends a clock, acceptance and rejection alike for the acceptance clock: whichever came first.
pub(crate) fn event_of(clock: ClockKind, passage: &Passage) -> Moment {
    match clock {
        ClockKind::Assign => Moment::Assigned,
        ClockKind::Accept => {
            let (accepted, rejected) = (passage.at(Moment::Accepted), passage.at(Moment::Rejected));
            if rejected != NEVER && (accepted == NEVER || rejected < accepted) {
                Moment::Rejected
            } else {
                Moment::Accepted
            }
        }
        ClockKind::FirstTouch => Moment::FirstTouch,
        ClockKind::NextStep => Moment::NextStep,
        ClockKind::Complete => Moment::Completed,
    }
}

/// The need ended without the event: a rejection ends every clock but acceptance, which it answers.
#[inline]
fn is_dropped(clock: ClockKind, passage: &Passage, event: Instant) -> bool {
    if clock == ClockKind::Accept || !passage.is_rejected() {
        return false;
    }
    let rejected = passage.at(Moment::Rejected);
    event == NEVER || (rejected != NEVER && rejected < event)
}

/// The disposition says that the event happened, and no timestamp says when.
#[inline]
fn is_instant_unknown(clock: ClockKind, passage: &Passage) -> bool {
    match clock {
        ClockKind::Accept => passage.is_accepted() || passage.is_rejected() || passage.is_completed(),
        ClockKind::Complete => passage.is_completed(),
        ClockKind::Assign | ClockKind::FirstTouch | ClockKind::NextStep => false,
    }
}

/// The state of a clock. `own_due` is the due instant that the record carries, or [`NEVER`]; `business_ms` the counted time
/// from start to event where the caller has it already.
pub(crate) fn judge(
    clock: ClockKind,
    passage: &Passage,
    own_due: Instant,
    rules: Option<&HandoffRules>,
    as_of: Instant,
    business_ms: Option<Millis>,
) -> Verdict {
    if own_due != NEVER {
        return judge_own_due(clock, passage, own_due, rules, as_of);
    }
    if let (ClockKind::Complete, Some(met)) = (clock, passage.own_verdict) {
        let breached = if passage.has(Moment::Completed) { SlaState::MetLate } else { SlaState::BreachedOpen };
        return if met {
            verdict(SlaState::Met, Because::SourceSaysMet)
        } else {
            verdict(breached, Because::SourceSaysBreached)
        };
    }
    let Some(rules) = rules.filter(|rules| rules.has_target(clock)) else {
        return verdict(SlaState::NotApplicable, Because::NoTarget);
    };
    judge_target(clock, passage, rules, as_of, business_ms)
}

fn judge_own_due(
    clock: ClockKind,
    passage: &Passage,
    due: Instant,
    rules: Option<&HandoffRules>,
    as_of: Instant,
) -> Verdict {
    let moment = event_of(clock, passage);
    let event = passage.at(moment);
    if is_dropped(clock, passage, event) {
        return verdict(SlaState::NotApplicable, Because::RejectionEndedIt);
    }
    if event != NEVER {
        let latest = if passage.is_date_only(moment) { event + LONGEST_DAY - 1 } else { event };
        if latest <= due {
            return verdict(SlaState::Met, Because::InTime);
        }
        if passage.truncated {
            return cannot(Because::HistoryCutOff);
        }
        if event <= due {
            return cannot(Because::EventIsDateOnly);
        }
        return verdict(SlaState::MetLate, Because::Late);
    }
    if is_instant_unknown(clock, passage) {
        let completed = passage.at(Moment::Completed);
        if completed != NEVER && completed <= due && !passage.is_date_only(Moment::Completed) {
            return verdict(SlaState::Met, Because::CompletedInTime);
        }
        return cannot(Because::InstantUnknown);
    }
    if passage.truncated {
        return cannot(Because::HistoryCutOff);
    }
    if as_of > due {
        return verdict(SlaState::BreachedOpen, Because::PastDue);
    }
    if passage.pauses.covers(as_of) {
        return verdict(SlaState::Paused, Because::PauseOpen);
    }
    // The first reminder of a record's own due instant: the policy's share of the wall-clock time between start and due.
    let start = passage.at(start_of(clock));
    let reminder = rules.and_then(|rules| rules.rule(clock, passage.tier)).map(|rule| rule.reminder_percent);
    match reminder {
        Some(percent) if start != NEVER && (as_of - start) * 100 >= (due - start) * i64::from(percent) => {
            verdict(SlaState::AtRisk, Because::PastReminder)
        }
        Some(_) | None => verdict(SlaState::Running, Because::NotYetDue),
    }
}

fn judge_target(
    clock: ClockKind,
    passage: &Passage,
    rules: &HandoffRules,
    as_of: Instant,
    business_ms: Option<Millis>,
) -> Verdict {
    let first = rules.rule(clock, passage.tier);
    if first.is_none() && passage.tier_changes.is_empty() {
        return verdict(SlaState::NotApplicable, Because::NoTarget);
    }
    let moment = event_of(clock, passage);
    let event = passage.at(moment);
    if is_dropped(clock, passage, event) {
        return verdict(SlaState::NotApplicable, Because::RejectionEndedIt);
    }
    let begin = start_of(clock);
    let start = passage.at(begin);
    if start == NEVER {
        return match clock {
            ClockKind::NextStep if passage.is_accepted() => cannot(Because::InstantUnknown),
            ClockKind::NextStep if passage.is_rejected() => verdict(SlaState::NotApplicable, Because::RejectionEndedIt),
            ClockKind::NextStep => verdict(SlaState::NotApplicable, Because::NotAcceptedYet),
            ClockKind::Assign | ClockKind::Accept | ClockKind::FirstTouch | ClockKind::Complete => {
                cannot(Because::NoStart)
            }
        };
    }
    if passage.truncated {
        return cannot(Because::HistoryCutOff);
    }
    if passage.is_date_only(begin) {
        return cannot(Because::StartIsDateOnly);
    }
    if event != NEVER {
        if passage.is_out_of_order(moment, begin) {
            return cannot(Because::ImpossibleOrder);
        }
        if passage.is_date_only(moment) {
            return cannot(Because::EventIsDateOnly);
        }
    }
    if passage.tier_changes.is_empty()
        && passage.pauses.is_empty()
        && event != NEVER
        && let Some(rule) = first
        && let Some(quick) = judge_by_used(rule, rules, start, event, business_ms)
    {
        return quick;
    }
    let due = match due_under_tiers(clock, passage, rules, start, if event == NEVER { as_of } else { event }) {
        Ok(due) => due,
        Err(because) => return cannot(because),
    };
    let Some((due, rule)) = due else {
        return verdict(SlaState::NotApplicable, Because::NoTarget);
    };
    if event != NEVER {
        return match due {
            Due::At(due) if event > due => verdict(SlaState::MetLate, Because::Late),
            Due::At(_) | Due::Paused | Due::Never => verdict(SlaState::Met, Because::InTime),
        };
    }
    if is_instant_unknown(clock, passage) {
        let completed = passage.at(Moment::Completed);
        return match due {
            Due::At(due) if completed != NEVER && completed <= due && !passage.is_date_only(Moment::Completed) => {
                verdict(SlaState::Met, Because::CompletedInTime)
            }
            Due::At(_) | Due::Paused | Due::Never => cannot(Because::InstantUnknown),
        };
    }
    match due {
        Due::At(due) if as_of > due => verdict(SlaState::BreachedOpen, Because::PastDue),
        _ if passage.pauses.covers(as_of) => verdict(SlaState::Paused, Because::PauseOpen),
        Due::Paused => verdict(SlaState::Paused, Because::PauseOpen),
        Due::At(_) if is_past_reminder(rule, rules, passage, start, as_of) => {
            verdict(SlaState::AtRisk, Because::PastReminder)
        }
        Due::At(_) | Due::Never => verdict(SlaState::Running, Because::NotYetDue),
    }
}

/// Judges a clock that has ended by the time it used, without finding the due instant; `None` where that does not decide. Only for
/// passages without pauses, changes of tier and rejection.
#[inline]
pub(crate) fn judge_by_used(
    rule: &Rule,
    rules: &HandoffRules,
    start: Instant,
    event: Instant,
    business_ms: Option<Millis>,
) -> Option<Verdict> {
    let (used, target) = match rule.target {
        Target::Elapsed { ms } => (event - start, ms),
        Target::Business { ms } => match business_ms {
            Some(used) => (used, ms),
            None => (rules.calendar.as_ref()?.elapsed(start, event), ms),
        },
        Target::SameBusinessDay { .. } | Target::BusinessDays { .. } => return None,
    };
    // Used up exactly: the event may still lie after the due instant, in closed time.
    match used.cmp(&target) {
        std::cmp::Ordering::Less => Some(verdict(SlaState::Met, Because::InTime)),
        std::cmp::Ordering::Greater => Some(verdict(SlaState::MetLate, Because::Late)),
        std::cmp::Ordering::Equal => None,
    }
}

/// The due instant under the tiers that the record had up to `until`, and the rule that gave it. A new tier's target counts
/// from the start; one that is thereby past is due at the change, not before. What was due before the change stays due then.
/// `Ok(None)` = no target.
pub(crate) fn due_under_tiers<'r>(
    clock: ClockKind,
    passage: &Passage,
    rules: &'r HandoffRules,
    start: Instant,
    until: Instant,
) -> Result<Option<(Due, &'r Rule)>, Because> {
    let due_of = |rule: Option<&'r Rule>| match rule {
        None => Ok(None),
        Some(rule) => {
            let calendar = rules.calendar.as_deref().ok_or(Because::NoCalendar)?;
            Ok(Some((due_at(calendar, &rule.target, start, &passage.pauses), rule)))
        }
    };
    let mut current = due_of(rules.rule(clock, passage.tier))?;
    for &(at, tier) in passage.tier_changes {
        let is_over = matches!(current, Some((Due::At(due), _)) if due < at);
        if is_over || at >= until {
            break;
        }
        if at <= start {
            current = due_of(rules.rule(clock, tier))?;
            continue;
        }
        current = due_of(rules.rule(clock, tier))?.map(|(due, rule)| match due {
            Due::At(due) => (Due::At(due.max(at)), rule),
            Due::Paused | Due::Never => (due, rule),
        });
    }
    Ok(current)
}

/// The first reminder step lies at or before `as_of`.
fn is_past_reminder(rule: &Rule, rules: &HandoffRules, passage: &Passage, start: Instant, as_of: Instant) -> bool {
    rules.calendar.as_deref().is_some_and(|calendar| {
        let percent = u32::from(rule.reminder_percent);
        matches!(reminder_at(calendar, &rule.target, percent, start, &passage.pauses), Due::At(at) if at <= as_of)
    })
}
