//! The open set, computed plainly: opening intervals date by date, resolved, merged and clipped. [`super::compile`] keeps the result
//! for the years that matter; outside them this walk is the answer itself.

use super::words::weekday_name;
use super::zone::{EARLIEST, LATEST, TABLE_TO, Zone};
use super::{Calendar, CalendarError, Interval, Week};
use crate::{DAY, Instant, Millis, SECOND};
use chrono::{NaiveDate, Weekday};
use std::ops::ControlFlow;

/// The most opening intervals that one date can have.
pub const MOST_INTERVALS_A_DAY: usize = 24;

/// Four hundred years: a whole number of weeks, after which the Gregorian calendar and the zones' last rules repeat.
pub(super) const CYCLE: Millis = 146_097 * DAY;

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

/// Monday first.
pub(super) const WEEKDAYS: [Weekday; 7] =
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
            week[index] = spans(calendar, || weekday_name(day).to_owned(), calendar.weekly.on(day))?;
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

    /// From here on hours repeat every [`CYCLE`]: no exception, no rule but the zone's last.
    pub fn settled_from(&self) -> Instant {
        let last = self.exceptions.last().map_or(0, |&(day, _)| day);
        TABLE_TO.max(last * DAY) + 4 * DAY
    }

    /// The open time in `[from, to)`, found by walking; of long stretches that repeat themselves one cycle only.
    pub fn open_time(&self, from: Instant, to: Instant) -> Millis {
        let (from, to) = (from.max(EARLIEST), to.min(LATEST));
        let sum = |from, to| {
            let mut sum = 0;
            self.walk(from, to, |open, close| {
                sum += close - open;
                ControlFlow::Continue(())
            });
            sum
        };
        let settled = self.settled_from().max(from);
        let cycles = (to.saturating_sub(settled) / CYCLE).max(0);
        if cycles < 2 {
            return sum(from, to);
        }
        sum(from, settled) + cycles * sum(settled, settled + CYCLE) + sum(settled + cycles * CYCLE, to)
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

    /// A date's own intervals as instants, by opening; those lost in a gap left out.
    fn own(&self, day: i64) -> impl Iterator<Item = (Instant, Instant)> {
        self.on(day).iter().filter_map(move |span| {
            let open = self.zone.resolve_local(day * DAY + i64::from(span.open) * SECOND)?;
            let close = self.zone.resolve_local(day * DAY + i64::from(span.close) * SECOND)?;
            (open < close).then_some((open, close))
        })
    }

    /// The first opening and the last closing of a date's own intervals; `None` where it has none.
    pub fn business_day(&self, day: i64) -> Option<(Instant, Instant)> {
        self.own(day).reduce(|(first, last), (open, close)| (first.min(open), last.max(close)))
    }

    /// Open time of a date's own intervals, overlapping ones counted once.
    pub fn own_open_time(&self, day: i64) -> Millis {
        let mut counted_until = Instant::MIN;
        let mut sum = 0;
        for (open, close) in self.own(day) {
            sum += (close - open.max(counted_until)).max(0);
            counted_until = counted_until.max(close);
        }
        sum
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
