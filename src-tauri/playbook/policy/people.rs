//! Who there is: teams, roles and the people who hold them.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A team: a lane of the map, a side of a handoff.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Team {
    pub key: String,
    /// Two to five capitals, shown in badges (`SDR`).
    pub short: String,
    pub name: String,
}

/// What a person answers for (`SDR Team Lead`). Handoff points, escalations and decision rights name roles, not people, so that
/// they outlive whoever holds them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Role {
    pub key: String,
    pub name: String,
    /// Team key; `None` = across teams (`Rev Council`).
    pub team: Option<String>,
    /// Role key of whom it reports to.
    pub reports_to: Option<String>,
}

/// Someone who can own a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Person {
    pub key: String,
    /// The owner's name as imported records carry it.
    pub name: String,
    /// Team key.
    pub team: Option<String>,
    /// Keys of the roles that this person holds.
    pub roles: Vec<String>,
    /// Key of the calendar of this person's working hours, zone included; `None` = the policy's default calendar. An SLA runs on
    /// the handoff point's calendar, never on this one.
    pub calendar: Option<String>,
    /// The most records a day that routing gives this person; `None` = no limit.
    pub capacity_per_day: Option<u32>,
    /// Share in weighted pools, relative to the other members'; 0 = gets nothing there.
    pub weight: u32,
    /// Share in performance-weighted pools, in percent of an average member's.
    pub performance_percent: u32,
    pub absences: Vec<Absence>,
    /// False = has left, or is not to get records for now.
    pub active: bool,
}

impl Default for Person {
    fn default() -> Self {
        Person {
            key: String::new(),
            name: String::new(),
            team: None,
            roles: Vec::new(),
            calendar: None,
            capacity_per_day: None,
            weight: 1,
            performance_percent: 100,
            absences: Vec::new(),
            active: true,
        }
    }
}

/// Days on which a person gets no records, in the zone of the person's calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Absence {
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub from: NaiveDate,
    /// The last day of it.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub until: NaiveDate,
    /// `holiday`, `parental leave`; may be empty.
    #[serde(default)]
    pub reason: String,
}

impl Person {
    /// True where the person is away on this day.
    pub fn is_away(&self, day: NaiveDate) -> bool {
        self.absences.iter().any(|absence| (absence.from..=absence.until).contains(&day))
    }
}
