//! What a lead is worth, and how waiting wears it away.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How likely a lead converts. Expected conversions and value are reported, not drawn ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
#[ts(rename = "ScenarioConversion")]
pub struct Conversion {
    /// Key of the handoff point whose response time counts, from its start to the first touch, elapsed; a lead counts once, at its first
    /// touch there.
    pub handoff: String,
    /// Share that converts with an immediate response and a full packet, by tier. A tier that is not named takes the one without a tier.
    pub tiers: Vec<TierConversion>,
    /// What is left of it by response time, ascending: straight lines over the logarithm of the time between these points, level before
    /// the first and after the last.
    #[serde(default = "default_decay")]
    pub decay: Vec<DecayPoint>,
    /// What is left of it with an empty packet; straight in between.
    #[serde(default = "full")]
    pub empty_packet: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TierConversion {
    /// Tier key; none = every tier that is not named.
    #[serde(default)]
    pub tier: Option<String>,
    pub share: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DecayPoint {
    /// Elapsed minutes from start to first touch, above zero.
    pub minutes: f64,
    /// What is left of the conversion, 0 to 1.
    pub factor: f64,
}

const fn full() -> f64 {
    1.0
}

/// Eight times higher within five minutes than after an hour.
pub(crate) fn default_decay() -> Vec<DecayPoint> {
    vec![DecayPoint { minutes: 5.0, factor: 1.0 }, DecayPoint { minutes: 60.0, factor: 0.125 }]
}

impl Conversion {
    /// What is left of the conversion after so many minutes.
    pub fn decay_at(&self, minutes: f64) -> f64 {
        let after = self.decay.partition_point(|point| point.minutes <= minutes);
        match (after.checked_sub(1).and_then(|before| self.decay.get(before)), self.decay.get(after)) {
            (None, None) => 1.0,
            (None, Some(first)) => first.factor,
            (Some(last), None) => last.factor,
            (Some(from), Some(to)) => {
                let way = (minutes / from.minutes).ln() / (to.minutes / from.minutes).ln();
                from.factor + way * (to.factor - from.factor)
            }
        }
    }

    /// The expected conversion of a lead of a tier, before the response counts.
    pub fn base(&self, tier: Option<&str>, packet: f64) -> f64 {
        let own = self.tiers.iter().find(|part| part.tier.is_some() && part.tier.as_deref() == tier);
        let share = own.or_else(|| self.tiers.iter().find(|part| part.tier.is_none())).map_or(0.0, |part| part.share);
        share * (self.empty_packet + packet.clamp(0.0, 1.0) * (1.0 - self.empty_packet))
    }
}
