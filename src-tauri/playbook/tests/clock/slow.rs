//! The slow obvious clocks that the fast one is held against, and a source of random numbers.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use playbook::calendar::{Calendar, Interval, LocalTime, Zone};
use playbook::{Instant, MINUTE, Millis};

/// The intervals that open on a date.
fn on(calendar: &Calendar, date: NaiveDate) -> &[Interval] {
    let week = &calendar.weekly;
    match (calendar.exceptions.get(&date), date.weekday()) {
        (Some(exception), _) => &exception.open,
        (None, Weekday::Mon) => &week.mon,
        (None, Weekday::Tue) => &week.tue,
        (None, Weekday::Wed) => &week.wed,
        (None, Weekday::Thu) => &week.thu,
        (None, Weekday::Fri) => &week.fri,
        (None, Weekday::Sat) => &week.sat,
        (None, Weekday::Sun) => &week.sun,
    }
}

/// An interval's closing, as a date and a time.
fn closing(date: NaiveDate, interval: &Interval) -> (NaiveDate, LocalTime) {
    (if interval.1 < interval.0 { date + Days::new(1) } else { date }, interval.1)
}

/// The clock as the rules say it, date by date: every interval resolved, cut to what is asked, merged, pauses taken out.
pub struct DateWalk<'a> {
    pub calendar: &'a Calendar,
    pub zone: &'a Zone,
}

impl DateWalk<'_> {
    /// The running stretches of `[from, to)`: open and not paused, disjoint, ascending.
    pub fn running(&self, from: Instant, to: Instant, pauses: &[(Instant, Instant)]) -> Vec<(Instant, Instant)> {
        let mut open = Vec::new();
        if from < to && self.calendar.always_open {
            open.push((from, to));
        } else if from < to {
            let last = self.zone.date_of(to) + Days::new(1);
            let dates = (self.zone.date_of(from) - Days::new(3)).iter_days().take_while(|date| *date <= last);
            for date in dates {
                for interval in on(self.calendar, date) {
                    let (close_date, close) = closing(date, interval);
                    let stretch = (
                        self.zone.resolve(date, interval.0).unwrap().max(from),
                        self.zone.resolve(close_date, close).unwrap().min(to),
                    );
                    if stretch.0 < stretch.1 {
                        open.push(stretch);
                    }
                }
            }
        }
        open.sort_unstable();
        let mut merged: Vec<(Instant, Instant)> = Vec::new();
        for (begin, end) in open {
            match merged.last_mut() {
                Some(last) if begin <= last.1 => last.1 = last.1.max(end),
                Some(_) | None => merged.push((begin, end)),
            }
        }
        for &(begin, end) in pauses.iter().filter(|(begin, end)| begin < end) {
            merged = merged
                .into_iter()
                .flat_map(|(open, close)| [(open, close.min(begin)), (open.max(end), close)])
                .filter(|(open, close)| open < close)
                .collect();
        }
        merged
    }

    pub fn used(&self, from: Instant, to: Instant, pauses: &[(Instant, Instant)]) -> Millis {
        self.running(from, to, pauses).iter().map(|(open, close)| close - open).sum()
    }

    /// `None` = not within `[from, horizon]`.
    pub fn due(
        &self,
        from: Instant,
        target: Millis,
        horizon: Instant,
        pauses: &[(Instant, Instant)],
    ) -> Option<Instant> {
        if target <= 0 {
            return Some(from);
        }
        let mut missing = target;
        for (open, close) in self.running(from, horizon, pauses) {
            if missing <= close - open {
                return Some(open + missing);
            }
            missing -= close - open;
        }
        None
    }
}

/// The clock at its most obvious: a window of minutes, each open or not. Knows the zone only by what its wall clock reads.
pub struct MinuteSteps {
    from: Instant,
    open: Vec<bool>,
}

impl MinuteSteps {
    /// `from` is a whole minute; the window is good from its third day on.
    pub fn new(calendar: &Calendar, zone: &Zone, from: Instant, days: u32) -> MinuteSteps {
        let minutes = (days * 24 * 60) as usize;
        let reads: Vec<_> = (0..minutes).map(|minute| zone.local(from + minute as i64 * MINUTE)).collect();
        let first_reading = |date: NaiveDate, time: LocalTime| {
            let local = date.and_hms_opt(0, 0, 0).unwrap() + chrono::TimeDelta::seconds(i64::from(time.0));
            reads.iter().position(|read| *read >= local).unwrap_or(minutes)
        };
        let mut open = vec![calendar.always_open; minutes];
        for date in zone.date_of(from).iter_days().take(days as usize + 2) {
            for interval in on(calendar, date) {
                let (close_date, close) = closing(date, interval);
                let (begin, end) = (first_reading(date, interval.0), first_reading(close_date, close));
                open[begin..end.max(begin)].fill(true);
            }
        }
        MinuteSteps { from, open }
    }

    fn minute(&self, at: Instant) -> usize {
        assert_eq!(at.rem_euclid(MINUTE), 0);
        ((at - self.from) / MINUTE) as usize
    }

    pub fn elapsed(&self, a: Instant, b: Instant) -> Millis {
        let (mut at, mut sum) = (self.minute(a), 0);
        while at < self.minute(b) {
            sum += if self.open[at] { MINUTE } else { 0 };
            at += 1;
        }
        sum
    }

    pub fn due(&self, s: Instant, t: Millis) -> Option<Instant> {
        let (mut at, mut left) = (self.minute(s), t);
        while left > 0 {
            left -= if *self.open.get(at)? { MINUTE } else { 0 };
            at += 1;
        }
        Some(self.from + at as i64 * MINUTE)
    }
}

/// Splitmix64: the same cases on every run.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    pub fn within(&mut self, from: i64, to: i64) -> i64 {
        from + (self.next() % (to - from) as u64) as i64
    }
}
