//! A calendar made ready for millions of questions: its open stretches from 1990 to 2060 as sorted instants, each with the open
//! time before it, and two indexes that lead from an instant, and from an amount of open time, to the stretch in O(1).
//!
//! Outside those years the same questions are answered by walking the hours date by date: slower, and just as right.

use super::hours::{CYCLE, Hours, WEEKDAYS, date_of_number, day_number};
use super::words::weekday_name;
use super::zone::{EARLIEST, LATEST};
use super::{Calendar, CalendarError, Interval, Zone};
use crate::{DAY, Instant, Millis};
use chrono::NaiveDate;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

/// 1990-01-01 and 2060-01-01, UTC.
const FROM: Instant = 631_152_000_000;
const TO: Instant = 2_840_140_800_000;

/// A clock that finds no open time for so long never falls due.
pub const LONGEST_CLOSURE: Millis = 3_653 * DAY;

/// About nine hours: rarely more than one closing in a bucket, and an index that stays in cache.
const INSTANT_SHIFT: u32 = 25;

/// One maximal open stretch.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    open: Instant,
    close: Instant,
    /// Open time between [`FROM`] and `open`.
    before: Millis,
}

/// Where on a calendar somebody has looked last. Of questions about instants near each other most need no search then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Near {
    /// When the stretch before it closes.
    since: Instant,
    stretch: Stretch,
}

impl Default for Near {
    /// Nowhere.
    fn default() -> Near {
        Near { since: Instant::MAX, stretch: Stretch { open: 0, close: 0, before: 0 } }
    }
}

/// A [`Calendar`] ready to measure.
#[derive(Debug)]
pub struct CompiledCalendar {
    calendar: Calendar,
    hours: Hours,
    /// Ascending, then one sentinel that begins at [`TO`] and never ends.
    stretches: Vec<Stretch>,
    /// For each bucket of instants the first stretch that closes after the bucket's begin.
    by_instant: Vec<u32>,
    /// For each bucket of open time the first stretch by whose end so much has been open.
    by_amount: Vec<u32>,
    amount_shift: u32,
    /// All open time of [`FROM`]..[`TO`].
    total: Millis,
    /// Where the last closure of [`LONGEST_CLOSURE`] or more within the years compiled begins.
    long_closure: Option<Instant>,
}

/// Calendars compiled last, the latest at the end: a policy that is edited, judged and simulated asks for the same few again and again,
/// and each takes milliseconds. What is given for a calendar depends on nothing else.
static COMPILED: Mutex<Vec<Arc<CompiledCalendar>>> = Mutex::new(Vec::new());

/// About a megabyte each.
const MOST_COMPILED: usize = 16;

impl CompiledCalendar {
    /// [`CompiledCalendar::compile`], once for calendars that are equal.
    ///
    /// # Errors
    /// As it has.
    pub fn shared(calendar: &Calendar) -> Result<Arc<CompiledCalendar>, CalendarError> {
        let known = || COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().iter().find(|compiled| compiled.calendar == *calendar) {
            return Ok(found.clone());
        }
        let compiled = Arc::new(CompiledCalendar::compile(calendar)?);
        let mut all = known();
        if all.len() >= MOST_COMPILED {
            all.remove(0);
        }
        all.push(compiled.clone());
        Ok(compiled)
    }

    /// Checks the zone and the intervals. A calendar that never opens compiles, and its clock never runs: see [`Calendar::check`].
    pub fn compile(calendar: &Calendar) -> Result<CompiledCalendar, CalendarError> {
        let hours = Hours::of(calendar)?;
        let mut stretches: Vec<Stretch> = Vec::new();
        let mut total = 0;
        if !calendar.always_open {
            hours.walk(FROM, TO, |open, close| {
                stretches.push(Stretch { open, close, before: total });
                total += close - open;
                ControlFlow::Continue(())
            });
        }
        let mean = total / (stretches.len() as i64).max(1);
        // Half the mean stretch: rarely more than one ends in a bucket.
        let amount_shift = mean.max(2).ilog2() - 1;
        stretches.push(Stretch { open: TO, close: Instant::MAX, before: total });

        let by_instant = index(&stretches, TO - FROM, INSTANT_SHIFT, |stretch, passed| stretch.close > FROM + passed);
        let by_amount = index(&stretches, total + (1 << amount_shift), amount_shift, |stretch, amount| {
            stretch.close == Instant::MAX || stretch.before + (stretch.close - stretch.open) >= amount
        });
        let calendar = calendar.clone();
        let long_closure = last_long_closure(&stretches);
        Ok(CompiledCalendar { calendar, hours, stretches, by_instant, by_amount, amount_shift, total, long_closure })
    }

    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub fn zone(&self) -> &Zone {
        self.hours.zone()
    }

    pub fn always_open(&self) -> bool {
        self.calendar.always_open
    }

