//! The open set, computed plainly: opening intervals date by date, resolved, merged and clipped. [`super::compile`] keeps the result
//! for the years that matter; outside them this walk is the answer itself.

use super::zone::Zone;
use super::{Calendar, CalendarError, Interval, Week};
use crate::{DAY, Instant, SECOND};
use chrono::{NaiveDate, Weekday};
use std::ops::ControlFlow;

/// The most opening intervals that one date can have.
pub const MOST_INTERVALS_A_DAY: usize = 24;

/// Seconds since local midnight of the date on which it opens; `close` up to 48 h.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub open: u32,
    pub close: u32,
}

/// A calendar's hours by weekday and by date, checked, without names.
#[derive(Debug, Clone)]
pub(super) struct Hours {
    zone: Zone,
    /// Monday first; each sorted by opening.
    week: [Vec<Span>; 7],
    /// By days since 1970-01-01, ascending.
    exceptions: Vec<(i64, Vec<Span>)>,
}

impl Week {
    /// The intervals of a weekday.
    pub fn on(&self, day: Weekday) -> &[Interval] {
        match day {
            Weekday::Mon => &self.mon,
            Weekday::Tue => &self.tue,
            Weekday::Wed => &self.wed,
            Weekday::Thu => &self.thu,
            Weekday::Fri => &self.fri,
            Weekday::Sat => &self.sat,
            Weekday::Sun => &self.sun,
        }
    }
}

/// Days since 1970-01-01.
pub(super) fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.to_epoch_days())
}

pub(super) fn date_of_number(day: i64) -> Option<NaiveDate> {
    NaiveDate::from_epoch_days(i32::try_from(day).ok()?)
}

const WEEKDAYS: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

fn weekday_index(day: i64) -> usize {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) as usize
}

impl Hours {
    pub fn of(calendar: &Calendar) -> Result<Hours, CalendarError> {
        let zone = Zone::named(&calendar.time_zone)?;
        let mut week: [Vec<Span>; 7] = Default::default();
        for (index, day) in WEEKDAYS.into_iter().enumerate() {
            week[index] = spans(calendar, || day.to_string(), calendar.weekly.on(day))?;
        }
        let exceptions = calendar
            .exceptions
            .iter()
            .map(|(date, exception)| Ok((day_number(*date), spans(calendar, || date.to_string(), &exception.open)?)))
            .collect::<Result<_, CalendarError>>()?;
        Ok(Hours { zone, week, exceptions })
    }

    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// The opening intervals that belong to a date: its exception's, else its weekday's.
    pub fn on(&self, day: i64) -> &[Span] {
        match self.exceptions.binary_search_by_key(&day, |&(date, _)| date) {
            Ok(found) => &self.exceptions[found].1,
            Err(_) => &self.week[weekday_index(day)],
        }
    }

    /// Calls `visit(open, close)` for each maximal open stretch of `[from, to)`, in order.
    pub fn walk(&self, from: Instant, to: Instant, mut visit: impl FnMut(Instant, Instant) -> ControlFlow<()>) {
        if from >= to {
            return;
        }
        // A wall clock is never more than a day from UTC, and an interval never longer than two.
        let (first, last) = (from.div_euclid(DAY) - 4, to.div_euclid(DAY) + 2);
        let mut resolver = Resolver { zone: &self.zone, offset: 0, since: 1, until: 0 };
        let mut stretch: Option<(Instant, Instant)> = None;
        for day in first..=last {
            for span in self.on(day) {
                let midnight = day * DAY;
                let (Some(open), Some(close)) = (
                    resolver.resolve(midnight + i64::from(span.open) * SECOND),
                    resolver.resolve(midnight + i64::from(span.close) * SECOND),
                ) else {
                    continue;
                };
                let (open, close) = (open.max(from), close.min(to));
                if open >= close {
                    continue;
                }
                stretch = match stretch {
                    Some((start, end)) if open <= end => Some((start, end.max(close))),
                    Some((start, end)) => {
                        if visit(start, end).is_break() {
                            return;
                        }
                        Some((open, close))
                    }
                    None => Some((open, close)),
                };
            }
        }
        if let Some((start, end)) = stretch {
            // The last one; nothing follows that a break could stop.
            let _ = visit(start, end);
        }
    }

    /// The first opening and the last closing of a date's own intervals, where it has any that are not lost in a gap.
    pub fn business_day(&self, day: i64) -> Option<(Instant, Instant)> {
        let mut resolver = Resolver { zone: &self.zone, offset: 0, since: 1, until: 0 };
        let mut bounds: Option<(Instant, Instant)> = None;
        for span in self.on(day) {
            let open = resolver.resolve(day * DAY + i64::from(span.open) * SECOND)?;
            let close = resolver.resolve(day * DAY + i64::from(span.close) * SECOND)?;
            if open < close {
                bounds = Some(bounds.map_or((open, close), |(first, last)| (first.min(open), last.max(close))));
            }
        }
        bounds
    }
}

fn spans(calendar: &Calendar, day: impl Fn() -> String, intervals: &[Interval]) -> Result<Vec<Span>, CalendarError> {
    if intervals.len() > MOST_INTERVALS_A_DAY {
        return Err(CalendarError::TooManyIntervals {
            calendar: calendar.title().to_owned(),
            day: day(),
            count: intervals.len(),
            most: MOST_INTERVALS_A_DAY,
        });
    }
    let whole_day = crate::DAY as u32 / crate::SECOND as u32;
    let mut spans = intervals
        .iter()
        .map(|&Interval(open, close)| {
            if open.0 > whole_day || close.0 > whole_day {
                return Err(CalendarError::BadTime { calendar: calendar.title().to_owned(), day: day(), open, close });
            }
            let close = if close < open { close.0 + whole_day } else { close.0 };
            Ok(Span { open: open.0, close })
        })
        .collect::<Result<Vec<_>, _>>()?;
    spans.sort_by_key(|span| span.open);
    Ok(spans)
}

/// Resolves wall times in ascending order, asking the zone only where its offset may change.
struct Resolver<'a> {
    zone: &'a Zone,
    /// The zone's offset, in milliseconds, of every instant in `[since, until)`.
    offset: i64,
    since: Instant,
    until: Instant,
}

impl Resolver<'_> {
    /// `local`: milliseconds of the wall clock as if it were UTC.
    fn resolve(&mut self, local: i64) -> Option<Instant> {
        // No reading can be more than a day from its instant, so a day on either side is enough to know that it is unique.
        if local - DAY < self.since || local + DAY >= self.until {
            match self.zone.constant_until(local - DAY) {
                Some((offset, until)) if local + DAY < until => {
                    *self = Resolver { offset: i64::from(offset) * SECOND, since: local - DAY, until, ..*self };
                }
                Some(_) | None => return self.zone.resolve_local(local),
            }
        }
        Some(local - self.offset)
    }
}
