//! How people work: how soon they notice, what they decide, how long it takes; and what follows.

use super::Distribution;
use crate::policy::ReceiverDecision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// How some of the work is done. What a rule leaves out comes from a rule that names less; in the end everything takes no time and
/// everything is accepted.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkRule {
    /// Handoff point, tier and crew that it is for; none = all of them.
    pub handoff: Option<String>,
    pub tier: Option<String>,
    /// Key of a crew, or of a person of the policy.
    pub crew: Option<String>,
    /// How long the enrichment buffer takes, elapsed; none = evenly between the policy's least and most.
    pub buffer: Option<Distribution>,
    /// The owner's working time from being given a lead to noticing it. Who takes from a queue has noticed.
    pub notice: Option<Distribution>,
    /// Share of the leads given to an owner that go unnoticed until a reminder or an alert, or for ever.
    pub unnoticed: Option<f64>,
    pub accepts: Option<AcceptWhen>,
    /// What is decided on acceptance beside accepting. The shares add up to at most 1; the rest is accepted.
    pub decisions: Option<Vec<DecisionShare>>,
    /// Working time from taking it up to the first touch.
    pub first_touch: Option<Distribution>,
    /// Working time from the first touch to the next step, after which the person is free again.
    pub handling: Option<Distribution>,
    /// A wait for the buyer after the first touch, in which nobody works on it.
    pub buyer_wait: Option<BuyerWait>,
    /// Elapsed time from the next step to completion, in which the person is free.
    pub completion: Option<Distribution>,
}

/// When the receiver's decision falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AcceptWhen {
    /// When work on it begins.
    #[default]
    Taken,
    /// As soon as the owner has noticed it, however much else there is to do.
    Noticed,
}

/// A decision other than accepting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionShare {
    /// `rejected` or `recycled`.
    #[schemars(with = "String")]
    pub decision: ReceiverDecision,
    /// Key of a disposition reason.
    #[serde(default)]
    pub reason: Option<String>,
    pub share: f64,
}

/// The buyer is waited for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BuyerWait {
    /// How many leads it happens to, as a share.
    pub share: f64,
    /// Elapsed time.
    pub duration: Distribution,
    /// What the record's fields are meanwhile, by key: the policy's pause conditions decide by them whether its clocks stop.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// What follows a completed handoff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FlowRule {
    /// Handoff keys.
    pub from: String,
    pub to: String,
    /// Tier that it is for; none = every tier.
    #[serde(default)]
    pub tier: Option<String>,
    /// How many go on, as a share of those completed. The shares of one point and tier add up to at most 1.
    pub share: f64,
    /// Elapsed time until the next handoff starts.
    #[serde(default)]
    pub after: Distribution,
}

/// How a queue works. Without a rule it has room for all, everybody waits for ever, and tiers go before each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QueueRule {
    /// Queue key; none = every queue without a rule of its own.
    #[serde(default)]
    pub queue: Option<String>,
    #[serde(default)]
    pub order: QueueOrder,
    /// How many can wait in it; who comes when it is full is lost. None = any number.
    #[serde(default)]
    pub room: Option<u32>,
    /// Elapsed time after which who still waits is lost; none = never.
    #[serde(default)]
    pub patience: Option<Distribution>,
}

/// Who is next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    /// The highest tier; within it who is due first; then who came first. Nobody is interrupted.
    #[default]
    Priority,
    FirstCome,
}

/// Who comes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnRule {
    /// Key of the disposition reason; none = every other reason, and leads that the buffer or the table sent to a nurture stage.
    #[serde(default)]
    pub reason: Option<String>,
    /// How many come back, as a share.
    pub share: f64,
    /// Elapsed time until they do; none = the policy's number of days for the reason.
    #[serde(default)]
    pub after: Option<Distribution>,
}

/// What reminders and alerts do to an owner who has not noticed yet.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Reactions {
    /// What is left of the time to notice is divided by this at every reminder, from 1; with exponential times that multiplies the hazard.
    pub reminder_speed: f64,
    /// The same at an alert to somebody else.
    pub alert_speed: f64,
    /// Share of the leads that would go unnoticed and that a reminder wakes their owner for.
    pub reminder_wakes: f64,
    pub alert_wakes: f64,
}

impl Default for Reactions {
    fn default() -> Self {
        Reactions { reminder_speed: 2.0, alert_speed: 4.0, reminder_wakes: 0.5, alert_wakes: 0.9 }
    }
}
