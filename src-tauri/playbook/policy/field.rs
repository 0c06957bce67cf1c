//! The field catalogue: what criteria, packets and routing may speak of, and nothing else.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An entry of the field catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Field {
    /// Column or attribute key in imported records.
    pub key: String,
    pub name: String,
    pub kind: FieldKind,
    /// Allowed values; empty = any.
    pub values: Vec<String>,
    /// Where it comes from (`Salesforce Lead`, `form`), free text.
    pub system: String,
    /// Who answers for its quality.
    pub owner: String,
    /// Heading under which it is listed (`Company`, `Buyer`); empty = none.
    pub group: String,
    /// True where a system holds it, so that a rule can be decided on it; false = it is known to people only.
    pub observable: bool,
    /// Keys of the handoff points by whose completion it is known. It is known from the start where this and
    /// `supplied_by_stages` are empty.
    pub supplied_by_handoffs: Vec<String>,
    /// Keys of the stages in which it becomes known.
    pub supplied_by_stages: Vec<String>,
}

impl Default for Field {
    fn default() -> Self {
        Field {
            key: String::new(),
            name: String::new(),
            kind: FieldKind::default(),
            values: Vec::new(),
            system: String::new(),
            owner: String::new(),
            group: String::new(),
            observable: true,
            supplied_by_handoffs: Vec::new(),
            supplied_by_stages: Vec::new(),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    #[default]
    Text,
    Choice,
    Number,
    Date,
    Instant,
    Boolean,
}
