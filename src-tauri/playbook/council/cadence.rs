//! When the council does what: the weekly list of missed handoffs, the monthly review, the quarterly update of criteria, and handoff
//! points whose own day of review has come. What was gone through is told from what is due.

use crate::calendar::Zone;
use crate::metrics::Month;
use crate::metrics::words::{date, month as month_words};
use crate::policy::Policy;
use crate::{DAY, Instant};
use chrono::{Datelike, Days, IsoWeek, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

/// What comes round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CadenceKind {
    /// The list of missed handoffs of a week.
    Weekly,
    /// The review of a month.
    Monthly,
    /// The update of criteria after a quarter.
    Quarterly,
    /// A handoff point's own review.
    Handoff,
}

impl CadenceKind {
    pub const fn name(self) -> &'static str {
        match self {
            CadenceKind::Weekly => "weekly",
            CadenceKind::Monthly => "monthly",
            CadenceKind::Quarterly => "quarterly",
            CadenceKind::Handoff => "handoff",
        }
    }

    pub fn named(name: &str) -> Option<CadenceKind> {
        [CadenceKind::Weekly, CadenceKind::Monthly, CadenceKind::Quarterly, CadenceKind::Handoff]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// Something that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CadenceItem {
    pub kind: CadenceKind,
    /// What it is about: `2026-W44`, `2026-10`, `2026-Q3`, a handoff key with its date (`H3 2026-11-01`).
    pub period: String,
    /// `Review of October 2026`
    pub title: String,
    #[ts(type = "string")]
    pub due_on: NaiveDate,
    pub overdue: bool,
    /// `Due 10 Nov 2026, in 5 days.`
    pub sentence: String,
}

/// That something was gone through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CadenceMark {
    pub kind: CadenceKind,
    pub period: String,
    pub by: String,
    #[ts(type = "number")]
    pub at: Instant,
}

/// What a workspace has gone through, and from when on it has records.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The first instant of a record, and the instant up to which the data is known; `None` = there is no data, and nothing is due.
    pub data: Option<(Instant, Instant)>,
    /// Months that are signed and not reopened.
    pub signed: Vec<Month>,
    pub marks: Vec<CadenceMark>,
}

/// The day of the month by which the review of the month before is held, and the criteria of the quarter before are updated.
const MONTHLY_DAY: u32 = 10;
const QUARTERLY_DAY: u32 = 20;

/// How long something stays on the list: who began with years of data owes no reviews of them.
const WEEKS_BACK: i64 = 2;
const MONTHS_BACK: i32 = 2;
const QUARTERS_BACK: i32 = 1;

/// What is due, the earliest first: of the periods that are over, those which nobody has gone through and whose data is at hand.
pub fn due(held: &Held, policy: &Policy, zone: &Zone, now: Instant) -> Vec<CadenceItem> {
    let Some((first, as_of)) = held.data else { return Vec::new() };
    let (today, begun) = (zone.date_of(now), zone.date_of(first));
    let known = zone.date_of(as_of.saturating_add(DAY));
    let is_done =
        |kind: CadenceKind, period: &str| held.marks.iter().any(|mark| mark.kind == kind && mark.period == period);
    let mut items = Vec::new();
    let mut add = |kind, period: String, title: String, due_on: NaiveDate| {
        if !is_done(kind, &period) {
            items.push(item(kind, period, title, due_on, today));
        }
    };
    for back in 1..=WEEKS_BACK {
        let Some(day) = today.checked_sub_days(Days::new(7 * back as u64)) else { continue };
        let week = Week::of(day);
        let (from, until) = week.days();
        if until > begun && from < known {
            add(CadenceKind::Weekly, week.to_string(), format!("Missed handoffs of week {}", week.number()), until);
        }
    }
    let this_month = Month::new(today.year(), today.month());
    for back in 1..=MONTHS_BACK {
        let month = Month(this_month.0 - back);
        let has_data = first_day(Month(month.0 + 1)) > begun && first_day(month) < known;
        if has_data && !held.signed.contains(&month) {
            let due_on = first_day(Month(month.0 + 1)).with_day(MONTHLY_DAY).unwrap_or(today);
            add(CadenceKind::Monthly, month.to_string(), format!("Review of {}", month_words(month)), due_on);
        }
    }
    let this_quarter = Quarter::of(this_month);
    for back in 1..=QUARTERS_BACK {
        let quarter = Quarter(this_quarter.0 - back);
        let (from, to) = quarter.months();
        if first_day(Month(to.0 + 1)) > begun && first_day(from) < known {
            let due_on = first_day(Month(to.0 + 1)).with_day(QUARTERLY_DAY).unwrap_or(today);
            let title = format!("Criteria update after {quarter}");
            add(CadenceKind::Quarterly, quarter.to_string(), title, due_on);
        }
    }
    for point in &policy.handoffs {
        if let Some(on) = point.review_on.filter(|on| *on <= today) {
            let title = format!("Review of {} {}", point.key, point.name);
            add(CadenceKind::Handoff, format!("{} {on}", point.key), title, on);
        }
    }
    items.sort_by(|a, b| a.due_on.cmp(&b.due_on).then_with(|| (a.kind, &a.period).cmp(&(b.kind, &b.period))));
    items
}

