//! "How is this computed?", in words, for every metric: the text that stands beside the number.

use super::Metric;
use serde::Serialize;
use ts_rs::TS;

/// A metric's definition in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Definition {
    pub metric: Metric,
    /// `SLA breach rate, acceptance`
    pub name: String,
    /// From → to, or numerator / denominator.
    pub formula: String,
    /// What is left out, and what stands beside it.
    pub remarks: Vec<String>,
}
