//! Who does what by when. An action is carried from review to review until it is done.

use crate::Instant;
use crate::calendar::Zone;
use crate::metrics::Month;
use crate::policy::Policy;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that somebody has to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "CouncilAction")]
pub struct Action {
    pub id: String,
    /// `A-5` is number 5.
    pub number: u32,
    pub text: String,
    /// Person key of the policy, or a name.
    pub owner: String,
    #[ts(type = "string")]
    pub due: NaiveDate,
    /// The reviewed month in whose session it was given out.
    #[ts(type = "string")]
    pub made_in: Month,
    #[ts(type = "number")]
    pub made_at: Instant,
    pub made_by: String,
    /// Id of the decision that it serves.
    pub decision: Option<String>,
    #[ts(type = "number | null")]
    pub done_at: Option<Instant>,
    pub done_by: Option<String>,
    #[ts(type = "number")]
    pub version: i64,
}

/// An action as the review of a month lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ActionRow {
    pub action: Action,
    /// `A-5`
    pub name: String,
    /// The owner's name where the policy knows the key, else what was written.
    pub owner_name: String,
    pub is_done: bool,
    /// Reviews since it was given out.
    pub carried: u32,
    /// Days past the due date; 0 = not late, or done in time.
    #[ts(type = "number")]
    pub late_days: i64,
}

/// The actions that the review of a month lists: those given out by then that are not done, or were done in that month or later. Open
/// ones first, the earliest due first. `today` decides what is late.
pub fn listed(actions: &[Action], month: Month, today: NaiveDate, zone: &Zone, policy: &Policy) -> Vec<ActionRow> {
    let is_listed =
        |action: &&Action| action.made_in <= month && action.done_at.is_none_or(|done| zone.month_of(done) >= month);
    let row = |action: &Action| {
        let until = action.done_at.map_or(today, |done| zone.date_of(done));
        ActionRow {
            name: format!("A-{}", action.number),
            owner_name: person_name(policy, &action.owner),
            is_done: action.done_at.is_some(),
            carried: u32::try_from(month.0 - action.made_in.0).unwrap_or(0),
            late_days: (until - action.due).num_days().max(0),
            action: action.clone(),
        }
    };
    let mut rows: Vec<ActionRow> = actions.iter().filter(is_listed).map(row).collect();
    rows.sort_by_key(|row| (row.is_done, row.action.due, row.action.number));
    rows
}

/// A person's name where the policy knows the key, else what was written.
pub fn person_name(policy: &Policy, key: &str) -> String {
    let person = policy.people.iter().find(|person| person.key == key);
    person.map_or_else(|| key.to_owned(), |person| person.name.clone())
}
