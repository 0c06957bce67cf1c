//! Business calendars and the SLA clock.
//!
//! Civil dates and local times are chrono's; the rules of time zones come from jiff's bundled database and from nowhere else
//! (the zone data of chrono-tz is an hour wrong today in Vancouver, Edmonton and Casablanca). No record, no policy lookup, no
//! "now" in here.

mod clock;
mod closed;
mod compile;
mod error;
mod hours;
pub mod ledger;
mod local_time;
mod words;
mod year;
mod zone;

pub use clock::{Counting, Due, Pauses, after_breach, due_after, due_at, reminder_at, used};
pub(crate) use compile::Near;
pub use compile::{CompiledCalendar, LONGEST_CLOSURE};
pub use error::CalendarError;
pub use hours::MOST_INTERVALS_A_DAY;
pub use words::duration_words;
pub(crate) use words::weekday_name;
pub use year::{CalendarYear, DayInfo, DayState, calendar_year};
pub use zone::{LocalReading, Zone};

use crate::Millis;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// When a team's clock runs, in local wall time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Calendar {
    #[serde(default)]
    pub key: String,
    #[serde(default)]
    pub name: String,
    /// IANA zone of the wall times.
    #[serde(alias = "tz")]
    pub time_zone: String,
    /// True = open at every instant; `weekly` and `exceptions` are then ignored.
    #[serde(default, rename = "24x7")]
    pub always_open: bool,
    #[serde(default)]
    pub weekly: Week,
    /// By local date of opening; replaces the intervals that open on that date, and no others.
    #[serde(default)]
    #[ts(type = "Record<string, DayException>")]
    pub exceptions: BTreeMap<NaiveDate, DayException>,
}

/// Opening intervals by weekday; an absent day is closed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Week {
    pub mon: Vec<Interval>,
    pub tue: Vec<Interval>,
    pub wed: Vec<Interval>,
    pub thu: Vec<Interval>,
    pub fri: Vec<Interval>,
    pub sat: Vec<Interval>,
    pub sun: Vec<Interval>,
}

/// `[open, close)` in local wall time; `close < open` closes on the next day; close may be 24:00.
/// In JSON a pair of strings, `["09:00", "17:00"]`, seconds optional.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Interval(#[ts(type = "string")] pub LocalTime, #[ts(type = "string")] pub LocalTime);

/// Seconds since local midnight, 0 ..= 86 400. In JSON `"09:00"` or `"09:00:30"`; 86 400 is `"24:00"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocalTime(pub u32);

/// What replaces a date's usual intervals. In JSON either `{"name": …, "open": [[…]]}` or just the list of intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DayException {
    /// `Christmas Eve`; empty = unnamed.
    pub name: String,
    /// Empty = closed all day.
    pub open: Vec<Interval>,
}

/// What an SLA promises. A bare number of days cannot be said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Target {
    /// So much open time on the calendar.
    Business {
        #[ts(type = "number")]
        ms: Millis,
    },
    /// So much wall-clock time.
    Elapsed {
        #[ts(type = "number")]
        ms: Millis,
    },
    /// By the close of the business day in which the start falls; of the next one when closed or at or after the cut-off.
    SameBusinessDay {
        #[ts(type = "string | null")]
        cut_off: Option<LocalTime>,
    },
    /// By `by` on the n-th business day after the start's.
    BusinessDays {
        days: u32,
        #[ts(type = "string")]
        by: LocalTime,
    },
}
