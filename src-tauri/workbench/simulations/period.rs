//! A time to look at, as people give it: months, dates or instants, in the workspace's zone.

use chrono::NaiveDate;
use playbook::Instant;
use playbook::calendar::Zone;
use playbook::metrics::Month;
use std::str::FromStr;

/// One end of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// `2026-07`
    Month(Month),
    /// `2026-07-15`
    Date(NaiveDate),
    /// `2026-07-15T08:00:00Z`
    Instant(Instant),
}

/// From the beginning of one bound to the end of another, both included where they are months or dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Bound,
    pub to: Bound,
}

impl FromStr for Bound {
    type Err = String;

    fn from_str(text: &str) -> Result<Bound, String> {
        let text = text.trim();
        if let Ok(month) = text.parse() {
            return Ok(Bound::Month(month));
        }
        if let Ok(date) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            return Ok(Bound::Date(date));
        }
        let instant = chrono::DateTime::parse_from_rfc3339(text).map(|at| Bound::Instant(at.timestamp_millis()));
        instant.map_err(|_| {
            format!("\"{text}\" is not a month such as 2026-07, a date such as 2026-07-15, or an instant such as 2026-07-15T08:00:00Z")
        })
    }
}

impl Period {
    /// Reads both ends.
    ///
    /// # Errors
    /// A sentence about the end that is not a month, date or instant.
    pub fn read(from: &str, to: &str) -> Result<Period, String> {
        Ok(Period { from: from.parse()?, to: to.parse()? })
    }

    /// The instants from the first, which is in it, to the second, which is not.
    ///
    /// # Errors
    /// A sentence, where it ends before it begins or lies outside of every calendar.
    pub fn instants(&self, zone: &Zone) -> Result<(Instant, Instant), String> {
        let beyond = || "the time lies outside of every calendar".to_owned();
        let day = |date: NaiveDate| zone.day_bounds(date).ok_or_else(beyond);
        let from = match self.from {
            Bound::Month(month) => zone.month_bounds(month).0,
            Bound::Date(date) => day(date)?.0,
            Bound::Instant(at) => at,
        };
        let to = match self.to {
            Bound::Month(month) => zone.month_bounds(month).1,
            Bound::Date(date) => day(date)?.1,
            Bound::Instant(at) => at,
        };
        if from >= to { Err("the time ends before it begins. Exchange from and to".into()) } else { Ok((from, to)) }
    }
}
