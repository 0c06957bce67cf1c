//! A calendar's year, date by date, as the year view draws it.

use super::{Calendar, CalendarError, CompiledCalendar, Interval};
use crate::Millis;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use ts_rs::TS;

/// Every date of a year that happens in the calendar's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct CalendarYear {
    pub days: Vec<DayInfo>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct DayInfo {
    #[ts(type = "string")]
    pub date: NaiveDate,
    pub state: DayState,
    /// The exception's name, if there is one.
    pub name: String,
    /// Open time of the intervals that open on this date, the night's tail included.
    #[ts(type = "number")]
    pub open_ms: Millis,
    /// `09:00–12:00, 13:00–17:00`; empty when closed.
    pub intervals: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DayState {
    /// Its usual hours, or an exception that opens at least as long.
    Open,
    /// No hours on this weekday.
    Closed,
    /// Closed by an exception.
    Holiday,
    /// An exception opens it for less than its weekday's hours.
    Half,
}

/// The year view of a calendar; `Err` where the calendar cannot be compiled.
pub fn calendar_year(calendar: &Calendar, year: i32) -> Result<CalendarYear, CalendarError> {
    let compiled = CompiledCalendar::compile(calendar)?;
    // The hours that the weekday would have had, to tell a half day by.
    let usual = CompiledCalendar::compile(&Calendar { exceptions: Default::default(), ..calendar.clone() })?;
    let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { return Ok(CalendarYear { days: Vec::new() }) };
    let happened = |date: &NaiveDate| compiled.zone().day_bounds(*date).is_some_and(|(begin, end)| begin < end);
    let dates = first.iter_days().take_while(|date| date.year() == year).filter(happened);
    Ok(CalendarYear { days: dates.map(|date| day_info(&compiled, &usual, date)).collect() })
}

fn day_info(compiled: &CompiledCalendar, usual: &CompiledCalendar, date: NaiveDate) -> DayInfo {
    let calendar = compiled.calendar();
    let open_ms = compiled.own_open_time(date);
    let exception = calendar.exceptions.get(&date).filter(|_| !calendar.always_open);
    let state = match (exception.is_some(), open_ms) {
        (true, 0) => DayState::Holiday,
        (false, 0) => DayState::Closed,
        (true, _) if open_ms < usual.own_open_time(date) => DayState::Half,
        (true | false, _) => DayState::Open,
    };
    let words = |intervals: &[Interval]| {
        let interval = |Interval(open, close): &Interval| format!("{open}–{close}");
        intervals.iter().map(interval).collect::<Vec<_>>().join(", ")
    };
    let intervals = match exception {
        _ if calendar.always_open => "00:00–24:00".to_owned(),
        Some(exception) => words(&exception.open),
        None => words(calendar.weekly.on(date.weekday())),
    };
    DayInfo { date, state, name: exception.map_or_else(String::new, |found| found.name.clone()), open_ms, intervals }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::HOUR;
    use crate::calendar::DayException;

    #[test]
    fn a_year_shows_hours_holidays_and_half_days() {
        let mut calendar = Calendar::office_hours("office", "Office", "Europe/London");
        let mut except = |month, day, name: &str, open: &[(&str, &str)]| {
            let open = open.iter().map(|(from, to)| Interval(from.parse().unwrap(), to.parse().unwrap())).collect();
            let date = NaiveDate::from_ymd_opt(2025, month, day).unwrap();
            calendar.exceptions.insert(date, DayException { name: name.into(), open });
        };
        except(12, 25, "Christmas Day", &[]);
        except(12, 24, "Christmas Eve", &[("09:00", "12:30")]);
        except(6, 14, "Stocktaking", &[("22:00", "06:00")]);
        let year = calendar_year(&calendar, 2025).unwrap();
        assert_eq!(year.days.len(), 365);
        let day = |month: u32, day: u32| {
            let found = year.days.iter().find(|info| (info.date.month(), info.date.day()) == (month, day)).unwrap();
            (found.state, found.name.as_str(), found.open_ms, found.intervals.as_str())
        };
        assert_eq!(day(1, 6), (DayState::Open, "", 8 * HOUR, "09:00–17:00"));
        assert_eq!(day(1, 5), (DayState::Closed, "", 0, ""));
        assert_eq!(day(12, 25), (DayState::Holiday, "Christmas Day", 0, ""));
        assert_eq!(day(12, 24), (DayState::Half, "Christmas Eve", 3 * HOUR + HOUR / 2, "09:00–12:30"));
        assert_eq!(day(6, 14), (DayState::Open, "Stocktaking", 8 * HOUR, "22:00–06:00"));
    }

    #[test]
    fn days_are_as_long_as_they_are_and_only_those_that_happened() {
        let always = calendar_year(&Calendar::always_open("a", "", "Europe/London"), 2025).unwrap();
        let hours = |month: u32, day: u32| {
            always.days.iter().find(|info| (info.date.month(), info.date.day()) == (month, day)).unwrap().open_ms / HOUR
        };
        assert_eq!((hours(3, 30), hours(3, 31), hours(10, 26)), (23, 24, 25));
        let apia = calendar_year(&Calendar::always_open("a", "", "Pacific/Apia"), 2011).unwrap();
        assert_eq!(apia.days.len(), 364);
        assert_eq!(calendar_year(&Calendar::always_open("a", "", "UTC"), i32::MAX).unwrap().days, []);
    }
}
