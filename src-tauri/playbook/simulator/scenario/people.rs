//! Who works.

use crate::policy::Absence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One person or several alike. Where `person` names somebody of the policy, what is left out here is as the policy says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Crew {
    /// Unique, also among the policy's people. Several are `KEY 1`, `KEY 2` and so on.
    pub key: String,
    /// As shown; the key unless given.
    #[serde(default)]
    pub name: String,
    /// Key of the person of the policy whom this describes; none = somebody whom the policy does not know.
    #[serde(default)]
    pub person: Option<String>,
    /// How many, up to 10,000.
    #[serde(default = "one")]
    pub count: u32,
    /// Team key.
    #[serde(default)]
    pub team: Option<String>,
    /// Keys of the roles held: what makes them members of pools and lets them take from queues.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Key of the calendar of their shifts; none = the policy's default calendar.
    #[serde(default)]
    pub calendar: Option<String>,
    #[serde(default)]
    pub absences: Vec<Absence>,
    /// The most leads a day, in the calendar's zone; none = no limit.
    #[serde(default)]
    pub capacity_per_day: Option<u32>,
    /// The most leads in work at once, from 1.
    #[serde(default = "one")]
    pub parallel: u32,
    /// Share in weighted pools.
    #[serde(default)]
    pub weight: Option<u32>,
    /// Share in performance-weighted pools, in percent of an average member's.
    #[serde(default)]
    pub performance_percent: Option<u32>,
    /// How fast they work: handling takes the usual time divided by this. 1 = as the rules say.
    #[serde(default = "usual")]
    pub speed: f64,
    /// In the policy's currency, for an hour of shift.
    #[serde(default)]
    pub cost_per_hour: f64,
}

impl Crew {
    /// Somebody whom the policy does not know, with everything that a scenario may leave out left out.
    pub fn new(key: impl Into<String>, name: impl Into<String>) -> Crew {
        Crew {
            key: key.into(),
            name: name.into(),
            person: None,
            count: one(),
            team: None,
            roles: Vec::new(),
            calendar: None,
            absences: Vec::new(),
            capacity_per_day: None,
            parallel: one(),
            weight: None,
            performance_percent: None,
            speed: usual(),
            cost_per_hour: 0.0,
        }
    }
}

const fn one() -> u32 {
    1
}

const fn usual() -> f64 {
    1.0
}
