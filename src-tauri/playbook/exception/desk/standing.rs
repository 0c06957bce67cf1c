//! How a case stands to its target, and who would take it where nobody has.
//!
//! Time is counted as the target promises it (the SLA clock's definitions): business time on the policy's default calendar, or elapsed time.

use super::Case;
use crate::calendar::{CompiledCalendar, Counting, duration_words};
use crate::exception::Taxonomy;
use crate::policy::{Person, Policy};
use crate::{Instant, Millis};
use chrono::NaiveDate;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use ts_rs::TS;

/// How a case stands to its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "CaseDue")]
pub enum Due {
    /// No more than half of the counted time is used up.
    InTime,
    /// More than half of it is.
    Soon,
    Past,
    /// No target.
    None,
    /// Closed by then, or not.
    Kept,
    Missed,
}

/// What is left of an open case's target, or how far it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CaseTimeLeft")]
pub struct TimeLeft {
    /// As the target counts. A civil deadline counts in business time.
    pub counting: Counting,
    /// Counted milliseconds until the due instant; negative = since it. 0 past it = the calendar has not opened since.
    #[ts(type = "number")]
    pub ms: Millis,
    /// Counted milliseconds from when it came on the desk until the due instant.
    #[ts(type = "number")]
    pub whole_ms: Millis,
    /// The calendar with its zone; `None` where elapsed time counts.
    pub calendar: Option<String>,
    /// `2 h 10 m of business time left`
    pub words: String,
}

/// The clock by which the targets of a desk are counted: made once for however many cases.
pub struct DeskClock<'a> {
    taxonomy: &'a Taxonomy<'a>,
    /// `None` = the policy's default calendar is not there or cannot be read: elapsed time is said, and called so.
    calendar: Option<Arc<CompiledCalendar>>,
}

impl<'a> DeskClock<'a> {
    pub fn of(taxonomy: &'a Taxonomy<'a>, policy: &Policy) -> DeskClock<'a> {
        let calendar = policy.calendars.iter().find(|calendar| calendar.key == policy.default_calendar);
        DeskClock { taxonomy, calendar: calendar.and_then(|calendar| CompiledCalendar::shared(calendar).ok()) }
    }

    /// What is left at an instant; `None` = nothing is promised, or it is closed.
    pub fn left(&self, case: &Case, now: Instant) -> Option<TimeLeft> {
        let due = case.due_at.filter(|_| case.status.is_open())?;
        let promised = self.taxonomy.target(&case.exception_type, &case.severity).map(|target| target.counting());
        let (counting, calendar) = match (promised, &self.calendar) {
            (Some(Counting::Business), Some(calendar)) => (Counting::Business, Some(calendar)),
            // The due instant stands, whatever became of the promise or of the calendar since.
            (Some(Counting::Business | Counting::Elapsed) | None, _) => (Counting::Elapsed, None),
        };
        let counted = |from: Instant, to: Instant| match calendar {
            Some(calendar) => calendar.elapsed(from, to),
            None => to.saturating_sub(from).max(0),
        };
        let is_over = now > due;
        let ms = if is_over { -counted(due, now) } else { counted(now, due) };
        Some(TimeLeft {
            counting,
            ms,
            whole_ms: counted(case.raised_at, due),
            calendar: calendar.map(|own| format!("{}, {}", own.calendar().title(), own.zone().name())),
            words: words(counting, ms, is_over),
        })
    }

    /// How it stands.
    pub fn due(&self, case: &Case, left: Option<&TimeLeft>, now: Instant) -> Due {
        match (case.due_at, left) {
            (None, _) => Due::None,
            (Some(due), Some(_)) if now > due => Due::Past,
            (Some(_), Some(left)) if left.ms * 2 < left.whole_ms => Due::Soon,
            (Some(_), Some(_)) => Due::InTime,
            (Some(due), None) if case.resolved_at.is_none_or(|at| at <= due) => Due::Kept,
            (Some(_), None) => Due::Missed,
        }
    }
}

