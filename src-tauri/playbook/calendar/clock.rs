//! The SLA clock: what has been used, when a target falls due, and when its reminders and escalation steps fall.

use super::{CompiledCalendar, LocalTime, Target};
use crate::record::Pause;
use crate::{Instant, Millis};
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which time a clock counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Open time on the calendar.
    Business,
    /// Wall-clock time.
    Elapsed,
}

/// When a target falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    At(Instant),
    /// The calendar cannot supply the target.
    Never,
    /// A pause that has not ended stops the clock first.
    Paused,
}

impl Due {
    pub const fn at(self) -> Option<Instant> {
        match self {
            Due::At(at) => Some(at),
            Due::Never | Due::Paused => None,
        }
    }
}

impl Target {
    /// Which time the target's clock counts. A civil deadline's use is reported in business time.
    pub const fn counting(&self) -> Counting {
        match self {
            Target::Elapsed { .. } => Counting::Elapsed,
            Target::Business { .. } | Target::SameBusinessDay { .. } | Target::BusinessDays { .. } => {
                Counting::Business
            }
        }
    }
}

/// The union of a record's pauses: disjoint, ascending, none empty.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pauses(Vec<(Instant, Instant)>);

impl Pauses {
    /// The end of a pause that has not ended.
    pub const OPEN: Instant = Instant::MAX;

    /// A clock that never pauses.
    pub const NONE: &'static Pauses = &Pauses::none();

    /// No pause.
    pub const fn none() -> Pauses {
        Pauses(Vec::new())
    }

    /// Overlapping and touching pauses become one; empty and reversed ones count for nothing.
    pub fn new(pauses: &[Pause]) -> Pauses {
        Pauses::union(pauses.iter().map(|pause| (pause.from, pause.to)).collect())
    }

    /// The same from `(from, to)` pairs; `None` = has not ended.
    pub fn union(pairs: Vec<(Instant, Option<Instant>)>) -> Pauses {
        let mut stretches: Vec<(Instant, Instant)> = pairs
            .into_iter()
            .map(|(from, to)| (from, to.unwrap_or(Pauses::OPEN)))
            .filter(|(from, to)| from < to)
            .collect();
        stretches.sort_unstable();
        let mut union: Vec<(Instant, Instant)> = Vec::with_capacity(stretches.len());
        for (from, to) in stretches {
            match union.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                Some(_) | None => union.push((from, to)),
            }
        }
        Pauses(union)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The disjoint stretches, ascending; the last may end at [`Pauses::OPEN`].
    pub fn stretches(&self) -> &[(Instant, Instant)] {
        &self.0
    }

    /// True where the clock is stopped at this instant.
    pub fn covers(&self, at: Instant) -> bool {
        let after = self.0.partition_point(|&(from, _)| from <= at);
        after > 0 && at < self.0[after - 1].1
    }
}

impl Counting {
    /// Time counted in `[a, b)`, pauses apart.
    pub fn elapsed(self, calendar: &CompiledCalendar, a: Instant, b: Instant) -> Millis {
        match self {
            Counting::Business => calendar.elapsed(a, b),
            Counting::Elapsed => b.saturating_sub(a).max(0),
        }
    }

    /// The earliest instant by which `t` has been counted since `s`, pauses apart.
    pub fn due(self, calendar: &CompiledCalendar, s: Instant, t: Millis) -> Option<Instant> {
        match self {
            Counting::Business => calendar.due(s, t),
            Counting::Elapsed => s.checked_add(t.max(0)),
        }
    }
}

/// Time counted in `[from, to)`, less the pauses. 0 where `to <= from`.
pub fn used(calendar: &CompiledCalendar, counting: Counting, from: Instant, to: Instant, pauses: &Pauses) -> Millis {
    let paused = pauses
        .stretches()
        .iter()
        .map(|&(begin, end)| counting.elapsed(calendar, begin.max(from), end.min(to)))
        .sum::<Millis>();
    counting.elapsed(calendar, from, to) - paused
}

/// The earliest instant by which `t` has been used since `s`; `s` itself where `t <= 0`.
pub fn due_after(calendar: &CompiledCalendar, counting: Counting, s: Instant, t: Millis, pauses: &Pauses) -> Due {
    if t <= 0 {
        return Due::At(s);
    }
    let (mut at, mut missing) = (s, t);
    for &(begin, end) in pauses.stretches() {
        if end <= at {
            continue;
        }
        let before = counting.elapsed(calendar, at, begin);
        if missing <= before {
            break;
        }
        if end == Pauses::OPEN {
            return Due::Paused;
        }
        missing -= before;
        at = end;
    }
    counting.due(calendar, at, missing).map_or(Due::Never, Due::At)
}

