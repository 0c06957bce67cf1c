//! The enrichment buffer: a few automated minutes before anybody is alerted.

use super::Criterion;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The time in which systems complete and judge a record before a person sees it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct EnrichmentBuffer {
    /// Elapsed minutes that it takes at least and at most; at the latter the record goes on with what is known.
    pub at_least_minutes: u32,
    pub at_most_minutes: u32,
    /// Catalogue keys of the fields that enrichment fills or validates.
    pub enriches: Vec<String>,
    /// Read from the top; the first that holds decides. Where none does, the record is routed on.
    pub outcomes: Vec<BufferOutcome>,
}

/// One way out of the buffer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BufferOutcome {
    #[serde(default)]
    pub when: Criterion,
    pub act: BufferAct,
    #[serde(default)]
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BufferAct {
    /// To a stage where records wait without a person.
    Nurture {
        stage: String,
    },
    /// Past routing, to the person whom a catalogue field names.
    ExistingOwner {
        field: String,
    },
    RouteOn,
}