    /// The open time in `[a, b)`; 0 where `b <= a`.
    #[inline]
    pub fn elapsed(&self, a: Instant, b: Instant) -> Millis {
        if b <= a {
            0
        } else if self.calendar.always_open {
            b.saturating_sub(a)
        } else if a >= FROM && b <= TO {
            self.open_before(b) - self.open_before(a)
        } else {
            self.elapsed_anywhere(a, b)
        }
    }

    /// The earliest instant by which `t` of open time has passed since `s`; `s` where `t <= 0`. `None` = never: ten years without
    /// open time, or the end of time.
    #[inline]
    pub fn due(&self, s: Instant, t: Millis) -> Option<Instant> {
        if t <= 0 {
            return Some(s);
        }
        if self.calendar.always_open {
            return s.checked_add(t);
        }
        if (FROM..TO).contains(&s) && self.long_closure.is_none() {
            let amount = self.open_before(s).saturating_add(t);
            if amount <= self.total {
                return Some(self.instant_of(amount));
            }
        }
        self.due_anywhere(s, t)
    }

    /// Open time between [`FROM`] and an instant of [`FROM`]..=[`TO`].
    #[inline]
    fn open_before(&self, at: Instant) -> Millis {
        let stretch = &self.stretches[self.stretch_at(at)];
        stretch.before + (at - stretch.open).max(0)
    }

    /// The first stretch that closes after an instant of [`FROM`]..=[`TO`].
    #[inline]
    fn stretch_at(&self, at: Instant) -> usize {
        let mut index = self.by_instant[((at - FROM) >> INSTANT_SHIFT) as usize] as usize;
        while self.stretches[index].close <= at {
            index += 1;
        }
        index
    }

    /// The first instant by which `amount` has been open since [`FROM`]; `amount` in 1 ..= total.
    #[inline]
    fn instant_of(&self, amount: Millis) -> Instant {
        let stretch = &self.stretches[self.stretch_by(amount)];
        stretch.open + (amount - stretch.before)
    }

    /// The first stretch by whose end `amount` has been open; `amount` in 1 ..= total.
    #[inline]
    fn stretch_by(&self, amount: Millis) -> usize {
        let bucket = (amount >> self.amount_shift) as usize;
        let (first, last) = (self.by_amount[bucket] as usize, self.by_amount[bucket + 1] as usize);
        let is_short = |stretch: &Stretch| stretch.before + (stretch.close - stretch.open) < amount;
        if last - first > 8 {
            first + self.stretches[first..last].partition_point(is_short)
        } else {
            (first..last).find(|&index| !is_short(&self.stretches[index])).unwrap_or(last)
        }
    }

    /// The calendar's own clock at an instant: between two instants it runs on by the open time between them.
    #[inline]
    pub(crate) fn reading(&self, at: Instant, near: &mut Near) -> Millis {
        if near.since <= at && at < near.stretch.close {
            return near.stretch.before + (at - near.stretch.open).max(0);
        }
        self.reading_elsewhere(at, near)
    }

    fn reading_elsewhere(&self, at: Instant, near: &mut Near) -> Millis {
        if self.calendar.always_open {
            return at.saturating_sub(FROM);
        }
        if !(FROM..TO).contains(&at) {
            return if at < FROM { -self.elapsed(at, FROM) } else { self.elapsed(FROM, at) };
        }
        self.go_to(self.stretch_at(at), near);
        near.stretch.before + (at - near.stretch.open).max(0)
    }

    fn go_to(&self, index: usize, near: &mut Near) {
        let since = index.checked_sub(1).map_or(FROM, |before| self.stretches[before].close);
        // The last one, which only stands for the end, ends there: what lies beyond is asked elsewhere.
        let stretch = self.stretches[index];
        *near = Near { since, stretch: Stretch { close: stretch.close.min(TO), ..stretch } };
    }

    /// [`CompiledCalendar::due`] where many instants are asked for that lie near each other. `from` remembers where they start, `to`
    /// where they end.
    #[inline]
    pub(crate) fn due_near(&self, s: Instant, t: Millis, from: &mut Near, to: &mut Near) -> Option<Instant> {
        if t <= 0 {
            return Some(s);
        }
        if self.calendar.always_open {
            return s.checked_add(t);
        }
        if !(FROM..TO).contains(&s) || self.long_closure.is_some() {
            return self.due_anywhere(s, t);
        }
        let amount = self.reading(s, from).saturating_add(t);
        let over = amount - to.stretch.before;
        if 0 < over && over <= to.stretch.close - to.stretch.open {
            return Some(to.stretch.open + over);
        }
        if amount > self.total {
            return self.due_anywhere(s, t);
        }
        self.go_to(self.stretch_by(amount), to);
        Some(to.stretch.open + (amount - to.stretch.before))
    }

    #[cold]
    fn elapsed_anywhere(&self, a: Instant, b: Instant) -> Millis {
        let outside = self.hours.open_time(a, b.min(FROM)) + self.hours.open_time(a.max(TO), b);
        let (a, b) = (a.max(FROM), b.min(TO));
        if a < b { outside + self.open_before(b) - self.open_before(a) } else { outside }
    }

