//! Why the clock stands still: a closed stretch cut at local midnights, each part with its reason, and put together again where the
//! reasons are one.

use super::CompiledCalendar;
use super::ledger::LedgerKind;
use super::words::{clock_change_words, duration_words, weekday_name};
use crate::{HOUR, Instant};
use chrono::{Datelike, NaiveDate, Weekday};

/// A part of a closed stretch with one reason.
#[derive(Debug)]
pub(super) struct ClosedPart {
    pub from: Instant,
    pub to: Instant,
    reason: Reason,
    /// The half day's name, the day's odd length, a change of clocks.
    notes: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    BeforeHours,
    AfterHours,
    Break,
    Weekend,
    Weekday(Weekday),
    /// Several kinds of days without hours.
    Days,
    Holiday(String),
}

impl Reason {
    /// The one reason of two adjacent parts, where they have one.
    fn joined(&self, next: &Reason) -> Option<Reason> {
        match (self, next) {
            _ if self == next => Some(self.clone()),
            (Reason::AfterHours, Reason::BeforeHours) => Some(Reason::AfterHours),
            (
                Reason::Weekend | Reason::Weekday(_) | Reason::Days,
                Reason::Weekend | Reason::Weekday(_) | Reason::Days,
            ) => Some(Reason::Days),
            (
                Reason::BeforeHours
                | Reason::AfterHours
                | Reason::Break
                | Reason::Weekend
                | Reason::Weekday(_)
                | Reason::Days
                | Reason::Holiday(_),
                _,
            ) => None,
        }
    }
}

impl ClosedPart {
    pub fn kind(&self) -> LedgerKind {
        match self.reason {
            Reason::Holiday(_) => LedgerKind::Holiday,
            Reason::BeforeHours
            | Reason::AfterHours
            | Reason::Break
            | Reason::Weekend
            | Reason::Weekday(_)
            | Reason::Days => LedgerKind::Closed,
        }
    }

    /// `Weekend, Sunday has 25 h`
    pub fn words(&self) -> String {
        let reason = match &self.reason {
            Reason::BeforeHours => "Before hours".into(),
            Reason::AfterHours => "After hours".into(),
            Reason::Break => "Break between hours".into(),
            Reason::Weekend => "Weekend".into(),
            Reason::Weekday(day) => format!("No hours on {}s", weekday_name(*day)),
            Reason::Days => "Days without hours".into(),
            Reason::Holiday(name) if name.is_empty() => "Closed on this date".into(),
            Reason::Holiday(name) => name.clone(),
        };
        std::iter::once(&reason).chain(&self.notes).map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}

/// The parts of `[from, to)`, in which the calendar is closed throughout.
pub(super) fn closed_parts(calendar: &CompiledCalendar, from: Instant, to: Instant) -> Vec<ClosedPart> {
    let zone = calendar.zone();
    let mut parts: Vec<ClosedPart> = Vec::new();
    let mut at = from;
    while at < to {
        let date = zone.date_of(at);
        // Where clocks went back over midnight, a date's second pass belongs to the date that had begun.
        let found = date.iter_days().take(3).find_map(|date| {
            let (begin, end) = zone.day_bounds(date)?;
            (end > at).then_some((date, begin, end))
        });
        let Some((date, begin, end)) = found else {
            // Out of the years that zones know.
            parts.push(ClosedPart { from: at, to, reason: Reason::Days, notes: Vec::new() });
            break;
        };
        let part = part_of_day(calendar, date, (begin, end), (at, end.min(to)));
        at = part.to;
        let joined = parts.last().and_then(|last| last.reason.joined(&part.reason));
        match (parts.last_mut(), joined) {
            (Some(last), Some(reason)) => {
                last.to = part.to;
                last.reason = reason;
                last.notes.extend(part.notes);
            }
            (Some(_), None) | (None, _) => parts.push(part),
        }
    }
    parts
}

fn part_of_day(
    calendar: &CompiledCalendar,
    date: NaiveDate,
    (begin, end): (Instant, Instant),
    (from, to): (Instant, Instant),
) -> ClosedPart {
    let exception = calendar.calendar().exceptions.get(&date);
    let mut notes = Vec::new();
    let reason = match (calendar.business_day(date), exception) {
        (Some((open, close)), _) => {
            notes.extend(exception.map(|exception| exception.name.clone()).filter(|name| !name.is_empty()));
            if to <= open {
                Reason::BeforeHours
            } else if from >= close {
                Reason::AfterHours
            } else {
                Reason::Break
            }
        }
        (None, Some(exception)) => Reason::Holiday(exception.name.clone()),
        (None, None) => match date.weekday() {
            Weekday::Sat | Weekday::Sun => Reason::Weekend,
            day @ (Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Fri) => Reason::Weekday(day),
        },
    };
    if (from, to) == (begin, end) {
        if to - from != 24 * HOUR {
            notes.push(format!("{} has {}", weekday_name(date.weekday()), duration_words(to - from)));
        }
    } else {
        notes.extend(clock_change_words(calendar.zone(), from, to));
    }
    ClosedPart { from, to, reason, notes }
}
