//! The figure by which a handoff is judged.

use crate::Millis;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A key figure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Kpi {
    pub key: String,
    pub name: String,
    /// Name of the metric that measures it (`time_to_first_touch`); `None` = it is measured elsewhere.
    pub metric: Option<String>,
    /// What it tells, in a sentence.
    pub meaning: String,
    pub direction: KpiDirection,
    pub target: Option<KpiTarget>,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum KpiDirection {
    #[default]
    Higher,
    Lower,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum KpiTarget {
    Duration {
        #[ts(type = "number")]
        ms: Millis,
    },
    /// In tenths of a percent.
    Share { per_mille: u32 },
    Count {
        #[ts(type = "number")]
        n: i64,
    },
}
