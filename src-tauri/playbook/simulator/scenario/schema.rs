//! The JSON Schema of scenario files, derived from the types themselves.

use super::Scenario;
use serde_json::Value;

/// JSON Schema (2020-12) of a scenario file.
pub fn schema() -> Value {
    schemars::schema_for!(Scenario).to_value()
}