    #[cold]
    fn due_anywhere(&self, s: Instant, t: Millis) -> Option<Instant> {
        let mut missing = t;
        let mut due = None;
        let mut closed_since = s.max(EARLIEST);
        let mut at = closed_since;
        while due.is_none() && at < LATEST && at - closed_since < LONGEST_CLOSURE {
            if missing > CYCLE && at >= self.hours.settled_from() {
                // More than four hundred years of open time: whole cycles of it are alike.
                let cycle = self.hours.open_time(at, at + CYCLE).max(1);
                let cycles = ((missing - 1) / cycle).min((LATEST - at) / CYCLE);
                (missing, at, closed_since) = (missing - cycles * cycle, at + cycles * CYCLE, at + cycles * CYCLE);
            }
            let next = (at + LONGEST_CLOSURE).min(LATEST);
            self.hours.walk(at, next, |open, close| {
                if open - closed_since >= LONGEST_CLOSURE {
                    return ControlFlow::Break(());
                }
                if missing <= close - open {
                    due = Some(open + missing);
                    return ControlFlow::Break(());
                }
                missing -= close - open;
                closed_since = close;
                ControlFlow::Continue(())
            });
            at = next;
        }
        due
    }

    /// Calls `visit(open, close)` for each maximal open stretch of `[from, to)`, in order.
    pub fn visit_open(&self, from: Instant, to: Instant, mut visit: impl FnMut(Instant, Instant)) {
        if from >= to {
            return;
        }
        if self.calendar.always_open {
            visit(from, to);
        } else if from >= FROM && to < TO {
            let first = self.stretches.partition_point(|stretch| stretch.close <= from);
            for stretch in self.stretches[first..].iter().take_while(|stretch| stretch.open < to) {
                visit(stretch.open.max(from), stretch.close.min(to));
            }
        } else {
            self.hours.walk(from.max(EARLIEST), to.min(LATEST), |open, close| {
                visit(open, close);
                ControlFlow::Continue(())
            });
        }
    }

    /// True where the calendar is open at this instant.
    pub fn is_open(&self, at: Instant) -> bool {
        self.elapsed(at, at.saturating_add(1)) > 0
    }

    /// Open time of the intervals that belong to a date, merged; the whole local day where always open.
    pub(super) fn own_open_time(&self, date: NaiveDate) -> Millis {
        if self.calendar.always_open {
            self.business_day(date).map_or(0, |(from, to)| to - from)
        } else {
            self.hours.own_open_time(day_number(date))
        }
    }

    /// The first opening and the last closing of the intervals that belong to a date; the whole local day where always open.
    /// `None` = not a business day.
    pub fn business_day(&self, date: NaiveDate) -> Option<(Instant, Instant)> {
        if self.calendar.always_open {
            self.zone().day_bounds(date).filter(|(from, to)| from < to)
        } else {
            self.hours.business_day(day_number(date))
        }
    }
}

impl Calendar {
    /// How messages call it: the name, else the key.
    pub fn title(&self) -> &str {
        if self.name.is_empty() { &self.key } else { &self.name }
    }

    /// Whether a policy may use this calendar: its zone and hours make sense, no interval is empty, it opens, and it never stays
    /// closed for ten years. Clocks answer on a calendar that fails this too: they never fall due.
    pub fn check(&self) -> Result<(), CalendarError> {
        let compiled = CompiledCalendar::shared(self)?;
        if self.always_open {
            return Ok(());
        }
        let days = WEEKDAYS.iter().map(|&day| (weekday_name(day).to_owned(), self.weekly.on(day)));
        let dates = self.exceptions.iter().map(|(date, exception)| (date.to_string(), exception.open.as_slice()));
        for (day, intervals) in days.chain(dates) {
            if let Some(&Interval(open, close)) = intervals.iter().find(|interval| interval.0 == interval.1) {
                return Err(CalendarError::EmptyInterval { calendar: self.title().to_owned(), day, open, close });
            }
        }
        if compiled.total == 0 {
            return Err(CalendarError::NeverOpen { calendar: self.title().to_owned() });
        }
        match compiled.long_closure.and_then(|since| date_of_number(since.div_euclid(DAY))) {
            Some(from) => Err(CalendarError::ClosedForTenYears { calendar: self.title().to_owned(), from }),
            None => Ok(()),
        }
    }
}

/// For each multiple of `1 << shift` up to `most` the first stretch that has reached it; the last one reaches all.
fn index(stretches: &[Stretch], most: i64, shift: u32, reached: impl Fn(&Stretch, i64) -> bool) -> Vec<u32> {
    let mut at = 0;
    (0..=most >> shift)
        .map(|bucket| {
            while !reached(&stretches[at], bucket << shift) {
                at += 1;
            }
            at as u32
        })
        .collect()
}

fn last_long_closure(stretches: &[Stretch]) -> Option<Instant> {
    let mut closed_since = FROM;
    let mut found = None;
    for stretch in stretches {
        if stretch.open - closed_since >= LONGEST_CLOSURE {
            found = Some(closed_since);
        }
        closed_since = stretch.close;
    }
    found
}

#[cfg(test)]
mod tests;
