//! What comes round, as an iCalendar text (RFC 5545): all-day events on civil dates, which stay the same day in whatever zone a calendar
//! shows them. Uids are made of the workspace and of what an event is about, so that importing the file again changes nothing twice.

use chrono::{DateTime, Datelike, Days, NaiveDate, Weekday};
use icalendar::{Calendar, Component, Event, EventLike};
use playbook::Instant;
use playbook::council::{Action, Quarter, Week, first_day, person_name};
use playbook::metrics::Month;
use playbook::policy::Policy;

/// The day of the month of the monthly and of the quarterly sitting: the last on which it is in time.
const MONTHLY_DAY: u32 = 10;
const QUARTERLY_DAY: u32 = 20;

/// What a calendar is made of.
pub(super) struct Coming<'a> {
    pub workspace: &'a str,
    pub policy: &'a Policy,
    pub actions: &'a [Action],
    /// The first day that matters.
    pub today: NaiveDate,
    pub now: Instant,
}

/// The calendar.
pub(super) fn calendar(coming: &Coming<'_>) -> String {
    let mut calendar = Calendar::new();
    calendar.name(&format!("Revenue handoffs of {}", coming.policy.company));
    let next_monday = Week::of(coming.today).days().1;
    let monday = if coming.today.weekday() == Weekday::Mon { coming.today } else { next_monday };
    calendar.push(coming.event(
        "weekly",
        monday,
        "Missed handoffs of last week",
        "By source, owner and segment: the weekly list in Baton's review.",
        Some("FREQ=WEEKLY;BYDAY=MO"),
    ));
    let this = Month::new(coming.today.year(), coming.today.month());
    let on = |month: Month, day: u32| first_day(month).with_day(day).unwrap_or_else(|| first_day(month));
    let monthly =
        if coming.today.day() <= MONTHLY_DAY { on(this, MONTHLY_DAY) } else { on(Month(this.0 + 1), MONTHLY_DAY) };
    calendar.push(coming.event(
        "monthly",
        monthly,
        "Review of last month's handoffs",
        "Signals first; then decisions, actions and the sign-off.",
        Some("FREQ=MONTHLY;BYMONTHDAY=10"),
    ));
    let begins = Quarter::of(this).months().0;
    let quarterly = match on(begins, QUARTERLY_DAY) {
        day if day >= coming.today => day,
        _ => on(Month(begins.0 + 3), QUARTERLY_DAY),
    };
    calendar.push(coming.event(
        "quarterly",
        quarterly,
        "Criteria update",
        "Win and loss, churn and capacity of the quarter, prepared from data.",
        Some("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=20"),
    ));
    for point in &coming.policy.handoffs {
        if let Some(on) = point.review_on {
            let title = format!("Review of {} {}", point.key, point.name);
            calendar.push(coming.event(&format!("handoff-{}", point.key), on, &title, "", None));
        }
    }
    for action in coming.actions.iter().filter(|action| action.done_at.is_none()) {
        let owner = person_name(coming.policy, &action.owner);
        let title = format!("A-{}: {}", action.number, action.text);
        calendar.push(coming.event(&format!("action-{}", action.id), action.due, &title, &owner, None));
    }
    calendar.done().to_string()
}

impl Coming<'_> {
    fn event(&self, about: &str, on: NaiveDate, title: &str, description: &str, rule: Option<&str>) -> Event {
        let mut event = Event::new();
        event.uid(&format!("{about}-{}@baton", self.workspace));
        event.timestamp(DateTime::from_timestamp_millis(self.now).unwrap_or_default());
        event.summary(title);
        if !description.is_empty() {
            event.description(description);
        }
        event.starts(on);
        event.ends(on.checked_add_days(Days::new(1)).unwrap_or(on));
        if let Some(rule) = rule {
            event.add_property("RRULE", rule);
        }
        event.done()
    }
}