/// `2 h 10 m of business time left`, `45 m of elapsed time over`; whole minutes, rounded down as every duration is.
fn words(counting: Counting, ms: Millis, is_over: bool) -> String {
    let minutes = ms.abs() / crate::MINUTE * crate::MINUTE;
    let time = match counting {
        Counting::Business => "business time",
        Counting::Elapsed => "elapsed time",
    };
    match (is_over, minutes) {
        (true, 0) if ms == 0 => "over, and no business time since".into(),
        (true, 0) => format!("less than a minute of {time} over"),
        (true, _) => format!("{} of {time} over", duration_words(minutes)),
        (false, 0) if ms == 0 => format!("no {time} left"),
        (false, 0) => format!("less than a minute of {time} left"),
        (false, _) => format!("{} of {time} left", duration_words(minutes)),
    }
}

/// Who would take a case that nobody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "CaseSuggestion")]
pub struct Suggestion {
    /// Person key; `None` = nobody holds a role that answers for it.
    pub person: Option<String>,
    /// The person's name; the role's, where nobody holds it.
    pub name: String,
    /// Why, in a sentence.
    pub because: String,
}

/// Who would take an open case without an owner, by the policy: whoever holds the role to which a dispute has come or that answers for the
/// type, else a role that helps; of several, whoever is there and has the fewest open cases, the earlier in the policy where two have as
/// many. `None` = it is owned or closed, or the policy names no role.
pub fn suggest(
    policy: &Policy,
    taxonomy: &Taxonomy<'_>,
    case: &Case,
    held: &BTreeMap<String, usize>,
    today: NaiveDate,
) -> Option<Suggestion> {
    if case.owner.is_some() || !case.status.is_open() {
        return None;
    }
    let kind = taxonomy.kind(&case.exception_type)?;
    let named = |key: &str| policy.role(key).map_or_else(|| key.to_owned(), |role| role.name.clone());
    let first = match &case.escalated_to {
        Some(role) => (role, format!("The dispute has come to {}", named(role))),
        None => {
            let role = kind.owner_role.as_ref()?;
            (role, format!("{} resolves cases of the type {}", named(role), kind.name))
        }
    };
    let role_name = named(first.0);
    let helpers =
        kind.helper_roles.iter().map(|role| (role, format!("{} helps with the type {}", named(role), kind.name)));
    let load = |person: &Person| held.get(&person.key).copied().unwrap_or(0);
    // What each role before the one that is taken came to.
    let mut passed = Vec::new();
    for (role, says) in std::iter::once(first).chain(helpers) {
        let holders: Vec<&Person> = policy.holders(role).filter(|person| person.active).collect();
        let there: Vec<&Person> = holders.iter().copied().filter(|person| !person.is_away(today)).collect();
        let Some(person) = there.iter().copied().min_by_key(|person| load(person)) else {
            passed.push(match holders.is_empty() {
                true => format!("{says}, and nobody holds it"),
                false => format!("{says}, and {} away today", all_are(&holders)),
            });
            continue;
        };
        let cases = match load(person) {
            0 => "no open case".to_owned(),
            1 => "1 open case".to_owned(),
            some => format!("{some} open cases"),
        };
        let chosen = match (there.len(), holders.len()) {
            (1, 1) => format!("{} alone holds it, with {cases}", person.name),
            (1, _) => format!("of those who hold it {} alone is there, with {cases}", person.name),
            (some, _) => format!("of {some} who hold it {} has the least to do, with {cases}", person.name),
        };
        passed.extend([says, chosen]);
        let because = format!("{}.", passed.join("; "));
        return Some(Suggestion { person: Some(person.key.clone()), name: person.name.clone(), because });
    }
    let because = format!("{}. Give one of these roles to somebody who is there.", passed.join("; "));
    Some(Suggestion { person: None, name: role_name, because })
}

/// `Ann is`, `Ann and Bo are`
fn all_are(people: &[&Person]) -> String {
    let names: Vec<&str> = people.iter().map(|person| person.name.as_str()).collect();
    match names.as_slice() {
        [one] => format!("{one} is"),
        [first @ .., last] => format!("{} and {last} are", first.join(", ")),
        [] => String::new(),
    }
}