/// When a target falls due for a clock that starts at `start`.
///
/// A civil deadline is a promise by the wall clock, so a pause that has ended does not move it; one that has not ended when the
/// deadline comes stops it as it stops every clock.
pub fn due_at(calendar: &CompiledCalendar, target: &Target, start: Instant, pauses: &Pauses) -> Due {
    let deadline = match *target {
        Target::Business { ms } => return due_after(calendar, Counting::Business, start, ms, pauses),
        Target::Elapsed { ms } => return due_after(calendar, Counting::Elapsed, start, ms, pauses),
        Target::SameBusinessDay { cut_off } => business_day_of(calendar, start, cut_off)
            .and_then(|date| calendar.business_day(date))
            .map(|(_, close)| close),
        Target::BusinessDays { days, by } => deadline_by(calendar, start, days, by),
    };
    let Some(deadline) = deadline else { return Due::Never };
    let stopped = pauses.stretches().iter().any(|&(from, to)| to == Pauses::OPEN && from < deadline);
    if stopped { Due::Paused } else { Due::At(deadline) }
}

/// When a step at a share of the target falls: due(start, ⌊percent · target⌋). A civil deadline's target is the time that can be used
/// until it.
pub fn reminder_at(calendar: &CompiledCalendar, target: &Target, percent: u32, start: Instant, pauses: &Pauses) -> Due {
    let counting = target.counting();
    let whole = match *target {
        Target::Business { ms } | Target::Elapsed { ms } => ms,
        Target::SameBusinessDay { .. } | Target::BusinessDays { .. } => match due_at(calendar, target, start, pauses) {
            Due::At(deadline) => used(calendar, counting, start, deadline, pauses),
            unreached @ (Due::Never | Due::Paused) => return unreached,
        },
    };
    let share = i128::from(whole.max(0)) * i128::from(percent) / 100;
    due_after(calendar, counting, start, Millis::try_from(share).unwrap_or(Millis::MAX), pauses)
}

/// When a step falls that waits `delay` after the breach, on the same calendar or in elapsed time as the step says.
pub fn after_breach(
    calendar: &CompiledCalendar,
    counting: Counting,
    due: Instant,
    delay: Millis,
    pauses: &Pauses,
) -> Due {
    due_after(calendar, counting, due, delay, pauses)
}

/// How many dates without a business day end the search for one: ten years.
const DATES_AHEAD: u32 = 3_653;

/// Business days from a date on; ends after ten years without one.
fn business_days(calendar: &CompiledCalendar, from: NaiveDate) -> impl Iterator<Item = (NaiveDate, Instant, Instant)> {
    let mut dates = from.iter_days();
    std::iter::from_fn(move || {
        (0..DATES_AHEAD).find_map(|_| {
            let date = dates.next()?;
            calendar.business_day(date).map(|(open, close)| (date, open, close))
        })
    })
}

/// The business day to which a start belongs: the one in which it falls (a lunch break lies within its day); the next one to open
/// where it falls in none, or at or after the cut-off. An overnight business day bears the date on which it opens.
fn business_day_of(calendar: &CompiledCalendar, start: Instant, cut_off: Option<LocalTime>) -> Option<NaiveDate> {
    let first = calendar.zone().date_of(start).checked_sub_days(Days::new(2))?;
    business_days(calendar, first)
        .find(|&(date, open, close)| {
            let cut_off = cut_off.and_then(|time| cut_off_at(calendar, date, open, close, time));
            start < cut_off.map_or(close, |cut_off| cut_off.min(close))
        })
        .map(|(date, ..)| date)
}

/// The instant of a cut-off time on a business day; on one that runs past midnight it may be the next date's.
fn cut_off_at(
    calendar: &CompiledCalendar,
    date: NaiveDate,
    open: Instant,
    close: Instant,
    time: LocalTime,
) -> Option<Instant> {
    let same_date = calendar.zone().resolve(date, time)?;
    let next_date = calendar.zone().resolve(date.checked_add_days(Days::new(1))?, time)?;
    Some(if same_date < open && next_date < close { next_date } else { same_date })
}

/// `by` on the n-th business day after the start's; where that has passed already (`days` is 0), on the one after.
fn deadline_by(calendar: &CompiledCalendar, start: Instant, days: u32, by: LocalTime) -> Option<Instant> {
    let base = business_day_of(calendar, start, None)?;
    business_days(calendar, base)
        .skip(days as usize)
        .filter_map(|(date, ..)| calendar.zone().resolve(date, by))
        .find(|&deadline| deadline > start)
}
