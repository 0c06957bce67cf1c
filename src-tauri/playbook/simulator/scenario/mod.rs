//! The scenario file: who comes, who works and how, under which policy, for how long.
//!
//! Plain JSON with a schema number, refused whole where something in it is unknown or impossible. Durations are minutes unless the name
//! says otherwise; shares lie between 0 and 1; keys of handoff points, tiers, teams, roles, queues and calendars are the policy's.

mod arrivals;
mod check;
mod distribution;
mod error;
mod examples;
mod outcome;
mod people;
mod read;
mod schema;
mod work;

pub use arrivals::{AccountShare, Arrivals, ExactArrival, MixPart, Source};
pub use distribution::Distribution;
pub use error::ScenarioError;
pub use examples::Example;
pub(crate) use outcome::default_decay;
pub use outcome::{Conversion, DecayPoint, TierConversion};
pub use people::Crew;
pub use schema::schema;
pub use work::{
    AcceptWhen, BuyerWait, DecisionShare, FlowRule, QueueOrder, QueueRule, Reactions, ReturnRule, WorkRule,
};

use crate::policy::{Operation, Policy};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The schema number of scenario files.
pub const SCENARIO_SCHEMA: u32 = 1;

/// Everything that a simulation is told beside the policy.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// 1.
    pub schema: u32,
    pub name: String,
    #[serde(default)]
    pub note: String,
    /// The policy that is simulated, as `baton policy export` writes it; none = the one in force in the workspace.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Map<String, serde_json::Value>>")]
    #[ts(optional)]
    pub policy: Option<Box<Policy>>,
    /// Edits of that policy, applied in order before it is simulated: the operations of a draft.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schemars(with = "Vec<serde_json::Map<String, serde_json::Value>>")]
    pub changes: Vec<Operation>,
    pub horizon: Horizon,
    #[serde(default)]
    pub warm_up: WarmUp,
    #[serde(default)]
    pub replications: Replications,
    /// Below 2^53, so that every reader of JSON keeps it.
    #[serde(default)]
    #[ts(type = "number")]
    pub seed: u64,
    /// Where leads come from. At least one.
    pub sources: Vec<Source>,
    /// Who works beside the people of the policy, or in another way than the policy says.
    #[serde(default)]
    pub people: Vec<Crew>,
    /// Keys of people of the policy who do not work in this scenario.
    #[serde(default)]
    pub without: Vec<String>,
    /// How long things take and what is decided. Of several rules that fit, each part comes from the one that names most; of those, from
    /// the last.
    #[serde(default)]
    pub work: Vec<WorkRule>,
    /// Which handoff point follows which; where nothing does, the journey ends.
    #[serde(default)]
    pub flow: Vec<FlowRule>,
    #[serde(default)]
    pub queues: Vec<QueueRule>,
    /// Who comes back after a rejection, a recycling or a nurture stage. Where no rule fits, everybody comes back for whose reason the
    /// policy names a number of days, after those days, and nobody else does.
    #[serde(default)]
    pub returns: Vec<ReturnRule>,
    #[serde(default)]
    pub reactions: Reactions,
    /// What a lead is worth; none = no conversions and no value are reported.
    #[serde(default)]
    pub conversion: Option<Conversion>,
    /// How often a lead passes the same handoff point at most; it ends there after that.
    #[serde(default = "most_cycles")]
    pub most_cycles: u32,
    /// After so many events a replication stops, and the report says so.
    #[serde(default = "most_events")]
    #[ts(type = "number")]
    pub most_events: u64,
    /// So many leads at most are under way at once; more, and the replication stops, and the report says so.
    #[serde(default = "most_under_way")]
    pub most_under_way: u32,
}

pub(crate) const fn most_cycles() -> u32 {
    10
}

pub(crate) const fn most_events() -> u64 {
    200_000_000
}

pub(crate) const fn most_under_way() -> u32 {
    2_000_000
}

/// The time that is simulated.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Horizon {
    /// The local date, in the policy's zone, at whose first instant everything begins, empty.
    #[ts(type = "string")]
    #[schemars(with = "String")]
    pub start: NaiveDate,
    /// Elapsed days of 24 hours, up to 10,000; warm-up included.
    pub days: f64,
}

/// How much of the beginning is left out of every figure, because the simulation began with empty desks.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WarmUp {
    /// Nothing is left out.
    None,
    /// So many elapsed days.
    Days { days: f64 },
    /// As MSER-5 finds in trial replications: the truncation with the smallest standard error of the mean number under way, in batches of
    /// five (White, Cobb and Spratt 2000). Never more than half.
    #[default]
    Automatic,
}

/// How often the simulation is repeated with other randomness.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Replications {
    /// At least so many, from 1.
    pub count: u32,
    /// Go on until the 95 % interval of the overall SLA attainment is at most so wide to either side (0.01 = one point); none = `count`
    /// it is.
    pub half_width: Option<f64>,
    /// At most so many.
    pub most: u32,
}

impl Default for Replications {
    fn default() -> Self {
        Replications { count: 20, half_width: None, most: 1_000 }
    }
}
