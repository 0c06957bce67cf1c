//! Handoffs that leave the standard path: their types, how urgent they are, and who may do what about them.

use super::{Cadence, FieldKind};
use crate::calendar::Target;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A class of exceptions.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ExceptionType {
    pub key: String,
    pub name: String,
    /// When something belongs here, in a sentence.
    pub meaning: String,
    pub subtypes: Vec<ExceptionSubtype>,
    /// Key of the one role that resolves it.
    pub owner_role: Option<String>,
    /// Keys of the roles that help.
    pub helper_roles: Vec<String>,
    /// Time to resolution by severity; a severity without one here takes its own target.
    pub targets: Vec<ExceptionTarget>,
    /// How often the open ones are gone through.
    pub review_every: Option<Cadence>,
    /// What has to be written down before one is closed, beside reason, approver and next step.
    pub audit_fields: Vec<AuditField>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct ExceptionSubtype {
    /// Unique within the type.
    pub key: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExceptionTarget {
    /// Severity key.
    pub severity: String,
    pub target: Target,
}

/// What an audit note must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct AuditField {
    /// Unique within the type.
    pub key: String,
    pub name: String,
    pub kind: FieldKind,
}

/// How much an exception costs while it is open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Severity {
    /// `p0`, most urgent first.
    pub key: String,
    pub name: String,
    pub meaning: String,
    /// Time to resolution, on the policy's default calendar, where the type has none for this severity.
    pub target: Option<Target>,
}

/// Something that only some may do (override routing, pause an SLA timer).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Verb {
    pub key: String,
    /// `Pause an SLA timer`
    pub name: String,
    pub meaning: String,
}

/// Which role may do what: a verb, for a type and severity of exception.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionRight {
    pub key: String,
    /// Verb key.
    pub verb: String,
    /// Exception type key; `None` = every type.
    pub exception_type: Option<String>,
    /// Severity key; `None` = every severity.
    pub severity: Option<String>,
    /// Key of the role that holds the right.
    pub role: String,
    /// Key of the role that has to approve; `None` = the holder decides alone.
    pub approved_by: Option<String>,
}

/// Where a failure comes from, as reviews count it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct RootCause {
    pub key: String,
    pub name: String,
}
