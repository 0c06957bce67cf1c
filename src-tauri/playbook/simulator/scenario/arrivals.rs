//! What flows: where leads come from, when, and of which kind.

use crate::policy::criteria::Given;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A source of leads (or opportunities, customers, tickets).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ScenarioSource")]
pub struct Source {
    /// Unique; its leads carry it as their `source`.
    pub key: String,
    /// Key of the handoff point at which its leads come in.
    pub handoff: String,
    pub arrivals: Arrivals,
    /// What kinds of leads, jointly: tier, segment and fields of one part belong together. Empty = all of the first tier, blank otherwise.
    #[serde(default)]
    pub mix: Vec<MixPart>,
    /// Share of its leads that are there already: each is a duplicate of the last one before it that got an owner. What becomes of it the
    /// policy says: where its handoff point looks for duplicates it joins that owner, waits for a merge, or is routed as if it were new.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<f64>")]
    pub duplicates: f64,
    /// Accounts that are there already, and the share of its leads that belong to each: where the policy matches leads to accounts, what a
    /// lead leaves blank is read there. The rest belongs to none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<AccountShare>>")]
    pub accounts: Vec<AccountShare>,
}

/// Leads that belong to an account of some kind.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccountShare {
    pub share: f64,
    /// What the account has, by field key: its owner, its segment.
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub fields: BTreeMap<String, Given>,
}

fn is_zero(share: &f64) -> bool {
    *share == 0.0
}

/// When leads come.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Arrivals {
    /// A Poisson process of one rate, at all hours.
    Rate { per_hour: f64 },
    /// A Poisson process whose rate depends on the local time of the week.
    Weekly {
        /// IANA zone of the hours; none = the policy's.
        #[serde(default)]
        zone: Option<String>,
        /// Leads an hour, from Monday 00:00 on; 168 rates, one an hour. 7, 24 (every day alike), 336 or 672 are taken as well.
        per_hour: Vec<f64>,
        /// Factors from January to December; empty = no month differs.
        #[serde(default)]
        by_month: Vec<f64>,
    },
    /// Exactly these, in any order.
    Exact { leads: Vec<ExactArrival> },
}

/// One lead of a list.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExactArrival {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[ts(type = "number")]
    pub at: i64,
    /// Place in the mix, from 0; none = drawn from it.
    #[serde(default)]
    #[ts(optional)]
    pub part: Option<u32>,
}

/// A kind of lead, and how frequent it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MixPart {
    /// Relative to the other parts'.
    pub weight: f64,
    /// Tier key; none = no tier is known.
    #[serde(default)]
    pub tier: Option<String>,
    #[serde(default)]
    pub segment: Option<String>,
    #[serde(default)]
    pub trigger: Option<String>,
    /// By field key: what routing, buffer and escalation criteria read.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, serde_json::Value>")]
    pub fields: BTreeMap<String, Given>,
    /// What one of these is worth if it converts, in the policy's currency.
    #[serde(default)]
    pub amount: f64,
    /// How much of the packet is filled, as a share.
    #[serde(default = "one")]
    pub packet: f64,
}

const fn one() -> f64 {
    1.0
}
