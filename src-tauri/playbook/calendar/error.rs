//! What can be wrong with a calendar, with the facts that a sentence about it needs.

use super::LocalTime;
use chrono::NaiveDate;

/// Why a calendar cannot be used, or should not be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CalendarError {
    #[error("\"{name}\" is not a time zone of the IANA database; write it as Europe/Vienna or UTC")]
    UnknownZone { name: String },
    #[error("calendar \"{calendar}\", {day}: {open} to {close} is not a time of day; hours run from 00:00 to 24:00")]
    BadTime { calendar: String, day: String, open: LocalTime, close: LocalTime },
    #[error(
        "calendar \"{calendar}\", {day}: {open} to {close} is no time at all; for a whole day write 00:00 to 24:00"
    )]
    EmptyInterval { calendar: String, day: String, open: LocalTime, close: LocalTime },
    #[error("calendar \"{calendar}\", {day}: {count} opening intervals are more than a day can have here ({most})")]
    TooManyIntervals { calendar: String, day: String, count: usize, most: usize },
    #[error(
        "calendar \"{calendar}\" never opens, so no target on it could ever fall due; give it hours or use an always-open one"
    )]
    NeverOpen { calendar: String },
    #[error("calendar \"{calendar}\" stays closed for ten years from {from}; a clock started then would never run")]
    ClosedForTenYears { calendar: String, from: NaiveDate },
}