fn item(kind: CadenceKind, period: String, title: String, due_on: NaiveDate, today: NaiveDate) -> CadenceItem {
    let left = (due_on - today).num_days();
    let days = |n: i64| format!("{n} {}", if n == 1 { "day" } else { "days" });
    let when = match left {
        0 => "today".to_owned(),
        1.. => format!("in {}", days(left)),
        _ => format!("{} ago", days(-left)),
    };
    let sentence = format!("Due {}, {when}.", date(due_on));
    CadenceItem { kind, period, title, due_on, overdue: left < 0, sentence }
}

/// The first day of a month.
pub fn first_day(month: Month) -> NaiveDate {
    NaiveDate::from_ymd_opt(month.year(), month.month(), 1).unwrap_or_default()
}

/// An ISO week, Monday to Sunday. As text `2026-W44`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Week {
    monday: NaiveDate,
}

impl Week {
    pub fn of(day: NaiveDate) -> Week {
        Week { monday: day.week(Weekday::Mon).checked_first_day().unwrap_or(day) }
    }

    /// Its Monday, and the Monday after it.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        (self.monday, self.monday.checked_add_days(Days::new(7)).unwrap_or(self.monday))
    }

    fn iso(self) -> IsoWeek {
        self.monday.iso_week()
    }

    pub fn number(self) -> u32 {
        self.iso().week()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-W{:02}", self.iso().year(), self.iso().week())
    }
}

impl FromStr for Week {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || format!("\"{text}\" is not a week such as 2026-W44");
        let (year, week) = text.split_once("-W").ok_or_else(refuse)?;
        if year.len() != 4 || week.len() != 2 {
            return Err(refuse());
        }
        let (year, week) = (year.parse().map_err(|_| refuse())?, week.parse().map_err(|_| refuse())?);
        NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).map(Week::of).ok_or_else(refuse)
    }
}

/// A quarter: `year * 4 + (quarter - 1)`. As text `2026-Q3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter(pub i32);

impl Quarter {
    pub const fn of(month: Month) -> Quarter {
        Quarter(month.0.div_euclid(3))
    }

    /// The quarter that a month is the last of; `None` = it ends none.
    pub fn ending(month: Month) -> Option<Quarter> {
        Some(Quarter::of(month)).filter(|quarter| quarter.months().1 == month)
    }

    /// Its first and its last month.
    pub const fn months(self) -> (Month, Month) {
        (Month(self.0 * 3), Month(self.0 * 3 + 2))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-Q{}", self.0.div_euclid(4), self.0.rem_euclid(4) + 1)
    }
}

impl FromStr for Quarter {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || format!("\"{text}\" is not a quarter such as 2026-Q3");
        let (year, quarter) = text.split_once("-Q").ok_or_else(refuse)?;
        match (year.len() == 4, year.parse::<i32>(), quarter.parse::<i32>()) {
            (true, Ok(year), Ok(quarter @ 1..=4)) if year > 0 => Ok(Quarter(year * 4 + quarter - 1)),
            _ => Err(refuse()),
        }
    }
}
